"""The front by day: dates that hold together, a line that moves as it did, faults that are named."""

import shutil
from itertools import pairwise

import h3
import numpy as np
import pytest
from tests.theatre.spoiled import spoil
from tests.theatre.tables import day, table

from hinterland.core.calendar import DAYS, FIRST, day_of
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre import front as fronts

SOVIET = {"BSSR", "UkSSR", "RSFSR", "KFSSR", "MSSR", "LSSR", "LaSSR", "ESSR"}


class Ground:
    """The cells of resolution 4 with the towns on them."""

    def __init__(self):
        """Build the front once."""
        rows, republic = table("cells_res4"), {row["id"]: row["republic"] for row in table("oblasts")}
        self.lat, self.lon, self.area = (np.array([float(r[k]) for r in rows]) for k in ("lat", "lon", "area_km2"))
        self.people = np.array([float(r["pop_rural"]) + float(r["pop_urban"]) for r in rows])
        self.soviet = np.array([republic[r["oblast"]] in SOVIET for r in rows])
        self.hexes = [r["h3"] for r in rows]
        self.towns = fronts.read_towns(THEATRE / "towns.csv")
        self.spells = fronts.read_spells(THEATRE / "occupations.csv", self.towns)
        self.states = fronts.town_states(self.towns, self.spells)
        self.front = fronts.build(self.towns, self.spells, self.lat, self.lon, self.soviet)
        self.place = {cell: c for c, cell in enumerate(self.hexes)}

    def cell(self, town):
        """Return the number of the cell with the town in it, None beyond the theatre."""
        t = self.towns.ids.index(town)
        return self.place.get(h3.latlng_to_cell(self.towns.lat[t], self.towns.lon[t], 4))

    def share(self, when):
        """Million km2 of Soviet ground that is occupied."""
        return float(self.area[self.soviet & (self.front.occupied[day(when)] > 0)].sum() / 1e6)

    def deciding(self):
        """Pairs of a town and the cell in which it is the largest."""
        most = {}
        for t, name in enumerate(self.towns.ids):
            if (c := self.cell(name)) is not None:
                most[c] = max(most.get(c, (-1, 0, 0)), (int(self.towns.people[t]), -t, t))
        return [(t, c) for c, (_, _, t) in most.items()]


@pytest.fixture(scope="module")
def ground():
    return Ground()


def test_that_the_front_is_told_for_every_day_and_cell(ground):
    assert ground.front.occupied.shape == ground.front.front_km.shape == (DAYS, len(ground.hexes))
    assert ground.front.occupied.dtype == np.uint8
    assert ground.front.front_km.dtype == np.float32
    assert set(np.unique(ground.front.occupied)) == {0, 1}


def test_that_the_cells_are_recognised_by_their_centres(ground):
    assert fronts.hexes_at(ground.lat, ground.lon) == ground.hexes


def test_that_the_largest_town_of_a_cell_is_taken_and_freed_on_its_own_days(ground):
    pairs = ground.deciding()
    assert len(pairs) > 600
    for t, c in pairs:
        # The first morning is settled by the frontier, not by towns.
        assert (ground.front.occupied[1:, c] == ground.states[1:, t]).all(), ground.towns.ids[t]


def test_that_few_towns_are_overruled_for_long_by_a_larger_one_in_their_cell(ground):
    wrong = np.array(
        [
            np.count_nonzero(ground.front.occupied[:, c] != ground.states[:, t])
            for t, name in enumerate(ground.towns.ids)
            if (c := ground.cell(name)) is not None
        ]
    )
    assert np.mean(wrong > 30) < 0.06
    assert np.mean(wrong) < 15


def test_that_a_town_left_out_is_predicted_by_the_towns_around_it(ground):
    unit = np.radians(np.stack((ground.towns.lat, ground.towns.lon)))
    north, east = unit[0][:, None] - unit[0], (unit[1][:, None] - unit[1]) * np.cos(unit[0])[:, None]
    far = 6371 * np.hypot(north, east)
    np.fill_diagonal(far, np.inf)
    near = np.argsort(far, axis=1)[:, : int(fronts.USUAL.voters)]
    voice = np.take_along_axis(far, near, axis=1) ** -fronts.USUAL.fall
    predicted = (ground.states[:, near] * voice).sum(axis=2) > voice.sum(axis=1) / 2
    wrong = (predicted != ground.states).sum(axis=0)
    assert np.median(wrong) <= 10
    assert np.mean(wrong <= 45) > 0.75


def test_that_every_town_of_the_occupied_land_is_dated_close_by(ground):
    dated = np.unique(ground.spells.town)
    held = np.flatnonzero(ground.soviet & ground.front.occupied.any(axis=0))
    far = [
        min(
            h3.great_circle_distance((a, b), (x, y))
            for x, y in zip(*(v[dated] for v in ground.towns[1:3]), strict=True)
        )
        for a, b in zip(ground.lat[held[::5]], ground.lon[held[::5]], strict=True)
    ]
    assert np.mean(np.array(far) <= 70) > 0.97


def test_that_kharkov_changes_hands_four_times(ground):
    changes = np.flatnonzero(np.diff(ground.front.occupied[:, ground.cell("kharkov")].astype(int))) + 1
    assert changes.tolist() == [day(d) for d in ("1941-10-24", "1943-02-16", "1943-03-15", "1943-08-23")]


@pytest.mark.parametrize("town", ["rostov", "belgorod", "feodosia", "kerch", "zhitomir", "barvenkovo"])
def test_that_towns_taken_twice_are_freed_twice(ground, town):
    changes = np.diff(ground.front.occupied[:, ground.cell(town)].astype(int))
    assert np.count_nonzero(changes == 1) >= 2
    assert np.count_nonzero(changes == 1) == np.count_nonzero(changes == -1)


@pytest.mark.parametrize(
    "town", ["moscow", "leningrad", "tula", "murmansk", "belomorsk", "tuapse", "grozny", "saratov"]
)
def test_that_towns_never_taken_stay_free(ground, town):
    assert not ground.front.occupied[:, ground.cell(town)].any()


def test_that_the_first_morning_finds_the_frontier_where_it_was(ground):
    assert not ground.front.occupied[0, ground.soviet].any()
    abroad = ground.front.occupied[0, ~ground.soviet]
    assert abroad.mean() > 0.99


def test_that_soviet_ground_is_free_before_the_enemy_comes_and_taken_once_in_most_places(ground):
    soviet = ground.front.occupied[:, ground.soviet].astype(int)
    taken = (np.diff(soviet, axis=0) == 1).sum(axis=0)
    held = taken > 0
    assert np.mean(taken[held] == 1) > 0.9
    assert taken.max() <= 3


def test_that_the_advance_is_fast_to_december_and_peaks_in_november_1942(ground):
    steps = [ground.share(d) for d in ("1941-06-23", "1941-07-10", "1941-09-30", "1941-12-01")]
    assert all(a < b for a, b in pairwise(steps))
    daily = (ground.front.occupied[:, ground.soviet] * ground.area[ground.soviet]).sum(axis=1)
    assert day("1942-10-25") <= int(daily.argmax()) <= day("1942-11-22")


def test_that_the_retreat_never_turns_for_good_after_kursk(ground):
    dates = ("1942-11-15", "1943-02-15", "1943-10-01", "1944-01-01", "1944-04-15", "1944-07-31", "1944-11-01")
    steps = [ground.share(d) for d in dates]
    assert all(a > b for a, b in pairwise(steps))
    assert not ground.front.occupied[-1, ground.soviet].any()


def test_that_the_occupied_land_has_the_size_that_is_known(ground):
    ever = ground.soviet & ground.front.occupied.any(axis=0)
    # 1.9 million km2 with some 85 million people before the war are the usual figures.
    assert 1.75 < ground.area[ever].sum() / 1e6 < 2.05
    assert 78 < ground.people[ever].sum() / 1e6 < 92


@pytest.mark.parametrize(("when", "held", "free"), [
    ("1941-09-30", ["kiev", "smolensk", "poltava", "novgorod"], ["kharkov", "orel", "vyazma", "odessa"]),
    ("1941-12-04", ["kalinin", "klin", "kharkov", "tikhvin"], ["rostov", "kashira", "sevastopol"]),
    ("1942-02-15", ["rzhev", "vyazma", "demyansk"], ["toropets", "kaluga", "sukhinichi", "usvyaty"]),
    ("1942-11-15", ["stalingrad", "mozdok", "elista", "maykop"], ["makhachkala", "grozny", "kamyshin"]),
    ("1943-07-04", ["orel", "belgorod", "novorossiysk"], ["kursk", "rzhev", "rostov", "velikiye_luki"]),
    ("1944-01-01", ["vitebsk", "minsk", "nikopol", "luga"], ["gomel", "kiev", "zhitomir", "nevel"]),
    ("1944-07-20", ["lvov", "riga", "kaunas", "warsaw"], ["minsk", "vilnius", "grodno", "polotsk"]),
    ("1945-01-01", ["liepaja", "warsaw", "konigsberg"], ["riga", "tallinn", "siauliai", "lublin"]),
])  # fmt: skip
def test_that_the_line_of_a_known_day_runs_between_the_right_towns(ground, when, held, free):
    states = dict(zip(ground.towns.ids, ground.states[day(when)].tolist(), strict=True))
    assert [name for name in held if not states[name]] == []
    assert [name for name in free if states[name]] == []


def test_that_distances_are_those_to_the_nearest_cell_in_other_hands(ground):
    unit = np.radians(np.stack((ground.lat, ground.lon)))
    sphere = np.stack((np.cos(unit[0]) * np.cos(unit[1]), np.cos(unit[0]) * np.sin(unit[1]), np.sin(unit[0])), 1)
    for when in (0, 60, 500, 900, 1300):
        held = ground.front.occupied[when]
        free, taken = np.flatnonzero(held == 0), np.flatnonzero(held)
        far = 6371 * np.arccos(np.clip(sphere[free] @ sphere[taken].T, -1, 1))
        exact = np.empty(held.size)
        exact[free], exact[taken] = far.min(axis=1), far.min(axis=0)
        # Distances are up to a week old, and a quick advance covers a cell or two in that time.
        assert np.median(np.abs(ground.front.front_km[when] - exact)) < 15
        if when == 0:
            assert np.abs(ground.front.front_km[when] - exact).max() < 1


def test_that_where_nobody_is_on_the_other_side_the_front_is_far(ground):
    town = fronts.Towns(["a"], np.array([55.0]), np.array([30.0]), np.array([0]))
    nothing = fronts.Spells(*(np.zeros(0, dtype=np.int64) for _ in range(3)))
    front = fronts.build(town, nothing, ground.lat[:50], ground.lon[:50])
    assert not front.occupied.any()
    assert (front.front_km == fronts.NO_FRONT_KM).all()
    assert fronts.front_line(front.occupied[0], ground.hexes[:50]) == []


def test_that_the_line_parts_occupied_cells_on_its_left_from_free_ones(ground):
    held = ground.front.occupied[day("1943-07-04")]
    line = fronts.front_line(held, ground.hexes)
    assert len(line) > 150
    assert all(len(edge) in (2, 3) for edge in line)
    for (a, b), *_, (c, d) in line:
        # A tenth of the edge to the left of its middle lies in the occupied cell.
        left = (a + c) / 2 + 0.1 * (d - b), (b + d) / 2 - 0.1 * (c - a)
        right = (a + c) / 2 - 0.1 * (d - b), (b + d) / 2 + 0.1 * (c - a)
        assert held[ground.place[h3.latlng_to_cell(*left, 4)]] == 1
        assert held[ground.place[h3.latlng_to_cell(*right, 4)]] == 0


def test_that_points_which_are_no_cells_are_refused():
    with pytest.raises(Fault, match="centres of H3 hexagons"):
        fronts.hexes_at([55.0, 55.1], [30.0, 30.1])


@pytest.fixture
def tables(tmp_path):
    for name in ("towns", "occupations"):
        shutil.copy(THEATRE / f"{name}.csv", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("changes", "words"), [
    ({"from": "spring"}, "from 'spring' is not a date; write it as YYYY-MM-DD"),
    ({"to": ""}, "to '' is not a date; write it as YYYY-MM-DD"),
    ({"from": "1944-12-01", "to": "1944-11-01"}, "from 1944-12-01 is not before to 1944-11-01"),
    ({"town": "kitezh"}, "town 'kitezh' is not known; use an id of towns.csv"),
    ({"occupier": "martian"}, "occupier 'martian' is not known; write one of german, romanian"),
    ({"town": "brest", "from": "1943-01-01", "to": "1943-02-01"}, "brest: this spell overlaps that of"),
])  # fmt: skip
def test_that_a_bad_spell_is_named_with_its_line_and_remedy(tables, changes, words):
    towns = fronts.read_towns(tables / "towns.csv")
    spoil(tables / "occupations.csv", 9, **changes)
    with pytest.raises(Fault) as caught:
        fronts.read_spells(tables / "occupations.csv", towns)
    assert caught.value.line == 9
    assert "occupations.csv:9: " in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(("changes", "words"), [
    ({"id": "brest"}, "id 'brest' is empty or stands twice"),
    ({"lat": "north"}, "lat 'north' is not a number; write a number from -90 to 90"),
    ({"lat": "152.11"}, "lat 152.11 is out of range"),
    ({"pop_1939": "many"}, "pop_1939 'many' is not a number"),
    ({"pop_1939": "0.5"}, "pop_1939 0.5 is not a whole number"),
])  # fmt: skip
def test_that_a_bad_town_is_named_with_its_line_and_remedy(tables, changes, words):
    spoil(tables / "towns.csv", 5, **changes)
    with pytest.raises(Fault, match=words) as caught:
        fronts.read_towns(tables / "towns.csv")
    assert caught.value.line == 5


def test_that_a_table_without_a_column_is_refused(tables):
    path = tables / "towns.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("lat,", "north,", 1), encoding="utf-8")
    with pytest.raises(Fault, match="header lacks lat"):
        fronts.read_towns(path)


def test_that_towns_abroad_are_dated_before_the_war_and_no_spell_is_longer_than_the_war(ground):
    starts = ground.spells.start
    assert set(starts[starts < 0].tolist()) == {day_of(FIRST) - 1}
    assert ground.spells.end.max() <= DAYS - 1

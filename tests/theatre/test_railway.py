"""The railway tables are whole and lie where they should; railheads follow the front."""

import csv
import runpy
from pathlib import Path

import numpy as np
import pytest
from tests.theatre.tables import table

from hinterland.core.fault import Fault, Faults
from hinterland.core.flow import LONGEST
from hinterland.core.paths import THEATRE
from hinterland.theatre.ground import read_ground
from hinterland.theatre.railheads import railheads, served, shares
from hinterland.theatre.railway import USUAL, Railway, cell_lines, lengths, line_cells, nearest_of, read_railway, starts

HISTORICAL = {
    "Brest-Smolensk (Magistrale)": "baranovichi minsk borisov orsha smolensk vyazma",
    "Brest-Gomel-Bryansk (Polesian)": "pinsk luninets kalinkovichi rechitsa gomel unecha bryansk orel",
    "Bialystok-Nevel (Bologoye-Siedlce)": "volkovysk lida molodechno polotsk nevel velikiye_luki",
    "Vilnius-Gomel (Libau-Romny)": "molodechno minsk osipovichi bobruisk zhlobin gomel bakhmach",
    "Riga-Orel": "daugavpils polotsk vitebsk smolensk roslavl bryansk orel",
    "Warsaw-Leningrad": "grodno vilnius daugavpils rezekne ostrov pskov luga gatchina",
    "Novosokolniki-Leningrad (Vitebsk railway)": "nevel dno batetskaya gatchina",
    "Pskov-Staraya Russa": "dno staraya_russa",
    "Rezekne-Velikiye Luki (Windau)": "sebezh idritsa novosokolniki",
    "Tallinn-Gatchina": "narva kingisepp",
    "Pskov-Gdov-Veimarn": "slantsy",
    "Nevel-Gomel lateral": "vitebsk orsha mogilev zhlobin gomel",
    "Orsha-Unecha": "krichev surazh",
    "Osipovichi-Mogilev-Roslavl": "mogilev krichev",
    "Baranovichi-Slutsk-Osipovichi": "slutsk",
    "Baranovichi-Luninets-Sarny-Rovno": "luninets sarny",
    "Bryansk-Konotop": "navlya khutor_mikhailovsky",
    "Smolensk-Roslavl-Bryansk": "roslavl",
    "Bryansk-Vyazma/Kirov": "kirov",
    "Brest-Kovel": "brest kovel",
    "Kovel-Kiev": "sarny olevsk korosten",
    "Kovel-Kazatin-Kiev": "rovno zdolbunov shepetovka berdichev kazatin fastov",
    "Lvov-Odessa": "ternopol proskurov zhmerinka",
    "Kiev-Kursk": "nezhin bakhmach konotop vorozhba",
    "Kiev-Dnepropetrovsk": "fastov znamenka pyatikhatki",
    "Poltava-Kharkov": "poltava kharkov",
    "Korosten-Kalinkovichi-Zhlobin": "ovruch mozyr",
    "Dzhankoi-Sevastopol": "simferopol",
}


def lines_of(railway, name: str) -> np.ndarray:
    """Return the lines that belong to a historical line; empty where there is none of that name."""
    of_table = {row["id"]: (row["line"], row["also"]) for row in table("lines")}
    return np.array([k for k, line in enumerate(railway.line) if name in of_table[line]], np.int32)


@pytest.fixture(scope="module")
def railway():
    return read_railway()


def distance(railway, a, b):
    """Return km between junctions on a sphere, by the haversine."""
    la, lb = np.radians(railway.lat[a]), np.radians(railway.lat[b])
    half = np.sin((lb - la) / 2) ** 2
    half += np.cos(la) * np.cos(lb) * np.sin(np.radians(railway.lon[b] - railway.lon[a]) / 2) ** 2
    return 12742 * np.arcsin(np.sqrt(half))


def test_that_the_network_is_large_enough_and_hangs_together(railway):
    assert len(railway.junction) >= 230
    assert len(railway.line) >= 360
    everywhere = np.ones(len(railway.junction), bool)
    assert served(railway, everywhere, np.array([0])).all()


def test_that_lines_join_neighbours_and_are_no_shorter_than_the_crow_flies(railway):
    crow = distance(railway, railway.line_a, railway.line_b)
    assert np.all((railway.km >= 12) & (railway.km <= 140))
    assert np.all(railway.km >= crow)
    assert np.all(railway.km <= 1.5 * crow)


def test_that_no_two_lines_join_the_same_two_junctions(railway):
    pairs = {frozenset(pair) for pair in zip(railway.line_a.tolist(), railway.line_b.tolist(), strict=True)}
    assert len(pairs) == len(railway.line)


def test_that_no_two_junctions_stand_in_the_same_place(railway):
    apart = distance(railway, np.arange(railway.lat.size)[:, None], np.arange(railway.lat.size))
    np.fill_diagonal(apart, 999)
    assert apart.min() > 8


@pytest.mark.parametrize("name", HISTORICAL)
def test_that_a_historical_line_runs_through_its_stations_without_a_gap(railway, name):
    on = lines_of(railway, name)
    ends = np.unique(np.concatenate((railway.line_a[on], railway.line_b[on])))
    assert set(HISTORICAL[name].split()) <= {railway.junction[j] for j in ends}
    part = railway._replace(line_a=railway.line_a[on], line_b=railway.line_b[on])
    assert served(part, np.ones(railway.lat.size, bool), ends[:1])[ends].all()


def test_that_main_lines_are_as_long_as_timetables_say(railway):
    known = {
        "Brest-Smolensk (Magistrale)": (852, 0.06),
        "Kovel-Kiev": (449, 0.08),
        "Dzhankoi-Sevastopol": (171, 0.08),
    }
    for name, (km, part) in known.items():
        assert railway.km[lines_of(railway, name)].sum() == pytest.approx(km, rel=part)


def test_that_double_lines_carry_more_than_single_ones(railway):
    assert railway.capacity[railway.tracks == 2].mean() > 1.8 * railway.capacity[railway.tracks == 1].mean()


def test_that_the_routing_counts_single_lines_longer_and_every_entry_from_the_reich(railway):
    assert railway.length.min() >= 1
    assert railway.length.max() <= LONGEST
    single, double = (railway.length[railway.tracks == n] / railway.km[railway.tracks == n] for n in (1, 2))
    assert np.median(single) > 1.3 * np.median(double)
    behind = dict(zip([railway.junction[e] for e in railway.entries], starts(railway), strict=True))
    assert behind["warsaw"] < behind["chelm"] < behind["iasi"]


def test_that_the_table_of_lines_is_what_the_routes_give():
    making = THEATRE / "making" / "railways.py"
    if not making.exists():
        pytest.skip("the routes are not part of this installation")
    assert runpy.run_path(str(making))["text"]() == (THEATRE / "lines.csv").read_text(encoding="utf-8")


def copied(folder: Path, table: str, change) -> Path:
    """Copy both tables into a folder, with the rows of one of them changed."""
    for name in ("junctions.csv", "lines.csv"):
        with (THEATRE / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        if name == table:
            change(rows)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("a", "atlantis", "a 'atlantis' is not known; use an id of junctions.csv"),
        ("km", "0", "km 0 is out of range"),
        ("km", "far", "km 'far' is not a number"),
        ("tracks", "3", "tracks '3' is not known; write one of 1, 2"),
        ("capacity", "-1", "capacity -1 is out of range"),
        ("capacity", "nan", "capacity nan is out of range"),
    ],
)
def test_that_a_wrong_line_is_told_with_its_row_and_a_remedy(tmp_path, column, value, message):
    folder = copied(tmp_path, "lines.csv", lambda rows: rows[4].update({column: value}))
    with pytest.raises(Fault, match=message) as caught:
        read_railway(folder)
    assert caught.value.line == 6
    assert caught.value.remedy


def test_that_a_line_to_itself_and_a_repeated_id_are_refused(tmp_path):
    def spoil(rows):
        rows[1]["b"] = rows[1]["a"]
        rows[2]["id"] = rows[0]["id"]

    with pytest.raises(Faults) as caught:
        read_railway(copied(tmp_path, "lines.csv", spoil))
    assert [fault.line for fault in caught.value.faults] == [3, 4]


def test_that_a_junction_twice_or_in_the_ocean_is_refused(tmp_path):
    def spoil(rows):
        rows[7]["lat"] = "-3"
        rows[8]["entry"] = "air"
        rows[9]["id"] = rows[6]["id"]

    with pytest.raises(Faults) as caught:
        read_railway(copied(tmp_path, "junctions.csv", spoil))
    assert {fault.line for fault in caught.value.faults if fault.path == tmp_path / "junctions.csv"} == {
        9,
        10,
        11,
    }


def test_that_a_line_runs_through_cells_in_order_from_end_to_end(railway):
    lat, lon = (grid.ravel() for grid in np.meshgrid(np.arange(43.003, 70, 0.25), np.arange(18.004, 48, 0.4)))
    locate = nearest_of(lat, lon, 60.0)
    cells, middle = line_cells(railway, locate)
    assert len(cells) == len(railway.line)
    assert (cells[:, -1] >= 0).any(), "as wide as the longest line needs"
    first, last = (
        locate(railway.lat, railway.lon)[railway.line_a],
        locate(railway.lat, railway.lon)[railway.line_b],
    )
    count = (cells >= 0).sum(axis=1)
    assert np.array_equal(cells[:, 0], first)
    assert np.array_equal(cells[np.arange(count.size), count - 1], last)
    assert all(middle[k] in cells[k] for k in range(count.size))


def test_that_a_line_out_of_reach_has_no_cell(railway):
    cells, middle = line_cells(railway, nearest_of([52.1], [23.7], 40.0))
    near = distance(railway, railway.junction.index("brest"), np.arange(railway.lat.size)) < 40
    touched = near[railway.line_a] | near[railway.line_b]
    assert np.array_equal(middle >= 0, touched)
    assert np.array_equal(cells[:, 0] >= 0, touched)
    assert set(cell_lines(cells, 1)[0]) == set(np.flatnonzero(touched))


def summer_1943(railway: Railway):
    """Return held junctions, km to a front that bends with latitude, and army groups by latitude."""
    front_lon = np.interp(railway.lat, (45, 48, 52, 54, 56, 60), (38, 38.2, 36.5, 34.3, 31, 31))
    front_km = np.abs(front_lon - railway.lon) * 111 * np.cos(np.radians(railway.lat))
    group = np.select([railway.lat > 56, railway.lat > 51.8], [0, 1], 2)
    return railway.lon < front_lon, front_km, group


@pytest.mark.parametrize("which", [0, 1, 2])
def test_that_railheads_lie_just_behind_the_front_and_well_apart(railway, which):
    held, front_km, group = summer_1943(railway)
    heads = railheads(railway, served(railway, held), front_km, group, which)
    assert 2 <= heads.size <= 5
    assert held[heads].all()
    assert np.all(group[heads] == which)
    assert front_km[heads].max() <= 80
    apart = distance(railway, heads[:, None], heads)
    assert apart[apart > 0].min() >= 60
    assert np.ptp(railway.lat[heads]) > 1.5
    assert shares(railway, served(railway, held), heads).sum() == pytest.approx(1.0)
    assert shares(railway, served(railway, held), heads).min() > 0


def test_that_railheads_fall_back_with_the_front(railway):
    held, front_km, group = summer_1943(railway)
    before = railheads(railway, served(railway, held), front_km, group, 1)
    back = railway.lon < 30
    after = railheads(railway, served(railway, back), np.abs(30 - railway.lon) * 65, group, 1)
    assert railway.lon[after].max() < 30
    assert railway.lon[after].mean() < railway.lon[before].mean() - 3


def test_that_a_group_far_from_any_front_still_has_railheads(railway):
    held, front_km, group = summer_1943(railway)
    heads = railheads(railway, served(railway, held), front_km + 500, group, 1)
    assert 2 <= heads.size <= 5
    assert front_km[heads].max() < 120


def test_that_nothing_can_be_reached_beyond_a_gap_in_what_is_held(railway):
    held = np.ones(railway.lat.size, bool)
    crimea = [railway.junction.index(name) for name in ("dzhankoi", "simferopol", "sevastopol", "kerch")]
    assert served(railway, held)[crimea].all()
    held[railway.junction.index("novoalekseyevka")] = False
    assert not served(railway, held)[crimea].any()
    group = np.zeros(held.size, int)
    group[crimea] = 2
    assert railheads(railway, served(railway, held), np.full(held.size, 10.0), group, 2).size == 0
    ports = [railway.junction.index(row["id"]) for row in table("junctions") if row["entry"] == "sea"]
    assert served(railway, held, np.array(ports))[crimea].all()


@pytest.mark.parametrize("resolution", [3, 4, 5])
def test_that_every_cell_knows_all_lines_that_run_through_it(railway, resolution):
    ground = read_ground(resolution)
    cells, _ = line_cells(railway, nearest_of(ground.lat, ground.lon))
    lines = cell_lines(cells, len(ground.h3))
    through = {(int(c), k) for k, row in enumerate(cells) for c in row[row >= 0]}
    known = {(c, int(k)) for c, row in enumerate(lines) for k in row[row >= 0]}
    assert known == through
    assert (lines[:, -1] >= 0).any(), "no wider than needed"


def test_that_single_line_counts_as_long_as_is_declared_and_many_lines_make_a_yard(railway):
    slow = USUAL._replace(single_line_length=4.0, lines_of_yards=5.0)
    made = read_railway(parameters=slow)
    single = railway.tracks == 1
    assert (made.length[~single] == railway.length[~single]).all()
    assert made.length[single].sum() > 1.5 * railway.length[single].sum()
    assert set(made.yards) < set(railway.yards)
    assert lengths(np.array([30.0]), np.array([1.0]), slow).tolist() == [8]

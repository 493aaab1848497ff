"""The cells hold the land and the people that the censuses and the maps know."""

import importlib
import shutil

import h3
import numpy as np
import pytest
from tests.theatre.spoiled import spoil

from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.assemble import load
from hinterland.theatre.ground import NATIONS, RESOLUTIONS, cell_at, distance_km, read_ground, read_oblasts, within_km


@pytest.fixture(scope="module")
def ground():
    return read_ground(4)


@pytest.fixture
def folder(tmp_path):
    for name in ("oblasts", "cells_res3"):
        shutil.copy(THEATRE / f"{name}.csv", tmp_path)
    return tmp_path


@pytest.fixture
def making(monkeypatch):
    monkeypatch.syspath_prepend(str(THEATRE / "making"))
    return importlib.import_module


def at(ground, lat, lon):
    cell = cell_at(ground, lat, lon)
    return ground.oblasts[ground.oblast[cell]]


def share(ground, nation, *oblasts):
    here = np.isin(ground.oblast, [i for i, oblast in enumerate(ground.oblasts) if oblast.id in oblasts])
    people = (ground.rural + ground.urban)[here]
    return float(np.average(ground.nations[here, NATIONS.index(nation)], weights=people))


def mean(ground, values, oblast):
    here = ground.oblast == [o.id for o in ground.oblasts].index(oblast)
    return float(np.average(values[here], weights=ground.area[here]))


def test_that_the_three_resolutions_hold_the_same_people_and_land():
    grounds = [read_ground(resolution) for resolution in RESOLUTIONS]
    people = [float((ground.rural + ground.urban).sum()) for ground in grounds]
    land = [float(ground.area.sum()) for ground in grounds]
    assert people[0] == pytest.approx(people[2], abs=200)
    assert people[1] == pytest.approx(people[2], abs=200)
    assert land[0] == pytest.approx(land[2], rel=1e-4)


@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_that_a_cell_is_where_its_index_says(resolution):
    ground = read_ground(resolution)
    centres = np.array([h3.cell_to_latlng(cell) for cell in ground.h3])
    assert np.abs(centres[:, 0] - ground.lat).max() < 1e-3
    assert np.abs(centres[:, 1] - ground.lon).max() < 1e-3
    assert all(h3.get_resolution(cell) == resolution for cell in ground.h3)


def test_that_neighbours_are_mutual_and_adjoin(ground):
    for cell, near in enumerate(ground.neighbours[::7]):
        cell *= 7
        for other in near[near >= 0]:
            assert cell in ground.neighbours[other]
            assert h3.are_neighbor_cells(ground.h3[cell], ground.h3[other])
    assert ((ground.neighbours >= 0).sum(axis=1) == 6).mean() > 0.8


def test_that_shares_leave_room_for_one_another(ground):
    assert (ground.forest + ground.crop).max() <= 1.001
    assert min(ground.forest.min(), ground.marsh.min(), ground.crop.min()) >= 0
    assert np.abs(ground.nations.sum(axis=1) - 1).max() < 1e-9


def test_that_the_arrays_cannot_be_written(ground):
    for values in (ground.forest, ground.oblast, ground.neighbours, ground.nations):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 0


@pytest.mark.parametrize(
    ("town", "lat", "lon", "soviet", "abroad"),
    [
        ("Vitebsk", 55.19, 30.20, 1, 0),
        ("Baranovichi", 53.13, 26.01, 0, 0),
        ("Lvov", 49.84, 24.03, 0, 0),
        ("Zhitomir", 50.26, 28.66, 1, 0),
        ("Kishinev", 47.01, 28.86, 0, 0),
        ("Riga", 56.95, 24.11, 0, 0),
        ("Petrozavodsk", 61.79, 34.35, 1, 0),
        ("Warsaw", 52.23, 21.01, 0, 1),
        ("Banska Bystrica", 48.74, 19.15, 0, 1),
    ],
)
def test_that_a_town_stands_under_its_sovereign_of_1938(ground, town, lat, lon, soviet, abroad):
    cell = cell_at(ground, lat, lon)
    assert (ground.soviet_1938[cell], ground.abroad[cell]) == (soviet, abroad), town


def test_that_belarus_was_wooded_to_about_a_quarter(ground):
    here = np.array([o.republic == "BSSR" for o in ground.oblasts])[ground.oblast]
    assert 0.22 < np.average(ground.forest[here], weights=ground.area[here]) < 0.32


def test_that_forest_and_mire_lie_where_the_partisans_found_them(ground):
    assert mean(ground, ground.marsh, "pinsk") > 0.25
    assert mean(ground, ground.forest, "polesie") > 0.3
    assert mean(ground, ground.forest, "nikolaev") < 0.03
    assert mean(ground, ground.marsh, "zaporozhye") < 0.05
    assert ground.forest[cell_at(ground, 52.6, 33.9)] > 3 * ground.forest[cell_at(ground, 51.7, 36.2)]


def test_that_mountains_rise_and_the_steppe_is_flat(ground):
    assert ground.relief[cell_at(ground, 48.6, 24.4)] > 150
    assert ground.relief[cell_at(ground, 46.8, 34.0)] < 40


def test_that_cities_hold_their_people(ground):
    for people, lat, lon in ((239_000, 53.9, 27.56), (847_000, 50.45, 30.52), (833_000, 49.99, 36.23)):
        assert ground.urban[cell_at(ground, lat, lon)] > 0.97 * people


def test_that_peoples_live_where_they_lived(ground):
    assert share(ground, "russian", "latvia_latgale") > 5 * share(ground, "russian", "latvia_kurzeme")
    assert share(ground, "tatar", "crimea") == pytest.approx(0.19, abs=0.02)
    assert share(ground, "polish", "belostok") > share(ground, "polish", "pinsk")
    assert share(ground, "ukrainian", "volyn") > 0.6
    assert share(ground, "jewish", "minsk") > 4 * share(ground, "jewish", "kalinin")


def test_that_jews_live_in_towns_more_than_in_villages(ground):
    here = np.array([o.republic == "BSSR" for o in ground.oblasts])[ground.oblast]
    urban = ground.urban[here] / (ground.urban + ground.rural)[here]
    jewish = ground.nations[here, NATIONS.index("jewish")]
    assert jewish[urban > 0.5].mean() > 2 * jewish[urban < 0.1].mean()


def test_that_leningrad_was_never_taken_and_vitebsk_was(ground):
    assert at(ground, 59.94, 30.31).occupier == "none"
    assert at(ground, 55.19, 30.20).occupier == "german"
    assert at(ground, 61.79, 34.35).occupier == "finnish"
    assert at(ground, 46.48, 30.73).administration == "transnistria"


def test_that_distance_agrees_with_the_grid(ground):
    away = distance_km(ground, 53.9, 27.56)
    for cell in (0, 500, 1500):
        grid = h3.great_circle_distance((53.9, 27.56), (ground.lat[cell], ground.lon[cell]), unit="km")
        assert away[cell] == pytest.approx(grid, rel=1e-3)


def test_that_a_point_at_sea_takes_the_nearest_cell(ground):
    cell = cell_at(ground, 45.6, 35.5)
    assert distance_km(ground, 45.6, 35.5)[cell] == distance_km(ground, 45.6, 35.5).min()


def test_that_a_resolution_without_a_table_is_refused():
    with pytest.raises(Fault, match="choose 3, 4 or 5"):
        read_ground(6)


@pytest.mark.parametrize(
    ("table", "changes", "words"),
    [
        ("cells_res3", {"oblast": "atlantis"}, "atlantis"),
        ("cells_res3", {"h3": "841f6a1ffffffff"}, "no cell of this resolution"),
        ("cells_res3", {"forest": "1.2"}, "forest 1.2 is out of range"),
        ("cells_res3", {"pop_rural": "many"}, "is not a number; write a number"),
        ("cells_res3", {"russian": "0.99", "other": "0.99"}, "add up to"),
        ("oblasts", {"army_group": "east"}, "army_group 'east'"),
        ("oblasts", {"pop_urban": "99999999"}, "pop_urban"),
        ("oblasts", {"id": "vitebsk"}, "twice"),
    ],
)
def test_that_a_bad_row_is_told_with_its_line(folder, table, changes, words):
    spoil(folder / f"{table}.csv", 5, **changes)
    with pytest.raises(Fault, match=words) as caught:
        read_ground(3, folder)
    assert caught.value.line == 5
    assert caught.value.path.name == f"{table}.csv"


def test_that_a_missing_table_or_column_is_told(folder):
    (folder / "cells_res3.csv").write_text("h3,lat,lon\n", encoding="utf-8")
    with pytest.raises(Fault, match="header lacks area_km2, belarusian"):
        read_ground(3, folder)
    (folder / "oblasts.csv").unlink()
    with pytest.raises(Fault, match=r"oblasts\.csv: the table is missing"):
        read_oblasts(folder)


def test_that_a_polygon_holds_what_it_encloses(making):
    districts = making("districts")
    corners = districts.polygon("50 20;50 30;55 30;52 25;55 20")
    found = districts.inside(corners, np.array([51.0, 54.5, 51.0, 54.5]), np.array([25.0, 25.0, 35.0, 20.5]))
    assert found.tolist() == [True, False, False, True]


def test_that_old_forests_lose_less_than_young_ones(making):
    land = making("land")
    trees = np.array([0.2, 0.4, 0.6, 0.9])
    republic = np.full(4, "BSSR")
    forest = land.forest_then(trees, np.full(4, "minsk"), republic)
    kept = forest / trees
    assert np.all(np.diff(kept) > 0)
    assert forest.mean() == pytest.approx(0.7 * trees.mean(), rel=0.01)


def test_that_a_small_oblast_keeps_its_last_cell(making):
    holder = making("cells").holder
    land = np.array([[100.0, 0.0], [70.0, 30.0], [95.0, 5.0]])
    assert holder(land).tolist() == [0, 1, 0]
    assert holder(np.array([[100.0, 0.0], [90.0, 10.0]])).tolist() == [0, 0]


def test_that_people_of_the_land_are_whole_and_as_many_as_on_the_ground():
    made = load(4)
    for name in ("rural", "urban"):
        of_land, of_ground = getattr(made.land, name), getattr(made.ground, name)
        np.testing.assert_array_equal(of_land, np.rint(of_ground))
        assert of_land.sum() == pytest.approx(of_ground.sum(), rel=1e-5)


def test_that_the_cells_within_some_km_are_those_whose_distance_is_no_greater(ground):
    draw = np.random.default_rng(3)
    for lat, lon, km in zip(draw.uniform(40, 72, 60), draw.uniform(10, 60, 60), draw.uniform(0, 900, 60), strict=True):
        expected = np.flatnonzero(distance_km(ground, lat, lon) <= km)
        assert within_km(ground, lat, lon, km).tolist() == expected.tolist()
    at_the_pole = within_km(ground, 90.0, 0.0, 2500.0)
    assert at_the_pole.tolist() == np.flatnonzero(distance_km(ground, 90.0, 0.0) <= 2500.0).tolist()
    assert at_the_pole.size > 0

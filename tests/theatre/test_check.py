"""The theatre passes its own checks, and each check can fail."""

import csv

import pytest

from hinterland.core.paths import THEATRE
from hinterland.theatre import check as checks
from hinterland.theatre.check import check
from hinterland.theatre.ground import RESOLUTIONS, read_ground


@pytest.fixture
def folder(tmp_path):
    for path in THEATRE.glob("*.csv"):
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def change(folder, name, alter):
    """Write a table anew; `alter` takes the rows and returns those to keep."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    path.unlink()
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns, lineterminator="\n")
        out.writeheader()
        out.writerows(alter(rows))


def failing(folder):
    """Return the checks of a whole theatre that fail, with what they found."""
    return {found.name: found.figure for found in check(folder, 3) if not found.ok}


def wrong(found):
    """Return the names of those checks which do not hold."""
    return {one.name for one in found if not one.ok}


def edit(where, **changes):
    """Return an alteration that changes the rows for which all of `where` hold."""

    def alter(rows):
        return [row | changes if where.items() <= row.items() else row for row in rows]

    return alter


@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_that_the_theatre_passes_its_checks(resolution):
    found = check(resolution=resolution)
    assert len(found) > 20
    assert [(one.name, one.figure, one.expected) for one in found if not one.ok] == []


def test_that_a_moved_frontier_is_seen(folder):
    change(folder, "oblasts", edit({"sovereign_1938": "Poland"}, sovereign_1938="USSR"))
    found = checks.border_of_1939(folder, read_ground(3, folder))
    assert not found.ok
    assert "Stolbtsy" in found.figure


def test_that_lost_people_are_seen(folder):
    change(folder, "oblasts", edit({"id": "mogilev"}, pop_total="2900000"))
    assert wrong(checks.people_by_republic(read_ground(3, folder))) == {"people of BSSR"}


def test_that_a_drained_belarus_is_seen(folder):
    change(folder, "cells_res3", lambda rows: [row | {"marsh": "0.01"} for row in rows])
    assert wrong(checks.marsh_by_republic(read_ground(3, folder))) == {"marsh of BSSR", "marsh of ESSR"}


def test_that_lost_land_is_seen(folder):
    change(folder, "cells_res3", lambda rows: [row | {"area_km2": "4000"} for row in rows])
    assert {"land of BSSR", "land of UkSSR"} <= wrong(checks.land_by_republic(read_ground(3, folder)))


def test_that_land_without_a_bridge_is_seen(folder):
    change(folder, "cells_res3", lambda rows: [row for row in rows if not 52 < float(row["lat"]) < 54])
    assert not checks.ground_hangs_together(read_ground(3, folder)).ok


def test_that_an_empty_region_is_seen(folder):
    paris = {"id": "Paris", "name": "Paris", "kind": "zone", "rule": "circle:48.85,2.35,30"}
    change(folder, "regions", lambda rows: [*rows, paris])
    found = checks.regions_hold_cells(folder, read_ground(3))
    assert (found.ok, found.figure) == (False, "Paris")


@pytest.mark.parametrize(
    ("table", "where", "changes", "one", "words"),
    [
        ("occupations", {"town": "vitebsk"}, {"from": "1944-12-01"}, checks.dates_in_order, "order them"),
        ("decisions", {"switch": "central_staff"}, {"from": "spring"}, checks.dates_in_order, "YYYY-MM-DD"),
        ("towns", {"id": "vitebsk"}, {"oblast": "atlantis"}, checks.towns_in_oblasts, "atlantis"),
        ("occupations", {"town": "vitebsk"}, {"town": "atlantis"}, checks.towns_in_oblasts, "atlantis"),
        ("weather", {"month": "1942-02"}, {"month": "1942-03"}, checks.months_follow, "8 lack"),
        ("axis", {"army_group": "centre"}, {"base_lon": "4"}, checks.places_in_theatre, "far off"),
        ("bridges", {"id": "borisov"}, {"line": "atlantis"}, checks.bridges_on_their_lines, "'atlantis' is not known"),
        ("bridges", {"id": "borisov"}, {"lat": "56.0"}, checks.bridges_on_their_lines, "km from borisov-krupki"),
        ("bridges", {"id": "borisov"}, {"length": "huge"}, checks.bridges_on_their_lines, "short, medium, long"),
        ("bridges", {"id": "borisov"}, {"lat": "north"}, checks.bridges_on_their_lines, "lat 'north' is not a number"),
        ("border_1939", {"town": "Stolbtsy"}, {"lon": "east"}, checks.border_of_1939, "lon 'east' is not a number"),
        ("bridges", {"river": "Don"}, {"length": "short"}, checks.great_rivers_are_bridged, "Don"),
        ("towns", {}, {"lon": "39"}, checks.towns_in_oblasts, "far off"),
    ],
)
def test_that_a_spoilt_table_is_seen(folder, table, where, changes, one, words):
    change(folder, table, edit(where, **changes))
    found = checks.outcome(one, folder, read_ground(3))
    assert not found.ok
    assert words in found.figure


def test_that_a_torn_railway_is_seen(folder):
    """In a whole theatre, where a date that cannot be read leaves the other checks to be made."""
    change(folder, "lines", lambda rows: [row for row in rows if "minsk" not in (row["a"], row["b"])])
    change(folder, "decisions", edit({"switch": "central_staff"}, **{"from": "spring"}))
    found = failing(folder)
    assert "minsk" in found["the railway hangs together"]
    assert "YYYY-MM-DD" in found["dates in order"]


def test_that_a_table_that_cannot_be_read_fails_and_does_not_raise(folder):
    (folder / "oblasts.csv").unlink()
    assert list(failing(folder)) == ["the ground can be read"]

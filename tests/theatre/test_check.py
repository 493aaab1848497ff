"""The theatre passes its own checks, and each check can fail."""

import csv
import shutil

import pytest

from hinterland.core.paths import THEATRE
from hinterland.theatre.check import check
from hinterland.theatre.ground import RESOLUTIONS


@pytest.fixture
def folder(tmp_path):
    for path in THEATRE.glob("*.csv"):
        if path.name not in ("cells_res4.csv", "cells_res5.csv"):
            shutil.copy(path, tmp_path)
    return tmp_path


def change(folder, name, alter):
    """Rewrite a table; `alter` takes the rows and returns those to keep."""
    path = folder / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns, lineterminator="\n")
        out.writeheader()
        out.writerows(alter(rows))


def failing(folder):
    return {found.name: found.figure for found in check(folder, 3) if not found.ok}


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
    assert "Stolbtsy" in failing(folder)["towns beside the border of 1939"]


def test_that_lost_people_are_seen(folder):
    change(folder, "oblasts", edit({"id": "mogilev"}, pop_total="2900000"))
    assert "people of BSSR" in failing(folder)


def test_that_a_drained_belarus_is_seen(folder):
    change(folder, "cells_res3", lambda rows: [row | {"marsh": "0.01"} for row in rows])
    assert {"marsh of BSSR", "marsh of ESSR"} <= set(failing(folder))


def test_that_lost_land_is_seen(folder):
    change(folder, "cells_res3", lambda rows: [row | {"area_km2": "4000"} for row in rows])
    assert {"land of BSSR", "land of UkSSR"} <= set(failing(folder))


def test_that_land_without_a_bridge_is_seen(folder):
    change(folder, "cells_res3", lambda rows: [row for row in rows if not 52 < float(row["lat"]) < 54])
    assert "the land hangs together" in failing(folder)


def test_that_an_empty_region_is_seen(folder):
    with (folder / "regions.csv").open("a", encoding="utf-8") as file:
        file.write('Paris,Paris,zone,"circle:48.85,2.35,30",\n')
    assert failing(folder)["every region has a cell"] == "Paris"


@pytest.mark.parametrize(
    ("table", "where", "changes", "name", "words"),
    [
        ("occupations", {"town": "vitebsk"}, {"from": "1944-12-01"}, "dates in order", "order them"),
        ("decisions", {"switch": "central_staff"}, {"from": "spring"}, "dates in order", "YYYY-MM-DD"),
        ("towns", {"id": "vitebsk"}, {"oblast": "atlantis"}, "towns in oblasts", "atlantis"),
        ("occupations", {"town": "vitebsk"}, {"town": "atlantis"}, "towns in oblasts", "atlantis"),
        ("weather", {"month": "1942-02"}, {"month": "1942-03"}, "weather for every zone and month", "8 lack"),
        ("axis", {"army_group": "centre"}, {"base_lon": "4"}, "places lie in the theatre", "far off"),
        ("bridges", {"id": "borisov"}, {"line": "atlantis"}, "bridges on their lines", "line 'atlantis' is not known"),
        ("bridges", {"id": "borisov"}, {"lat": "56.0"}, "bridges on their lines", "km from borisov-krupki"),
        ("bridges", {"id": "borisov"}, {"length": "huge"}, "bridges on their lines", "short, medium, long"),
        ("bridges", {"id": "borisov"}, {"lat": "north"}, "bridges on their lines", "lat 'north' is not a number"),
        ("border_1939", {"town": "Stolbtsy"}, {"lon": "east"}, "border of 1939", "lon 'east' is not a number"),
        ("bridges", {"river": "Don"}, {"length": "short"}, "great rivers have long bridges", "Don"),
        ("towns", {}, {"lon": "39"}, "towns lie in their oblasts", "far off"),
    ],
)
def test_that_a_spoilt_table_is_seen(folder, table, where, changes, name, words):
    change(folder, table, edit(where, **changes))
    assert words in failing(folder)[name]


def test_that_a_torn_railway_is_seen(folder):
    change(folder, "lines", lambda rows: [row for row in rows if "minsk" not in (row["a"], row["b"])])
    assert "minsk" in failing(folder)["the railway hangs together"]


def test_that_a_table_that_cannot_be_read_fails_and_does_not_raise(folder):
    (folder / "oblasts.csv").unlink()
    assert list(failing(folder)) == ["the ground can be read"]

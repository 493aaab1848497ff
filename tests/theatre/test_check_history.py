"""The checks of who stood where and when: each holds on the tables as they are, and each can fail."""

import csv
import shutil

import pytest

from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.check_history import HISTORY
from hinterland.theatre.ground import read_ground

TABLES = (
    *("staffs", "axis", "occupations", "towns", "decisions", "partisan_units"),
    *("documented_movements", "came_over", "slovak_rising"),
)
STAFFS = "staffs agree with ledger and decisions"
ALLIES = "allied divisions stand once, under their army group"
GROUND = "Axis units stand on ground that they hold"
TURNED = "allies are not occupied before they turn"
NAMED = "decisions name units and operations that are known"
RAIDS = "raids lead by their documented places"
UNITS = "named units agree with the ledger"


@pytest.fixture(scope="module")
def ground():
    return read_ground(3)


@pytest.fixture
def folder(tmp_path):
    for name in TABLES:
        shutil.copy(THEATRE / f"{name}.csv", tmp_path)
    return tmp_path


def spoil(folder, table, where, changes):
    """Change the rows of a table for which all of `where` hold; at least one must."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    hit = [where.items() <= row.items() for row in rows]
    assert any(hit)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(row | changes if here else row for row, here in zip(rows, hit, strict=True))


@pytest.fixture(scope="module")
def found(ground):
    """Return what each check finds in the tables as they are: its name, what is wrong, and how many rows it read."""
    return {one: one(THEATRE, ground) for one in HISTORY}


def wrong(one, folder, ground):
    """Return what a check finds wrong; a table that it cannot read is wrong too."""
    try:
        return one(folder, ground)[1]
    except Fault as fault:
        return [str(fault)]


def test_that_the_tables_pass_and_rows_are_read(found):
    for name, faults, rows in found.values():
        assert (name, faults) == (name, [])
        assert rows > 15


@pytest.mark.parametrize(
    ("table", "where", "changes", "name", "words"),
    [
        ("staffs", {"id": "central_staff"}, {"from": "1942-05-01"}, STAFFS, "central_hq have other days"),
        ("staffs", {"id": "stavka"}, {"from": "1941-06-22"}, STAFFS, "stavka stands on the first day"),
        ("staffs", {"id": "kalinin_staff"}, {"to": "1944-04-15"}, STAFFS, "region:Kalinin and its decision end"),
        ("staffs", {"id": "latvian_staff"}, {"entity": "nobody"}, STAFFS, "nobody is no entity"),
        ("axis", {"name": "105 Hungarian Light Division"}, {"army_group": "centre"}, ALLIES, "behind south"),
        ("axis", {"id": "romanian_8_cavalry_brigade_1"}, {"army_group": "romania"}, ALLIES, "stands in crimea"),
        ("axis", {"id": "121_hungarian_brigade_1"}, {"to": "1943-05-31"}, ALLIES, "hold the same division"),
        ("axis", {"id": "178_tatra_division_1"}, {"from": "1944-08-29"}, GROUND, "178_tatra_division_1 at zilina"),
        ("occupations", {"town": "presov"}, {"occupier": "german"}, TURNED, "presov in Slovakia, German on 1941-06-21"),
        ("occupations", {"town": "sodankyla"}, {"occupier": "german"}, TURNED, "sodankyla in Finland"),
        ("occupations", {"town": "cluj"}, {"occupier": "german"}, TURNED, "cluj in Hungary"),
        ("occupations", {"town": "lublin"}, {"occupier": "slovak"}, TURNED, "held by the Slovak army"),
        ("partisan_units", {"commander": "Filipp Kapusta"}, {"commander": ""}, NAMED, "no unit is led by 'Kapusta'"),
        ("decisions", {"id": "expedition_103"}, {"text": "Cottbus"}, NAMED, "expedition_103: Cottbus is on other days"),
        ("decisions", {"id": "raid_061"}, {"to_region": "circle:60,30,40"}, RAIDS, "km past carpathian_1943_2"),
        ("partisan_units", {"id": "bielski_detachment"}, {"formed": "1941-07-01"}, UNITS, "the ledger has no bielski"),
        ("came_over", {"id": "druzhina"}, {"joined": "the_forty"}, UNITS, "joined 'the_forty' is not known"),
    ],
)
def test_that_each_fault_is_seen(folder, ground, found, table, where, changes, name, words):
    spoil(folder, table, where, changes)
    (one,) = (one for one, (called, *_) in found.items() if called == name)
    assert words in "; ".join(wrong(one, folder, ground))

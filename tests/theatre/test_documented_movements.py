"""Documented marches, units that came over and the Slovak rising: the tables hold, and each fault is told."""

import csv
import shutil

import pytest
from tests.theatre.tables import day, rows_of

from hinterland.core.fault import Fault
from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.theatre.documented_movements import read_came_over, read_movements, read_rising

READERS = {"documented_movements": read_movements, "came_over": read_came_over, "slovak_rising": read_rising}
TABLES = (*READERS, "partisan_units", "axis", "occupations")


@pytest.fixture
def folder(tmp_path):
    for name in TABLES:
        shutil.copy(THEATRE / f"{name}.csv", tmp_path)
    return tmp_path


def spoil(folder, name, key, **changes):
    """Change fields of the rows whose first column is `key`."""
    path = folder / f"{name}.csv"
    rows = rows_of(path)
    first = next(iter(rows[0]))
    assert any(row[first] == key for row in rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(row | changes if row[first] == key else row for row in rows)


def test_that_the_great_marches_stand_on_their_days():
    found = {(one.march, one.what): one.day for one in read_movements() if one.what in ("start", "end")}
    assert found["carpathian_1943", "start"] == day("1943-06-12")
    assert found["kovpak_1942", "start"] == found["saburov_1942", "start"] == day("1942-10-26")
    assert found["naumov_1943", "end"] == day("1943-04-06")
    assert {"fedorov_1943", "korzh_1941", "vershigora_1944"} <= {march for march, _ in found}


def test_that_the_parades_are_after_their_towns_were_freed():
    parades = [one for one in read_movements() if one.what == "parade"]
    freed = {row["town"]: row["to"] for row in rows_of(THEATRE / "occupations.csv")}
    assert {one.day for one in parades} == {day("1943-09-19"), day("1944-07-16")}
    assert all(one.day > day(freed[one.march.removeprefix("parade_")]) for one in parades)


def test_that_the_tatar_battalion_and_the_russian_brigade_came_over_on_their_days():
    over = {one.axis_unit: one for one in read_came_over() if one.axis_unit}
    assert over["825_volga_tatar_battalion"].day == day("1943-02-22")
    assert over["1st_russian_national_ss_brigade"].day == day("1943-08-16")


def test_that_every_number_of_men_is_a_figure_of_the_ledger():
    claims = {row["id"]: row for path in EVIDENCE.glob("claims/*.csv") for row in rows_of(path)}
    claims |= {row["id"]: row for row in rows_of(EVIDENCE / "documented_events.csv")}
    counted = [row for row in rows_of(THEATRE / "came_over.csv") if row["men"]]
    assert counted
    for row in counted:
        named = [claims[name] for name in f"{row['claim']} {row['event']}".split()]
        assert row["men"] in {one[figure] for one in named for figure in ("low", "best", "high")}


def test_that_events_and_claims_that_a_row_names_exist():
    claims = {row["id"] for path in EVIDENCE.glob("claims/*.csv") for row in rows_of(path)}
    events = {row["id"] for row in rows_of(EVIDENCE / "documented_events.csv")}
    for name in ("documented_movements", "came_over"):
        for row in rows_of(THEATRE / f"{name}.csv"):
            assert set(row["claim"].split()) <= claims
            assert set(row["event"].split()) <= events
            assert row["verified"] != "yes" or row["source"].startswith("http")


def test_that_the_seat_of_the_rising_held_out_longest():
    rising = read_rising()
    last = max(rising, key=lambda one: one.fell)
    assert (last.town, last.risen, last.fell) == ("banska_bystrica", day("1944-08-29"), day("1944-10-27"))


@pytest.mark.parametrize(
    ("table", "key", "changes", "said"),
    [
        ("documented_movements", "kovpak_1942_1", {"unit": "the_forty"}, "unit 'the_forty' is not known"),
        ("documented_movements", "kovpak_1942_1", {"what": "river"}, "kovpak_1942 begins with 'river'"),
        ("documented_movements", "kovpak_1942_2", {"date": "1942-10-01"}, "kovpak_1942_2 comes before kovpak_1942_1"),
        ("documented_movements", "kovpak_1942_2", {"unit": "saburov_detachment"}, "is a march of putivl_detachment"),
        ("documented_movements", "velichko_1944_1", {"date": "1944-06-01"}, "was not set up before this day"),
        ("documented_movements", "kovpak_1942_1", {"precision": "9"}, "precision 9 is out of range"),
        ("documented_movements", "kovpak_1942_1", {"verified": "surely"}, "verified 'surely' is not known"),
        ("came_over", "druzhina", {"axis_unit": "old_guard"}, "axis_unit 'old_guard' is not known"),
        ("came_over", "druzhina", {"date": "1942-01-16"}, "stands nowhere on that day"),
        ("came_over", "slovaks_of_nalepka", {"joined": "jan_zizka_brigade"}, "jan_zizka_brigade was set up later"),
        ("came_over", "slovaks_of_nalepka", {"men": "70"}, "a number of men that rests on nothing"),
        ("slovak_rising", "zvolen", {"fell": "1944-08-01"}, "zvolen fell before it rose"),
        ("slovak_rising", "zvolen", {"fell": "1944-10-20"}, "zvolen fell on 1944-10-26 in occupations.csv"),
        ("slovak_rising", "zvolen", {"town": "minsk"}, "town 'minsk' is not known"),
    ],
)
def test_that_a_row_that_cannot_be_meant_is_told(folder, table, key, changes, said):
    spoil(folder, table, key, **changes)
    with pytest.raises(Fault) as caught:
        READERS[table](folder)
    assert said in caught.value.message
    assert caught.value.path.name == f"{table}.csv"
    assert caught.value.remedy

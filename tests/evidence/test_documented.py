"""Documented events are read with their sources, and a broken line is named."""

import csv
import datetime

import pytest

import hinterland as hl
from hinterland.core.fault import Fault
from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.evidence import documented
from hinterland.evidence.cite import cite_claim
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.table import Reading
from hinterland.theatre.ground import read_oblasts


def test_that_every_event_has_a_source_a_place_and_a_known_oblast(ledger: Ledger):
    oblasts = {one.id for one in read_oblasts(THEATRE)}
    assert len(ledger.documented) == 390
    for one in ledger.documented.values():
        assert one.source
        assert one.place
        assert one.oblast in oblasts
        assert 40 < one.lat < 72
        assert 15 < one.lon < 50


def test_that_events_of_an_oblast_and_a_month_are_found():
    table = hl.documented_events(oblast="Kiev", start="1941-09", end="1941-09")
    assert set(table["oblast"]) == {"kiev"}
    assert (table["date_from"] <= "1941-09-30").all()
    assert (table["date_to"] >= "1941-09-01").all()
    assert 33771 in set(table["best"])
    assert table["documented"].all()


@pytest.mark.parametrize("asked", ["Kiev oblast", "Київська область", "Kijów"])
def test_that_an_oblast_is_asked_by_any_of_its_names(asked):
    assert set(hl.documented_events(oblast=asked)["oblast"]) == {"kiev"}


def test_that_a_wrong_oblast_is_named_with_the_nearest():
    with pytest.raises(Fault, match="perhaps you mean kiev"):
        hl.documented_events(oblast="kievv")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("kind", "mass_shootings", "the kind 'mass_shootings'"),
        ("date_from", "29.9.1941", "date"),
        ("low", "90000", "do not rise"),
        ("lat", "", "lat"),
        ("source", "", "source is empty"),
        ("counts", "", "without what it counts"),
        ("precision", "9", "precision"),
        ("date_to", "1941-01-01", "before"),
        ("best", "-5", "below zero"),
    ],
)
def test_that_a_broken_line_is_named_and_left_out(tmp_path, column, value, said):
    lines = (EVIDENCE / "documented_events.csv").read_text(encoding="utf-8").splitlines()
    good = next(line for line in lines if ",33771," in line)
    row = dict(zip(documented.COLUMNS, next(csv.reader([good])), strict=True)) | {column: value}
    path = tmp_path / "documented_events.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(documented.COLUMNS)
        writer.writerow(row.values())
    reading = Reading(path)
    assert documented.read(reading) == {}
    assert any(said in str(fault) and fault.line == 2 for fault in reading.faults), reading.faults


def test_that_a_figure_is_the_best_one_or_the_middle_of_its_range(ledger: Ledger):
    one = next(e for e in ledger.documented.values() if e.best == 33771)
    assert one.figure == 33771
    assert one.date_from == datetime.date(1941, 9, 29)


@pytest.mark.parametrize(("name", "title"), [("D318", "Koniuchy"), ("D033", "Minsk"), ("J43", "E Belarus")])
def test_that_the_ids_that_the_report_prints_are_explained_and_cited(ledger: Ledger, name, title):
    found = ledger.explain(name)
    assert title in found.title
    assert found.published
    assert cite_claim(ledger, name)["archive_location"].startswith(f"row {name},")

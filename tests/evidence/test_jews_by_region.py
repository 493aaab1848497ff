"""The Jews by region, as historians give them, are read with their sources, and a broken line is named."""

import csv

import pytest

from hinterland.core.paths import EVIDENCE
from hinterland.evidence import jews_by_region
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.table import Reading


def test_that_every_row_has_a_source_and_says_whether_it_was_seen(ledger: Ledger):
    assert len(ledger.jews_by_region) == 54
    for one in ledger.jews_by_region.values():
        assert one.source
        assert one.verified in ("yes", "memory")
    table = ledger.tables()["jews_by_region"]
    assert len(table) == 54
    assert set(table.loc[table["verified"] == "memory", "id"]) >= {"J03", "J28", "J43", "J44"}


def test_that_a_recalled_figure_of_a_verified_row_is_from_memory(ledger: Ledger):
    lithuania, belarus = ledger.jews_by_region["J34"], ledger.jews_by_region["J43"]
    assert not lithuania.from_memory("murdered_1941")
    assert lithuania.from_memory("survived")
    assert belarus.from_memory("murdered_1941")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("before", "many", "before"),
        ("fled", "-5", "below zero"),
        ("high", "100", "high is smaller than low"),
        ("verified", "perhaps", "the verified 'perhaps'"),
        ("recalled", "victims", "recalled names 'victims'"),
        ("source", "", "source is empty"),
    ],
)
def test_that_a_broken_row_is_named_and_left_out(tmp_path, column, value, said):
    with (EVIDENCE / "jews_by_region.csv").open(encoding="utf-8") as file:
        good = next(row for row in csv.DictReader(file) if row["id"] == "J34")
    path = tmp_path / "jews_by_region.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, jews_by_region.COLUMNS)
        writer.writeheader()
        writer.writerow(good | {column: value})
    reading = Reading(path)
    assert jews_by_region.read(reading) == {}
    assert any(said in str(fault) and fault.line == 2 for fault in reading.faults), reading.faults

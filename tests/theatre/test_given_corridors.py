"""Ways through the front are given by decisions: a pattern may ask of them only where a decision could open one."""

import csv

import pytest

from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.theatre.decisions import read_decisions
from hinterland.theatre.ground import read_ground
from hinterland.theatre.regions import Regions


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions(read_ground(3))


def unopened(regions: Regions, rows: list[dict[str, str]]) -> list[str]:
    """Return the claims whose patterns ask for a corridor where no decision opens any."""
    opened = sum(regions.mask(d.region) for d in read_decisions(THEATRE) if d.switch == "corridor") > 0
    asked = [row for row in rows if row["form"] != "none" and "corridor." in row["quantity"]]
    return [row["claim"] for row in asked if not (regions.mask(row["where"]) & opened).any()]


def test_that_no_pattern_asks_for_a_corridor_where_none_can_be(regions: Regions) -> None:
    with (EVIDENCE / "patterns.csv").open(encoding="utf-8", newline="") as file:
        assert unopened(regions, list(csv.DictReader(file))) == []


def test_that_a_pattern_that_cannot_fail_is_found(regions: Regions) -> None:
    row = {"claim": "S402", "form": "below", "quantity": "corridor.rifles + corridor.cadres", "where": "Slovakia"}
    assert unopened(regions, [row]) == ["S402"]
    assert unopened(regions, [row | {"where": "Smolensk"}]) == []

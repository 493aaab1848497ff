"""What must be in the ledger, beside what the documents and the record say."""

import csv
import re
from pathlib import Path

import pytest

from hinterland.core.paths import EVIDENCE
from hinterland.evidence.ledger import Ledger, load

EXPECTED = list(csv.DictReader(Path(__file__).with_name("expected_numbers.csv").read_text("utf-8").splitlines()))
CLUSTERS = [
    "strength_1941",
    "strength_1942",
    "strength_1943_44",
    "founding_directive",
    "belarus_area",
    "belarus_units_1941",
    "german_tenth",
    "jewish_share",
    "polish_relations",
    "ak_order",
    "upa",
    "baltic_extent",
    "finland",
    "karelian_locals",
    "local_relations",
    "popular_support",
    "turning_point",
    "intelligence",
    "economics",
    "belarus_deaths",
    "kovpak_1942",
]


def number(text: str) -> float | None:
    return float(text) if text else None


@pytest.mark.parametrize(
    ("tier", "count"), [("A", 121), ("B", 79), ("C", 302), ("D", 60), ("M", 5), ("N", 1), ("R", 198)]
)
def test_that_every_claim_of_every_tier_is_there_with_its_numbers_exact(ledger: Ledger, tier: str, count: int) -> None:
    raw = {claim.id: claim for claim in ledger.raw}
    wanted = [row for row in EXPECTED if row["tier"] == tier]
    assert len(wanted) == count
    for row in wanted:
        claim = raw[row["id"]]
        assert (claim.low, claim.best, claim.high) == tuple(number(row[c]) for c in ("low", "best", "high")), claim


def test_that_no_correction_changes_a_number(ledger: Ledger) -> None:
    for raw, judged in zip(ledger.raw, ledger.judged, strict=True):
        assert (raw.id, raw.low, raw.best, raw.high) == (judged.id, judged.low, judged.best, judged.high)


def test_that_the_figures_missing_from_the_documents_stay_missing(ledger: Ledger) -> None:
    for name in ("S013", "S157", "S165", "S339", "S346"):
        assert not ledger.by_id[name].numeric
        assert any(c.claim == name and "missing" in c.reason for c in ledger.corrections)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_that_both_sides_of_each_conflict_of_the_documents_are_kept(ledger: Ledger, cluster: str) -> None:
    members = [claim for claim in ledger.raw if cluster in claim.conflict.split()]
    assert len({claim.id for claim in members}) >= 2
    assert ledger.conflicts[cluster].found_in == "documents"


def test_that_one_quantity_and_region_holds_both_reports_of_august_1943(ledger: Ledger) -> None:
    soviet, german = ledger.by_id["R061"], ledger.by_id["R062"]
    assert (soviet.best, german.best) == (160_000, 20_000)
    assert soviet.said_by == "soviet"
    assert german.said_by == "german"
    place = ("quantity", "region", "date_from", "date_to")
    assert all(getattr(soviet, column) == getattr(german, column) for column in place)


def test_that_what_is_recalled_is_marked_from_memory(ledger: Ledger) -> None:
    assert ledger.by_id["R016"].verified == "memory"
    assert sum(claim.verified == "memory" for claim in ledger.raw) >= 68


def test_that_enough_claims_can_be_confronted(ledger: Ledger) -> None:
    assert len(ledger.confrontable()) >= 300
    assert {"S534", "R070"}.isdisjoint(c.id for c in ledger.confrontable())


def test_that_numbers_of_modes_and_forms_are_never_confronted(ledger: Ledger) -> None:
    assert ledger.by_id["S286"].numeric
    assert "S286" not in {c.id for c in ledger.confrontable()}


def test_that_people_units_and_operations_are_findable(ledger: Ledger) -> None:
    for name in ("Ponomarenko", "Kovpak", "Grishin", "Bielski partisans", "Rails War", "Cottbus", "Korzh"):
        assert len(ledger.explain(name).claims) >= 1


def test_that_the_two_medvedevs_are_two(ledger: Ledger) -> None:
    assert ledger.entities["medvedev"].claims == ("S163", "S185")
    assert ledger.entities["medvedev_president"].claims == ("S482",)


def test_that_every_date_of_the_files_is_whole(ledger: Ledger) -> None:
    for path in (EVIDENCE / "claims").glob("*.csv"):
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            for end in ("date_from", "date_to"):
                assert re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row[end]), row


def test_that_assumptions_of_the_house_are_claims_said_by_the_house(copy: Path) -> None:
    with (copy / "assumptions.csv").open("a", encoding="utf-8") as file:
        file.write("house-9999,Snow halves marching.,Nothing is recorded.,0.3 to 0.8\n")
    made = load(copy).by_id["house-9999"]
    assert made.said_by == "house"
    assert "0.3 to 0.8" in made.note

"""What the report says of itself is so."""

from pathlib import Path

from hinterland import report
from hinterland.core.fault import Fault
from hinterland.engine.quantities import find
from hinterland.study.claims.ledger_of_package import ledger_of_package

TEMPLATE = (Path(report.__file__).parent / "report.html.j2").read_text(encoding="utf-8")
SIDES = ("soviet", "german")


def unheard() -> list[str]:
    """Return the claims of a side on what the model holds and of which it has no report by that side."""
    found = []
    for claim in ledger_of_package().confrontable():
        try:
            quantity = find(claim.quantity)
        except Fault:
            continue
        if claim.said_by in SIDES and not quantity.sources(claim.said_by):
            found.append(claim.id)
    return found


def test_that_the_report_says_which_claims_stand_beside_what_was() -> None:
    assert len(unheard()) > 20
    assert "Where it has none, the claim is set\nbeside what was" in TEMPLATE
    assert "never beside the truth" not in TEMPLATE


def test_that_names_are_said_to_be_those_of_june_1941() -> None:
    assert "official name" not in TEMPLATE
    assert "Names of places are those of June 1941" in TEMPLATE


def test_that_the_ground_of_figures_without_a_region_is_named() -> None:
    assert "Where no ground is named, a figure or a chart is of the Soviet Union" in TEMPLATE

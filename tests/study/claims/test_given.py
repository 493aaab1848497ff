"""What is given to the model is told beside each claim that is set beside it, and is never a norm of the model."""

import pytest
from tests.study.made_up import theatre

from hinterland.engine import catalogue
from hinterland.study.claims.given import GIVEN, GIVEN_EVENTS, given
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, ask
from hinterland.study.measurement.measure import find

LEDGER = ledger_of_package()


def asked(name: str) -> Question:
    question = ask(LEDGER.by_id[name], LEDGER, theatre())
    assert isinstance(question, Question)
    return question


@pytest.mark.parametrize(
    "name",
    [
        *("R253", "S494", "S014", "S015", "S016", "S017", "S496", "R235", "R065", "R064", "R101", "R102", "R103"),
        *("S066", "S067", "S465", "R200", "R201", "R202", "R203", "N056", "R246", "S503", "R272a", "R099a"),
        *("S119", "S120", "R212", "S132", "R187", "R188", "S328", "R302e", "R315a", "R339a", "S401"),
    ],
)
def test_that_a_claim_set_beside_what_is_given_says_so(name: str) -> None:
    assert "given to the model: " in asked(name).note


@pytest.mark.parametrize("name", ["S121", "N106", "R106", "R060", "R302b"])
def test_that_a_claim_set_beside_what_is_made_does_not_say_that_it_is_given(name: str) -> None:
    assert not given(LEDGER.by_id[name])
    assert "given to the model" not in asked(name).note


def test_that_every_quantity_that_is_given_can_be_read_off_a_run() -> None:
    assert [name for name in (*GIVEN, *GIVEN_EVENTS) if find(name) is None] == []


def test_that_no_claim_is_asked_on_which_a_measured_parameter_of_its_own_quantity_rests() -> None:
    """A measured parameter lies in the range of its claim, in its unit: it is the claim, put in."""
    measured = [one for one in catalogue.parameters() if one["basis"] == "measured"]
    cited = {name for one in measured for name in one["cites"] if name in LEDGER.by_id}
    assert {"R054", "R055", "R056"} <= cited
    numeric = [LEDGER.by_id[name] for name in cited if LEDGER.by_id[name].numeric]
    assert [one.id for one in numeric if isinstance(ask(one, LEDGER, theatre()), Question)] == []


def test_that_victims_of_an_operation_are_said_to_be_its_sum_and_no_finding_about_the_place() -> None:
    told = "the sum over the operation's area and days in one run; no finding about the place"
    assert told in asked("R228").note
    assert told not in asked("S119").note

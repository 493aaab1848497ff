"""A claim is asked for what it counts: the days, the one thing, and through whose report."""

from datetime import date

import pytest
from tests.study.made_up import claim, theatre

from hinterland.evidence.counts import counted
from hinterland.evidence.ledger import load
from hinterland.study.measure import find as measure
from hinterland.study.question import Question, Unanswered, ask

LEDGER = load()
SECOND_READING = {"S608"}
"""Claims of articles that were found later than the first 382."""
TAKEN = {
    "level": {"mean"}, "usual": {"mean"}, "sometime": {"max"}, "peak": {"max"}, "total": {"sum"}, "rate": {"rate"},
    "share": {"ratio"}, "each": {"ratio"}, "plan": {"sum"},
}  # fmt: skip
YEAR = {"date_from": date(1943, 1, 1), "date_to": date(1943, 12, 31)}


def asked(**given: object) -> Question | Unanswered:
    return ask(claim(**given), LEDGER, theatre())


def test_that_each_claim_of_the_ledger_is_asked_for_what_it_counts_and_for_nothing_else() -> None:
    met = 0
    for one in LEDGER.confrontable():
        question = ask(one, LEDGER, theatre())
        if isinstance(question, Unanswered):
            continue
        said, m = counted(one.counts), measure(one.quantity)
        assert m is not None
        assert said.scope not in ("part", "mixed", "place"), one.id
        if said.scope in ("unit", "event"):
            assert question.true.take == said.scope, one.id
        elif said.scope == "line" and m.kind == "flow":
            assert m.take == "through", one.id
        else:
            assert question.true.take in TAKEN[said.when], one.id
        met += 1
    assert met >= 390


def test_that_a_measure_is_of_the_kind_that_the_registry_gives_its_quantity() -> None:
    kinds = {"share": "ratio", "stock": "stock", "flow": "flow", "ratio": "ratio", "mean": "mean"}
    for quantity in LEDGER.quantities.values():
        m = measure(quantity.name)
        if m is not None and quantity.kind in kinds:
            assert m.kind == kinds[quantity.kind], quantity.name


@pytest.mark.parametrize(
    ("counts", "take"), [("usual all", "mean"), ("sometime all", "max"), ("peak all", "max"), ("", "max")]
)
def test_that_a_typical_level_of_a_year_is_its_mean_and_a_peak_its_highest_day(counts: str, take: str) -> None:
    question = asked(counts=counts, **YEAR)
    assert isinstance(question, Question)
    assert question.true.take == take


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"counts": "total all"}, "something else than partisans.strength"),
        ({"quantity": "trains.needed", "unit": "train/day", "counts": "level part"}, "a part of what"),
        ({"quantity": "line.closure_days", "unit": "day", "counts": "total all"}, "something else than line.closure"),
        ({"quantity": "trains.derailed", "unit": "train", "counts": "total unit"}, "does not tell from others"),
        ({"quantity": "partisans.dead", "counts": "total unit:putivl_detachment_kovpak"}, "of one unit"),
    ],
)
def test_that_a_quantity_of_another_kind_gives_no_answer(given: dict[str, object], reason: str) -> None:
    one = asked(**given)
    assert isinstance(one, Unanswered)
    assert reason in one.reason


def test_that_the_dead_of_fighting_are_not_set_beside_all_who_were_reported() -> None:
    fallen = asked(quantity="partisans.dead", counts="total combat", said_by="german")
    reported = asked(quantity="expeditions.enemy_killed", counts="total reported", said_by="german")
    assert isinstance(fallen, Question)
    assert isinstance(reported, Question)
    assert (fallen.said.said_by, reported.said.said_by) == (None, "german")


def test_that_a_historian_who_corrects_a_report_is_not_set_beside_it() -> None:
    for name in ("R302c", "R249", "N027", "N134", "R243"):
        question = ask(LEDGER.by_id[name], LEDGER, theatre())
        assert isinstance(question, Question), name
        assert question.said.said_by is None, name


def test_that_the_deeds_of_a_unit_are_asked_of_that_unit_wherever_it_was() -> None:
    question = ask(LEDGER.by_id["S132"], LEDGER, theatre())
    assert isinstance(question, Question)
    assert question.true.unit == "putivl_detachment_kovpak"
    assert not question.true.region


def test_that_at_least_330_of_the_first_382_claims_are_answered() -> None:
    first = [one for one in LEDGER.confrontable() if not (one.id.startswith("N") or one.id in SECOND_READING)]
    answered = [one for one in first if isinstance(ask(one, LEDGER, theatre()), Question)]
    assert len(first) == 382
    assert len(answered) >= 330


@pytest.mark.parametrize(
    ("name", "quantity", "kind"),
    [
        ("R053a", "rails.cut", "flow"), ("S466", "axis.antipartisan_battalions", "stock"),
        ("S068", "axis.guard_companies", "stock"), ("R199", "axis.division_equivalents", "stock"),
        ("S331", "expeditions.divisions", "stock"), ("R056", "rails.delay_hours", "ratio"),
        ("R057", "line.derailments_to_close", "ratio"), ("S063", "groups.count", "stock"),
        ("S247", "groups.count", "stock"), ("S253", "partisans.captured", "flow"),
        ("S254", "partisans.executed", "flow"), ("R216a", "partisans.executed", "flow"),
        ("R245", "partisans.adult_share", "ratio"), ("R066", "airlift.planned_tonnes", "flow"),
        ("S072", "zones.villages", "stock"), ("R139a", "zones.villages", "stock"),
    ],
)  # fmt: skip
def test_that_claims_of_groups_villages_battalions_and_plans_are_asked(name: str, quantity: str, kind: str) -> None:
    question = ask(LEDGER.by_id[name], LEDGER, theatre())
    assert isinstance(question, Question)
    assert question.claim.quantity == quantity
    m = measure(quantity)
    assert m is not None
    assert m.kind == kind


def test_that_a_norm_of_the_railway_is_reckoned_from_what_was_so() -> None:
    question = ask(LEDGER.by_id["R057"], LEDGER, theatre())
    assert isinstance(question, Question)
    assert question.said.said_by is None

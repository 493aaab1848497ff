"""A claim is asked for what it counts: the days, the one thing, and through whose report."""

import re
from datetime import date
from functools import cache

import pytest
from tests.study.made_up import claim, theatre

from hinterland.evidence.counts import counted
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, Unanswered, ask
from hinterland.study.measurement.measure import find as measure

LEDGER = ledger_of_package()
LATER = {"S608", "R026a", "R099a", "R134a", "R192b", "R339c"}
"""Claims of the first record that came after the first 382: found in the second reading, or split off a bound."""
TAKEN = {
    "level": {"mean"}, "usual": {"mean"}, "sometime": {"max"}, "peak": {"max"}, "total": {"sum"}, "rate": {"rate"},
    "share": {"ratio"}, "each": {"ratio"}, "plan": {"sum"},
}  # fmt: skip
NARROWER = ("part", "named", "mixed", "place")
"""Words of scope for what no quantity of the model tells apart."""
OF_SOME = {
    r"\b(larger|large|sizable|biggest|heavy)\b": ("part", "named", "mixed"),
    r"\b(battalions?|companies|regiments)\b.*\bused\b": ("part", "named", "mixed"),
    r"\b(one district|elsewhere are not)\b": ("part", "named", "mixed"),
    r"\b(one action|one attack)\b": ("event",),
    r"\bmostly (soldiers|red army)\b": ("mixed",),
    r"^(rifles\.|shot as helpers)|\b(tons of bread|district alone)\b": ("part", "named", "mixed"),
    r"\bkilled and missing\b|\birrecoverable\b|\bbeyond recovery\b|\bpartly destroyed\b": ("mixed",),
}
"""Words of a statement by which it speaks of some of its kind, and the words of scope of which one must then stand."""
OF_MEN = ("axis.garrisons", "axis.in_expeditions", "police.strength", "partisans.strength", "natives.strength")
"""Quantities of people, from which no number of units can be worked out."""
MILITARY = ("battalion", "company", "division", "regiment", "brigade", "detachment", "formation", "group", "unit")
YEAR = {"date_from": date(1943, 1, 1), "date_to": date(1943, 12, 31)}


@cache
def questions() -> dict[str, Question | Unanswered]:
    """Return every claim of the ledger that gives a number, asked."""
    return {one.id: ask(one, LEDGER, theatre()) for one in LEDGER.confrontable()}


def asked(**given: object) -> Question | Unanswered:
    return ask(claim(**given), LEDGER, theatre())


def test_that_each_claim_of_the_ledger_is_asked_for_what_it_counts_and_for_nothing_else() -> None:
    met = 0
    for one in LEDGER.confrontable():
        question = questions()[one.id]
        if isinstance(question, Unanswered):
            continue
        said, m = counted(one.counts), measure(one.quantity)
        assert m is not None
        assert said.scope not in NARROWER, one.id
        if said.scope in ("unit", "event"):
            assert question.true.take == said.scope, one.id
        elif said.scope == "line" and m.kind == "flow":
            assert m.take == "through", one.id
        else:
            assert question.true.take in TAKEN[said.when], one.id
        met += 1
    assert met >= 372


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
        ({"quantity": "trains.derailed", "unit": "train", "counts": "total unit"}, "does not keep apart from others"),
        ({"quantity": "partisans.dead", "counts": "total unit:putivl_detachment_kovpak"}, "of one unit"),
    ],
)
def test_that_a_quantity_of_another_kind_gives_no_answer(given: dict[str, object], reason: str) -> None:
    one = asked(**given)
    assert isinstance(one, Unanswered)
    assert reason in one.reason


def test_that_the_dead_of_fighting_are_not_set_beside_all_who_were_reported() -> None:
    fallen = asked(quantity="partisans.dead", counts="total combat", said_by="german")
    reported = asked(
        quantity="expeditions.enemy_killed", counts="total reported", said_by="german", date_to=date(1943, 1, 31)
    )
    assert isinstance(fallen, Question)
    assert isinstance(reported, Question)
    assert (fallen.said.said_by, reported.said.said_by) == (None, "german")


def test_that_a_historian_who_corrects_a_report_is_not_set_beside_it() -> None:
    for name in ("R302c", "R249", "N027", "N134", "R243"):
        question = questions()[name]
        assert isinstance(question, Question), name
        assert question.said.said_by is None, name


def test_that_the_deeds_of_a_unit_are_asked_of_that_unit_wherever_it_was() -> None:
    question = ask(LEDGER.by_id["S132"], LEDGER, theatre())
    assert isinstance(question, Question)
    assert question.true.unit == "putivl_detachment_kovpak"
    assert not question.true.region


def test_that_311_of_the_first_382_claims_are_answered() -> None:
    first = [one.id for one in LEDGER.confrontable() if not (one.id.startswith("N") or one.id in LATER)]
    assert len(first) == 382
    assert len([name for name in first if isinstance(questions()[name], Question)]) >= 311


@pytest.mark.parametrize(
    ("name", "quantity", "kind"),
    [
        ("R053a", "rails.cut", "flow"), ("R065", "rails.planned", "flow"),
        ("S063", "groups.count", "stock"),
        ("S247", "groups.ever", "flow"), ("S253", "partisans.captured", "flow"),
        ("S254", "partisans.executed", "flow"), ("R216a", "partisans.executed", "flow"),
        ("R058", "line.mines_to_close", "ratio"), ("S071", "zones.centres", "stock"),
        ("R253", "front.length", "stock"), ("R044", "railway.charges_exploded", "flow"),
        ("R066", "airlift.planned_tonnes", "flow"),
    ],
)  # fmt: skip
def test_that_claims_of_groups_villages_and_plans_are_asked(name: str, quantity: str, kind: str) -> None:
    question = questions()[name]
    assert isinstance(question, Question)
    assert question.claim.quantity == quantity
    m = measure(quantity)
    assert m is not None
    assert m.kind == kind


@pytest.mark.parametrize(
    ("name", "quantity"),
    [
        ("S014", "population.census"), ("S015", "population.census"), ("S016", "population.ukrainian"),
        ("S017", "population.belarusian"),
    ],
)  # fmt: skip
def test_that_people_of_before_the_war_are_asked_of_the_census_of_the_ground(name: str, quantity: str) -> None:
    question = questions()[name]
    assert isinstance(question, Question)
    assert question.true.name == quantity
    assert "last census" in question.adjusted


def test_that_people_driven_off_in_a_retreat_are_asked_of_the_oblast_that_was_given_up() -> None:
    question = questions()["R240"]
    assert isinstance(question, Question)
    assert (question.true.name, question.true.region) == ("people.driven_off", "Orel")


def test_that_one_action_of_a_german_report_is_asked_of_what_was_logged_in_a_night() -> None:
    question = questions()["R044"]
    assert isinstance(question, Question)
    assert (question.said.said_by, question.said.take) == ("german", "event")


def test_that_a_norm_of_the_railway_is_reckoned_from_what_was_so() -> None:
    question = ask(LEDGER.by_id["R058"], LEDGER, theatre())
    assert isinstance(question, Question)
    assert question.said.said_by is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        *((name, "not in which battalions") for name in ("S466", "N051", "N052", "N053", "N054", "N095")),
        ("S068", "not in which companies"), ("R199", "not in which divisions"), ("S331", "not in which divisions"),
        ("S208", "not which fight for a town"), ("S278", "named: only the things"), ("R056", "not of one blast"),
        *((name, "part: a part of what") for name in ("S047", "R238", "R239", "R067", "N101")),
        *((name, "not how many villages") for name in ("S072", "R139a")), ("S442", "not how many families"),
        *((name, "who was organised") for name in ("S051", "S125")), ("R245", "adults and children"),
        *((name, "measured") for name in ("R054", "R055", "R057")),
        *((name, "mixed: more than") for name in ("R260", "R261")),
    ],
)  # fmt: skip
def test_that_units_of_a_kind_and_the_largest_of_them_are_not_asked_of_all_there_are(name: str, reason: str) -> None:
    question = questions()[name]
    assert isinstance(question, Unanswered)
    assert reason in question.reason


def test_that_no_number_of_units_is_worked_out_from_men() -> None:
    for one in LEDGER.confrontable():
        m = measure(one.quantity)
        if m is not None and one.unit in MILITARY and isinstance(questions()[one.id], Question):
            assert not set(m.over) & set(OF_MEN), one.id


def test_that_a_statement_of_some_of_its_kind_says_so_in_its_scope() -> None:
    met = 0
    for one in LEDGER.confrontable():
        if isinstance(questions()[one.id], Unanswered):
            continue
        for words, scopes in OF_SOME.items():
            if re.search(words, one.note, re.IGNORECASE):
                assert counted(one.counts).scope in scopes, (one.id, one.note)
        met += 1
    assert met >= 370


@pytest.mark.parametrize(
    ("name", "quantity"),
    [
        ("R194", "rivals.polish"), ("N065", "rivals.polish"), ("N066", "rivals.polish"),
        ("R209", "police.strength_with_units"), ("N045", "police.strength_with_units"),
        ("R205", "police.strength_with_units"), ("R216e", "police.dead_with_units"),
        ("R216d", "axis.dead_without_natives"), ("R249", "axis.dead_without_natives"),
        ("S050", "groups.ever"), ("N109", "groups.ever"), ("R184a", "groups.ever"),
        ("N057", "axis.dead_with_police"), ("N056", "axis.antipartisan_divisions"),
        ("R272a", "jews.murdered"), ("N011", "expeditions.cattle"), ("N014", "expeditions.grain"),
        ("N105", "partisans.to_rear"),
    ],
)  # fmt: skip
def test_that_a_claim_of_some_people_is_asked_of_these_people(name: str, quantity: str) -> None:
    question = questions()[name]
    assert isinstance(question, Question)
    assert question.true.name == quantity


def test_that_a_length_of_time_is_asked_of_more_days_than_it_says() -> None:
    for one in LEDGER.confrontable():
        question, m = questions()[one.id], measure(one.quantity)
        if isinstance(question, Question) and m is not None and m.take == "lasting":
            days = (question.true.last - question.true.first + 1) * m.factor
            assert days >= 1.1 * max(filter(None, (one.low, one.best, one.high))), one.id


def test_that_a_deed_of_a_named_unit_is_set_beside_what_the_unit_reported() -> None:
    question = ask(LEDGER.by_id["N057"], LEDGER, theatre())
    assert isinstance(question, Question)
    assert (question.said.said_by, question.said.take) == ("soviet", "unit")

"""A claim as a question: whose report it meets, over which days, in which unit, or why no run can answer it."""

from datetime import date

import pytest
from tests.study.made_up import claim, theatre

from hinterland.evidence.counts import counted
from hinterland.evidence.ledger import Ledger
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, Unanswered, ask
from hinterland.study.measurement.indicators import reports
from hinterland.study.measurement.measure import find as measure

LEDGER = ledger_of_package()


def asked(ledger: Ledger = LEDGER, **given: object) -> Question | Unanswered:
    return ask(claim(**given), ledger, theatre())


def answered(**given: object) -> Question:
    one = asked(**given)
    assert isinstance(one, Question), one
    return one


def test_that_no_side_meets_the_truth_where_the_model_holds_its_report() -> None:
    met = 0
    for one in LEDGER.confrontable():
        question = ask(one, LEDGER, theatre())
        if not isinstance(question, Question) or one.said_by not in ("soviet", "german"):
            continue
        m = measure(one.quantity)
        assert m is not None
        if counted(one.counts).scope == "combat":  # of which no report tells apart from all whom it reports as dead
            assert question.said.said_by is None, one.id
        elif question.said.unit or reports(m, one.said_by):  # the journal has what a unit reports
            assert question.said.said_by == one.said_by, one.id
            met += 1
        else:
            assert question.channel.startswith("what was so:"), one.id
    assert met > 60


def test_that_each_side_meets_its_own_report_of_the_same_thing() -> None:
    met = {said_by: answered(said_by=said_by).said.said_by for said_by in ("soviet", "german", "historian", "museum")}
    assert met == {"soviet": "soviet", "german": "german", "historian": None, "museum": None}


def test_that_a_historian_who_was_read_in_the_papers_of_a_side_rests_on_that_side() -> None:
    papers, book = (answered(said_by="historian", source=name) for name in ("agc_rear_report", "gogun"))
    assert (papers.said.said_by, book.said.said_by) == ("german", None)


def test_that_what_a_historian_built_on_german_reports_is_set_beside_them() -> None:
    one = ask(LEDGER.by_id["R106"], LEDGER, theatre())
    assert isinstance(one, Question)
    assert one.said.said_by == "german"


def test_that_a_historian_who_rests_on_a_side_meets_the_report_of_that_side() -> None:
    resting = answered(said_by="historian", rests_on="bshpd")
    assert resting.said.said_by == "soviet"
    assert "rests" in resting.channel
    mixed = answered(said_by="historian", rests_on="bshpd gvd_osten")
    assert mixed.said.said_by is None


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"quantity": "partisans.strenght"}, "perhaps partisans.strength"),
        ({"quantity": "honours.righteous"}, "does not hold honours.righteous"),
        ({"quantity": "line.capacity", "unit": "trains/day"}, "one line"),
        ({"quantity": "trains.derailed", "unit": "train", "counts": "level all"}, "something else"),
        ({"region": "Atlantis"}, "no region 'Atlantis'"),
        ({"region": "North_Africa"}, "outside the theatre"),
        ({"date_from": None, "date_to": None}, "undated"),
        ({"date_from": date(1939, 9, 1), "date_to": date(1940, 9, 1)}, "ends before the war"),
        ({"date_from": date(1946, 1, 1), "date_to": date(1947, 1, 1)}, "begins after the war"),
        ({"unit": "tonnes"}, "tonnes cannot be compared with person"),
        ({"unit": "persons/month"}, "has no rate"),
        ({"said_by": "martian"}, "speaker 'martian'"),
        ({"best": None}, "gives no number"),
    ],
)
def test_that_a_claim_that_no_run_can_answer_gets_the_reason(given: dict[str, object], reason: str) -> None:
    one = asked(**given)
    assert isinstance(one, Unanswered)
    assert reason in one.reason


def test_that_a_region_that_divides_what_is_recorded_is_asked_for_as_it_is() -> None:
    atoms, ground = theatre().land.atom, theatre().ground
    shared = next(c for c in range(atoms.size) if (atoms == atoms[c]).sum() > 1)
    region = f"circle:{ground.lat[shared]},{ground.lon[shared]},1"
    assert theatre().cut(region).size
    assert answered(region=region).true.region == theatre().regions.named(region)
    assert not theatre().recording([region]).cut(region).size


def test_that_days_outside_the_war_are_left_out_and_an_open_end_lasts_to_its_last_day() -> None:
    early = answered(best=1.0, date_from=date(1941, 1, 1), date_to=date(1941, 6, 30))
    assert (early.true.first, early.true.last) == (0, 8)
    open_ended = answered(best=1.0, date_from=date(1945, 5, 1), date_to=None)
    assert open_ended.true.last == 1417


def test_that_a_level_is_the_mean_of_a_month_and_the_peak_of_a_year() -> None:
    month = answered(best=1.0, date_from=date(1943, 1, 1), date_to=date(1943, 1, 31))
    year = answered(best=1.0, date_from=date(1943, 1, 1), date_to=date(1943, 12, 31))
    assert (month.true.take, year.true.take) == ("mean", "max")


def answered_rate(unit: str) -> Question:
    return answered(quantity="trains.derailed", unit=unit, best=30.0, date_to=date(1943, 6, 30))


def test_that_flows_are_sums_and_rates_a_month_are_means_a_day() -> None:
    assert answered_rate("trains").true.take == "sum"
    monthly = answered_rate("trains/month")
    assert monthly.true.take == "rate"
    assert monthly.scale == pytest.approx(12 / 365.25)


def test_that_at_least_150_claims_of_the_ledger_can_be_asked() -> None:
    questions = [ask(one, LEDGER, theatre()) for one in LEDGER.confrontable()]
    assert sum(isinstance(one, Question) for one in questions) >= 150
    assert all(one.reason for one in questions if isinstance(one, Unanswered))

"""The story of a run is told in order, within its dates, with its own figures."""

import re

import hinterland
from hinterland.core.paths import THEATRE
from hinterland.engine.result import Run
from hinterland.report import narrate, phrasing
from hinterland.report.drawing import number
from hinterland.theatre.csv_table import read
from hinterland.theatre.decisions import read_decisions


def test_that_the_war_is_told_in_some_fifty_sentences_in_order(coarse: Run):
    told = narrate.story(coarse)
    assert 35 <= len(told) <= 62
    assert [t.day for t in told] == sorted(t.day for t in told)
    assert all(t.sentence.endswith(".") and len(t.sentence) < 320 for t in told)
    assert {"expeditions", "rails", "liberation", "strength", "decision", "reprisals", "march", "defection"} <= {
        t.kind for t in told
    }


def test_that_nothing_which_the_model_makes_is_told_of_a_named_place(coarse: Run):
    """Names of oblasts, for sums, and names of units that history gave are no places of events."""
    towns = {line.text("name") for line in read(THEATRE, "towns.csv", "name")}
    units = coarse.detachments["name"].tolist()
    for told in (t for t in narrate.story(coarse) if t.made):
        words = re.sub(r"\b[^,]* oblast\b", "", told.sentence)
        for unit in filter(None, units):
            words = words.replace(unit, "")
        assert not {town for town in towns if re.search(rf"\b{re.escape(town)}\b", words)}, told.sentence


def test_that_the_dead_are_told_by_month_and_oblast_and_as_the_models(coarse: Run):
    killing = [t for t in narrate.story(coarse) if t.made and "killed" in t.sentence and t.kind != "strength"]
    assert len(killing) >= 8
    month = r"(January|February|March|April|May|June|July|August|September|October|November|December) 194[1-5]"
    for told in killing:
        assert re.match(rf"{month}, [\w ()-]+ oblast, in the model: ", told.sentence), told.sentence


def test_that_a_short_run_is_told_only_of_its_own_days(summer: Run):
    told = narrate.story(summer)
    assert told
    assert all(summer.first <= t.day < summer.first + summer.days for t in told)


def test_that_the_largest_night_on_the_rails_has_the_figures_of_the_journal(coarse: Run):
    cuts = coarse.events[coarse.events["kind"] == "rail_cut"]
    nights = cuts.groupby("date")[["true", "claimed", "found"]].sum()
    largest = nights.loc[nights["true"].idxmax()]
    sentence = max((t for t in narrate.story(coarse) if t.kind == "rails"), key=lambda t: number_in(t.sentence))
    for figure in largest:
        assert number(figure) in sentence.sentence


def number_in(sentence: str) -> float:
    """Return the first figure after the date of a sentence."""
    return float(sentence.split(", ", 1)[1].split(" rail")[0].replace("\u202f", ""))


def test_that_the_deadliest_month_of_reprisals_has_the_sum_of_the_journal(coarse: Run):
    reprisals = coarse.events[coarse.events["kind"] == "reprisal"]
    sums = reprisals.groupby([reprisals["date"].dt.to_period("M"), "oblast"])["true"].sum()
    dead = phrasing.counted(sums.max(), "civilian")
    assert any(dead in t.sentence for t in narrate.story(coarse) if t.kind == "reprisals")


def test_that_an_order_which_a_scenario_takes_away_is_not_told(summer: Run):
    without = hinterland.run("no_central_staff", end="1941-06-24", resolution=3)
    told, less = ([t.sentence for t in narrate.Teller(run).decisions()] for run in (summer, without))
    assert any("Central Staff" in sentence for sentence in told)
    assert not any("Central Staff" in sentence for sentence in less)


def test_that_a_war_of_one_day_can_be_told():
    one = hinterland.run("history", end="1941-06-22", resolution=3)
    assert one.events.empty
    assert [t for t in narrate.story(one) if t.made] == []


def test_that_the_standing_of_a_decision_is_no_part_of_its_name():
    assert phrasing.bare("Hermann: dates by the record; men by the house") == "Hermann"
    assert phrasing.bare("Spring Feast (Fruehlingsfest): named in the documents; men by the claim") == (
        "Spring Feast (Fruehlingsfest)"
    )


def test_that_only_an_order_that_is_known_is_said_to_have_asked_for_rails():
    campaigns = {d.figure: d for d in read_decisions() if d.switch == "rail_campaign"}
    assert phrasing.rails_ordered(campaigns["record"]) == f"the order asked for {number(213_000)} rails"
    assert phrasing.rails_ordered(campaigns["house"]).startswith("the model takes its plan to be")


def test_that_a_decision_from_memory_says_so():
    for decision in read_decisions():
        assert bool(phrasing.recalled(decision)) == (decision.verified == "memory")


def test_that_figures_agree_with_their_nouns():
    assert phrasing.counted(1.0, "civilian") == "1 civilian"
    assert phrasing.counted(0.2, "partisan") == "no partisans"
    assert phrasing.counted(45, "person", "people") == "45 people"

"""The story of a run is told in order, within its dates, with its own figures."""

import hinterland
from hinterland.engine.result import Run
from hinterland.report import narrate, phrasing
from hinterland.report.drawing import number


def test_that_the_war_is_told_in_some_fifty_sentences_in_order(coarse: Run):
    told = narrate.story(coarse)
    assert 35 <= len(told) <= 62
    assert [t.day for t in told] == sorted(t.day for t in told)
    assert all(t.sentence.endswith(".") and len(t.sentence) < 320 for t in told)
    assert {"expedition", "rails", "liberation", "strength", "decision", "reprisal", "murder", "raid", "defection"} <= {
        t.kind for t in told
    }


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


def test_that_the_deadliest_expedition_is_told_with_its_civilians(coarse: Run):
    ended = coarse.events[coarse.events["kind"] == "expedition"]
    dead = phrasing.counted(ended["second"].max(), "civilian")
    assert any(dead in t.sentence for t in narrate.story(coarse) if t.kind == "expedition")


def test_that_an_order_which_a_scenario_takes_away_is_not_told(summer: Run):
    without = hinterland.run("no_central_staff", end="1941-06-24", resolution=3)
    told, less = ([t.sentence for t in narrate.Teller(run).decisions()] for run in (summer, without))
    assert any("Central Staff" in sentence for sentence in told)
    assert not any("Central Staff" in sentence for sentence in less)


def test_that_a_war_of_one_day_can_be_told():
    one = hinterland.run("history", end="1941-06-22", resolution=3)
    assert isinstance(narrate.story(one), list)
    assert one.events.empty


def test_that_the_standing_of_a_decision_is_no_part_of_its_name():
    assert phrasing.bare("Hermann: dates by the record; men by the house") == "Hermann"
    assert phrasing.bare("Spring Feast (Fruehlingsfest): named in the documents; men by the claim") == (
        "Spring Feast (Fruehlingsfest)"
    )


def test_that_figures_agree_with_their_nouns():
    assert phrasing.counted(1.0, "civilian") == "1 civilian"
    assert phrasing.counted(0.2, "partisan") == "no partisans"
    assert phrasing.counted(45, "person", "people") == "45 people"

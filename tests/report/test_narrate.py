"""The story of a run is told in order, within its dates, with its own figures."""

import re

import pytest

import hinterland
from hinterland.core.paths import THEATRE
from hinterland.engine.result import Run
from hinterland.evidence.model import RECALLED
from hinterland.report import narrate, phrasing
from hinterland.report.drawing import number
from hinterland.theatre import operation_names
from hinterland.theatre.csv_table import read
from hinterland.theatre.decisions import Decision, read_decisions


def test_that_the_war_is_told_in_some_fifty_sentences_in_order(coarse: Run):
    sentences = narrate.story(coarse)
    assert 35 <= len(sentences) <= 62
    assert [t.day for t in sentences] == sorted(t.day for t in sentences)
    assert all(t.sentence.endswith(".") and len(t.sentence) < 320 for t in sentences)
    assert {"expeditions", "rails", "liberation", "strength", "decision", "reprisals", "march", "defection"} <= {
        t.kind for t in sentences
    }


def test_that_nothing_which_the_model_makes_is_told_of_a_named_place(coarse: Run):
    """Names of oblasts, for sums, and names of units that history gave are no places of events."""
    towns = {line.text("name") for line in read(THEATRE, "towns.csv", "name")}
    units = coarse.detachments["name"].tolist()
    for one in (t for t in narrate.story(coarse) if t.made):
        words = re.sub(r"\b[^,]* oblast\b", "", one.sentence)
        for unit in filter(None, units):
            words = words.replace(unit, "")
        assert not {town for town in towns if re.search(rf"\b{re.escape(town)}\b", words)}, one.sentence


def test_that_the_dead_are_told_by_month_and_oblast_and_as_the_models(coarse: Run):
    killing = [t for t in narrate.story(coarse) if t.made and "killed" in t.sentence and t.kind != "strength"]
    assert len(killing) >= 8
    month = r"(January|February|March|April|May|June|July|August|September|October|November|December) 194[1-5]"
    for one in killing:
        assert re.match(rf"{month}, [\w (),-]+, in the model: ", one.sentence), one.sentence


def test_that_a_short_run_is_told_only_of_its_own_days(summer: Run):
    sentences = narrate.story(summer)
    assert sentences
    assert all(summer.first <= t.day < summer.first + summer.days for t in sentences)


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
    sentences, less = ([t.sentence for t in narrate.Narrator(run).decisions()] for run in (summer, without))
    assert any("Central Staff" in sentence for sentence in sentences)
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


def test_that_only_names_that_the_occupier_gave_are_told_as_his() -> None:
    described = {
        d.text: operation_names.described(phrasing.bare(d.text)) for d in read_decisions() if d.switch == "expedition"
    }
    named = {text: words for text, words in described.items() if "so called by the occupier" in words}
    assert len(named) >= 60
    assert not any(re.search(r"“[^”]*(rising|forest|sweep|attack|quarries|marshes)", words) for words in named.values())
    assert not any(re.search(r"“[^”(]*,", words) for words in named.values())
    others = [words for text, words in described.items() if text not in named]
    assert len(others) >= 30
    assert all(re.match(r"an operation of the occupier (in|at|against|on) ", words) for words in others)
    assert not any("(" in words for words in others)


def test_that_ground_is_called_an_oblast_only_where_it_was_one(summer: Run) -> None:
    names = {o.id: phrasing.ground(o) for o in summer.theatre.ground.oblasts}
    assert (names["minsk"], names["crimea"]) == ("Minsk oblast", "Crimea")
    assert not any("oblast" in names[o.id] for o in summer.theatre.ground.oblasts if not o.name_1941.endswith("oblast"))


def test_that_what_the_model_tells_of_an_oblast_is_told_as_its_own(coarse: Run) -> None:
    sentences = [t for t in narrate.story(coarse) if t.made and " oblast" in t.sentence]
    assert len(sentences) > 10
    assert all("in the model" in t.sentence for t in sentences)


def test_that_only_an_order_that_is_known_is_said_to_have_asked_for_rails():
    campaigns = {d.figure: d for d in read_decisions() if d.switch == "rail_campaign"}
    assert phrasing.rails_ordered(campaigns["record"]) == f"the order asked for {number(213_000)} rails"
    assert phrasing.rails_ordered(campaigns["house"]).startswith("the model takes its plan to be")


@pytest.mark.parametrize(
    ("text", "verified", "marks"),
    [
        ("Bamberg: dates by memory; men by the house", "memory", " (dates from memory)"),
        ("Albert: place and dates by the house", "house", " (place and dates assumed by the house)"),
        ("Rail War: rails ordered by order 0042 (record R065)", "record", ""),
        ("Vitebsk gate; capacity by the house", "memory", " (from memory)"),
        ("Pardon in Ukraine", "house", " (assumed by the house)"),
        ("Hermann: dates by the record; men by the house", "record", ""),
    ],
)
def test_that_a_decision_keeps_the_mark_of_what_is_recalled_or_assumed(text, verified, marks):
    one = Decision("a", 0, 1, "expedition", "", "", 4000, "men", text, "", verified, "house")
    assert phrasing.standing(one) == marks


def test_that_every_decision_that_nobody_looked_up_is_marked():
    for one in (d for d in read_decisions() if d.verified in ("memory", "house")):
        assert phrasing.standing(one), one.id


def test_that_decisions_and_marches_of_a_run_are_told_with_their_marks(summer: Run):
    narrator = narrate.Narrator(summer)
    known = {phrasing.bare(d.text): d for d in narrator.decided}
    sentences = [t.sentence for t in narrator.decisions()]
    for words, d in known.items():
        for sentence in (s for s in sentences if f": {words}" in s or operation_names.described(words) in s):
            assert d.verified in ("record", "documents") or RECALLED in sentence or "by the house" in sentence


def test_that_figures_agree_with_their_nouns():
    assert phrasing.counted(1.0, "civilian") == "1 civilian"
    assert phrasing.counted(0.2, "partisan") == "no partisans"
    assert phrasing.counted(45, "person", "people") == "45 people"

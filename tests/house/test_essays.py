"""The essays: no figure in them is typed, no victim is judged, and a sentence that no longer holds stops the making."""

import math
import re

import pytest
from docs.making import essay_comparisons as comparisons
from docs.making import essay_figures as figures
from docs.making.essays import FOLDER, NAMES

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}
WORKED_OUT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|`[^`]*`", re.DOTALL)
"""What the maker fills in, addresses of links, and names of things in code."""
ID = re.compile(r"\b[SRNO]\d+[a-z]?\b")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\b(?:\d{{1,2}} (?:{MONTHS})(?: 194[1-5])?|194[1-5](?:-[0-9]{{2}})?)\b")
ITEM = re.compile(r"^\d\. ", re.MULTILINE)
MARKUP = re.compile(r"[|*#_-]+")
CALLED = re.compile(r"\b(?:summed|verdict|was|reported|beside|says|value)\(\"(?P<names>[^\"]+)\"")


def typed(text: str) -> list[str]:
    """Return the numbers in a template that are no figure worked out, no id, no date and no number of an item."""
    for known in (WORKED_OUT, ID, DATE, ITEM):
        text = known.sub(" ", text)
    return re.findall(r"\S*\d\S*", text)


@pytest.mark.parametrize("name", TEXTS)
def test_that_no_figure_of_an_essay_is_typed(name):
    assert typed(TEXTS[name]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The runs have 42,200 rails.", ["42,200"]),
        ("On 3 August 1943 the Soviet side had {{ says('R061') }} (R061), in 1944 more.", []),
        ("In 1842 it was 6 per cent.", ["1842", "6"]),
    ],
)
def test_that_a_typed_figure_is_found(text, found):
    assert typed(text) == found


@pytest.mark.parametrize("name", TEXTS)
def test_that_every_claim_that_an_essay_names_is_in_the_ledger(name):
    named = {one for found in CALLED.finditer(TEXTS[name]) for one in found["names"].split()}
    assert (set(ID.findall(TEXTS[name])) | named) - figures.LEDGER.by_id.keys() == set()


@pytest.mark.parametrize("name", NAMES)
def test_that_an_essay_says_what_differs_what_the_model_misses_or_cannot_say_and_what_would_decide(name):
    text = TEXTS[f"{name}.md"]
    heads = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert heads[0] == "Who says what"
    assert "What the model says" in heads
    assert {"Where the model misses", "What the model cannot say"} & set(heads)
    assert heads[-2:] == ["What would decide", "Where the claims stand"]
    prose = [line for line in text.partition("## Where the claims stand")[0].splitlines() if not line.startswith("|")]
    words = MARKUP.sub(" ", WORKED_OUT.sub(" 1 ", "\n".join(prose))).split()
    assert 550 <= len(words) <= 1_150


def test_that_a_sentence_that_no_longer_holds_stops_the_making():
    assert figures.since(True, "all is well") == ""
    with pytest.raises(ValueError, match="the text says that all is well; that no longer holds"):
        figures.since(False, "all is well")


@pytest.mark.parametrize("name", ["S287", "R237", "R272"])
def test_that_a_claim_of_victims_gets_no_verdict(name):
    with pytest.raises(ValueError, match="not judged"):
        figures.verdict(name)


def test_that_figures_of_the_runs_stand_in_the_unit_of_the_claim():
    assert 1.0 < figures.was("S348").middle < 100.0  # per cent, where the runs hold a share
    assert figures.was("R061").middle == figures.was("R062").middle  # one ground, and days that are the same
    assert figures.reported("R061").middle > 2.0 * figures.reported("R062").middle
    assert figures.was("R061") == figures.band_of(figures.members("R061", reported=False))


def test_that_pairs_of_wars_give_no_difference_of_victims():
    found = comparisons.pair("german_terror", "civilians.killed", "USSR")
    assert found.first > found.second > 0
    assert math.isnan(found.difference)


def test_that_sums_over_operations_are_of_the_same_operations():
    own = comparisons.of_operations("expeditions.own_dead")
    killed = comparisons.of_operations("expeditions.enemy_killed")
    assert comparisons.asked(killed).keys() < killed.keys()  # one of them counts soldiers too, and is not asked
    one = {"Cottbus": own["Cottbus"]}
    assert comparisons.per_hundred(one, killed) == pytest.approx(100.0 * 128 / 9796)
    assert comparisons.summed(own).middle > comparisons.summed(one).middle

"""Words for numbers: one rule for "hundreds" and "dozens", kept by every claim."""

from dataclasses import replace
from itertools import pairwise

import pytest

from hinterland.evidence.ledger import Ledger
from hinterland.evidence.number_words import amiss, in_words, number_words
from hinterland.evidence.read import confrontable


def test_that_every_claim_whose_number_is_a_word_has_the_bounds_of_the_rule(ledger: Ledger) -> None:
    word = {c.id: in_words(c) for c in ledger.raw if confrontable(c) and in_words(c)}
    assert word["S084"] == "hundreds"
    assert word["S397"] == "dozens"
    assert len(word) >= 8
    assert not [c.id for c in ledger.raw if confrontable(c) and amiss(c)]


def test_that_a_plural_is_two_of_its_unit_at_least_and_less_than_the_next_word() -> None:
    rows = list(number_words().values())[1:]
    for word, following in pairwise(rows):
        assert int(word.high) < int(following.low)
    for name, one in (("hundreds", 100), ("thousands", 1000), ("dozens", 12), ("tens of millions", 10_000_000)):
        assert int(number_words()[name].low) == 2 * one


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"low": 100.0, "high": 999.0}, "200 to 999"),
        ({"best": 300.0}, "200 to 999"),
        ({"note": 'Engines. [In words: "many".]'}, "no word of"),
        ({"note": "Hundreds of engines."}, "not whether the number is that word"),
    ],
)
def test_that_other_bounds_and_other_words_are_found(ledger: Ledger, given: dict[str, object], said: str) -> None:
    assert said in amiss(replace(ledger.by_id["S084"], **given))

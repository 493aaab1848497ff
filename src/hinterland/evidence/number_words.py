"""Words for numbers: what "hundreds" or "dozens" may mean, by one rule for every claim.

A plural is two of its unit at least, and less than the next word of the table would say. The note of such a claim names
the word in brackets, `[In words: "hundreds".]`, so that the bounds can be checked against it.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from hinterland.core.paths import EVIDENCE
from hinterland.evidence.model import Claim
from hinterland.evidence.registry import rows_of

NUMBER_WORDS = EVIDENCE / "number_words.csv"
IN_WORDS = re.compile(r'\[In words: "([^"]*)"')


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word for a number, and the least and the most that it may mean."""

    word: str
    low: str
    high: str
    meaning: str


@functools.cache
def number_words(path: Path = NUMBER_WORDS) -> dict[str, NumberWord]:
    """Return every word for a number by its spelling."""
    return {row["word"]: NumberWord(**row) for row in rows_of(path)}


def in_words(claim: Claim) -> str:
    """Return the word by which the source of a claim gives its number, or nothing where it gives figures."""
    found = IN_WORDS.search(claim.note)
    return found.group(1) if found else ""


def amiss(claim: Claim) -> str:
    """Return what is wrong with the bounds of a claim whose number is a word, or nothing."""
    word = in_words(claim)
    known = number_words().get(word)
    if not word:
        unbracketed = re.sub(r"\[[^\]]*\]", "", claim.note).lower()
        loose = [w for w in number_words() if re.search(rf"\b{w}\b", unbracketed)]
        return f"its note says {loose[0]!r}, and not whether the number is that word" if claim.numeric and loose else ""
    if known is None:
        return f"{word!r} is no word of number_words.csv"
    if (claim.low, claim.best, claim.high) != (float(known.low), None, float(known.high)):
        return f"{word!r} is {known.low} to {known.high} by the rule"
    return ""

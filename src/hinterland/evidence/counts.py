"""What a number counts: of which time and of how much, in words of one table, and which of them a quantity answers.

A claim says it in two words, such as `total all` or `peak operation`. A stock is not set beside a flow, nor one line's
closure beside the sum of all lines: a quantity answers the words of its kind, and those that `quantities.csv` names.
"""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from hinterland.core.paths import EVIDENCE
from hinterland.evidence.registry import Quantity, rows_of

COUNTS = EVIDENCE / "counts.csv"
WHEN, SCOPE = "when", "scope"
OF_KIND = {
    "stock": ("level", "usual", "sometime", "peak"),
    "mean": ("level", "usual", "sometime", "peak"),
    "flow": ("total", "rate"),
    "share": ("share",),
    "ratio": ("each",),
    "text": (),
}
"""Words of time that a quantity of each kind answers."""
OF_EVERY = ("all", "operation")
"""Words of scope that a quantity answers which names none of its own."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word for what a number counts: whether it is of time (`when`) or of how much (`scope`), and its meaning."""

    word: str
    axis: str
    meaning: str


class Counted(NamedTuple):
    """What a number counts: a word of time, a word of scope, and the one thing of which it speaks, if it has an id."""

    when: str = ""
    scope: str = ""
    of: str = ""


@functools.cache
def words(path: Path = COUNTS) -> dict[str, Word]:
    """Return every word by its spelling."""
    return {row["word"]: Word(**row) for row in rows_of(path)}


def counted(text: str) -> Counted:
    """Return what the cell `counts` of a claim says; each word that is no word of the table is left empty."""
    found = {WHEN: "", SCOPE: ""}
    of = ""
    for part in text.split():
        word, _, name = part.partition(":")
        if word in words():
            found[words()[word].axis] = word
            of = name or of
    return Counted(found[WHEN], found[SCOPE], of)


def amiss(text: str) -> str:
    """Return what is wrong with the cell `counts` of a claim, or nothing; an empty cell says nothing wrong."""
    parts = text.split()
    for part in parts:
        if part.partition(":")[0] not in words():
            return f"{part!r} is no word for what is counted"
    axes = [words()[part.partition(":")[0]].axis for part in parts]
    if parts and axes != [WHEN, SCOPE]:
        return f"{text!r} is not a word of time and a word of scope"
    return ""


def answers(quantity: Quantity) -> frozenset[str]:
    """Return the words that a quantity answers: its own where it has any, else those of its kind and of all."""
    own = quantity.counts.split()
    when = [w for w in own if words()[w].axis == WHEN] or OF_KIND.get(quantity.kind, ())
    scope = [w for w in own if words()[w].axis == SCOPE] or OF_EVERY
    return frozenset((*when, *scope))


def apart(text: str, quantity: Quantity) -> str:
    """Return why a quantity does not answer what a number counts, or nothing: also where a claim says nothing of it."""
    said, answered = counted(text), answers(quantity)
    for word in filter(None, (said.when, said.scope)):
        if word not in answered:
            meaning = words()[word].meaning.partition(":")[0]
            return f"it counts something else than {quantity.name} ({word}: {meaning[0].lower()}{meaning[1:]})"
    return ""

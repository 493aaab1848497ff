"""How an event is put into words: its date, its figures, the town nearest to it."""

import re
from typing import NamedTuple

from hinterland.core.calendar import date_of
from hinterland.evidence.model import RECALLED
from hinterland.report.drawing import day, number
from hinterland.theatre.decisions import Decision
from hinterland.theatre.ground import Oblast


class Sentence(NamedTuple):
    """One event: its first day, its kind in a word, the sentence, and whether the model made it or history gave it."""

    day: int
    kind: str
    sentence: str
    made: bool = True


def bare(words: str) -> str:
    """Return the text of a decision without what it says of its own standing."""
    for mark in (
        ": dates by",
        ": place and dates",
        ": named in",
        "; men by",
        "; plan by",
        "; its plan by",
        "; capacity by",
        "; weight by",
        ", by memory",
        ", by the house",
    ):
        words = words.split(mark)[0]
    return re.sub(r" ?\(record [^)]*\)", "", words).strip().rstrip(".")


def ground(oblast: Oblast) -> str:
    """Return the name of an oblast or of other ground as the report prints it, such as "Minsk oblast" or "Crimea"."""
    return f"{oblast.name} oblast" if oblast.name_1941.endswith("oblast") else oblast.name


def rails_ordered(campaign: Decision) -> str:
    """Return how many rails a campaign was to destroy, and who says so: the order, or we."""
    if campaign.figure == "house":
        return f"the model takes its plan to be {number(campaign.value)} rails"
    return f"the order asked for {number(campaign.value)} rails"


def standing(decision: Decision) -> str:
    """Return in brackets how a decision is known where it was not looked up, empty where it was."""
    words = {"memory": RECALLED, "house": "assumed by the house"}
    parts = [
        f"{part} {how}"
        for part, by, how in (
            ("place and dates", "by the house", words["house"]),
            ("dates", "by memory", words["memory"]),
        )
        if f"{part} {by}" in decision.text
    ]
    marks = "; ".join(parts) or words.get(decision.verified, "")
    return f" ({marks})" if marks else ""


def counted(value: float, one: str, many: str = "") -> str:
    """Return a figure with its noun, in the right number."""
    value = round(value)
    return f"{number(value) if value else 'no'} {one if value == 1 else many or one + 's'}"


def on(when: float) -> str:
    """Return the date of a day number in words."""
    return day(date_of(int(when)))

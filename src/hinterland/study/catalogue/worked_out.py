"""How the study works a quantity out from those of the engine, in words for `hinterland explain`."""

from collections.abc import Sequence

from hinterland.study.measurement.ground_indicators import (
    CENSUS,
    EAST,
    EAST_OVER_WEST,
    FARTHEST,
    LENGTH,
    SEATS,
    THROUGH,
    WEST,
)
from hinterland.study.measurement.journal_indicators import BRIGADES, CAME, MINES, PEOPLE, TOOK_PART
from hinterland.study.measurement.measure import Measure, find

OF_ALL, OF_NATION = "people who lived there by the last census before the war", "{} by the last census before the war"
NATIONS = {"belarusian": "Belarusians", "ukrainian": "Ukrainians"}
WAYS = {
    "max": "the highest day of the period",
    "growth": "the mean of the last month over that of the first",
    "lasting": "the days on which there is any",
    "gain": "the last day less the first",
    THROUGH: "of each day the hours for which the way along the line is closed",
    EAST_OVER_WEST: f"for each inhabitant of {EAST} over the same of {WEST}",
    FARTHEST: "the farthest ground on the last day",
    LENGTH: "the length of the border between occupied ground and other ground",
    SEATS: "seats of districts on such ground, the mean of the days",
    TOOK_PART: "the people of detachments that took part in a campaign",
    CAME: "detachments that came on an ordered march",
    PEOPLE: "people of detachments that came on an ordered march",
    BRIGADES: "brigades that came on an ordered march",
    MINES: "so many mines that their explosions close a line for ten days",
} | {take: OF_NATION.format(NATIONS[nation]) if nation else OF_ALL for take, nation in CENSUS.items()}
"""What is taken of the days of a period or of the journal, where it is neither their sum nor their mean."""
OF_A_UNIT = {"raids.distance": "the way of one named unit"}
"""Quantities that the journal of a run gives of one unit alone."""


def worked_out(m: Measure) -> str:
    """Return the formula by which a measure follows from quantities of the engine, and what to beware of.

    Quantities are named as `hinterland explain` takes them; where a factor stands before them, it changes the unit.
    """
    over = _sum_of([name for name in m.over if name not in m.less], m.less)
    ratio = f"{_bracketed(over)} / {_bracketed(_sum_of(m.under))}" if m.under else over
    times = abs(m.factor)
    formula = f"{times:.4g} x {_bracketed(over) if not m.under else ratio}" if times != 1.0 else ratio
    if m.offset:
        formula = f"{m.offset:g} {'-' if m.factor < 0 else '+'} {formula}"
    parts = [
        formula,
        WAYS.get(m.take, "") or OF_A_UNIT.get(m.name, ""),
        f"the first of {m.east}, the second of {m.west}" if m.east else "",
        f"the second as the {m.under_said_by} side reports it" if m.under_said_by else "",
        m.note,
    ]
    return "; ".join(filter(None, parts))


def made_of(m: Measure) -> list[str]:
    """Return the engine's own quantities of which a measure is made, each once, in the order of its formula."""
    found: dict[str, None] = {}
    for name in (*m.over, *m.under):
        inner = find(name)
        if inner is None or inner.over == (name,):
            found[name] = None
        else:
            found |= dict.fromkeys(made_of(inner))
    return list(found)


def _sum_of(names: Sequence[str], less: Sequence[str] = ()) -> str:
    return " + ".join(names) + "".join(f" - {name}" for name in less)


def _bracketed(formula: str) -> str:
    return f"({formula})" if " " in formula else formula

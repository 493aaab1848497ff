"""Dated decisions of high staffs, in `decisions.csv`: orders, policies and directives, with what each may stand at.

A decision says what was ordered and nothing of what came of it: the war finds that out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from hinterland.core.names import Names
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import read

SHARES = (
    *("party_organising", "republic_staff", "airlift", "rail_priority", "terror_policy", "amnesty"),
    *("reprisal_policy", "labour_draft", "night_ban", "sand_wagons", "guard_priority", "press"),
    *("evacuation", "mobilisation", "agents", "murder", "protection"),
    *("scorched", "stripping", "joint_orders", "grain_levy"),
    *("internment", "patrols", "food_levy", "stores_betrayed", "uprising", "clearance"),
)
LEVELS = dict.fromkeys(SHARES, ("share", 0, 1)) | {
    "central_staff": ("switch", 0, 1),
    "radio_programme": ("sets/month", 0, 500),
    "stance_ak": ("stance", -1, 1),
    "stance_upa": ("stance", -1, 1),
    "cleared_strip": ("m", 0, 1000),
    "honours": ("level", 0, 2),
}
"""Switches that stand at a level, with unit and range: in any one cell, the row later in the table holds."""
EVENTS = {
    "corridor": ("t/day", 0, 500),
    "rail_campaign": ("rails", 0, 1_000_000),
    "relocation": ("men", 0, 50_000),
    "raid": ("men", 0, 10_000),
    "offensive": ("share", 0, 1),
    "expedition": ("men", 0, 100_000),
    "based": ("men", 0, 20_000),
    "stores_laid": ("t", 0, 5_000),
}
"""Switches that are undertakings of their own, with unit and range: every row in force counts."""
SWITCHES = LEVELS | EVENTS
FIGURES = ("claim", "record", "memory", "house")
"""On what a value rests: a claim or a figure of the record, memory, or nothing but our own judgement."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An order, policy or directive in force from day `start` to day `end`, its regions by rule or id."""

    id: str
    start: int
    end: int
    switch: str
    region: str
    to_region: str
    value: float
    unit: str
    text: str
    claim: str
    verified: str
    figure: str
    """On what `value` rests, a word of `FIGURES`; `verified` says it of what was ordered, where and when."""


def read_decisions(folder: Path = THEATRE) -> tuple[Decision, ...]:
    """Return every decision of `decisions.csv` in its order; raise `Fault` on the first row out of order."""
    made = []
    columns = "id from to switch region to_region value unit text claim verified figure"
    for line in read(folder, "decisions.csv", columns):
        switch = line.choice("switch", SWITCHES)
        unit, low, high = SWITCHES[switch]
        line.choice("unit", (unit,))
        value, (start, end) = line.number("value", low, high), line.span()
        region, to_region = line.rule("region"), line.rule("to_region")
        if bool(to_region) != (switch in ("raid", "relocation")):
            remedy = "give one to raids and relocations, and to nothing else"
            raise line.fault(f"a {switch} with to_region {to_region!r}", remedy)
        figure = line.choice("figure", FIGURES)
        if figure == "claim" and not line.text("claim"):
            raise line.fault(
                "the value rests on a claim that is not named", "name it, or write what the value rests on"
            )
        rest = [*(line.text(name) for name in ("text", "claim", "verified")), figure]
        made.append(Decision(line.text("id"), start, end, switch, region, to_region, value, unit, *rest))
    return tuple(made)


def levers(decisions: Iterable[Decision]) -> Names:
    """Return the names by which a scenario leaves out or scales decisions: switches, and ids of decisions."""
    return Names("switch or decision", (*SWITCHES, *(d.id for d in decisions)))


def scaled_by(decision: Decision, factor: float) -> Decision:
    """Return a decision with its value times a factor, within the range of its switch."""
    _, low, high = SWITCHES[decision.switch]
    return replace(decision, value=min(max(factor * decision.value, low), high))

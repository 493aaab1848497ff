"""How a claim is asked for what it counts: how days are taken together, of what, and through whose report."""

from functools import cache
from typing import NamedTuple

from hinterland.evidence.counts import Counted, answers, apart, counted
from hinterland.evidence.model import Claim
from hinterland.evidence.registry import Quantity
from hinterland.study.measurement.indicators import LONG
from hinterland.study.measurement.journal_indicators import DEAD_OF_UNIT, EVENT, EVENTS, KIND_OF_EVENT, UNIT
from hinterland.study.measurement.measure import Measure
from hinterland.theatre.inputs import read_units

HIGHEST = ("peak", "sometime")
"""Words of time that are set beside the highest day."""
BY_UNIT = (*KIND_OF_EVENT, "raids.distance", "garrisons.destroyed", DEAD_OF_UNIT)
"""Quantities that the journal of a run holds by unit."""


class Asked(NamedTuple):
    """How a claim is asked: of one event or one unit of the journal, or in the usual way where both are empty."""

    take: str = ""
    unit: str = ""


def how(claim: Claim, quantity: Quantity | None) -> Asked | str:
    """Return how a claim is asked for what it counts, or why the quantity that it names does not answer it."""
    said = counted(claim.counts)
    if quantity is not None and (reason := apart(claim.counts, quantity)):
        return reason
    if said.scope == UNIT:
        return _of_unit(claim, said)
    if said.scope == EVENT:
        return Asked(EVENT) if claim.quantity in EVENTS else f"no run gives {claim.quantity} of one event"
    return Asked()


def reported_by(claim: Claim, quantity: Quantity | None) -> str | None:
    """Return the side whose report alone counts what a claim counts, "" for what was so, None where both do.

    Whom a side reports as enemy dead is known from its report, and who fell in fighting from none.
    """
    scope = counted(claim.counts).scope
    if quantity is not None and not scope and "reported" in answers(quantity):
        scope = "reported"
    return {"reported": "german", "combat": ""}.get(scope)


@cache
def _named_units() -> frozenset[str]:
    return frozenset(unit.id for unit in read_units())


def _of_unit(claim: Claim, said: Counted) -> Asked | str:
    if said.of not in _named_units():
        return "it speaks of one unit, which the model does not keep apart from others"
    if claim.quantity not in BY_UNIT:
        return f"no run gives {claim.quantity} of one unit"
    return Asked(UNIT, said.of)


def usual_take(claim: Claim, m: Measure, days: int, rate: bool) -> str:
    """Return how days are taken together; where a claim does not say, a long level is set beside the highest day."""
    when = counted(claim.counts).when
    if m.kind == "flow":
        return "rate" if rate else "sum"
    if m.kind == "ratio":
        return "ratio"
    if m.take == "max" or when in HIGHEST:
        return "max"
    return "max" if not when and days > LONG and m.kind == "stock" else "mean"

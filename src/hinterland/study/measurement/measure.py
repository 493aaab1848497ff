"""What the ledger's quantities are in the engine's words: what is added up, over what, how units compare."""

from functools import cache
from typing import NamedTuple

from hinterland.core.names import nearest
from hinterland.engine import quantities as engine
from hinterland.evidence.units import EVERY, unit_of, unsure
from hinterland.evidence.units import near as near_unit


class Measure(NamedTuple):
    """How a quantity of the ledger is read off a run: `factor * over / under + offset`.

    `over` and `under` name quantities of the engine, each added up, those in `less` taken off; without `under` nothing
    is divided.
    `kind` is stock, flow, mean or ratio. `east` and `west` narrow the region of `over` and of `under`.
    `take` overrides how the days of a period are taken together: max, growth (last month over first), lasting (days on
    which there is any), gain (last day less first), or one of `ground_indicators` and of `journal_indicators`.
    `under_said_by` is the side whose report `under` is. `note` says what to beware of.
    """

    name: str
    unit: str
    kind: str
    over: tuple[str, ...]
    under: tuple[str, ...] = ()
    factor: float = 1.0
    offset: float = 0.0
    east: str = ""
    west: str = ""
    take: str = ""
    note: str = ""
    under_said_by: str = ""
    less: tuple[str, ...] = ()


def _sum(name: str, unit: str, kind: str, over: str, take: str = "", note: str = "") -> Measure:
    return Measure(name, unit, kind, tuple(over.split()), take=take, note=note)


def _share(name: str, over: str, under: str, note: str = "", offset: float = 0.0, sign: int = 1) -> Measure:
    parts = tuple(over.split()), tuple(under.split())
    return Measure(name, "percent", "ratio", *parts, factor=sign * 100.0, offset=offset, note=note)


def _per_thousand(name: str, over: str, under: str) -> Measure:
    return Measure(name, "1/1000", "ratio", (over,), (under,), 1000.0)


OF_THE_CENSUS = "it is set beside the people of the ground, which are those of the last census before the war"

MADE = (
    _sum("partisans.strength_max", "person", "stock", "partisans.strength", take="max"),
    _sum("partisans.ever", "person", "flow", "partisans.joined"),
    _sum("detachments.ever", "detachment", "flow", "detachments.founded"),
    _sum("groups.ever", "group", "flow", "detachments.founded", note="a detachment begins as a group"),
    _sum("brigades.ever", "brigade", "flow", "brigades.founded"),
    _sum("rails.planned", "rail", "flow", "rails.ordered"),
    _sum(
        "partisans.to_rear", "person", "flow",
        "partisans.to_army partisans.to_home partisans.filtered partisans.to_hospital partisans.sent_west",
        note="all whom the front met",
    ),
    _sum("wounded.cared", "person", "stock", "partisans.wounded"),
    _sum("corridor.rifles_in", "rifle", "flow", "corridor.rifles"),
    _sum("axis.dead_with_police", "person", "flow", "axis.dead police.dead"),
    Measure("axis.dead_without_natives", "person", "flow", ("axis.dead", "natives.dead"), less=("natives.dead",)),
    _sum("police.dead_with_units", "person", "flow", "police.dead natives.dead"),
    _sum("police.strength_with_units", "person", "stock", "police.strength natives.strength"),
    _sum("axis.losses", "person", "flow", "axis.dead axis.wounded"),
    _sum("units.count", "unit", "stock", "detachments.count formations.count"),
    _sum("detachments.relocated", "detachment", "flow", "orders.heard", "came", "marches begun outside the region"),
    _sum("partisans.relocated", "person", "flow", "orders.heard", "people came", "marches begun outside the region"),
    _sum("brigades.relocated", "brigade", "flow", "orders.heard", "brigades came", "with their founders"),
    Measure(
        "rails.stock", "rail", "stock", ("railway.track",), factor=160.0, note="160 rails of 12.5 m to a km of track",
    ),
    Measure(
        "front.distance", "mile", "stock", ("land.occupied",), factor=1 / 1.609, take="farthest",
        note="from the frontier of June 1941",
    ),
    _sum("campaigns.partisans", "person", "flow", "orders.heard", "took part", "who heard the order and cut rails"),
    _sum("raids.distance", "km", "flow", "orders.heard", note="straight from each place in the journal to the next"),
    _sum("rifles.captured", "rifle", "flow", "rifles.captured_so_far", "gain"),
    Measure("uprising.duration", "month", "flow", ("uprising.insurgents",), factor=12 / 365.25, take="lasting"),
    Measure("partisans.duration", "year", "flow", ("partisans.strength",), factor=1 / 365.25, take="lasting"),
    _sum("axis.rear_strength", "person", "stock", "axis.garrisons axis.in_expeditions"),
    _sum(
        "expeditions.enemy_lost", "person", "flow", "expeditions.enemy_killed expeditions.captured",
        note="all so reported",
    ),
    _sum("axis.antipartisan_divisions", "division", "stock", "axis.security_divisions axis.regular_divisions"),
    _sum("expeditions.men", "person", "stock", "axis.in_expeditions", take="max"),
    _sum("formations.abroad", "formation", "stock", "brigades.count", note="brigades of the region, which lies abroad"),
    _sum(
        "partisans.actions", "action", "flow",
        "railway.attacks garrisons.attacked ambushes.on_soldiers ambushes.on_police economy.raids roads.cut",
    ),
    _sum("population.count", "person", "stock", "people.civilians"),
    _sum("population.census", "person", "stock", "people.civilians", "census"),
    _sum("population.belarusian", "person", "stock", "people.civilians", "census of Belarusians"),
    _sum("population.ukrainian", "person", "stock", "people.civilians", "census of Ukrainians"),
    _sum(
        "zones.centres", "centre", "stock", "zones.area land.occupied", "seats of districts",
        "each by the share of its surroundings that is held, as though posts lay anywhere alike",
    ),
    _sum(
        "front.length", "km", "stock", "land.occupied", "length of the front",
        "bends within a cell are left out",
    ),
    _share("railway.capacity_loss", "line.capacity", "line.capacity_whole", offset=100.0, sign=-1),
    _share("camps.routine_share", "camps.days_fought", "camps.days", offset=100.0, sign=-1),
    Measure("line.closure_days", "day", "flow", ("line.closed_hours",), factor=1 / 24, take="through"),
    _share("food.forced_share", "food.forced", "food.taken"),
    _share("partisans.airdropped_share", "partisans.cadres", "partisans.strength", "cadres sent by any way"),
    _share("partisans.local_origin_share", "partisans.stragglers partisans.locals", "partisans.strength"),
    _share("partisans.local_share", "partisans.locals", "partisans.strength"),
    _share("partisans.native_share", "partisans.locals", "partisans.strength", "people of the place"),
    _share("partisans.loss_share", "partisans.dead", "partisans.joined", "of all who joined"),
    _share("partisans.straggler_share", "partisans.stragglers", "partisans.strength"),
    _per_thousand("partisans.density", "partisans.strength", "people.civilians"),
    _share("groups.destroyed_share", "border_raids.destroyed", "border_raids.groups"),
    _share("raids.civilian_share", "border_raids.attacks_on_villages", "border_raids.attacks"),
    _share(
        "partisans.criminal_share",
        "border_raids.convicts",
        "border_raids.filled",
        "of those sent to based detachments",
    ),
    _share("civilians.killed_share", "civilians.killed", "civilians.killed partisans.dead"),
    _per_thousand("police.share", "police.strength", "people.civilians"),
    _sum(
        "line.mines_to_close", "mine", "ratio", "railway.mines_hidden", "mines for ten days",
        "mines of long delay that explode one after the other, whose hours of closure fill ten days",
    ),
    Measure(
        "partisans.density_ratio", "ratio", "ratio", ("partisans.strength",), take="east over west",
        note="by the people of June 1941",
    ),
    Measure("explosives.delivered", "t", "flow", ("explosives.brought_in",), factor=1e-3),
    Measure(
        "partisans.density_ratio_adjusted", "ratio", "ratio", ("partisans.density",), ("partisans.density",),
        east="pre1939_USSR", west="annexed_1939_40",
    ),
    Measure(
        "intelligence.underestimate", "ratio", "ratio", ("partisans.strength",), ("partisans.strength",),
        under_said_by="german",
    ),
    Measure(
        "partisans.growth_factor", "ratio", "ratio", ("partisans.strength",), ("partisans.strength",),
        take="growth",
    ),
)  # fmt: skip

_NO_UNITS = "the model holds how many men garrisons and expeditions have, and not in which {} they serve"
OTHER = {
    "axis.antipartisan_battalions": _NO_UNITS.format("battalions"),
    "axis.guard_companies": _NO_UNITS.format("companies"),
    "axis.division_equivalents": _NO_UNITS.format("divisions, regiments and battalions"),
    "expeditions.divisions": _NO_UNITS.format("divisions"),
    "brigades.at_liberation": "the model holds which brigades are in a region, and not which fight for a town",
    "rails.delay_hours": "the model holds the delay of an action, which breaks many rails, and not of one blast",
    "derailments.delay_hours": "a parameter of the model is measured from what the ledger says of it",
    "line.derailments_to_close": "it follows from the hours of closure by a derailment, which are a measured parameter",
    "zones.villages": "the model holds the people of zones, and not how many villages they live in",
    "families.protected": "the model holds the people of family camps, and not how many families they are",
    "partisans.adult_share": "the model does not count adults and children apart",
    "partisans.organised": "the model holds all who join, and not who was organised or sent in",
    "line.capacity": "the model adds capacity up over lines; the claim is of one line",
    "front.advance": "the model's front is given; it measures what the Red Army could make in a day where it attacks",
    "axis.delay_days": "the model holds the delay of reserves by rail, and not of an operation",
    "expeditions.suspects_killed": "a German report of the model does not count suspects and enemy dead apart",
}
"""Names that the engine may use in another sense, or that look near: what stands in the way."""

_MADE = {m.name: m for m in MADE}


@cache
def find(name: str) -> Measure | None:
    """Return how a quantity is read off a run, or None where the model does not hold it.

    A name may also be written out: `a + b` is the sum of two, `a + b / c` that sum over a third.
    """
    if " " in name:
        return _written(name) if parts(name) != [name] else None
    for q in engine.QUANTITIES:
        if q.name == name:
            return Measure(q.name, q.unit, q.kind, (q.name,))
    if name in _MADE:
        made = _MADE[name]
        return made if all(find(part) for part in made.over + made.under) else None
    for s in engine.SHARES:
        if s.name == name:
            return Measure(s.name, s.unit, "ratio", (s.over,), (s.under,), s.factor)
    return None


def parts(name: str) -> list[str]:
    """Return the names that a written-out quantity is made of."""
    return [part for side in name.split(" / ") for part in side.split(" + ")]


def _written(name: str) -> Measure | None:
    found = [find(part) for part in parts(name)]
    if not all(found):
        return None
    over, _, under = name.partition(" / ")
    kind = "ratio" if under else found[0].kind if found[0] else ""
    return Measure(name, "", kind, tuple(over.split(" + ")), tuple(under.split(" + ")) if under else ())


def near(name: str) -> str:
    """Return the names of measures that look most like a name, as words."""
    names = [*engine.NAMES, *_MADE]
    return " or ".join(nearest(name, names)[:2])


def leaves(m: Measure) -> set[str]:
    """Return the engine's own quantities that a measure adds up in the end."""
    found: set[str] = set()
    for name in m.over:
        inner = find(name)
        found |= {name} if inner is None or inner.over == (name,) else leaves(inner)
    return found


def convert(unit: str, to: str) -> tuple[float, str] | None:
    """Return what one `unit` is in the unit `to`, and the time it is a rate over; None if they do not compare."""
    have, want = unit_of(unit), unit_of(to)
    every = have.every
    if want.every:
        every = "" if every == want.every else "?"
    if every not in ("", *EVERY) or have.thing != want.thing:
        return None
    return have.times / want.times, every


def apart(unit: str, to: str) -> str:
    """Return why a unit does not compare with another, and which unit is perhaps meant."""
    if reason := unsure(unit):
        return f"the unit {unit!r} is not clear; {reason}"
    meant = near_unit(unit, to)
    return f"{unit} cannot be compared with {to}" + (f"; perhaps {meant} is meant" if meant else "")

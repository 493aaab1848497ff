"""Quantities that can be read off a run, by public name, and the arrays of the world that hold them.

Unit, kind and meaning stand in `evidence/quantities.csv`, the one registry for model and ledger.

A quantity has up to three values: what was so, what the Soviet side said and what the German side said.
"""

from collections.abc import Mapping

from hinterland.core.names import Names
from hinterland.core.units import HOURS_PER_DAY
from hinterland.engine.observed.partisans import PARTISANS
from hinterland.engine.observed.quantity import SIDES, Quantity, Share, divided
from hinterland.engine.observed.railway import RAILWAY
from hinterland.engine.observed.rear import REAR

QUANTITIES = (*PARTISANS, *RAILWAY, *REAR)

# A table is read by its rows.
# fmt: off
SHARES = (
    divided("zones.area_share", "zones.area", "land.occupied"),
    divided("rear.unsafe_share", "zones.unsafe", "land.occupied"),
    divided("radio.contact_share", "partisans.in_contact", "partisans.strength"),
    divided("railway.capacity_share", "line.capacity", "line.capacity_whole"),
    divided("railway.capacity_loss_claimed", "line.reported_lost", "line.reported_whole"),
    divided("trains.arrived_share", "trains.arrived", "trains.needed"),
    divided("derailments.delay_hours", "derailments.closure_hours", "trains.derailed", 1.0),
    divided("bridges.closure_days", "bridges.closure_hours", "bridges.down", 1.0 / HOURS_PER_DAY),
    divided("airlift.fulfilment_share", "airlift.sorties", "airlift.sorties_planned"),
    divided("food.forced_share", "food.forced", "food.taken"),
    divided("intelligence.human_share", "intelligence.human", "intelligence.reports"),
    divided("intelligence.political_share", "intelligence.political", "intelligence.reports"),
    divided("intelligence.military_use", "intelligence.military_value", "intelligence.to_army", 1.0),
    divided("intelligence.political_use", "intelligence.political_value", "intelligence.political", 1.0),
    divided("detachments.size", "partisans.strength", "detachments.count", 1.0),
    divided("partisans.women_share", "partisans.women", "partisans.strength"),
    divided("partisans.jewish_share", "partisans.jewish_now", "partisans.strength"),
    divided("partisans.protecting_share", "partisans.protecting", "partisans.strength"),
    divided("harvest.denied_share", "harvest.denied", "harvest.planned"),
    divided("front.advance", "front.way", "front.sectors", 1.0),
    divided("front.advance_held", "front.way_held", "front.sectors_held", 1.0),
    divided("front.advance_open", "front.way_open", "front.sectors_open", 1.0),
    divided("front.help", "front.way", "front.way_unhelped"),
    divided("brigades.share", "partisans.in_brigades", "partisans.strength"),
)
# fmt: on

_BY_NAME: dict[str, Quantity | Share] = {q.name: q for q in (*QUANTITIES, *SHARES)}
NAMES = tuple(_BY_NAME)
KNOWN = Names("quantity", NAMES)
SPEAKERS = Names("side", SIDES, instead="give soviet or german, or leave said_by out for what was so")


def find(name: object, own: Mapping[str, Quantity] = {}) -> Quantity | Share:
    """Return the quantity or share of this name, however it is spelled; raise `Fault` with near names for none.

    `own` holds quantities of a user's subsystems, by exact name.
    """
    return own[name] if isinstance(name, str) and name in own else _BY_NAME[KNOWN.find(name)]


def find_side(said_by: object) -> str | None:
    """Return the side of this name, or None for what was so; raise `Fault` with near names for an unknown side."""
    return None if said_by is None else SPEAKERS.find(said_by)

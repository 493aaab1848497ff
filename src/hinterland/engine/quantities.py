"""The registry of quantities by public name: unit, kind, meaning, and the arrays of the world that hold them.

A quantity has up to three values: what was so, what the Soviet side said and what the German side said.
"""

from collections.abc import Mapping

from hinterland.core.names import Names
from hinterland.engine.observed.partisans import PARTISANS
from hinterland.engine.observed.quantity import SIDES, Quantity, Share
from hinterland.engine.observed.railway import RAILWAY
from hinterland.engine.observed.rear import REAR

QUANTITIES = (*PARTISANS, *RAILWAY, *REAR)

# A table is read by its rows.
# fmt: off
SHARES = (
    Share("zones.area_share", "percent", "Share of the occupied ground that partisans hold", "zones.area", "land.occupied"),
    Share("rear.infested_share", "percent", "Share of the occupied ground that the enemy counts as unsafe", "zones.infested", "land.occupied"),
    Share("radio.contact_share", "percent", "Share of partisans that a staff can reach", "partisans.in_contact", "partisans.strength"),
    Share("railway.capacity_share", "percent", "Trains that lines could run, beside undamaged lines", "line.capacity", "line.capacity_whole"),
    Share("railway.capacity_loss_claimed", "percent", "Trains stopped on lines attacked, as Soviet staffs worked it out of reports", "line.told_lost", "line.told_whole"),
    Share("trains.arrived_share", "percent", "Supply trains that arrived, beside those asked for", "trains.arrived", "trains.needed"),
    Share("derailments.delay_hours", "h", "Hours of closure for each derailed train", "derailments.closure_hours", "trains.derailed", 1.0),
    Share("bridges.closure_days", "day", "Days of closure for each fallen bridge", "bridges.closure_hours", "bridges.down", 1.0 / 24.0),
    Share("food.forced_share", "percent", "Share of the partisans' food that is taken by force", "food.forced", "food.taken"),
    Share("intelligence.human_share", "percent", "Share of reports that come from agents", "intelligence.human", "intelligence.reports"),
    Share("intelligence.political_share", "percent", "Share of reports on administration, people and rivals", "intelligence.political", "intelligence.reports"),
    Share("intelligence.military_use", "1", "Use to the Red Army of a report meant for it, 0 to 1", "intelligence.military_value", "intelligence.to_army", 1.0),
    Share("intelligence.political_use", "1", "Use to Party and NKVD of a report meant for them, 0 to 1", "intelligence.political_value", "intelligence.political", 1.0),
    Share("detachments.size", "person/detachment", "People in a detachment", "partisans.strength", "detachments.count", 1.0),
    Share("partisans.women_share", "percent", "Share of women among partisans", "partisans.women", "partisans.strength"),
    Share("partisans.jewish_share", "percent", "Share of Jews among partisans", "partisans.jewish_now", "partisans.strength"),
    Share("partisans.protecting_share", "percent", "Share of partisans whose commander would rather protect civilians", "partisans.protecting", "partisans.strength"),
    Share("harvest.denied_share", "percent", "Share of the grain planned that partisans kept from the occupier", "harvest.denied", "harvest.planned"),
    Share("front.advance", "km/day", "Way that the Red Army could make in a day where it attacked; the front itself is given", "front.way", "front.sectors", 1.0),
    Share("front.advance_held", "km/day", "The same through ground that partisans rule", "front.way_held", "front.sectors_held", 1.0),
    Share("front.advance_open", "km/day", "The same elsewhere", "front.way_open", "front.sectors_open", 1.0),
    Share("front.help", "percent", "Way that it could make, beside the way if nobody helped it", "front.way", "front.way_unhelped"),
    Share("brigades.share", "percent", "Share of partisans in brigades", "partisans.in_brigades", "partisans.strength"),
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

"""The registry of everything that can be observed, by its public name: unit, kind, meaning, and where it is read off.

A quantity has up to three faces: what truly was, what the Soviet side said, what the German side said.
"""

from typing import NamedTuple

from hinterland.core.fault import Fault


class Quantity(NamedTuple):
    """One observable: `kind` is stock, flow or mean; faces name arrays of the world as `subsystem.field[column]`.

    Stocks are taken at the end of a day and flows counted within it; both add up over cells. A mean is weighted by
    the people of 1941.
    """

    name: str
    unit: str
    kind: str
    doc: str
    true: tuple[str, ...]
    soviet: tuple[str, ...] = ()
    german: tuple[str, ...] = ()


class Share(NamedTuple):
    """An observable that is one quantity divided by another, times a factor (100 for per cent)."""

    name: str
    unit: str
    doc: str
    over: str
    under: str
    factor: float = 100.0


def _q(name: str, unit: str, kind: str, doc: str, *true: str, soviet: str = "", german: str = "") -> Quantity:
    return Quantity(name, unit, kind, doc, true, tuple(soviet.split()), tuple(german.split()))


# A table is read by its rows.
# fmt: off
QUANTITIES = (
    _q("partisans.strength", "person", "stock", "Fit partisans", "detachments.here", soviet="reports.soviet_strength", german="reports.german_strength"),
    _q("partisans.in_contact", "person", "stock", "Fit partisans in detachments that a staff can reach", "radio.heard", soviet="reports.soviet_contact"),
    _q("partisans.wounded", "person", "stock", "Wounded in the care of detachments", "detachments.wounded"),
    _q("partisans.stragglers", "person", "stock", "Partisans who had been soldiers cut off or escaped prisoners", "detachments.people[0]"),
    _q("partisans.cadres", "person", "stock", "Partisans sent by the Party or dropped", "detachments.people[1]"),
    _q("partisans.locals", "person", "stock", "Partisans from the people of the place", "detachments.people[2]"),
    _q("partisans.defectors", "person", "stock", "Partisans who had served the occupier", "detachments.people[3]"),
    _q("partisans.joined", "person", "flow", "People who became partisans", "recruits.joined"),
    _q("partisans.joined_local", "person", "flow", "Local people who became partisans", "recruits.joined_local"),
    _q("partisans.dead", "person", "flow", "Partisans dead of any cause; the German face counts all it reported as bandits killed", "detachments.killed", german="reports.german_bandits"),
    _q("partisans.perished", "person", "flow", "Partisans dead of cold, hunger, wounds and sickness", "camps.perished"),
    _q("partisans.left", "person", "flow", "Partisans who scattered, went home or were taken", "detachments.left"),
    _q("partisans.to_army", "person", "flow", "Partisans taken into the Army at liberation", "disposal.to_army"),
    _q("partisans.marched", "person", "flow", "Partisans who set out on an ordered march", "command.marching"),
    _q("partisans.in_brigades", "person", "stock", "Partisans in brigades", "brigades.within"),
    _q("detachments.count", "detachment", "stock", "Detachments", "detachments.alive"),
    _q("detachments.in_contact", "detachment", "stock", "Detachments that a staff can reach", "radio.heard_detachments", soviet="radio.heard_detachments"),
    _q("detachments.founded", "detachment", "flow", "Detachments founded", "detachments.founded", soviet="detachments.founded"),
    _q("detachments.dissolved", "detachment", "flow", "Detachments dissolved", "detachments.dissolved"),
    _q("brigades.count", "brigade", "stock", "Brigades", "brigades.count", soviet="brigades.count"),
    _q("radio.sets", "set", "stock", "Working radio sets in the forest", "radio.sets", soviet="radio.sets"),
    _q("rifles.held", "rifle", "stock", "Rifles and other arms of partisans", "detachments.rifles"),
    _q("explosives.held", "kg", "stock", "Explosives of partisans", "detachments.explosive"),
    _q("rails.cut", "rail", "flow", "Rails destroyed", "rail.cut", soviet="reports.soviet_rails", german="reports.german_rails"),
    _q("rails.out", "rail", "stock", "Rails destroyed and not yet relaid", "rail.out"),
    _q("rails.ordered", "rail", "flow", "Rails that campaign orders asked for", "command.ordered"),
    _q("railway.attacks", "attack", "flow", "Actions against railways, foiled or not", "rail.actions", german="reports.german_attacks"),
    _q("railway.foiled", "attack", "flow", "Actions against railways that guards foiled", "rail.foiled"),
    _q("trains.derailed", "train", "flow", "Trains derailed", "rail.derailed", soviet="reports.soviet_trains", german="reports.german_trains"),
    _q("bridges.down", "bridge", "flow", "Railway bridges brought down", "rail.bridges", soviet="reports.soviet_bridges"),
    _q("bridges.main_down", "bridge", "flow", "Main railway bridges, known by name, brought down", "rail.main_bridges"),
    _q("stations.destroyed", "station", "flow", "Railway stations destroyed", "rail.stations", soviet="reports.soviet_stations"),
    _q("telegraph.cut", "attack", "flow", "Actions against the telegraph of railways", "rail.wires"),
    _q("railway.charges_laid", "charge", "flow", "Charges laid on railways; the German face has those that it found or counted", "rail.laid", german="reports.german_charges rail.removed mines.found"),
    _q("railway.charges_removed", "charge", "flow", "Charges that patrols removed", "rail.removed", "mines.found", german="rail.removed mines.found"),
    _q("railway.charges_exploded", "charge", "flow", "Charges that exploded on railways", "rail.exploded", "mines.gone_off", german="reports.german_charges"),
    _q("railway.mines_hidden", "mine", "stock", "Long-delay mines that lie in the lines", "mines.hidden"),
    _q("railway.explosives_used", "kg", "flow", "Explosive used on railways", "rail.used_kg"),
    _q("railway.explosives_needed", "kg", "flow", "Explosive that actions on railways wanted", "rail.need_kg"),
    _q("railway.length", "km", "stock", "Railway that the occupier operates", "gauge.operated", german="gauge.operated"),
    _q("railway.relaid", "km", "flow", "Railway relaid to the gauge of the occupier", "gauge.relaid"),
    _q("railway.wrecked", "km", "flow", "Railway wrecked by the retreating army", "gauge.wrecked"),
    _q("locomotives.damaged", "locomotive", "flow", "Locomotives damaged or destroyed", "engines.damaged", german="engines.damaged"),
    _q("locomotives.destroyed", "locomotive", "flow", "Locomotives destroyed", "engines.destroyed", soviet="reports.soviet_locomotives", german="engines.destroyed"),
    _q("wagons.damaged", "wagon", "flow", "Wagons damaged or destroyed", "engines.wagons_damaged", german="engines.wagons_damaged"),
    _q("wagons.destroyed", "wagon", "flow", "Wagons destroyed", "engines.wagons_destroyed", soviet="reports.soviet_wagons", german="engines.wagons_destroyed"),
    _q("trains.needed", "train/day", "stock", "Supply trains that were asked for, by the cell of the railhead", "traffic.needed_here"),
    _q("trains.arrived", "train/day", "stock", "Supply trains that arrived, by the cell of the railhead", "traffic.arrived_here"),
    _q("trains.blocked", "train", "stock", "Trains that stand before closed lines", "traffic.blocked"),
    _q("trains.delay_hours", "h", "flow", "Hours that trains stood before closed lines", "traffic.delay_h"),
    _q("derailments.closure_hours", "h", "flow", "Hours of closure that derailments began", "rail.wreck_new_h"),
    _q("bridges.closure_hours", "h", "flow", "Hours of closure that fallen bridges began", "rail.bridge_new_h"),
    _q("line.told_lost", "train/day", "stock", "Trains that Soviet staffs held to be stopped on lines attacked", "reports.told_lost", soviet="reports.told_lost"),
    _q("line.told_whole", "train/day", "stock", "Trains that those lines carried, as they held", "reports.told_whole", soviet="reports.told_whole"),
    _q("line.closed_hours", "h", "flow", "Hours for which railway lines were closed", "traffic.closed_h"),
    _q("line.interruptions", "interruption", "flow", "Interruptions of railway lines", "traffic.interruptions_12", "traffic.interruptions_24", "traffic.interruptions_long"),
    _q("line.interruptions_12h", "interruption", "flow", "Interruptions of up to 12 hours", "traffic.interruptions_12"),
    _q("line.interruptions_24h", "interruption", "flow", "Interruptions of 12 to 24 hours", "traffic.interruptions_24"),
    _q("line.interruptions_long", "interruption", "flow", "Interruptions of over 24 hours", "traffic.interruptions_long"),
    _q("line.capacity", "train/day", "stock", "Trains that occupied lines could run today, damage counted; the Soviet face has lines reported as attacked", "traffic.capacity", soviet="reports.told_left"),
    _q("line.capacity_whole", "train/day", "stock", "Trains that occupied lines could run if nothing were damaged; the Soviet face has lines reported as attacked", "traffic.whole", soviet="reports.told_whole"),
    _q("line.trains", "train/day", "stock", "Trains that ran, line by line", "traffic.trains"),
    _q("line.guards", "person", "stock", "Guards on railway lines", "security.guards"),
    _q("garrisons.destroyed", "garrison", "flow", "Posts and garrisons destroyed", "fights.posts", soviet="reports.soviet_posts"),
    _q("garrisons.attacked", "attack", "flow", "Attacks on posts, garrisons and police", "fights.attacks"),
    _q("axis.dead", "person", "flow", "German and allied soldiers killed by partisans", "fights.axis_dead", "expeditions.own_dead", soviet="reports.soviet_axis_dead", german="fights.axis_dead expeditions.own_dead"),
    _q("axis.garrisons", "person", "stock", "Axis soldiers in garrisons, posts and on lines", "security.garrison"),
    _q("axis.in_expeditions", "person", "stock", "Axis soldiers on expeditions", "expeditions.pressing"),
    _q("police.strength", "person", "stock", "Native police and village guards", "security.police"),
    _q("police.dead", "person", "flow", "Native police killed", "fights.police_dead"),
    _q("expeditions.count", "expedition", "flow", "Expeditions begun", "expeditions.launched"),
    _q("civilians.killed", "person", "flow", "Civilians killed by action against partisans", "people.killed_reprisal", "people.killed_expedition"),
    _q("civilians.killed_in_reprisals", "person", "flow", "Civilians killed in reprisals", "people.killed_reprisal"),
    _q("civilians.killed_in_expeditions", "person", "flow", "Civilians killed in expeditions", "people.killed_expedition"),
    _q("villages.burned", "village", "flow", "Villages burned wholly or in part", "people.burned"),
    _q("people.civilians", "person", "stock", "Civilians", "people.rural", "people.urban"),
    _q("people.deported", "person", "flow", "People taken away for labour", "people.deported_today"),
    _q("people.evacuated", "person", "flow", "Civilians led out to the Soviet rear by partisans", "people.evacuated_today"),
    _q("loyalty.soviet", "1", "mean", "Will to help the Soviet side", "people.soviet"),
    _q("loyalty.german", "1", "mean", "Will to serve the occupier", "people.german"),
    _q("people.fear", "1", "mean", "Fear of the occupier", "people.fear"),
    _q("zones.area", "km2", "stock", "Ground that partisans hold", "zones.area", soviet="zones.area"),
    _q("zones.people", "person", "stock", "Civilians on ground that partisans hold", "zones.people"),
    _q("zones.infested", "km2", "stock", "Ground that the enemy counts as unsafe", "zones.infested", german="zones.infested"),
    _q("land.occupied", "km2", "stock", "Occupied ground", "zones.occupied"),
    _q("airlift.sorties", "sortie", "flow", "Sorties flown to partisans", "airlift.sorties", soviet="airlift.sorties"),
    _q("airlift.tonnes", "t", "flow", "Load flown to partisans", "airlift.tonnes", soviet="airlift.tonnes"),
    _q("airlift.people", "person", "flow", "Trained people dropped or landed", "airlift.dropped", soviet="airlift.dropped"),
    _q("corridor.rifles", "rifle", "flow", "Rifles carried in through the corridor", "corridor.rifles"),
    _q("corridor.cadres", "person", "flow", "Cadres led in through the corridor", "corridor.cadres"),
    _q("food.given", "t", "flow", "Food given to partisans freely", "stores.given"),
    _q("food.forced", "t", "flow", "Food taken by partisans by force", "stores.forced"),
    _q("food.taken", "t", "flow", "Food that partisans got from the people, given or by force", "stores.given", "stores.forced"),
)

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
    Share("detachments.size", "person/detachment", "People in a detachment", "partisans.strength", "detachments.count", 1.0),
    Share("brigades.share", "percent", "Share of partisans in brigades", "partisans.in_brigades", "partisans.strength"),
)
# fmt: on

NAMES = tuple(q.name for q in QUANTITIES) + tuple(s.name for s in SHARES)


def find(name: str) -> Quantity | Share:
    """Return the quantity or share of this name; raise `Fault` with near names where there is none."""
    for q in (*QUANTITIES, *SHARES):
        if q.name == name:
            return q
    import difflib

    near = difflib.get_close_matches(name, NAMES, 3, 0.3) or list(NAMES[:3])
    raise Fault(None, 0, f"there is no quantity {name!r}", "perhaps you mean " + " or ".join(near))

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
    _q("line.closed_hours", "h", "flow", "Hours for which railway lines were closed", "traffic.closed_h"),
    _q("line.interruptions", "interruption", "flow", "Interruptions of railway lines", "traffic.interruptions_12", "traffic.interruptions_24", "traffic.interruptions_long"),
    _q("line.interruptions_12h", "interruption", "flow", "Interruptions of up to 12 hours", "traffic.interruptions_12"),
    _q("line.interruptions_24h", "interruption", "flow", "Interruptions of 12 to 24 hours", "traffic.interruptions_24"),
    _q("line.interruptions_long", "interruption", "flow", "Interruptions of over 24 hours", "traffic.interruptions_long"),
    _q("line.capacity", "train/day", "stock", "Trains that occupied lines could run today, damage counted", "traffic.capacity"),
    _q("line.capacity_whole", "train/day", "stock", "Trains that occupied lines could run if nothing were damaged", "traffic.whole"),
    _q("line.trains", "train/day", "stock", "Trains that ran, line by line", "traffic.trains"),
    _q("line.guards", "person", "stock", "Guards on railway lines", "security.guards"),
    _q("garrisons.destroyed", "garrison", "flow", "Posts and garrisons destroyed", "fights.posts", soviet="reports.soviet_posts"),
    _q("garrisons.attacked", "attack", "flow", "Attacks on posts, garrisons and police", "fights.attacks"),
    _q("axis.dead", "person", "flow", "German and allied soldiers killed by partisans", "fights.axis_dead", "expeditions.own_dead", soviet="reports.soviet_axis_dead journal.foray.claimed", german="fights.axis_dead expeditions.own_dead"),
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
    _q("partisans.abroad", "person", "flow", "Soviet citizens who became partisans in lands abroad, or came there as such", "abroad.joined", "abroad.joined_beyond", "movement.entered"),
    _q("partisans.escaped_abroad", "person", "flow", "Escaped prisoners and labourers who took up arms abroad", "abroad.joined", "abroad.joined_beyond"),
    _q("uprising.insurgents", "person", "stock", "People of a land abroad who have risen in arms", "abroad.insurgents"),
    _q("uprising.dead", "person", "flow", "Insurgents killed", "abroad.dead_today"),
    _q("forays.groups", "group", "flow", "Groups from the Soviet side of the front whose foray ended", "forays.groups"),
    _q("forays.destroyed", "group", "flow", "Groups of which nobody came back", "forays.destroyed"),
    _q("forays.attacks", "attack", "flow", "Attacks of groups from the Soviet side of the front", "forays.strikes"),
    _q("forays.attacks_on_villages", "attack", "flow", "Those of them that fell on villages", "forays.villages"),
    _q("forays.men", "person", "flow", "Men of groups whose foray ended", "journal.foray.true"),
    _q("forays.lost", "person", "flow", "Men of those groups who did not come back", "journal.foray.second"),
    _q("forays.enemies", "person", "flow", "Enemies killed by groups whose foray ended", "journal.foray.found", soviet="journal.foray.claimed"),
    _q("forays.filled", "person", "flow", "Men sent from the rear to detachments based on the Soviet side", "forays.filled"),
    _q("forays.convicts", "person", "flow", "Men from prisons among them", "forays.convicts"),
    _q("civilians.killed_by_partisans", "person", "flow", "Civilians killed by partisans in attacks on villages", "journal.village_burned.second", soviet="journal.village_burned.claimed", german="journal.village_burned.found"),
    _q("people.interned", "person", "stock", "Civilians in the occupier's camps for those he does not trust", "internment.interned"),
    _q("internment.dead", "person", "stock", "The dead of these camps", "internment.dead"),
    _q("food.laid", "t", "stock", "Food laid by in the woods", "caches.laid"),
    _q("food.taken", "t", "flow", "Food that partisans got from the people, given or by force", "stores.given", "stores.forced"),
)

SHARES = (
    Share("zones.area_share", "percent", "Share of the occupied ground that partisans hold", "zones.area", "land.occupied"),
    Share("rear.infested_share", "percent", "Share of the occupied ground that the enemy counts as unsafe", "zones.infested", "land.occupied"),
    Share("radio.contact_share", "percent", "Share of partisans that a staff can reach", "partisans.in_contact", "partisans.strength"),
    Share("railway.capacity_share", "percent", "Trains that lines could run, beside undamaged lines", "line.capacity", "line.capacity_whole"),
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

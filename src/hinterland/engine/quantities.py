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
    _q("partisans.recovered", "person", "flow", "Wounded who came back to the ranks", "camps.recovered"),
    _q("partisans.bombed", "person", "flow", "Partisans killed from the air in their camps", "camps.bombed"),
    _q("camps.attacked", "attack", "flow", "Attacks from the air on camps", "camps.attacked"),
    _q("camps.days", "day", "flow", "Days lived by detachments, counted one by one", "detachments.alive"),
    _q("camps.days_fought", "day", "flow", "Days on which a detachment fought, or went against a railway", "journal.garrison_attack", "journal.pursuit", "rail.actions"),
    _q("partisans.left", "person", "flow", "Partisans who scattered, went home or were taken", "detachments.left"),
    _q("partisans.to_army", "person", "flow", "Partisans taken into the Army at liberation", "disposal.to_army"),
    _q("partisans.marched", "person", "flow", "Partisans who set out on an ordered march", "command.marching"),
    _q("orders.heard", "order", "flow", "Orders of staffs that reached detachments", "journal.order"),
    _q("partisans.in_brigades", "person", "stock", "Partisans in brigades", "brigades.within"),
    _q("detachments.count", "detachment", "stock", "Detachments", "detachments.alive"),
    _q("detachments.in_contact", "detachment", "stock", "Detachments that a staff can reach", "radio.heard_detachments", soviet="radio.heard_detachments"),
    _q("detachments.founded", "detachment", "flow", "Detachments founded", "detachments.founded", soviet="detachments.founded"),
    _q("detachments.dissolved", "detachment", "flow", "Detachments dissolved", "detachments.dissolved"),
    _q("brigades.count", "brigade", "stock", "Brigades", "brigades.count", soviet="brigades.count"),
    _q("formations.count", "formation", "stock", "United formations", "formations.count", soviet="formations.count"),
    _q("brigades.founded", "brigade", "flow", "Brigades founded", "journal.brigade"),
    _q("radio.sets", "set", "stock", "Working radio sets in the forest", "radio.sets", soviet="radio.sets"),
    _q("rifles.held", "rifle", "stock", "Rifles and other arms of partisans", "detachments.rifles"),
    _q("explosives.held", "kg", "stock", "Explosives of partisans", "detachments.explosive"),
    _q("rails.cut", "rail", "flow", "Rails destroyed", "rail.cut", soviet="staffs.told[0]", german="reports.german_rails"),
    _q("rails.told_by_units", "rail", "flow", "Rails that detachments told their staffs of, before any staff added", "reports.soviet_rails"),
    _q("axis.dead_told_by_units", "person", "flow", "Enemies that detachments told their staffs they had killed", "reports.soviet_axis_dead"),
    _q("rails.out", "rail", "stock", "Rails destroyed and not yet relaid", "rail.out"),
    _q("rails.ordered", "rail", "flow", "Rails that campaign orders asked for", "command.ordered"),
    _q("railway.attacks", "attack", "flow", "Actions against railways, foiled or not", "rail.actions", german="reports.german_attacks"),
    _q("railway.foiled", "attack", "flow", "Actions against railways that guards foiled", "rail.foiled"),
    _q("trains.derailed", "train", "flow", "Trains derailed", "rail.derailed", soviet="staffs.told[1]", german="reports.german_trains"),
    _q("bridges.down", "bridge", "flow", "Railway bridges brought down", "rail.bridges", soviet="staffs.told[2]"),
    _q("trains.derailed", "train", "flow", "Trains derailed", "rail.derailed", soviet="reports.soviet_trains", german="reports.german_trains"),
    _q("trains.arrived", "train", "flow", "Trains that arrived at the railheads of an army group, counted at the middle of its rear", "traffic.arrived"),
    _q("trains.needed", "train", "flow", "Trains that an army group asked for, counted at the middle of its rear", "traffic.asked"),
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
    _q("garrisons.destroyed", "garrison", "flow", "Posts and garrisons destroyed", "fights.posts", soviet="staffs.told[4]"),
    _q("garrisons.attacked", "attack", "flow", "Attacks on posts, garrisons and police", "fights.attacks"),
    _q("axis.dead", "person", "flow", "German and allied soldiers killed by partisans", "fights.axis_dead", "expeditions.own_dead", soviet="staffs.told[3]", german="fights.axis_dead expeditions.own_dead"),
    _q("axis.garrisons", "person", "stock", "Axis soldiers in garrisons, posts and on lines", "security.garrison"),
    _q("axis.in_expeditions", "person", "stock", "Axis soldiers on expeditions", "expeditions.pressing"),
    _q("police.strength", "person", "stock", "Native police and village guards", "security.police"),
    _q("axis.morale", "1", "mean", "Morale of the occupier's troops in the rear", "forces.temper"),
    _q("axis.withheld", "person", "stock", "Field troops held on rear security", "forces.withheld"),
    _q("axis.security_divisions", "division", "stock", "Security divisions and brigades in their areas", "forces.divisions"),
    _q("axis.ss_brigades", "brigade", "stock", "SS brigades in their areas", "forces.brigades"),
    _q("natives.strength", "person", "stock", "Men of native battalions and legions against partisans", "forces.natives"),
    _q("natives.dead", "person", "flow", "Men of native battalions and legions killed", "forces.native_dead"),
    _q("police.dead", "person", "flow", "Native police and officials killed by partisans", "fights.police_dead", "collaboration.police_dead", "collaboration.officials_dead"),
    _q("police.killed_singly", "person", "flow", "Native police killed one by one", "collaboration.police_dead"),
    _q("officials.strength", "person", "stock", "Elders, clerks and other local officials", "collaboration.officials"),
    _q("collaborators.killed", "person", "flow", "Officials and suspected collaborators killed by partisans", "journal.terror.true"),
    _q("terror.acts", "act", "flow", "Strikes of partisans at officials, police and suspects", "journal.terror"),
    _q("civilians.killed_by_partisans", "person", "flow", "Civilians killed by partisans", "journal.terror.true"),
    _q("people.division", "1", "mean", "How far terror has divided the people of a place", "collaboration.division"),
    _q("selfdefence.units", "unit", "stock", "Village self-defence units, whichever side raised them", "collaboration.units"),
    _q("selfdefence.for_occupier", "person", "stock", "Village guards for the occupier", "collaboration.guard[0]"),
    _q("selfdefence.for_soviet", "person", "stock", "Village guards for the Soviet side", "collaboration.guard[1]"),
    _q("selfdefence.dead", "person", "flow", "Village guards killed by partisans", "collaboration.guard_dead"),
    _q("infiltrators.executed", "person", "flow", "Suspected infiltrators put to death by partisans", "journal.execution.true"),
    _q("defectors.count", "person", "flow", "Members of Axis formations who went over to the partisans", "journal.defection.true"),
    _q("defectors.rifles", "rifle", "flow", "Rifles that they brought", "journal.defection.second"),
    _q("expeditions.count", "expedition", "flow", "Expeditions begun", "expeditions.launched"),
    _q("civilians.killed", "person", "flow", "Civilians killed by action against partisans", "people.killed_reprisal", "people.killed_expedition"),
    _q("civilians.killed_in_reprisals", "person", "flow", "Civilians killed in reprisals", "people.killed_reprisal"),
    _q("civilians.killed_in_expeditions", "person", "flow", "Civilians killed in expeditions", "people.killed_expedition"),
    _q("civilians.killed_near", "person", "flow", "People living near who were killed after an attack", "reprisals.near"),
    _q("civilians.killed_hostages", "person", "flow", "Hostages killed", "reprisals.held"),
    _q("civilians.killed_watch", "person", "flow", "People killed who had been made answerable for a railway", "reprisals.answerable"),
    _q("civilians.hostages", "person", "stock", "People held as hostages", "reprisals.hostages"),
    _q("villages.burned", "village", "flow", "Villages burned wholly or in part", "people.burned"),
    _q("villages.burned_by_partisans", "village", "flow", "Villages burned by partisans", "journal.village_burned.true"),
    _q("civilians.killed_by_partisans", "person", "flow", "Civilians killed by partisans: villagers, and those held to serve the occupier; the Soviet side tells none as civilians", "journal.village_burned.second", "journal.terror.true", soviet="journal.village_burned.claimed", german="journal.village_burned.found"),
    _q("rivals.strength", "person", "stock", "Armed men of the Polish, Ukrainian and Baltic national movements", "rivals.strength[0]", "rivals.strength[1]", "rivals.strength[2]"),
    _q("rivals.polish", "person", "stock", "Armed men of the Polish underground", "rivals.strength[0]"),
    _q("rivals.ukrainian", "person", "stock", "Armed men of the Ukrainian national movement", "rivals.strength[1]"),
    _q("rivals.baltic", "person", "stock", "Armed men of Baltic national bands", "rivals.strength[2]"),
    _q("rivals.clashes", "clash", "flow", "Fights of partisans with national movements", "journal.clash"),
    _q("rivals.dead", "person", "flow", "Members of national movements killed in fights with partisans", "journal.clash.true", soviet="journal.clash.claimed", german="journal.clash.found"),
    _q("rivals.partisans_killed", "person", "flow", "Partisans killed in fights with national movements", "journal.clash.second"),
    _q("rivals.units_destroyed", "unit", "flow", "Units of national movements disarmed and broken up by partisans under pretence of talks", "journal.disarming"),
    _q("rivals.disarmed", "person", "flow", "Members of national movements disarmed by partisans", "journal.disarming.true", soviet="journal.disarming.claimed"),
    _q("rivals.denounced", "person", "flow", "Members of national movements taken by the occupier on word from partisans", "journal.denunciation.true", german="journal.denunciation.found"),
    _q("rivals.truces_tried", "1", "flow", "Local truces with national movements tried", "journal.truce.second"),
    _q("rivals.truces_kept", "1", "flow", "Local truces that no order forbade", "journal.truce.true"),
    _q("rivals.joint_attacks", "attack", "flow", "Attacks that partisans made together with national movements", "clashes.joint"),
    _q("rivals.avoided", "1", "flow", "Meetings of partisans and national movements at which both went their way", "clashes.avoided"),
    _q("rivals.quarrels", "clash", "flow", "Fights of the Polish and the Ukrainian movement with each other", "rivals.quarrels"),
    _q("rivals.quarrels_dead", "person", "flow", "Members of movements killed in fights with each other", "rivals.between"),
    _q("civilians.killed_between_rivals", "person", "flow", "Civilians killed in fights of national movements with each other", "rivals.slain_today"),
    _q("rivals.police_killed", "person", "flow", "Native police killed by national movements", "rivals.police_dead"),
    _q("rivals.police_joined", "person", "flow", "Native police who went over to a national movement", "rivals.deserted"),
    _q("drops.lost", "person", "flow", "Trained people lost in groups hunted down by self-defence and national bands", "journal.drop_lost.true"),
    _q("drops.groups_lost", "1", "flow", "Groups hunted down by self-defence and national bands", "journal.drop_lost"),
    _q("drops.partisans_lost", "person", "flow", "Partisans of any origin lost in such groups", "journal.drop_lost.second"),
    _q("villages.burned_with_people", "village", "flow", "Villages burned with the people in them", "reprisals.burned_with"),
    _q("people.civilians", "person", "stock", "Civilians", "people.rural", "people.urban"),
    _q("people.deported", "person", "flow", "People taken away for labour", "people.deported_today"),
    _q("people.evacuated", "person", "flow", "Civilians led out to the Soviet rear by partisans", "people.evacuated_today"),
    _q("people.evacuated_1941", "person", "flow", "Townspeople moved east before the enemy came", "people.moved_east"),
    _q("jews.murdered", "person", "flow", "Jews murdered", "ghettos.murdered_today"),
    _q("jews.confined", "person", "stock", "Jews held in ghettos and camps", "ghettos.confined"),
    _q("jews.escaped", "person", "flow", "Jews who got out of ghettos and camps into the forest", "ghettos.escaped"),
    _q("jews.returned", "person", "flow", "Jews who went back to a ghetto from the forest", "ghettos.returned"),
    _q("jews.hiding", "person", "stock", "Jews in hiding in the forest, in no detachment and no camp", "ghettos.forest[0]", "ghettos.forest[1]", "ghettos.forest[2]"),
    _q("jews.asked_armed", "person", "flow", "Jewish men with a weapon who asked to join a detachment", "ghettos.asked[0]"),
    _q("jews.asked_unarmed", "person", "flow", "Jewish men without one who asked", "ghettos.asked[1]"),
    _q("jews.asked_dependants", "person", "flow", "Jewish women, children and old people who asked", "ghettos.asked[2]"),
    _q("jews.admitted_armed", "person", "flow", "Jewish men with a weapon taken in", "ghettos.admitted[0]"),
    _q("jews.admitted_unarmed", "person", "flow", "Jewish men without one taken in", "ghettos.admitted[1]"),
    _q("jews.admitted_dependants", "person", "flow", "Jewish women, children and old people taken in", "ghettos.admitted[2]"),
    _q("camps.family", "person", "stock", "People under the protection of partisans who do not fight", "families.jews", "families.others"),
    _q("camps.family_jewish", "person", "stock", "Jews in family camps", "families.jews"),
    _q("camps.family_dead", "person", "flow", "People of family camps dead of hunger and cold, or killed", "families.perished", "families.killed"),
    _q("camps.sites", "camp", "stock", "Camps of detachments and families", "detachments.alive", "families.camp"),
    _q("civilians.rescued", "person", "flow", "People freed by partisans as they were driven off", "journal.rescue.true"),
    _q("partisans.jewish", "person", "flow", "Jews who became partisans", "composition.jewish_joined"),
    _q("partisans.women", "person", "stock", "Women among the fit partisans", "composition.people[0]"),
    _q("partisans.jewish_now", "person", "stock", "Jews among the fit partisans", "composition.people[1]"),
    _q("partisans.polish", "person", "stock", "Poles among the fit partisans", "composition.people[2]"),
    _q("partisans.belarusian", "person", "stock", "Belarusians among the fit partisans", "composition.people[3]"),
    _q("partisans.russian", "person", "stock", "Russians among the fit partisans", "composition.people[4]"),
    _q("partisans.ukrainian", "person", "stock", "Ukrainians among the fit partisans", "composition.people[5]"),
    _q("partisans.protecting", "person", "stock", "Partisans whose commander would rather protect civilians", "composition.humane"),
    _q("loyalty.soviet", "1", "mean", "Will to help the Soviet side", "people.soviet"),
    _q("loyalty.german", "1", "mean", "Will to serve the occupier", "people.german"),
    _q("people.fear", "1", "mean", "Fear of the occupier", "people.fear"),
    _q("zones.area", "km2", "stock", "Ground that partisans hold", "zones.area", soviet="zones.area"),
    _q("zones.people", "person", "stock", "Civilians on ground that partisans hold", "zones.people"),
    _q("zones.infested", "km2", "stock", "Ground that the enemy counts as unsafe", "zones.infested", german="zones.infested"),
    _q("land.occupied", "km2", "stock", "Occupied ground", "zones.occupied"),
    _q("airlift.sorties", "sortie", "flow", "Sorties flown to partisans", "airlift.sorties", soviet="airlift.sorties"),
    _q("airlift.tonnes", "t", "flow", "Load flown to partisans", "airlift.tonnes", soviet="airlift.tonnes"),
    _q("airlift.people", "person", "flow", "Trained people dropped or landed", "airlift.dropped", "drops.dropped", soviet="airlift.dropped drops.dropped"),
    _q("drops.people", "person", "flow", "Trained people dropped in groups of their own into the Baltic republics", "drops.dropped"),
    _q("corridor.rifles", "rifle", "flow", "Rifles carried in through the corridor", "corridor.rifles"),
    _q("corridor.cadres", "person", "flow", "Cadres led in through the corridor", "corridor.cadres"),
    _q("underground.members", "person", "stock", "Members of the underground in towns", "underground.members"),
    _q("underground.groups", "group", "stock", "Underground groups of the usual size", "underground.groups"),
    _q("underground.ever", "person", "flow", "People who joined the underground", "underground.joined"),
    _q("underground.arrested", "person", "flow", "Members of the underground taken, those put to death with them", "underground.arrested"),
    _q("underground.weapons", "rifle", "flow", "Weapons that the towns passed on to detachments, by town", "underground.passed"),
    _q("underground.led_out", "person", "flow", "People whom the underground led to the forest", "underground.led_out"),
    _q("weapons.found", "rifle", "flow", "Weapons gathered, bought or stolen for partisans", "stores.gathered", "underground.passed"),
    _q("intelligence.agents", "person", "stock", "People who report to detachments", "intelligence.agents"),
    _q("intelligence.reports", "report", "flow", "Reports on the enemy sent by partisans", "intelligence.to_army", "intelligence.to_party", "intelligence.to_nkvd"),
    _q("intelligence.human", "report", "flow", "Reports from agents", "intelligence.human"),
    _q("intelligence.technical", "report", "flow", "Reports by technical means", "intelligence.technical"),
    _q("intelligence.political", "report", "flow", "Reports on administration, people and rivals", "intelligence.to_party", "intelligence.to_nkvd"),
    _q("intelligence.offices", "report", "flow", "Reports that speak of offices of the administration", "intelligence.offices"),
    _q("intelligence.bases", "report", "flow", "Reports that speak of Wehrmacht bases and staffs", "intelligence.bases"),
    _q("intelligence.to_army", "report", "flow", "Reports for the Red Army", "intelligence.to_army"),
    _q("intelligence.to_party", "report", "flow", "Reports for the Party", "intelligence.to_party"),
    _q("intelligence.to_nkvd", "report", "flow", "Reports for the NKVD", "intelligence.to_nkvd"),
    _q("intelligence.military_value", "1", "flow", "Use of reports to the Red Army, each from 0 to 1", "intelligence.military_value"),
    _q("intelligence.political_value", "1", "flow", "Use of reports to Party and NKVD, each from 0 to 1", "intelligence.political_value"),
    _q("papers.printed", "copy", "flow", "Papers and leaflets printed for occupied land", "propaganda.leaflets", "propaganda.papers", "propaganda.brought"),
    _q("papers.leaflets", "copy", "flow", "Leaflets made by detachments and the underground", "propaganda.leaflets"),
    _q("papers.presses", "press", "stock", "Printing presses in the forest", "propaganda.presses"),
    _q("papers.from_presses", "copy", "flow", "Copies of papers from these presses", "propaganda.papers"),
    _q("propaganda.reach", "1", "mean", "Share of the people whom the Soviet side's word reaches", "propaganda.reach"),
    _q("axis.insecurity", "1", "mean", "How unsafe the occupier and those who serve him feel", "propaganda.insecurity"),
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
    Share("intelligence.human_share", "percent", "Share of reports that come from agents", "intelligence.human", "intelligence.reports"),
    Share("intelligence.political_share", "percent", "Share of reports on administration, people and rivals", "intelligence.political", "intelligence.reports"),
    Share("intelligence.military_use", "1", "Use to the Red Army of a report meant for it, 0 to 1", "intelligence.military_value", "intelligence.to_army", 1.0),
    Share("intelligence.political_use", "1", "Use to Party and NKVD of a report meant for them, 0 to 1", "intelligence.political_value", "intelligence.political", 1.0),
    Share("detachments.size", "person/detachment", "People in a detachment", "partisans.strength", "detachments.count", 1.0),
    Share("partisans.women_share", "percent", "Share of women among partisans", "partisans.women", "partisans.strength"),
    Share("partisans.jewish_share", "percent", "Share of Jews among partisans", "partisans.jewish_now", "partisans.strength"),
    Share("partisans.protecting_share", "percent", "Share of partisans whose commander would rather protect civilians", "partisans.protecting", "partisans.strength"),
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

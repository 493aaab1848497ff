"""What can be observed of the railways: lines, trains, damage, guards."""

from hinterland.engine.observed.quantity import observed as _q

# A table is read by its rows.
# fmt: off
RAILWAY = (
    _q("rails.cut", "rail", "flow", "Rails destroyed", "rail.cut", soviet="staffs.told[0]", german="reports.german_rails"),
    _q("rails.told_by_units", "rail", "flow", "Rails that detachments told their staffs of, before any staff added", "reports.soviet_rails"),
    _q("rails.out", "rail", "stock", "Rails destroyed and not yet relaid", "rail.out"),
    _q("rails.ordered", "rail", "flow", "Rails that campaign orders asked for", "command.ordered"),
    _q("railway.attacks", "attack", "flow", "Actions against railways, foiled or not", "rail.actions", german="reports.german_attacks"),
    _q("railway.foiled", "attack", "flow", "Actions against railways that guards foiled", "rail.foiled"),
    _q("trains.derailed", "train", "flow", "Trains derailed", "rail.derailed", soviet="staffs.told[1]", german="reports.german_trains"),
    _q("bridges.down", "bridge", "flow", "Railway bridges brought down", "rail.bridges", soviet="staffs.told[2]"),
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
)
# fmt: on

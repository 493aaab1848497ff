"""One day of the war, in the order it happens. This page is the schedule."""

from hinterland.engine.schedule import straight
from hinterland.war import (
    abroad,
    airlift,
    brigades,
    caches,
    camps,
    clashes,
    collaboration,
    command,
    composition,
    corridor,
    defection,
    detachments,
    disposal,
    drops,
    engines,
    expeditions,
    families,
    fights,
    forays,
    forces,
    formations,
    gauge,
    ghettos,
    honours,
    intelligence,
    internment,
    joint,
    mines,
    movement,
    occupation,
    people,
    propaganda,
    radio,
    rail,
    recruits,
    reports,
    reprisals,
    rivals,
    security,
    staffs,
    supply,
    traffic,
    underground,
    yards,
    zones,
)


# A call is read as a line: what it is given, in the order of the house.
# fmt: off
@straight
def step_day(w, land, battle, roll, network, outside, r, today):
    """Step every subsystem once."""
    # The front moves: who is left behind, who is freed
    people.pass_front(w.people, w.stores, land, outside, r.people, today)
    disposal.step(
        w.disposal, w.detachments, w.recruits, w.people, w.stores, w.journal, land, outside, r.disposal, today
    )

    # Those who live there, and what is taken from them
    occupation.reap(w.occupation, w.people, land, outside, r.occupation, today)
    people.step(w.people, w.stores, w.zones, land, outside, r.people, today)
    occupation.step(
        w.occupation, w.people, w.stores, w.zones, w.security, w.traffic, land, outside, r.occupation, today
    )
    ghettos.murder(w.ghettos, w.detachments, w.people, w.journal, land, outside, r.ghettos, today)
    ghettos.hide(w.ghettos, w.detachments, w.people, w.composition, land, outside, r.ghettos, today)
    internment.step(w.internment, w.people, land, outside, r.internment, today)

    # Those who join
    recruits.organise(w.recruits, w.people, land, outside, r.recruits, today)
    recruits.step(w.recruits, w.detachments, w.people, land, outside, r.recruits, today)
    ghettos.admit(w.ghettos, w.detachments, w.recruits, w.stores, w.composition, outside, r.ghettos, today)
    abroad.escape(w.abroad, w.detachments, w.recruits, w.people, w.stores, land, outside, r.abroad, today)
    drops.step(w.drops, w.recruits, w.people, land, outside, r.drops, today)
    detachments.found(w.detachments, w.recruits, w.stores, w.journal, land, outside, r.detachments, today)
    detachments.call_up(w.detachments, w.people, w.stores, w.journal, land, roll, outside, today)
    forays.base(w.forays, w.detachments, w.recruits, w.people, w.stores, land, outside, r.forays, today)

    # Who hears whom, and what is ordered
    radio.step(w.radio, w.detachments, w.brigades, outside, r.radio, today)
    command.pass_down(w.command, w.detachments, w.journal, outside, r.command, today)
    command.campaign(w.command, w.detachments, w.airlift, land, outside, r.command)
    command.raid(w.command, w.detachments, w.journal, land, roll, outside, today)
    command.march(w.command, w.detachments, w.radio, w.journal, land, outside, r.command, today)

    # Bread, arms and camps
    corridor.step(w.corridor, w.detachments, w.recruits, w.people, w.stores, land, outside, r.corridor, today)
    airlift.step(
        w.airlift, w.detachments, w.zones, w.recruits, w.people, w.stores, w.journal, land, outside, r.airlift,
        today
    )
    supply.step(w.stores, w.detachments, w.people, w.collaboration, land, r.supply, today)
    caches.step(w.caches, w.detachments, w.people, outside, r.caches, today)
    camps.step(
        w.camps, w.detachments, w.people, w.stores, w.airlift, w.composition, land, outside, r.camps, today
    )
    rivals.step(w.rivals, w.detachments, w.people, w.stores, w.security, land, outside, r.rivals, today)

    # The occupier's troops set out, and detachments move
    forces.muster(w.forces, w.people, battle, r.forces, today)
    expeditions.launch(w.expeditions, w.security, w.forces, battle, land, outside, r.expeditions, today)
    expeditions.press(w.expeditions, land, outside, today)
    camps.bomb(w.camps, w.detachments, w.people, w.expeditions, land, outside, r.camps, today)
    forays.go(w.forays, w.detachments, w.people, w.journal, land, outside, r.forays, today)
    abroad.back(w.detachments, land, outside, r.abroad, today)
    movement.step(
        w.movement, w.detachments, w.people, w.security, w.expeditions, w.joint, w.journal, land, outside, r.movement,
        today
    )
    detachments.gather(w.detachments)

    # Towns, reports and papers
    underground.step(
        w.underground, w.detachments, w.people, w.stores, w.recruits, w.radio, w.security, w.journal, land, outside,
        r.underground, today
    )
    intelligence.watch(
        w.intelligence, w.underground, w.detachments, w.people, w.security, land, outside, r.intelligence, today
    )
    intelligence.gather(w.intelligence, w.detachments, land, outside, r.intelligence, today)
    propaganda.publish(w.propaganda, w.brigades, w.airlift, land, outside, r.propaganda, today)
    propaganda.spread(
        w.propaganda, w.detachments, w.underground, w.radio, w.security, w.intelligence, w.people, land, outside,
        r.propaganda, today
    )
    propaganda.survey(w.propaganda, w.brigades, today)

    # Sabotage, fights, sweeps
    rail.step(
        w.rail, w.detachments, w.people, w.stores, w.security, w.traffic, w.intelligence, w.mines, w.reprisals,
        w.journal, land, outside, network.spans, r.rail, today
    )
    mines.ripen(w.mines, w.rail, w.security, w.traffic, w.journal, land, outside, r.mines, today)
    fights.hunt(
        w.fights, w.detachments, w.people, w.stores, w.security, w.collaboration, w.composition, w.journal, land,
        outside, r.fights, today
    )
    fights.attack(
        w.fights, w.detachments, w.people, w.recruits, w.stores, w.security, w.composition, w.journal, land, outside,
        r.fights, today
    )
    forays.strike(
        w.forays, w.detachments, w.people, w.stores, w.security, w.expeditions, w.fights, w.journal, land, outside,
        r.forays, today
    )
    clashes.meet(
        w.clashes, w.rivals, w.detachments, w.people, w.stores, w.security, w.fights, w.journal, land, outside,
        r.clashes, today
    )
    drops.hunt(w.rivals, w.detachments, w.people, w.security, w.journal, land, outside, r.drops, today)
    abroad.rise(
        w.abroad, w.recruits, w.people, w.stores, w.security, w.expeditions, w.fights, w.journal, land, outside,
        r.abroad, today
    )
    expeditions.sweep(
        w.expeditions, w.detachments, w.people, w.stores, w.intelligence, land, outside, r.expeditions, today
    )
    expeditions.toll(w.expeditions, w.people, w.zones, land, outside, r.expeditions, today)
    expeditions.tally(w.expeditions, w.people, w.journal, land, outside, today)

    # What the people pay
    collaboration.serve(w.collaboration, w.people, w.zones, w.stores, land, outside, r.collaboration, today)
    collaboration.strike(
        w.collaboration, w.detachments, w.people, w.recruits, w.security, w.journal, land, outside, r.collaboration,
        today
    )
    reprisals.seize(w.reprisals, w.people, w.security, w.zones, land, outside, r.reprisals, today)
    reprisals.step(w.reprisals, w.people, w.zones, w.journal, land, outside, r.reprisals, today)
    families.step(
        w.families, w.ghettos, w.detachments, w.people, w.expeditions, w.journal, land, outside, r.families, today
    )

    # What the occupier's side loses, believes and does
    forces.lose(w.forces, w.fights, w.expeditions, battle, land, r.forces, today)
    forces.feel(w.forces, w.security, w.expeditions, battle, land, outside, r.forces, today)
    forces.survey(w.forces, battle, outside, today)
    defection.units(
        w.defection, w.detachments, w.recruits, w.people, w.stores, w.forces, w.propaganda, w.journal, battle, land,
        outside, r.defection, today
    )
    defection.police(
        w.defection, w.detachments, w.recruits, w.people, w.stores, w.security, w.zones, w.propaganda, w.journal, land,
        outside, r.defection, today
    )
    security.believe(w.security, w.detachments, w.journal, outside, r.security, today)
    security.post(w.security, w.forces, battle, land, outside, r.security, today)
    security.guard(w.security, land, outside, r.security, today)
    security.police(w.security, w.people, w.zones, w.collaboration, land, outside, r.security, today)

    # The railway
    gauge.relay(w.gauge, network.graph, network.entries, land, outside, r.gauge, today)
    gauge.meet(w.gauge, network.graph, land, outside, today)
    engines.step(w.engines, w.rail, w.gauge, w.traffic, land, outside, r.engines, today)
    traffic.repair(w.traffic, w.rail, w.gauge, w.engines, land, outside, network.spans, r.traffic, today)
    yards.step(w.yards, w.rail, w.traffic, land, network.ways, network.at, r.yards, today)
    traffic.route(
        w.traffic, w.gauge, w.engines, w.yards, network.ways, network.work, network.entries, network.starts,
        network.at, outside, r.traffic, today
    )

    # Who rules, and how units stand at the end of the day
    zones.step(w.zones, w.detachments, w.security, w.people, w.expeditions, land, outside, r.zones, today)
    detachments.organise(w.detachments, w.people, w.stores, w.journal, land, r.detachments, today)
    detachments.fade(w.detachments, w.people, w.stores, w.journal, land)
    detachments.gather(w.detachments)
    composition.step(
        w.composition, w.ghettos, w.families, w.detachments, w.recruits, w.journal, land, outside, r.composition,
        today
    )
    brigades.step(w.brigades, w.detachments, w.journal, outside, r.brigades, today)
    brigades.survey(w.brigades, w.detachments, today)
    formations.step(w.formations, w.brigades, w.journal, land, outside, r.formations, today)
    formations.survey(w.formations, w.brigades, today)
    joint.reserves(w.joint, w.traffic, land, r.joint)
    joint.step(w.joint, w.detachments, w.zones, w.intelligence, w.journal, land, outside, r.joint, today)

    # What is said of it
    radio.survey(w.radio, w.detachments)
    reports.tell(w.reports, w.people, w.expeditions, w.journal, land, r.reports, today)
    reports.count_lines(w.reports, w.journal, land, r.reports)
    staffs.tell(w.staffs, w.reports, w.detachments, w.radio, w.journal, land, outside, r.staffs, today)
    reports.list_strength(w.reports, w.detachments, w.security, today)
    honours.step(w.honours, w.detachments, w.journal, land, outside, r.honours, today)
# fmt: on

"""One day of the war, in the order it happens. This page is the schedule."""

from hinterland.war import (
    airlift,
    brigades,
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
    formations,
    ghettos,
    intelligence,
    forces,
    gauge,
    mines,
    honours,
    joint,
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
    zones,
)


def step_day(w, land, battle, roll, network, outside, r, today, first):
    """Step every subsystem once; `first` is the first expedition that may still be under way."""
    people.pass_front(w.people, w.stores, land, outside, r.people, today)
    disposal.step(w.disposal, w.detachments, w.recruits, w.people, w.stores, w.journal, outside, r.disposal, today)
    occupation.reap(w.occupation, w.people, land, outside, r.occupation, today)
    people.step(w.people, w.detachments, w.zones, land, outside, r.people, today)
    recruits.organise(w.recruits, w.people, land, outside, r.recruits, today)
    recruits.step(w.recruits, w.detachments, w.people, land, outside, r.recruits, today)
    ghettos.murder(w.ghettos, w.detachments, w.people, w.journal, land, outside, r.ghettos, today)
    ghettos.hide(w.ghettos, w.detachments, w.people, w.composition, land, outside, r.ghettos, today)
    ghettos.admit(w.ghettos, w.detachments, w.recruits, w.stores, w.composition, outside, r.ghettos, today)
    detachments.found(w.detachments, w.recruits, w.stores, w.journal, outside, r.detachments, today)
    detachments.call_up(w.detachments, w.people, w.stores, w.journal, roll, outside, today)
    radio.step(w.radio, w.detachments, w.brigades, outside, r.radio, today)
    command.pass_down(w.command, w.detachments, w.journal, outside, r.command, today)
    command.campaign(w.command, w.detachments, w.airlift, outside, r.command)
    command.raid(w.command, w.detachments, w.journal, roll, outside, today)
    command.march(w.command, w.detachments, w.radio, w.journal, outside, r.command, today)
    corridor.step(w.corridor, w.detachments, w.recruits, w.people, w.stores, outside, r.corridor, today)
    airlift.step(
        w.airlift, w.detachments, w.zones, w.recruits, w.people, w.stores, w.journal, land, outside, r.airlift, today
    )
    drops.step(w.drops, w.recruits, w.people, land, outside, r.drops, today)
    supply.step(w.stores, w.detachments, w.people, land, r.supply, today)
    occupation.step(
        w.occupation, w.people, w.stores, w.zones, w.security, w.traffic, land, outside, r.occupation, today
    )
    camps.step(w.camps, w.detachments, w.people, w.stores, land, outside, r.camps, today)
    rivals.step(w.rivals, w.detachments, w.people, w.stores, w.security, land, outside, r.rivals, today)
    camps.step(w.camps, w.detachments, w.people, w.stores, w.airlift, land, outside, r.camps, today)
    expeditions.launch(w.expeditions, w.security, battle, land, outside, r.expeditions, today)
    supply.step(w.stores, w.detachments, w.people, w.collaboration, land, r.supply, today)
    camps.step(w.camps, w.detachments, w.people, w.stores, land, outside, r.camps, today)
    forces.muster(w.forces, w.people, battle, r.forces, today)
    expeditions.launch(w.expeditions, w.security, w.forces, battle, land, outside, r.expeditions, today)
    expeditions.press(w.expeditions, land, outside, today, first)
    camps.bomb(w.camps, w.detachments, w.people, w.expeditions, land, outside, r.camps, today)
    movement.step(
        w.movement, w.detachments, w.people, w.security, w.expeditions, w.journal, land, outside, r.movement, today
    )
    detachments.gather(w.detachments)
    underground.step(
        w.underground,
        w.detachments,
        w.people,
        w.stores,
        w.recruits,
        w.radio,
        w.security,
        w.journal,
        land,
        outside,
        r.underground,
        today,
    )
    intelligence.watch(
        w.intelligence, w.underground, w.detachments, w.people, w.security, land, outside, r.intelligence, today
    )
    intelligence.gather(w.intelligence, w.detachments, land, outside, r.intelligence, today)
    propaganda.publish(w.propaganda, w.brigades, w.airlift, outside, r.propaganda, today)
    propaganda.spread(
        w.propaganda,
        w.detachments,
        w.underground,
        w.radio,
        w.security,
        w.intelligence,
        w.people,
        land,
        outside,
        r.propaganda,
        today,
    )
    propaganda.survey(w.propaganda, w.brigades, today)
    rail.step(w.rail, w.detachments, w.people, w.stores, w.security, w.traffic, w.journal, land, outside, r.rail, today)
    fights.hunt(
        w.fights,
        w.detachments,
        w.people,
        w.stores,
        w.security,
        w.collaboration,
        w.journal,
        land,
        outside,
        r.fights,
        today,
    )
    rail.step(
        w.rail, w.detachments, w.people, w.stores, w.security, w.traffic, w.mines, w.journal, land, outside,
        network.spans, r.rail, today,
    )  # fmt: skip
    mines.ripen(w.mines, w.rail, w.security, w.traffic, w.journal, land, outside, r.mines, today)
    fights.hunt(w.fights, w.detachments, w.people, w.stores, w.security, w.journal, land, outside, r.fights, today)
    fights.attack(w.fights, w.detachments, w.people, w.stores, w.security, w.journal, land, outside, r.fights, today)
    clashes.meet(
        w.clashes, w.rivals, w.detachments, w.people, w.security, w.fights, w.journal, land, outside, r.clashes, today
    )
    clashes.hunt(w.clashes, w.rivals, w.detachments, w.people, w.security, w.journal, land, outside, r.clashes, today)
    expeditions.sweep(w.expeditions, w.detachments, w.people, w.stores, land, outside, r.expeditions, today)
    expeditions.sweep(
        w.expeditions, w.detachments, w.people, w.stores, w.intelligence, land, outside, r.expeditions, today
    )
    expeditions.toll(w.expeditions, w.people, w.zones, land, outside, r.expeditions, today)
    expeditions.tally(w.expeditions, w.people, w.journal, land, outside, today, first)
    collaboration.serve(w.collaboration, w.people, w.zones, w.stores, land, outside, r.collaboration, today)
    collaboration.strike(
        w.collaboration,
        w.detachments,
        w.people,
        w.recruits,
        w.security,
        w.journal,
        land,
        outside,
        r.collaboration,
        today,
    )
    reprisals.seize(w.reprisals, w.people, w.security, w.zones, land, outside, r.reprisals, today)
    reprisals.step(w.reprisals, w.people, w.zones, w.journal, land, outside, r.reprisals, today)
    families.step(
        w.families, w.ghettos, w.detachments, w.people, w.expeditions, w.journal, land, outside, r.families, today
    forces.lose(w.forces, w.fights, w.expeditions, battle, r.forces, today)
    forces.feel(w.forces, w.security, w.expeditions, battle, land, outside, r.forces, today)
    forces.survey(w.forces, battle, outside, today)
    defection.units(
        w.defection,
        w.detachments,
        w.recruits,
        w.people,
        w.stores,
        w.forces,
        w.journal,
        battle,
        land,
        outside,
        r.defection,
        today,
    )
    defection.police(
        w.defection,
        w.detachments,
        w.recruits,
        w.people,
        w.stores,
        w.security,
        w.zones,
        w.journal,
        land,
        outside,
        r.defection,
        today,
    )
    security.believe(w.security, w.detachments, w.journal, outside, r.security, today)
    security.post(w.security, w.forces, battle, land, outside, r.security, today)
    security.guard(w.security, land, outside, r.security, today)
    security.police(w.security, w.people, w.zones, w.collaboration, land, outside, r.security, today)
    traffic.repair(w.traffic, w.rail, land, outside, r.traffic)
    traffic.route(w.traffic, network.graph, network.work, network.entries, network.starts, outside, today)
    security.police(w.security, w.people, w.zones, land, outside, r.security, today)
    gauge.relay(w.gauge, network.graph, network.entries, land, outside, r.gauge, today)
    gauge.meet(w.gauge, network.graph, land, outside, today)
    engines.step(w.engines, w.rail, w.gauge, land, outside, r.engines, today)
    traffic.repair(w.traffic, w.rail, w.gauge, w.engines, land, outside, network.spans, r.traffic, today)
    traffic.route(
        w.traffic, w.gauge, network.graph, network.work, network.entries, network.starts, network.at, outside,
        r.traffic, today,
    )  # fmt: skip
    zones.step(w.zones, w.detachments, w.security, w.people, w.expeditions, land, outside, r.zones, today)
    joint.reserves(w.joint, w.traffic, land, r.joint)
    joint.step(w.joint, w.detachments, w.zones, w.journal, land, outside, r.joint, today)
    detachments.organise(w.detachments, w.people, w.stores, w.journal, r.detachments, today)
    detachments.fade(w.detachments, w.people, w.stores, w.journal)
    detachments.gather(w.detachments)
    composition.step(
        w.composition, w.ghettos, w.families, w.detachments, w.recruits, w.journal, land, outside, r.composition, today
    )
    brigades.step(w.brigades, w.detachments, w.journal, outside, r.brigades, today)
    brigades.survey(w.brigades, w.detachments)
    formations.step(w.formations, w.brigades, w.journal, land, outside, r.formations, today)
    formations.survey(w.formations, w.brigades)
    radio.survey(w.radio, w.detachments)
    reports.tell(w.reports, w.people, w.expeditions, w.journal, r.reports, today)
    staffs.tell(w.staffs, w.reports, w.detachments, w.radio, w.journal, outside, r.staffs, today)
    reports.count_lines(w.reports, w.journal, land, r.reports)
    honours.step(w.honours, w.detachments, w.journal, outside, r.honours, today)
    reports.list_strength(w.reports, w.detachments, w.security)

"""One day of the war, in the order it happens. This page is the schedule."""

from hinterland.war import (
    abroad,
    airlift,
    brigades,
    caches,
    camps,
    command,
    corridor,
    detachments,
    disposal,
    expeditions,
    fights,
    forays,
    internment,
    movement,
    people,
    radio,
    rail,
    recruits,
    reports,
    reprisals,
    security,
    supply,
    traffic,
    zones,
)


def step_day(w, land, battle, roll, network, outside, r, today, first):
    """Step every subsystem once; `first` is the first expedition that may still be under way."""
    people.pass_front(w.people, w.stores, land, outside, r.people, today)
    disposal.step(w.disposal, w.detachments, w.people, w.stores, w.journal, outside, r.disposal, today)
    people.step(w.people, w.detachments, w.zones, land, outside, r.people, today)
    internment.step(w.internment, w.people, land, outside, r.internment, today)
    abroad.escape(w.abroad, w.detachments, w.recruits, w.people, w.stores, land, outside, r.abroad, today)
    recruits.organise(w.recruits, w.people, land, outside, r.recruits, today)
    recruits.step(w.recruits, w.detachments, w.people, land, outside, r.recruits, today)
    detachments.found(w.detachments, w.recruits, w.stores, w.journal, outside, r.detachments, today)
    detachments.call_up(w.detachments, w.people, w.stores, w.journal, roll, outside, today)
    forays.base(w.forays, w.detachments, w.recruits, w.people, w.stores, land, outside, r.forays, today)
    radio.step(w.radio, w.detachments, w.brigades, outside, r.radio, today)
    command.campaign(w.command, w.detachments, outside)
    command.march(w.command, w.detachments, w.radio, w.journal, outside, r.command, today)
    corridor.step(w.corridor, w.detachments, w.recruits, w.people, w.stores, outside, r.corridor, today)
    airlift.step(
        w.airlift, w.detachments, w.zones, w.recruits, w.people, w.stores, w.journal, land, outside, r.airlift, today
    )
    caches.step(w.caches, w.detachments, w.people, outside, r.caches, today)
    supply.step(w.stores, w.detachments, w.people, land, r.supply, today)
    camps.step(w.camps, w.detachments, w.people, w.stores, land, outside, r.camps, today)
    expeditions.launch(w.expeditions, w.security, battle, land, outside, r.expeditions, today)
    expeditions.press(w.expeditions, land, outside, today, first)
    forays.go(w.forays, w.detachments, w.people, w.journal, land, outside, r.forays, today)
    abroad.back(w.detachments, land, outside, r.abroad, today)
    movement.step(
        w.movement, w.detachments, w.people, w.security, w.expeditions, w.journal, land, outside, r.movement, today
    )
    detachments.gather(w.detachments)
    rail.step(w.rail, w.detachments, w.people, w.stores, w.security, w.traffic, w.journal, land, outside, r.rail, today)
    fights.hunt(w.fights, w.detachments, w.people, w.stores, w.security, w.journal, land, outside, r.fights, today)
    fights.attack(w.fights, w.detachments, w.people, w.stores, w.security, w.journal, land, outside, r.fights, today)
    forays.strike(
        w.forays,
        w.detachments,
        w.people,
        w.stores,
        w.security,
        w.expeditions,
        w.fights,
        w.journal,
        land,
        outside,
        r.forays,
        today,
    )
    abroad.rise(
        w.abroad,
        w.recruits,
        w.people,
        w.stores,
        w.security,
        w.expeditions,
        w.fights,
        w.journal,
        land,
        outside,
        r.abroad,
        today,
    )
    expeditions.sweep(w.expeditions, w.detachments, w.people, w.stores, land, outside, r.expeditions, today)
    expeditions.toll(w.expeditions, w.people, w.zones, land, outside, r.expeditions, today)
    expeditions.tally(w.expeditions, w.people, w.journal, land, outside, today, first)
    reprisals.step(w.reprisals, w.people, w.zones, w.journal, land, outside, r.reprisals, today)
    security.believe(w.security, w.detachments, w.journal, outside, r.security, today)
    security.post(w.security, battle, land, outside, r.security, today)
    security.guard(w.security, land, outside, r.security, today)
    security.police(w.security, w.people, w.zones, land, outside, r.security, today)
    traffic.repair(w.traffic, w.rail, land, outside, r.traffic)
    traffic.route(w.traffic, network.graph, network.work, network.entries, network.starts, outside, today)
    zones.step(w.zones, w.detachments, w.security, w.people, w.expeditions, land, outside, r.zones, today)
    detachments.organise(w.detachments, w.people, w.stores, w.journal, r.detachments, today)
    detachments.fade(w.detachments, w.people, w.stores, w.journal)
    detachments.gather(w.detachments)
    brigades.step(w.brigades, w.detachments, w.journal, outside, r.brigades, today)
    brigades.survey(w.brigades, w.detachments)
    radio.survey(w.radio, w.detachments)
    reports.tell(w.reports, w.people, w.expeditions, w.journal, r.reports, today)
    reports.list_strength(w.reports, w.detachments, w.security)

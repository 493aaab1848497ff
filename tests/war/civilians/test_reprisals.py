"""Reprisals."""

import numpy as np
from tests import small

from hinterland.core.journal import Kind, record_event
from hinterland.war.civilians import reprisals


def answer(attacks: int = 700, control: float = 0.0, **changes: object) -> small.Scene:
    """Return a scene in which so many attacks have been answered, or not."""
    scene = small.scene(day=small.forcing().labour.size * 10, **changes)
    w = scene.world
    w.zones.control[:] = control
    for n in range(attacks):
        record_event.py_func(w.journal, int(Kind.rail_cut), n % small.CELLS, n, 0, 5.0, 0.0, 5.0, 3.0)
    small.call(reprisals.step, scene)
    return scene


def test_that_every_reprisal_is_in_the_journal_with_its_dead():
    w = answer().world
    lines = w.journal.kind[: w.journal.used[0]] == int(Kind.reprisal)
    assert lines.sum() == w.reprisals.acts.sum() > 10
    assert (
        w.journal.true[: w.journal.used[0]][lines].sum()
        == w.population.civilians_killed.sum()
        == w.population.killed_reprisal.sum()
    )


def test_that_reprisals_follow_orders():
    dead = [
        answer(reprisal=np.full(small.CELLS, free)).world.population.civilians_killed.sum() for free in (0.0, 0.3, 1.0)
    ]
    assert dead[0] == 0.0
    assert dead == sorted(dead)


def test_that_punishers_rarely_come_where_partisans_rule():
    ruled, open_to_all = (answer(control=control).world.reprisals.acts.sum() for control in (1.0, 0.0))
    assert ruled < 0.6 * open_to_all


def test_that_without_an_attack_nobody_is_killed():
    w = answer(attacks=0).world
    assert w.population.civilians_killed.sum() == w.population.fear.sum() == 0.0


def test_that_killing_spreads_fear_and_is_remembered():
    w = answer().world
    struck = w.population.civilians_killed > 0
    assert (w.population.fear[struck] > 0).all()
    assert (w.population.grievance[struck] > 0).all()
    assert (w.population.fear[~struck] == 0).all()


def alarmed(weeks: int, alert: float = 20.0, **changes: object) -> small.Scene:
    """Return a scene in which hostages and watch-groups have been taken for so many weeks."""
    scene = small.scene(**changes)
    w = scene.world
    w.security.recent_attacks[:] = w.security.recent_line_attacks[:] = alert
    for day in range(7 * weeks):
        now = small.later(scene, day)
        reprisals.take_hostages(
            w.reprisals,
            w.population,
            w.security,
            w.zones,
            scene.land,
            scene.forcing,
            scene.parameters.reprisals,
            now.today,
        )
    return scene


def struck(scene: small.Scene, kind: Kind, attacks: int = 700) -> np.ndarray:
    """Return the mechanisms of the reprisals for so many attacks of a kind."""
    w = scene.world
    for n in range(attacks):
        record_event.py_func(w.journal, int(kind), n % small.CELLS, n, n % small.LINES, 5.0, 0.0, 5.0, 3.0)
    small.call(reprisals.step, scene)
    lines = np.flatnonzero(w.journal.kind[: w.journal.used[0]] == int(Kind.reprisal))
    return w.journal.second[lines]


def test_that_hostages_are_taken_where_attacks_were_and_let_go_in_quiet():
    scene = alarmed(20)
    w = scene.world
    held = w.reprisals.hostages.sum()
    assert held > 1000.0
    w.security.recent_attacks[:] = 0.0
    for day in range(7 * 60):
        now = small.later(scene, day)
        reprisals.take_hostages(
            w.reprisals,
            w.population,
            w.security,
            w.zones,
            scene.land,
            scene.forcing,
            scene.parameters.reprisals,
            now.today,
        )
    assert w.reprisals.hostages.sum() < 0.1 * held
    assert w.reprisals.hostages.sum() + w.population.rural.sum() == round(scene.land.rural.sum())


def test_that_the_dead_of_the_three_mechanisms_are_all_the_dead():
    scene = alarmed(20)
    ways = struck(scene, Kind.rail_cut)
    r, p = scene.world.reprisals, scene.world.population
    assert set(ways) == {0.0, 1.0, 2.0}
    assert (
        r.residents_killed.sum() + r.hostages_killed.sum() + r.watch_killed.sum()
        == p.civilians_killed.sum()
        == p.killed_reprisal.sum()
    )
    assert min(r.residents_killed.sum(), r.hostages_killed.sum(), r.watch_killed.sum()) > 0.0
    assert r.hostages.sum() + r.hostages_killed.sum() + p.rural.sum() + (
        p.civilians_killed.sum() - r.hostages_killed.sum()
    ) == round(scene.land.rural.sum())


def test_that_a_watch_is_killed_only_for_what_it_did_not_avert():
    assert 2.0 in struck(alarmed(20), Kind.derailment)
    assert 2.0 not in struck(alarmed(20), Kind.foiled)
    assert 2.0 not in struck(alarmed(20), Kind.garrison_attack)


def test_that_lines_under_attack_are_watched_and_some_actions_averted():
    watched, quiet = alarmed(20).world.reprisals, alarmed(20, alert=0.0).world.reprisals
    assert (watched.averted_share > 0.0).all()
    assert (watched.averted_share < watched.watched_share).all()
    assert quiet.watched_share.sum() == quiet.hostages.sum() == 0.0


def test_that_some_villages_are_burned_with_their_people():
    scene = small.scene()
    w = scene.world
    w.population.villages_burned[:], w.population.killed_expedition[:] = 5.0, 200.0
    struck(scene, Kind.pursuit, 0)
    assert 0.0 < w.reprisals.villages_burned_with_people.sum() < w.population.villages_burned.sum()
    w.reprisals.villages_burned_with_people[:], w.population.killed_expedition[:] = 0.0, 0.0
    struck(scene, Kind.pursuit, 0)
    assert w.reprisals.villages_burned_with_people.sum() == 0.0

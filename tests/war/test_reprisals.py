"""Reprisals."""

import numpy as np
from tests import toy

from hinterland.core.journal import Kind, note
from hinterland.war import reprisals


def answer(attacks: int = 700, control: float = 0.0, **changes: object) -> toy.Scene:
    """Return a scene in which so many attacks have been answered, or not."""
    of = toy.scene(day=toy.outside().labour.size * 10, **changes)
    w = of.world
    w.zones.control[:] = control
    for n in range(attacks):
        note.py_func(w.journal, int(Kind.rail_cut), n % toy.CELLS, n, 0, 5.0, 0.0, 5.0, 3.0)
    reprisals.step(w.reprisals, w.people, w.zones, w.journal, of.land, of.outside, of.rules.reprisals, of.today)
    return of


def test_that_every_reprisal_is_in_the_journal_with_its_dead():
    w = answer().world
    lines = w.journal.kind[: w.journal.used[0]] == int(Kind.reprisal)
    assert lines.sum() == w.reprisals.acts.sum() > 10
    assert w.journal.true[: w.journal.used[0]][lines].sum() == w.people.dead.sum() == w.people.killed_reprisal.sum()


def test_that_reprisals_follow_orders():
    dead = [answer(reprisal=np.full(toy.CELLS, free)).world.people.dead.sum() for free in (0.0, 0.3, 1.0)]
    assert dead[0] == 0.0
    assert dead == sorted(dead)


def test_that_punishers_rarely_come_where_partisans_rule():
    ruled, open_to_all = (answer(control=control).world.reprisals.acts.sum() for control in (1.0, 0.0))
    assert ruled < 0.6 * open_to_all


def test_that_without_an_attack_nobody_is_killed():
    w = answer(attacks=0).world
    assert w.people.dead.sum() == w.people.fear.sum() == 0.0


def test_that_killing_spreads_fear_and_is_remembered():
    w = answer().world
    struck = w.people.dead > 0
    assert (w.people.fear[struck] > 0).all()
    assert (w.people.wrong[struck] > 0).all()
    assert (w.people.fear[~struck] == 0).all()

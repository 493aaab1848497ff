"""Fights away from expeditions."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.core.origin import STRAGGLER
from hinterland.war.sabotage import attacks


def hunt(scene: small.Scene) -> small.Scene:
    """Let local forces hunt for a week."""
    for days in range(7):
        now = scene._replace(today=scene.today._replace(day=scene.today.day + days, phase=(scene.today.day + days) % 7))
        small.call(attacks.hunt, now)
    return scene


def garrisoned(men: float, **changes: object) -> small.Scene:
    """Return a scene of many camps with so many soldiers in every cell."""
    scene = small.scene(camps=10, **changes)
    scene.world.security.garrison[:] = men
    return scene


def test_that_the_more_troops_the_more_detachments_are_found():
    found = [hunt(garrisoned(men)).world.attacks.pursuits.sum() for men in (0.0, 100.0, 1000.0, 5000.0)]
    assert found[0] == 0.0
    assert found == sorted(found)
    assert found[-1] > found[1]


def test_that_forest_hides_better_than_open_ground():
    w = hunt(garrisoned(1500.0)).world
    wooded = small.land().cover > 0.6
    assert w.attacks.pursuits[wooded].mean() < w.attacks.pursuits[~wooded].mean()


def test_that_everyone_who_leaves_a_beaten_detachment_is_somewhere():
    scene = garrisoned(3000.0)
    w = scene.world
    villagers = w.population.rural.sum()
    hunt(scene)
    d = w.detachments
    gone = 36_000.0 - d.men.sum() - d.wounded.sum()
    assert gone > 100.0
    assert (
        gone == w.population.partisans_dead.sum() + w.population.stragglers.sum() + w.population.rural.sum() - villagers
    )
    assert d.rifles.sum() + w.supply.lost.sum() + w.supply.scattered.sum() == 36_000.0


def raid(rifles: float = 100.0, prisoners: float = 0.0, bent: float = 0.5, **changes: object) -> small.Scene:
    """Let detachments fall on posts for some weeks."""
    scene = garrisoned(400.0, **changes)
    scene.world.population.prisoners[:] = prisoners
    scene.world.commanders.aggressiveness[:] = bent
    scene.world.detachments.rifles[:360] = rifles
    scene.world.security.police[:] = 100.0
    for days in range(28):
        now = scene._replace(today=scene.today._replace(day=scene.today.day + days, phase=(scene.today.day + days) % 7))
        small.call(attacks.attack, now)
    return scene


def test_that_whoever_has_no_rifles_attacks_no_post():
    assert raid(0.0).world.attacks.posts_attacked.sum() == 0.0
    assert raid().world.attacks.posts_attacked.sum() > raid(30.0).world.attacks.posts_attacked.sum() > 0.0


def test_that_the_dead_police_are_missing_from_the_police():
    w = raid().world
    assert w.security.police.sum() + w.security.police_fallen.sum() == pytest.approx(100.0 * small.CELLS)
    assert w.security.police_fallen.sum() == w.attacks.police_dead.sum()
    assert 0.0 < w.attacks.posts_destroyed.sum() <= w.attacks.posts_attacked.sum()


def test_that_no_post_of_the_enemy_stands_on_free_ground():
    assert raid(occupied=np.zeros(small.CELLS, np.uint8)).world.attacks.posts_attacked.sum() == 0.0


def test_that_prisoners_are_let_out_where_a_post_falls_and_join_as_far_as_there_are_rifles():
    none, armed, bare = raid(120.0).world, raid(130.0, 200.0).world, raid(60.0, 200.0).world
    assert none.detachments.people[:, STRAGGLER].sum() == 0.0
    for w in (armed, bare):
        freed = 200.0 * small.CELLS - w.population.prisoners.sum()
        joined = w.detachments.people[:, STRAGGLER].sum()
        assert 0.0 <= joined <= freed
        assert joined + w.population.stragglers.sum() >= 0.9 * freed > 0.0
        told = w.journal.kind[: w.journal.used[0]] == Kind.freed
        assert w.journal.true[: w.journal.used[0]][told].sum() == freed
    assert armed.detachments.people[:, STRAGGLER].sum() > bare.detachments.people[:, STRAGGLER].sum()


def test_that_a_commander_bent_on_fighting_attacks_more_and_is_found_more():
    assert raid(bent=0.0).world.attacks.posts_attacked.sum() < raid(bent=1.0).world.attacks.posts_attacked.sum()
    found = []
    for bent in (0.0, 1.0):
        scene = garrisoned(1500.0)
        scene.world.commanders.aggressiveness[:] = bent
        found.append(hunt(scene).world.attacks.pursuits.sum())
    assert found[0] < found[1]


def test_that_guards_on_the_partisans_side_warn_them():
    found = []
    for wards in (0.0, 0.6):
        scene = garrisoned(1500.0)
        scene.world.collaboration.search_warning[:] = wards
        found.append(hunt(scene).world.attacks.pursuits.sum())
    assert found[1] < 0.7 * found[0]

"""Aircraft find camps and bomb them."""

from math import sqrt

import numpy as np
import pytest
from tests import small

from hinterland.war.partisans import bombing

DETACHMENTS = 8 * small.CELLS
DAYS = 60


def raids(scene: small.Scene, troops: float = 4000.0, days: int = DAYS) -> tuple[float, float]:
    """Let aircraft search for some days, with the camps as strong every morning; return attacks and dead."""
    attacks = killed = 0.0
    before = scene.world.detachments.people.copy()
    for after in range(days):
        now = small.later(scene, after)
        w = now.world
        w.detachments.people[:] = before
        w.detachments.men[:] = before.sum(axis=1)
        w.expeditions.troops[:] = troops
        small.call(bombing.step, now)
        attacks, killed = attacks + w.bombing.attacks.sum(), killed + w.bombing.killed.sum()
    return attacks, killed


@pytest.mark.parametrize(("leaves", "temp"), [(1.0, 15.0), (0.0, 15.0), (0.0, -20.0)])
def test_that_camps_are_found_with_the_declared_chance(leaves, temp):
    """Leaves hide 0.7 of what cover hides, and twenty degrees of frost show a camp half as often again."""
    scene = small.scene(camps=8, foliage=np.array([leaves]), temp=np.array([temp]))
    density = 1000.0 * 4000.0 / scene.land.area
    bare = 1.0 - scene.land.cover * (1.0 if leaves else 0.3)
    chance = 0.03 * density / (density + 1200.0) * bare * (1.5 if temp < 0.0 else 1.0)
    mean = 8 * DAYS * chance.sum()
    assert mean > 100.0
    assert raids(scene)[0] == pytest.approx(mean, abs=4.0 * sqrt(mean))


@pytest.mark.parametrize("men", [20.0, 2000.0])
def test_that_an_attack_kills_the_declared_share_on_average(men):
    given = small.parameters_with(bombing={"detection_per_day": 0.5})
    scene = small.scene(camps=8, parameters=given)
    scene.world.detachments.people[:DETACHMENTS, 2] = men
    attacks, killed = raids(scene)
    mean = 0.03 * men
    # Any from none to twice the mean is as likely (a variance of a third of its square), and is then rounded by chance.
    error = sqrt(attacks * (mean * mean / 3.0 + 0.25))
    assert attacks > 1000.0
    assert killed == pytest.approx(mean * attacks, abs=4.0 * error)
    assert 4.0 * error < 0.25 * mean * attacks


def test_that_the_bombed_are_dead_and_gone_from_the_ranks():
    scene = small.scene(camps=8)
    _, killed = raids(scene, days=1)
    w = scene.world
    assert w.population.partisans_dead.sum() == killed == 100.0 * DETACHMENTS - w.detachments.men.sum()


def test_that_where_no_expedition_is_no_camp_is_attacked():
    assert raids(small.scene(camps=8), troops=0.0) == (0.0, 0.0)
    off = small.parameters_with(bombing={"enabled": 0.0})
    assert raids(small.scene(camps=8, parameters=off)) == (0.0, 0.0)

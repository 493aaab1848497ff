"""Who tells detachments what they see, and how many of them are lost."""

import numpy as np
import pytest
from tests import small

from hinterland.war.command import agents

AREA = 1.77
"""Area of a cell of the small theatre in 1000 km2."""


def saturdays(scene: small.Scene, many: int, before=None) -> np.ndarray:
    """Let agents be recruited and lost in so many weeks; return the change of all cells together in each."""
    number, changes = scene.world.agents.number, []
    for week in range(many):
        if before is not None:
            before(scene.world)
        first = number.sum()
        small.call(agents.step, small.later(scene, 6 - scene.today.phase + 7 * week))
        changes.append(number.sum() - first)
    return np.array(changes)


def nobody_lost(**changes: object) -> small.Scene:
    """Return a scene in which no agent gives up, and nobody is there to arrest one."""
    parameters = small.parameters_with(agents={"quitting_share": 0})
    scene = small.scene(parameters=parameters, **({"agents": 1.0} | changes))
    scene.world.population.support_soviet[:] = 0.6
    return scene


@pytest.mark.parametrize("camps", [1, 8])
def test_that_partisans_recruit_as_many_agents_as_is_declared(camps):
    scene, weeks = nobody_lost(camps=camps), 60
    found = saturdays(scene, weeks).sum()
    density = 100.0 * camps / AREA
    mean = 0.6 * 0.5085 * AREA * density / (density + 67.8) * small.CELLS * weeks
    assert abs(found - mean) < 4.0 * 0.5 * np.sqrt(small.CELLS * weeks), "each cell is rounded by half a person at most"


@pytest.mark.parametrize("members", [20.0, 2000.0])
def test_that_every_member_of_the_underground_recruits_as_many_as_is_declared(members):
    scene, weeks = nobody_lost(camps=1), 60
    density = 100.0 / AREA
    by_partisans = 0.6 * 0.5085 * AREA * density / (density + 67.8)
    scene.world.underground.members[:] = members
    found = saturdays(scene, weeks).sum()
    mean = (by_partisans + 0.6 * 0.01 * members) * small.CELLS * weeks
    assert abs(found - mean) < 4.0 * 0.5 * np.sqrt(small.CELLS * weeks)


@pytest.mark.parametrize("number", [20.0, 2000.0])
@pytest.mark.parametrize("posts", [0.0, 200.0, 2000.0])
def test_that_the_share_of_agents_lost_is_the_declared_one(number, posts):
    """Posts are on a thousand km2: at 200 half of five per cent are arrested, and one per cent gives up."""
    scene, weeks = small.scene(camps=1, agents=0.0), 40
    scene.world.security.garrison[:] = 0.5 * AREA * posts
    scene.world.security.police[:] = 0.5 * AREA * posts

    def refill(world):
        world.agents.number[:] = number

    lost = -saturdays(scene, weeks, refill).sum()
    mean = (0.01 + 0.05 * posts / (posts + 200.0)) * number * small.CELLS * weeks
    assert abs(lost - mean) < 4.0 * 0.5 * np.sqrt(small.CELLS * weeks)


def test_that_nobody_is_recruited_before_the_order_or_where_there_are_no_partisans():
    for scene in (nobody_lost(camps=4, agents=0.0), nobody_lost(camps=0)):
        assert saturdays(scene, 20).sum() == 0.0


def test_that_agents_are_done_when_the_front_has_passed():
    scene = nobody_lost(camps=1, occupied=np.zeros(small.CELLS, np.uint8))
    scene.world.agents.number[:] = 10.0
    saturdays(scene, 1)
    assert scene.world.agents.number.sum() == 0.0


def test_that_left_out_nobody_is_recruited_or_lost():
    scene = small.scene(camps=4, agents=1.0, parameters=small.parameters_with(agents={"enabled": 0}))
    scene.world.agents.number[:] = 10.0
    assert (saturdays(scene, 10) == 0.0).all()

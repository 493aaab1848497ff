"""What comes and goes through the corridor."""

import numpy as np
import pytest
from tests import small

from hinterland.war.lines import corridor


def gap(corridor_tonnes: float, reach: float = 1.0, seed: int = 1) -> small.Scene:
    """Return a scene in which a corridor reaches the camps of the first six cells, none of which has a rifle."""
    reach_of = np.zeros(small.CELLS)
    reach_of[:6] = reach
    scene = small.scene(camps=3, seed=seed, corridor_reach=reach_of, corridor_tonnes=corridor_tonnes)
    scene.world.detachments.rifles[:] = 0.0
    return scene


def test_that_the_corridor_arms_those_whom_it_reaches_and_nobody_else():
    scene = gap(4.0)
    w = scene.world
    before = w.supply.moscow_rifles[0]
    small.call(corridor.step, scene)
    armed = w.detachments.rifles > 0
    assert (armed[: w.detachments.used[0]] == (w.detachments.cell[: w.detachments.used[0]] < 6)).all()
    assert w.detachments.rifles.sum() == w.corridor.rifles.sum() == before - w.supply.moscow_rifles[0]
    assert w.population.evacuated[6:].sum() == 0.0


@pytest.mark.parametrize("tonnes", [0.05, 4.0, 40.0])
def test_that_loads_and_cadres_are_as_many_as_declared_for_a_small_load_and_for_a_large_one(tonnes):
    days, rifles, cadres, explosive = 100, 0.0, 0.0, 0.0
    for seed in range(days):
        scene = gap(tonnes, seed=seed)
        w, before = scene.world, scene.world.detachments.explosive.sum()
        small.call(corridor.step, scene)
        rifles += w.corridor.rifles.sum()
        cadres += w.corridor.cadres.sum()
        explosive += w.detachments.explosive.sum() - before
    error = 4 * np.sqrt(0.25 * days * 18)
    assert rifles == pytest.approx(days * tonnes * 0.8 * 30, abs=error)
    assert cadres == pytest.approx(days * 30, abs=error)
    assert explosive == pytest.approx(days * tonnes * 200)


def test_that_a_detachment_takes_no_more_rifles_than_a_fifth_above_its_men():
    scene = gap(1000.0)
    small.call(corridor.step, scene)
    d = scene.world.detachments
    # Rifles are handed out before the cadres come: 100 men take 120.
    assert (d.rifles[: d.used[0]][d.cell[: d.used[0]] < 6] == 120.0).all()


@pytest.mark.parametrize("rural", [20.0, 2_000.0, 50_000.0])
def test_that_the_declared_share_of_civilians_leaves_few_or_many(rural):
    days, left = 200, 0.0
    for seed in range(days):
        w = gap(1.0, seed=seed)
        w.world.population.rural[:] = rural
        small.call(corridor.step, w)
        left += w.world.population.evacuated.sum()
        assert w.world.population.evacuated.sum() == w.world.population.evacuated_today.sum()
    assert left == pytest.approx(days * 6 * 0.0035 * rural, abs=4 * np.sqrt(0.25 * days * 6))


@pytest.mark.parametrize(("reach", "leaves"), [(0.55, False), (0.65, True)])
def test_that_civilians_leave_only_where_the_gap_is_near(reach, leaves):
    scene = gap(1.0, reach)
    small.call(corridor.step, scene)
    assert (scene.world.population.evacuated.sum() > 0.0) == leaves

"""Detachments that live on the Soviet side of the front: their supply, and when a base is given up."""

import numpy as np
import pytest
from tests import small

from hinterland.war.lines import raid_bases
from hinterland.war.partisans import detachments

WEST = np.arange(small.CELLS) % small.SIDE < 3
"""The enemy holds the western half; the others are free ground."""


def front(parameters=None, **changes: object) -> small.Scene:
    """Return a scene with a front down the middle and a based detachment of a hundred in each cell beside it."""
    km = np.abs(np.arange(small.CELLS) % small.SIDE - 2.5) * 40.0
    causes = {"occupied": WEST.astype(np.uint8), "front_km": km, "based": np.where(WEST, 0.0, 40.0)}
    scene = small.scene(parameters=parameters, **(causes | changes))
    for i, cell in enumerate(range(3, small.CELLS, small.SIDE)):
        small.place_detachment(scene.world, i, cell)
        scene.world.detachments.base[i] = cell
    small.call(detachments.list_by_cell, scene)
    return scene


def supplied(scene: small.Scene, days: int):
    """Let bases be supplied for so many days."""
    for n in range(days):
        now = small.later(scene, n)
        small.call(raid_bases.supply_bases, now)
        yield now


@pytest.mark.parametrize("missing", [1.0, 20.0, 2000.0])
def test_that_the_declared_share_of_missing_men_is_sent_and_one_in_seven_comes_from_prison(missing):
    weeks, filled, convicts = 300, 0.0, 0.0
    scene = front(based=np.where(WEST, 0.0, (100.0 + missing) / 3))
    w = scene.world
    red_army = w.population.red_army[0]
    for now in supplied(scene, 7 * weeks):
        filled += now.world.raid_bases.replacements.sum()
        convicts += now.world.raid_bases.convicts.sum()
        w.detachments.people[:6] = 0.0
        w.detachments.people[:6, 2] = w.detachments.men[:6] = 100.0
    units = 6 * weeks
    assert filled == red_army - w.population.red_army[0]
    assert filled == pytest.approx(0.09 * missing * units, abs=4 * np.sqrt(0.25 * units))
    assert convicts == pytest.approx(0.15 * filled, abs=4 * np.sqrt(0.25 * min(filled, units)))


def test_that_a_base_is_brought_up_to_its_stores_and_no_further():
    scene = front(based=np.where(WEST, 0.0, 20.0))
    w = scene.world
    w.detachments.food[:] = w.detachments.rifles[:] = w.detachments.explosive[:] = 0.0
    before = w.supply.moscow_rifles[0]
    for _ in supplied(scene, 14):
        pass
    assert w.detachments.food[:6] == pytest.approx(2 * 0.0056 * 100)
    assert (w.detachments.rifles[:6] == 100.0).all()
    assert w.detachments.explosive[:6] == pytest.approx(40.0)
    assert before - w.supply.moscow_rifles[0] == 600.0
    assert w.population.grain_harvested.sum() == pytest.approx(w.detachments.food.sum())


@pytest.mark.parametrize(("km", "stands"), [(300.0, True), (340.0, False)])
def test_that_a_base_is_given_up_when_the_front_has_gone_far_away(km, stands):
    scene = front(front_km=np.full(small.CELLS, km))
    for _ in supplied(scene, 7):
        pass
    assert ((scene.world.detachments.base[:6] >= 0) == stands).all()


@pytest.mark.parametrize("changes", [{"occupied": np.ones(small.CELLS)}, {"based": np.zeros(small.CELLS)}])
def test_that_a_base_is_given_up_when_it_is_lost_or_not_wanted(changes):
    scene = front(**changes)
    for _ in supplied(scene, 7):
        pass
    assert (scene.world.detachments.base[:6] == -1).all()


def test_that_without_the_system_nothing_is_sent():
    scene = front(parameters=small.parameters_with(raid_bases={"enabled": 0.0}))
    scene.world.detachments.food[:] = 0.0
    for now in supplied(scene, 14):
        assert now.world.raid_bases.replacements.sum() == now.world.detachments.food.sum() == 0.0

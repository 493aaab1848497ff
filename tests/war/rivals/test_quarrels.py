"""Fights of national movements with each other and with the occupier's police."""

import numpy as np
import pytest
from tests import small
from tests.war.rivals.scenes import annexed, near

from hinterland.core.journal import Kind
from hinterland.core.movements import POLISH, UKRAINIAN
from hinterland.core.units import KM2_PER_1000KM2
from hinterland.engine.watch import rifles_of
from hinterland.war.civilians import reprisals
from hinterland.war.rivals import quarrels

DEFAULT = small.parameters_with().quarrels
PEACE = {"clashes_per_1000km2": 0.0, "raids_per_1000km2": 0.0}


def quarrel(weeks: int, men: tuple[float, float], area: float = 1770.0, disaffection: float = 1.0, **changes: float):
    """Return the scene after some weeks of quarrels of movements that stay at their strength, and sums by day.

    The columns of the sums are fights, members killed, civilians killed, and police killed.
    """
    ground = annexed(area=np.full(small.CELLS, area))
    scene = small.scene(parameters=small.parameters_with(quarrels={**PEACE, **changes}))._replace(land=ground)
    w, rows = scene.world, []
    for n in range(7 * weeks):
        now = small.later(scene, n)
        w.national_movements.strength[:, :2] = w.national_movements.rifles[:, :2] = men
        w.national_movements.disaffection[:] = disaffection
        w.security.police[:] = 1000.0
        small.call(quarrels.step, now)
        q = w.quarrels
        counts = (q.polish_ukrainian_clashes, q.killed_by_movements, q.civilians_killed_today, q.police_dead)
        rows.append([values.sum() for values in counts])
    return scene, np.array(rows)


@pytest.mark.parametrize("area", [253.0, 1770.0, 12_390.0])
def test_that_fights_are_as_frequent_on_a_given_ground_whatever_the_size_of_cells(area):
    """At the density of half saturation there are half as many fights as the rate; their number is nearly Poisson."""
    men = DEFAULT.half_saturation_fighters * area / KM2_PER_1000KM2
    weeks = 40
    _, sums = quarrel(weeks, (men, 10 * men), area, clashes_per_1000km2=0.5)
    expected = 0.5 * 0.5 * area / KM2_PER_1000KM2 * small.CELLS * weeks
    assert abs(sums[:, 0].sum() - expected) <= 4.0 * np.sqrt(expected)


@pytest.mark.parametrize(("dead", "civilians"), [(1.0, 1.0), (8.0, 20.0), (50.0, 400.0)])
def test_that_a_fight_kills_the_declared_number_of_each_side_and_of_civilians(dead, civilians):
    """A uniform number of dead has a standard deviation of mean / root 3, the power law one of 8 / 7 of the mean."""
    changes = {"dead_per_clash": dead, "civilians_killed_per_clash": civilians, "clashes_per_1000km2": 0.565}
    scene, sums = quarrel(40, (5000.0, 5000.0), **changes)
    fights, members, killed, police = sums.sum(axis=0)
    assert fights > 1000
    assert police == 0
    assert abs(members / (2 * fights) - dead) <= 4.0 * (dead / np.sqrt(3) + 0.5) / np.sqrt(2 * fights)
    assert abs(killed / fights - civilians) <= 4.0 * (8 / 7 * civilians + 0.5) / np.sqrt(fights)
    assert scene.world.quarrels.civilians_killed.sum() == killed


@pytest.mark.parametrize("mean", [1.0, 30.0])
def test_that_a_raid_kills_the_declared_number_of_police_and_half_as_many_attackers(mean):
    """The raids of a week are nearly Poisson, and each kills a uniform number: the deviations add up as squares."""
    scene, sums = quarrel(60, (0.0, 5000.0), raids_per_1000km2=0.28, police_killed_per_raid=mean)
    dense = 5000.0 / 1.77
    raids = 0.28 * 1.77 * dense / (dense + DEFAULT.half_saturation_fighters) * small.CELLS * 60
    spread = 4.0 * np.sqrt((4.0 / 3.0 * mean**2 + 0.25) * raids)
    fallen = scene.world.national_movements.fallen.sum()
    assert abs(sums[:, 3].sum() - raids * mean) <= spread
    assert abs(fallen - raids * mean / 2) <= 0.5 * spread + 4.0 * 0.5 * np.sqrt(raids)
    assert sums[:, 0].sum() == sums[:, 1].sum() == 0
    assert scene.world.security.police_fallen.sum() == sums[:, 3].sum()


def test_that_every_raid_on_police_is_an_event_with_its_dead_which_may_draw_a_reprisal():
    always = {"reprisals": {"reprisal_chance": 1.0, "service_share": 1.0}, "quarrels": {"raids_per_1000km2": 0.28}}
    scene = small.scene(parameters=small.parameters_with(**always))._replace(
        land=annexed(area=np.full(small.CELLS, 12_390.0))
    )
    w = scene.world
    w.national_movements.strength[:, UKRAINIAN] = w.national_movements.rifles[:, UKRAINIAN] = 5000.0
    w.national_movements.disaffection[:], w.security.police[:] = 1.0, 1000.0
    small.call(quarrels.step, scene)
    journal = w.journal
    lines = journal.kind[: journal.used[0]] == int(Kind.police_raid)
    assert lines.sum() > 0
    assert journal.true[: journal.used[0]][lines].sum() == w.quarrels.police_dead.sum() > 0
    assert journal.second[: journal.used[0]][lines].sum() == w.national_movements.fallen.sum() > 0
    assert set(journal.other[: journal.used[0]][lines]) == {UKRAINIAN}
    assert len(set(journal.key[: journal.used[0]][lines])) == lines.sum(), "each raid draws for itself"
    scene.world.forces.troop_harshness[:] = 1.0
    small.call(reprisals.step, scene)
    assert 0 < scene.world.reprisals.acts.sum() <= lines.sum()


def test_that_raids_go_with_the_grievance_of_the_people():
    never, half = (
        quarrel(40, (0.0, 5000.0), disaffection=level, raids_per_1000km2=0.28)[1][:, 3] for level in (0.0, 0.5)
    )
    full = quarrel(40, (0.0, 5000.0), raids_per_1000km2=0.28)[1][:, 3]
    assert never.sum() == 0
    assert near(full - 2.0 * half, 0.0)


def test_that_nobody_fights_where_only_one_movement_is_armed():
    _, sums = quarrel(8, (5000.0, 0.0), clashes_per_1000km2=0.5, raids_per_1000km2=0.28)
    assert sums.sum() == 0


def test_that_rifles_change_hands_in_quarrels_and_none_is_lost():
    scene = small.scene(
        parameters=small.parameters_with(quarrels={"clashes_per_1000km2": 0.5, "raids_per_1000km2": 0.28})
    )._replace(land=annexed())
    w = scene.world
    w.national_movements.disaffection[:] = 1.0
    w.security.police[:] = 100.0
    w.national_movements.strength[:, UKRAINIAN] = w.national_movements.rifles[:, UKRAINIAN] = 500.0
    w.national_movements.strength[:, POLISH] = w.national_movements.rifles[:, POLISH] = 300.0
    before = rifles_of(w)
    for n in range(84):
        small.call(quarrels.step, small.later(scene, n))
    assert w.national_movements.fallen.sum() > 0
    assert w.national_movements.rifles[:, POLISH].sum() != 300.0 * small.CELLS
    assert w.supply.lost.sum() > 0
    assert rifles_of(w) == before

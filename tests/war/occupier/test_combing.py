"""Whom combing troops kill and drive off, by the order in force and who commands, and what they take."""

import math

import numpy as np
import pytest
from tests import small
from tests.war.occupier import rings

from hinterland.core.journal import Kind
from hinterland.engine.watch import food_of, people_of
from hinterland.war.occupier import combing, cordon

P = small.parameters_with().combing
FAST = {"walked_per_man": 0.5, "searched_per_man": 6.0}
EVERYWHERE = np.ones(small.CELLS)


def combed(control: float = 0.3, clearance: float = 0.0, days: int = 6, seeds: int = 6, **changes: object) -> dict:
    """Return what expeditions did in so many days of combing, over some seeds."""
    sums = dict.fromkeys(("killed", "driven", "burned", "cattle", "grain", "jews", "soldiers", "captured"), 0.0)
    for seed in range(seeds):
        scene = rings.closed(
            camps=1, seed=seed, reprisal=EVERYWHERE, labour=EVERYWHERE, clearance=clearance * EVERYWHERE, **changes
        )
        w, first = scene.world, int(scene.world.expeditions.comb_day[0])
        w.zones.control[:] = control
        w.population.stragglers[:] = 500.0
        w.persecution.in_hiding[:, 0] = 300.0
        w.concealment.share[:] = 0.0
        for day in range(first, first + days):
            now = rings.on_day(scene, day)
            small.call(cordon.close, now)
            everyone, food = people_of(w), food_of(w)
            small.call(combing.comb, now)
            assert people_of(w) == everyone
            assert food_of(w) == pytest.approx(food, rel=1e-12)
            sums["killed"] += w.combing.villagers_killed.sum()
            sums["driven"] += w.combing.driven_today.sum()
            sums["burned"] += w.population.villages_burned.sum()
            sums["cattle"] += w.combing.cattle_taken_today.sum()
            sums["grain"] += w.combing.grain_taken_today.sum()
            sums["jews"] += w.combing.jews_killed.sum()
            sums["soldiers"] += w.combing.soldiers_killed.sum()
            sums["captured"] += w.combing.soldiers_captured.sum()
    return sums


@pytest.fixture(scope="module")
def killing() -> dict:
    return combed()


def test_that_an_order_to_kill_kills_and_an_order_for_labour_drives_off(killing):
    half, labour = combed(clearance=0.5), combed(clearance=1.0)
    assert killing["killed"] > half["killed"] > labour["killed"] == 0.0
    assert labour["driven"] > half["driven"] > killing["driven"] == 0.0
    assert killing["killed"] > 1000.0
    ratio = P.driven_share / small.parameters_with().expeditions.harshness_security
    assert labour["driven"] == pytest.approx(ratio * killing["killed"], rel=0.25)


def test_that_who_commands_decides_how_many_are_killed(killing):
    """Command 1 is a security division, 0 an army, 3 an SS brigade; severities are the same draws."""
    p = small.parameters_with().expeditions
    army, ss = combed(command=0)["killed"], combed(command=3)["killed"]
    assert army / killing["killed"] == pytest.approx(p.harshness_army / p.harshness_security, rel=0.02)
    assert ss / killing["killed"] == pytest.approx(p.harshness_ss / p.harshness_security, rel=0.02)


def test_that_it_falls_on_districts_without_partisans_too(killing):
    none, all_of_it = combed(control=0.0)["killed"], combed(control=1.0)["killed"]
    assert none == pytest.approx(P.suspected_share * all_of_it, rel=0.02)
    assert 0.0 < none < killing["killed"] < all_of_it


def test_that_where_orders_forbid_it_no_villager_is_killed():
    scene = rings.closed(camps=1, reprisal=np.zeros(small.CELLS))
    now = rings.on_day(scene, int(scene.world.expeditions.comb_day[0]))
    small.call(cordon.close, now)
    small.call(combing.comb, now)
    assert scene.world.combing.villagers_killed.sum() == scene.world.population.fear.sum() == 0.0


def test_that_no_village_is_combed_before_its_day():
    scene = rings.closed(camps=1)
    small.call(combing.comb, scene)
    assert scene.world.population.civilians_killed.sum() == scene.world.combing.cattle_taken.sum() == 0.0


def test_that_villages_burn_and_cattle_and_grain_are_taken(killing):
    assert killing["burned"] == pytest.approx(P.villages_burned_per_victim * killing["killed"], rel=0.2)
    assert killing["cattle"] > 0.0
    assert killing["grain"] > 0.0
    assert combed(control=1.0)["cattle"] > killing["cattle"]


def test_that_no_more_cattle_are_taken_than_there_are():
    scene = rings.closed(camps=1, parameters=small.parameters_with(combing=FAST | {"taken_share": 1.0}))
    w = scene.world
    w.zones.control[:] = 1.0
    for day in range(int(w.expeditions.comb_day[0]), int(w.expeditions.last_day[0]) + 1):
        now = rings.on_day(scene, day)
        small.call(cordon.close, now)
        small.call(combing.comb, now)
    assert 0.0 < w.combing.cattle_taken.max() <= P.cattle_per_villager * 50_000.0


def test_that_jews_and_soldiers_in_hiding_are_found(killing):
    """Jews are murdered whatever orders ask for labour; soldiers are shot or captured."""
    labour = combed(clearance=1.0)
    assert labour["jews"] == killing["jews"] > 0.0
    found = killing["soldiers"] + killing["captured"]
    error = 4.0 * 0.5 * found**0.5
    assert killing["captured"] == pytest.approx(P.kept_alive_share * found, abs=error)
    assert found > 100.0
    assert labour["soldiers"] == 0.0


def test_that_the_killing_is_unequal_between_places():
    scene = rings.closed(camps=1, km=100.0, men=30_000.0, reprisal=EVERYWHERE, clearance=0.0 * EVERYWHERE)
    w, dead = scene.world, []
    for day in range(int(w.expeditions.comb_day[0]), int(w.expeditions.last_day[0]) + 1):
        now = rings.on_day(scene, day)
        small.call(cordon.close, now)
        small.call(combing.comb, now)
        dead += w.combing.villagers_killed[w.expeditions.troops > 0.0].tolist()
    sixth = np.sort(dead)[-len(dead) // 6 :].sum() / np.sum(dead)
    assert 0.3 < sixth < 0.7


def share_combed(villagers: float, insurgents: float = 0.0) -> float:
    """Return the share that 6,000 men comb in a day of a ring of 40 km, with so many people in each cell."""
    scene = rings.closed(camps=1)
    w = scene.world
    w.population.rural[:], w.uprisings.insurgents[:] = villagers, insurgents
    return small.plain(combing.combed_share)(
        w.expeditions, w.cordon, w.population, w.uprisings, scene.forcing, scene.parameters.combing, 0
    )


def test_that_a_country_full_of_people_takes_longer_to_comb():
    """A ring of 5,027 km2: 100,531 days of work for the ground, 209,440 for 25 villagers a km2."""
    ground = math.pi * 40.0**2
    for density in (0.0, 25.0, 50.0):
        work = ground / P.walked_per_man + density * ground / P.searched_per_man
        assert share_combed(density * 1770.0) == pytest.approx(1.0 - math.exp(-6000.0 / work), rel=1e-6)


def test_that_troops_who_fight_a_risen_army_do_not_comb():
    inside = math.pi * 40.0**2
    half = 3000.0 / inside * 1770.0 / P.tied_by_insurgent
    free, tied = share_combed(1770.0), share_combed(1770.0, half)
    assert math.log(1.0 - tied) == pytest.approx(0.5 * math.log(1.0 - free), rel=1e-6)
    assert share_combed(1770.0, 10.0 * half) == 0.0


def test_that_an_expedition_enters_its_dead_in_the_journal_on_its_last_day():
    scene = rings.closed(camps=1)
    w = scene.world
    w.drives.partisans_dead[0], w.combing.civilians_dead[0] = 30.0, 400.0
    j, last = w.journal, int(w.expeditions.last_day[0])
    for day in range(last - 1, last + 2):
        small.call(combing.conclude, rings.on_day(scene, day))
        assert j.used[0] == (1 if day == last else 0)
    assert (j.kind[0], j.true[0], j.second[0]) == (int(Kind.expedition), 30.0, 400.0)

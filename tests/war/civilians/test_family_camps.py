"""Family camps: who comes, what they eat, what kills them; and people freed from deportation."""

import numpy as np
import pytest
from tests import small
from tests.war.civilians.counts import check_count

from hinterland.core.journal import Kind
from hinterland.war.civilians import family_camps

HELP = 300.0 / (300.0 + 150.0)
"""Help of three detachments of a hundred in a cell."""
STAY = {"family_camps": {"return_rate": 0.0}}


def days(
    scene: small.Scene, many: int = 7, troops: float = 0.0, burned: float = 0.0, deported: float = 0.0
) -> dict[str, float]:
    """Let some days pass, each with so many troops, burned villages and deported people in every cell."""
    sums = {"rescued": 0.0, "rescues": 0.0, "camps": 0.0, "killed_today": 0.0, "died_today": 0.0}
    for n in range(many):
        now = small.later(scene, n)
        w = now.world
        w.expeditions.troops[:], w.expeditions.troops_harshness[:] = troops, 1.0
        w.population.villages_burned[:] = burned
        taken = np.minimum(deported, w.population.rural)
        w.population.rural[:] -= taken
        w.population.deported[:] += taken
        w.population.deported_today[:] = taken
        small.call(family_camps.step, now)
        used = int(w.journal.used[0])
        kinds = w.journal.kind[:used]
        sums["rescued"] += w.journal.true[:used][kinds == Kind.rescue].sum()
        sums["rescues"] += (kinds == Kind.rescue).sum()
        sums["camps"] += (kinds == Kind.camp).sum()
        for name in ("killed_today", "died_today"):
            sums[name] += getattr(w.family_camps, name).sum()
    return sums


def in_camps(world) -> float:
    """Return the people of all camps."""
    return float(world.family_camps.jews.sum() + world.family_camps.villagers.sum())


def settled(camps: int = 2, **changes: object) -> small.Scene:
    """Return a scene with family camps in every cell, and grain enough."""
    scene = small.scene(camps=camps, **changes)
    scene.world.family_camps.jews[:], scene.world.family_camps.villagers[:] = 100.0, 200.0
    scene.world.population.food[:] = 5000.0
    return scene


def test_that_people_of_burned_villages_flee_to_the_forest_where_partisans_are():
    with_them = small.scene(camps=3, parameters=small.parameters_with(**STAY))
    alone = small.scene(parameters=small.parameters_with(**STAY))
    for scene in (with_them, alone):
        days(scene, burned=1.0)
    check_count(in_camps(with_them.world), 7 * 45.0 * HELP * with_them.land.cover.sum(), 7 * small.CELLS)
    assert in_camps(alone.world) == 0.0


def test_that_people_flee_from_expeditions_in_the_declared_share():
    scene = small.scene(camps=3, parameters=small.parameters_with(**STAY), reprisal=np.zeros(small.CELLS))
    days(scene, troops=1200.0 * 1.77)
    expected = 7 * 0.0004 * 0.5 * 50_000.0 * HELP * scene.land.cover.sum()
    check_count(in_camps(scene.world), expected, 7 * small.CELLS + 0.001 * expected)


@pytest.mark.parametrize(("protection", "factor"), [(0.0, 1.0), (1.0, 2.0)])
def test_that_those_whom_no_detachment_admits_join_camps_women_and_children_first(protection, factor):
    scene = small.scene(camps=3, protection=protection)
    scene.world.persecution.in_hiding[:] = 1000.0
    days(scene)
    left = scene.world.persecution.in_hiding.sum(axis=0)
    rate = 0.06 * (0.15 + 0.85 * HELP) * factor
    check_count(left[2], 1000.0 * small.CELLS * (1.0 - rate), small.CELLS)
    check_count(left[:2].sum(), 2000.0 * small.CELLS * (1.0 - 0.3 * rate), 2 * small.CELLS)


def test_that_a_camp_begins_with_forty_people_and_ends_below_twenty():
    scene = small.scene(camps=1, parameters=small.parameters_with(**STAY))
    f = scene.world.family_camps
    scene.world.population.support_soviet[:] = 1.0
    for people, exists, begun in ((39.0, 0, 0), (40.0, 1, small.CELLS), (20.0, 1, 0), (19.0, 0, 0)):
        f.villagers[:] = people
        assert days(scene)["camps"] == begun
        assert (f.camp_exists == exists).all()
        assert (f.protecting_detachment == (scene.world.detachments.head if exists else -1)).all()


@pytest.mark.parametrize(("grain", "shortfall"), [(5000.0, 0.0), (0.5 * 300.0 * 0.0042 / 0.03, 0.5), (0.0, 1.0)])
def test_that_camps_eat_village_grain_and_starve_without(grain, shortfall):
    scene = settled(parameters=small.parameters_with(**STAY))
    scene.world.population.food[:], scene.world.population.support_soviet[:] = grain, 1.0
    died = days(scene)["died_today"]
    p = scene.world.population
    np.testing.assert_allclose(scene.world.family_camps.ration_shortfall, shortfall, atol=1e-12)
    np.testing.assert_allclose(p.grain_eaten, (1.0 - shortfall) * 300.0 * 0.0042)
    np.testing.assert_allclose(p.food + p.grain_eaten, grain)
    check_count(died, 0.02 * shortfall * 300.0 * small.CELLS, 2 * small.CELLS)


def test_that_expeditions_kill_in_the_camps_and_more_when_the_leaves_are_down():
    for foliage in (1.0, 0.0):
        scene = settled(foliage=np.array([foliage]), parameters=small.parameters_with(**STAY))
        scene.world.population.rural[:] = 0.0  # nobody joins them
        seen = 1.0 - 0.7 * scene.world.concealment.share
        found = days(scene, 1, troops=1200.0 * 1.77)["killed_today"]
        check_count(found, 0.02 * 0.5 * 0.8 * 300.0 * seen.sum(), 2 * small.CELLS)
        assert scene.world.population.civilians_killed.sum() == found
        assert scene.world.population.killed_expedition.sum() == found
    leaf, bare = (
        settled(foliage=np.array([foliage]), parameters=small.parameters_with(**STAY)) for foliage in (1.0, 0.0)
    )
    dead = [days(scene, 14, troops=3000.0)["killed_today"] for scene in (leaf, bare)]
    assert dead[0] < dead[1]


@pytest.mark.parametrize("fear", [0.0, 0.6])
def test_that_villagers_return_home_in_quiet_weeks_and_jews_do_not(fear):
    scene = settled()
    scene.world.population.support_soviet[:], scene.world.population.fear[:] = 1.0, fear
    days(scene)
    expected = 200.0 * (1.0 - 0.05 * (1.0 - fear)) * small.CELLS
    check_count(scene.world.family_camps.villagers.sum(), expected, small.CELLS)
    assert scene.world.family_camps.jews.sum() == 100.0 * small.CELLS


def test_that_jews_of_a_camp_are_betrayed_where_neither_partisans_nor_villagers_help():
    for camps, soviet in ((0, 0.0), (3, 0.0), (3, 0.5), (0, 1.0)):
        scene = settled(camps)
        scene.world.population.support_soviet[:] = soviet
        days(scene)
        exposed = (1.0 - (HELP if camps else 0.0)) * (1.0 - soviet)
        check_count(scene.world.persecution.murdered.sum(), 0.03 * exposed * 100.0 * small.CELLS, small.CELLS)


def test_that_deported_people_are_freed_only_by_partisans_who_are_near():
    near, far = small.scene(camps=3), small.scene()
    sums = days(near, 140, deported=50.0)
    trials, chance = 140 * small.CELLS, 0.28 * HELP
    assert abs(sums["rescues"] - chance * trials) <= 4.0 * np.sqrt(chance * (1.0 - chance) * trials)
    check_count(sums["rescued"], 17.5 * sums["rescues"], int(sums["rescues"]))
    assert near.world.population.deported.sum() == trials * 50.0 - sums["rescued"]
    assert days(far, 7, deported=50.0)["rescued"] == 0.0


def test_that_camps_dissolve_when_the_front_comes_back():
    scene = settled()
    rural, urban = scene.world.population.rural.sum(), scene.world.population.urban.sum()
    days(scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8))), 1)
    assert in_camps(scene.world) == 0.0
    assert scene.world.population.rural.sum() == rural + 200.0 * small.CELLS
    assert scene.world.population.urban.sum() == urban + 100.0 * small.CELLS


def test_that_nobody_is_lost_while_all_this_happens():
    scene = settled()
    scene.world.persecution.in_hiding[:] = 50.0

    def everyone() -> float:
        w = scene.world
        p, g, f = w.population, w.persecution, w.family_camps
        return float(
            p.rural.sum() + p.urban.sum() + p.civilians_killed.sum() + p.deported.sum() + g.in_hiding.sum()
            + g.murdered.sum() + f.jews.sum() + f.villagers.sum() + f.died.sum()
        )  # fmt: skip

    before = everyone()
    days(scene, 28, troops=1500.0, burned=0.5, deported=20.0)
    assert everyone() == before


def test_that_left_out_it_changes_nobody():
    scene = small.scene(camps=2, parameters=small.parameters_with(family_camps={"enabled": 0.0}))
    assert sum(days(scene, 7, troops=1000.0, burned=1.0, deported=10.0).values()) == 0.0
    assert in_camps(scene.world) == 0.0


@pytest.mark.parametrize(("share", "there"), [(0.25, 1), (0.5, 0)])
def test_that_a_camp_ends_below_the_declared_share_of_its_least_size(share, there):
    scene = small.scene(parameters=small.parameters_with(family_camps={"camp_ends_share": share}))
    w = scene.world
    w.family_camps.camp_exists[0], w.family_camps.jews[0] = 1, 15.0
    family_camps.update_camp(w.family_camps, w.detachments, w.journal, scene.parameters.family_camps, 0)
    assert w.family_camps.camp_exists[0] == there

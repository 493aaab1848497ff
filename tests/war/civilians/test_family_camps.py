"""Family camps: who comes, what they eat, what befalls them; and people freed as they are driven off."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.war.civilians import family_camps

EVERY = np.arange(small.CELLS)


def days(
    scene: small.Scene, many: int = 7, press: float = 0.0, burned: float = 0.0, driven: float = 0.0
) -> dict[str, float]:
    """Let some days pass, each with so many troops, burned villages and people driven off in every cell."""
    told = {"rescued": 0.0, "camps": 0.0, "killed_today": 0.0, "died_today": 0.0}
    for n in range(many):
        now = small.later(scene, n)
        w = now.world
        w.expeditions.troops[:], w.expeditions.troops_harshness[:] = press, 1.0
        w.population.villages_burned[:] = burned
        taken = np.minimum(driven, w.population.rural)
        w.population.rural[:] -= taken
        w.population.deported[:] += taken
        w.population.deported_today[:] = taken
        small.call(family_camps.step, now)
        used = int(w.journal.used[0])
        kinds = w.journal.kind[:used]
        told["rescued"] += w.journal.true[:used][kinds == Kind.rescue].sum()
        told["camps"] += (kinds == Kind.camp).sum()
        for name in ("killed_today", "died_today"):
            told[name] += getattr(w.family_camps, name).sum()
    return told


def under(world) -> float:
    """Return the people under protection."""
    return float(world.family_camps.jews.sum() + world.family_camps.villagers.sum())


def settled(**changes: object) -> small.Scene:
    """Return a scene with family camps in every cell, and grain enough."""
    scene = small.scene(camps=2, **changes)
    scene.world.family_camps.jews[:], scene.world.family_camps.villagers[:] = 100.0, 200.0
    scene.world.population.food[:] = 5000.0
    return scene


def test_that_people_of_burned_villages_take_to_the_forest_where_partisans_are():
    with_them, alone = small.scene(camps=3), small.scene()
    days(with_them, burned=1.0)
    days(alone, burned=1.0)
    assert under(with_them.world) > 1000.0
    assert under(alone.world) == 0.0


def test_that_those_whom_nobody_takes_gather_in_camps_women_and_children_first():
    scene = small.scene(camps=3)
    scene.world.persecution.in_hiding[:] = 200.0
    told = days(scene, 28)
    left = scene.world.persecution.in_hiding.sum(axis=0)
    assert left[2] < left[1]
    assert scene.world.family_camps.jews.sum() + left.sum() + scene.world.persecution.murdered.sum() + told[
        "died_today"
    ] == pytest.approx(600.0 * small.CELLS)
    assert told["camps"] > 0
    stands = scene.world.family_camps.camp_exists == 1
    assert (scene.world.family_camps.protecting_detachment[stands] >= 0).all()


def test_that_they_eat_what_the_villages_have_and_starve_without():
    fed, bare = settled(), settled()
    bare.world.population.food[:] = 0.0
    before = fed.world.population.food.sum() + fed.world.population.grain_eaten.sum()
    assert days(fed)["died_today"] < days(bare)["died_today"]
    assert fed.world.population.food.sum() + fed.world.population.grain_eaten.sum() == pytest.approx(before)
    assert fed.world.population.grain_eaten.sum() > 0.0
    assert bare.world.family_camps.ration_shortfall.max() == 1.0


def test_that_expeditions_kill_in_the_camps_and_more_when_the_leaves_are_down():
    leaf, bare = settled(foliage=np.array([1.0])), settled(foliage=np.array([0.0]))
    dead = [days(scene, 14, press=3000.0)["killed_today"] for scene in (leaf, bare)]
    assert 0.0 < dead[0] < dead[1]
    assert leaf.world.population.civilians_killed.sum() == dead[0]


def test_that_villagers_go_home_in_quiet_weeks_and_jews_do_not():
    scene = settled()
    scene.world.population.support_soviet[:] = 1.0
    before = scene.world.population.rural.sum()
    days(scene, 14)
    assert scene.world.population.rural.sum() > before
    assert scene.world.family_camps.villagers.sum() < 0.95 * 200.0 * small.CELLS
    assert scene.world.family_camps.jews.sum() > 0.95 * 100.0 * small.CELLS


def test_that_people_driven_off_are_freed_only_by_partisans_who_are_near():
    near, far = small.scene(camps=3), small.scene()
    freed = days(near, 7, driven=50.0)["rescued"]
    assert freed > 0.0
    assert days(far, 7, driven=50.0)["rescued"] == 0.0
    assert near.world.population.deported.sum() == 7 * 50.0 * small.CELLS - freed


def test_that_camps_break_up_when_the_front_comes_back():
    scene = settled()
    rural = scene.world.population.rural.sum()
    days(scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8))), 1)
    assert under(scene.world) == 0.0
    assert scene.world.population.rural.sum() == rural + 200.0 * small.CELLS


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
    days(scene, 28, press=1500.0, burned=0.5, driven=20.0)
    assert everyone() == before


def test_that_left_out_it_changes_nobody():
    scene = small.scene(camps=2, parameters=small.parameters_with(family_camps={"enabled": 0.0}))
    assert sum(days(scene, 7, press=1000.0, burned=1.0, driven=10.0).values()) == 0.0
    assert under(scene.world) == 0.0

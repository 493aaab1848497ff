"""Officials and village guards."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.engine.watch import people_of
from hinterland.war.occupier import collaboration

P = small.parameters_with().collaboration
ALL_AT_ONCE = small.parameters_with(collaboration={"adjustment_rate": 0.3})


def weeks(scene: small.Scene, n: int, each=None) -> None:
    """Let villages live through some weeks; `each(world)` is called before every day."""
    for day in range(7 * n):
        now = small.later(scene, day)
        if each is not None:
            each(now.world)
        small.call(collaboration.serve, now)


def remembered(food: float = 0.0, villages: float = 0.0):
    """Return what keeps the memory of seized food (kg a villager) and of burned villages (on 1,000 km2) as given.

    A seventh of the cells forgets a share on a day before it decides.
    """
    left = 1.0 - P.decay_rate

    def each(w) -> None:
        w.collaboration.recent_food_seized[:] = food / 1000.0 * w.population.rural / left
        w.collaboration.recent_villages_burned[:] = 1.77 * villages / left

    return each


def test_that_officials_come_from_the_villages_and_go_back_at_liberation():
    scene = small.scene()
    w, everyone = scene.world, people_of(scene.world)
    weeks(scene, 30)
    # What is left of the gap after 30 weeks is 0.95 to the power of 30, 21 per cent.
    filled = P.officials_per_villager * w.population.rural.sum() * (1.0 - 0.95**30)
    assert w.collaboration.officials.sum() == pytest.approx(filled, rel=0.01)
    assert people_of(w) == everyone
    w.collaboration.village_guards[:] = 5.0
    w.population.rural[:] -= 10.0
    weeks(scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8))), 1)
    c = w.collaboration
    assert c.officials.sum() == c.village_guards.sum() == c.guard_units.sum() == c.search_strength.sum() == 0.0
    assert people_of(w) == everyone


@pytest.mark.parametrize("rural", [2000.0, 200000.0])
def test_that_posts_are_filled_and_left_at_the_declared_rate(rural):
    """Of a gap of so many posts a twentieth closes in a week, in small villages as in large."""
    posts = P.officials_per_villager * rural
    for now in (0.0, 2.0 * posts):
        scene, change, n = small.scene(), 0.0, 400
        w = scene.world

        def reset(w, now=now):
            w.population.rural[:], w.collaboration.officials[:] = rural, now

        for day in range(7 * n):
            today = small.later(scene, day)
            reset(w)
            small.call(collaboration.serve, today)
            change += (w.collaboration.officials - now).sum()
        mean = P.adjustment_rate * (posts - now)
        assert change / (n * small.CELLS) == pytest.approx(mean, abs=4.0 * 0.5 / math.sqrt(n * small.CELLS))


def test_that_posts_stand_empty_where_partisans_rule_or_dread_is_great():
    strength = []
    for control, dread in ((0.0, 0.0), (0.5, 0.0), (0.0, 0.5)):
        scene = small.scene(parameters=ALL_AT_ONCE)
        scene.world.zones.control[:], scene.world.terror.dread[:] = control, dread
        weeks(scene, 30)
        strength.append(scene.world.collaboration.officials.sum())
    assert strength[1] == pytest.approx(0.5 * strength[0], rel=0.02)
    assert strength[2] == pytest.approx((1.0 - 0.5 * P.dread_effect) * strength[0], rel=0.02)


def guards(side: int, each, support: float, control: float = 0.0, polarisation: float = 0.0, tatar: float = 0.0):
    """Return the share of all possible guards of a side that stand after 40 weeks of unchanged causes."""
    scene = small.scene(parameters=ALL_AT_ONCE)
    scene = scene._replace(land=scene.land._replace(tatar=np.full(small.CELLS, tatar)))
    w = scene.world
    w.population.support_soviet[:], w.zones.control[:] = support, control
    w.terror.polarisation[:] = polarisation
    everyone = people_of(w)
    weeks(scene, 40, each)
    assert people_of(w) == everyone
    assert w.collaboration.village_guards[:, 1 - side].sum() == 0.0
    return w.collaboration.village_guards[:, side].sum() / (P.guards_per_villager * w.population.rural.sum())


@pytest.mark.parametrize(
    ("causes", "share"),
    [
        ({"support": 0.21}, 0.25),  # half opposed, half of the need
        ({"support": 0.8}, 0.0),
        ({"support": 0.21, "control": 0.4}, 0.15),
        ({"support": 0.21, "polarisation": 0.25}, 0.35),  # 0.8 x 0.25 more need
        ({"support": 0.6, "tatar": 0.5}, 0.25),
    ],
)
def test_that_villages_arm_against_takers_whom_they_do_not_want(causes, share):
    """Seized food is at half saturation."""
    assert guards(collaboration.OCCUPIER, remembered(P.half_saturation_seizure), **causes) == pytest.approx(
        share, rel=0.02
    )


def test_that_nobody_arms_where_nothing_is_taken():
    assert guards(collaboration.OCCUPIER, remembered(), support=0.1) == 0.0


@pytest.mark.parametrize(("support", "share"), [(0.9, 0.32), (0.5, 0.0)])
def test_that_burned_villages_arm_for_those_whom_they_trust(support, share):
    """Burned villages are at half saturation, and partisans control four fifths."""
    burned = remembered(villages=P.half_saturation_burned_villages)
    assert guards(collaboration.SOVIET, burned, support=support, control=0.8) == pytest.approx(share, rel=0.02)


def test_that_guards_withhold_food_search_and_warn_by_their_numbers():
    parameters = small.parameters_with(collaboration={"adjustment_rate": 0.005})
    scene = small.scene(parameters=parameters)
    w, half = scene.world, P.half_saturation_guards
    w.population.rural[:] = 1e6
    w.collaboration.village_guards[:] = 1e6 * half
    weeks(scene, 1)
    c = w.collaboration
    occupier, soviet = c.village_guards.T
    villagers = w.population.rural
    np.testing.assert_allclose(
        c.food_withheld_share, P.maximum_food_withheld * occupier / (occupier + half * villagers)
    )
    np.testing.assert_allclose(c.search_warning, P.maximum_warning * soviet / (soviet + half * villagers))
    np.testing.assert_allclose(c.search_strength, P.guard_search_weight * occupier)
    np.testing.assert_allclose(c.guard_units, (occupier + soviet) / P.guard_unit_size)
    assert (c.guards_in_unit == P.guard_unit_size).all()
    assert c.food_withheld_share.mean() == pytest.approx(0.5 * P.maximum_food_withheld, rel=0.01)


def test_that_collaboration_left_out_changes_nothing():
    scene = small.scene(camps=3, parameters=small.parameters_with(collaboration={"enabled": 0}))
    before = scene.world.population.rural.copy()
    weeks(scene, 3)
    assert (scene.world.population.rural == before).all()
    assert scene.world.collaboration.officials.sum() == scene.world.collaboration.village_guards.sum() == 0.0

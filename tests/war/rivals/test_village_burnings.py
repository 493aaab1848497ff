"""Villages that partisans burn as a movement's, and those who die there."""

import numpy as np
import pytest
from tests import small
from tests.war.rivals.scenes import OFTEN, meet, near, share_near, stance

from hinterland.core.journal import Kind
from hinterland.core.movements import POLISH, UKRAINIAN

DEFAULT = small.parameters_with().village_burnings
STRONG = 80_000.0


def burning(weeks: int = 8, order: float = -1.0, network: float = 1.0, **changes: float):
    """Let hostile acts against the Ukrainian movement be frequent; return the scene and what came of them."""
    parameters = small.parameters_with(
        clashes={**OFTEN, "truce_talk_share": 0.0, "hostile_clash_share": 1.0}, village_burnings=changes
    )

    def keep(w):
        w.national_movements.network[:, UKRAINIAN] = network

    return meet(
        UKRAINIAN, STRONG, weeks=weeks, parameters=parameters, prepare=keep, network=network, **stance(0.0, order)
    )


@pytest.mark.parametrize(("order", "network"), [(-1.0, 1.0), (-0.4, 1.0), (-1.0, 0.3)])
def test_that_villages_burn_by_the_hostility_of_the_act_and_the_reach_of_the_movement(order, network):
    _, met = burning(20, order, network, network_gain=0.0)
    assert met.hostile > 1500
    assert share_near(met.count(Kind.village_burned), met.hostile, DEFAULT.chance * -order * network)


@pytest.mark.parametrize(("mean", "exponent"), [(1.0, 3.0), (25.0, 3.0), (150.0, 0.0), (150.0, 3.0)])
def test_that_a_burning_kills_the_declared_number_whatever_the_inequality(mean, exponent):
    scene, met = burning(20, chance=0.5, victims=mean, victims_exponent=exponent)
    dead = met.figures(Kind.village_burned, "second")
    assert dead.size > 1500
    assert near(dead, mean) or (exponent == 0.0 and (dead == mean).all())
    assert scene.world.village_burnings.civilians_killed.sum() == dead.sum()


def test_that_a_sixth_of_the_burnings_has_half_of_the_dead():
    _, met = burning(20, chance=0.5, victims=150.0)
    dead = np.sort(met.figures(Kind.village_burned, "second"))
    worst = dead[-(dead.size // 6) :].sum() / dead.sum()
    assert worst == pytest.approx(1.0 - (5.0 / 6.0) ** 4, abs=0.03)


def test_that_the_soviet_side_claims_no_civilians_and_the_other_side_more_than_there_were():
    scene, met = burning(20, chance=0.5)
    dead, claimed = met.figures(Kind.village_burned, "second"), met.figures(Kind.village_burned, "found")
    assert met.total(Kind.village_burned, "claimed") == 0
    assert abs((claimed - DEFAULT.rival_claim_factor * dead).sum()) <= 4.0 * 0.5 * np.sqrt(dead.size)
    assert scene.world.population.civilians_killed.sum() == 0, "that account is for those whom the occupier killed"


def test_that_a_burned_village_turns_a_tenth_of_the_others_to_the_movement():
    parameters = small.parameters_with(clashes=OFTEN, village_burnings={"chance": 0.5})
    scene, met = meet(POLISH, STRONG, weeks=1, camps=1, network=0.6, parameters=parameters, **stance(-1.0))
    network = scene.world.national_movements.network[:, POLISH]
    assert (network > 0.6).sum() == met.count(Kind.village_burned) > 0
    assert np.unique(network[network > 0.6]) == pytest.approx([0.6 + 0.4 * DEFAULT.network_gain])


def test_that_no_village_is_burned_where_nobody_was_hostile():
    _, met = meet(UKRAINIAN, STRONG, parameters=small.parameters_with(clashes=OFTEN), **stance(0.0, 0.5))
    assert met.encounters > 500
    assert met.count(Kind.village_burned) == 0

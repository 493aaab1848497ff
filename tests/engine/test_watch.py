"""People, rifles, explosives and food go from hand to hand and are never lost; the watch sees where one is."""

from collections.abc import Callable

import numpy as np
import pytest
from tests import small

import hinterland
from hinterland.engine.watch import LawBrokenError, Watch
from hinterland.engine.world import World

DAYS = 400


def kept() -> Callable[[World, int], None]:
    """Return what checks the laws at the end of every day against those of the eve."""
    guard = Watch(small.begin(small.parameters_with(), small.land()))
    return guard.check


@pytest.mark.parametrize("seed", [1, 2])
def test_that_nothing_is_lost_on_any_day_of_a_small_war(seed):
    world = small.war(DAYS, seed, each=kept())
    assert world.population.civilians_killed.sum() > 0, "a war in which nobody dies tests nothing"
    assert world.supply.explosive_used.sum() > 0
    assert world.supply.captured.sum() > 0


def test_that_nothing_is_lost_when_the_front_comes_back():
    def freed(day):
        return np.full(small.CELLS, 20 <= day < 220, np.uint8)

    world = small.war(260, each=kept(), moving={"occupied": freed})
    assert world.detachments.alive.sum() == 0
    assert world.population.stragglers.sum() == 0
    assert world.population.conscripted.sum() > 0


def test_that_nothing_is_lost_in_two_hundred_days_of_history():
    war = hinterland.run("history", seed=3, resolution=3, end="1942-01-08", watch=True)
    assert war.days == 201
    assert war.values("partisans.strength")[-1] > 1000


def spoil_rifles(world):
    world.detachments.rifles[0] += 1.0


def spoil_people(world):
    world.population.rural[3] -= 1.0


def spoil_food(world):
    world.population.food[5] += 1.0


def spoil_explosive(world):
    world.detachments.explosive[1] += 5.0


def spoil_number(world):
    world.population.fear[2] = np.nan


def spoil_sign(world):
    world.population.fear[2] = -0.5


def spoil_journal(world):
    world.journal.refused[0] = 3.0


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_people, "people are not conserved"),
        (spoil_rifles, "rifles are not conserved"),
        (spoil_explosive, "explosives are not conserved"),
        (spoil_food, "food are not conserved"),
        (spoil_number, "population.fear holds a number that is none"),
        (spoil_sign, "population.fear is negative"),
        (spoil_journal, "the table of journal had no room for 3"),
    ],
)
def test_that_the_watch_sees_what_is_lost(spoil, words):
    world = small.begin(small.parameters_with(), small.land())
    guard = Watch(world)
    guard.check(world, 0)
    spoil(world)
    with pytest.raises(LawBrokenError, match=words):
        guard.check(world, 1)

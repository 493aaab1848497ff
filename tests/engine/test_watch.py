"""People, rifles, explosives and food go from hand to hand and are never lost; the watch sees where one is."""

import numpy as np
import pytest

import hinterland
from hinterland.engine.watch import LAWS, LawBrokenError, Watch
from tests import toy

DAYS = 400


@pytest.mark.parametrize("seed", [1, 2])
def test_that_nothing_is_lost_on_any_day_of_a_small_war(seed):
    guard: list[Watch] = []

    def check_day(world, day):
        if not guard:
            guard.append(Watch(world))
        guard[0].check(world, day)

    world = toy.war(DAYS, seed, each=check_day)
    assert world.detachments.killed.size == toy.CELLS
    assert world.people.dead.sum() > 0, "a war in which nobody dies tests nothing"
    assert world.stores.explosive_used.sum() > 0
    assert world.corridor.rifles.size
    for name, law in LAWS.items():
        assert law(world) == pytest.approx(guard[0].first[name], rel=1e-9), name


def test_that_nothing_is_lost_when_the_front_comes_back():
    guard: list[Watch] = []

    def check_day(world, day):
        if not guard:
            guard.append(Watch(world))
        guard[0].check(world, day)

    def freed(day):
        return np.full(toy.CELLS, 20 <= day < 220, np.uint8)

    world = toy.war(260, each=check_day, daily={"occupied": freed})
    assert world.detachments.alive.sum() == 0
    assert world.people.stragglers.sum() == 0
    assert world.people.army.sum() > 0


def test_that_nothing_is_lost_in_two_hundred_days_of_history():
    war = hinterland.run("history", seed=3, resolution=3, end="1942-01-08", watch=True)
    assert war.days == 201
    assert war.values("partisans.strength")[-1] > 1000


def spoil_rifles(world):
    world.detachments.rifles[0] += 1.0


def spoil_people(world):
    world.people.rural[3] -= 1.0


def spoil_food(world):
    world.people.food[5] += 1.0


def spoil_explosive(world):
    world.detachments.explosive[1] += 1.0


def spoil_number(world):
    world.people.fear[2] = np.nan


def spoil_sign(world):
    world.people.fear[2] = -0.5


def spoil_journal(world):
    world.journal.used[0] = world.journal.kind.size + 1


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_people, "people are not conserved"),
        (spoil_rifles, "rifles are not conserved"),
        (spoil_explosive, "explosives are not conserved"),
        (spoil_food, "food are not conserved"),
        (spoil_number, "people.fear holds a number that is none"),
        (spoil_sign, "people.fear is negative"),
        (spoil_journal, "the journal is full"),
    ],
)
def test_that_the_watch_sees_what_is_lost(spoil, words):
    world = toy.begin(toy.rules_with(), toy.land())
    guard = Watch(world)
    guard.check(world, 0)
    spoil(world)
    with pytest.raises(LawBrokenError, match=words):
        guard.check(world, 1)

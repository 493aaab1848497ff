"""What becomes of partisans when the front has passed them."""

from math import sqrt

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import CADRE, DEFECTOR, LOCAL, STRAGGLER
from hinterland.engine.watch import people_of
from hinterland.war.partisans import demobilisation

FATES = ("to_army", "to_home", "filtered", "sent_west", "to_hospital")
SEEDS = range(1, 21)
FREED = small.CELLS - 1


def freed(
    origin: int = LOCAL, march_men: float = 0.0, men: float = 100.0, camps: int = 1, seed: int = 1
) -> small.Scene:
    """Return a land of which all but the last cell, the goal of a marching order, has just been freed."""
    goal = small.CELLS - 1
    scene = small.scene(
        camps=camps,
        seed=seed,
        occupied=(np.arange(small.CELLS) == goal).astype(np.uint8),
        march_from=np.ones((1, small.CELLS), np.uint8),
        march_to=np.array([goal], np.int32),
        march_men=np.array([march_men]),
    )
    d = scene.world.detachments
    d.people[: camps * small.CELLS, LOCAL] = 0.0
    d.people[: camps * small.CELLS, origin] = d.men[: camps * small.CELLS] = men
    d.men_in_cell[:] = camps * men
    return scene


def day(scene: small.Scene) -> dict[str, float]:
    """Let the day of liberation pass; return where people went."""
    w = scene.world
    small.call(demobilisation.step, scene)
    return {name: float(getattr(w.demobilisation, name).sum()) for name in FATES}


def close(drawn: float, mean: float, draws: int, variance: float = 0.25) -> bool:
    """Return whether a sum of so many draws is within four standard errors of its mean."""
    return abs(drawn - mean) <= 4.0 * sqrt(draws * variance)


def test_that_everybody_goes_somewhere_and_the_declared_shares_to_the_army_and_to_checks():
    scene = freed()
    scene.world.detachments.wounded[:10] = 5.0
    before = people_of(scene.world)
    went = day(scene)
    assert sum(went.values()) == 100.0 * FREED + 50.0
    assert went["to_hospital"] == 50.0
    assert close(went["filtered"], 0.02 * 100.0 * FREED, FREED)
    assert close(went["to_army"], 0.8 * 0.98 * 100.0 * FREED, 2 * FREED)
    assert people_of(scene.world) == pytest.approx(before)


@pytest.mark.parametrize(("origin", "share"), [(CADRE, 0.02), (LOCAL, 0.02), (STRAGGLER, 0.35), (DEFECTOR, 0.9)])
@pytest.mark.parametrize("men", [3.0, 20.0, 2000.0])
def test_that_shares_hold_for_detachments_of_every_size(men, origin, share):
    army = checked = 0.0
    for seed in SEEDS:
        went = day(freed(origin, men=men, camps=4, seed=seed))
        army, checked = army + went["to_army"], checked + went["filtered"]
    many = len(SEEDS) * 4 * FREED
    assert close(checked, share * men * many, many)
    # Of the two draws the second is of what the first leaves.
    assert close(army, 0.8 * (1.0 - share) * men * many, 2 * many)


@pytest.mark.parametrize("men", [3.0, 100.0])
def test_that_the_declared_share_is_sent_on_and_the_others_share_the_fate_of_all(men):
    west = checked = 0.0
    for seed in SEEDS:
        scene = freed(STRAGGLER, march_men=1e6, men=men, seed=seed)
        before = people_of(scene.world)
        went = day(scene)
        assert went["sent_west"] == scene.world.recruitment.forming[small.CELLS - 1, CADRE]
        assert people_of(scene.world) == pytest.approx(before)
        west, checked = west + went["sent_west"], checked + went["filtered"]
    many = len(SEEDS) * FREED
    assert close(west, 0.3 * men * many, many)
    assert close(checked, 0.35 * 0.7 * men * many, 2 * many)


@pytest.mark.parametrize("planned", [0.0, 0.3, 20.0])
def test_that_no_more_are_sent_on_in_a_day_than_a_week_of_the_plan(planned):
    """A detachment of a hundred would send thirty, and all together a thousand; 2.1 are two or three by chance."""
    sent = np.array([day(freed(march_men=planned, seed=seed))["sent_west"] for seed in range(1, 101)])
    limit = 7.0 * planned
    assert set(sent) <= {np.floor(limit), np.ceil(limit)}
    assert close(sent.sum(), 100 * limit, 100)


def test_that_on_freed_ground_nobody_is_left_in_the_forest():
    scene = freed()
    day(scene)
    free = scene.forcing.occupied == 0
    assert scene.world.detachments.men_in_cell[free].sum() == 0.0
    assert scene.world.detachments.men_in_cell[~free].sum() == 100.0


@pytest.mark.parametrize("men", [1.0, 20.0, 2000.0])
def test_that_the_declared_share_of_checks_ends_and_passes_in_a_week(men):
    ended = passed = arrested = 0.0
    for seed in SEEDS:
        scene = small.scene(seed=seed, occupied=np.zeros(small.CELLS, np.uint8))
        w = scene.world
        w.demobilisation.in_filtration[:] = men
        w.population.stragglers[:] = 0.0
        army = w.population.conscripted.sum()
        for after in range(7):
            day(small.later(scene, after))
        ended += men * small.CELLS - w.demobilisation.in_filtration.sum()
        passed += w.population.conscripted.sum() - army
        arrested += w.demobilisation.arrested.sum()
    many = len(SEEDS) * small.CELLS
    assert passed + arrested == ended
    assert close(ended, 0.2 * men * many, many)
    assert close(passed, 0.85 * ended, many)


def test_that_freed_detachments_leave_their_arms_and_soldiers_cut_off_go_to_the_army():
    scene = small.scene(camps=4, occupied=np.zeros(small.CELLS, np.uint8))
    w = scene.world
    w.population.stragglers[:] = 10.0
    before = w.population.rural.sum()
    went = day(scene)
    partisans = 4 * small.CELLS * 100.0
    assert went["to_army"] + went["to_home"] + went["filtered"] == partisans
    joined = went["to_army"] + w.demobilisation.cleared.sum() + 10.0 * small.CELLS
    assert w.population.conscripted.sum() == joined
    assert w.population.rural.sum() - before == went["to_home"]
    assert w.detachments.men.sum() == w.detachments.rifles.sum() == 0.0
    assert w.supply.scattered.sum() == partisans


def test_that_detachments_behind_the_enemy_stay():
    scene = small.scene(camps=4)
    day(scene)
    assert scene.world.detachments.men.sum() == 4 * small.CELLS * 100.0

"""National movements: whom they recruit, what they are armed with, and what becomes of them."""

import numpy as np
import pytest
from tests import small
from tests.war.rivals.scenes import annexed, near, stance

from hinterland.engine.watch import Watch
from hinterland.engine.world import World
from hinterland.theatre.land import ESSR, POLAND_GG
from hinterland.war.lines import drops
from hinterland.war.rivals import national_movements

POLISH, UKRAINIAN, BALTIC, LEFT = 0, 1, 2, 3
WEEKS = 12
DEFAULT = small.parameters_with().national_movements


def grow(weeks: int, parameters=None, ground=None, prepare=None, scattered: float = 500.0) -> small.Scene:
    """Let the movements grow for some weeks without anything else."""
    scene = small.scene(parameters=parameters)._replace(land=ground or annexed())
    w = scene.world
    w.population.grievance[:] = 0.8
    w.supply.scattered[:] = scattered
    w.security.garrison[:] = 50.0
    for n in range(7 * weeks):
        now = small.later(scene, n)
        if prepare:
            prepare(w)
        small.call(national_movements.step, now)
    return scene


def everyone(monkeypatch, parameters=None, days=260, **changes):
    """Return the world after a small war on annexed land under the watch, freed at its end."""
    monkeypatch.setattr(small, "land", annexed)
    parameters = parameters or small.parameters_with()
    guard = Watch(small.begin(parameters, annexed()))

    def freed(day):
        return np.full(small.CELLS, 20 <= day < 240, np.uint8)

    return small.war(days, parameters=parameters, each=guard.check, moving={"occupied": freed}, **changes)


@pytest.mark.parametrize("order", [-1.0, 0.5])
def test_that_nobody_is_lost_between_the_movements_and_the_partisans(monkeypatch, order):
    busy = small.parameters_with(
        national_movements={"growth_polish": 0.03, "growth_ukrainian": 0.1, "grievance_threshold": 0.0},
        clashes={"encounter_chance": 1.0, "half_saturation_fighters": 20.0, "half_saturation_partisans": 5.0},
        village_burnings={"chance": 0.5},
        quarrels={"clashes_per_1000km2": 0.5, "raids_per_1000km2": 0.28},
    )
    w = everyone(monkeypatch, busy, **stance(order, order))
    assert w.national_movements.fallen.sum() > 0, "nobody fell, so nothing is tested"
    assert w.national_movements.strength.sum() == 0, "the front has passed and all are home or in the Army"


def test_that_a_movement_lives_only_among_its_own_people_on_annexed_land():
    w = grow(WEEKS).world
    assert (w.national_movements.strength[:, POLISH] > 0).all()
    assert (w.national_movements.strength[:, UKRAINIAN] > 0).all()
    assert (w.national_movements.strength[:, BALTIC] == 0).all()
    old = grow(WEEKS, ground=annexed(soviet_1938=np.ones(small.CELLS, np.uint8))).world
    assert old.national_movements.strength.sum() == 0


def networks(weeks: int, prepare=None, **changes: float) -> np.ndarray:
    """Return the share of the people that each movement reaches after some weeks, the same in every cell."""
    network = grow(weeks, small.parameters_with(national_movements=changes), prepare=prepare).world
    network = network.national_movements.network
    assert (network == network[0]).all()
    return network[0]


def reached(growth: float, weeks: int = WEEKS) -> float:
    """Return the share that a movement reaches when its network grows so fast from nothing."""
    share = 0.0
    for _ in range(weeks):
        share += growth * (1.0 - share) - DEFAULT.network_loss_rate * share
    return share


def test_that_networks_grow_at_the_declared_rates_and_by_resentment_of_seized_food():
    def seize(w):
        w.supply.requisition_resentment[:] = 0.5

    disaffection = (0.8 - DEFAULT.grievance_threshold) / (1.0 - DEFAULT.grievance_threshold)
    rates = np.array([DEFAULT.growth_polish, DEFAULT.growth_ukrainian * disaffection])
    for prepare, more in ((None, 0.0), (seize, 0.5 * DEFAULT.growth_by_resentment)):
        expected = [reached(rate + more) for rate in rates]
        assert networks(WEEKS, prepare)[:2] == pytest.approx(expected, rel=1e-12)


def test_that_the_ukrainian_movement_waits_until_the_occupier_has_done_wrong():
    def spare(w):
        w.population.grievance[:] = DEFAULT.grievance_threshold

    assert networks(WEEKS, spare)[UKRAINIAN] == 0
    assert networks(WEEKS)[UKRAINIAN] > 0


def weekly(prepare, weeks: int = 40, parameters=None, ground=None, **changes: object) -> small.Scene:
    """Return the scene after some weeks in each of which every cell is prepared anew by `prepare(world)`."""
    scene = small.scene(parameters=parameters, **changes)._replace(land=ground or annexed())
    for n in range(7 * weeks):
        prepare(scene.world)
        small.call(national_movements.step, small.later(scene, n))
    return scene


@pytest.mark.parametrize("police", [3.0, 20.0, 2000.0])
def test_that_the_declared_share_of_police_deserts_where_soviet_partisans_are_near(police):
    """With grievance at its height, half of the people Ukrainian and partisans at the density of half saturation."""
    left = []

    def near_partisans(w):
        if w.security.police[0] > 0:
            left.append(w.security.police.copy())
        w.security.police[:] = police
        w.population.grievance[:] = 1.0
        w.detachments.men_in_cell[:] = DEFAULT.half_saturation_partisans * 1.77

    only = small.parameters_with(national_movements={"growth_ukrainian": 0.0, "growth_polish": 0.0, "return_rate": 0.0})
    scene = weekly(near_partisans, parameters=only)
    gone = police - np.array(left[1:])
    assert near(7.0 * gone.ravel(), DEFAULT.police_desertion_rate * 0.5 * 0.5 * police)
    assert scene.world.national_movements.strength[:, UKRAINIAN].sum() > 0


def test_that_police_stay_where_no_soviet_partisans_are():
    def far(w):
        w.security.police[:] = 100.0
        w.population.grievance[:] = 1.0

    scene = weekly(far, 8, small.parameters_with(national_movements={"growth_ukrainian": 0.0}))
    assert (scene.world.security.police == 100.0).all()


@pytest.mark.parametrize("members", [3.0, 20.0, 2000.0])
def test_that_half_of_the_members_are_conscripted_when_their_land_is_freed(members):
    conscripted = []

    def again(w):
        conscripted.append(w.population.conscripted.copy())
        w.population.conscripted[:] = 0.0
        w.national_movements.strength[:] = 0.0
        w.national_movements.strength[:, UKRAINIAN] = members

    weekly(again, occupied_from=1000)
    assert near(7.0 * np.array(conscripted[1:]).ravel(), DEFAULT.conscripted_share * members)


@pytest.mark.parametrize("members", [10.0, 5000.0])
def test_that_surplus_members_go_home_at_the_declared_rate(members):
    home = []

    def again(w):
        home.append(members - w.national_movements.strength[:, UKRAINIAN])
        w.national_movements.strength[:, UKRAINIAN] = members
        w.national_movements.network[:] = 0.0

    weekly(again, parameters=small.parameters_with(national_movements={"growth_ukrainian": 0.0}))
    gone = np.array(home[1:]).ravel()
    assert gone.max() <= np.ceil(DEFAULT.return_rate * members)
    assert near(7.0 * gone, DEFAULT.return_rate * members)


@pytest.mark.parametrize("villagers", [300.0, 50_000.0])
def test_that_a_movement_with_arms_takes_in_the_declared_share_of_the_gap_to_its_target(villagers):
    """All are reached and under full cover, so that a fifth of the Ukrainian half of the villagers is the target."""
    joined = []

    def again(w):
        joined.append(w.national_movements.strength[:, UKRAINIAN].copy())
        w.national_movements.strength[:] = 0.0
        w.national_movements.rifles[:] = 1e6
        w.national_movements.network[:] = 0.0
        w.national_movements.network[:, UKRAINIAN] = 1.0
        w.population.rural[:] = villagers

    no_loss = {"network_loss_rate": 0.0, "growth_polish": 0.0}
    one = np.ones(small.CELLS)
    weekly(again, parameters=small.parameters_with(national_movements=no_loss), ground=annexed(cover=one))
    target = DEFAULT.armed_share * 0.5 * villagers
    assert near(7.0 * np.array(joined[1:]).ravel(), DEFAULT.mobilisation_rate * target)


def test_that_the_hidden_arms_of_1939_are_found_once_and_to_the_last_rifle_on_average():
    """On 1,770 km2 half Polish there are 120 x 0.5 x 1.77 = 106.2 rifles, with a standard deviation of 0.4."""
    found = []
    for seed in range(1, 21):
        scene = small.scene(seed=seed)._replace(land=annexed())
        for n in range(21):
            small.call(national_movements.step, small.later(scene, n))
        found.append(scene.world.national_movements.rifles_acquired.copy())
    assert np.isin(found, [106.0, 107.0]).all()
    assert near(np.array(found), 106.2)


def searched(baltic: float, men: float = 15.0, watch: float = 100.0) -> World:
    """Return a world in which small groups of cadres have lived for four weeks among so many Balts."""
    scene = small.scene(camps=4)
    one = np.ones(small.CELLS)
    scene = scene._replace(land=annexed(baltic=baltic * one, republic=np.full(small.CELLS, ESSR, np.int32)))
    w = scene.world
    used = int(w.detachments.used[0])
    w.detachments.people[:used] = 0.0
    w.detachments.people[:used, 1] = w.detachments.men[:used] = men
    w.national_movements.strength[:, BALTIC] = watch
    for n in range(28):
        now = small.later(scene, n)
        drops.search(
            w.national_movements, w.detachments, w.population, w.security, w.journal,
            now.land, now.forcing, now.parameters.drops, now.today,
        )  # fmt: skip
    return w


def test_that_dropped_groups_are_lost_among_hostile_people_and_live_among_others():
    hostile, mixed = searched(0.9).detachments.men.sum(), searched(0.5).detachments.men.sum()
    assert mixed == 15.0 * 4 * small.CELLS
    assert hostile < 0.85 * mixed


def test_that_a_large_group_is_not_undone_at_a_stroke():
    assert searched(0.9, men=150.0).detachments.men.sum() > 0.8 * 150.0 * 4 * small.CELLS


def test_that_without_the_system_nothing_changes(monkeypatch):
    off = small.parameters_with(national_movements={"enabled": 0.0}, clashes={"enabled": 0.0})
    w = everyone(monkeypatch, off, days=120)
    for group in (w.national_movements, w.clashes, w.village_burnings, w.quarrels):
        for name, values in group._asdict().items():
            assert (values == (-1 if name == "truce_until" else 0)).all(), name
    other = small.parameters_with(
        national_movements={"enabled": 0.0, "growth_polish": 0.03, "support_loss_rate": 0.3},
        clashes={"enabled": 0.0, "encounter_chance": 1.0},
    )
    again = everyone(monkeypatch, other, days=120)
    for one, two in zip(w, again, strict=True):
        for left, right in zip(one, two, strict=True):
            assert (left == right).all()


def sent(**changes: object) -> World:
    """Return a small Estonia after a year in which groups may be dropped into it."""
    scene = small.scene(day=308, **changes)._replace(land=annexed(republic=np.full(small.CELLS, ESSR, np.int32)))
    w = scene.world
    before = w.population.red_army[0]
    for n in range(364):
        now = small.later(scene, n)
        drops.step(w.drops, w.recruitment, w.population, now.land, now.forcing, now.parameters.drops, now.today)
    assert before - w.population.red_army[0] == w.recruitment.forming.sum()
    return w


def test_that_groups_are_dropped_only_while_aircraft_fly_for_a_staff():
    assert sent().drops.groups.sum() > 5
    assert sent(sorties=0.0).drops.groups.sum() == 0
    assert sent(central=0.0).drops.groups.sum() == 0
    assert sent(parameters=small.parameters_with(drops={"enabled": 0.0})).drops.groups.sum() == 0


def test_that_a_movement_has_no_more_under_arms_than_it_has_rifles():
    w = grow(2 * WEEKS).world
    assert w.national_movements.strength.sum() > 0
    assert (w.national_movements.strength <= w.national_movements.rifles).all()
    bare = small.parameters_with(national_movements={"hidden_rifles_per_1000km2": 5.0, "rifle_purchase_rate": 0.001})
    poor = grow(2 * WEEKS, bare, scattered=0.0).world
    assert poor.national_movements.strength.sum() < 0.5 * w.national_movements.strength.sum()


def test_that_each_movement_can_be_left_out_by_itself():
    for k, name in ((POLISH, "polish_enabled"), (UKRAINIAN, "ukrainian_enabled")):
        w = grow(WEEKS, small.parameters_with(national_movements={name: 0.0})).world
        assert w.national_movements.strength[:, k].sum() == 0
        assert w.national_movements.strength[:, 1 - k].sum() > 0


def test_that_poland_has_a_home_army_and_a_left():
    one = np.ones(small.CELLS, np.uint8)
    poland = annexed(abroad=one, republic=np.full(small.CELLS, POLAND_GG, np.int32))
    w = grow(2 * WEEKS, small.parameters_with(national_movements={"growth_left": 0.003}), ground=poland).world
    assert w.national_movements.strength[:, POLISH].sum() > w.national_movements.strength[:, LEFT].sum() > 0
    assert w.national_movements.strength[:, UKRAINIAN].sum() == 0
    assert w.national_movements.network[:, LEFT] == pytest.approx(reached(0.003, 2 * WEEKS), rel=1e-12)

"""National movements, and what follows where Soviet partisans meet them."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.engine.watch import Watch, rifles_of
from hinterland.engine.world import World
from hinterland.theatre.land import ESSR, POLAND_GG, UKSSR
from hinterland.war.lines import drops
from hinterland.war.rivals import clashes, national_movements

POLISH, UKRAINIAN, BALTIC, LEFT = 0, 1, 2, 3
WEEKS = 12
TOY_LAND = small.land()


def annexed(**changes: object):
    """Return the toy ground as land annexed in 1939, half Polish and half Ukrainian."""
    one = np.ones(small.CELLS)
    ground = TOY_LAND._replace(
        soviet_1938=np.zeros(small.CELLS, np.uint8),
        republic=np.full(small.CELLS, UKSSR, np.int32),
        polish=0.5 * one,
        west_ukrainian=0.5 * one,
    )
    return ground._replace(**changes)


def told(world: World, kind: Kind, column: str = "true") -> np.ndarray:
    """Return a column of today's journal for one kind of event."""
    used = int(world.journal.used[0])
    return getattr(world.journal, column)[:used][world.journal.kind[:used] == int(kind)]


def meet(k: int = POLISH, strength: float = 400.0, contact: int = 1, camps: int = 6, days: int = 28, **changes):
    """Let detachments and one movement meet for some days, and return the scene and its sums over the journal."""
    parameters = changes.pop("parameters", None)
    scene = small.scene(camps=camps, parameters=parameters, **changes)
    scene = scene._replace(land=annexed())
    w = scene.world
    w.detachments.contact[:] = contact
    w.security.garrison[:] = 50.0
    w.national_movements.strength[:, k] = strength
    w.national_movements.network[:, k] = 0.6
    sums: dict[tuple[Kind, str], float] = {}
    for n in range(days):
        now = small.later(scene, n)
        clashes.meet(
            w.clashes, w.national_movements, w.detachments, w.population, w.supply, w.security, w.attacks, w.journal,
            now.land, now.forcing, now.parameters.clashes, now.today,
        )  # fmt: skip
        for kind in (Kind.clash, Kind.disarming, Kind.denunciation, Kind.truce, Kind.village_burned):
            for column in ("true", "second", "claimed", "found"):
                sums[kind, column] = sums.get((kind, column), 0.0) + told(w, kind, column).sum()
            sums[kind, "events"] = sums.get((kind, "events"), 0.0) + told(w, kind).size
    return scene, sums


def stance(polish: float = 0.0, ukrainian: float = 0.0) -> dict[str, object]:
    """Return orders on how to deal with the movements."""
    one = np.ones(small.CELLS)
    return {"stance_polish": polish * one, "stance_ukrainian": ukrainian * one}


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
        national_movements.step(
            w.national_movements, w.detachments, w.population, w.supply, w.security,
            now.land, now.forcing, now.parameters.national_movements, now.today,
        )  # fmt: skip
    return scene


def everyone(monkeypatch, parameters=None, days=260, **changes):
    """Play a small war on annexed land under the watch, freed at its end, and return its world."""
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
        clashes={
            "encounter_chance": 1.0,
            "half_saturation_fighters": 20.0,
            "village_burning_chance": 0.5,
            "half_saturation_partisans": 5.0,
        },
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


def test_that_seizure_of_food_brings_recruits_to_the_underground():
    def seize(w):
        w.supply.requisition_resentment[:] = 0.5

    calm, robbed = (
        grow(WEEKS, prepare=act).world.national_movements.strength[:, POLISH].sum() for act in (None, seize)
    )
    assert robbed > 1.5 * calm


def test_that_the_ukrainian_movement_waits_until_the_occupier_has_done_wrong():
    def spare(w):
        w.population.grievance[:] = 0.2

    kept, wronged = (
        grow(WEEKS, prepare=act).world.national_movements.strength[:, UKRAINIAN].sum() for act in (spare, None)
    )
    assert kept == 0 < wronged


def test_that_police_change_sides_as_soviet_formations_come_near():
    def far(w):
        w.security.police[:] = 100.0
        w.detachments.men_in_cell[:] = 0.0

    def near(w):
        w.security.police[:] = 100.0
        w.detachments.men_in_cell[:] = 1000.0

    only = small.parameters_with(national_movements={"growth_ukrainian": 0.0})
    counted = [grow(WEEKS, only, prepare=act).world.national_movements.strength.sum(axis=0) for act in (far, near)]
    assert counted[0][UKRAINIAN] == 0 < counted[1][UKRAINIAN]


def test_that_fights_are_fewer_the_better_the_orders():
    often = small.parameters_with(clashes={"encounter_chance": 1.0, "half_saturation_fighters": 20.0})
    for k, name in ((POLISH, "polish"), (UKRAINIAN, "ukrainian")):
        hostile = []
        for order in (-1.0, -0.5, 0.0, 0.6):
            _, sums = meet(k, parameters=often, **stance(**{name: order}))
            hostile.append(sums[Kind.clash, "events"] + sums[Kind.disarming, "events"])
        assert hostile == sorted(hostile, reverse=True)
        assert hostile[0] > 2 * hostile[-1]


def test_that_an_order_reaches_only_those_who_can_be_reached():
    silent = [meet(contact=0, **stance(order))[1] for order in (-1.0, 0.6)]
    assert silent[0] == silent[1]
    assert silent[0][Kind.disarming, "events"] == silent[0][Kind.denunciation, "events"] == 0


def test_that_there_is_no_clash_where_there_is_no_rival():
    scene, sums = meet(strength=0.0, **stance(-1.0, -1.0))
    assert sum(sums.values()) == 0
    assert scene.world.clashes.peaceful_meetings.sum() == scene.world.clashes.joint_attacks.sum() == 0


def test_that_guile_and_denunciation_are_ordered():
    _, foes = meet(**stance(-1.0))
    _, friends = meet(**stance(0.4))
    assert foes[Kind.disarming, "events"] > 0
    assert foes[Kind.denunciation, "true"] > 0
    assert friends[Kind.disarming, "events"] == friends[Kind.denunciation, "events"] == 0


def test_that_a_truce_holds_only_where_no_order_forbids_it():
    parameters = small.parameters_with(clashes={"truce_talk_share": 0.5})
    _, free = meet(UKRAINIAN, parameters=parameters, **stance(0.0, 0.1))
    _, forbidden = meet(UKRAINIAN, parameters=parameters, **stance(0.0, -1.0))
    _, unheard = meet(UKRAINIAN, parameters=parameters, contact=0, **stance(0.0, -1.0))
    assert free[Kind.truce, "true"] > 0
    assert unheard[Kind.truce, "true"] > 0
    assert forbidden[Kind.truce, "second"] > 0, "it was tried"
    assert forbidden[Kind.truce, "true"] == 0, "and cut"


def test_that_the_dead_of_burned_villages_are_counted_and_their_own_side_tells_none():
    parameters = small.parameters_with(clashes={"village_burning_chance": 0.5, "encounter_chance": 1.0})
    scene, sums = meet(parameters=parameters, **stance(-1.0))
    assert sums[Kind.village_burned, "second"] == scene.world.clashes.civilians_killed.sum() > 0
    assert sums[Kind.village_burned, "claimed"] == 0
    assert scene.world.population.civilians_killed.sum() == 0, "that account is for those whom the occupier killed"


def test_that_partisans_tell_more_enemies_dead_than_there_were():
    _, sums = meet(**stance(-1.0))
    assert sums[Kind.clash, "claimed"] > 1.5 * sums[Kind.clash, "true"] > 0


def hunted(baltic: float, men: float = 15.0, watch: float = 100.0) -> World:
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
        drops.hunt(
            w.national_movements, w.detachments, w.population, w.security, w.journal,
            now.land, now.forcing, now.parameters.drops, now.today,
        )  # fmt: skip
    return w


def test_that_dropped_groups_are_lost_among_hostile_people_and_live_among_others():
    hostile, mixed = hunted(0.9).detachments.men.sum(), hunted(0.5).detachments.men.sum()
    assert mixed == 15.0 * 4 * small.CELLS
    assert hostile < 0.85 * mixed


def test_that_a_large_group_is_not_undone_at_a_stroke():
    assert hunted(0.9, men=150.0).detachments.men.sum() > 0.8 * 150.0 * 4 * small.CELLS


def test_that_without_the_system_nothing_changes(monkeypatch):
    off = small.parameters_with(national_movements={"enabled": 0.0}, clashes={"enabled": 0.0})
    w = everyone(monkeypatch, off, days=120)
    for group in (w.national_movements, w.clashes):
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
    """Return a toy Estonia after a year in which groups may be dropped into it."""
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


def test_that_rifles_go_from_hand_to_hand_and_none_is_lost():
    scene, sums = meet(
        parameters=small.parameters_with(clashes={"encounter_chance": 1.0, "half_saturation_fighters": 20.0}),
        **stance(-1.0),
    )
    w = scene.world
    assert sums[Kind.clash, "true"] > 0
    held = (
        w.detachments.rifles.sum() + w.national_movements.rifles.sum() + w.supply.scattered.sum() + w.supply.lost.sum()
    )
    assert held == 6 * small.CELLS * 100.0
    w.national_movements.strength[:, UKRAINIAN] = w.national_movements.rifles[:, UKRAINIAN] = 500.0
    w.national_movements.strength[:, POLISH] = w.national_movements.rifles[:, POLISH] = 300.0
    before = rifles_of(w)
    for n in range(7 * WEEKS):
        now = small.later(scene, n)
        national_movements.step(
            w.national_movements, w.detachments, w.population, w.supply, w.security,
            now.land, now.forcing, now.parameters.national_movements, now.today,
        )  # fmt: skip
    assert w.national_movements.fallen.sum() > 0
    assert rifles_of(w) == pytest.approx(before)


def test_that_each_movement_can_be_left_out_by_itself():
    for k, name in ((POLISH, "polish_enabled"), (UKRAINIAN, "ukrainian_enabled")):
        w = grow(WEEKS, small.parameters_with(national_movements={name: 0.0})).world
        assert w.national_movements.strength[:, k].sum() == 0
        assert w.national_movements.strength[:, 1 - k].sum() > 0


def test_that_poland_has_a_home_army_and_a_left_which_partisans_take_for_their_own():
    one = np.ones(small.CELLS, np.uint8)
    poland = annexed(abroad=one, republic=np.full(small.CELLS, POLAND_GG, np.int32))
    w = grow(2 * WEEKS, small.parameters_with(national_movements={"growth_left": 0.003}), ground=poland).world
    assert w.national_movements.strength[:, POLISH].sum() > w.national_movements.strength[:, LEFT].sum() > 0
    assert w.national_movements.strength[:, UKRAINIAN].sum() == 0
    scene, friends = meet(LEFT, **stance(-1.0, -1.0))
    _, foes = meet(POLISH, **stance(-1.0, -1.0))
    assert scene.world.clashes.joint_attacks.sum() > 0
    assert friends[Kind.clash, "events"] < 0.2 * foes[Kind.clash, "events"]

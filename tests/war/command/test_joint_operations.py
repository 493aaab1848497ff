"""Acting with the Red Army, and what it is worth to the front."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.war.command import joint_operations

AREA = 1.77
"""Area of a cell of the small theatre in 1000 km2."""


def weeks(scene: small.Scene, many: int = 4) -> dict[str, float]:
    """Let detachments act with the Army for some weeks; return the sums of what was measured and written down."""
    names = (
        "sectors_with_zone",
        "advance_with_zone_km",
        "sectors_without_zone",
        "advance_without_zone_km",
        "advance_unhelped_km",
    )
    sums = dict.fromkeys((*names, "operations", "partisans"), 0.0)
    for days in range(7 * many):
        now = small.later(scene, days)
        small.call(joint_operations.delay_reserves, now)
        small.call(joint_operations.step, now)
        w = now.world
        for name in names:
            sums[name] += getattr(w.joint_operations, name).sum()
        here = w.journal.kind[: w.journal.used[0]] == Kind.joint
        sums["operations"] += here.sum()
        sums["partisans"] += w.journal.true[: w.journal.used[0]][here].sum()
    return sums


def attack(
    camps: int = 2, offensive: float = 0.8, orders: float = 0.8, km: float = 30.0, **parameters: float
) -> small.Scene:
    """Return a front that attacks, with lines that are whole and detachments in contact behind it."""
    scene = small.scene(
        day=205,
        camps=camps,
        offensive=np.full(small.CELLS, offensive),
        joint=np.full(small.CELLS, orders),
        front_km=np.full(small.CELLS, km, np.float32),
        parameters=small.parameters_with(joint_operations=parameters),
    )
    scene.world.traffic.undamaged_capacity[:] = scene.land.line_capacity
    return scene


def pace(sums: dict[str, float]) -> float:
    """Return the way that could be made beside the way without help."""
    return (sums["advance_with_zone_km"] + sums["advance_without_zone_km"]) / sums["advance_unhelped_km"]


@pytest.mark.parametrize(("offensive", "weight"), [(0.8, 0.8), (0.3, 0.3), (0.0, 0.12)])
def test_that_as_many_act_as_is_declared_where_the_army_attacks_and_where_it_stands(offensive, weight):
    many, camps = 8, 8
    sums = weeks(attack(camps, offensive=offensive), many)
    n, chance = camps * small.CELLS * many, 0.4 * 0.8 * weight
    assert abs(sums["operations"] - n * chance) < 4.0 * np.sqrt(n * chance * (1.0 - chance))
    assert sums["partisans"] == 100.0 * sums["operations"]


def test_that_nobody_acts_without_orders_or_out_of_contact_or_far_from_the_front():
    silent = attack()
    silent.world.detachments.contact[:] = 0
    for scene in (attack(orders=0.0), silent, attack(km=300.0)):
        assert weeks(scene)["operations"] == 0.0


@pytest.mark.parametrize("camps", [0, 1, 6])
def test_that_the_army_could_go_faster_through_ground_that_many_partisans_rule(camps):
    """By half where very many rule it all; rule by a handful is worth nothing."""
    scene = attack(camps, orders=0.0)
    scene.world.zones.control[:] = 0.9
    density = 100.0 * camps / AREA
    assert pace(weeks(scene, 1)) == pytest.approx(1.0 + 0.5 * 0.9 * density / (density + 150.0))


def test_that_those_who_act_help_the_army_on():
    scene = attack(camps=1)
    scene.world.joint_operations.acting_partisans[:] = 150.0 * AREA
    scene = scene._replace(forcing=small.changed(scene.forcing, joint=np.zeros(small.CELLS)))
    small.call(joint_operations.step, scene)
    j = scene.world.joint_operations
    weakened = (np.arange(small.CELLS) // 8 % 7) == scene.today.phase
    acting = np.where(weakened, 0.7 * 150.0, 150.0)
    helped = (1.0 + 0.15 * acting / (acting + 150.0)).mean()
    assert j.advance_without_zone_km.sum() / j.advance_unhelped_km.sum() == pytest.approx(helped)


@pytest.mark.parametrize("hours", [0.0, 6.0, 18.0])
def test_that_reserves_come_later_by_the_square_of_the_hours_for_which_lines_are_closed(hours):
    """On 700 km there are 2.8 lines of 250 km; a closure of h hours delays one train in 24/h by h/2 hours."""
    scene = attack(camps=0)
    scene.world.traffic.closed_h[:] = hours
    for _ in range(30):
        small.call(joint_operations.delay_reserves, scene)
    due = 700.0 / 250.0 * hours**2 / 48.0 * (1.0 - (6.0 / 7.0) ** 30)
    assert scene.world.joint_operations.group_reserve_delay_h[1] == pytest.approx(due)


def test_that_reserves_come_late_where_trains_asked_for_do_not_arrive():
    scene = attack(camps=0)
    scene.world.traffic.demand[1], scene.world.traffic.arrived[1] = 80.0, 20.0
    small.call(joint_operations.delay_reserves, scene)
    delay = scene.world.joint_operations.group_reserve_delay_h
    assert delay[1] == pytest.approx(0.75 * 30.0 / 7.0)
    assert delay[0] == 0.0
    assert (scene.world.joint_operations.reserve_delay_h == delay[1]).all()


def test_that_late_reserves_help_the_army_on():
    """By 0.15 where they come a day late, as is declared."""
    for hours, due in ((0.0, 1.0), (24.0, 1.15)):
        scene = attack(camps=0)
        scene.world.joint_operations.reserve_delay_h[:] = hours
        small.call(joint_operations.step, scene)
        j = scene.world.joint_operations
        assert j.advance_without_zone_km.sum() / j.advance_unhelped_km.sum() == pytest.approx(due)


def test_that_nothing_is_measured_where_nobody_attacks():
    sums = weeks(attack(offensive=0.0))
    assert sums["advance_unhelped_km"] == sums["advance_without_zone_km"] == sums["advance_with_zone_km"] == 0.0


def test_that_left_out_it_leaves_no_trace():
    assert not any(weeks(attack(enabled=0.0)).values())


@pytest.mark.parametrize(
    ("km", "control", "shares"),
    [(100.0, 0.8, (1.0, 0.0, 0.0, 0.0)), (20.0, 0.8, (0.0, 0.3, 0.3, 0.4)), (20.0, 0.0, (0.0, 0.7, 0.3, 0.0))],
)
def test_that_those_far_from_the_front_scout_and_those_near_it_do_the_rest(km, control, shares):
    """In order: scouts, guides, at crossings, on the flank, which only held ground leads to."""
    scene, found = attack(camps=8, km=km), []
    scene.world.zones.control[:] = control
    for days in range(56):
        now = small.later(scene, days)
        small.call(joint_operations.step, now)
        found += now.world.journal.other[: now.world.journal.used[0]].tolist()
    counts, due = np.bincount(found, minlength=4) / len(found), np.array(shares)
    assert (np.abs(counts - due) <= 4.0 * np.sqrt(due * (1.0 - due) / len(found))).all()


def test_that_the_army_goes_faster_by_a_twelfth_where_it_knows_the_enemys_troops():
    seeing = attack(orders=0.0)
    seeing.world.intelligence.troop_knowledge[:] = 1.0
    assert pace(weeks(seeing, 1)) == pytest.approx(1.08)

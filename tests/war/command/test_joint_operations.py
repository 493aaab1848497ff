"""Acting with the Red Army, and what it is worth to the front."""

import numpy as np
from tests import small

from hinterland.core.journal import Kind
from hinterland.war.command import joint_operations


def weeks(scene: small.Scene, many: int = 4) -> dict[str, float]:
    """Let detachments act with the Army for some weeks; return the sums of what was measured and written down."""
    names = (
        "sectors_with_zone",
        "advance_with_zone_km",
        "sectors_without_zone",
        "advance_without_zone_km",
        "advance_unhelped_km",
    )
    told = dict.fromkeys((*names, "operations", "partisans"), 0.0)
    for days in range(7 * many):
        now = small.later(scene, days)
        w, r = now.world, now.parameters.joint_operations
        joint_operations.delay_reserves(w.joint_operations, w.traffic, now.land, r)
        joint_operations.step(
            w.joint_operations, w.detachments, w.zones, w.intelligence, w.journal, now.land, now.forcing, r, now.today
        )
        for name in names:
            told[name] += getattr(w.joint_operations, name).sum()
        here = w.journal.kind[: w.journal.used[0]] == Kind.joint
        told["operations"] += here.sum()
        told["partisans"] += w.journal.true[: w.journal.used[0]][here].sum()
    return told


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


def pace(told: dict[str, float]) -> float:
    """Return the way that could be made beside the way without help."""
    return (told["advance_with_zone_km"] + told["advance_without_zone_km"]) / told["advance_unhelped_km"]


def test_that_more_act_where_the_army_attacks_than_where_it_stands():
    standing, attacking = weeks(attack(offensive=0.0)), weeks(attack())
    assert attacking["operations"] > 2.0 * standing["operations"] > 0.0
    assert attacking["partisans"] > attacking["operations"]


def test_that_nobody_acts_without_orders_or_out_of_contact_or_far_from_the_front():
    deaf = attack()
    deaf.world.detachments.contact[:] = 0
    for scene in (attack(orders=0.0), deaf, attack(km=300.0)):
        assert weeks(scene)["operations"] == 0.0


def test_that_the_army_could_go_faster_through_ground_that_partisans_rule():
    bare, held = attack(), attack()
    held.world.zones.control[:] = 0.9
    assert pace(weeks(held)) > pace(weeks(bare))


def test_that_rule_of_the_ground_by_a_handful_is_worth_little():
    few, many = attack(camps=0), attack(camps=6)
    for scene in (few, many):
        scene.world.zones.control[:] = 0.9
    assert pace(weeks(few)) < 1.01
    assert pace(weeks(many)) > 1.15


def test_that_reserves_come_later_the_longer_lines_are_closed():
    late = []
    for hours in (0.0, 6.0, 18.0):
        scene = attack(camps=0)
        scene.world.traffic.closed_h[:] = hours
        for _ in range(30):
            small.call(joint_operations.delay_reserves, scene)
        late.append(scene.world.joint_operations.group_reserve_delay_h[1])
    assert late[0] == 0.0
    assert late == sorted(late)
    assert late[2] > 3.0 * late[1], "one long closure holds a train up longer than several short ones"


def test_that_reserves_come_late_where_trains_asked_for_do_not_arrive():
    scene = attack(camps=0)
    scene.world.traffic.demand[1], scene.world.traffic.arrived[1] = 80.0, 20.0
    small.call(joint_operations.delay_reserves, scene)
    assert scene.world.joint_operations.group_reserve_delay_h[1] > 0.0
    assert scene.world.joint_operations.group_reserve_delay_h[0] == 0.0
    assert (scene.world.joint_operations.reserve_delay_h == scene.world.joint_operations.group_reserve_delay_h[1]).all()


def test_that_late_reserves_help_the_army_on():
    soon, late = attack(camps=0), attack(camps=0)
    late.world.traffic.arrived[1], late.world.traffic.demand[1] = 1.0, 80.0
    assert pace(weeks(soon)) == 1.0
    assert pace(weeks(late)) > 1.05


def test_that_nothing_is_measured_where_nobody_attacks():
    told = weeks(attack(offensive=0.0))
    assert told["advance_unhelped_km"] == told["advance_without_zone_km"] == told["advance_with_zone_km"] == 0.0


def test_that_out_of_work_it_leaves_no_trace():
    told = weeks(attack(enabled=0.0))
    assert not any(told.values())


def test_that_those_far_from_the_front_scout_and_those_near_it_do_the_rest():
    def manners(km):
        scene, found = attack(km=km), set()
        scene.world.zones.control[:] = 0.8
        for days in range(28):
            now = small.later(scene, days)
            w = now.world
            small.call(joint_operations.step, now)
            found |= set(w.journal.other[: w.journal.used[0]].tolist())
        return found

    assert manners(100.0) == {joint_operations.SCOUTING}
    assert manners(20.0) == {joint_operations.GUIDES, joint_operations.CROSSING, joint_operations.FLANK}


def test_that_the_army_could_go_faster_where_it_knows_the_enemys_troops():
    blind, seeing = attack(), attack()
    seeing.world.intelligence.troop_knowledge[:] = 1.0
    assert pace(weeks(blind)) < pace(weeks(seeing)) < 1.3 * pace(weeks(attack()))

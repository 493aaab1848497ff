"""What the underground of a town passes to a detachment outside it."""

import numpy as np
import pytest
from tests import small

from hinterland.core.geometry import distance_km
from hinterland.engine.watch import people_of, rifles_of
from hinterland.war.command import underground_aid
from hinterland.war.partisans import detachments

TOWN = 14
AREA = 1.77
"""Area of a cell of the small theatre in 1000 km2."""


def fortnights(scene: small.Scene, many: int, before=None) -> dict[str, float]:
    """Let every town send what it can so many times; return the sums of what is counted and written down."""
    sums = dict.fromkeys(("weapons_passed_on", "led_out", "freed"), 0.0)
    for days in range(14 * many):
        if before is not None and days % 14 == 0:
            before(scene.world)
        now = small.later(scene, days)
        small.call(underground_aid.step, now)
        for name in ("weapons_passed_on", "led_out"):
            sums[name] += getattr(now.world.underground_aid, name).sum()
        sums["freed"] += now.world.journal.true[: now.world.journal.used[0]].sum()
    return sums


def town(members: float = 500.0, **changes: object) -> small.Scene:
    """Return a scene with an underground in one town and a camp in every cell that is short of rifles."""
    scene = small.scene(camps=1, **changes)
    scene.world.underground.members[TOWN] = members
    scene.world.detachments.rifles[:36] = 10.0
    return scene


@pytest.mark.parametrize("members", [20.0, 2000.0])
def test_that_a_town_sends_as_much_as_is_declared(members):
    """In two weeks 0.012 people by support and 0.006 hidden and 0.004 stolen rifles a member, and some prisoners."""
    scene, many = small.scene(camps=1), 30
    w = scene.world
    w.population.support_soviet[:] = 0.6

    def refill(world):
        world.underground.members[:] = members
        world.population.urban[:] = 20_000.0
        world.population.prisoners[:] = 150.0
        world.security.garrison[:] = 84.7 * AREA
        world.supply.scattered[:] = 5_000.0
        world.detachments.rifles[:36] = 0.0

    sums, n = fortnights(scene, many, refill), small.CELLS * many
    due = {
        "led_out": 2.0 * 0.012 * members * 0.6,
        "weapons_passed_on": 2.0 * (0.006 + 0.004 / 2.0) * members,
        "freed": 2.0 * 0.002 * members / 2.0,
    }
    for name, mean in due.items():
        assert abs(sums[name] - n * mean) < 4.0 * np.sqrt(0.5 * n), f"{name}: two roundings of half a unit at most"


def test_that_no_more_hidden_weapons_are_gathered_than_there_are_and_than_are_needed():
    scene = town(50_000.0)
    scene.world.supply.scattered[:] = 30.0
    fortnights(scene, 1)
    assert scene.world.supply.scattered[TOWN] == 0.0
    scene = town(50_000.0)
    scene.world.supply.scattered[:] = 3_000.0
    scene.world.population.urban[:] = 0.0
    fortnights(scene, 1)
    assert scene.world.supply.scattered[TOWN] == 2_910.0, "90 of 100 people have no rifle"


def test_that_weapons_go_from_a_town_to_detachments_far_from_it():
    scene = town()
    w = scene.world
    w.security.garrison[:] = 500.0
    w.supply.scattered[:] = 300.0
    rifles, everyone = rifles_of(w), people_of(w)
    passed = fortnights(scene, 10)["weapons_passed_on"]
    armed = np.flatnonzero(w.detachments.rifles[:36] > 10.0)
    assert passed == (w.detachments.rifles[:36] - 10.0).sum() > 20.0
    assert len(armed) > 2
    assert TOWN not in armed
    assert rifles_of(w) == rifles
    assert people_of(w) == everyone
    assert w.supply.captured[TOWN] > 0.0, "some are stolen from garrisons"


def found_in(scene: small.Scene, days: int) -> np.ndarray:
    """Return the detachments that couriers of the town find on so many days."""
    p, w = scene.parameters.underground_aid, scene.world
    now = [small.later(scene, day).today for day in range(days)]
    find = underground_aid.find_detachment
    return np.array([find(w.detachments, scene.land, scene.forcing, p, today, TOWN) for today in now])


def with_camps_at(steps: int, way_km: float) -> small.Scene:
    """Return a scene with a camp in every cell that lies so many steps from the town, and couriers who go so far."""
    scene = small.scene(parameters=small.parameters_with(underground_aid={"courier_way_km": way_km}))
    c = np.arange(small.CELLS)
    row, column = np.divmod(c, small.SIDE)
    away = abs(row - TOWN // small.SIDE) + abs(column - TOWN % small.SIDE)
    for i, cell in enumerate(np.flatnonzero(away == steps)):
        small.place_detachment(scene.world, i, cell)
    detachments.list_by_cell(scene.world.detachments)
    return scene


def test_that_couriers_go_as_far_as_is_declared_and_never_back():
    """A third step of about 45 km is made with the chance that what is left of 120 km gives."""
    days = 2000
    assert (found_in(with_camps_at(2, 120.0), days) >= 0).all()
    assert (found_in(with_camps_at(4, 120.0), days) == -1).all()
    steps = [distance_km(with_camps_at(1, 120.0).land, a, b) for a, b in ((14, 15), (14, 20))]
    chances = [(120.0 - 2.0 * km) / km for km in steps]
    share = (found_in(with_camps_at(3, 120.0), days) >= 0).mean()
    error = 4.0 * np.sqrt(0.25 / days)
    assert min(chances) - error < share < max(chances) + error


def test_that_each_way_out_of_a_town_is_as_likely():
    days = 4000
    found = found_in(with_camps_at(1, 120.0), days)
    counts = np.bincount(found, minlength=4)
    assert len(counts) == 4
    assert (np.abs(counts - days / 4) < 4.0 * np.sqrt(days * 0.25 * 0.75)).all()


def test_that_nothing_is_sent_where_no_detachment_is_found():
    scene = town()
    scene.world.detachments.alive[:] = 0
    scene.world.supply.scattered[:] = 300.0
    assert sum(fortnights(scene, 10).values()) == 0.0


def test_that_left_out_it_sends_nothing():
    scene = town(parameters=small.parameters_with(underground_aid={"enabled": 0}))
    scene.world.supply.scattered[:] = 300.0
    assert sum(fortnights(scene, 5).values()) == 0.0

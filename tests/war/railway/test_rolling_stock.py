"""Locomotives and wagons."""

import numpy as np
import pytest
from tests import small

from hinterland.war.railway import rolling_stock


def day(scene: small.Scene, derailed: float = 0.0, struck: float = 0.0) -> None:
    """Let a day pass on which so much happened on every line."""
    w = scene.world
    w.rail.trains_derailed[:], w.rail.trains_struck[:] = derailed, struck
    small.call(rolling_stock.step, scene)


def test_that_locomotives_are_fit_or_mending_or_lost_and_none_comes_from_nowhere():
    scene = small.scene()
    day(scene)
    for _ in range(60):
        scene = small.later(scene, 1)
        day(scene, 2.0, 1.0)
        e = scene.world.rolling_stock
        assert (e.in_service + e.in_repair + e.destroyed_in_total == e.supplied_in_total).all()
        assert e.in_service.min() >= 0.0
        assert (e.destroyed <= e.damaged).all()
        assert (e.wagons_destroyed <= e.wagons_damaged).all()


def test_that_as_many_locomotives_come_as_the_lines_need():
    scene = small.scene()
    day(scene)
    e = scene.world.rolling_stock
    assert e.in_service.sum() == pytest.approx(
        scene.parameters.rolling_stock.locomotives_per_km * scene.land.line_km.sum(), abs=1
    )
    assert e.availability[1] == pytest.approx(1.0, abs=0.01)


def test_that_many_losses_leave_trains_without_locomotives():
    """A derailment a day on each of twelve lines damages more than workshops mend."""
    scene = small.scene()
    p = scene.parameters.rolling_stock
    needed = p.locomotives_per_km * scene.land.line_km.sum()
    day(scene)
    service, repair = needed, 0.0
    for _ in range(30):
        scene = small.later(scene, 1)
        day(scene, 1.0)
        hurt = 12 * p.damage_chance_derailed * (1.0 - p.sand_wagon_protection * scene.forcing.sand_wagons)
        mended = p.repaired_per_day * (repair + (1.0 - p.destroyed_share) * hurt)
        repair += (1.0 - p.destroyed_share) * hurt - mended
        service += mended - hurt
        service += min(p.replacements_per_day, needed - service - repair)
    # Of each of fourteen lines and workshops a whole number is drawn every day, twice.
    error = 4.0 * np.sqrt(0.25 * 2 * 14 * 30) / needed
    assert scene.world.rolling_stock.availability[1] == pytest.approx(service / needed, abs=error)


def test_that_sand_wagons_save_locomotives():
    damaged = []
    for sand in (0.0, 1.0):
        scene = small.scene(sand_wagons=sand)
        day(scene)
        total = 0.0
        for _ in range(40):
            scene = small.later(scene, 1)
            day(scene, 1.0, 1.0)
            total += scene.world.rolling_stock.damaged.sum()
        damaged.append(total)
    saved = small.parameters_with().rolling_stock.sand_wagon_protection
    assert damaged[1] == pytest.approx((1.0 - saved) * damaged[0], rel=0.1)


def test_that_without_the_system_nothing_is_counted_and_nothing_lacks():
    scene = small.scene(parameters=small.parameters_with(rolling_stock={"enabled": 0.0}))
    day(scene, 5.0)
    e = scene.world.rolling_stock
    assert e.damaged.sum() == e.supplied_in_total.sum() == 0.0
    assert (e.availability == 1.0).all()


def winter(temp: float, days: int = 60, scene: small.Scene | None = None) -> tuple[small.Scene, float, float]:
    """Return the scene after so many days at a temperature, how many locomotives froze, and the least power."""
    scene = scene or small.scene()
    scene = scene._replace(forcing=small.changed(scene.forcing, temp=np.array([temp])))
    frozen, power = 0.0, 1.0
    for _ in range(days):
        scene = small.later(scene, 1)
        day(scene)
        frozen += scene.world.rolling_stock.frozen.sum()
        power = min(power, scene.world.rolling_stock.availability[1])
        e = scene.world.rolling_stock
        assert (e.in_service + e.in_repair + e.destroyed_in_total == e.supplied_in_total).all()
    return scene, frozen, power


def test_that_the_harder_the_frost_the_more_locomotives_stop():
    stopped = [winter(temp)[1:] for temp in (5.0, -8.0, -14.0, -22.0)]
    frozen, power = zip(*stopped, strict=True)
    assert frozen[0] == frozen[1] == 0.0
    assert 0.0 < frozen[2] < frozen[3]
    assert power[3] < power[2] < 0.97


def test_that_a_second_winter_stops_fewer_than_the_first():
    scene, first, _ = winter(-16.0, 90)
    scene, summer, _ = winter(15.0, 180, scene)
    assert summer == 0.0
    _, second, _ = winter(-16.0, 90, scene)
    assert 0.0 <= second < 0.5 * first


@pytest.mark.parametrize("busy", [0.0, 0.5, 1.0])
def test_that_trains_run_into_cuts_by_the_declared_chance_on_busy_lines(busy):
    scene = small.scene(sand_wagons=0.0)
    scene.world.traffic.busy_share[:] = busy
    day(scene)
    total, days = 0.0, 100
    for _ in range(days):
        scene = small.later(scene, 1)
        scene.world.rail.cuts[:] = 1.0
        day(scene)
        total += scene.world.rolling_stock.damaged.sum()
    p, cuts = scene.parameters.rolling_stock, days * small.LINES
    mean = p.cut_collision_chance * busy * p.damage_chance_struck
    assert total / cuts == pytest.approx(mean, abs=4.0 * np.sqrt(mean * (1.0 - mean) / cuts))


@pytest.mark.parametrize(("derailed", "days"), [(1.0, 200), (20.0, 50)])
def test_that_few_and_many_derailments_damage_and_destroy_as_much_as_declared(derailed, days):
    """Each rounding has a standard error of at most half a thing for every root of the number of lines and days."""
    scene = small.scene(sand_wagons=0.0)
    e, p = scene.world.rolling_stock, scene.parameters.rolling_stock
    sums = np.zeros(4)
    for _ in range(days):
        e.in_service[:] = 1e6
        day(scene, derailed)
        sums += [a.sum() for a in (e.damaged, e.destroyed, e.wagons_damaged, e.wagons_destroyed)]
        scene = small.later(scene, 1)
    lines = days * small.LINES
    error = 4.0 * 0.5 * np.sqrt(lines)
    assert sums[0] == pytest.approx(p.damage_chance_derailed * derailed * lines, abs=error)
    assert sums[1] == pytest.approx(p.destroyed_share * sums[0], abs=error)
    assert sums[2] == pytest.approx(p.wagons_per_derailment * derailed * lines, abs=error)
    assert sums[3] == pytest.approx(p.wagons_destroyed_share * sums[2], abs=error)


@pytest.mark.parametrize("held", [1.0, 10.0, 1000.0])
def test_that_few_and_many_locomotives_leave_the_shops_at_the_declared_rate(held):
    scene = small.scene(parameters=small.parameters_with(rolling_stock={"repaired_per_day": 0.03}))
    e, days, done = scene.world.rolling_stock, 600, 0.0
    for _ in range(days):
        e.in_repair[:] = held
        day(scene)
        done += (held - e.in_repair).sum()
        scene = small.later(scene, 1)
    draws = days * e.in_repair.size
    assert done == pytest.approx(0.03 * held * draws, abs=4.0 * 0.5 * np.sqrt(draws))


@pytest.mark.parametrize("km", [20.0, 2000.0])
def test_that_frost_stops_locomotives_of_short_and_long_lines_at_the_declared_rate(km):
    scene = small.scene(temp=np.array([-18.0], np.float32))
    scene.world.gauge.operated_km[:] = km
    e, p, days, frozen = scene.world.rolling_stock, scene.parameters.rolling_stock, 300, 0.0
    for _ in range(days):
        e.in_service[:], e.supplied_in_total[:] = 1e5, 1e5
        e.in_repair[:] = e.frost_proof_share[:] = 0.0
        e.availability[:] = 1.0
        day(scene)
        frozen += e.frozen.sum()
        scene = small.later(scene, 1)
    lines = days * small.LINES
    mean = p.frost_failures_per_degree * 10.0 * p.locomotives_per_km * km
    # Those that are stopped are fitted in the shops, and so lower the share of the next lines by at most a thousandth.
    assert frozen / lines == pytest.approx(mean, abs=4.0 * 0.5 / np.sqrt(lines) + 0.002 * mean)

"""What expeditions cost partisans, the people of a district and themselves."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import STRAGGLER
from hinterland.engine.watch import people_of, rifles_of
from hinterland.war.occupier import expeditions, sweeps

UNITS = small.order_of_battle()
P = small.parameters_with().sweeps
CAMPS = 14 * small.CELLS
"""Detachments in the scenes of many: close to all the rows of the table."""


def swept(control: float = 0.5, **changes: object) -> small.Scene:
    """Return a scene in which the named expedition has begun, and has swept its district for a day."""
    scene = small.scene(day=UNITS.named_from[0], camps=7, **changes)
    scene.world.zones.control[:] = control
    small.call(expeditions.launch, scene, order_of_battle=UNITS)
    for kernel in (expeditions.place_troops, sweeps.sweep, sweeps.harm_civilians, sweeps.assign_deaths):
        small.call(kernel, scene)
    return scene


def test_that_the_dead_of_the_district_are_those_of_the_expedition():
    w = swept().world
    assert w.population.killed_expedition.sum() == w.population.civilians_killed.sum() > 0.0
    assert w.population.killed_expedition.sum() == pytest.approx(w.sweeps.civilians_dead[0])
    assert w.sweeps.partisans_dead[0] == pytest.approx(w.sweeps.partisans_killed.sum())
    assert w.sweeps.axis_dead[0] == pytest.approx(w.sweeps.own_dead.sum())
    assert (w.population.civilians_killed[w.expeditions.troops == 0.0] == 0.0).all()


def test_that_what_is_told_of_the_caught_is_what_their_detachments_lost():
    w = swept().world
    assert w.sweeps.rifles_taken.sum() == w.supply.lost.sum() > 0.0
    assert w.sweeps.captured.sum() == w.population.prisoners.sum()
    assert w.sweeps.wounded.sum() == w.detachments.wounded.sum() > 0.0


def test_that_where_it_is_forbidden_nobody_is_killed():
    scene = swept(reprisal=np.zeros(small.CELLS))
    assert scene.world.population.civilians_killed.sum() == scene.world.population.villages_burned.sum() == 0.0
    assert scene.world.population.fear.sum() == 0.0


def camps(men: float, troops: float, days: int, each, **changes: object) -> None:
    """Sweep 504 detachments of raw soldiers, of so many men each, on many days; all is as before every morning."""
    parameters = small.parameters_with(sweeps=changes)
    scene = small.scene(camps=CAMPS // small.CELLS, parameters=parameters)
    w, d = scene.world, scene.world.detachments
    rural = w.population.rural.copy()
    for day in range(days):
        now = small.later(scene, day)
        d.people[:CAMPS] = 0.0
        d.people[:CAMPS, STRAGGLER] = d.men[:CAMPS] = d.rifles[:CAMPS] = men
        d.skill[:] = d.wounded[:] = 0.0
        w.concealment.share[:] = w.intelligence.troop_knowledge[:] = 0.0
        w.population.rural[:] = rural
        w.expeditions.troops[:] = troops * scene.land.area / 1000.0
        each(now)


def share_caught(men: float = 80.0, *, skill: float = 0.0, cover: float = 0.0, warned: float = 0.0) -> tuple:
    """Return which share of 20,160 detachments is caught by troops at half saturation, and its standard error."""
    caught = []

    def sweep(now: small.Scene) -> None:
        now.world.detachments.skill[:] = skill
        now.world.concealment.share[:] = cover
        now.world.intelligence.troop_knowledge[:] = warned
        small.call(sweeps.sweep, now)
        caught.append((now.world.detachments.skill[:CAMPS] > skill).mean())

    camps(men, P.half_saturation_troops, 40, sweep)
    share = float(np.mean(caught))
    return share, math.sqrt(share * (1.0 - share) / (40 * CAMPS))


@pytest.mark.parametrize(
    ("case", "factor"),
    [
        ({}, 1.0),
        ({"men": 1.0}, 0.5 + 1.0 / 81.0),
        ({"men": 7920.0}, 1.49),
        ({"skill": 0.8}, 1.0 - 0.8 * P.skill_protection),
        ({"cover": 1.0}, 1.0 - P.concealment_effect),
        ({"warned": 1.0}, 1.0 - P.warning_effect),
    ],
)
def test_that_a_detachment_is_caught_as_often_as_size_skill_cover_and_warning_say(case, factor):
    share, error = share_caught(**case)
    assert share == pytest.approx(0.5 * P.catch_chance * factor, abs=4.0 * error)


@pytest.mark.parametrize("men", [20.0, 2000.0])
def test_that_the_losses_of_a_caught_detachment_have_their_declared_means(men):
    """Dead vary by 0.58 of their mean and by rounding, of a variance of 0.25 at most; the rest follows the dead."""
    sums = dict.fromkeys(("caught", "dead", "wounded", "gone", "captured", "rifles", "own"), 0.0)

    def sweep(now: small.Scene) -> None:
        w = now.world
        w.population.prisoners[:] = w.population.stragglers[:] = w.supply.lost[:] = 0.0
        everyone, rifles = people_of(w), rifles_of(w)
        small.call(sweeps.sweep, now)
        assert people_of(w) == everyone
        assert rifles_of(w) == rifles
        sums["caught"] += (w.detachments.skill > 0.0).sum()
        sums["dead"] += w.sweeps.partisans_killed.sum()
        sums["wounded"] += w.detachments.wounded.sum()
        sums["gone"] += (w.population.prisoners + w.population.stragglers).sum()
        sums["captured"] += w.population.prisoners.sum()
        sums["rifles"] += w.supply.lost.sum()
        sums["own"] += w.sweeps.own_dead.sum()

    camps(men, 1e6, 25, sweep, catch_chance=0.6)
    n = sums["caught"]
    assert n > 4000
    dead, one = P.partisan_loss_share * men, 4.0 / math.sqrt(n)
    spread = math.sqrt(dead * dead / 3.0 + 0.25)
    assert sums["dead"] / n == pytest.approx(dead, abs=one * spread)
    rounding = one * 0.5
    assert sums["wounded"] / n == pytest.approx(P.wounded_per_dead * sums["dead"] / n, abs=rounding)
    left = men - (sums["dead"] + sums["wounded"]) / n
    assert sums["gone"] / n == pytest.approx(P.scatter_share * left, abs=rounding)
    assert sums["captured"] / n == pytest.approx(P.captured_share * sums["gone"] / n, abs=rounding)
    assert sums["rifles"] / n == pytest.approx(P.rifles_lost_share * (sums["dead"] + sums["gone"]) / n, abs=rounding)
    assert sums["own"] / n == pytest.approx(P.axis_dead_per_partisan * sums["dead"] / n, abs=rounding)


def test_that_an_experienced_detachment_loses_fewer_dead_and_nobody_scatters():
    """With full skill half of the dead of raw people die, and the share that scatters is nothing."""
    dead, gone, caught = 0.0, 0.0, 0.0

    def sweep(now: small.Scene) -> None:
        nonlocal dead, gone, caught
        w = now.world
        w.detachments.skill[:] = 1.0
        before = w.detachments.men[:CAMPS].copy()
        stragglers = w.population.stragglers.sum() + w.population.prisoners.sum()
        small.call(sweeps.sweep, now)
        dead += w.sweeps.partisans_killed.sum()
        gone += w.population.stragglers.sum() + w.population.prisoners.sum() - stragglers
        caught += (w.detachments.men[:CAMPS] < before).sum()

    camps(2000.0, 1e6, 25, sweep, catch_chance=0.6)
    assert gone == 0.0
    mean = P.partisan_loss_share * (1.0 - P.skill_protection) * 2000.0
    assert dead / caught == pytest.approx(mean, rel=4.0 * 0.58 / math.sqrt(caught))


def harmed(rural: float, control: float = 1.0, days: int = 300, **changes: object) -> tuple[float, float, float]:
    """Return the mean numbers killed, deported and of villages burned on a day in a cell, over 36 cells.

    Troops are at half saturation and as harsh as can be; decisions ask for all the killing there may be.
    """
    scene = small.scene(reprisal=np.ones(small.CELLS), labour=np.ones(small.CELLS), **changes)
    w = scene.world
    totals = np.zeros(3)
    for day in range(days):
        now = small.later(scene, day)
        w.population.rural[:], w.zones.control[:] = rural, control
        w.expeditions.troops[:] = P.half_saturation_troops * scene.land.area / 1000.0
        w.expeditions.troops_harshness[:] = 1.0
        small.call(sweeps.harm_civilians, now)
        totals += (
            w.population.killed_expedition.sum(),
            w.population.deported_today.sum(),
            w.population.villages_burned.sum(),
        )
    return tuple(totals / (days * small.CELLS))


@pytest.mark.parametrize("rural", [600.0, 60000.0])
def test_that_civilians_are_killed_and_deported_by_the_declared_means(rural):
    killed, deported, burned = harmed(rural)
    mean, root = 0.5 * P.civilian_killing_rate * rural, math.sqrt(300 * small.CELLS)
    assert killed == pytest.approx(mean, abs=4.0 * math.sqrt(mean * mean / 3.0 + 0.25) / root)
    assert deported == pytest.approx(P.deported_per_victim * killed, abs=4.0 * 0.5 / root)
    assert burned == pytest.approx(P.villages_burned_per_victim * killed, abs=4.0 * 0.5 / root)


def test_that_whoever_helps_partisans_is_killed_more():
    blamed, free = harmed(60000.0)[0], harmed(60000.0, control=0.0)[0]
    assert free == pytest.approx(P.blame_without_control * blamed, rel=8.0 * 0.58 / math.sqrt(300 * small.CELLS))


def test_that_fear_and_grievance_follow_the_share_killed():
    scene = small.scene(reprisal=np.ones(small.CELLS))
    w = scene.world
    w.expeditions.troops[:], w.expeditions.troops_harshness[:] = 4000.0, 1.0
    people, before = w.population.rural.copy(), w.population.grievance.copy()
    small.call(sweeps.harm_civilians, scene)
    terror = P.fear_per_share_killed * w.population.killed_expedition / people
    np.testing.assert_allclose(w.population.fear, terror)
    np.testing.assert_allclose(w.population.grievance, before + (1.0 - before) * terror)
    assert terror.min() > 0.0

"""Ambushes grow with armed partisans and with the enemies around them, and cost both sides."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.engine.watch import people_of, rifles_of
from hinterland.war.sabotage import ambushes

P = small.parameters_with().ambushes
OFTEN = {"ambushes": {"ambushes_per_week": 1.0}}
WEEKS = 12
CAMPS = 14


def among(garrison: float = 1000.0, police: float = 0.0, men: float = 100.0, arms: float = 1.0, each=None, **changes):
    """Return how many ambushes there are in twelve weeks of 504 camps, and what they cost, by name."""
    parameters = small.parameters_with(**changes.pop("chosen", {}))
    scene = small.scene(camps=CAMPS, parameters=parameters, **changes)
    w, n = scene.world, CAMPS * small.CELLS
    names = ("fights", "on_police", "axis", "police", "partisans", "captured")
    sums = dict.fromkeys(names, 0.0)
    for day in range(7 * WEEKS):
        now = small.later(scene, day)
        d = w.detachments
        d.people[:n] = 0.0
        d.people[:n, 2] = d.men[:n] = men
        d.rifles[:n], d.wounded[:n] = arms * men, 0.0
        w.security.garrison[:], w.security.police[:] = garrison, police
        dead, fallen, rifles = w.population.partisans_dead.sum(), w.attacks.police_dead.sum(), w.supply.captured.sum()
        everyone, guns = people_of(w), rifles_of(w)
        small.call(ambushes.attack, now)
        assert people_of(w) == everyone
        assert rifles_of(w) == guns
        sums["fights"] += w.ambushes.on_soldiers.sum() + w.ambushes.on_police.sum()
        sums["on_police"] += w.ambushes.on_police.sum()
        sums["axis"] += w.attacks.axis_dead.sum()
        sums["police"] += w.attacks.police_dead.sum() - fallen
        sums["partisans"] += w.population.partisans_dead.sum() - dead
        sums["captured"] += w.supply.captured.sum() - rifles
    return sums


def test_that_strong_armed_detachments_among_many_enemies_ambush_at_the_declared_rate():
    enemies = 1000.0 / 1.77
    rate = P.ambushes_per_week * 100.0 / (100.0 + P.half_saturation_people)
    rate *= enemies / (enemies + P.half_saturation_enemies)
    n = CAMPS * small.CELLS * WEEKS
    for arms in (1.0, 0.5):
        expected = rate * arms * n
        assert among(arms=arms)["fights"] == pytest.approx(expected, abs=4.0 * math.sqrt(expected))
    assert among(garrison=20.0)["fights"] < 0.3 * rate * n
    assert among(men=P.least_men - 1.0)["fights"] == 0.0


def test_that_deep_snow_prevents_most_ambushes():
    summer, winter = among(chosen=OFTEN), among(chosen=OFTEN, snow=np.array([80.0]))
    expected = (1.0 - P.snow_effect) * summer["fights"]
    assert winter["fights"] == pytest.approx(expected, abs=4.0 * math.sqrt(2.0 * expected))


def test_that_police_are_met_by_their_number_and_their_duty_on_the_roads():
    sums = among(police=500.0, chosen=OFTEN)
    share = P.police_exposure * 500.0 / (P.police_exposure * 500.0 + 1000.0)
    assert sums["on_police"] / sums["fights"] == pytest.approx(share, abs=2.0 / math.sqrt(sums["fights"]))
    assert sums["police"] > 0.0
    assert sums["axis"] > 0.0


def test_that_an_ambush_costs_what_is_declared_on_average():
    sums = among(chosen=OFTEN)
    n = sums["fights"]
    assert n > 2000
    slain = sums["axis"] / n
    assert slain == pytest.approx(P.mean_slain, abs=4.0 * (P.mean_slain - 1.0 + 0.5) / math.sqrt(n))
    for name, rate in (("partisans", P.attackers_killed_per_slain), ("captured", P.rifles_per_slain)):
        assert sums[name] / sums["axis"] == pytest.approx(rate, abs=4.0 * 0.5 / math.sqrt(n))


def test_that_an_ambush_is_in_the_journal_with_whom_it_met():
    scene = small.scene(camps=CAMPS, parameters=small.parameters_with(**OFTEN))
    scene.world.security.garrison[:] = 1e5
    fights = 0.0
    for day in range(7):
        now = small.later(scene, day)
        small.call(ambushes.attack, now)
        fights += now.world.ambushes.on_soldiers.sum()
        assert now.world.journal.used[0] == now.world.ambushes.on_soldiers.sum()
    j = scene.world.journal
    assert fights > 100
    assert set(j.kind[: j.used[0]]) == {int(Kind.ambush)}
    assert set(j.other[: j.used[0]]) == {0}
    assert j.true[: j.used[0]].min() >= 1.0

"""Escape from ghettos and camps, hiding, and whom detachments admitted."""

import numpy as np
import pytest
from tests import small
from tests.war.civilians.counts import check_count

from hinterland.war.civilians import persecution

ALL = np.ones(small.CELLS)
COUNTED = ("murdered_today", "escaped", "returned")


def weeks(scene: small.Scene, many: int = 4) -> dict[str, float]:
    """Let some weeks pass in ghettos and forest, and return the sums of what is counted by the day."""
    sums = dict.fromkeys(COUNTED, 0.0)
    sums |= {f"{name}{k}": 0.0 for name in ("applicants", "admitted") for k in range(3)}
    for days in range(7 * many):
        now = small.later(scene, days)
        for kernel in (persecution.escape, persecution.hide, persecution.admit):
            small.call(kernel, now)
        for name in COUNTED:
            sums[name] += float(getattr(now.world.persecution, name).sum())
        for name in ("applicants", "admitted"):
            for k in range(3):
                sums[f"{name}{k}"] += float(getattr(now.world.persecution, name)[:, k].sum())
    return sums


def everyone(world) -> float:
    """Return the people of towns and villages, and all Jews in whatever account."""
    g, p = world.persecution, world.population
    alive = p.rural.sum() + p.urban.sum() + p.evacuated.sum() + g.confined.sum() + g.in_hiding.sum()
    return float(alive + g.murdered.sum() + g.died_in_hiding.sum() + world.detachments.people.sum())


def hiding(many: float, attitude: float = 0.6, **changes: object) -> small.Scene:
    """Return a scene with so many of each group in hiding in every cell, and the same attitude of every commander."""
    scene = small.scene(camps=1, murder=0.0 * ALL, **changes)
    scene.world.persecution.in_hiding[:] = many
    scene.world.commanders.attitude[:] = attitude
    scene.world.supply.scattered[:] = 1000.0
    return scene


def confined(many: float, camps: int = 0, level: float = 1.0) -> small.Scene:
    """Return a scene with so many confined in every cell, who know what deportation means; few meet detachments."""
    scene = small.scene(
        camps=camps, murder=level * ALL, parameters=small.parameters_with(persecution={"contact_rate": 0.02})
    )
    g = scene.world.persecution
    g.confined[:], g.awareness[:] = many, 1.0
    return scene


def test_that_nobody_is_lost_from_the_accounts():
    scene = small.scene(camps=2, murder=ALL)
    scene.world.persecution.confined[:] = 1000.0
    before = everyone(scene.world)
    assert weeks(scene, 20)["escaped"] > 0.0
    assert everyone(scene.world) == before


@pytest.mark.parametrize("camps", [0, 3])
def test_that_escape_grows_with_forest_and_with_partisans_near(camps):
    scene = confined(10_000.0, camps)
    attraction = 1.0 + 2.0 * 100.0 * camps / (100.0 * camps + 60.0)
    found = weeks(scene, 1)["escaped"]
    check_count(found, 0.0016 * 10_000.0 * attraction * scene.land.cover.sum(), small.CELLS)


def test_that_awareness_comes_before_flight():
    scene = confined(10_000.0)
    scene.world.persecution.awareness[:] = 0.0
    assert weeks(scene, 1)["escaped"] == 0.0
    np.testing.assert_allclose(scene.world.persecution.awareness, 0.25)
    left = scene.world.persecution.confined.copy()
    check_count(weeks(scene, 1)["escaped"], 0.0016 * 0.25 * (left * scene.land.cover).sum(), small.CELLS)
    np.testing.assert_allclose(scene.world.persecution.awareness, 1.0 - 0.75**2)


def test_that_of_those_who_escape_the_declared_shares_are_men_and_armed():
    scene = confined(100_000.0)
    for days in range(7):
        small.call(persecution.escape, small.later(scene, days))
    armed, unarmed, others = scene.world.persecution.in_hiding.sum(axis=0)
    escaped = armed + unarmed + others
    check_count(armed + unarmed, 0.45 * escaped, small.CELLS)
    check_count(armed, 0.25 * (armed + unarmed), small.CELLS)


@pytest.mark.parametrize("soviet", [0.0, 0.5, 1.0])
def test_that_those_in_hiding_are_caught_where_ground_is_open_and_neighbours_hostile(soviet):
    scene = hiding(1000.0)
    scene.world.population.support_soviet[:] = soviet
    for days in range(7):
        small.call(persecution.hide, small.later(scene, days))
    rate = 0.035 * (1.0 - soviet) * (1.0 - 0.8 * scene.world.concealment.share)
    check_count(scene.world.persecution.murdered.sum(), 3000.0 * rate.sum(), 3 * small.CELLS)


def test_that_each_group_in_hiding_suffers_alike_however_few_are_caught():
    """One in a cell is caught in every third week or so: armed men are not caught before the others."""
    scene = small.scene(murder=0.0 * ALL, parameters=small.parameters_with(persecution={"capture_rate": 0.3}))
    scene.world.population.support_soviet[:] = 0.0
    rate = 0.3 * (1.0 - 0.8 * scene.world.concealment.share)
    caught, turns = np.zeros(3), 300
    for n in range(turns):
        scene.world.persecution.in_hiding[:] = 1.0
        now = small.later(scene, 7 * n + (4 - scene.today.phase) % 7)
        small.call(persecution.hide, now)
        caught += small.CELLS - now.world.persecution.in_hiding.sum(axis=0)
    error = 4.0 * np.sqrt(turns * (rate * (1.0 - rate)).sum())
    assert (np.abs(caught - turns * rate.sum()) <= error).all()


def test_that_those_admitted_are_the_declared_shares_by_group_and_attitude():
    """A detachment of 100 has room for the 95 or so of its cell who are admitted before it holds 220."""
    for attitude in (0.6, 0.05):
        sums = weeks(hiding(100.0, attitude), 4)
        chances = (0.9 * (attitude + 0.5 * (1.0 - attitude)), 0.35 * attitude, 0.03 * attitude)
        for k, chance in enumerate(chances):
            check_count(sums[f"admitted{k}"], chance * sums[f"applicants{k}"], 4 * small.CELLS)


def test_that_a_full_detachment_admits_nobody():
    scene = hiding(100.0)
    d = scene.world.detachments
    d.people[: small.CELLS, 2] = d.men[: small.CELLS] = 220.0
    sums = weeks(scene, 2)
    assert sums["applicants0"] > 0.0
    assert sums["admitted0"] == 0.0


def test_that_a_hostile_commander_drives_people_back_to_the_ghetto():
    for attitude in (0.9, 0.05):
        scene = hiding(1000.0, attitude)
        scene.world.population.support_soviet[:] = 1.0
        scene.world.persecution.confined[:] = 1.0
        for days in range(7):
            now = small.later(scene, days)
            small.call(persecution.hide, now)
            if now.today.phase == 4:
                found = now.world.persecution.returned.sum()
        check_count(found, 0.02 * (1.0 - attitude) * 3000.0 * small.CELLS, 3 * small.CELLS)


def test_that_the_policy_of_moscow_changes_whom_a_commander_in_contact_admits():
    for protection, contact in ((1.0, 1), (1.0, 0), (0.0, 1)):
        scene = hiding(100.0, 0.2, protection=protection)
        scene.world.detachments.contact[:] = contact
        sums = weeks(scene, 4)
        tolerance = 0.2 + 0.35 * protection * contact * 0.8
        check_count(sums["admitted1"], 0.35 * tolerance * sums["applicants1"], 4 * small.CELLS)


def test_that_those_admitted_bring_weapons_found_in_the_fields():
    scene = hiding(100.0)
    d, s = scene.world.detachments, scene.world.supply
    before = d.rifles.sum() + s.scattered.sum()
    admitted = weeks(scene, 6)["admitted0"]
    assert d.rifles.sum() + s.scattered.sum() == before
    assert s.scattered.sum() == 1000.0 * small.CELLS - admitted


def test_that_left_out_it_changes_nobody():
    scene = small.scene(camps=1, murder=ALL, parameters=small.parameters_with(persecution={"enabled": 0.0}))
    scene.world.persecution.confined[:] = 1000.0
    before = everyone(scene.world)
    assert sum(weeks(scene).values()) == 0.0
    assert everyone(scene.world) == before
    assert scene.world.persecution.confined.sum() == 1000.0 * small.CELLS


def test_that_those_who_are_left_when_a_ghetto_is_destroyed_are_in_hiding():
    for share, hidden in ((1.0, 100.0), (0.5, 0.0)):
        scene = confined(100.0)
        scene.world.persecution.awareness[:] = 0.0
        ends = np.full(small.CELLS, scene.today.day, np.int32)
        ended = scene._replace(forcing=small.changed(scene.forcing, ghetto_end=ends, persecution_share=share * ALL))
        for days in range(7):
            small.call(persecution.escape, small.later(ended, days))
        assert (scene.world.persecution.in_hiding.sum(axis=1) == hidden).all()

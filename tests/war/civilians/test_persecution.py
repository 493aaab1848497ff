"""The murder of the Jews of the occupied land, escape, and whom detachments took in."""

import numpy as np
import pytest
from tests import small

from hinterland.war.civilians import persecution

ALL = np.ones(small.CELLS)


def weeks(scene: small.Scene, many: int = 4) -> dict[str, float]:
    """Let some weeks pass in ghettos and forest, and return the sums of what is counted by the day."""
    told = dict.fromkeys(("murdered_today", "escaped", "returned", "applicants", "admitted"), 0.0)
    told |= {f"{name}{k}": 0.0 for name in ("applicants", "admitted") for k in range(3)}
    for days in range(7 * many):
        now = small.later(scene, days)
        w, r = now.world, now.parameters.persecution
        persecution.murder(w.persecution, w.detachments, w.population, w.journal, now.land, now.forcing, r, now.today)
        small.call(persecution.hide, now)
        persecution.admit(
            w.persecution, w.detachments, w.recruitment, w.supply, w.commanders, now.forcing, r, now.today
        )
        for name in ("murdered_today", "escaped", "returned"):
            told[name] += float(getattr(w.persecution, name).sum())
        for name in ("applicants", "admitted"):
            for k in range(3):
                told[f"{name}{k}"] += float(getattr(w.persecution, name)[:, k].sum())
    return told


def everyone(world) -> float:
    """Return the people of towns and villages, and all Jews in whatever account."""
    g, p = world.persecution, world.population
    alive = p.rural.sum() + p.urban.sum() + p.evacuated.sum() + g.confined.sum() + g.in_hiding.sum()
    return float(alive + g.murdered.sum() + g.died_in_hiding.sum() + world.detachments.people.sum())


def hiding(many: float, mind: float = 0.6, **changes: object) -> small.Scene:
    """Return a scene with so many of each group in hiding in every cell, and one commander's mind everywhere."""
    scene = small.scene(camps=1, murder=0.0 * ALL, **changes)
    scene.world.persecution.in_hiding[:] = many
    scene.world.commanders.attitude[:] = mind
    scene.world.supply.scattered[:] = 1000.0
    return scene


def test_that_nobody_is_lost_from_the_accounts():
    scene = small.scene(camps=2, murder=ALL)
    before = everyone(scene.world)
    weeks(scene, 20)
    assert everyone(scene.world) == before
    assert scene.world.persecution.murdered.sum() > 0


def test_that_the_higher_the_level_of_murder_the_fewer_are_alive():
    left = []
    for level in (0.1, 0.5, 1.0):
        scene = small.scene(murder=level * ALL)
        weeks(scene, 20)
        left.append(float(scene.world.persecution.confined.sum()))
    assert left == sorted(left, reverse=True)
    assert left[-1] < 0.5 * left[0]


def test_that_nobody_is_murdered_where_it_is_not_ordered():
    scene = small.scene(murder=0.0 * ALL)
    weeks(scene)
    assert scene.world.persecution.murdered.sum() == 0.0
    assert scene.world.persecution.confined.sum() == 0.0


def test_that_more_get_out_where_partisans_are_and_where_forest_is_near():
    alone, near = small.scene(murder=ALL), small.scene(camps=3, murder=ALL)
    assert weeks(near, 10)["escaped"] > 1.3 * weeks(alone, 10)["escaped"]
    east = np.arange(small.CELLS) % small.SIDE
    wooded = near.world.persecution.in_hiding.sum(axis=1) + near.world.persecution.admitted_by_detachment.sum()
    assert wooded[east == 0].sum() > wooded[east == small.SIDE - 1].sum()


def test_that_word_of_the_killing_comes_before_flight():
    scene = small.scene(murder=ALL)
    first, later = weeks(scene, 4)["escaped"], 0.0
    assert scene.world.persecution.awareness.max() > 0.2
    again = small.scene(murder=ALL)
    again.world.persecution.awareness[:] = 1.0
    later = weeks(again, 4)["escaped"]
    assert later > 1.5 * first


def test_that_men_with_a_weapon_are_taken_before_men_without_and_these_before_dependants():
    told = weeks(hiding(100.0), 6)
    armed, unarmed, others = (told[f"admitted{k}"] / told[f"applicants{k}"] for k in range(3))
    assert armed > 1.5 * unarmed
    assert unarmed > 3.0 * others
    assert others > 0.0


def test_that_a_hostile_commander_takes_fewer_and_drives_people_back():
    kind, hostile = hiding(100.0, 0.9), hiding(100.0, 0.05)
    for scene in (kind, hostile):
        scene.world.persecution.confined[:] = 100.0
        scene.world.persecution.confinement_begun[:] = 1
    a, b = weeks(kind, 6), weeks(hostile, 6)
    assert b["admitted1"] < 0.3 * a["admitted1"]
    assert b["returned"] > 2.0 * a["returned"]


def test_that_moscows_word_opens_the_ranks_to_more():
    before, after = hiding(100.0, 0.2, protection=0.0), hiding(100.0, 0.2, protection=1.0)
    assert weeks(after, 6)["admitted1"] > 1.3 * weeks(before, 6)["admitted1"]


def test_that_who_brings_a_weapon_brings_it_out_of_the_fields():
    scene = hiding(100.0)
    d, s = scene.world.detachments, scene.world.supply
    before = d.rifles.sum() + s.scattered.sum()
    weeks(scene, 6)
    assert d.rifles.sum() + s.scattered.sum() == before
    assert s.scattered.sum() < 1000.0 * small.CELLS


def test_that_at_liberation_those_alive_are_free():
    scene = hiding(50.0)
    scene.world.persecution.confined[:] = 10.0
    free = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8)))
    weeks(free, 1)
    assert scene.world.persecution.confined.sum() == 0.0
    assert scene.world.persecution.in_hiding.sum() == 0.0


def test_that_left_out_it_changes_nobody():
    scene = small.scene(camps=1, murder=ALL, parameters=small.parameters_with(persecution={"enabled": 0.0}))
    before = everyone(scene.world)
    assert sum(weeks(scene).values()) == 0.0
    assert everyone(scene.world) == before
    assert scene.world.persecution.confined.sum() == pytest.approx(0.0)

"""Commanders differ, and commissars work on them."""

from math import sqrt

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.war.partisans import commanders

DETACHMENTS = 14 * small.CELLS


def appoint(scene: small.Scene, weeks: int = 0, many: int = DETACHMENTS) -> small.Scene:
    """Let so many detachments form, before any has its day of the week; then let some weeks pass."""
    w = scene.world
    w.journal.used[0] = many
    w.journal.kind[:many], w.journal.who[:many], w.journal.other[:many] = Kind.formation, np.arange(many), -1
    used = w.detachments.used[0]
    w.detachments.used[0] = 0
    small.call(commanders.step, scene)
    w.detachments.used[0] = used
    for after in range(7 * weeks):
        small.call(commanders.step, small.later(scene, after))
    return scene


def test_that_the_traits_of_new_commanders_are_spread_as_declared_and_independent():
    """The mean of u ** 1.5 is 1 / 2.5, its variance 1 / 4 - 0.16; aggressiveness is even from 0 to 1."""
    made = appoint(small.scene(camps=14)).world.commanders
    attitude, temper = made.attitude[:DETACHMENTS], made.aggressiveness[:DETACHMENTS]
    assert abs(attitude.mean() - 0.4) < 4.0 * sqrt(0.09 / DETACHMENTS)
    assert abs(temper.mean() - 0.5) < 4.0 * sqrt(1.0 / 12.0 / DETACHMENTS)
    assert abs(temper.std() - sqrt(1.0 / 12.0)) < 0.03
    # Of two that have nothing to do with each other, the correlation of so many has a standard error of 1 / sqrt(n).
    assert abs(np.corrcoef(attitude, temper)[0, 1]) < 4.0 / sqrt(DETACHMENTS)


@pytest.mark.parametrize(("contact", "wanted"), [(0, 1.0), (1, 0.0), (1, 1.0)])
def test_that_attitudes_change_only_where_moscow_is_heard_and_wants_it(contact, wanted):
    scene = small.scene(camps=3, protection=wanted)
    scene.world.detachments.contact[:] = contact
    appoint(scene, many=3 * small.CELLS)
    made, p = scene.world.commanders, scene.parameters.commanders
    gap = 1.0 - made.attitude[: 3 * small.CELLS].copy()
    appointed = made.attitude[: 3 * small.CELLS].copy()
    influence = 0.0
    for week in range(20):
        for after in range(7):
            small.call(commanders.step, small.later(scene, 7 * week + after))
        influence += p.commissar_influence_per_week * (contact - influence)
        gap *= 1.0 - p.attitude_change_per_week * wanted * influence
    assert made.attitude[: 3 * small.CELLS] == pytest.approx(1.0 - gap)
    assert made.commissar_influence[: 3 * small.CELLS] == pytest.approx(influence)
    assert (np.abs(made.attitude[: 3 * small.CELLS] - appointed) > 1e-9).all() == (contact * wanted > 0.0)


def test_that_a_new_detachment_in_a_row_used_before_has_no_commissar_and_another_commander():
    scene = appoint(small.scene(camps=1), weeks=20, many=small.CELLS)
    before = scene.world.commanders.attitude[: small.CELLS].copy()
    assert scene.world.commanders.commissar_influence[: small.CELLS].min() > 0.9
    later = small.later(scene, 140)
    appoint(later, many=small.CELLS)
    assert (later.world.commanders.commissar_influence[: small.CELLS] == 0.0).all()
    assert (later.world.commanders.attitude[: small.CELLS] != before).all()


def test_that_people_under_commanders_who_protect_are_counted_while_they_live():
    scene = appoint(small.scene(camps=14, protection=0.0), weeks=1)
    made, d = scene.world.commanders, scene.world.detachments
    protects = made.attitude[:DETACHMENTS] >= 0.5
    assert made.men_of_protectors[:DETACHMENTS] == pytest.approx(100.0 * protects)
    # A commander protects where u ** 1.5 is at least one half: 1 - 0.5 ** (2 / 3) = 0.37 of them.
    assert abs(protects.mean() - 0.37) < 4.0 * sqrt(0.37 * 0.63 / DETACHMENTS)
    d.alive[:] = 0
    small.call(commanders.step, small.later(scene, 7))
    assert made.men_of_protectors.sum() == 0.0


def test_that_left_out_all_commanders_are_alike():
    off = small.parameters_with(commanders={"enabled": 0.0})
    made = appoint(small.scene(camps=14, parameters=off), weeks=4).world.commanders
    assert (made.attitude == 0.5).all()
    assert (made.aggressiveness == 0.5).all()
    assert made.commissar_influence.sum() == made.men_of_protectors.sum() == 0.0

"""Staffs list the people of a detachment as it reported them, and not as they are."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import SATURDAY
from hinterland.war.reporting import composition_returns

HALF = 36
"""Half of the detachments of the scene."""


def listed(reported: float = 50.0, alive: int = 1) -> small.Scene:
    """Return a scene whose 72 detachments of 100 people, half of them in contact, were listed."""
    scene = small.scene(camps=2)
    d, w = scene.world.detachments, scene.world
    d.reported_strength[:72], d.alive[:72] = reported, alive
    d.contact[:HALF], d.contact[HALF:72] = 1, 0
    d.people[:72] = (10.0, 20.0, 60.0, 10.0)
    d.wounded[:72], d.rifles[:72] = 4.0, 80.0
    w.composition.people[:72] = (15.0, 5.0, 5.0, 70.0, 15.0, 3.0, 2.0)
    w.family_camps.camp_exists[:2] = 1
    w.family_camps.protecting_detachment[:2] = 0, HALF
    w.family_camps.jews[:2], w.family_camps.villagers[:2] = 30.0, 12.0
    w.composition_returns.by_origin[:] = 99.0
    small.call(composition_returns.count, scene._replace(today=scene.today._replace(phase=SATURDAY)))
    return scene


@pytest.mark.parametrize("reported", [0.0, 50.0, 130.0])
def test_that_a_detachment_is_listed_as_strong_as_it_said_in_the_parts_in_which_it_is(reported):
    lists = listed(reported).world.composition_returns
    assert lists.by_origin.sum(axis=0) == pytest.approx(72 * reported * np.array((0.1, 0.2, 0.6, 0.1)))
    assert lists.by_kind[:, 1:].sum() == pytest.approx(72 * reported)
    assert lists.by_kind[:, 0].sum() == pytest.approx(72 * reported * 0.15)


def test_that_staffs_know_of_rifles_wounded_and_camps_only_where_they_are_in_contact():
    lists = listed().world.composition_returns
    assert lists.wounded.sum() == HALF * 4.0
    assert lists.rifles.sum() == HALF * 80.0
    assert lists.protected.sum() == 42.0


def test_that_detachments_that_are_no_more_are_on_no_list():
    lists = listed(alive=0).world.composition_returns
    assert not any(getattr(lists, name).any() for name in lists._fields)


def test_that_the_lists_change_nothing_but_themselves():
    scene, before = small.scene(camps=2), small.scene(camps=2)
    saturday = scene.today._replace(phase=SATURDAY)
    small.list_detachments(before.world, saturday)
    small.call(composition_returns.count, scene._replace(today=saturday))
    for name in ("detachments", "composition", "family_camps"):
        for one, other in zip(getattr(scene.world, name), getattr(before.world, name), strict=True):
            np.testing.assert_array_equal(one, other)

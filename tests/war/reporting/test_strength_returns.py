"""The strength that stands on the lists of the staffs."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import SATURDAY
from hinterland.war.reporting import strength_returns

P = small.parameters_with().strength_returns


def weeks(scene: small.Scene, many: int, each=None) -> np.ndarray:
    """Write the lists of so many weeks and return the strength on each."""
    scene = scene._replace(today=scene.today._replace(day=SATURDAY, phase=SATURDAY))
    listed = []
    for week in range(many):
        now = small.later(scene, 7 * week)
        if each is not None:
            each(now.world.detachments, week)
        small.call(strength_returns.write, now)
        listed.append(now.world.strength_returns.strength.sum())
    return np.array(listed)


def test_that_staffs_list_what_was_reported_and_not_what_is():
    scene = small.scene(camps=2)
    d = scene.world.detachments
    d.reported_strength[:72], d.contact[:36] = 150.0, 0
    assert weeks(scene, 3).tolist() == [72 * 150.0] * 3
    assert scene.world.strength_returns.in_contact.sum() == 36 * 150.0


def test_that_a_detachment_that_never_reported_is_on_no_list():
    scene = small.scene(camps=2)
    scene.world.detachments.reported_strength[:] = 0.0
    assert weeks(scene, 3).max() == 0.0


@pytest.mark.parametrize("heard", [0, 1])
def test_that_a_detachment_that_ends_unheard_stays_on_the_list_for_months(heard):
    scene = small.scene(camps=2)
    scene.world.detachments.contact[:72] = heard

    def ending(d, week):
        d.alive[:72] = week < 1

    listed = weeks(scene, 40, ending) / (72 * 100.0)
    assert listed[0] == 1.0
    kept = 0.0 if heard else 1.0
    expected = kept * (1.0 - P.given_up_per_week) ** np.arange(1, 40)
    assert listed[1:] == pytest.approx(expected, abs=0.01)


def test_that_a_silent_detachment_stays_on_the_list_until_the_staff_gives_it_up_or_hears_of_it():
    scene = small.scene(camps=10)
    many = 10 * small.CELLS
    scene.world.detachments.contact[:many] = 0

    def silence(d, week):
        d.reported_strength[:many] = 0.0 if 0 < week < 21 else 100.0

    listed = weeks(scene, 22, silence) / (100.0 * many)
    assert listed[20] == pytest.approx((1.0 - P.given_up_per_week) ** 20, abs=4 * np.sqrt(0.25 / many))
    assert listed[21] == 1.0


def test_that_nobody_is_looked_for_where_the_ground_is_free():
    scene = small.scene(camps=1)
    scene.world.detachments.contact[:36] = 0
    weeks(scene, 1)
    scene.world.detachments.alive[:36] = 0
    free = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8)))
    assert weeks(free, 1).max() == 0.0

"""Leaflets, newspapers and presses as the Soviet side counts them, and copies that the occupier finds."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import TUESDAY
from hinterland.war.reporting import press_returns

P = small.parameters_with().press_returns
ROUNDING = 4.0 * np.sqrt(0.25 / small.CELLS)
"""Four standard errors of the mean of figures that are rounded by chance."""


def counted(scene: small.Scene, week: int = 0) -> press_returns.State:
    """Count the copies of a week and return the returns."""
    now = scene._replace(today=scene.today._replace(day=TUESDAY + 7 * week, phase=TUESDAY))
    small.call(press_returns.count, now)
    return scene.world.press_returns


@pytest.mark.parametrize(("members", "twice"), [(0.0, 0.0), (25.0, 0.2), (100.0, 0.5), (300.0, 0.25)])
def test_that_leaflets_that_go_from_hand_to_hand_are_counted_twice(members: float, twice: float) -> None:
    """The lesser of the two has a fifth, a half and a fourth of the leaflets, of which it passes half on."""
    scene = small.scene(camps=1)
    w = scene.world
    w.detachments.men_in_cell[:], w.underground.members[:] = 100.0, members
    w.propaganda.leaflets[:] = 1000.0
    expected = 1000.0 * (1.0 + P.passed_on_share * twice)
    assert counted(scene).leaflets.mean() == pytest.approx(expected, abs=ROUNDING)


@pytest.mark.parametrize("printed", [500.0, 3000.0, 5000.0])
def test_that_half_of_what_is_wanting_to_the_ordered_run_is_added(printed: float) -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.propaganda.presses[:], w.propaganda.papers[:] = 2.0, printed
    wanting = max(0.0, 2.0 * P.ordered_copies_per_week - printed)
    expected = printed + P.padding_to_order * wanting
    assert counted(scene).papers.mean() == pytest.approx(expected, abs=ROUNDING)


def test_that_copies_are_booked_as_they_leave() -> None:
    scene = small.scene(camps=0)
    scene.world.propaganda.copies_airdropped[:] = 101.0
    assert counted(scene).sent.mean() == pytest.approx(101.0 * P.printed_per_copy_dropped, abs=ROUNDING)


def test_that_nothing_is_reported_where_nothing_is_made() -> None:
    returns = counted(small.scene(camps=1))
    assert returns.leaflets.sum() == returns.papers.sum() == returns.sent.sum() == returns.found.sum() == 0.0


def test_that_a_lost_press_is_struck_off_late_and_ends_with_the_occupation() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.propaganda.presses[:] = 10.0
    assert (counted(scene).presses == 10.0).all()
    w.propaganda.presses[:] = 4.0
    for week in range(1, 11):
        counted(scene, week)
    left = 4.0 + 6.0 * (1.0 - P.struck_off_per_week) ** 10
    assert w.press_returns.presses == pytest.approx(left)
    free = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS)))
    assert (counted(free, 11).presses == 4.0).all()


@pytest.mark.parametrize(("half_saturations", "share"), [(0.0, 0.0), (1.0, 0.5), (9.0, 0.9)])
def test_that_services_find_as_much_as_they_have_men(half_saturations: float, share: float) -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.security.police[:] = 0.0
    w.security.garrison[:] = half_saturations * P.half_saturation_forces * scene.land.area / 1000.0
    w.propaganda.leaflets[:], w.propaganda.papers[:], w.propaganda.copies_airdropped[:] = 4000.0, 3000.0, 3000.0
    expected = P.found_share * share * 10_000.0
    assert counted(scene).found.mean() == pytest.approx(expected, rel=0.01, abs=ROUNDING)

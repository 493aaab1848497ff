"""The interned and the dead on the lists of the camps, and the interned of whom Soviet staffs have heard."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import SATURDAY
from hinterland.war.reporting import internment_returns

P = small.parameters_with().internment_returns


def write(scene: small.Scene, week: int = 0) -> internment_returns.State:
    """Write the lists of a week and return them."""
    now = scene._replace(today=scene.today._replace(day=SATURDAY + 7 * week, phase=SATURDAY))
    small.call(internment_returns.write, now)
    return scene.world.internment_returns


def test_that_whoever_comes_is_on_the_list_at_once_and_whoever_leaves_stays_on_it_for_weeks() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.internment.interned[:] = 1000.0
    lists = write(scene)
    assert lists.interned == pytest.approx(1000.0)
    assert lists.heard_of == pytest.approx(1000.0 * P.heard_share)
    w.internment.interned[:] = 200.0
    for week in range(1, 6):
        write(scene, week)
    assert lists.interned == pytest.approx(200.0 + 800.0 * (1.0 - P.struck_off_per_week) ** 5)
    late = (1.0 - P.releases_heard_per_week) ** 5
    assert lists.heard_of == pytest.approx(P.heard_share * (200.0 + 800.0 * late))


def test_that_the_lists_end_with_the_occupation_and_the_dead_stay() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.internment.interned[:], w.internment.dead[:] = 1000.0, 100.0
    entered = write(scene).dead.copy()
    w.internment.interned[:] = 0.0
    free = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS)))
    lists = write(free, 1)
    assert lists.interned.sum() == lists.heard_of.sum() == 0.0
    assert (lists.dead == entered).all()


def test_that_a_part_of_the_dead_is_entered_as_dead_and_each_once() -> None:
    scene = small.scene(camps=0)
    w, weeks = scene.world, 20
    for week in range(weeks):
        w.internment.dead[:] += 7.0
        write(scene, week)
    died = 7.0 * weeks * small.CELLS
    error = 4.0 * np.sqrt(0.25 * weeks * small.CELLS)
    assert w.internment_returns.dead.sum() == pytest.approx(died * P.deaths_entered_share, abs=error)
    entered = w.internment_returns.dead.sum()
    assert write(scene, weeks).dead.sum() == entered

"""The binding of detachments into brigades."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import MONDAY
from hinterland.engine.watch import full_tables
from hinterland.war.partisans import brigades

SEEDS = range(1, 21)


def monday(scene: small.Scene) -> small.Scene:
    """Let detachments join and found brigades on one Monday."""
    small.call(brigades.step, scene._replace(today=scene.today._replace(phase=MONDAY)))
    return scene


def bind(camps: int, weeks: int = 12, **changes: object) -> small.Scene:
    """Let detachments form brigades for some weeks."""
    scene = small.scene(day=250, camps=camps, **changes)
    for n in range(7 * weeks):
        now = small.later(scene, n)
        small.call(brigades.step, now)
        small.call(brigades.survey, now)
    return scene


def founded(day: int, central: float, camps: int = 3) -> float:
    """Return the share of cells in which a brigade was founded on one Monday."""
    made = [
        monday(small.scene(day=day, camps=camps, seed=seed, central=central)).world.brigades.used[0] for seed in SEEDS
    ]
    return sum(made) / (small.CELLS * len(SEEDS))


@pytest.mark.parametrize(("central", "rate"), [(0.0, 0.12 * 0.16), (0.5, 0.56 * 0.16), (1.0, 0.16)])
def test_that_each_of_three_detachments_founds_a_brigade_at_the_declared_rate(central, rate):
    """A cell has its brigade when any of the three founds it; 720 cells are looked at."""
    due = 1.0 - (1.0 - rate) ** 3
    error = np.sqrt(due * (1.0 - due) / (small.CELLS * len(SEEDS)))
    assert founded(250, central) == pytest.approx(due, abs=4 * error)


def test_that_no_brigade_is_founded_before_its_time_or_by_two_detachments():
    first = int(small.parameters_with().brigades.first_founding_day)
    assert founded(first - 1, 1.0) == 0.0
    due = 1.0 - (1.0 - 0.16) ** 3
    error = np.sqrt(due * (1.0 - due) / (small.CELLS * len(SEEDS)))
    assert founded(first, 1.0) == pytest.approx(due, abs=4 * error)
    assert founded(250, 1.0, camps=2) == 0.0


def test_that_a_free_detachment_joins_a_brigade_with_room_at_the_declared_rate():
    joined = 0
    for seed in SEEDS:
        scene = small.scene(day=250, camps=2, seed=seed)
        b, d = scene.world.brigades, scene.world.detachments
        b.used[0], b.alive[: small.CELLS], b.detachments[: small.CELLS] = small.CELLS, 1, 5.0
        d.brigade[: small.CELLS] = np.arange(small.CELLS)
        monday(scene)
        joined += (d.brigade[small.CELLS : 2 * small.CELLS] >= 0).sum()
        np.testing.assert_array_equal(b.detachments[b.detachments > 5.0], 6.0)
    n = small.CELLS * len(SEEDS)
    assert joined == pytest.approx(0.14 * n, abs=4 * np.sqrt(n * 0.14 * 0.86))


def test_that_a_brigade_is_no_bigger_than_its_full_number():
    w = bind(10).world
    assert w.brigades.detachments.max() == small.parameters_with().brigades.detachments_per_brigade == 6.0
    assert w.brigades.partisans.sum() == w.brigades.men.sum()
    assert w.brigades.men.sum() == w.detachments.men[w.detachments.brigade >= 0].sum()


def test_that_detachments_out_of_contact_form_no_brigade():
    scene = small.scene(day=250, camps=5)
    scene.world.detachments.contact[:] = 0
    for n in range(70):
        small.call(brigades.step, small.later(scene, n))
    assert scene.world.brigades.alive.sum() == 0


def test_that_a_full_table_refuses_and_counts_brigades_and_detachments_stay_free():
    scene = small.scene(day=250, camps=5)
    b, d = scene.world.brigades, scene.world.detachments
    b.used[0] = b.alive.size
    monday(scene)
    assert (d.brigade[: d.used[0]] == -1).all()
    assert b.used[0] == b.alive.size
    assert b.refused[0] > 10
    assert full_tables(scene.world) == [f"the table of brigades had no room for {b.refused[0]:.0f}"]

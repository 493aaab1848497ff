"""The occupier interns the ordered share of those whom he distrusts, and releases them when orders end."""

import numpy as np
import pytest
from tests import small

from hinterland.war.civilians import internment


def weeks(scene: small.Scene, many: int) -> small.Scene:
    """Let some weeks pass."""
    for days in range(7 * many):
        small.call(internment.step, small.later(scene, days))
    return scene


def scene_with(ordered: float, finnic: float = 0.0, **changes: object) -> small.Scene:
    """Return a scene in which a share of the people is to be interned, where nobody interned dies."""
    parameters = small.parameters_with(internment={"death_rate": 0.0})
    scene = small.scene(internment=np.full(small.CELLS, ordered), parameters=parameters, **changes)
    return scene._replace(land=scene.land._replace(finnic=np.full(small.CELLS, finnic)))


def test_that_the_gap_to_the_ordered_number_closes_by_a_share_every_week():
    """Rounding leaves a cell within sqrt(0.25 / (1 - 0.94^2)) of the number."""
    w = weeks(scene_with(0.2, finnic=0.5), 30).world
    expected = 0.2 * 0.5 * 50_000.0 * (1.0 - 0.94**30)
    error = np.sqrt(small.CELLS * 0.25 / (1.0 - 0.94**2))
    assert abs(w.internment.interned.sum() - small.CELLS * expected) <= 4.0 * error
    assert (w.internment.interned + w.population.rural == 50_000.0).all()


def test_that_the_interned_are_released_by_the_same_share_and_freed_by_the_front():
    scene = scene_with(0.0)
    scene.world.internment.interned[:] = 5000.0
    weeks(scene, 30)
    left = scene.world.internment.interned.sum()
    error = np.sqrt(small.CELLS * 0.25 / (1.0 - 0.94**2))
    assert abs(left - small.CELLS * 5000.0 * 0.94**30) <= 4.0 * error
    weeks(scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS))), 1)
    assert scene.world.internment.interned.sum() == 0.0


def test_that_left_out_nobody_is_interned():
    parameters = small.parameters_with(internment={"enabled": 0.0})
    scene = small.scene(internment=np.ones(small.CELLS), parameters=parameters)
    assert weeks(scene, 4).world.internment.interned.sum() == 0.0


def test_that_the_interned_are_taken_from_the_villages_and_let_go_with_the_order():
    scene = small.scene(internment=np.full(small.CELLS, 0.4))
    w = scene.world
    before = w.population.rural.sum()

    def live(scene: small.Scene, days: int) -> float:
        for n in range(days):
            small.call(internment.step, small.later(scene, n))
        assert w.population.rural.sum() + w.internment.dead.sum() + w.internment.interned.sum() == before
        return w.internment.interned.sum()

    held = live(scene, 200)
    assert held == pytest.approx(0.4 * before, rel=0.2)
    assert (
        live(scene._replace(forcing=small.changed(scene.forcing, internment=np.zeros(small.CELLS))), 200) < 0.3 * held
    )


def test_that_without_internment_nobody_is_interned():
    off = small.parameters_with(internment={"enabled": 0.0})
    scene = small.scene(parameters=off, internment=np.full(small.CELLS, 0.4))
    for n in range(7):
        small.call(internment.step, small.later(scene, n))
    assert scene.world.internment.interned.sum() == 0.0

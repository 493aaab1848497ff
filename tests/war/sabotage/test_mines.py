"""Long-delay mines."""

import numpy as np
import pytest
from tests import small

from hinterland.war.sabotage import mines


def lain(guards: float = 0.0, trains: float = 12.0, **changes: object) -> small.Scene:
    """Return a scene with fifty mines in every line."""
    scene = small.scene(**changes)
    scene.world.mines.hidden[:] = 50.0
    scene.world.security.guards[:] = guards
    scene.world.traffic.trains[:] = trains
    return scene


def wait(scene: small.Scene, days: int) -> np.ndarray:
    """Return what went off, was found, and derailed a train in so many days."""
    w, told = scene.world, np.zeros(3)
    for _ in range(days):
        small.call(mines.explode, scene)
        told += [w.mines.exploded.sum(), w.mines.found.sum(), w.rail.trains_derailed.sum()]
        scene = small.later(scene, 1)
    return told


def test_that_every_mine_goes_off_or_is_found_or_still_lies_there():
    scene = lain(2500.0)
    off, found, derailed = wait(scene, 20)
    assert off + found + scene.world.mines.hidden.sum() == 50.0 * small.LINES
    assert off > found > 0.0
    assert 0.0 < derailed <= off


def test_that_a_mean_time_passes_before_they_go_off():
    scene = lain()
    off = wait(scene, 8)[0]
    assert off / (50.0 * small.LINES) == pytest.approx(1.0 - np.exp(-1.0), abs=0.08)


def test_that_more_guards_find_more():
    assert wait(lain(0.0), 10)[1] == 0.0
    assert wait(lain(500.0), 10)[1] < wait(lain(20_000.0), 10)[1]


def test_that_no_train_is_derailed_where_none_runs():
    assert wait(lain(trains=0.0), 10)[2] == 0.0


def test_that_the_mines_of_ground_that_is_free_again_are_cleared():
    scene = lain(occupied=np.zeros(small.CELLS, np.uint8))
    off, found, _ = wait(scene, 1)
    assert off == 0.0
    assert found == 50.0 * small.LINES


@pytest.mark.parametrize("why", ["switch", "staff"])
def test_that_none_are_laid_without_the_system_or_the_central_staff(why):
    scene = small.scene(
        day=300,
        parameters=small.parameters_with(mines={"enabled": float(why != "switch")}),
        central=float(why != "staff"),
    )
    wait(scene, 1)
    assert scene.world.mines.delayed_share_today[0] == 0.0

"""Long-delay mines."""

import numpy as np
import pytest
from tests import small

from hinterland.war.sabotage import mines, rail


def lain(guards: float = 0.0, busy: float = 1.0, hidden: float = 50.0, **changes: object) -> small.Scene:
    """Return a scene with so many mines in every line."""
    scene = small.scene(**changes)
    scene.world.mines.hidden[:] = hidden
    scene.world.security.guards[:] = guards
    scene.world.traffic.busy_share[:] = busy
    return scene


def wait(scene: small.Scene, days: int) -> np.ndarray:
    """Return what exploded, was found, derailed a train and struck one in so many days."""
    w, sums = scene.world, np.zeros(4)
    for _ in range(days):
        small.call(mines.explode, scene)
        small.call(rail.set_off, scene)
        sums += [w.mines.exploded.sum(), w.mines.found.sum(), w.rail.trains_derailed.sum(), w.rail.trains_struck.sum()]
        scene = small.later(scene, 1)
    return sums


def test_that_every_mine_explodes_or_is_found_or_still_lies_there():
    scene = lain(2500.0)
    off, found, derailed, struck = wait(scene, 20)
    assert off + found + scene.world.mines.hidden.sum() == 50.0 * small.LINES
    assert off > found > 0.0
    assert derailed + struck == off
    assert derailed > 0.0


@pytest.mark.parametrize(("hidden", "days"), [(1.0, 600), (500.0, 20)])
def test_that_few_and_many_mines_explode_and_are_found_at_the_declared_rates(hidden, days):
    """Each rounding has a standard error of at most half a mine for every root of the number of draws."""
    scene = lain(9.0 * 250.0)
    p, w, draws = scene.parameters.mines, scene.world, days * small.LINES
    off, found, rest = 0.0, 0.0, 0.0
    for _ in range(days):
        w.mines.hidden[:] = hidden
        small.call(mines.explode, scene)
        off += w.mines.exploded.sum()
        found += w.mines.found.sum()
        rest += hidden * small.LINES - w.mines.exploded.sum()
        scene = small.later(scene, 1)
    error = 4.0 * 0.5 * np.sqrt(draws)
    assert off == pytest.approx(draws * hidden / p.mean_delay_days, abs=error)
    assert found == pytest.approx(0.5 * p.found_per_day * rest, abs=error)


@pytest.mark.parametrize("guards", [0.0, 500.0, 20_000.0])
def test_that_guards_find_the_declared_share_of_what_has_not_exploded(guards):
    """Each day a share explodes and a share of the rest is found; every rounding errs by half a mine at most."""
    scene = lain(guards)
    p, on_a_km = scene.parameters.mines, guards / scene.land.line_km
    rate = p.found_per_day * on_a_km / (on_a_km + p.half_saturation_guards)
    left, found = np.full(small.LINES, 50.0), 0.0
    for _ in range(10):
        left *= 1.0 - 1.0 / p.mean_delay_days
        found += (left * rate).sum()
        left *= 1.0 - rate
    assert wait(scene, 10)[1] == pytest.approx(found, abs=4.0 * 0.5 * np.sqrt(10 * small.LINES) * (guards > 0.0))


@pytest.mark.parametrize("busy", [0.0, 0.4, 1.0])
def test_that_each_mine_derails_a_train_by_the_declared_chance(busy):
    scene = lain(busy=busy, hidden=200.0)
    off, _, derailed, _ = wait(scene, 10)
    chance = scene.parameters.rail.derailment_chance * busy
    assert off > 1500
    assert derailed / off == pytest.approx(chance, abs=4.0 * np.sqrt(chance * (1.0 - chance) / off))


def test_that_the_mines_of_ground_that_is_free_again_are_cleared():
    scene = lain(occupied=np.zeros(small.CELLS, np.uint8))
    off, found, _, _ = wait(scene, 1)
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

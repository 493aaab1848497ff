"""Units that Jews in the forest found for themselves."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import FRIDAY
from hinterland.core.nationality import JEWISH
from hinterland.war.civilians import jewish_units
from hinterland.war.partisans import commanders, composition, detachments

P = small.parameters_with().jewish_units


def forest(armed: float, unarmed: float = 20.0, attitude: float = 0.0, camps: int = 0) -> small.Scene:
    """Return a Friday with so many men in hiding in every cell, and the same attitude of every commander."""
    scene = small.scene(camps=camps)
    scene = scene._replace(today=scene.today._replace(day=FRIDAY, phase=FRIDAY))
    w = scene.world
    w.persecution.in_hiding[:, 0], w.persecution.in_hiding[:, 1] = armed, unarmed
    w.commanders.attitude[:] = attitude
    w.supply.scattered[:] = 1000.0
    small.call(detachments.list_by_cell, scene)
    return scene


def founded(scene: small.Scene, weeks: int = 1) -> float:
    """Return how many units are founded in so many weeks."""
    total = 0.0
    for week in range(weeks):
        now = small.later(scene, 7 * week)
        now.world.jewish_units.founded[:] = 0.0
        small.call(jewish_units.found, now)
        total += now.world.jewish_units.founded.sum()
    return float(total)


def test_that_men_with_a_weapon_found_units_at_the_declared_rate() -> None:
    scene = forest(30.0)
    expected = P.founding_per_week * small.CELLS
    assert founded(scene) == pytest.approx(expected, abs=4 * np.sqrt(expected * (1 - P.founding_per_week)))


@pytest.mark.parametrize(("armed", "attitude"), [(0.0, 0.0), (P.least_armed - 1.0, 0.0), (30.0, 1.0)])
def test_that_none_is_founded_by_too_few_or_where_commanders_take_jews_in(armed: float, attitude: float) -> None:
    assert founded(forest(armed, attitude=attitude, camps=1), weeks=20) == 0.0


def test_that_a_unit_forms_the_more_readily_the_less_others_take_in_jews() -> None:
    """A unit is founded by the declared chance, times the share of Jews whom the commander near them refuses."""
    rounds = 60
    for attitude in (0.9, 0.2):
        units = 0.0
        for seed in range(rounds):
            scene = forest(30.0, attitude=attitude, camps=1)
            units += founded(scene._replace(today=scene.today._replace(seed=seed)))
        expected = P.founding_per_week * (1.0 - attitude) * small.CELLS * rounds
        assert units == pytest.approx(expected, abs=4.0 * np.sqrt(expected))


def test_that_nobody_is_lost_and_all_founders_have_joined_and_nobody_took_them_in() -> None:
    scene = forest(30.0)
    w = scene.world
    before = w.persecution.in_hiding.sum() + w.detachments.people.sum()
    units = founded(scene)
    assert units > 0
    assert w.persecution.in_hiding.sum() + w.detachments.people.sum() == before
    assert w.persecution.admitted.sum() == w.detachments.people.sum() == w.recruitment.joined.sum()
    assert w.persecution.taken_in.sum() == w.persecution.applicants.sum() == 0.0
    assert w.detachments.men.sum() == w.detachments.people.sum()
    assert w.detachments.rifles.sum() == 30.0 * units
    assert w.detachments.people.sum() == 50.0 * units


def test_that_a_new_unit_is_all_jewish_and_its_commander_protects() -> None:
    scene = forest(30.0)
    units = founded(scene)
    for kernel in (composition.step, commanders.step, jewish_units.survey):
        small.call(kernel, scene)
    w = scene.world
    rows = np.flatnonzero(w.detachments.alive)
    assert len(rows) == units
    assert (w.composition.shares[rows, JEWISH] == 1.0).all()
    assert (w.commanders.attitude[rows] == 1.0).all()
    assert w.jewish_units.count.sum() == units
    assert w.jewish_units.partisans.sum() == w.detachments.people.sum()
    assert (w.jewish_units.shelter == (w.jewish_units.count > 0)).all()


def test_that_others_join_only_units_that_a_staff_has_reached() -> None:
    scene = forest(30.0)
    founded(scene)
    w = scene.world
    rows = np.flatnonzero(w.detachments.alive)
    assert (w.detachments.apart[rows] == 1).all()
    w.detachments.contact[rows[::2]] = 1
    for week in range(300):
        small.call(jewish_units.survey, small.later(scene, 7 * week))
    assert (w.detachments.apart[rows[::2]] == 0).all()
    assert (w.detachments.apart[rows[1::2]] == 1).all()


@pytest.mark.parametrize(("apart", "expected"), [(1, 0.0), (0, 30.0)])
def test_that_people_who_gather_do_not_join_a_unit_that_stands_apart(apart: int, expected: float) -> None:
    scene = forest(0.0, camps=1)
    w = scene.world
    w.detachments.apart[:] = apart
    w.recruitment.forming[5, 2] = 30.0
    before = w.detachments.people[:36].sum()
    small.call(detachments.found, scene)
    assert w.detachments.people[:36].sum() - before == expected


def test_that_the_halves_of_a_unit_that_divides_stand_apart_too() -> None:
    scene = forest(0.0, camps=1)
    w = scene.world
    w.detachments.apart[:36] = 1
    w.detachments.people[:36, 2] = 2000.0
    w.detachments.men[:36] = 2000.0
    for week in range(30):
        small.call(detachments.divide_and_merge, small.later(scene, week))
    alive = np.flatnonzero(w.detachments.alive)
    assert len(alive) > 36
    assert (w.detachments.apart[alive] == 1).all()

"""Radio and couriers: who is in contact with a staff."""

import numpy as np
import pytest
from tests import small

from hinterland.war.command import radio

FAR = {"front_km": np.full(small.CELLS, 9000.0, np.float32), "corridor_reach": np.zeros(small.CELLS), "sets": 0.0}


def weeks(scene: small.Scene, many: int = 1, before=None) -> small.Scene:
    """Let detachments try to reach a staff for so many weeks; `before(world)` is called ahead of each."""
    for days in range(7 * many):
        if before is not None and days % 7 == 0:
            before(scene.world)
        small.call(radio.step, small.later(scene, days))
    small.call(radio.survey, scene)
    return scene


def heard(scene: small.Scene, many: int) -> float:
    """Return how many detachments reach a staff in so many weeks, each time after a long silence."""
    d, total = scene.world.detachments, 0.0
    for week in range(many):
        d.days_silent[:] = 60
        for days in range(7):
            small.call(radio.step, small.later(scene, 7 * week + days))
        total += ((d.days_silent == 0) & (d.alive == 1)).sum()
    return total


def test_that_without_a_set_or_a_courier_contact_is_lost():
    """After four weeks; the list of the staff lags behind for a hundred days."""
    scene = weeks(small.scene(camps=3, **FAR), 3)
    assert scene.world.radio.partisans_in_contact.sum() == 10_800.0
    assert weeks(scene, 1).world.radio.partisans_in_contact.sum() == 0.0
    weeks(scene, 10)
    assert scene.world.detachments.reported_strength[:108].sum() == 10_800.0
    weeks(scene, 1)
    assert scene.world.detachments.reported_strength.sum() == 0.0


def test_that_sets_keep_contact():
    scene = small.scene(camps=3, **FAR)
    scene.world.detachments.radio[:108] = 1
    weeks(scene, 3)
    assert scene.world.radio.detachments_in_contact.sum() == 108
    weeks(scene, 30)
    assert scene.world.radio.sets.sum() == scene.world.detachments.radio.sum() < 108
    assert scene.world.radio.detachments_in_contact.sum() >= scene.world.radio.sets.sum() > 50


def test_that_a_set_fails_as_seldom_as_is_declared():
    scene = small.scene(camps=8, **FAR)
    d, total, many = scene.world.detachments, 0, 60
    for week in range(many):
        d.radio[:288] = 1
        for days in range(7):
            small.call(radio.step, small.later(scene, 7 * week + days))
        total += (d.radio[:288] == 0).sum()
    n = 288 * many
    assert abs(total - 0.007 * n) < 4.0 * np.sqrt(0.007 * n)


@pytest.mark.parametrize("km", [0.0, 130.0, 400.0])
@pytest.mark.parametrize(("central", "chain", "share"), [(0.0, 1.0, 0.58), (1.0, 1.0, 1.0), (0.0, 2.0, 1.0)])
def test_that_couriers_get_through_as_often_as_is_declared(km, central, chain, share):
    near = {"front_km": np.full(small.CELLS, km, np.float32), "chain": np.full(small.CELLS, chain), "central": central}
    n, chance = 288 * 10, 0.22 * share * np.exp(-km / 130.0)
    found = heard(small.scene(camps=8, **(FAR | near)), 10)
    assert abs(found - n * chance) < 4.0 * np.sqrt(n * chance * (1.0 - chance))


@pytest.mark.parametrize(("reach", "brigade", "chance"), [(1.0, False, 0.55), (0.0, True, 0.75), (0.5, True, 1.0)])
def test_that_a_corridor_and_the_set_of_the_brigade_bring_contact(reach, brigade, chance):
    scene = small.scene(camps=8, **(FAR | {"corridor_reach": np.full(small.CELLS, reach)}))
    scene.world.detachments.brigade[:] = 0 if brigade else -1
    scene.world.brigades.radio[0] = 1
    n = 288 * 10
    assert abs(heard(scene, 10) - n * chance) <= 4.0 * np.sqrt(n * chance * (1.0 - chance))


@pytest.mark.parametrize("men", [20.0, 2000.0])
def test_that_strength_is_overstated_by_as_much_as_is_declared(men):
    """By a tenth on average, evenly from nothing to a fifth; half a person more or less is rounded."""
    scene = small.scene(camps=8, **FAR)
    d, reported = scene.world.detachments, []
    d.radio[:288], d.men[:288] = 1, men

    def keep(world):
        reported.append(d.reported_strength[:288][d.reported_strength[:288] > 0.0])
        d.radio[:288], d.reported_strength[:288] = 1, 0.0

    weeks(scene, 21, keep)
    figures = np.concatenate(reported[1:])
    assert (figures == np.round(figures)).all()
    assert men <= figures.min() < figures.max() <= 1.2 * men + 1.0
    error = np.sqrt((0.2 * men) ** 2 / 12.0 + 0.25) / np.sqrt(len(figures))
    assert abs(figures.mean() - 1.1 * men) < 4.0 * error


def test_that_sets_are_sent_to_detachments_of_thirty_people_that_are_in_touch():
    """One in four a week while sets are ready, and none is lost on the way."""
    scene = small.scene(camps=8, **FAR)
    d = scene.world.detachments
    scene.world.radio.spare_sets[0] = 1000.0
    d.men[:72], d.contact[72:144] = 29.0, 0
    weeks(scene, 1)
    assert d.radio[:144].sum() == 0
    n = 144
    assert abs(d.radio.sum() - 0.25 * n) < 4.0 * np.sqrt(n * 0.25 * 0.75)
    assert scene.world.radio.spare_sets[0] == 1000.0 - d.radio.sum()


def test_that_no_set_is_sent_where_none_is_ready():
    scene = small.scene(camps=8, **FAR)
    scene.world.radio.spare_sets[0] = 3.5
    weeks(scene, 3)
    assert scene.world.detachments.radio.sum() <= 3
    assert scene.world.radio.spare_sets[0] == 0.5

"""The wounded of a detachment recover or die, and medicine decides how many."""

from math import sqrt

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import CADRE, LOCAL, STRAGGLER
from hinterland.war.partisans import medical_care

DETACHMENTS = 14 * small.CELLS
SEEDS = range(1, 11)


def week(scene: small.Scene) -> tuple[float, float]:
    """Let every detachment care for its wounded for a week; return how many recovered and how many died."""
    recovered = died = 0.0
    for days in range(7):
        now = small.later(scene, days)
        small.call(medical_care.step, now)
        recovered += now.world.medical_care.recovered.sum()
        died += now.world.medical_care.died_of_wounds.sum()
    return recovered, died


def hospital(wounded: float, medicine: float = 0.5, support: float = 0.5, seed: int = 1) -> small.Scene:
    """Return detachments with so many wounded, so much medicine that stays, and such people around them."""
    given = small.parameters_with(medical_care={"medicine_used_per_week": 0.01})
    scene = small.scene(camps=14, seed=seed, parameters=given, corridor_tonnes=0.0)
    scene.world.detachments.wounded[:DETACHMENTS] = wounded
    scene.world.medical_care.medicine[:], scene.world.population.support_soviet[:] = medicine / 0.99, support
    return scene


@pytest.mark.parametrize("wounded", [1.0, 20.0, 400.0])
@pytest.mark.parametrize(("medicine", "support"), [(0.5, 0.5), (0.9, 0.9), (0.0, 0.2)])
def test_that_the_declared_shares_of_the_wounded_recover_and_die(wounded, medicine, support):
    """A hundredth of the medicine is used up on one day of a cell's week: until then care is up to 0.005 more."""
    recovered, died = np.sum([week(hospital(wounded, medicine, support, seed)) for seed in SEEDS], axis=0)
    p = small.parameters_with().medical_care
    care = 1.0 + p.care_by_medicine * (medicine - 0.5) + p.care_by_residents * (support - 0.5)
    many = len(SEEDS) * DETACHMENTS
    for drawn, share in ((recovered, p.recovery_per_week * care), (died, p.deaths_per_week / care)):
        # One wounded recovers or does not; of many, each draw rounds by less than one, and there are two.
        error = sqrt(many * min(share * (1.0 - share) * wounded, 0.5))
        assert abs(drawn - share * wounded * many) < 4.0 * error + 0.005 * share * wounded * many


def test_that_every_wounded_partisan_recovers_dies_or_stays_wounded():
    scene = hospital(20.0)
    men = scene.world.detachments.men.sum()
    recovered, died = week(scene)
    d = scene.world.detachments
    assert recovered + died + d.wounded.sum() == 20.0 * DETACHMENTS
    assert d.men.sum() == d.people.sum() == men + recovered
    assert scene.world.population.partisans_dead.sum() == died


@pytest.mark.parametrize("wounded", [2.0, 400.0])
def test_that_the_recovered_are_of_the_origins_of_the_fit(wounded):
    back = np.zeros(4)
    for seed in SEEDS:
        scene = hospital(wounded, seed=seed)
        d = scene.world.detachments
        d.people[:DETACHMENTS] = [60.0, 10.0, 30.0, 0.0]
        week(scene)
        back += d.people[:DETACHMENTS].sum(axis=0) - DETACHMENTS * np.array([60.0, 10.0, 30.0, 0.0])
    for origin, share in ((STRAGGLER, 0.6), (CADRE, 0.1), (LOCAL, 0.3)):
        # Each of a few is of an origin or not; of many, rounding parts each by less than one in each detachment.
        error = sqrt(min(back.sum() * share * (1.0 - share), 2.0 * len(SEEDS) * DETACHMENTS))
        assert abs(back[origin] - share * back.sum()) < 4.0 * error
    assert back[3] == 0.0


def test_that_where_nobody_is_fit_the_recovered_count_as_local_people():
    scene = hospital(20.0)
    scene.world.detachments.people[:] = 0.0
    recovered, _ = week(scene)
    assert scene.world.detachments.people[:, LOCAL].sum() == recovered > 0.0


@pytest.mark.parametrize(("men", "share"), [(20.0, 0.3), (100.0, 0.3), (1000.0, 0.03), (10.0, 0.3)])
def test_that_medicine_by_air_is_shared_out_among_the_partisans_of_a_cell(men, share):
    scene = small.scene(camps=1, corridor_tonnes=0.0)
    scene.world.detachments.men_in_cell[:] = men
    scene.world.airlift.tonnes[3] = 2.0
    small.call(medical_care.step, scene)
    made = scene.world.medical_care.medicine
    assert made[3] == pytest.approx(share)
    assert made.sum() == made[3]


def test_that_medicine_comes_through_an_open_corridor_and_is_used_up_in_weeks():
    scene = small.scene(corridor_reach=np.ones(small.CELLS), corridor_tonnes=1.0)
    p, supply = scene.parameters.medical_care, scene.world.medical_care.medicine
    supply[:] = 0.4
    week(scene)
    used = 0.4 * (1.0 - p.medicine_used_per_week)
    assert supply == pytest.approx(used + p.medicine_by_corridor_per_week * (1.0 - used))
    closed = scene._replace(forcing=small.changed(scene.forcing, corridor_tonnes=0.0))
    supply[:] = 0.4
    week(closed)
    assert supply == pytest.approx(used)


def test_that_left_out_neither_medicine_nor_residents_matter():
    given = small.parameters_with(medical_care={"enabled": 0.0})
    found = []
    for level in (0.0, 1.0):
        scene = small.scene(camps=14, parameters=given)
        scene.world.detachments.wounded[:DETACHMENTS] = 40.0
        scene.world.medical_care.medicine[:] = scene.world.population.support_soviet[:] = level
        found.append(week(scene))
    assert found[0] == found[1]
    recovered, died = found[0]
    # 40 wounded recover at 0.16 and die at 0.05 a week: 6.4 and 2 a detachment, each rounded by chance.
    assert recovered == pytest.approx(6.4 * DETACHMENTS, abs=4.0 * 0.5 * sqrt(DETACHMENTS))
    assert died == pytest.approx(2.0 * DETACHMENTS, abs=4.0 * 0.5 * sqrt(2 * DETACHMENTS))

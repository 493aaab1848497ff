"""What partisans report as kept from the occupier, and what his economic staff books and puts down to them."""

import numpy as np
import pytest
from tests import small

from hinterland.war.reporting import harvest_returns

P = small.parameters_with().harvest_returns
ROUNDING = 4.0 * np.sqrt(0.25 / small.CELLS)


def test_that_units_count_the_crop_and_the_families_and_only_where_they_are() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.requisition.denied[:], w.requisition.draft_denied[:] = 10.0, 15.0
    w.detachments.men_in_cell[:18] = 50.0
    small.call(harvest_returns.count, scene)
    returns = w.harvest_returns
    assert returns.grain_withheld[:18] == pytest.approx(10.0 * P.crop_per_levy)
    assert returns.people_withheld[:18].mean() == pytest.approx(15.0 * P.people_per_worker, abs=2.0 * ROUNDING)
    assert returns.grain_withheld[18:].sum() == returns.people_withheld[18:].sum() == 0.0


def test_that_grain_that_spoils_on_the_way_stays_booked_in_part() -> None:
    scene = small.scene(camps=0)
    scene.world.requisition.lost_transport[:] = 20.0
    small.call(harvest_returns.count, scene)
    assert scene.world.harvest_returns.booked_before_loss == pytest.approx(20.0 * P.spoilt_booked_share)


@pytest.mark.parametrize(("half_saturations", "share"), [(0.0, 0.0), (1.0, 0.5), (4.0, 0.8)])
def test_that_shortage_is_put_down_to_as_many_partisans_as_are_believed(half_saturations: float, share: float) -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.requisition.denied[:], w.requisition.shortfall[:] = 30.0, 200.0
    w.picture.partisans[:] = half_saturations * P.half_saturation_believed * scene.land.area / 1000.0
    small.call(harvest_returns.count, scene)
    expected = P.admitted_share * 30.0 + P.blamed_share * share * 200.0
    assert w.harvest_returns.put_down_to_partisans == pytest.approx(expected, rel=0.01)


def test_that_troops_hand_in_part_of_what_they_take() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.combing.cattle_taken_today[:], w.combing.grain_taken_today[:] = 33.0, 7.0
    small.call(harvest_returns.count, scene)
    assert w.harvest_returns.cattle_handed_in.mean() == pytest.approx(33.0 * P.handed_in_share, abs=ROUNDING)
    assert w.harvest_returns.grain_handed_in == pytest.approx(7.0 * P.handed_in_share)

"""Orders on their way down to detachments, and who obeys them."""

import numpy as np
import pytest
from tests import small

from hinterland.war.command import orders, radio


def pass_down(scene: small.Scene, days: int) -> small.Scene:
    """Let the campaign order travel for so many days."""
    for n in range(days):
        small.call(orders.pass_down, small.later(scene, n))
    return scene


def asked(rails: float) -> dict[str, np.ndarray]:
    """Return the causes of a campaign that asks for so many rails today."""
    return {"campaign": np.ones((1, small.CELLS), np.uint8), "campaign_rails": np.array([rails])}


def test_that_a_campaign_is_shared_among_those_who_have_heard_of_it():
    scene = small.scene(camps=4, **asked(5000.0))
    d = scene.world.detachments
    d.contact[::2] = 0
    pass_down(scene, 60)
    scene.world.airlift.mean_sorties_available[0], scene.world.airlift.mean_sorties_flown[0] = 10.0, 5.0
    small.call(orders.campaign, scene)
    assert d.rail_quota[:144:2].sum() == 0.0
    assert (d.rail_quota[1:144:2] > 0.0).mean() > 0.9
    assert round(d.rail_quota.sum(), 6) == round(scene.world.orders.rails_ordered.sum(), 6) == 5000.0
    over = scene._replace(forcing=small.changed(scene.forcing, campaign_rails=np.array([0.0])))
    small.call(orders.campaign, over)
    assert d.rail_quota.sum() == 0.0


def test_that_a_detachment_that_has_lost_its_last_member_is_asked_for_nothing():
    scene = pass_down(small.scene(camps=4, **asked(5000.0)), 60)
    d, w = scene.world.detachments, scene.world
    d.men[:] = 0.0
    small.call(orders.campaign, scene)
    assert (d.rail_quota == 0.0).all()
    assert w.orders.rails_ordered.sum() == w.orders.partisans_addressed.sum() == 0.0


@pytest.mark.parametrize(("flown", "share"), [(5.0, 1.0), (2.5, 1.0 - 0.85 / 2.0), (0.0, 0.15)])
def test_that_what_could_not_be_flown_is_not_asked_for(flown, share):
    """Planners count on every second night, so 5 of 10 sorties bring all; 0.85 of the task goes with them."""
    scene = pass_down(small.scene(camps=4, **asked(5000.0)), 30)
    w = scene.world
    w.airlift.mean_sorties_available[0], w.airlift.mean_sorties_flown[0] = 10.0, flown
    small.call(orders.campaign, scene)
    assert w.orders.rails_ordered.sum() == pytest.approx(5000.0 * share)


@pytest.mark.parametrize("has", [0, 1])
@pytest.mark.parametrize("staffs", [1.0, 3.0])
def test_that_an_order_takes_as_long_as_is_declared_by_set_and_by_staffs(has, staffs):
    """Three quarters of the chance remain after each staff past the first."""
    n, days = 360, 2
    scene = small.scene(camps=10, chain=np.full(small.CELLS, staffs), **asked(100.0))
    scene.world.detachments.radio[:n] = has
    pass_down(scene, days)
    a_day = (0.45 if has else 0.12) * 0.75 ** (staffs - 1.0)
    chance = 1.0 - (1.0 - a_day) ** days
    found = (scene.world.orders.campaigns_heard[:n] > 0).sum()
    assert abs(found - n * chance) < 4.0 * np.sqrt(n * chance * (1.0 - chance))


def test_that_two_orders_reach_a_detachment_by_chances_of_their_own():
    n, chance = 360, 0.45
    two = {
        "campaign": np.ones((2, small.CELLS), np.uint8),
        "campaign_rails": np.array([100.0, 100.0]),
        "campaign_number": np.array([0, 1], np.int64),
    }
    scene = small.scene(camps=10, **two)
    scene.world.detachments.radio[:n] = 1
    pass_down(scene, 1)
    both = (scene.world.orders.campaigns_heard[:n] == 3).sum()
    assert abs(both - n * chance**2) < 4.0 * np.sqrt(n * chance**2 * (1.0 - chance**2))


def test_that_a_detachment_that_heard_of_a_campaign_saves_until_its_day_comes():
    scene = pass_down(small.scene(camps=4, **asked(0.0)), 30)
    w = scene.world
    heard = w.orders.campaigns_heard[:144] > 0
    assert heard.any()
    assert (w.orders.saves[:144] == heard).all()
    begun = scene._replace(forcing=small.changed(scene.forcing, campaign_rails=np.array([100.0])))
    pass_down(begun, 1)
    assert w.orders.saves.max() == 0
    assert (w.orders.named_night[:144] == heard).all(), "the night for which they waited"
    pass_down(begun, 1)
    assert w.orders.named_night.max() == 0


def test_that_a_detachment_out_of_contact_saves_for_an_order_that_it_has():
    scene = pass_down(small.scene(camps=4, **asked(0.0)), 30)
    heard = scene.world.orders.campaigns_heard[:144] > 0
    scene.world.detachments.contact[:144] = 0
    pass_down(scene, 1)
    assert (scene.world.orders.saves[:144] == heard).all()


def test_that_an_order_that_nobody_passes_on_is_heard_by_nobody():
    scene = pass_down(small.scene(camps=3, chain=np.zeros(small.CELLS), **asked(100.0)), 40)
    assert scene.world.orders.campaigns_heard.sum() == 0


def test_that_a_raid_is_begun_by_the_unit_of_the_leader_it_names_and_those_beside_it():
    to = {"march_to": np.array([35], np.int32), "march_men": np.array([250.0]), "march_leader": np.array([0], np.int32)}
    scene = small.scene(camps=5, **to)
    w = scene.world
    w.detachments.named[40] = 0
    orders.raid(
        w.orders, w.detachments, w.marches, w.journal, scene.land, small.named_units(), scene.forcing, scene.today
    )
    there = np.flatnonzero(w.detachments.goal[:180] == 35)
    assert 40 in there
    assert (w.detachments.cell[there] == w.detachments.cell[40]).all()
    assert w.detachments.men[there].sum() == 300.0
    w.detachments.goal[:180] = -1
    w.detachments.named[40] = -1
    orders.raid(
        w.orders, w.detachments, w.marches, w.journal, scene.land, small.named_units(), scene.forcing, scene.today
    )
    assert (w.detachments.goal[:180] == -1).all(), "nobody else takes the order for theirs"


@pytest.mark.parametrize("wanted", [100.0, 5000.0])
def test_that_as_many_of_those_addressed_set_out_as_is_declared(wanted):
    """Three in ten a week, or as many as the order wants where these are fewer."""
    from_west = np.zeros((1, small.CELLS), np.uint8)
    from_west[0, :18] = 1
    scene = small.scene(camps=7, march_from=from_west, march_to=np.array([35], np.int32), march_men=np.array([wanted]))
    d, many, total = scene.world.detachments, 20, 0
    small.call(radio.survey, scene)
    for week in range(many):
        d.goal[:252] = -1
        for days in range(7):
            small.call(orders.march, small.later(scene, 7 * week + days))
        marching = d.goal[:252] == 35
        total += marching.sum()
        assert (d.cell[:252][marching] < 18).all()
    n, chance = 7 * 18 * many, min(0.3, 7.0 * wanted / 12_600.0)
    assert abs(total - n * chance) < 4.0 * np.sqrt(n * chance * (1.0 - chance))

"""Radio, couriers and orders."""

import numpy as np
from tests import small

from hinterland.war.command import orders, radio

FAR = {"front_km": np.full(small.CELLS, 9000.0, np.float32), "gate": np.zeros(small.CELLS), "sets": 0.0}


def weeks(scene: small.Scene, many: int = 1) -> small.Scene:
    """Let detachments try to reach a staff for so many weeks."""
    for days in range(7 * many):
        now = small.later(scene, days)
        small.call(radio.step, now)
    small.call(radio.survey, scene)
    return scene


def test_that_without_a_set_or_a_courier_contact_is_lost():
    scene = weeks(small.scene(camps=3, **FAR), 6)
    assert scene.world.radio.partisans_in_contact.sum() == 0.0
    assert scene.world.detachments.reported_strength[:108].sum() > 0.0, "the list of the staff lags behind"
    weeks(scene, 12)
    assert scene.world.detachments.reported_strength.sum() == 0.0


def test_that_sets_keep_contact():
    scene = small.scene(camps=3, **FAR)
    scene.world.detachments.radio[:108] = 1
    weeks(scene, 6)
    assert scene.world.radio.detachments_in_contact.sum() > 80
    assert scene.world.radio.sets.sum() == scene.world.detachments.radio.sum() <= 108


def test_that_the_nearer_the_front_the_more_can_be_reached():
    heard = []
    for km in (20.0, 80.0, 250.0):
        scene = small.scene(camps=5, **(FAR | {"front_km": np.full(small.CELLS, km, np.float32)}))
        scene.world.detachments.contact[:] = 0
        scene.world.detachments.days_silent[:] = 60
        heard.append(weeks(scene, 4).world.radio.partisans_in_contact.sum())
    assert heard == sorted(heard, reverse=True)
    assert heard[0] > heard[-1]


def pass_down(scene: small.Scene, days: int) -> small.Scene:
    """Let the campaign order travel for so many days."""
    for n in range(days):
        now = small.later(scene, n)
        small.call(orders.pass_down, now)
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
    orders.campaign(scene.world.orders, d, scene.world.airlift, scene.land, scene.forcing, scene.parameters.orders)
    assert d.rail_quota[:144:2].sum() == 0.0
    assert (d.rail_quota[1:144:2] > 0.0).mean() > 0.9
    assert round(d.rail_quota.sum(), 6) == round(scene.world.orders.rails_ordered.sum(), 6) == 5000.0
    over = small.changed(scene.forcing, campaign_rails=np.array([0.0]))
    orders.campaign(scene.world.orders, d, scene.world.airlift, scene.land, over, scene.parameters.orders)
    assert d.rail_quota.sum() == 0.0


def test_that_what_could_not_be_flown_is_not_asked_for():
    asks = []
    for flown in (5.0, 2.5, 0.0):
        scene = pass_down(small.scene(camps=4, **asked(5000.0)), 30)
        w = scene.world
        w.airlift.mean_sorties_available[0], w.airlift.mean_sorties_flown[0] = 10.0, flown
        small.call(orders.campaign, scene)
        asks.append(w.orders.rails_ordered.sum())
    assert round(asks[0], 6) == 5000.0
    assert asks[0] > asks[1] > asks[2] > 0.0


def test_that_an_order_takes_longer_the_more_staffs_it_passes_and_without_a_set():
    heard = []
    for sets, steps in ((1, 1.0), (1, 3.0), (0, 1.0), (0, 3.0)):
        scene = small.scene(camps=10, chain=np.full(small.CELLS, steps), **asked(100.0))
        scene.world.detachments.radio[:360] = sets
        heard.append((pass_down(scene, 2).world.orders.campaigns_heard[:360] > 0).sum())
    assert heard == sorted(heard, reverse=True)
    assert heard[0] > 1.3 * heard[1]
    assert heard[1] > heard[2] > heard[3] > 0


def test_that_an_order_that_nobody_passes_on_is_heard_by_nobody():
    scene = pass_down(small.scene(camps=3, chain=np.zeros(small.CELLS), **asked(100.0)), 40)
    assert scene.world.orders.campaigns_heard.sum() == 0


def test_that_a_raid_is_begun_by_the_unit_of_the_leader_it_names_and_those_beside_it():
    to = {"march_to": np.array([35], np.int32), "march_men": np.array([250.0]), "march_leader": np.array([0], np.int32)}
    scene = small.scene(camps=5, **to)
    w = scene.world
    w.detachments.named[40] = 0
    orders.raid(w.orders, w.detachments, w.journal, scene.land, small.named_units(), scene.forcing, scene.today)
    there = np.flatnonzero(w.detachments.goal[:180] == 35)
    assert 40 in there
    assert (w.detachments.cell[there] == w.detachments.cell[40]).all()
    assert w.detachments.men[there].sum() == 300.0
    w.detachments.goal[:180] = -1
    w.detachments.named[40] = -1
    orders.raid(w.orders, w.detachments, w.journal, scene.land, small.named_units(), scene.forcing, scene.today)
    assert (w.detachments.goal[:180] == -1).all(), "nobody else takes the order for theirs"


def test_that_only_those_addressed_set_out():
    from_west = np.zeros((1, small.CELLS), np.uint8)
    from_west[0, :18] = 1
    scene = small.scene(camps=7, march_from=from_west, march_to=np.array([35], np.int32), march_men=np.array([5000.0]))
    small.call(radio.survey, scene)
    for days in range(7):
        now = small.later(scene, days)
        small.call(orders.march, now)
    marching = scene.world.detachments.goal[:252] == 35
    assert marching.sum() > 10
    assert (scene.world.detachments.cell[:252][marching] < 18).all()

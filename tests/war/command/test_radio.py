"""Radio, couriers and orders."""

import numpy as np
from tests import toy

from hinterland.war.command import orders, radio

FAR = {"front_km": np.full(toy.CELLS, 9000.0, np.float32), "gate": np.zeros(toy.CELLS), "sets": 0.0}


def weeks(of: toy.Scene, many: int = 1) -> toy.Scene:
    """Let detachments try to reach a staff for so many weeks."""
    for days in range(7 * many):
        now = toy.later(of, days)
        toy.call(radio.step, now)
    toy.call(radio.survey, of)
    return of


def test_that_without_a_set_or_a_courier_contact_is_lost():
    of = weeks(toy.scene(camps=3, **FAR), 6)
    assert of.world.radio.heard.sum() == 0.0
    assert of.world.detachments.known[:108].sum() > 0.0, "the list of the staff lags behind"
    weeks(of, 12)
    assert of.world.detachments.known.sum() == 0.0


def test_that_sets_keep_contact():
    of = toy.scene(camps=3, **FAR)
    of.world.detachments.radio[:108] = 1
    weeks(of, 6)
    assert of.world.radio.heard_detachments.sum() > 80
    assert of.world.radio.sets.sum() == of.world.detachments.radio.sum() <= 108


def test_that_the_nearer_the_front_the_more_can_be_reached():
    heard = []
    for km in (20.0, 80.0, 250.0):
        of = toy.scene(camps=5, **(FAR | {"front_km": np.full(toy.CELLS, km, np.float32)}))
        of.world.detachments.contact[:] = 0
        of.world.detachments.silent[:] = 60
        heard.append(weeks(of, 4).world.radio.heard.sum())
    assert heard == sorted(heard, reverse=True)
    assert heard[0] > heard[-1]


def pass_down(of: toy.Scene, days: int) -> toy.Scene:
    """Let the campaign order travel for so many days."""
    for n in range(days):
        now = toy.later(of, n)
        toy.call(orders.pass_down, now)
    return of


def asked(rails: float) -> dict[str, np.ndarray]:
    """Return the causes of a campaign that asks for so many rails today."""
    return {"campaign": np.ones((1, toy.CELLS), np.uint8), "campaign_rails": np.array([rails])}


def test_that_a_campaign_is_shared_among_those_who_have_heard_of_it():
    of = toy.scene(camps=4, **asked(5000.0))
    d = of.world.detachments
    d.contact[::2] = 0
    pass_down(of, 60)
    of.world.airlift.stood_ready[0], of.world.airlift.flown[0] = 10.0, 5.0
    orders.campaign(of.world.orders, d, of.world.airlift, of.land, of.outside, of.rules.orders)
    assert d.quota[:144:2].sum() == 0.0
    assert (d.quota[1:144:2] > 0.0).mean() > 0.9
    assert round(d.quota.sum(), 6) == round(of.world.orders.ordered.sum(), 6) == 5000.0
    over = toy.changed(of.outside, campaign_rails=np.array([0.0]))
    orders.campaign(of.world.orders, d, of.world.airlift, of.land, over, of.rules.orders)
    assert d.quota.sum() == 0.0


def test_that_what_could_not_be_flown_is_not_asked_for():
    asks = []
    for flown in (5.0, 2.5, 0.0):
        of = pass_down(toy.scene(camps=4, **asked(5000.0)), 30)
        w = of.world
        w.airlift.stood_ready[0], w.airlift.flown[0] = 10.0, flown
        toy.call(orders.campaign, of)
        asks.append(w.orders.ordered.sum())
    assert round(asks[0], 6) == 5000.0
    assert asks[0] > asks[1] > asks[2] > 0.0


def test_that_an_order_takes_longer_the_more_staffs_it_passes_and_without_a_set():
    heard = []
    for sets, steps in ((1, 1.0), (1, 3.0), (0, 1.0), (0, 3.0)):
        of = toy.scene(camps=10, chain=np.full(toy.CELLS, steps), **asked(100.0))
        of.world.detachments.radio[:360] = sets
        heard.append((pass_down(of, 2).world.orders.heard[:360] > 0).sum())
    assert heard == sorted(heard, reverse=True)
    assert heard[0] > 1.3 * heard[1]
    assert heard[1] > heard[2] > heard[3] > 0


def test_that_an_order_that_nobody_passes_on_is_heard_by_nobody():
    of = pass_down(toy.scene(camps=3, chain=np.zeros(toy.CELLS), **asked(100.0)), 40)
    assert of.world.orders.heard.sum() == 0


def test_that_a_raid_is_begun_by_the_unit_of_the_leader_it_names_and_those_beside_it():
    to = {"march_to": np.array([35], np.int32), "march_men": np.array([250.0]), "march_leader": np.array([0], np.int32)}
    of = toy.scene(camps=5, **to)
    w = of.world
    w.detachments.named[40] = 0
    orders.raid(w.orders, w.detachments, w.journal, of.land, toy.roll(), of.outside, of.today)
    there = np.flatnonzero(w.detachments.goal[:180] == 35)
    assert 40 in there
    assert (w.detachments.cell[there] == w.detachments.cell[40]).all()
    assert w.detachments.men[there].sum() == 300.0
    w.detachments.goal[:180] = -1
    w.detachments.named[40] = -1
    orders.raid(w.orders, w.detachments, w.journal, of.land, toy.roll(), of.outside, of.today)
    assert (w.detachments.goal[:180] == -1).all(), "nobody else takes the order for theirs"


def test_that_only_those_addressed_set_out():
    from_west = np.zeros((1, toy.CELLS), np.uint8)
    from_west[0, :18] = 1
    of = toy.scene(camps=7, march_from=from_west, march_to=np.array([35], np.int32), march_men=np.array([5000.0]))
    toy.call(radio.survey, of)
    for days in range(7):
        now = toy.later(of, days)
        toy.call(orders.march, now)
    marching = of.world.detachments.goal[:252] == 35
    assert marching.sum() > 10
    assert (of.world.detachments.cell[:252][marching] < 18).all()

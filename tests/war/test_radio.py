"""Radio, couriers and orders."""

import numpy as np
from tests import toy

from hinterland.war import command, radio

FAR = {"front_km": np.full(toy.CELLS, 9000.0, np.float32), "gate": np.zeros(toy.CELLS), "sets": 0.0}


def weeks(of: toy.Scene, many: int = 1) -> toy.Scene:
    """Let detachments try to reach a staff for so many weeks."""
    for days in range(7 * many):
        now = toy.later(of, days)
        radio.step(now.world.radio, now.world.detachments, now.world.brigades, now.outside, now.rules.radio, now.today)
    radio.survey(of.world.radio, of.world.detachments)
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


def test_that_a_campaign_is_shared_among_those_who_hear_it():
    of = toy.scene(camps=4, campaign=np.ones(toy.CELLS), campaign_rails=5000.0)
    d = of.world.detachments
    d.contact[::2] = 0
    command.campaign(of.world.command, d, of.outside)
    assert d.quota[:144:2].sum() == 0.0
    assert round(d.quota.sum(), 6) == round(of.world.command.ordered.sum(), 6) == 5000.0
    command.campaign(of.world.command, d, of.outside._replace(campaign_rails=0.0))
    assert d.quota.sum() == 0.0


def test_that_only_those_addressed_set_out():
    from_west = np.zeros((1, toy.CELLS), np.uint8)
    from_west[0, :18] = 1
    of = toy.scene(camps=7, march_from=from_west, march_to=np.array([35], np.int32), march_men=np.array([5000.0]))
    radio.survey(of.world.radio, of.world.detachments)
    for days in range(7):
        now = toy.later(of, days)
        w = now.world
        command.march(w.command, w.detachments, w.radio, w.journal, now.outside, now.rules.command, now.today)
    marching = of.world.detachments.goal[:252] == 35
    assert marching.sum() > 10
    assert (of.world.detachments.cell[:252][marching] < 18).all()

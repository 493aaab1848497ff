"""Who slips through a ring, whom the drive meets, and what holding costs both sides."""

import math

import pytest
from tests import small
from tests.war.occupier import rings

from hinterland.engine.watch import people_of, rifles_of
from hinterland.war.occupier import drives

P = small.parameters_with().drives
ONLY_NIGHTS = {"meeting_chance": 0.02}
SURELY_MET = {"meeting_chance": 1.0, "half_saturation_troops": 60.0, "slip_chance": 0.05}


def share_slipped(men: float = 20.0, nights: int = 40, **ring: float) -> tuple[float, float]:
    """Return which share of camps slips through on a long night, and four times its standard error."""
    parameters = small.parameters_with(drives=ONLY_NIGHTS)
    scene = rings.closed(camps=14, parameters=parameters)
    w, slipped, n = scene.world, 0, 0
    for day in range(nights):
        now = small.later(scene, day)
        now.forcing.night[:] = 14.0
        camps = rings.enclose_all(now, men, **ring)
        small.call(drives.step, now)
        slipped += (w.cordon.enclosed[:camps] < 0).sum()
        n += camps
    share = slipped / n
    return share, 4.0 * math.sqrt(share * (1.0 - share) / n)


def test_that_the_denser_the_ring_the_fewer_get_away():
    shares = [share_slipped(ring=men)[0] for men in (2.0, 10.0, 20.0, 60.0, 200.0)]
    assert shares == sorted(shares, reverse=True)
    half, error = share_slipped(ring=P.half_saturation_ring)
    thin, other = share_slipped(ring=0.0)
    assert half == pytest.approx(0.5 * thin, abs=error + other)


def test_that_small_and_experienced_detachments_get_away_more_often():
    """Each size loses its share of the chance: 15 people lose 13 %, 300 people 63 %."""
    few, error = share_slipped(men=15.0)
    many, other = share_slipped(men=300.0)
    kept = [1.0 - P.size_effect * men / (men + P.middling_size) for men in (15.0, 300.0)]
    assert many / few == pytest.approx(kept[1] / kept[0], abs=(error + other) / few)
    raw, error = share_slipped()
    skilled, other = share_slipped(skill=1.0)
    assert raw == pytest.approx((1.0 - P.raw_effect) * skilled, abs=error + other)


def test_that_nobody_gets_away_by_day_in_the_far_north():
    scene = rings.closed(camps=14, parameters=small.parameters_with(drives=ONLY_NIGHTS))
    scene.forcing.night[:] = 0.0
    n = rings.enclose_all(scene, 20.0)
    small.call(drives.step, scene)
    assert (scene.world.cordon.enclosed[:n] >= 0).all()


@pytest.mark.parametrize("men", [30.0, 1000.0])
def test_that_holding_costs_the_declared_shares_on_average(men):
    scene = rings.closed(camps=14, parameters=small.parameters_with(drives=SURELY_MET))
    w, sums = scene.world, dict.fromkeys(("met", "dead", "own", "weapons", "wounded"), 0.0)
    for day in range(20):
        now = small.later(scene, day)
        n = rings.enclose_all(now, men, troops=1e6)
        everyone, rifles = people_of(w), rifles_of(w)
        small.call(drives.step, now)
        assert people_of(w) == everyone
        assert rifles_of(w) == rifles
        sums["met"] += (w.drives.met[:n] * (w.cordon.enclosed[:n] >= 0)).sum()
        sums["dead"] += w.drives.partisans_killed.sum()
        sums["own"] += w.drives.own_dead.sum()
        sums["weapons"] += w.drives.weapons.sum()
        sums["wounded"] += w.detachments.wounded[:n].sum()
    met, dead = sums["met"], P.loss_share_of_stand * men
    assert met > 3000
    error = 4.0 * math.sqrt((dead * dead / 3.0 + 0.25) / met)
    assert sums["dead"] / met == pytest.approx(dead, abs=error)
    for name, rate in (("own", P.own_dead_in_stand), ("weapons", P.rifles_lost_share), ("wounded", P.wounded_per_dead)):
        assert sums[name] / met == pytest.approx(rate * sums["dead"] / met, abs=4.0 * 0.5 / math.sqrt(met))


def test_that_unarmed_people_kill_nobody_when_they_are_met():
    scene = rings.closed(camps=14, parameters=small.parameters_with(drives=SURELY_MET))
    rings.enclose_all(scene, 200.0, troops=1e6)
    scene.world.detachments.rifles[:] = 0.0
    small.call(drives.step, scene)
    met, dead = scene.world.drives.met.sum(), P.loss_share_of_stand * 200.0
    assert met > 400
    error = 4.0 * math.sqrt((dead * dead / 3.0 + 0.25) * met)
    assert scene.world.drives.partisans_killed.sum() == pytest.approx(dead * met, abs=error)
    assert scene.world.drives.own_dead.sum() == scene.world.drives.weapons.sum() == 0.0


def test_that_cover_and_mire_hide_those_who_lie_low():
    met = []
    for cover in (0.0, 1.0):
        total = 0
        scene = rings.closed(camps=14, parameters=small.parameters_with(drives={"slip_chance": 0.05}))
        for day in range(30):
            now = small.later(scene, day)
            n = rings.enclose_all(now, 80.0)
            now.world.concealment.share[:] = cover
            now.forcing.night[:] = 0.0
            small.call(drives.step, now)
            total += now.world.drives.met[:n].sum()
        met.append(total)
    assert met[1] == pytest.approx((1.0 - P.cover_effect) * met[0], abs=5.0 * math.sqrt(met[0]))
    assert met[1] > 0

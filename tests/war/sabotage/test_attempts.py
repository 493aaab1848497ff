"""Which parties set out against railways, and what for."""

import numpy as np
import pytest
from tests import small

from hinterland.core.aim import BRIDGE, RAILS, STATION, TELEGRAPH, TRAIN
from hinterland.war.sabotage import attempts

CAMPS = 14 * small.CELLS
ALWAYS = {"campaign_attacks_per_day": 0.5, "first_nights_gain": 10.0}


def camps(men: float = 100.0, kg: float = 100.0, **parameters: float) -> small.Scene:
    """Return a scene with five hundred camps of so many people, with so much explosive each."""
    scene = small.scene(camps=14, parameters=small.parameters_with(attempts=parameters))
    d = scene.world.detachments
    d.people[:CAMPS, 2] = d.men[:CAMPS] = men
    d.explosive[:CAMPS] = kg
    return scene


def evenings(scene: small.Scene, days: int, quota: float = 0.0):
    """Yield the rows of the parties of each of some days; every detachment has the same order each day."""
    for _ in range(days):
        scene.world.detachments.rail_quota[:CAMPS] = quota
        small.call(attempts.step, scene)
        yield np.flatnonzero(scene.world.attempts.line >= 0)
        scene = small.later(scene, 1)


def parties(scene: small.Scene, days: int, quota: float = 0.0) -> int:
    """Return how many parties set out in some days."""
    return sum(rows.size for rows in evenings(scene, days, quota))


@pytest.mark.parametrize(("men", "kg", "contact"), [(20.0, 0.0, 1), (100.0, 100.0, 0), (2000.0, 9.0, 1)])
def test_that_standing_orders_send_out_as_many_parties_as_the_parameters_declare(men, kg, contact):
    scene = camps(men, kg)
    p, causes = scene.parameters.attempts, scene.forcing
    scene.world.detachments.contact[:CAMPS] = contact
    orders = p.attack_share_without_orders + (1.0 - p.attack_share_without_orders) * causes.rail_weight * (
        1.0 if contact else 1.0 - p.contact_effect
    )
    chance = p.attacks_per_week * orders * men / (men + p.half_saturation_people)
    chance *= 1.0 - p.explosive_effect * (1.0 - kg / (kg + p.mine_kg))
    chance *= 1.0 - p.mud_effect * float(causes.mud[0])
    trials = 20 * CAMPS
    assert parties(scene, 140) / trials == pytest.approx(chance, abs=4.0 * np.sqrt(chance / trials))


def test_that_who_saves_for_a_campaign_puts_off_the_declared_share_of_attacks():
    usual = parties(camps(), 140)
    saving = camps()
    saving.world.orders.saves[:CAMPS] = 1
    left = parties(saving, 140)
    assert left / usual == pytest.approx(1.0 - saving.parameters.attempts.saving_share, abs=4.0 / np.sqrt(left))


@pytest.mark.parametrize("quota", [10.0, 100.0])
def test_that_in_the_named_night_the_declared_share_goes_however_small_the_task(quota):
    scene = camps()
    p = scene.parameters.attempts
    scene.world.orders.named_night[:CAMPS] = 1
    armed = 100.0 / (100.0 + 0.5 * p.rail_kg * p.campaign_rails_per_person * 100.0)
    chance = p.named_night_share * 100.0 / (100.0 + p.half_saturation_people)
    chance *= 1.0 - p.explosive_effect * (1.0 - armed)
    trials = 20 * CAMPS
    assert parties(scene, 20, quota) / trials == pytest.approx(chance, abs=4.0 * np.sqrt(chance / trials))
    assert parties(scene, 20) < parties(scene, 20, quota), "without a task it is a night like others"


@pytest.mark.parametrize("done", [0.5, 1.0])
def test_that_a_campaign_order_sends_out_as_many_parties_as_the_parameters_declare(done):
    scene = camps(first_nights_gain=2.0)
    p, fresh = scene.parameters.attempts, done * scene.parameters.attempts.ordered_rails_per_person
    armed = 100.0 / (100.0 + 0.5 * p.rail_kg * p.campaign_rails_per_person * 100.0)
    chance = p.campaign_attacks_per_day * fresh * (1.0 + 2.0 * fresh) * 100.0 / (100.0 + p.half_saturation_people)
    chance *= 1.0 - p.explosive_effect * (1.0 - armed)
    trials = 20 * CAMPS
    assert parties(scene, 20, 100.0 * done) / trials == pytest.approx(chance, abs=4.0 * np.sqrt(chance / trials))


@pytest.mark.parametrize("why", ["few", "free", "switch"])
def test_that_some_never_go(why):
    """A dozen people are too few, and on free ground there is no enemy line."""
    scene = camps(11.0 if why == "few" else 100.0, enabled=float(why != "switch"))
    if why == "free":
        scene = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8)))
    assert parties(scene, 7, 100.0) == 0


@pytest.mark.parametrize("men", [20.0, 2000.0])
def test_that_parties_of_small_and_large_detachments_set_out_for_the_declared_number_of_rails(men):
    """Rails are even between 0.3 and 1.7 of the mean: their deviation is 0.7 of it over the root of 3."""
    scene = camps(men, 1e6, **ALWAYS, bridge_attack_share=0.0, station_attack_share=0.0, half_saturation_people=10.0)
    a, p = scene.world.attempts, scene.parameters.attempts
    rails = np.concatenate([a.rails[rows] for rows in evenings(scene, 20, men)])
    mean = p.campaign_rails_per_person * men
    deviation = np.sqrt((p.rails_spread * mean) ** 2 / 3.0 + 0.25)
    assert rails.size > 9000
    assert (rails == np.round(rails)).all()
    assert rails.mean() == pytest.approx(mean, abs=4.0 * deviation / np.sqrt(rails.size))


@pytest.mark.parametrize("kg", [0.1, 0.5, 1.1])
def test_that_a_party_cuts_by_hand_what_it_lacks_explosive_for(kg):
    scene = camps(100.0, kg, **ALWAYS, explosive_effect=0.0, rails_spread=0.0)
    a, p = scene.world.attempts, scene.parameters.attempts
    rails = np.concatenate([a.rails[rows][a.aim[rows] == RAILS] for rows in evenings(scene, 10, 100.0)])
    assert rails.mean() == pytest.approx(kg / p.rail_kg + p.rails_by_hand, abs=4.0 * 0.5 / np.sqrt(rails.size))


def test_that_a_party_sets_out_for_no_more_rails_than_its_order_asks_for():
    scene = camps(100.0, 1e6, **ALWAYS)
    a, d = scene.world.attempts, scene.world.detachments
    for rows in evenings(scene, 5, 20.0):
        assert rows.size > 20
        assert a.rails[rows].max() == 20.0
        assert (d.rail_quota[rows] == 0.0).all(), "the order is passed on to the party"


def test_that_parties_choose_their_aims_by_the_declared_shares():
    scene = camps(400.0, 500.0, attacks_per_week=2.0)
    a, p = scene.world.attempts, scene.parameters.attempts
    aims = np.concatenate([a.aim[rows] for rows in evenings(scene, 140)])
    shares = {
        BRIDGE: p.bridge_attack_share,
        STATION: p.station_attack_share,
        TELEGRAPH: p.telegraph_attack_share,
        TRAIN: p.train_attack_share - p.bridge_attack_share,
    }
    shares[RAILS] = 1.0 - sum(shares.values())
    assert aims.size > 5000
    for aim, share in shares.items():
        assert (aims == aim).mean() == pytest.approx(share, abs=4.0 * np.sqrt(share / aims.size))


def test_that_without_explosive_no_party_sets_out_against_a_train_or_a_bridge():
    scene = camps(400.0, 0.0)
    a, p = scene.world.attempts, scene.parameters.attempts
    lacking = 0
    for rows in evenings(scene, 70):
        assert not np.isin(a.aim[rows], (TRAIN, BRIDGE)).any()
        assert not a.explosive_kg[rows].any()
        lacking += (a.wanted_kg[rows] == p.mine_kg).sum()
    assert lacking > 0


def test_that_main_bridges_are_attacked_by_the_declared_share_and_only_while_they_stand():
    scene = camps(400.0, 500.0, **ALWAYS, bridge_attack_share=0.2)
    a, p = scene.world.attempts, scene.parameters.attempts
    spans = small.network().spans
    first = spans.first
    chosen = []
    for rows in evenings(scene, 30, 400.0):
        has = rows[(a.aim[rows] == BRIDGE) & (first[a.line[rows] + 1] > first[a.line[rows]])]
        chosen.append(a.bridge[has] >= 0)
        assert (a.bridge[has][a.bridge[has] >= 0] == first[a.line[has][a.bridge[has] >= 0]]).all()
    chosen = np.concatenate(chosen)
    assert chosen.mean() == pytest.approx(p.main_bridge_share, abs=4.0 * 0.5 / np.sqrt(chosen.size))
    scene.world.structures.main_bridge_h[:] = 50.0
    assert max(a.bridge[rows].max() for rows in evenings(scene, 10, 400.0)) == -1


def test_that_a_line_is_chosen_by_its_trains_and_guards():
    """A line of west to east with 9 trains and no guards, one of north to south with 4 trains and 12.5 guards a km."""
    scene = camps(**ALWAYS)
    w, east = scene.world, np.arange(small.LINES) < small.SIDE
    w.traffic.trains[:] = np.where(east, 9.0, 4.0)
    w.security.guards[:] = np.where(east, 0.0, scene.parameters.attempts.deterring_guards * 250.0)
    w.intelligence.railway_knowledge[:] = 0.0
    lines = np.concatenate([w.attempts.line[rows] for rows in evenings(scene, 10, 100.0)])
    share = 10.0 / (10.0 + 0.5 * 5.0)
    assert (lines < small.SIDE).mean() == pytest.approx(share, abs=4.0 * 0.4 / np.sqrt(lines.size))


def test_that_who_knows_the_traffic_chooses_the_busier_line():
    shares = []
    for known in (0.0, 0.2, 1.0):
        scene = camps()
        w = scene.world
        w.traffic.trains[:] = np.where(np.arange(small.LINES) < small.SIDE, 10.0, 5.0)
        w.intelligence.railway_knowledge[:] = known
        lines = np.concatenate([w.attempts.line[rows] for rows in evenings(scene, 5, 100.0)])
        sharp = 1.0 + known * scene.parameters.attempts.choice_sharpness
        share = 11.0**sharp / (11.0**sharp + 6.0**sharp)
        shares.append((lines < small.SIDE).mean())
        assert shares[-1] == pytest.approx(share, abs=4.0 * 0.5 / np.sqrt(lines.size))
    assert shares == sorted(shares)


@pytest.mark.parametrize("ordered", [True, False])
def test_that_an_order_names_a_line_in_a_cell_beside_and_standing_orders_leave_it_to_chance(ordered):
    """Without an order one of six sides is tried, and only one of them has a line."""
    scene = camps(kg=1e6, **ALWAYS, attacks_per_week=2.0, half_saturation_people=10.0, mud_effect=0.0)
    scene = scene._replace(forcing=small.changed(scene.forcing, rail_weight=1.0))
    lines = scene.land.cell_lines.copy()
    lines[:] = -1
    lines[14, 0] = 2  # one cell alone has a line; those beside it have none
    scene = scene._replace(land=scene.land._replace(cell_lines=lines))
    d = scene.world.detachments
    beside = np.isin(d.cell[:CAMPS], scene.land.neighbours[14][scene.land.neighbours[14] >= 0])
    d.alive[:CAMPS] = beside
    sent = parties(scene, 70, 100.0 if ordered else 0.0)
    trials = beside.sum() * (70 if ordered else 10)
    share = 1.0 if ordered else 1.0 / 6.0
    assert sent / trials == pytest.approx(share, abs=4.0 * np.sqrt(share * (1.0 - share) / trials) + 1e-12)

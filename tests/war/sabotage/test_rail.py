"""Rail sabotage."""

import numpy as np
import pytest
from tests import small

from hinterland.war.sabotage import rail


def night(scene: small.Scene) -> None:
    """Let every detachment in reach of a line go to it, or not."""
    w = scene.world
    rail.step(
        w.rail, w.detachments, w.population, w.supply, w.security, w.traffic, w.intelligence, w.mines, w.reprisals,
        w.journal, scene.land, scene.forcing, small.network().spans, scene.parameters.rail, scene.today,
    )  # fmt: skip


def ordered(guards: float = 0.0, **changes: object) -> small.Scene:
    """Return a scene with five hundred camps under a campaign order, and so many guards on every line."""
    scene = small.scene(camps=14, **changes)
    scene.world.detachments.rail_quota[:] = 100.0
    scene.world.security.guards[:] = guards
    return scene


def test_that_the_more_guards_stand_the_more_is_foiled():
    foiled = []
    for guards in (0.0, 500.0, 2500.0, 20_000.0):
        scene = ordered(guards)
        night(scene)
        foiled.append(scene.world.rail.foiled.sum() / scene.world.rail.actions.sum())
    assert foiled[0] == 0.0
    assert foiled == sorted(foiled)
    assert foiled[-1] > 0.6


def test_that_a_cleared_strip_helps_the_guards():
    foiled = []
    for strip in (0.0, 300.0):
        scene = ordered(2500.0, strip=strip)
        night(scene)
        foiled.append(scene.world.rail.foiled.sum() / scene.world.rail.actions.sum())
    assert foiled[1] > foiled[0]


def test_that_more_go_to_the_lines_under_an_order():
    free, told = small.scene(camps=14), ordered()
    for scene in (free, told):
        night(scene)
    assert told.world.rail.actions.sum() > 3 * free.world.rail.actions.sum() > 0


def test_that_what_is_blown_is_what_was_carried_there():
    scene = ordered()
    before = scene.world.detachments.explosive.sum()
    night(scene)
    w = scene.world
    assert w.supply.explosive_used.sum() == pytest.approx(before - w.detachments.explosive.sum())
    assert (w.rail.rails_missing == w.rail.rails_destroyed).all()
    assert w.detachments.explosive.min() >= 0.0


def test_that_without_explosives_no_train_and_no_bridge_is_lost():
    scene = small.scene(camps=14)
    scene.world.detachments.explosive[:] = 0.0
    scene.world.traffic.trains[:] = 20.0
    night(scene)
    assert scene.world.rail.actions.sum() > 0
    assert scene.world.rail.trains_derailed.sum() == scene.world.rail.bridges_destroyed.sum() == 0.0


@pytest.mark.parametrize("change", ["few", "free"])
def test_that_some_never_go(change):
    """A dozen people are too few, and on free ground there is no enemy line."""
    scene = ordered(**({"occupied": np.zeros(small.CELLS, np.uint8)} if change == "free" else {}))
    if change == "few":
        scene.world.detachments.men[:] = 11.0
    night(scene)
    assert scene.world.rail.actions.sum() == 0.0


def test_that_the_more_guards_stand_the_fewer_rails_are_cut():
    cut = []
    for guards in (0.0, 500.0, 2500.0, 20_000.0):
        scene = ordered(guards)
        night(scene)
        cut.append(scene.world.rail.rails_destroyed.sum())
    assert cut == sorted(cut, reverse=True)
    assert cut[-1] < 0.5 * cut[0]


def test_that_patrols_remove_a_part_of_the_charges_and_the_rest_go_off():
    scene = ordered(2500.0)
    night(scene)
    w = scene.world
    assert 0.0 < w.rail.charges_removed.sum() < 0.5 * w.rail.charges_laid.sum()
    assert w.rail.charges_laid.sum() == w.rail.charges_removed.sum() + w.rail.charges_exploded.sum()
    bare = ordered(0.0)
    night(bare)
    assert bare.world.rail.charges_removed.sum() == 0.0


def test_that_explosives_are_counted_by_line_as_they_are_by_place():
    scene = ordered(900.0)
    night(scene)
    w = scene.world
    assert w.rail.explosive_used_kg.sum() == pytest.approx(w.supply.explosive_used.sum())
    assert (w.rail.explosive_used_kg <= w.rail.explosive_wanted_kg + 1e-9).all()


def test_that_actions_fall_on_bridges_stations_and_the_telegraph_too():
    scene = small.scene(camps=14, parameters=small.parameters_with(rail={"main_bridge_share": 1.0}))
    d, w = scene.world.detachments, scene.world
    d.people[:504, 2] = d.men[:504] = 400.0
    d.explosive[:504] = 500.0
    w.traffic.trains[:] = 20.0
    hit = np.zeros(5)
    for _ in range(20):
        w.rail.main_bridge_h[:] = 0.0
        night(scene)
        sums = (
            w.rail.bridges_destroyed,
            w.rail.main_bridges_destroyed,
            w.rail.stations_destroyed,
            w.rail.telegraph_attacks,
            w.rail.trains_derailed,
        )
        hit += [a.sum() for a in sums]
        scene = small.later(scene, 7)
    assert (hit > 0.0).all()
    assert hit[1] < hit[0]


def test_that_a_main_bridge_that_is_down_is_not_brought_down_again():
    scene = small.scene(camps=14)
    w = scene.world
    w.detachments.explosive[:504] = 500.0
    w.rail.main_bridge_h[:] = 50.0
    for _ in range(20):
        night(scene)
        assert w.rail.main_bridges_destroyed.sum() == 0.0
        scene = small.later(scene, 7)
    assert (w.rail.main_bridge_h == 50.0).all()


def test_that_who_knows_the_traffic_chooses_the_busier_line():
    shares = []
    for known in (0.0, 0.2, 1.0):
        scene = ordered()
        scene.world.traffic.trains[:] = np.where(np.arange(small.LINES) < small.SIDE, 10.0, 5.0)
        scene.world.intelligence.railway_knowledge[:] = known
        night(scene)
        shares.append(scene.world.rail.actions[: small.SIDE].sum() / scene.world.rail.actions.sum())
    assert shares == sorted(shares)
    assert shares[0] < 0.75
    assert shares[2] > 0.95


def test_that_the_more_parties_come_in_a_night_the_fewer_are_foiled():
    foiled = []
    for drawn in (0.0, 60.0):
        scene = ordered(600.0, parameters=small.parameters_with(rail={"guards_drawn_per_party": drawn}))
        night(scene)
        foiled.append(scene.world.rail.foiled.sum() / scene.world.rail.actions.sum())
    assert foiled[1] < 0.7 * foiled[0]


def test_that_an_order_names_a_line_in_a_cell_beside_and_standing_orders_leave_it_to_luck():
    reached = []
    for told in (True, False):
        scene = small.scene(
            camps=14,
            parameters=small.parameters_with(
                rail={"attacks_per_week": 2.0, "campaign_attacks_per_day": 0.5, "first_nights_gain": 0.0}
            ),
        )
        w, lines = scene.world, scene.land.cell_lines.copy()
        lines[:] = -1
        lines[14, 0] = 2  # one cell alone has a line; those beside it have none
        scene = scene._replace(land=scene.land._replace(cell_lines=lines))
        beside = np.isin(w.detachments.cell[:504], scene.land.neighbours[14][scene.land.neighbours[14] >= 0])
        w.detachments.alive[:504] = beside
        w.detachments.rail_quota[:504] = 100.0 if told else 0.0
        w.detachments.explosive[:504] = 1000.0
        total = 0.0
        for _ in range(7):
            w.detachments.rail_quota[:504] = 100.0 if told else 0.0
            night(scene)
            total += w.rail.actions.sum() + w.mines.hidden.sum()
            w.mines.hidden[:] = 0.0
            scene = small.later(scene, 1)
        reached.append(total)
    parties = 14 * 4
    assert reached[0] > 3.0 * parties * 0.2
    assert 0 < reached[1] < 0.4 * parties


def test_that_a_party_cuts_no_more_than_it_was_told_to():
    scene = ordered()
    scene.world.detachments.rail_quota[:] = 20.0
    night(scene)
    cuts = scene.world.journal
    rows = cuts.kind[: cuts.used[0]] == rail.CUT
    assert rows.sum() > 20
    assert cuts.true[: cuts.used[0]][rows].max() <= 21.0

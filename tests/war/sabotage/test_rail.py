"""Rail sabotage."""

import numpy as np
import pytest
from tests import toy

from hinterland.war.sabotage import rail


def night(of: toy.Scene) -> None:
    """Let every detachment in reach of a line go to it, or not."""
    w = of.world
    rail.step(
        w.rail, w.detachments, w.population, w.supply, w.security, w.traffic, w.intelligence, w.mines, w.reprisals,
        w.journal, of.land, of.outside, toy.network().spans, of.rules.rail, of.today,
    )  # fmt: skip


def ordered(guards: float = 0.0, **changes: object) -> toy.Scene:
    """Return a scene with five hundred camps under a campaign order, and so many guards on every line."""
    of = toy.scene(camps=14, **changes)
    of.world.detachments.quota[:] = 100.0
    of.world.security.guards[:] = guards
    return of


def test_that_the_more_guards_stand_the_more_is_foiled():
    foiled = []
    for guards in (0.0, 500.0, 2500.0, 20_000.0):
        of = ordered(guards)
        night(of)
        foiled.append(of.world.rail.foiled.sum() / of.world.rail.actions.sum())
    assert foiled[0] == 0.0
    assert foiled == sorted(foiled)
    assert foiled[-1] > 0.6


def test_that_a_cleared_strip_helps_the_guards():
    foiled = []
    for strip in (0.0, 300.0):
        of = ordered(2500.0, strip=strip)
        night(of)
        foiled.append(of.world.rail.foiled.sum() / of.world.rail.actions.sum())
    assert foiled[1] > foiled[0]


def test_that_more_go_to_the_lines_under_an_order():
    free, told = toy.scene(camps=14), ordered()
    for of in (free, told):
        night(of)
    assert told.world.rail.actions.sum() > 3 * free.world.rail.actions.sum() > 0


def test_that_what_is_blown_is_what_was_carried_there():
    of = ordered()
    before = of.world.detachments.explosive.sum()
    night(of)
    w = of.world
    assert w.supply.explosive_used.sum() == pytest.approx(before - w.detachments.explosive.sum())
    assert (w.rail.out == w.rail.cut).all()
    assert w.detachments.explosive.min() >= 0.0


def test_that_without_explosives_no_train_and_no_bridge_is_lost():
    of = toy.scene(camps=14)
    of.world.detachments.explosive[:] = 0.0
    of.world.traffic.trains[:] = 20.0
    night(of)
    assert of.world.rail.actions.sum() > 0
    assert of.world.rail.derailed.sum() == of.world.rail.bridges.sum() == 0.0


@pytest.mark.parametrize("change", ["few", "free"])
def test_that_some_never_go(change):
    """A dozen people are too few, and on free ground there is no enemy line."""
    of = ordered(**({"occupied": np.zeros(toy.CELLS, np.uint8)} if change == "free" else {}))
    if change == "few":
        of.world.detachments.men[:] = 11.0
    night(of)
    assert of.world.rail.actions.sum() == 0.0


def test_that_the_more_guards_stand_the_fewer_rails_are_cut():
    cut = []
    for guards in (0.0, 500.0, 2500.0, 20_000.0):
        of = ordered(guards)
        night(of)
        cut.append(of.world.rail.cut.sum())
    assert cut == sorted(cut, reverse=True)
    assert cut[-1] < 0.5 * cut[0]


def test_that_patrols_remove_a_part_of_the_charges_and_the_rest_go_off():
    of = ordered(2500.0)
    night(of)
    w = of.world
    assert 0.0 < w.rail.removed.sum() < 0.5 * w.rail.laid.sum()
    assert w.rail.laid.sum() == w.rail.removed.sum() + w.rail.exploded.sum()
    bare = ordered(0.0)
    night(bare)
    assert bare.world.rail.removed.sum() == 0.0


def test_that_explosives_are_counted_by_line_as_they_are_by_place():
    of = ordered(900.0)
    night(of)
    w = of.world
    assert w.rail.used_kg.sum() == pytest.approx(w.supply.explosive_used.sum())
    assert (w.rail.used_kg <= w.rail.need_kg + 1e-9).all()


def test_that_actions_fall_on_bridges_stations_and_the_telegraph_too():
    of = toy.scene(camps=14, rules=toy.rules_with(rail={"named": 1.0}))
    d, w = of.world.detachments, of.world
    d.people[:504, 2] = d.men[:504] = 400.0
    d.explosive[:504] = 500.0
    w.traffic.trains[:] = 20.0
    hit = np.zeros(5)
    for _ in range(20):
        w.rail.span_h[:] = 0.0
        night(of)
        sums = (w.rail.bridges, w.rail.main_bridges, w.rail.stations, w.rail.wires, w.rail.derailed)
        hit += [a.sum() for a in sums]
        of = toy.later(of, 7)
    assert (hit > 0.0).all()
    assert hit[1] < hit[0]


def test_that_a_main_bridge_that_is_down_is_not_brought_down_again():
    of = toy.scene(camps=14)
    w = of.world
    w.detachments.explosive[:504] = 500.0
    w.rail.span_h[:] = 50.0
    for _ in range(20):
        night(of)
        assert w.rail.main_bridges.sum() == 0.0
        of = toy.later(of, 7)
    assert (w.rail.span_h == 50.0).all()


def test_that_who_knows_the_traffic_chooses_the_busier_line():
    shares = []
    for known in (0.0, 0.2, 1.0):
        of = ordered()
        of.world.traffic.trains[:] = np.where(np.arange(toy.LINES) < toy.SIDE, 10.0, 5.0)
        of.world.intelligence.rail[:] = known
        night(of)
        shares.append(of.world.rail.actions[: toy.SIDE].sum() / of.world.rail.actions.sum())
    assert shares == sorted(shares)
    assert shares[0] < 0.75
    assert shares[2] > 0.95


def test_that_the_more_parties_come_in_a_night_the_fewer_are_foiled():
    foiled = []
    for drawn in (0.0, 60.0):
        of = ordered(600.0, rules=toy.rules_with(rail={"drawn": drawn}))
        night(of)
        foiled.append(of.world.rail.foiled.sum() / of.world.rail.actions.sum())
    assert foiled[1] < 0.7 * foiled[0]


def test_that_an_order_names_a_line_in_a_cell_beside_and_standing_orders_leave_it_to_luck():
    reached = []
    for told in (True, False):
        of = toy.scene(camps=14, rules=toy.rules_with(rail={"go": 2.0, "campaign": 0.5, "eager": 0.0}))
        w, lines = of.world, of.land.cell_lines.copy()
        lines[:] = -1
        lines[14, 0] = 2  # one cell alone has a line; those beside it have none
        of = of._replace(land=of.land._replace(cell_lines=lines))
        beside = np.isin(w.detachments.cell[:504], of.land.neighbours[14][of.land.neighbours[14] >= 0])
        w.detachments.alive[:504] = beside
        w.detachments.quota[:504] = 100.0 if told else 0.0
        w.detachments.explosive[:504] = 1000.0
        total = 0.0
        for _ in range(7):
            w.detachments.quota[:504] = 100.0 if told else 0.0
            night(of)
            total += w.rail.actions.sum() + w.mines.hidden.sum()
            w.mines.hidden[:] = 0.0
            of = toy.later(of, 1)
        reached.append(total)
    parties = 14 * 4
    assert reached[0] > 3.0 * parties * 0.2
    assert 0 < reached[1] < 0.4 * parties


def test_that_a_party_cuts_no_more_than_it_was_told_to():
    of = ordered()
    of.world.detachments.quota[:] = 20.0
    night(of)
    cuts = of.world.journal
    rows = cuts.kind[: cuts.used[0]] == rail.CUT
    assert rows.sum() > 20
    assert cuts.true[: cuts.used[0]][rows].max() <= 21.0

"""Taking a cause away, or adding to it, moves what it causes: paired wars of the small theatre, five seeds each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import toy

NOBODY = np.zeros(toy.CELLS)


def mean(field: str, rules=None, **changes) -> float:
    """Return the sum of a daily field over a war, in the mean of five seeds."""
    return float(toy.sums((field,), rules=rules, **changes).mean())


def test_that_without_a_campaign_order_fewer_rails_are_cut():
    assert mean("rail.cut", campaign_rails=0.0) < 0.5 * mean("rail.cut")


def test_that_where_reprisals_are_forbidden_fewer_civilians_are_killed():
    ordered = toy.sums(("people.killed_reprisal", "people.killed_expedition"))
    forbidden = toy.sums(("people.killed_reprisal", "people.killed_expedition"), reprisal=NOBODY)
    assert (forbidden.sum(1) < 0.1 * ordered.sum(1)).all()


def test_that_more_guards_never_mean_more_cuts():
    usual = toy.sums(("rail.cut", "rail.foiled"), guard_priority=0.0)
    more = toy.sums(("rail.cut", "rail.foiled"), guard_priority=0.4)
    assert more[:, 0].mean() < usual[:, 0].mean()
    assert (more[:, 1] > usual[:, 1]).all()


@given(st.tuples(st.floats(1, 60), st.floats(1, 60)).map(sorted))
@settings(max_examples=4, deadline=None)
def test_that_guards_who_foil_more_easily_never_mean_more_cuts(halves):
    easily, hardly = halves
    cut = [mean("rail.cut", toy.rules_with(rail={"guard_half": half})) for half in (easily, hardly)]
    assert cut[0] <= 1.03 * cut[1]


@pytest.mark.parametrize(
    ("without", "field", "share"),
    [
        ({"sorties": 0.0}, "airlift.tonnes", 0.0),
        ({"gate_tonnes": 0.0}, "corridor.rifles", 0.0),
        ({"organising": NOBODY}, "recruits.joined", 0.95),
        ({"news": np.full(5, -0.9)}, "recruits.joined_local", 0.9),
        ({"labour": NOBODY}, "people.deported_today", 0.0),
        ({"reprisal": NOBODY}, "recruits.joined_local", 0.95),
        ({"night": np.array([2.0])}, "rail.actions", 0.9),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) else str(value),
)
def test_that_a_cause_taken_away_takes_its_effect_with_it(without, field, share):
    assert mean(field, **without) <= share * mean(field)


def test_that_a_mild_winter_lets_more_partisans_live():
    cold = toy.sums(("camps.perished", "recruits.joined"))
    mild = toy.sums(("camps.perished", "recruits.joined"), temp=np.array([10.0]))
    shares = [told[:, 0].sum() / told[:, 1].sum() for told in (cold, mild)]
    assert shares[1] < shares[0]


def test_that_who_cannot_be_reached_is_ordered_nothing():
    """Without sets, couriers or a corridor nobody hears the campaign, so nobody obeys it."""
    alone = toy.rules_with(radio={"courier": 0.0, "gate": 0.0, "neighbour": 0.0})
    silent = {"sets": 0.0, "gate": NOBODY, "front_km": np.full(toy.CELLS, 500.0, np.float32)}
    ordered: list[float] = []

    def listen(world, day):
        ordered.append(float(world.command.ordered.sum()))
        deaf = (world.detachments.contact == 0) & (world.detachments.alive == 1)
        assert not world.detachments.quota[deaf].any(), f"day {day}"

    world = toy.war(320, rules=alone, each=listen, **silent)
    assert world.detachments.alive.sum() > 50
    assert sum(ordered) == 0.0
    assert mean("rail.cut", alone, **silent) == mean("rail.cut", alone, campaign_rails=0.0, **silent)


def test_that_only_those_in_contact_set_out_on_an_ordered_march():
    ordered = {"march_from": np.ones((1, toy.CELLS), np.uint8), "march_men": np.array([200.0])}
    before: dict[int, tuple[int, int]] = {}

    def look(world, day):
        d = world.detachments
        for i in np.flatnonzero(d.alive):
            heard, goal = before.get(int(i), (1, -1))
            assert goal >= 0 or d.goal[i] < 0 or heard or d.contact[i], f"day {day}: {i} marches on no order"
            before[int(i)] = (int(d.contact[i]), int(d.goal[i]))

    world = toy.war(200, each=look, **ordered)
    assert world.movement.crossed.size
    assert toy.sums(("command.marching",), 200, range(1, 2), **ordered)[0, 0] > 100

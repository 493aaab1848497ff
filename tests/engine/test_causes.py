"""Taking a cause away, or adding to it, moves what it causes: paired wars of the small theatre, three seeds each."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from tests import small

from hinterland.theatre.forcing_series import prepare

NOBODY = np.zeros(small.CELLS)
SEEDS = range(1, 4)
DAYS = 322
FIELDS = (
    "rail.rails_destroyed",
    "rail.actions",
    "rail.foiled",
    "population.killed_reprisal",
    "population.killed_expedition",
    "population.deported_today",
    "recruitment.joined",
    "recruitment.joined_local",
    "camps.perished",
    "airlift.tonnes",
    "corridor.rifles",
)


def wars(parameters: Any = None, **changes: object) -> dict[str, np.ndarray]:
    """Return the sums of some daily fields over a war with these causes, one for each seed."""
    sums = small.sums(FIELDS, DAYS, SEEDS, parameters, **changes)
    return dict(zip(FIELDS, sums.T, strict=True))


@cache
def usual() -> dict[str, np.ndarray]:
    """Return the same for the war as it is given."""
    return wars()


def test_that_without_a_campaign_order_fewer_rails_are_cut():
    assert (wars(campaign_rails=np.zeros(1))["rail.rails_destroyed"] < 0.5 * usual()["rail.rails_destroyed"]).all()


def test_that_where_reprisals_are_forbidden_fewer_civilians_are_killed():
    forbidden = wars(reprisal=NOBODY)
    for field in ("population.killed_reprisal", "population.killed_expedition"):
        assert (forbidden[field] < 0.1 * usual()[field]).all()
    assert forbidden["recruitment.joined_local"].mean() < usual()["recruitment.joined_local"].mean()


def test_that_more_guards_never_mean_more_cuts():
    few, many = wars(guard_priority=0.0), wars(guard_priority=0.4)
    assert many["rail.rails_destroyed"].mean() < few["rail.rails_destroyed"].mean()
    assert (many["rail.foiled"] > few["rail.foiled"]).all()


def test_that_the_easier_guards_foil_the_fewer_rails_are_cut():
    by_ease = [
        wars(small.parameters_with(rail={"guards_half": half}))["rail.rails_destroyed"].mean()
        for half in (2.0, 12.0, 60.0)
    ]
    assert by_ease == sorted(by_ease)


@pytest.mark.parametrize(
    ("without", "field", "share"),
    [
        ({"sorties": 0.0}, "airlift.tonnes", 0.0),
        ({"corridor_tonnes": 0.0}, "corridor.rifles", 0.0),
        ({"labour": NOBODY, "clearance": NOBODY}, "population.deported_today", 0.0),
        ({"organising": NOBODY}, "recruitment.joined", 0.95),
        ({"news": np.full(5, -0.9)}, "recruitment.joined_local", 0.9),
        ({"night": np.array([2.0])}, "rail.actions", 0.9),
    ],
    ids=["airlift", "corridor", "draft", "party", "news", "night"],
)
def test_that_a_cause_taken_away_takes_its_effect_with_it(without, field, share):
    assert wars(**without)[field].mean() <= share * usual()[field].mean()


def test_that_a_mild_winter_lets_more_partisans_live():
    mild = wars(temp=np.array([10.0]))
    deaths = [war["camps.perished"].sum() / war["recruitment.joined"].sum() for war in (mild, usual())]
    assert deaths[0] < deaths[1]


def test_that_who_cannot_be_reached_is_ordered_nothing():
    """Without sets, couriers or a corridor nobody hears of the campaign, so nobody obeys it."""
    alone = small.parameters_with(
        radio={"courier_contact_per_week": 0.0, "corridor_contact_per_week": 0.0, "brigade_contact_per_week": 0.0}
    )
    silent = {"sets": 0.0, "corridor_reach": NOBODY, "front_km": np.full(small.CELLS, 500.0, np.float32)}
    ordered = [0.0]

    def listen(world, day):
        ordered.append(float(world.orders.rails_ordered.sum()))
        deaf = (world.detachments.contact == 0) & (world.detachments.alive == 1)
        assert not world.detachments.rail_quota[deaf].any(), f"day {day}"

    world = small.war(DAYS, parameters=alone, each=listen, **silent)
    assert world.detachments.alive.sum() > 50
    assert sum(ordered) == 0.0


def test_that_only_those_in_contact_set_out_on_an_ordered_march():
    before: dict[int, int] = {}
    set_out = [0.0]

    def look(world, day):
        d = world.detachments
        for i in np.flatnonzero(d.alive):
            if d.goal[i] >= 0 and before.get(int(i), -1) < 0 and d.founded_day[i] < day:
                assert d.contact[i] == 1, f"day {day}: {i} marches on no order"
        before.update(enumerate(d.goal.tolist()))
        set_out.append(float(world.orders.partisans_marching.sum()))

    ordered = {"march_from": np.ones((1, small.CELLS), np.uint8), "march_men": np.array([200.0])}
    small.war(230, each=look, **ordered)
    assert sum(set_out) > 100


def test_that_a_scaled_decision_is_larger_or_smaller_and_nothing_else_is():
    whole, half = (prepare(3, frozenset(), (), scaled).series for scaled in ((), (("airlift", 0.5),)))
    for day in (400, 800, 1200):
        was, now = whole.on(day), half.on(day)
        assert now.sorties == pytest.approx(0.5 * was.sorties)
        assert was.sorties > 0
        np.testing.assert_array_equal(now.campaign_rails, was.campaign_rails)
        np.testing.assert_array_equal(now.reprisal, was.reprisal)


def test_that_a_decision_is_not_scaled_beyond_the_range_of_its_switch():
    whole, more = (prepare(3, frozenset(), (), scaled).series for scaled in ((), (("reprisal_policy", 10.0),)))
    assert more.on(500).reprisal.max() == 1.0
    assert more.on(500).reprisal.sum() > whole.on(500).reprisal.sum()


def test_that_the_causes_are_of_the_same_types_on_every_day():
    """Kernels look at the types of what is made anew each day only once."""
    causes = prepare(3, frozenset(), (), ()).series

    def types(day):
        made = causes.on(day)
        return [
            (v.dtype, v.ndim, v.flags.c_contiguous, v.flags.writeable) if isinstance(v, np.ndarray) else type(v)
            for v in made
        ]

    first = types(0)
    assert all(types(day) == first for day in range(1, 1418, 3))

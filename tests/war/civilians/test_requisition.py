"""What the occupier plans to take, what he takes, and why he does not get the rest."""

import math
from datetime import date

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import day_of
from hinterland.theatre.land import LSSR, UKSSR
from hinterland.war.civilians import requisition

CAUSES = ("taken", "denied", "lost_retreat", "lost_transport", "shortfall")
ORDINARY = 0.55 * 50_000.0 * (0.3 + 0.4)
"""Ordinary harvest of a cell in tonnes a year: harvest per villager, villagers, and how far the ground is tilled."""
PLAN = 0.8 * 0.34 * ORDINARY / 52.0
"""Grain of a week that the occupier plans to take of a cell, at a levy of 0.8."""
FREE = 24.0 / (24.0 + 0.05 * 48.0)
"""Share of collected grain that trains transport where two lines of 24 trains a day are half used."""
WEEKS = 4
CELL_WEEKS = WEEKS * small.CELLS


def accounts(scene: small.Scene, weeks: int = WEEKS) -> dict[str, float]:
    """Let the occupier collect for some weeks; return the sums of all accounts."""
    names = (
        *CAUSES, "planned", "lost_closed_lines", "draft_denied", "burned_today", "driven_off", "value", "harvested",
    )  # fmt: skip
    sums = dict.fromkeys(names, 0.0)
    scene.world.traffic.undamaged_capacity[:] = scene.land.line_capacity
    for days in range(7 * weeks):
        now = small.later(scene, days)
        small.call(requisition.harvest, now)
        small.call(requisition.step, now)
        for name in names:
            sums[name] += getattr(now.world.requisition, name).sum()
    return sums


def rich(**changes: object) -> small.Scene:
    """Return an occupied theatre with full barns, open railways and no partisans."""
    scene = small.scene(day=200, **changes)
    scene.world.population.food[:] = 20_000.0
    scene.world.traffic.capacity[:] = scene.land.line_capacity
    scene.world.traffic.trains[:] = 0.5 * scene.land.line_capacity
    return scene


def test_that_every_tonne_of_the_plan_is_in_one_account():
    scene = rich()
    scene.world.zones.control[:] = np.linspace(0.0, 1.0, small.CELLS)
    scene.world.security.recent_attacks[:] = 3.0
    scene.world.requisition.output_loss[:12] = 0.3
    scene.world.population.food[:6] = 100.0
    sums = accounts(scene)
    assert sums["planned"] == pytest.approx(CELL_WEEKS * PLAN)
    assert sums["planned"] == pytest.approx(sum(sums[name] for name in CAUSES))
    assert all(sums[name] > 0.0 for name in CAUSES)


def test_that_grain_is_conserved_whatever_becomes_of_it():
    scene = rich(scorched=np.ones(small.CELLS), front_km=np.full(small.CELLS, 30.0, np.float32))
    scene.world.requisition.front_km[:] = 80.0
    before = scene.world.population.food.sum()
    sums = accounts(scene)
    w = scene.world
    gone = w.population.grain_taken.sum() + w.requisition.spoilt.sum() + w.requisition.burned.sum()
    assert w.population.food.sum() + gone == pytest.approx(before + sums["harvested"])
    assert w.population.deported.sum() >= sums["driven_off"] > 0.0


def test_that_a_retreat_burns_half_of_the_grain_in_its_first_week():
    scene = rich(scorched=np.ones(small.CELLS), front_km=np.full(small.CELLS, 30.0, np.float32), levy=0.0)
    scene.world.requisition.front_km[:] = 80.0
    assert accounts(scene, 1)["burned_today"] == pytest.approx(0.5 * 20_000.0 * small.CELLS)


@pytest.mark.parametrize("control", [0.0, 0.5, 1.0])
def test_that_the_occupier_takes_nothing_of_the_share_that_partisans_control(control):
    scene = rich()
    scene.world.zones.control[:] = control
    sums = accounts(scene)
    assert sums["taken"] == pytest.approx(CELL_WEEKS * PLAN * (1.0 - control) * FREE)
    assert sums["denied"] == pytest.approx(CELL_WEEKS * PLAN * control)
    assert sums["value"] == pytest.approx(90.0 * sums["taken"])


@pytest.mark.parametrize("attacks", [0.0, 8.0, 100.0])
def test_that_attacks_keep_collectors_from_up_to_six_tenths_of_the_plan(attacks):
    scene = rich()
    scene.world.security.recent_attacks[:] = attacks
    half = 4.52 * 1.77  # attacks on the 1,770 km2 of a cell
    assert accounts(scene)["denied"] == pytest.approx(CELL_WEEKS * PLAN * 0.6 * attacks / (attacks + half))


def test_that_partisans_are_charged_with_nothing_where_there_are_none():
    scene = rich()
    scene.world.requisition.output_loss[:] = 0.4
    scene.world.traffic.trains[:] = 0.9 * scene.land.line_capacity
    sums = accounts(scene)
    assert sums["denied"] == sums["lost_closed_lines"] == sums["draft_denied"] == 0.0
    assert sums["lost_retreat"] > 0.0
    assert sums["lost_transport"] > 0.0


def test_that_closed_railways_spoil_more_of_the_grain():
    """Of two lines of 24 trains with 7.2 each, 33.6 are free, and 4.8 where four tenths of the capacity are left."""
    open_lines, closed = rich(), rich()
    closed.world.traffic.capacity[:] = 0.4 * closed.land.line_capacity
    for scene in (open_lines, closed):
        scene.world.traffic.trains[:] = 0.3 * scene.land.line_capacity
    one, other = accounts(open_lines), accounts(closed)
    spoilt, spoilt_closed = 2.4 / 36.0, 2.4 / 7.2
    assert one["lost_transport"] == pytest.approx(CELL_WEEKS * PLAN * spoilt)
    assert one["lost_closed_lines"] == pytest.approx(0.0, abs=1e-6)
    assert other["lost_transport"] == pytest.approx(CELL_WEEKS * PLAN * spoilt_closed)
    assert other["lost_closed_lines"] == pytest.approx(CELL_WEEKS * PLAN * (spoilt_closed - spoilt))


@pytest.mark.parametrize(
    ("changes", "share"),
    [
        ({"republic": np.full(small.CELLS, UKSSR, np.int32)}, 0.46),
        ({"republic": np.full(small.CELLS, LSSR, np.int32)}, 0.34),
        ({"group": np.full(small.CELLS, requisition.FINNISH, np.int32)}, 0.26),
        ({"group": np.full(small.CELLS, requisition.ROMANIAN, np.int32)}, 0.26),
    ],
)
def test_that_the_plan_is_that_of_the_administration(changes, share):
    scene = rich()
    scene = scene._replace(land=scene.land._replace(**changes))
    assert accounts(scene)["planned"] == pytest.approx(CELL_WEEKS * PLAN * share / 0.34)


@pytest.mark.parametrize(("taken", "burden"), [(0.0, PLAN / 210.0), (50.0, (PLAN + 50.0) / 210.0), (400.0, 1.0)])
def test_that_what_both_sides_take_is_a_burden_on_the_villages(taken, burden):
    """The heaviest burden on 50,000 villagers is 210 tonnes a week."""
    scene = rich()
    scene.world.population.grievance[:] = 0.1
    scene.world.requisition.partisan_takings[:] = taken
    accounts(scene, 1)
    np.testing.assert_allclose(scene.world.requisition.burden, burden)
    np.testing.assert_allclose(scene.world.population.grievance, 0.1 + 0.9 * 0.007 * burden)


def test_that_nobody_bears_a_burden_where_nobody_lives():
    scene = rich()
    scene.world.population.rural[:] = 0.0
    accounts(scene, 1)
    assert (scene.world.requisition.burden == 0.0).all()


@pytest.mark.parametrize("control", [0.0, 0.3, 1.0])
def test_that_partisans_keep_from_the_draft_the_share_that_they_control(control):
    """Weekly numbers are rounded twice, with a variance of 0.25 at most each time."""
    scene = rich(labour=np.ones(small.CELLS))
    scene.world.zones.control[:] = control
    denied, weeks = accounts(scene, 10)["draft_denied"], 10
    drafted = scene.world.population.deported.sum()
    ordered = weeks * small.CELLS * 0.00055 * 58_000.0
    error = 4.0 * np.sqrt(2.0 * 0.25 * weeks * small.CELLS)
    assert abs(drafted + denied - ordered) <= error + 0.005 * ordered  # those drafted are drafted no more
    assert abs(denied - control * (drafted + denied)) <= error
    assert drafted + scene.world.population.rural.sum() == 50_000.0 * small.CELLS


def test_that_a_draft_of_more_people_than_live_there_is_not_denied_by_partisans():
    scene = rich(labour=np.ones(small.CELLS))
    scene.world.population.rural[:], scene.world.population.urban[:] = 10.0, 1e6
    assert accounts(scene, 1)["draft_denied"] == 0.0
    assert scene.world.population.rural.sum() == 0.0


def test_that_stripped_land_yields_less_until_it_is_restored():
    scene = small.scene(day=44, stripped=np.ones(small.CELLS))
    p, r = scene.world.population, scene.world.requisition
    p.was_occupied[:] = 0
    before = p.food.sum()
    small.call(requisition.harvest, small.later(scene, 0))
    p.was_occupied[:] = 1
    assert r.burned.sum() == pytest.approx(0.2 * before)
    first = np.where(np.isin(np.arange(small.CELLS) // 8, [scene.today.phase]), 1, 0)
    np.testing.assert_allclose(r.output_loss, 0.4 * (1.0 - 0.012) ** first)
    accounts(scene, 10)
    np.testing.assert_allclose(r.output_loss, 0.4 * (1.0 - 0.012) ** (10 + first))


def test_that_a_front_that_stands_still_burns_nothing():
    still = rich(scorched=np.ones(small.CELLS), front_km=np.full(small.CELLS, 30.0, np.float32))
    still.world.requisition.front_km[:] = 30.0
    assert accounts(still)["burned_today"] == 0.0


@pytest.mark.parametrize(("start", "weeks"), [(205.0, 6.0), (190.0, 5.3), (230.5, 2.0)])
def test_that_a_harvest_is_brought_in_once_a_year_in_its_season(start, weeks):
    parameters = small.parameters_with(requisition={"harvest_start": start, "harvest_weeks": weeks})
    scene = small.scene(day=day_of(date(1942, 1, 1)) + 100, parameters=parameters)
    harvested, days = np.zeros(small.CELLS), []
    for n in range(365):
        now = small.later(scene, n)
        small.call(requisition.harvest, now)
        harvested += now.world.requisition.harvested
        if now.world.requisition.harvested.sum() > 0.0:
            days.append(100 + n)
    np.testing.assert_allclose(harvested, ORDINARY)
    assert start <= days[0]
    assert days[-1] < start + 7.0 * math.ceil(weeks)


def test_that_without_requisition_only_the_harvest_goes_on():
    scene = rich(labour=np.ones(small.CELLS), scorched=np.ones(small.CELLS))
    scene = scene._replace(parameters=small.parameters_with(requisition={"enabled": 0.0}))
    before = scene.world.population.food.sum()
    sums = accounts(scene)
    assert scene.world.population.food.sum() == before
    assert not any(sums.values())


def test_that_people_under_occupation_are_counted_until_they_are_freed():
    scene = small.scene(day=105)
    accounts(scene, 1)
    w = scene.world
    assert w.requisition.people_occupied.sum() == w.population.rural.sum() + w.population.urban.sum()
    scene.forcing.occupied[:] = 0
    accounts(scene, 1)
    assert w.requisition.people_occupied.sum() == 0.0

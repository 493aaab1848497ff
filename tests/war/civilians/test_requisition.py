"""What the occupier meant to take, what he took, and why he did not get the rest."""

import numpy as np
import pytest
from tests import small

from hinterland.theatre.land import UKSSR
from hinterland.war.civilians import requisition

CAUSES = ("taken", "denied", "lost_retreat", "lost_transport", "shortfall")


def books(scene: small.Scene, weeks: int = 4) -> dict[str, float]:
    """Let the collectors go round for some weeks; return what stands in the books at the end."""
    names = (
        *CAUSES,
        "planned",
        "lost_closed_lines",
        "draft_denied",
        "burned_today",
        "driven_off",
        "value",
        "harvested",
    )
    told = dict.fromkeys(names, 0.0)
    scene.world.traffic.undamaged_capacity[:] = scene.land.line_capacity
    for days in range(7 * weeks):
        now = small.later(scene, days)
        w, r = now.world, now.parameters.requisition
        requisition.harvest(w.requisition, w.population, now.land, now.forcing, r, now.today)
        requisition.step(
            w.requisition, w.population, w.supply, w.zones, w.security, w.traffic, now.land, now.forcing, r, now.today
        )
        for name in names:
            told[name] += getattr(w.requisition, name).sum()
    return told


def rich(**changes: object) -> small.Scene:
    """Return an occupied land with full barns, open railways and nobody in the woods."""
    scene = small.scene(day=200, **changes)
    scene.world.population.food[:] = 20_000.0
    scene.world.traffic.capacity[:] = scene.land.line_capacity
    scene.world.traffic.trains[:] = 0.5 * scene.land.line_capacity
    return scene


def test_that_every_tonne_of_the_plan_is_put_down_once():
    scene = rich()
    scene.world.zones.control[:] = np.linspace(0.0, 1.0, small.CELLS)
    scene.world.security.recent_attacks[:] = 3.0
    scene.world.requisition.output_loss[:12] = 0.3
    scene.world.population.food[:6] = 100.0
    told = books(scene)
    assert told["planned"] == pytest.approx(sum(told[name] for name in CAUSES))
    assert all(told[name] > 0.0 for name in CAUSES)


def test_that_grain_is_conserved_whatever_becomes_of_it():
    scene = rich(scorched=np.ones(small.CELLS), front_km=np.full(small.CELLS, 30.0, np.float32))
    scene.world.requisition.front_km[:] = 80.0
    before = scene.world.population.food.sum()
    told = books(scene)
    w = scene.world
    gone = w.population.grain_taken.sum() + w.requisition.spoilt.sum() + w.requisition.burned.sum()
    assert w.population.food.sum() + gone == pytest.approx(before + told["harvested"])
    assert told["burned_today"] > 0.0
    assert w.population.deported.sum() >= told["driven_off"] > 0.0


def test_that_the_occupier_takes_less_where_partisans_rule():
    taken = []
    for control in (0.0, 0.5, 1.0):
        scene = rich()
        scene.world.zones.control[:] = control
        taken.append(books(scene)["taken"])
    assert taken == sorted(taken, reverse=True)
    assert taken[2] == 0.0


def test_that_attacks_keep_collectors_away():
    calm, stirred = rich(), rich()
    stirred.world.security.recent_attacks[:] = 10.0
    assert books(calm)["denied"] == 0.0
    assert books(stirred)["denied"] > 0.0


def test_that_nothing_is_laid_at_the_door_of_partisans_where_there_are_none():
    scene = rich()
    scene.world.requisition.output_loss[:] = 0.4
    scene.world.traffic.trains[:] = 0.9 * scene.land.line_capacity
    told = books(scene)
    assert told["denied"] == told["lost_closed_lines"] == told["draft_denied"] == 0.0
    assert told["lost_retreat"] > 0.0
    assert told["lost_transport"] > 0.0


def test_that_closed_railways_spoil_more_of_the_grain():
    whole, cut = rich(), rich()
    cut.world.traffic.capacity[:] = 0.4 * cut.land.line_capacity
    cut.world.traffic.trains[:] = 0.3 * cut.land.line_capacity
    whole.world.traffic.trains[:] = 0.3 * whole.land.line_capacity
    one, other = books(whole), books(cut)
    assert other["lost_transport"] > one["lost_transport"]
    assert other["lost_closed_lines"] > 0.0
    assert one["lost_closed_lines"] == 0.0


def test_that_ukraine_is_asked_for_more():
    plain = rich()
    ukraine = rich()
    ukraine = ukraine._replace(land=ukraine.land._replace(republic=np.full(small.CELLS, UKSSR, np.int32)))
    assert books(ukraine)["planned"] > books(plain)["planned"]


def test_that_what_both_sides_take_weighs_on_the_villages():
    burdens = []
    for forced in (0.0, 400.0):
        scene = rich()
        scene.world.population.grievance[:] = 0.1
        scene.world.requisition.partisan_takings[:] = forced
        books(scene, 1)
        burdens.append((scene.world.requisition.burden.mean(), scene.world.population.grievance.mean()))
    assert burdens[1] > burdens[0]


def test_that_labour_is_drafted_on_orders_and_not_where_partisans_rule():
    found = []
    for draft, control in ((0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (1.0, 0.5)):
        scene = rich(labour=np.full(small.CELLS, draft))
        scene.world.zones.control[:] = control
        told = books(scene, 10)
        found.append((scene.world.population.deported.sum(), told["draft_denied"]))
    assert found[0] == (0.0, 0.0)
    assert found[1][0] == 0.0
    assert found[2][1] == 0.0
    assert found[3][0] > 0.0
    assert found[1][1] == pytest.approx(found[2][0], rel=0.01)
    assert sum(found[3]) == pytest.approx(found[2][0], rel=0.01)


def test_that_land_left_bare_bears_less_until_it_is_mended():
    bare, whole = small.scene(day=44), small.scene(day=44)
    for scene, level in ((bare, 1.0), (whole, 0.0)):
        scene.world.population.was_occupied[:] = 0
        scene.forcing.stripped[:] = level
    assert books(bare, 1)["harvested"] < books(whole, 1)["harvested"]
    left = bare.world.requisition.output_loss.mean()
    books(bare, 30)
    assert bare.world.requisition.output_loss.mean() > 0.0
    bare.world.population.was_occupied[:] = 1
    books(bare, 30)
    assert bare.world.requisition.output_loss.mean() < left


def test_that_a_standing_front_burns_nothing():
    still = rich(scorched=np.ones(small.CELLS), front_km=np.full(small.CELLS, 30.0, np.float32))
    still.world.requisition.front_km[:] = 30.0
    assert books(still)["burned_today"] == 0.0


def test_that_bread_grows_in_summer_alone():
    assert books(small.scene(day=200))["harvested"] == 0.0
    assert books(small.scene(day=44))["harvested"] > 0.0


def test_that_without_occupation_policy_only_the_harvest_goes_on():
    scene = rich(labour=np.ones(small.CELLS), scorched=np.ones(small.CELLS))
    scene = scene._replace(parameters=small.parameters_with(requisition={"enabled": 0.0}))
    before = scene.world.population.food.sum()
    told = books(scene)
    assert scene.world.population.food.sum() == before
    assert not any(told.values())


def test_that_people_under_occupation_are_counted_and_freed():
    scene = small.scene(day=105)
    books(scene, 1)
    assert (
        scene.world.requisition.people_occupied.sum()
        == scene.world.population.rural.sum() + scene.world.population.urban.sum()
    )
    scene.forcing.occupied[:] = 0
    books(scene, 1)
    assert scene.world.requisition.people_occupied.sum() == 0.0

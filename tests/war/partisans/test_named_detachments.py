"""Units that the documents name are set up where and when the documents have them."""

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import CADRE, LOCAL, STRAGGLER
from hinterland.engine.watch import people_of
from hinterland.theatre.named_units import NamedUnits
from hinterland.war.partisans import detachments, named_detachments

CELL = 7


def units(men: float = 60.0, based: int = 0, landed: int = 0) -> NamedUnits:
    """Return one named unit of day 100 in a cell."""
    one = np.ones(1, np.int32)
    base = small.named_units()
    of = {"based": np.full(1, based, np.uint8), "landed": np.full(1, landed, np.uint8)}
    return base._replace(day=100 * one, cell=CELL * one, men=np.array([men]), leader=0 * one, **of)


def set_up(scene: small.Scene, named: NamedUnits) -> small.Scene:
    """Set up the named units of a day."""
    w = scene.world
    named_detachments.set_up(
        w.named_detachments,
        w.detachments,
        w.population,
        w.supply,
        w.journal,
        scene.land,
        named,
        scene.forcing,
        scene.parameters.named_detachments,
        scene.today,
    )
    return scene


@pytest.mark.parametrize("men", [21.0, 201.0])
def test_that_soldiers_have_the_declared_share_of_a_named_unit(men):
    """Four hundred seeds: 0.4 of the people on average, rounded to one of two neighbours."""
    scene, soldiers = small.scene(), []
    w = scene.world
    w.population.stragglers[CELL] = 100_000.0
    w.population.rural[CELL] = 100_000.0
    before = people_of(w)
    for seed in range(400):
        w.named_detachments.set_up[0] = 0
        set_up(scene._replace(today=scene.today._replace(seed=seed)), units(men))
        assert w.detachments.men[seed] == w.detachments.people[seed, [STRAGGLER, LOCAL]].sum() == men
        soldiers.append(w.detachments.people[seed, STRAGGLER])
    assert np.mean(soldiers) == pytest.approx(0.4 * men, abs=4 * 0.5 / np.sqrt(400))
    assert people_of(w) == before


def test_that_a_named_unit_is_set_up_once_on_its_day_under_occupation():
    early = small.scene(day=99)
    free = small.scene(occupied=np.zeros(small.CELLS, np.uint8))
    for scene in (early, free):
        assert set_up(scene, units()).world.detachments.used[0] == 0
    scene = small.scene(day=100)
    for days in range(3):
        set_up(small.later(scene, days), units())
    d = scene.world.detachments
    assert d.used[0] == d.alive.sum() == 1
    assert (d.cell[0], d.named[0], d.base[0], d.skill[0]) == (CELL, 0, -1, 0.3)
    assert d.reported_strength[0] == d.men[0] == d.men_in_cell[CELL] == 60.0


def test_that_a_unit_based_on_the_soviet_side_is_sent_by_the_army():
    free = {"occupied": np.zeros(small.CELLS, np.uint8), "based": np.ones(small.CELLS)}
    scene = small.scene(**free)
    army, everyone = scene.world.population.red_army[0], people_of(scene.world)
    d = set_up(scene, units(based=1)).world.detachments
    assert d.people[0, CADRE] == army - scene.world.population.red_army[0] == 60.0
    assert d.base[0] == CELL
    assert people_of(scene.world) == everyone


def test_that_a_staff_takes_over_the_strongest_detachment_of_its_cell():
    scene = small.scene()
    for i, men in enumerate((50.0, 90.0, 70.0)):
        small.place_detachment(scene.world, i, CELL, men)
    small.place_detachment(scene.world, 3, CELL + 1, 400.0)
    detachments.list_by_cell(scene.world.detachments)
    d = set_up(scene, units(men=0.0)).world.detachments
    np.testing.assert_array_equal(d.named[:4], [-1, 0, -1, -1])
    assert d.used[0] == 4


def test_that_a_named_unit_waits_where_the_table_is_full():
    scene = small.scene()
    d = scene.world.detachments
    d.used[0] = d.alive.size
    everyone = people_of(scene.world)
    set_up(scene, units())
    assert scene.world.named_detachments.set_up[0] == 0
    assert d.refused[0] == 1.0
    assert people_of(scene.world) == everyone
    d.used[0] = 0
    assert set_up(scene, units()).world.detachments.men[0] == 60.0


def test_that_a_unit_that_came_by_air_is_sent_by_the_army():
    scene = small.scene(day=105)
    w = scene.world
    before, army = people_of(w), w.population.red_army[0]
    set_up(scene, units(12.0, landed=1))
    assert w.detachments.people[0].tolist()[CADRE] == 12.0
    assert army - w.population.red_army[0] == 12.0
    assert people_of(w) == before


def test_that_a_staff_takes_over_the_unit_of_its_leader_and_robs_no_other_of_its_name():
    for led, taken in ((0, 5), (1, 40)):
        scene = small.scene(day=105, camps=2)
        d = scene.world.detachments
        two = units(0.0)
        # Unit 0 is the staff; unit 1 was set up before and is detachment 5, far away; unit 2 is one of its cell.
        staff = {name: np.repeat(getattr(two, name), 3) for name in ("day", "cell", "men", "based", "landed")}
        named = two._replace(**staff, leader=np.array([0, led, 2], np.int32), way_start=np.zeros(4, np.int32))
        scene.world.named_detachments.set_up[0] = 0
        d.named[5], d.named[CELL] = 1, 2
        d.men[40], d.cell[40] = 20.0, CELL
        d.alive[CELL + small.CELLS] = 0
        detachments.list_by_cell(d)
        i = named_detachments.unit_for_staff(d, named, 0)
        assert i == taken

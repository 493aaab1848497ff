"""Marches, flight and relocation of detachments."""

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import LOCAL, STRAGGLER
from hinterland.core.units import KM_PER_DEGREE
from hinterland.theatre.land import Land
from hinterland.war.partisans import detachments, movement

ROWS = 500
PACE = 16.0
NO_BOND = {"bond_of_local_people": 0.0}


def march(scene: small.Scene, days: int) -> small.Scene:
    """Let everyone move for so many days."""
    for n in range(days):
        now = small.later(scene, n)
        small.call(movement.step, now)
    return scene


def test_that_whoever_is_ordered_to_march_comes_nearer_and_arrives():
    scene = small.scene()
    w = scene.world
    small.place_detachment(w, 0, 0)
    w.detachments.goal[0] = small.CELLS - 1
    left = []
    while w.detachments.goal[0] >= 0 and len(left) < 80:
        scene = small.later(march(scene, 1), 1)
        at = w.detachments.cell[0]
        left.append(float(np.hypot(scene.land.lat[at] - scene.land.lat[-1], scene.land.lon[at] - scene.land.lon[-1])))
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0.0
    assert w.detachments.goal[0] == -1
    assert w.detachments.men[0] + w.population.partisans_dead.sum() == 100.0


def test_that_the_map_of_the_forest_agrees_with_its_detachments():
    scene = march(small.scene(camps=5), 30)
    d = scene.world.detachments
    known = d.men_in_cell.copy()
    detachments.list_by_cell(d)
    np.testing.assert_allclose(known, np.bincount(d.cell[:180], d.men[:180], small.CELLS))
    np.testing.assert_allclose(d.men_in_cell, known)


def row_of_cells(km: float) -> Land:
    """Return a land of 36 cells in a row from south to north, so many km apart."""
    c = np.arange(small.CELLS)
    near = np.full((small.CELLS, 6), -1, np.int32)
    near[1:, 0], near[:-1, 1] = c[:-1], c[1:]
    lat = 45.0 + c * km / KM_PER_DEGREE
    ground = small.changed(small.land(), lat=lat, lon=np.full(small.CELLS, 30.0), cos_lat=np.cos(np.radians(lat)))
    return ground._replace(neighbours=near)


def marching(km: float, goal: int, men: float = 100.0, **parameters: float) -> small.Scene:
    """Return a scene in which 500 detachments are to march from the first of a row of cells to another one."""
    chosen = small.parameters_with(movement={"relocation_per_week": 0.0, **parameters})
    scene = small.scene(parameters=chosen)._replace(land=row_of_cells(km))
    for i in range(ROWS):
        small.place_detachment(scene.world, i, 0, men)
    scene.world.detachments.goal[:ROWS] = goal
    detachments.list_by_cell(scene.world.detachments)
    return scene


@pytest.mark.parametrize(("km", "cells"), [(17.0, 18), (45.0, 7), (120.0, 3)])
def test_that_a_march_of_300_km_takes_as_long_on_cells_of_every_size(km, cells):
    """A cell is entered on a day with the chance pace / km, so that it takes km / pace days on average."""
    scene, days = marching(km, cells), np.zeros(ROWS)
    d = scene.world.detachments
    while (d.goal[:ROWS] >= 0).any():
        days += d.goal[:ROWS] >= 0
        scene = small.later(march(scene, 1), 1)
    p = PACE / km
    error = np.sqrt(cells * (1.0 - p) / ROWS) / p
    assert (d.cell[:ROWS] == cells).all()
    assert days.mean() == pytest.approx(cells * km / PACE, abs=4 * error)


@pytest.mark.parametrize("km", [3.0, 5.0, 8.0, 17.0, 45.0, 120.0])
def test_that_a_day_of_marching_has_the_declared_length_on_average(km):
    """A day goes over all the cells that fit into it, and over one more by chance."""
    scene = marching(km, small.CELLS - 1)
    march(scene, 1)
    cells = scene.world.detachments.cell[:ROWS]
    certain, chance = divmod(PACE / km, 1.0)
    assert set(cells) <= {certain, certain + 1.0}
    assert cells.mean() * km == pytest.approx(PACE, abs=4 * km * np.sqrt(chance * (1.0 - chance) / ROWS) + 1e-9)


@pytest.mark.parametrize(("km", "cells"), [(17.0, 18), (45.0, 7), (120.0, 3)])
def test_that_a_march_costs_the_declared_share_on_every_100_km(km, cells):
    """Each step loses its share, rounded to one of two neighbours; what is lost is among the dead of the cells."""
    scene = march(marching(km, cells), 100)
    d, p = scene.world.detachments, scene.world.population
    assert (d.goal[:ROWS] == -1).all()
    left = 100.0 * (1.0 - 0.014 * km / 100.0) ** cells
    assert d.men[:ROWS].mean() == pytest.approx(left, abs=4 * 0.5 * np.sqrt(cells / ROWS))
    assert d.men[:ROWS].sum() + p.partisans_dead.sum() == 100.0 * ROWS


@pytest.mark.parametrize("men", [20.0, 2000.0])
def test_that_small_and_large_detachments_lose_the_same_share_on_the_march(men):
    """One step of 40 km, in one day of 40 km: 0.56 per cent, of twenty people one in nine detachments."""
    scene = march(marching(40.0, 1, men, pace_km_per_day=40.0, march_loss_per_100km=0.014), 1)
    lost = men - scene.world.detachments.men[:ROWS]
    mean = 0.0056 * men
    part = mean - np.floor(mean)
    assert set(lost) == {np.floor(mean), np.floor(mean) + 1.0}
    assert lost.mean() == pytest.approx(mean, abs=4 * np.sqrt(part * (1.0 - part) / ROWS))


def test_that_a_march_ends_where_the_enemy_is_not():
    scene = marching(5.0, 30)
    free = np.zeros(small.CELLS, np.uint8)
    free[:3] = 1
    march(scene._replace(forcing=small.changed(scene.forcing, occupied=free)), 1)
    assert (scene.world.detachments.cell[:ROWS] == 3).all(), "three cells of 5 km fit into a day"
    assert (scene.world.detachments.goal[:ROWS] == -1).all()


def leaving(troops: float) -> float:
    """Return the share of detachments that leave an overcrowded cell within a week."""
    scene = small.scene(parameters=small.parameters_with(movement=NO_BOND))
    w = scene.world
    for i in range(ROWS):
        small.place_detachment(w, i, 14, 1.0)
    w.detachments.men_in_cell[14] = 100_000.0
    for days in range(7):
        now = small.later(scene, days)
        w.expeditions.troops[14] = troops
        small.call(movement.step, now)
    return (w.detachments.cell[:ROWS] != 14).mean()


@pytest.mark.parametrize(("troops", "chance"), [(0.0, 0.1), (1000.0, 0.35), (2000.0, 0.6), (9000.0, 0.6)])
def test_that_those_pressed_by_an_expedition_slip_away_at_the_declared_rate(troops, chance):
    """2,000 men on the 1,770 km2 of a cell are 1,130 on 1,000 km2, from which on half of the detachments flee."""
    assert leaving(troops) == pytest.approx(chance, abs=4 * np.sqrt(chance * (1.0 - chance) / ROWS))


def even(contact: int = 1, **parameters: float) -> small.Scene:
    """Return a scene with even forest and 500 small detachments in one cell, where no neighbour is better by enough."""
    chosen = NO_BOND | {"fed_per_villager": 0.4} | parameters
    scene = small.scene(parameters=small.parameters_with(movement=chosen))
    w = scene.world
    scene.land.cover[:], w.population.support_soviet[:] = 0.5, 0.5
    for i in range(ROWS):
        small.place_detachment(w, i, 14, 1.0)
    w.detachments.contact[:ROWS] = contact
    detachments.list_by_cell(w.detachments)
    return scene


@pytest.mark.parametrize(("contact", "chance"), [(0, 0.0), (1, 0.1)])
def test_that_those_in_contact_go_where_the_army_calls(contact, chance):
    """A called cell is half as attractive again, more than the advantage asked: all who look about go there."""
    scene = even(contact)
    scene.world.joint_operations.call_strength[15] = 1.0
    march(scene, 7)
    cells = scene.world.detachments.cell[:ROWS]
    assert set(cells) <= {14, 15}
    assert (cells == 15).mean() == pytest.approx(chance, abs=4 * np.sqrt(chance * (1.0 - chance) / ROWS))


def test_that_nobody_moves_for_less_than_the_advantage_asked():
    assert (march(even(), 7).world.detachments.cell[:ROWS] == 14).all()
    assert (march(even(relocation_advantage=0.0), 7).world.detachments.cell[:ROWS] != 14).any()


def worth(scene: small.Scene) -> float:
    """Return the attraction of a cell with even forest."""
    w, own = scene.world, scene.parameters.movement
    return small.plain(movement.attraction)(
        w.detachments, w.population, w.security, w.expeditions, w.radio, w.airlift, w.corridor, scene.land,
        scene.forcing, own, 20
    )  # fmt: skip


def test_that_mouths_garrisons_and_troops_lessen_the_attraction_of_a_cell_by_their_share():
    """At half saturation mouths and troops leave half, and garrisons 85 per cent; 50,000 villagers can feed 7,500."""
    scene = even(fed_per_villager=0.15)
    w = scene.world
    dense = 50_000.0 / 1.77
    full = (0.12 + 0.5 / (0.5 + 0.2) * (0.4 + 0.5)) * dense / (dense + 6000.0)
    assert worth(scene) == pytest.approx(full)
    w.detachments.men_in_cell[20] = 7500.0
    assert worth(scene) == pytest.approx(full * 0.5)
    w.security.garrison[20] = 0.4 * 1770.0
    assert worth(scene) == pytest.approx(full * 0.5 * 0.85)
    w.expeditions.troops[20] = 800.0
    assert worth(scene) == pytest.approx(full * 0.5 * 0.85 * 0.5, rel=1e-3)


def test_that_forest_beyond_what_hides_a_camp_attracts_little_more():
    """Half of the worth of cover at a fifth of the ground; from half to all of it is a fifth more, less the open."""
    scene = even()
    values = []
    for cover in (0.2, 0.5, 1.0):
        scene.land.cover[20] = cover
        values.append(worth(scene))
    open_ground = 0.12 / 0.9
    assert values[1] / values[0] == pytest.approx((open_ground + 0.5 / 0.7) / (open_ground + 0.5))
    assert values[2] / values[1] == pytest.approx((open_ground + 1.0 / 1.2) / (open_ground + 0.5 / 0.7))
    assert values[2] < 1.2 * values[1]


@pytest.mark.parametrize(("origin", "chance"), [(LOCAL, 0.02), (STRAGGLER, 0.1)])
def test_that_people_of_the_place_look_for_another_district_a_fifth_as_often(origin, chance):
    scene = even(relocation_advantage=0.0, bond_of_local_people=0.8)
    d = scene.world.detachments
    d.people[:ROWS] = 0.0
    d.people[:ROWS, origin] = d.men[:ROWS]
    scene.world.population.rural[14] = 1000.0
    march(scene, 7)
    left = (d.cell[:ROWS] != 14).mean()
    assert left == pytest.approx(chance, abs=4 * np.sqrt(chance * (1.0 - chance) / ROWS))


def test_that_mires_without_villages_attract_nobody():
    scene = even()
    scene.world.population.rural[20] = 0.0
    assert worth(scene) == 0.0


def test_that_supply_and_the_company_of_units_under_a_staff_attract():
    """At half saturation each adds a quarter."""
    scene = even()
    none = worth(scene)
    scene.world.airlift.recent_tonnes[20], scene.world.corridor.recent_tonnes[20] = 0.3, 0.2
    assert worth(scene) == pytest.approx(1.25 * none)
    scene.world.radio.partisans_in_contact[20] = 300.0 * 1.77
    assert worth(scene) == pytest.approx(1.5 * none)


def test_that_hungry_detachments_look_for_another_district_more_often():
    """A place that is ten times as bad as the next: with chance 0.1 in a week when fed, 0.4 without food."""
    for hungry, chance in ((0.0, 0.1), (1.0, 0.4)):
        scene = even(relocation_advantage=0.0)
        scene.world.population.rural[14] = 1000.0
        scene.world.detachments.hungry[:] = hungry
        march(scene, 7)
        left = (scene.world.detachments.cell[:ROWS] != 14).mean()
        assert left == pytest.approx(chance, abs=4 * np.sqrt(chance * (1.0 - chance) / ROWS) + 0.02)

"""Prisoners who break out abroad, a land that rises, and stores laid by in the woods."""

import numpy as np
from tests import small

from hinterland.theatre.land import POLAND_GG, REPUBLICS, SLOVAKIA
from hinterland.war.lines import abroad
from hinterland.war.partisans import detachments, movement


def by_land(**lands: float) -> np.ndarray:
    """Return a figure for each of `REPUBLICS`: those named, nought for the others."""
    return np.array([lands.get(name, 0.0) for name in REPUBLICS])


def land_abroad(troops: float = 0.0, camps: int = 0, **changes: object) -> small.Scene:
    """Return a scene in which the whole square is Slovakia, with a resistance and people held there."""
    causes = {
        "held": by_land(Slovakia=20_000.0),
        "resistance": by_land(Slovakia=0.8),
        "held_beyond": np.array([40_000.0, 40_000.0]),
        "resistance_beyond": np.array([0.8, 0.1]),
        "uprising": np.ones(small.CELLS),
    }
    scene = small.scene(camps=camps, **(causes | changes))
    ground = scene.land._replace(
        abroad=np.ones(small.CELLS, np.uint8), republic=np.full(small.CELLS, SLOVAKIA, np.int32)
    )
    scene.world.security.garrison[:] = troops
    return scene._replace(land=ground)


def live(scene: small.Scene, days: int, **parameters: float):
    """Let so many days pass abroad."""
    r = small.parameters_with(abroad=parameters).abroad
    for n in range(days):
        now = small.later(scene, n)
        w = now.world
        w.journal.used[0] = 0
        abroad.escape(
            w.abroad, w.detachments, w.recruitment, w.population, w.supply, now.land, now.forcing, r, now.today
        )
        abroad.rise(
            w.abroad, w.recruitment, w.population, w.supply, w.security, w.expeditions, w.attacks, w.journal,
            now.land, now.forcing, r, now.today,
        )  # fmt: skip
        yield now


def everyone(w) -> float:
    """Return all people of the accounts that a land abroad moves them between."""
    p, a = w.population, w.abroad
    accounts = (
        p.red_army,
        p.deported,
        p.rural,
        p.conscripted,
        w.recruitment.forming,
        a.armed_off_map,
        a.insurgents,
        a.fallen,
        a.taken,
    )
    return float(sum(x.sum() for x in accounts))


def test_that_prisoners_take_up_arms_where_there_is_a_resistance():
    joined = []
    for strength in (0.0, 0.3, 0.9):
        scene = land_abroad(resistance=by_land(Slovakia=strength))
        joined.append(sum(now.world.abroad.joined.sum() for now in live(scene, 70)))
    assert joined[0] == 0.0
    assert joined[0] < joined[1] < joined[2]


def test_that_lands_beyond_the_map_count_their_own():
    scene = land_abroad()
    told = sum(now.world.abroad.joined_off_map.copy() for now in live(scene, 140))
    assert (told == scene.world.abroad.armed_off_map).all()
    assert told[0] > 3.0 * told[1] > 0.0
    assert 0.0 < scene.world.abroad.fallen_off_map[0] < told[0]


def test_that_everyone_who_breaks_out_rises_or_is_lost_is_somewhere():
    scene = land_abroad(troops=200.0, camps=2)
    scene.world.population.deported[:] = 50.0
    before = everyone(scene.world)
    for now in live(scene, 140):
        assert everyone(now.world) == before
    assert scene.world.population.deported.sum() < 50.0 * small.CELLS


def test_that_a_land_rises_only_if_it_is_called_and_has_partisans_and_resistance():
    most = []
    for changes in ({}, {"uprising": np.zeros(small.CELLS)}, {"camps": 0}, {"resistance": by_land()}):
        scene = land_abroad(**({"camps": 2} | changes))
        most.append(max(now.world.abroad.insurgents.sum() for now in live(scene, 56)))
    usual, uncalled, bare, weak = most
    assert usual > 1000.0
    assert uncalled == weak == 0.0
    assert bare < 0.5 * usual


def test_that_troops_break_a_rising_and_without_help_it_ends_by_itself():
    left = []
    for troops in (0.0, 1500.0):
        scene = land_abroad(camps=2)
        series = []
        for now in live(scene, 280):
            if now.today.day > scene.today.day + 56:
                scene.world.security.garrison[:] = troops
            series.append(now.world.abroad.insurgents.sum())
        left.append(series)
    quiet, crushed = (np.array(s) for s in left)
    assert crushed[84] < 0.4 * crushed[:56].max()
    assert quiet[84] > 0.7 * quiet[:56].max()
    assert quiet[-1] < quiet.max()


def test_that_without_the_system_nothing_happens_abroad():
    scene = land_abroad(troops=500.0, camps=1)
    minds = scene.world.population.support_soviet.copy()
    for now in live(scene, 28, enabled=0.0):
        assert now.world.abroad.joined.sum() == now.world.abroad.insurgents.sum() == 0.0
    assert (scene.world.population.support_soviet == minds).all()


def test_that_nobody_drifts_into_another_land_but_a_march_on_order_is_counted():
    scene = small.scene(camps=6)
    east = np.arange(small.CELLS) % small.SIDE >= 3
    ground = scene.land._replace(abroad=east.astype(np.uint8), republic=np.where(east, POLAND_GG, scene.land.republic))
    scene = scene._replace(land=ground._replace(republic=ground.republic.astype(np.int32)))
    d = scene.world.detachments
    home = east[d.cell[: d.used[0]]].copy()
    entered = 0.0
    for ordered in (False, True):
        if ordered:
            d.goal[0] = small.CELLS - 1
        for n in range(60):
            now = small.later(scene, n)
            w = now.world
            small.call(movement.step, now)
            detachments.list_by_cell(d)
            entered += w.movement.entered_abroad.sum()
        if not ordered:
            assert (east[d.cell[: d.used[0]]] == home).all()
            assert entered == 0.0
    assert entered > 0.0

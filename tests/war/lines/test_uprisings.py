"""A country that rises: who joins, what troops do to the insurgents, and how long hope lasts."""

import numpy as np
import pytest
from tests import small

from hinterland.core.response import saturate
from hinterland.theatre.land import REPUBLICS, SLOVAKIA
from hinterland.war.lines import abroad, uprisings


def slovakia(troops: float = 0.0, camps: int = 2, seed: int = 1, parameters=None, **changes: object) -> small.Scene:
    """Return a scene in which the whole square is Slovakia, and is called to rise."""
    causes = {
        "held": np.where(np.array(REPUBLICS) == "Slovakia", 20_000.0, 0.0),
        "resistance": np.where(np.array(REPUBLICS) == "Slovakia", 0.8, 0.0),
        "held_beyond": np.zeros(2),
        "resistance_beyond": np.zeros(2),
        "uprising": np.ones(small.CELLS),
    }
    scene = small.scene(camps=camps, seed=seed, parameters=parameters, **(causes | changes))
    scene.world.security.garrison[:] = troops
    return scene._replace(
        land=scene.land._replace(
            abroad=np.ones(small.CELLS, np.uint8), republic=np.full(small.CELLS, SLOVAKIA, np.int32)
        )
    )


def live(scene: small.Scene, days: int):
    """Let so many days pass, and yield the scene of each."""
    for n in range(days):
        now = small.later(scene, n)
        now.world.journal.used[0] = 0
        small.call(abroad.escape, now)
        small.call(uprisings.rise, now)
        yield now


def course(
    weeks: int, hope=lambda week: 1.0, troops: float = 0.0, men: float = 0.0, called: float = 1.0
) -> list[float]:
    """Return the mean number of insurgents of a cell after each of so many weeks, by the declared rates.

    `hope` is that of a week, `troops` the soldiers in the cell and `men` the insurgents in the beginning.
    """
    p, rural, left = small.parameters_with().uprisings, 50_000.0 - men, []
    weight = p.soldier_weight * troops
    for week in range(weeks):
        calm = p.half_calm_troops / (p.half_calm_troops + weight / 1.77)
        ready = p.rising_share * 0.8 * hope(week) * calm * called
        joining = max(0.0, p.rising_per_week * (ready * rural - men))
        lost = p.crushed_per_week * weight / (weight + men) * men if weight else 0.0
        home = p.desertion_per_week * (1.0 - hope(week)) ** 2 * (men - lost)
        survivors = lost * (1.0 - p.dead_share - p.captured_share) * (1.0 - p.joining_partisans_share)
        men += joining - lost - home
        rural += survivors + home - joining
        left.append(men)
    return left


PATIENT = {"hope_lost_per_week": 0.0, "hope_lost_by_defeat": 0.0}
"""Insurgents who lose no hope."""


def everyone(w) -> float:
    """Return all people of the accounts that a country abroad moves them between."""
    p, u = w.population, w.uprisings
    accounts = (p.red_army, p.deported, p.rural, p.conscripted, w.recruitment.forming, u.insurgents, u.fallen, u.taken)
    return float(sum(x.sum() for x in accounts) + w.abroad.armed_off_map.sum())


def test_that_everyone_who_breaks_out_rises_or_is_lost_is_somewhere():
    scene = slovakia(troops=200.0)
    scene.world.population.deported[:] = 50.0
    before = everyone(scene.world)
    for now in live(scene, 140):
        assert everyone(now.world) == before
    assert scene.world.population.deported.sum() < 50.0 * small.CELLS
    assert scene.world.uprisings.fallen.sum() > 0.0


@pytest.mark.parametrize("rural", [500.0, 50_000.0])
def test_that_in_a_week_the_declared_part_of_those_ready_joins(rural):
    joined, weeks = 0.0, 40
    for seed in range(weeks):
        scene = slovakia(seed=seed)
        w, p = scene.world, scene.parameters.uprisings
        w.population.rural[:] = rural
        list(live(scene, 7))
        joined += w.uprisings.insurgents.sum()
    ready = p.rising_share * 0.8
    expected = p.rising_per_week * ready * rural * small.CELLS * weeks
    assert joined == pytest.approx(expected, abs=4 * np.sqrt(0.25 * small.CELLS * weeks))


def test_that_people_rise_only_where_their_army_holds_the_ground_and_resists():
    """A week brings four tenths of those missing: after eight weeks of full hope there are 3,663 in a cell."""
    parameters = small.parameters_with(uprisings=PATIENT)
    usual, uncalled, weak = (
        max(slovak.world.uprisings.insurgents.sum() for slovak in live(slovakia(parameters=parameters, **changes), 56))
        for changes in ({}, {"uprising": np.zeros(small.CELLS)}, {"resistance": np.zeros(len(REPUBLICS))})
    )
    due = course(8)[-1]
    assert due == pytest.approx(4000.0 / 1.08 * (1.0 - 0.568**8))
    # The error of a rounding is half a person, and 0.568 of it is left a week later.
    error = 4.0 * np.sqrt(0.25 / (1.0 - 0.568**2))
    assert usual == pytest.approx(small.CELLS * due, abs=error * np.sqrt(small.CELLS))
    assert uncalled == weak == 0.0
    west = np.arange(small.CELLS) % small.SIDE < small.SIDE // 2
    *_, half = live(slovakia(parameters=parameters, uprising=west.astype(float)), 56)
    assert half.world.uprisings.insurgents == pytest.approx(np.where(west, due, 0.0), abs=error)


def test_that_no_more_rise_once_a_town_has_fallen():
    scene = slovakia(troops=300.0, parameters=small.parameters_with(uprisings=PATIENT))
    *_, risen = live(scene, 35)
    men = risen.world.uprisings.insurgents.mean()
    assert men == pytest.approx(course(5, troops=300.0)[-1], abs=1.0)
    lost = scene._replace(forcing=small.changed(scene.forcing, uprising=np.zeros(small.CELLS)))
    left = [now.world.uprisings.insurgents.mean() for now in live(small.later(lost, 35), 70)]
    assert np.all(np.diff(left) <= 0.0)
    assert left[6::7] == pytest.approx(course(10, troops=300.0, men=men, called=0.0), abs=1.0)


@pytest.mark.parametrize("men", [1.0, 20.0, 2000.0])
def test_that_of_insurgents_lost_the_declared_shares_die_are_captured_and_join_partisans(men):
    """Groups of one as well as of 2,000: each share is drawn of what is left, and no rounding favours one of them."""
    rounds = 400
    parameters = small.parameters_with(uprisings={"desertion_per_week": 0.0})
    scene = slovakia(troops=300.0, camps=0, parameters=parameters, uprising=np.zeros(small.CELLS))
    w, p = scene.world, scene.parameters.uprisings
    lost, soldiers = 0.0, 0.0
    for n in range(rounds):
        w.uprisings.insurgents[:] = men
        for k in range(7):
            small.call(uprisings.rise, small.later(scene, 7 * n + k))
            soldiers += w.attacks.axis_dead.sum()
        lost += small.CELLS * men - w.uprisings.insurgents.sum()
    units = rounds * small.CELLS
    crushed = p.crushed_per_week * saturate(1.6 * 300.0, men)
    # A whole number drawn has a variance of a quarter at most; that of what it is drawn from is carried along.
    error = 4 * np.sqrt(0.25 * units)
    assert lost == pytest.approx(crushed * men * units, abs=error)
    dead, taken, joining = w.uprisings.fallen.sum(), w.uprisings.taken.sum(), w.recruitment.forming.sum()
    assert dead == pytest.approx(0.14 * crushed * men * units, abs=error)
    assert taken == pytest.approx(0.30 * crushed * men * units, abs=error)
    assert joining == pytest.approx(0.12 * 0.56 * crushed * men * units, abs=error)
    assert soldiers == pytest.approx(0.35 * dead, abs=error)


@pytest.mark.parametrize(("dead_share", "captured_share"), [(1.0, 1.0), (1.0, 0.0), (0.8, 0.5), (0.0, 1.0)])
def test_that_shares_above_one_lose_nobody_twice(dead_share, captured_share):
    parameters = small.parameters_with(uprisings={"dead_share": dead_share, "captured_share": captured_share})
    scene = slovakia(troops=300.0, camps=0, uprising=np.zeros(small.CELLS), parameters=parameters)
    w = scene.world
    w.uprisings.insurgents[:] = 100.0
    before = everyone(w)
    for now in live(scene, 7):
        assert everyone(now.world) == before
    lost = w.uprisings.lost_this_week.sum()
    assert lost > 0.0
    assert w.uprisings.fallen.sum() == pytest.approx(dead_share * lost, abs=20)
    assert w.uprisings.taken.sum() == pytest.approx(min(captured_share, 1.0 - dead_share) * lost, abs=20)


def test_that_troops_break_a_rising():
    parameters = small.parameters_with(uprisings=PATIENT)
    scene = slovakia(parameters=parameters)
    *_, risen = live(scene, 56)
    men = risen.world.uprisings.insurgents.mean()
    scene.world.security.garrison[:] = 1500.0
    left = [now.world.uprisings.insurgents.mean() for now in live(small.later(scene, 56), 28)]
    assert left[6::7] == pytest.approx(course(4, troops=1500.0, men=men), abs=1.0)


def test_that_a_rising_without_help_ends_by_itself():
    """Hope falls on Sundays, so that a cell acts by the hope of its week or of the next one."""
    scene = slovakia()
    left = [now.world.uprisings.insurgents.mean() for now in live(scene, 280)][6::7]
    loss = 1.0 - scene.parameters.uprisings.hope_lost_per_week
    early, late = (np.array(course(40, hope=lambda week, d=d: loss ** max(0, week - d))) for d in (0, 1))
    assert scene.world.uprisings.hope[SLOVAKIA] == pytest.approx(loss**39)
    assert (np.array(left) >= early - 1.0).all()
    assert (np.array(left) <= late + 1.0).all()


def test_that_hope_fades_by_the_week_and_by_the_share_lost():
    scene = slovakia()
    u = scene.world.uprisings
    u.insurgents_last_week[SLOVAKIA], u.lost_this_week[SLOVAKIA] = 1000.0, 100.0
    small.call(uprisings.rise, scene)
    assert u.hope[SLOVAKIA] == pytest.approx((1 - 0.035) * (1 - 1.6 * 0.1))
    assert (np.delete(u.hope, SLOVAKIA) == 1.0).all()


def test_that_insurgents_go_home_when_their_country_is_free():
    scene = slovakia(occupied=np.zeros(small.CELLS))
    w = scene.world
    w.uprisings.insurgents[:] = 100.0
    before = w.population.rural.sum()
    small.call(uprisings.rise, scene)
    assert w.uprisings.insurgents.sum() == 0.0
    assert w.population.rural.sum() == before + 100.0 * small.CELLS


def test_that_without_the_system_nobody_rises():
    scene = slovakia(troops=500.0, parameters=small.parameters_with(uprisings={"enabled": 0.0}))
    for now in live(scene, 28):
        assert now.world.uprisings.insurgents.sum() == 0.0

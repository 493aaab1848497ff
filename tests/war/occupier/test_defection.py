"""Those who go over to the partisans."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.core.origin import DEFECTOR
from hinterland.engine.watch import people_of, rifles_of
from hinterland.theatre.documented_movements import SCOPES
from hinterland.war.occupier import defection, forces

UNITS = small.order_of_battle()
P = small.parameters_with().defection
NATIVE = 3
"""The native unit, whose 800 men were prisoners of war."""
PARDON = np.ones(small.CELLS)


def sunday(scene: small.Scene, week: int) -> small.Scene:
    """Return the scene on a Sunday so many weeks later."""
    return small.later(scene, 7 * week + (-scene.today.day) % 7)


def counted(world, wanted: bool) -> tuple[float, ...]:
    """Return all people and rifles, if wanted: to count them takes longer than to step."""
    return (people_of(world), rifles_of(world)) if wanted else ()


def over(
    weeks: int = 60, morale: float = 0.1, parameters=None, camps: int = 3, men: float = 0.0, **changes: object
) -> tuple[small.Scene, np.ndarray]:
    """Return a scene after so many weeks at this morale, and how many came over each time.

    With `men` the unit has as many every week, and the partisans are as many as at first. All units of the small
    theatre act on Sundays.
    """
    scene = small.scene(day=203, camps=camps, parameters=parameters, **changes)
    w, came = scene.world, []
    small.call(forces.muster, scene, order_of_battle=UNITS)
    partisans = w.detachments.men_in_cell.copy()
    for week in range(weeks):
        now = sunday(scene, week)
        w.journal.used[0] = 0
        w.forces.morale[:] = morale
        if men:
            w.forces.men[NATIVE] = w.forces.native_men[NATIVE] = men
            w.detachments.men_in_cell[:] = partisans
        before = counted(w, week < 60)
        small.call(defection.units, now, order_of_battle=UNITS)
        assert counted(w, week < 60) == before
        lines = w.journal.kind[: w.journal.used[0]] == int(Kind.defection)
        came += w.journal.true[: w.journal.used[0]][lines].tolist()
    return scene, np.array(came)


def pressure(morale: float, partisans: float, amnesty: float = 1.0) -> float:
    """Return how far everything calls men of the native unit over, where no leaflets arrive."""
    doubt = 1.0 - morale / P.morale_threshold
    appeal = (1.0 - P.amnesty_effect * (1.0 - amnesty)) * P.response_without_leaflets
    return doubt * appeal * partisans / (partisans + P.half_saturation_partisans)


def test_that_nobody_goes_over_while_a_unit_has_heart():
    assert over(morale=P.morale_threshold)[1].size == 0


def test_that_men_come_over_with_their_rifles():
    scene, came = over(amnesty=PARDON)
    w, n = scene.world, came.sum()
    assert n > 300.0
    assert w.detachments.people[:, DEFECTOR].sum() + w.defection.executed.sum() == n
    assert w.supply.captured.sum() == pytest.approx(P.rifles_per_defector * n, abs=4.0 * 0.5 * math.sqrt(came.size))
    assert w.forces.native_men[NATIVE] == UNITS.men[NATIVE] - n


@pytest.mark.parametrize("men", [20.0, 2000.0])
@pytest.mark.parametrize("amnesty", [0.0, 1.0])
def test_that_men_slip_away_at_the_declared_rate(men, amnesty):
    """Doubt is nearly nothing, so that hardly a group goes over; those that do are left out."""
    morale, weeks = 0.5, 3000
    parameters = small.parameters_with(defection={"group_chance": 0.002, "individual_rate": 0.2})
    came = over(weeks, morale, parameters, men=men, amnesty=np.full(small.CELLS, amnesty))[1]
    called = pressure(morale, 300.0 * small.CELLS, amnesty)
    groups = 0.002 * called * (1.0 - morale / P.morale_threshold) * weeks
    body = min(0.5 * UNITS.body[NATIVE], men)
    mean = 0.2 * called * men
    if mean < body - 1.0:
        came = came[came < body]
    assert groups < 2.0
    error = 4.0 * 0.5 / math.sqrt(weeks) + groups * men / weeks
    assert came.sum() / weeks == pytest.approx(mean, abs=error)


def test_that_a_group_is_half_of_a_body_or_all_of_it_as_often_as_declared():
    weeks = 3000
    parameters = small.parameters_with(defection={"individual_rate": 0.0005})
    came = over(weeks, 0.1, parameters, men=2000.0, amnesty=PARDON)[1]
    half, all_of_it = (came == 0.5 * UNITS.body[NATIVE]).sum(), (came == UNITS.body[NATIVE]).sum()
    chance = P.group_chance * pressure(0.1, 300.0 * small.CELLS) * (1.0 - 0.1 / P.morale_threshold)
    n = half + all_of_it
    assert n / weeks == pytest.approx(chance, abs=4.0 * math.sqrt(chance / weeks))
    assert half / n == pytest.approx(0.5, abs=4.0 * 0.5 / math.sqrt(n))


def test_that_half_of_an_odd_body_is_rounded_without_bias():
    parameters = small.parameters_with(defection={"individual_rate": 0.0005, "group_chance": 0.5})
    odd = UNITS._replace(body=np.array([0.0, 0.0, 0.0, 5.0]))
    scene = small.scene(day=203, camps=3, parameters=parameters, amnesty=PARDON)
    w, came = scene.world, []
    small.call(forces.muster, scene, order_of_battle=odd)
    for week in range(3000):
        now = sunday(scene, week)
        w.forces.morale[:], w.journal.used[0] = 0.0, 0
        w.forces.men[NATIVE] = w.forces.native_men[NATIVE] = 100.0
        small.call(defection.units, now, order_of_battle=odd)
        lines = w.journal.kind[: w.journal.used[0]] == int(Kind.defection)
        came += w.journal.true[: w.journal.used[0]][lines].tolist()
    halves = [n for n in came if n in (2.0, 3.0)]
    assert len(halves) > 300
    assert np.mean(halves) == pytest.approx(2.5, abs=4.0 * 0.5 / math.sqrt(len(halves)))


def test_that_those_who_are_not_believed_are_executed_by_the_declared_share():
    parameters = small.parameters_with(defection={"executed_share": 0.3})
    scene, came = over(400, parameters=parameters, men=100.0, amnesty=PARDON)
    error = 4.0 * 0.5 * math.sqrt(came.size)
    assert scene.world.defection.executed.sum() == pytest.approx(0.3 * came.sum(), abs=error)
    assert came.size > 100


def test_that_nobody_comes_over_where_there_is_nobody_to_go_to():
    assert over(camps=0, amnesty=PARDON)[1].size == 0


def test_that_men_go_where_partisans_are_supported_and_every_unit_draws_its_own_way():
    """Of two like cells each takes half; where nobody supports partisans they draw as a sixth of full support does.

    Nearness lies evenly between 0.2 and 1.2, so that a cell that draws six times as much is always chosen.
    """
    for support, share in (((0.5, 0.5), 0.5), ((0.0, 1.0), 0.0)):
        scene = small.scene(day=203, camps=0, amnesty=PARDON)
        w, went = scene.world, []
        small.call(forces.muster, scene, order_of_battle=UNITS)
        w.population.support_soviet[:] = 0.0
        for c, value in zip((5, 30), support, strict=True):
            w.detachments.men_in_cell[c], w.population.support_soviet[c] = 1e6, value
        for week in range(1500):
            now = small.later(scene, 7 * week + (-scene.today.day) % 7)
            w.forces.morale[:], w.journal.used[0] = 0.0, 0
            w.forces.men[NATIVE] = w.forces.native_men[NATIVE] = 1000.0
            small.call(defection.units, now, order_of_battle=UNITS)
            lines = w.journal.kind[: w.journal.used[0]] == int(Kind.defection)
            went += w.journal.cell[: w.journal.used[0]][lines].tolist()
        assert len(went) > 1400
        assert set(went) <= {5, 30}
        assert np.mean(np.array(went) == 5) == pytest.approx(
            share, abs=4.0 * math.sqrt(share * (1 - share) / len(went))
        )


@pytest.mark.parametrize("police", [20.0, 2000.0])
@pytest.mark.parametrize(("amnesty", "news"), [(1.0, 0.8), (0.0, 0.8), (1.0, -0.5)])
def test_that_policemen_are_called_over_by_a_pardon_and_good_news(police, amnesty, news):
    weeks, gone = 300, 0.0
    parameters = small.parameters_with(defection={"police_rate": 0.1})
    scene = small.scene(
        day=203, camps=3, amnesty=np.full(small.CELLS, amnesty), news=np.full(5, news), parameters=parameters
    )
    w = scene.world
    w.zones.control[:], w.population.support_axis[:] = 0.5, 0.2
    for day in range(7 * weeks):
        w.security.police[:], w.journal.used[0] = police, 0
        before = counted(w, day < 70)
        small.call(defection.police, small.later(scene, day))
        assert counted(w, day < 70) == before
        gone += police * small.CELLS - w.security.police.sum()
    appeal = (1.0 - P.amnesty_effect * (1.0 - amnesty)) * P.response_without_leaflets
    mean = 0.1 * appeal * max(0.0, news) * 0.8 * 0.5 * police
    assert gone / (weeks * small.CELLS) == pytest.approx(mean, abs=4.0 * 0.5 / math.sqrt(weeks * small.CELLS))
    assert (gone > 0.0) == (news > 0.0)


def test_that_nobody_comes_over_where_the_system_is_left_out():
    assert over(parameters=small.parameters_with(defection={"enabled": 0}), amnesty=PARDON)[1].size == 0


@pytest.mark.parametrize(("scope", "share"), [("whole", 1.0), ("part", P.part_share), ("group", P.group_share)])
def test_that_on_a_documented_day_the_declared_part_of_a_unit_comes_over_where_documents_say(scope, share):
    cell, day = 14, 203
    came = UNITS.came_day.copy(), UNITS.came_cell.copy(), UNITS.came_scope.copy()
    came[0][NATIVE], came[1][NATIVE], came[2][NATIVE] = day + 1, cell, SCOPES.index(scope)
    units = UNITS._replace(came_day=came[0], came_cell=came[1], came_scope=came[2])
    scene = small.scene(day=day, camps=1)
    w = scene.world
    small.call(forces.muster, scene, order_of_battle=units)
    before, men = (people_of(w), rifles_of(w)), w.forces.native_men[NATIVE]
    assert men > 100.0
    for days in range(3):
        small.call(defection.documented, small.later(scene, days), order_of_battle=units)
        left = men - w.forces.native_men[NATIVE]
        assert left == pytest.approx(share * men if days else 0.0, abs=1.0)
    assert w.detachments.people[cell, DEFECTOR] + w.defection.executed[cell] == left
    assert (people_of(w), rifles_of(w)) == before


def test_that_nobody_comes_over_from_a_unit_that_is_not_there():
    came = UNITS.came_day.copy(), UNITS.came_cell.copy()
    came[0][NATIVE], came[1][NATIVE] = 203, 14
    scene = small.scene(day=203, camps=1)
    small.call(defection.documented, scene, order_of_battle=UNITS._replace(came_day=came[0], came_cell=came[1]))
    assert scene.world.detachments.people[:, DEFECTOR].sum() == 0.0

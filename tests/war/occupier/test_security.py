"""Garrisons, guards and police."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.war.occupier import forces, security

UNITS = small.order_of_battle()
P = small.parameters_with().security


def post(scene: small.Scene) -> None:
    """Let units spread their men, and garrisons their guards."""
    for kernel in (forces.muster, security.place_garrisons, security.place_guards):
        small.call(kernel, scene, order_of_battle=UNITS)


def test_that_every_static_soldier_stands_somewhere():
    scene = small.scene()
    post(scene)
    there = (UNITS.arrives <= scene.today.day) & (scene.today.day <= UNITS.leaves)
    assert scene.world.security.garrison.sum() == pytest.approx((UNITS.men * (1 - UNITS.mobile))[there].sum())


def test_that_attacks_draw_garrisons_and_guards_by_the_declared_weights():
    calm, troubled = small.scene(), small.scene()
    troubled.world.security.recent_attacks[14] = 1.77 * P.half_saturation_attacks
    troubled.world.security.recent_line_attacks[3] = P.half_saturation_line_attacks
    post(calm)
    small.call(forces.muster, troubled, order_of_battle=UNITS)
    small.call(security.place_garrisons, troubled, order_of_battle=UNITS)
    garrison, quiet = troubled.world.security.garrison, calm.world.security.garrison
    more = (garrison[14] / quiet[14]) / (garrison[13] / quiet[13])
    assert more == pytest.approx(1.0 + 0.5 * P.cell_attack_weight)
    # The garrisons of the calm, so that only the lines differ: each cell parts its guards between two lines.
    troubled.world.security.garrison[:] = quiet
    small.call(security.place_guards, troubled)
    weight = 1.0 + 0.5 * P.line_attack_weight
    on_line = np.arange(small.CELLS) // small.SIDE == 3
    expected = P.line_guard_share + troubled.forcing.guard_priority
    expected *= (quiet[on_line] * weight / (weight + 1.0)).sum()
    assert troubled.world.security.guards[3] == pytest.approx(expected)


def test_that_garrisons_stand_by_area_and_more_in_towns_and_on_lines():
    """A line through a cell of 1,770 km2 counts 1.2 times the ground; a town of 60,000 there half of its weight."""
    scene = small.scene()
    land = scene.land
    lines, urban, area = land.cell_lines.copy(), land.urban.copy(), land.area.copy()
    lines[:], urban[:] = -1, 0.0
    lines[0, :2], urban[1], area[2] = (0, 6), 60000.0, 885.0
    rural = 60000.0 * area / 1770.0
    scene = scene._replace(land=land._replace(cell_lines=lines, urban=urban, area=area, rural=rural))
    small.call(forces.muster, scene, order_of_battle=UNITS)
    small.call(security.place_garrisons, scene, order_of_battle=UNITS)
    garrison, plain = scene.world.security.garrison, 1.5
    assert garrison[0] / garrison[3] == pytest.approx((plain + 2 * 1.2) / plain, rel=0.001)
    assert garrison[1] / garrison[3] == pytest.approx((plain + 0.5 * P.town_weight) / plain, rel=0.001)
    assert garrison[2] / garrison[3] == pytest.approx(0.5)


def test_that_garrisons_stay_on_ground_that_an_expedition_has_left_and_go_in_the_end():
    """Half as many again for two months; not while its troops are there."""
    for days_ago, more in ((0, 1.0), (1, 1.0 + P.stay_weight), (60, 1.0 + P.stay_weight), (61, 1.0)):
        scene = small.scene()
        scene.world.expeditions.swept_day[14] = scene.today.day - days_ago
        post(scene)
        garrison = scene.world.security.garrison
        assert garrison[14] / garrison[13] == pytest.approx(more, rel=0.03), days_ago


def test_that_more_guards_are_put_on_lines_where_lines_come_first():
    for priority in (0.0, 0.2, 0.4, 0.8):
        scene = small.scene(guard_priority=priority)
        post(scene)
        share = min(P.maximum_line_guard_share, P.line_guard_share + priority)
        assert scene.world.security.guards.sum() == pytest.approx(share * scene.world.security.garrison.sum())


def test_that_police_come_from_the_villages_and_go_back_to_them():
    scene = small.scene(day=105)
    everyone = scene.world.population.rural.sum()
    for days in range(70):
        small.call(security.police, small.later(scene, days))
    willing = P.pay_effect + scene.world.population.support_axis
    posts = P.norm_per_villager * 50_000.0 + P.norm_per_townsman * 8_000.0
    expected = (posts * willing * (1.0 - (1.0 - P.adjustment_rate) ** 10)).sum()
    assert scene.world.security.police.sum() == pytest.approx(expected, abs=4.0 * 0.5 * math.sqrt(10 * small.CELLS))
    assert scene.world.security.police.sum() + scene.world.population.rural.sum() == everyone
    free = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8)))
    for days in range(7):
        small.call(security.police, small.later(free, days))
    assert scene.world.security.police.sum() == 0.0
    assert scene.world.population.rural.sum() == everyone


@pytest.mark.parametrize("rural", [2000.0, 200000.0])
@pytest.mark.parametrize(
    ("control", "dread", "share"), [(0.0, 0.0, 1.0), (1.0, 0.0, 0.0), (0.0, 0.8, 1.0 - 0.8 * P.dread_effect)]
)
def test_that_police_join_and_leave_at_the_declared_rate(rural, control, dread, share):
    """Of the gap to the number that the district would bear a fortieth closes in a week."""
    scene, n = small.scene(), 400
    w = scene.world
    w.population.urban[:] = 0.0
    goal = P.norm_per_villager * rural * (P.pay_effect + 0.3) * share
    for now in (0.0, P.norm_per_villager * rural):
        change = 0.0
        for week in range(n):
            w.population.rural[:], w.security.police[:] = rural, now
            w.population.support_axis[:], w.zones.control[:], w.terror.dread[:] = 0.3, control, dread
            w.picture.partisans[:] = 0.0
            for day in range(7):
                small.call(security.police, small.later(scene, 7 * week + day))
            change += (w.security.police - now).sum()
        mean = P.adjustment_rate * (goal - now)
        assert change / (n * small.CELLS) == pytest.approx(mean, abs=4.0 * 0.5 / math.sqrt(n * small.CELLS))


def police_after(weeks: int = 300, **changes: object) -> float:
    """Return the police of a district in the long run; changes are of the forcing or of the security's own picture."""
    believed = changes.pop("believed", 0.0)
    urban = changes.pop("urban", 0.0)
    scene = small.scene(**changes)
    w = scene.world
    for week in range(weeks):
        w.population.rural[:], w.population.urban[:], w.population.support_axis[:] = 50_000.0, urban, 0.3
        w.picture.partisans[:] = believed
        for day in range(7):
            small.call(security.police, small.later(scene, 7 * week + day))
    return float(w.security.police.mean())


def test_that_the_police_grows_with_the_draft_that_it_is_spared_with_towns_and_with_need():
    """In the long run the posts of the norm are filled by pay, exemption and support."""
    base = police_after(labour=np.zeros(small.CELLS))
    assert base == pytest.approx(P.norm_per_villager * 50_000.0 * (P.pay_effect + 0.3), rel=0.02)
    drafted = police_after(labour=np.ones(small.CELLS))
    assert drafted == pytest.approx(base * (P.pay_effect + P.exemption_effect + 0.3) / (P.pay_effect + 0.3), rel=0.02)
    towns = police_after(labour=np.zeros(small.CELLS), urban=60_000.0)
    assert towns - base == pytest.approx(P.norm_per_townsman * 60_000.0 * (P.pay_effect + 0.3), rel=0.1)
    need = police_after(labour=np.zeros(small.CELLS), believed=P.half_saturation_believed * 1.77)
    assert need == pytest.approx(base * (1.0 + 0.5 * P.need_effect), rel=0.02)


def test_that_attacks_are_counted_where_and_on_what_they_fell():
    scene = small.scene()
    journal, s = scene.world.journal, scene.world.security
    kinds = [Kind.order, Kind.rail_cut, Kind.derailment, Kind.bridge, Kind.foiled, Kind.garrison_attack, Kind.pursuit]
    journal.used[0] = len(kinds)
    journal.kind[: len(kinds)] = [int(kind) for kind in kinds]
    journal.cell[: len(kinds)] = np.arange(len(kinds))
    journal.other[: len(kinds)] = 2
    small.call(security.count_attacks, scene)
    assert s.recent_attacks[:7].tolist() == [0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0]
    assert s.recent_line_attacks[2] == s.recent_line_attacks.sum() == 4.0


def test_that_alarm_fades_once_a_week():
    scene = small.scene()
    s = scene.world.security
    s.recent_attacks[:] = s.recent_line_attacks[:] = 10.0
    for day in range(21):
        now = small.later(scene, day)
        small.call(security.police, now)
        small.call(security.place_guards, now)
    left = 10.0 * (1.0 - P.attack_decay_rate) ** 3
    np.testing.assert_allclose(s.recent_attacks, left)
    np.testing.assert_allclose(s.recent_line_attacks, left)

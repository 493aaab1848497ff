"""What the occupier believes of the partisans, and from what."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import SATURDAY
from hinterland.core.journal import Kind, record_event
from hinterland.core.response import saturate
from hinterland.war.occupier import picture

P = small.parameters_with().picture
BLIND = {"traced_share": 0.02, "informed_per_week": 0.02, "located_per_week": 0.002, "met_by_sweep_per_week": 0.05}
"""No contact but those of a test: where nobody watches and nothing is swept, informers see nothing."""


def scene_with(camps: int = 1, seed: int = 1, **changes: float) -> small.Scene:
    """Return a scene without garrisons, police or troops, with a camp of a hundred in each cell."""
    return small.scene(camps=camps, seed=seed, parameters=small.parameters_with(picture={"shown_share": 1.0} | changes))


def observe(scene: small.Scene, weeks: int, each=None) -> np.ndarray:
    """Let so many weeks pass and return the partisans on the lists at the end of each."""
    listed = []
    for day in range(7 * weeks):
        now = small.later(scene, day)
        now.world.journal.used[0] = 0
        if each is not None:
            each(now, day)
        small.call(picture.observe, now)
        if day % 7 == 6:
            small.call(picture.draw_up, now._replace(today=now.today._replace(phase=SATURDAY)))
            listed.append(now.world.picture.partisans.sum())
    return np.array(listed)


def fight(scene: small.Scene, i: int, kind: Kind = Kind.garrison_attack) -> None:
    """Write a fight of a detachment, or damage that it did, into the journal."""
    d = scene.world.detachments
    small.plain(record_event)(scene.world.journal, int(kind), int(d.cell[i]), i, 0, 1.0, 0.0, 0.0, 0.0)


def test_that_nothing_is_known_of_a_quiet_group_where_nobody_stands():
    scene = scene_with(located_per_week=0.002)
    scene.world.population.support_axis[:] = 1.0
    assert observe(scene, 60).max() == 0.0
    assert scene.world.picture.contacts.sum() == 0.0


def test_that_more_is_known_where_more_soldiers_and_police_stand():
    known = []
    for posts in (0.0, 60.0, 600.0, 6000.0):
        scene = scene_with()
        scene.world.population.support_axis[:] = 0.3
        scene.world.security.police[:] = posts
        known.append(observe(scene, 80)[40:].mean())
    assert known[0] == 0.0
    assert np.all(np.diff(known) > 0.0)
    assert 0.3 < known[-1] / (100.0 * small.CELLS) < 1.2


def test_that_a_report_reaches_the_list_after_the_declared_weeks():
    scene = scene_with(camps=10, **BLIND, error=0.0, struck_off_per_week=0.005)
    many = 10 * small.CELLS

    def once(now, day):
        if day == 0:
            for i in range(many):
                fight(now, i)

    listed = observe(scene, 4, once) / 100.0
    # The batch of each group comes once in the first week: the chance of a week, then of what is left.
    for week, share in enumerate(listed / many):
        expected = 1.0 - (1.0 - P.entered_per_week) ** (week + 1)
        assert share == pytest.approx(expected, abs=4 * math.sqrt(0.25 / many) + 0.02)


@pytest.mark.parametrize("attacks", [0.0, 10.0])
def test_that_fright_enlarges_a_group_and_a_report_is_wrong_either_way(attacks):
    scene = scene_with(camps=10, **BLIND, entered_per_week=1.0)
    scene.world.security.recent_attacks[:] = attacks * scene.land.area / 1000.0
    many = 10 * small.CELLS

    def daily(now, day):
        for i in range(many):
            fight(now, i)

    observe(scene, 2, daily)
    men = scene.world.picture.men[:many, picture.HERE]
    mean = 100.0 * (1.0 + P.fright * saturate(attacks, P.half_saturation_attacks))
    assert men.mean() == pytest.approx(mean, rel=4 * P.error / math.sqrt(3 * many))
    assert men.min() < 0.6 * mean
    assert men.max() > 1.4 * mean


def test_that_damage_tells_that_a_group_is_there_and_not_how_large_it_is():
    scene = scene_with(camps=10, **(BLIND | {"traced_share": 1.0}), error=0.0, entered_per_week=1.0)
    scene.world.security.garrison[:], scene.world.population.support_axis[:] = 1e9, 0.0

    def daily(now, day):
        for i in range(0, 10 * small.CELLS, 2):
            fight(now, i, Kind.rail_cut)

    observe(scene, 2, daily)
    men = scene.world.picture.men[: 10 * small.CELLS, picture.HERE]
    assert set(men[::2]) == {P.men_behind_damage}
    assert (men[1::2] == 0.0).all()


def test_that_a_group_that_moved_is_counted_twice_unless_it_is_recognised():
    """Within the area of one army group a part is recognised, beyond it nobody is."""
    many = 10 * small.CELLS
    for group, share in ((1, P.recognised_share), (2, 0.0)):
        scene = scene_with(camps=10, **BLIND, error=0.0, entered_per_week=1.0, struck_off_per_week=0.005)
        groups = np.ones(small.CELLS, np.int32)
        groups[small.CELLS // 2 :] = group
        scene = scene._replace(land=scene.land._replace(group=groups))

        def moving(now, day):
            d = now.world.detachments
            if day == 7:
                d.cell[:many] = (d.cell[:many] + small.CELLS // 2) % small.CELLS
            for i in range(many):
                fight(now, i)

        listed = observe(scene, 2, moving) / (100.0 * many)
        assert listed[0] == pytest.approx(1.0)
        assert listed[1] == pytest.approx(2.0 - share, abs=4 * math.sqrt(0.25 / many) + 0.01)


def test_that_a_group_that_is_gone_stays_on_the_list_until_it_is_struck_off():
    scene = scene_with(camps=10, **BLIND, error=0.0, entered_per_week=1.0)
    many = 10 * small.CELLS

    def ending(now, day):
        if day < 7:
            for i in range(many):
                fight(now, i)
        now.world.detachments.alive[:many] = day < 7

    listed = observe(scene, 22, ending) / (100.0 * many)
    kept = (1.0 - P.struck_off_per_week) ** np.arange(1, 21)
    assert listed[0] == pytest.approx(1.0)
    assert listed[-1] == pytest.approx(kept[-1], abs=0.08)
    assert np.all(np.diff(listed) <= 0.0)


def test_that_a_fight_shows_a_part_of_a_group():
    scene = scene_with(camps=10, **BLIND, error=0.0, entered_per_week=1.0, shown_share=P.shown_share)

    def once(now, day):
        if day < 7:
            for i in range(10 * small.CELLS):
                fight(now, i)

    assert observe(scene, 1, once)[0] == pytest.approx(P.shown_share * 100.0 * 10 * small.CELLS)


def test_that_an_expedition_strikes_the_groups_of_its_district_off_the_list_when_it_ends():
    many = 10 * small.CELLS
    scene = scene_with(camps=10, **BLIND, error=0.0, entered_per_week=1.0, struck_off_per_week=0.005)

    def ended(now, day):
        if day == 0:  # all are listed in the first week, and no report is on its way later
            for i in range(many):
                fight(now, i)
        if day == 9:
            now.world.expeditions.swept_day[: small.CELLS // 2] = now.today.day

    observe(scene, 4, ended)
    there = scene.world.picture.cell[:many, picture.HERE] >= 0
    swept = scene.world.detachments.cell[:many] < small.CELLS // 2
    assert there[swept].mean() == pytest.approx(1.0 - P.destroyed_share, abs=4 * math.sqrt(0.25 / swept.sum()) + 0.02)
    assert there[~swept].mean() > 0.95


def test_that_lists_hold_nobody_where_the_occupier_is_not():
    scene = scene_with(camps=1, **BLIND, entered_per_week=1.0)

    def daily(now, day):
        for i in range(small.CELLS):
            fight(now, i)

    assert observe(scene, 1, daily)[0] > 0.0
    free = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8)))
    small.call(picture.draw_up, free._replace(today=free.today._replace(phase=SATURDAY)))
    assert free.world.picture.partisans.sum() == 0.0


def test_that_an_expedition_meets_groups_and_prisoners_tell_their_number():
    scene = scene_with(camps=10, located_per_week=0.002, captured_share=1.0, entered_per_week=1.0)

    def swept(now, day):
        now.world.expeditions.troops[:] = 1e9

    listed = observe(scene, 12, swept)
    many = 10 * small.CELLS
    men = scene.world.picture.men[:many, picture.HERE]
    assert set(np.unique(men)) <= {0.0, 100.0}
    assert listed[-1] > 0.9 * 100.0 * many

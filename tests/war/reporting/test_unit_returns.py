"""What the Soviet side reports of recruits, posts, men who came over, the underground and risings."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import SATURDAY
from hinterland.core.journal import Kind
from hinterland.war.reporting import unit_returns

P = small.parameters_with().unit_returns


def saturday(scene: small.Scene, week: int = 0) -> small.Scene:
    """Return the scene on a Saturday."""
    day = SATURDAY + 7 * week
    return scene._replace(today=scene.today._replace(day=day, phase=SATURDAY))


def with_events(kind: Kind, true: float, many: int = 1000, contact: int = 1) -> small.Scene:
    """Return a scene with so many events of a kind, each with the same true figure, of units in contact or not."""
    scene = small.scene(camps=1)
    j = scene.world.journal
    j.used[0] = many
    j.kind[:many], j.true[:many], j.who[:many], j.cell[:many] = kind, true, np.arange(many) % 36, np.arange(many) % 36
    j.key[:many] = np.arange(many)
    scene.world.detachments.contact[:36] = contact
    return scene


def test_that_recruits_of_units_in_contact_are_reported_on_the_day() -> None:
    scene = small.scene(camps=1)
    w = scene.world
    w.recruitment.joined[:] = 40.0
    w.radio.partisans_in_contact[:] = w.detachments.men_in_cell[:]
    small.call(unit_returns.report, scene)
    assert w.unit_returns.recruits.sum() == 40.0 * small.CELLS
    assert w.unit_returns.overdue.sum() == 0.0


def test_that_overdue_recruits_come_in_at_the_declared_rate_once_a_staff_reaches_the_place() -> None:
    scene = small.scene(camps=1)
    w = scene.world
    w.recruitment.joined[:] = 1000.0
    small.call(unit_returns.report, scene)
    assert w.unit_returns.recruits.sum() == 0.0
    w.recruitment.joined[:] = 0.0
    w.radio.partisans_in_contact[:] = 1.0
    for day in range(28):
        w.unit_returns.recruits[:] = 0.0
        small.call(unit_returns.report, small.later(scene, day))
    left = w.unit_returns.overdue / 1000.0
    assert left == pytest.approx((1.0 - P.overdue_per_week) ** 4, abs=0.01)


@pytest.mark.parametrize(("contact", "share"), [(1, 1.0), (0, P.reported_without_contact)])
def test_that_attacks_on_posts_without_contact_are_told_in_part(contact: int, share: float) -> None:
    scene = with_events(Kind.garrison_attack, 1.0, contact=contact)
    small.call(unit_returns.report, scene)
    reported = scene.world.unit_returns.posts_attacked.sum() / 1000.0
    assert reported == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / 1000) + 1e-9)


def test_that_more_are_reported_to_have_come_over_than_did() -> None:
    scene = with_events(Kind.defection, 10.0)
    small.call(unit_returns.report, scene)
    reported = scene.world.journal.claimed[:1000].mean()
    assert reported == pytest.approx(10.0 * P.came_over_overstatement, abs=4 * 0.5 / np.sqrt(1000))


def test_that_the_arrested_stay_on_the_lists_and_new_members_are_on_them_at_once() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.underground.members[:] = 100.0
    small.call(unit_returns.write, saturday(scene))
    assert (w.unit_returns.underground == 100.0).all()
    w.underground.members[:] = 0.0
    for week in range(1, 11):
        small.call(unit_returns.write, saturday(scene, week))
    assert w.unit_returns.underground == pytest.approx(100.0 * (1.0 - P.struck_off_per_week) ** 10)
    w.underground.members[:] = 150.0
    small.call(unit_returns.write, saturday(scene, 11))
    assert (w.unit_returns.underground == 150.0).all()


def test_that_the_list_counts_detachments_that_have_people_on_it() -> None:
    scene = small.scene(camps=2)
    w = scene.world
    w.strength_returns.people[:72] = 50.0
    w.strength_returns.cell[:72] = w.detachments.cell[:72]
    w.strength_returns.people[10:20] = 0.0
    small.call(unit_returns.write, saturday(scene))
    assert w.unit_returns.detachments.sum() == 62.0


def test_that_part_of_those_who_fought_abroad_is_known() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.abroad.joined[:], w.abroad.joined_off_map[:] = 1000.0, 500.0
    small.call(unit_returns.report, scene)
    assert w.unit_returns.abroad == pytest.approx(1000.0 * P.known_abroad_share, abs=1.0)
    assert w.unit_returns.abroad_off_map == pytest.approx(500.0 * P.known_abroad_share, abs=1.0)

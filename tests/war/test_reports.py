"""What each side said of one truth."""

import pytest
from tests import toy

from hinterland.core.journal import Kind, note
from hinterland.war import reports


def told(kind: Kind, true: float, asked: float = 0.0, many: int = 1000, **rules: float) -> toy.Scene:
    """Return a scene in which each side has reported so many like events."""
    of = toy.scene(rules=toy.rules_with(reports=rules))
    w = of.world
    for n in range(many):
        note.py_func(w.journal, int(kind), n % toy.CELLS, n, 0, true, asked, 0.0, 0.0)
    reports.tell(w.reports, w.people, w.expeditions, w.journal, of.rules.reports, of.today)
    return of


@pytest.mark.parametrize(("true", "asked"), [(5.0, 0.0), (20.0, 60.0), (0.0, 40.0), (80.0, 60.0)])
def test_that_a_staff_is_told_at_least_what_was_done_and_the_enemy_finds_at_most_that(true, asked):
    w = told(Kind.rail_cut, true, asked).world
    assert w.reports.soviet_rails.sum() >= 1000 * true
    assert w.reports.german_rails.sum() <= 1000 * true
    assert w.reports.soviet_rails.sum() == w.journal.claimed.sum()
    assert w.reports.german_rails.sum() == w.journal.found.sum()


def test_that_the_gap_to_what_was_ordered_is_padded():
    claims = [told(Kind.rail_cut, 20.0, 60.0, pad=pad).world.reports.soviet_rails.sum() for pad in (0.0, 0.5, 1.0)]
    assert claims == pytest.approx([20_000, 40_000, 60_000], rel=0.01)


def test_that_the_enemy_logs_only_what_he_notices():
    attacks = [told(Kind.foiled, 1.0, notice=n).world.reports.german_attacks.sum() for n in (0.3, 0.8, 1.0)]
    assert attacks == sorted(attacks)
    assert attacks[-1] == 1000
    assert attacks[0] == pytest.approx(300, abs=60)


def test_that_villagers_are_counted_as_bandits():
    honest = told(Kind.reprisal, 10.0, villagers=0.0).world.reports.german_bandits.sum()
    usual = told(Kind.reprisal, 10.0, villagers=0.8).world.reports.german_bandits.sum()
    assert honest == 0.0
    assert usual == pytest.approx(8000, rel=0.01)


def test_that_reports_change_nothing_of_what_happened():
    w = told(Kind.derailment, 1.0).world
    assert (w.journal.true[:1000] == 1.0).all()
    assert w.people.dead.sum() == w.fights.axis_dead.sum() == 0.0
    assert w.reports.soviet_trains.sum() > w.reports.german_trains.sum()


def test_that_staffs_list_what_they_were_told_and_not_what_is():
    of = toy.scene(camps=2)
    d = of.world.detachments
    d.known[:72], d.contact[:36] = 150.0, 0
    of.world.security.guess[:] = 7.0
    reports.list_strength(of.world.reports, d, of.world.security)
    assert of.world.reports.soviet_strength.sum() == 72 * 150.0
    assert of.world.reports.soviet_contact.sum() == 36 * 150.0
    assert of.world.reports.german_strength.sum() == 7.0 * toy.CELLS

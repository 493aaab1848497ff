"""What each side said of one truth."""

import pytest
from tests import small

from hinterland.core.calendar import SATURDAY
from hinterland.core.journal import Kind, record_event
from hinterland.war.reporting import reports


def told(kind: Kind, true: float, asked: float = 0.0, many: int = 1000, **parameters: float) -> small.Scene:
    """Return a scene in which each side has reported so many like events."""
    scene = small.scene(parameters=small.parameters_with(reports=parameters))
    w = scene.world
    for n in range(many):
        record_event.py_func(w.journal, int(kind), n % small.CELLS, n, 0, true, asked, 0.0, 0.0)
    small.call(reports.report_events, scene)
    return scene


@pytest.mark.parametrize(("true", "asked"), [(5.0, 0.0), (20.0, 60.0), (0.0, 40.0), (80.0, 60.0)])
def test_that_a_staff_is_told_at_least_what_was_done_and_the_enemy_finds_at_most_that(true, asked):
    w = told(Kind.rail_cut, true, asked).world
    assert w.reports.soviet_rails.sum() >= 1000 * true
    assert w.reports.german_rails.sum() <= 1000 * true
    assert w.reports.soviet_rails.sum() == w.journal.claimed.sum()
    assert w.reports.german_rails.sum() == w.journal.found.sum()


def test_that_the_gap_to_what_was_ordered_is_padded():
    claims = [
        told(Kind.rail_cut, 20.0, 60.0, padding_to_order=padding).world.reports.soviet_rails.sum()
        for padding in (0.0, 0.5, 1.0)
    ]
    assert claims == pytest.approx([20_000, 40_000, 60_000], rel=0.01)


def test_that_the_enemy_logs_only_what_he_notices():
    attacks = [told(Kind.foiled, 1.0, logged_share=n).world.reports.german_attacks.sum() for n in (0.3, 0.8, 1.0)]
    assert attacks == sorted(attacks)
    assert attacks[-1] == 1000
    assert attacks[0] == pytest.approx(300, abs=60)


def test_that_villagers_are_counted_as_bandits():
    honest = told(Kind.reprisal, 10.0, civilians_counted_as_partisans=0.0).world.reports.german_bandits.sum()
    usual = told(Kind.reprisal, 10.0, civilians_counted_as_partisans=0.8).world.reports.german_bandits.sum()
    assert honest == 0.0
    assert usual == pytest.approx(8000, rel=0.01)


def test_that_reports_change_nothing_of_what_happened():
    w = told(Kind.derailment, 1.0).world
    assert (w.journal.true[:1000] == 1.0).all()
    assert w.population.civilians_killed.sum() == w.attacks.axis_dead.sum() == 0.0
    assert w.reports.soviet_trains.sum() > w.reports.german_trains.sum()


def test_that_staffs_list_what_they_were_told_and_not_what_is():
    scene = small.scene(camps=2)
    d = scene.world.detachments
    d.reported_strength[:72], d.contact[:36] = 150.0, 0
    scene.world.security.believed_partisans[:] = 7.0
    reports.list_strength(scene.world.reports, d, scene.world.security, scene.today._replace(phase=SATURDAY))
    assert scene.world.reports.soviet_strength.sum() == 72 * 150.0
    assert scene.world.reports.soviet_contact.sum() == 36 * 150.0
    assert scene.world.reports.german_strength.sum() == 7.0 * small.CELLS


def lines_told(kind: Kind, claimed: float) -> small.Scene:
    """Return a scene in which one line of twelve was reported attacked today."""
    scene = small.scene()
    record_event.py_func(scene.world.journal, int(kind), 0, 0, 3, claimed, 0.0, claimed, 0.0)
    small.call(reports.count_lines, scene)
    return scene


@pytest.mark.parametrize(("kind", "claimed", "share"), [
    (Kind.rail_cut, 1.0, 4.5 / 24.0), (Kind.rail_cut, 300.0, 1.0),
    (Kind.derailment, 1.0, 10.0 / 24.0), (Kind.bridge, 1.0, 1.0),
])  # fmt: skip
def test_that_a_staff_reckons_what_a_report_stops_by_its_norms(kind, claimed, share):
    scene = lines_told(kind, claimed)
    r = scene.world.reports
    assert r.soviet_trains_undamaged.sum() == scene.land.line_capacity[3]
    assert r.soviet_trains_stopped[3] / r.soviet_trains_undamaged[3] == pytest.approx(share)


def test_that_a_line_stays_on_the_list_for_a_month_and_a_bridge_down_for_days():
    scene = lines_told(Kind.bridge, 1.0)
    listed, lost = 1, 1
    for _ in range(60):
        scene = small.later(scene, 1)
        small.call(reports.count_lines, scene)
        listed += int(scene.world.reports.soviet_trains_undamaged.sum() > 0.0)
        lost += int(scene.world.reports.soviet_trains_stopped.sum() > 0.0)
    assert lost == 6
    assert listed == 30


def test_that_trains_told_have_locomotives_and_wagons():
    w = told(Kind.derailment, 1.0).world
    trains = w.reports.soviet_trains.sum()
    assert w.reports.soviet_locomotives.sum() == pytest.approx(0.78 * trains, rel=0.05)
    assert w.reports.soviet_wagons.sum() == pytest.approx(7.1 * trains, rel=0.05)


def test_that_stations_and_wires_are_logged_and_only_stations_are_counted():
    station, wire = told(Kind.station, 1.0).world, told(Kind.telegraph, 1.0).world
    assert station.reports.soviet_stations.sum() == pytest.approx(1500, rel=0.05)
    assert wire.reports.soviet_stations.sum() == 0.0
    assert station.reports.german_attacks.sum() == wire.reports.german_attacks.sum() > 0.0

"""What each side said of one truth."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind, record_event
from hinterland.war.reporting import reports

CLAIMS = tuple(name for name in reports.State._fields if name.startswith(("soviet_", "german_")))


def reported(kind: Kind, true: float, asked: float = 0.0, many: int = 1000, other: int = 0, **parameters: float):
    """Return a scene in which each side has reported so many like events."""
    scene = small.scene(parameters=small.parameters_with(reports=parameters))
    w = scene.world
    for n in range(many):
        small.plain(record_event)(w.journal, int(kind), n % small.CELLS, n, other, true, asked, 0.0, 0.0)
    small.call(reports.report_events, scene)
    return scene


def rounding(many: int) -> float:
    """Return four standard errors of the sum of so many whole numbers drawn, with a variance of a quarter at most."""
    return 4 * np.sqrt(0.25 * many)


@pytest.mark.parametrize(("true", "asked", "claimed"), [
    (1.0, 0.0, 1.5), (5.0, 0.0, 7.5), (20.0, 60.0, 20 + 0.88 * 40), (0.0, 1.0, 0.88), (0.0, 40.0, 0.88 * 40),
    (80.0, 60.0, 80.0),
])  # fmt: skip
def test_that_a_cut_is_claimed_and_found_by_the_declared_shares(true, asked, claimed):
    w = reported(Kind.rail_cut, true, asked).world
    assert w.reports.soviet_rails.sum() == w.journal.claimed.sum() == pytest.approx(1000 * claimed, abs=rounding(1000))
    # A part of 0.82 is logged at all, and of these cuts 0.58 of the rails are found.
    error = 4 * np.sqrt(1000 * (0.82 * 0.18 * (0.58 * true) ** 2 + 0.25))
    assert w.reports.german_rails.sum() == pytest.approx(1000 * 0.82 * 0.58 * true, abs=error)
    assert w.reports.german_rails.sum() == w.journal.found.sum() == w.reports.german_charges.sum()
    assert w.reports.german_attacks.sum() == pytest.approx(820, abs=4 * np.sqrt(1000 * 0.82 * 0.18))
    assert (w.journal.found[:1000] <= true).all()


def test_that_both_sides_figures_of_one_event_are_drawn_apart():
    w = reported(Kind.rail_cut, 0.5, rails_overstatement=1.0, logged_share=1.0, rails_found_share=1.0).world
    claimed, found = w.journal.claimed[:1000], w.journal.found[:1000]
    assert set(np.unique(claimed)) == {0.0, 1.0}
    assert abs(np.corrcoef(claimed, found)[0, 1]) < 4 / np.sqrt(1000)


def test_that_the_gap_to_what_was_ordered_is_padded():
    claims = [
        reported(Kind.rail_cut, 20.0, 60.0, padding_to_order=padding).world.reports.soviet_rails.sum()
        for padding in (0.0, 0.5, 1.0)
    ]
    assert claims == [20_000, 40_000, 60_000]


@pytest.mark.parametrize("share", [0.3, 0.8, 1.0])
def test_that_the_enemy_logs_only_what_he_notices(share):
    w = reported(Kind.foiled, 1.0, logged_share=share).world
    assert w.reports.german_attacks.sum() == pytest.approx(1000 * share, abs=4 * np.sqrt(1000 * share * (1 - share)))
    assert w.reports.german_rails.sum() == w.reports.german_trains.sum() == 0.0


def test_that_a_failed_mine_is_claimed_as_a_train_in_the_declared_share_of_cases():
    w = reported(Kind.foiled, 1.0).world
    trains = w.reports.soviet_trains.sum()
    assert trains == w.journal.claimed.sum() == pytest.approx(550, abs=4 * np.sqrt(1000 * 0.55 * 0.45))
    assert w.reports.soviet_axis_dead.sum() == 28 * trains
    assert w.reports.soviet_rails.sum() == 0.0


@pytest.mark.parametrize("killed", [1.0, 10.0, 500.0])
def test_that_villagers_are_counted_as_partisans(killed):
    honest = reported(Kind.reprisal, killed, civilians_counted_as_partisans=0.0).world.reports.german_enemy_dead.sum()
    w = reported(Kind.reprisal, killed, civilians_counted_as_partisans=0.8).world
    assert honest == 0.0
    assert w.reports.german_enemy_dead.sum() == w.journal.found.sum()
    assert w.journal.found.sum() == pytest.approx(800 * killed, abs=rounding(1000))
    assert (w.journal.found[:1000] <= killed).all()


def test_that_reports_change_nothing_of_what_happened():
    w = reported(Kind.derailment, 1.0).world
    assert (w.journal.true[:1000] == 1.0).all()
    assert w.population.civilians_killed.sum() == w.attacks.axis_dead.sum() == 0.0
    assert w.reports.german_trains.sum() == pytest.approx(820, abs=4 * np.sqrt(1000 * 0.82 * 0.18))


def test_that_trains_reported_have_locomotives_wagons_and_dead():
    w = reported(Kind.derailment, 1.0).world
    trains = w.reports.soviet_trains.sum()
    assert trains == pytest.approx(2200, abs=rounding(1000))
    assert w.reports.soviet_locomotives.sum() == pytest.approx(0.78 * trains, abs=rounding(1000))
    assert w.reports.soviet_wagons.sum() == pytest.approx(7.1 * trains, abs=rounding(1000))
    assert w.reports.soviet_axis_dead.sum() == 28 * trains


def test_that_the_figures_of_one_report_are_drawn_apart():
    """Each event is one cell and one atom here: trains, locomotives, wagons and dead are all rounded up or down."""
    rows = []
    for seed in range(40):
        parameters = {"locomotives_per_train": 0.5, "wagons_per_train": 1.5, "dead_claimed_per_train": 1.5}
        scene = small.scene(
            seed=seed, parameters=small.parameters_with(reports={"trains_overstatement": 1, **parameters})
        )
        w = scene.world
        for c in range(small.CELLS):
            small.plain(record_event)(w.journal, int(Kind.derailment), c, c, 0, 1.0, 0.0, 0.0, 0.0)
        small.call(reports.report_events, scene)
        r = w.reports
        rows.append(np.stack([r.soviet_locomotives, r.soviet_wagons, r.soviet_axis_dead, r.german_trains]))
    figures = np.concatenate(rows, axis=1)
    together = np.corrcoef(figures) - np.eye(4)
    assert np.abs(together).max() < 4 / np.sqrt(figures.shape[1])


@pytest.mark.parametrize(("kind", "slain", "claimed"), [(Kind.garrison_attack, 3.0, 27.0), (Kind.pursuit, 3.0, 27.0)])
def test_that_enemy_dead_of_a_fight_are_overstated_and_own_dead_are_not(kind, slain, claimed):
    true, second = (slain, 1.0) if kind == Kind.garrison_attack else (2.0, slain)
    w = reported(kind, true, second, other=1).world
    assert w.reports.soviet_axis_dead.sum() == w.journal.claimed.sum() == 1000 * claimed
    assert (w.journal.found[:1000] == true).all()
    posts = w.reports.soviet_posts.sum()
    if kind == Kind.garrison_attack:
        assert posts == pytest.approx(1500, abs=rounding(1000))
        assert w.reports.german_enemy_dead.sum() == 0.0
    else:
        assert posts == 0.0
        assert w.reports.german_enemy_dead.sum() == 1000 * true


def test_that_stations_and_wires_are_logged_and_only_stations_are_counted():
    station, wire = reported(Kind.station, 1.0).world, reported(Kind.telegraph, 1.0).world
    assert station.reports.soviet_stations.sum() == pytest.approx(1500, abs=rounding(1000))
    assert wire.reports.soviet_stations.sum() == 0.0
    for w in (station, wire):
        assert w.reports.german_attacks.sum() == pytest.approx(820, abs=4 * np.sqrt(1000 * 0.82 * 0.18))


def test_that_bridges_are_overstated_and_logged():
    w = reported(Kind.bridge, 1.0).world
    assert w.reports.soviet_bridges.sum() == pytest.approx(1600, abs=rounding(1000))
    assert w.reports.german_charges.sum() == pytest.approx(820, abs=4 * np.sqrt(1000 * 0.82 * 0.18))


@pytest.mark.parametrize("first", [False, True])
def test_that_an_event_in_a_far_cell_changes_no_other_report_of_the_day(first):
    """The events of a day are told apart by what they are, and not by their place in the journal."""
    kinds = (
        Kind.rail_cut,
        Kind.derailment,
        Kind.foiled,
        Kind.bridge,
        Kind.station,
        Kind.garrison_attack,
        Kind.reprisal,
    )
    figures = []
    for added in (False, True):
        scene = small.scene()
        j = scene.world.journal
        if added and first:
            small.plain(record_event)(j, int(Kind.rail_cut), 35, 9, 9, 12.0, 0.0, 0.0, 0.0)
        for n in range(210):
            small.plain(record_event)(j, int(kinds[n % 7]), n % 30, n % 5, n % 3, 7.0, 0.0, 0.0, 0.0)
        if added and not first:
            small.plain(record_event)(j, int(Kind.rail_cut), 35, 9, 9, 12.0, 0.0, 0.0, 0.0)
        small.call(reports.report_events, scene)
        begin = int(added and first)
        places = [getattr(scene.world.reports, name)[: small.CELLS - 1] for name in CLAIMS if "line" not in name]
        figures.append((j.claimed[begin : begin + 210], j.found[begin : begin + 210], *places))
    for one, two in zip(*figures, strict=True):
        assert (one == two).all()
    assert figures[0][0].sum() > 0.0


def line_reported(kind: Kind, claimed: float) -> small.Scene:
    """Return a scene in which one line of twelve was reported attacked today."""
    scene = small.scene()
    small.plain(record_event)(scene.world.journal, int(kind), 0, 0, 3, claimed, 0.0, claimed, 0.0)
    small.call(reports.count_lines, scene)
    return scene


@pytest.mark.parametrize(("kind", "claimed", "share"), [
    (Kind.rail_cut, 1.0, 4.5 / 24.0), (Kind.rail_cut, 300.0, 1.0),
    (Kind.derailment, 1.0, 10.0 / 24.0), (Kind.bridge, 1.0, 1.0),
])  # fmt: skip
def test_that_a_staff_estimates_what_a_report_stops_by_its_norms(kind, claimed, share):
    scene = line_reported(kind, claimed)
    r = scene.world.reports
    assert r.soviet_trains_undamaged.sum() == scene.land.line_capacity[3]
    assert r.soviet_trains_stopped[3] / r.soviet_trains_undamaged[3] == pytest.approx(share)


def test_that_a_line_stays_on_the_list_for_a_month_and_a_bridge_down_for_days():
    scene = line_reported(Kind.bridge, 1.0)
    listed, lost = 1, 1
    for _ in range(60):
        scene = small.later(scene, 1)
        small.call(reports.count_lines, scene)
        listed += int(scene.world.reports.soviet_trains_undamaged.sum() > 0.0)
        lost += int(scene.world.reports.soviet_trains_stopped.sum() > 0.0)
    assert lost == 6
    assert listed == 30

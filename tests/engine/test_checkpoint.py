"""Wars that go on from a checkpoint: one without a change is the unbroken war, bit for bit."""

from datetime import date

import numpy as np
import pytest

from hinterland.core.calendar import day_of
from hinterland.core.fault import Fault
from hinterland.engine.day import SCHEDULE
from hinterland.engine.record import Recording
from hinterland.engine.run import War, play
from hinterland.engine.scenario import Scenario
from hinterland.study.scenarios import scenario_files

SHORT = Scenario(resolution=3, end=day_of(date(1941, 8, 31)))
BRANCH = day_of(date(1941, 7, 26))


@pytest.fixture(scope="module")
def unbroken():
    return play(SHORT, 1)


def record_of(played):
    """Return the figures, events and maps of a war as one list of arrays."""
    events = [values for _, columns in played.record.events for values in columns.values()]
    maps = [values for many in played.record.maps.values() for values in many]
    return [*played.record.table.kept(), *events, *maps, *played.record.line_closed]


def assert_same(first, second) -> None:
    for (name, _, a), (_, _, b) in zip(first.world.arrays(), second.world.arrays(), strict=True):
        assert a.tobytes() == b.tobytes(), name
    assert [day for day, _ in first.record.events] == [day for day, _ in second.record.events]
    assert all(a.tobytes() == b.tobytes() for a, b in zip(record_of(first), record_of(second), strict=True))


def test_that_a_branch_without_a_change_is_the_unbroken_war_bit_for_bit(unbroken) -> None:
    branch = play(SHORT._replace(since=BRANCH, before=SHORT), 1, watch=True)
    assert_same(unbroken, branch)
    assert sum(len(columns["kind"]) for _, columns in unbroken.record.events) > 100


def test_that_a_branch_shares_the_past_and_leaves_it_on_the_day(unbroken) -> None:
    later = scenario_files.load("no_recruits")._replace(resolution=3, end=SHORT.end, since=BRANCH, before=SHORT)
    branch, n = play(later, 1), BRANCH - SHORT.start
    both = [played.record.table.whole() for played in (unbroken, branch)]
    np.testing.assert_array_equal(both[0][:, :n], both[1][:, :n])
    moved = np.flatnonzero((both[0] != both[1]).any(axis=(0, 2)))
    assert n <= moved.min() <= n + 7


def test_that_two_wars_from_one_checkpoint_move_neither_it_nor_each_other(unbroken) -> None:
    past = War(SHORT, 1, SCHEDULE, Recording(), ())
    past.advance(BRANCH)
    kept = past.checkpoint()
    past.advance(SHORT.end + 1)
    for _ in range(2):
        war = War(SHORT, 1, SCHEDULE, Recording(), ())
        war.resume(kept)
        war.advance(SHORT.end + 1)
        assert_same(unbroken, war.played())


def test_that_another_seed_ground_or_record_is_refused() -> None:
    past = War(SHORT, 1, SCHEDULE, Recording(), ())
    kept = past.checkpoint()
    with pytest.raises(Fault, match="the past has the seed 1, and the war 2"):
        War(SHORT, 2, SCHEDULE, Recording(), ()).resume(kept)
    with pytest.raises(Fault, match="days are recorded from day 0 before"):
        War(SHORT._replace(end=3), 1, SCHEDULE, Recording(), ()).resume(kept)
    with pytest.raises(Fault, match="other quantities or regions are recorded"):
        War(SHORT, 1, SCHEDULE, Recording(events=False), ()).resume(kept)
    with pytest.raises(Fault, match="values before and"):
        War(SHORT._replace(resolution=4), 1, SCHEDULE, Recording(), ()).resume(kept)


def test_that_drawn_parameters_hold_before_and_after_the_branch() -> None:
    first = Scenario(parameters={"rail.guards_half": 9.0})
    later = Scenario(since=5, before=first).drawing({"rail.guards_half": 8.0, "rail.derailment_chance": 0.2})
    assert later.parameters["rail.guards_half"] == 8.0
    assert later.before is not None
    assert later.before.parameters == {"rail.guards_half": 9.0, "rail.derailment_chance": 0.2}

"""Runs in several threads of one process are what they are one after another."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from tests.example_group import granary, market, renamed, week

import hinterland
from hinterland.core.chance import Today
from hinterland.core.once import once
from hinterland.engine.result import Run
from hinterland.engine.scenario import Scenario
from hinterland.theatre.forcing_series import prepare

WARS = [
    ("history", 1, "1941-10-31"),
    ("history", 2, "1941-09-30"),
    ("no_airlift", 1, "1941-10-31"),
    ("history", 1, "1941-08-15"),
]


def played(war: tuple[str, int, str], resolution: int = 3, **more: Any) -> Run:
    scenario, seed, end = war
    return hinterland.run(scenario, seed=seed, end=end, resolution=resolution, **more)


def check_same(one: Run, other: Run) -> None:
    """Assert that two runs have every figure and every event alike, to the last bit."""
    a, b = one.played, other.played
    for ours, theirs in zip(a.world, b.world, strict=True):
        for x, y in zip(ours, theirs, strict=True):
            np.testing.assert_array_equal(x, y)
    np.testing.assert_array_equal(a.record.table.whole(), b.record.table.whole())
    assert one.events.equals(other.events)
    assert one.sum("rails.cut") == other.sum("rails.cut")


@pytest.fixture(scope="module")
def alone() -> list[Run]:
    return [played(war) for war in WARS]


def test_that_four_threads_play_what_one_plays_after_another(alone):
    prepare(3, frozenset(), ())  # what others have begun may be there or not
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(played, WARS))
    for one, other in zip(alone, together, strict=True):
        check_same(one, other)
    assert alone[0].mean("partisans.strength") != alone[1].mean("partisans.strength")


def test_that_one_run_may_be_read_by_many_threads():
    run = hinterland.run("history", end="1942-02-28", resolution=3)
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda _: run.series("partisans.strength", region="Belarus").sum(), range(16)))
    assert set(read) == {run.series("partisans.strength", region="Belarus").sum()}


def test_that_a_day_told_that_breaks_one_run_breaks_no_other(alone):
    def breaks(glance):
        if glance.day == 20:
            raise ZeroDivisionError

    def broken(war):
        with pytest.raises(ZeroDivisionError):
            played(war, on_day=breaks)

    with ThreadPoolExecutor(4) as pool:
        breaking = [pool.submit(broken, WARS[1]) for _ in range(3)]
        whole = pool.submit(played, WARS[0])
        assert [one.result() for one in breaking] == [None] * 3
        check_same(alone[0], whole.result())


def test_that_a_run_may_be_begun_inside_a_day_of_another(alone):
    inner = []

    def begin(glance):
        if glance.day == 30:
            inner.append(played(WARS[3]))

    check_same(alone[0], played(WARS[0], on_day=begin))
    check_same(alone[3], inner[0])


def test_that_calls_of_the_day_by_hand_in_threads_are_right():
    """Kernels may be called one by one; each thread has groups of its own."""

    def days(n: int) -> list[float]:
        held, heard = granary(), np.zeros(3)
        for day in range(200):
            week(held, heard, 0.25 * n)
            if day % 7 == 0:
                market(held, Today(1, day, 2, 6))  # not its day of the week
            renamed(held)
        return [*held.grain.tolist(), *heard.tolist()]

    alone = [days(n) for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(days, range(8))) == alone
    assert alone[1][0] == -0.25 * 200


def test_that_causes_asked_for_by_many_threads_are_made_once():
    prepared = [None] * 8
    meet = threading.Barrier(8)

    def ask(n: int) -> None:
        meet.wait()
        prepared[n] = prepare(3, frozenset(), ((3, 9, 1.5),))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in prepared}) == 1
    series = prepared[0].series  # type: ignore[attr-defined]
    with ThreadPoolExecutor(8) as pool:
        tables = list(pool.map(series.table, [700] * 8 + [800] * 8))
    assert len({table.address for table in tables[:8]}) == 1
    assert len({table.address for table in tables}) == 2


def test_that_what_is_kept_once_is_made_anew_for_other_arguments_only():
    made = []

    @once(1)
    def double(n: int) -> int:
        made.append(n)
        return 2 * n

    assert [double(n) for n in (1, 1, 2, 2, 1)] == [2, 2, 4, 4, 2]
    assert made == [1, 2, 1]


@pytest.mark.slow
def test_that_threads_of_different_resolutions_play_what_one_plays_after_another(alone):
    fine = played(WARS[3], 4)
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.submit(played, WARS[3], 4), pool.submit(played, WARS[0])
        check_same(fine, one.result())
        check_same(alone[0], other.result())
    assert fine.played.scenario != Scenario(resolution=3)

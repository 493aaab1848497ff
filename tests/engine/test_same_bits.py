"""A war is a function of its causes and its seed: the same bits, compiled or not, whatever was played before."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests import small

import hinterland
from hinterland.engine.fingerprint import hash_of_world

BUSY = {
    "organising": np.ones(small.CELLS),
    "central": 1.0,
    "sorties": 8.0,
    "corridor_tonnes": 3.0,
    "campaign": np.ones((1, small.CELLS), np.uint8),
    "campaign_rails": np.array([60.0]),
    "labour": np.ones(small.CELLS),
    "clearance": np.full(small.CELLS, 0.5),
    "march_from": np.ones((1, small.CELLS), np.uint8),
    "march_men": np.array([20.0]),
}
"""Everything at once, so that a short war goes through every kernel."""
HARD = {
    "expeditions": {"launch_chance": 1.0, "half_saturation_partisans": 2.0},
    "cordon": {"leak_per_day": 0.01},
    "drives": {"meeting_chance": 1.0, "half_saturation_troops": 60.0},
    "break_outs": {"ammunition_days": 0.5},
}
DAYS = 90
TOP = Path(__file__).parents[2]


def fingerprint(seed: int) -> str:
    """Return a hash of every array of the small world after a busy war."""
    return hash_of_world(small.war(DAYS, seed, small.parameters_with(**HARD), **BUSY))


@pytest.fixture(scope="module")
def first() -> str:
    return fingerprint(1)


def test_that_a_seed_gives_the_same_bits_again(first):
    assert fingerprint(1) == first


def test_that_another_seed_gives_another_war(first):
    assert len({first, fingerprint(2), fingerprint(3)}) == 3


def test_that_compiled_and_interpreted_wars_are_the_same_bits(first):
    program = (
        "import numpy as np, numba\n"
        "from tests.engine.test_same_bits import fingerprint\n"
        "assert numba.config.DISABLE_JIT\n"
        "with np.errstate(over='ignore'):\n"
        "    print(fingerprint(1))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": f"{TOP / 'src'}:{TOP}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == first, done.stderr


def test_that_a_busy_war_goes_through_every_kernel_that_counts():
    """What the two wars are compared in must have happened."""
    fields = (
        "rail.rails_destroyed", "rail.trains_derailed", "rail.foiled", "searches.pursuits", "attacks.posts_attacked",
        "population.killed_reprisal", "population.killed_expedition", "airlift.tonnes", "corridor.rifles",
        "orders.partisans_marching", "detachments.founded", "detachments.dissolved", "drives.partisans_killed",
        "break_outs.dispersed", "dispersal.regrouped", "combing.driven_today", "ambushes.on_soldiers",
        "economic_raids.raids",        "reports.soviet_rails", "population.deported_today",
    )  # fmt: skip
    parameters = small.parameters_with(**HARD)
    total = small.sums(fields, DAYS, range(1, 3), parameters, **BUSY).sum(axis=0)
    assert dict(zip(fields, total > 0, strict=True)) == dict.fromkeys(fields, True)


def test_that_history_is_the_same_bits_for_a_seed():
    runs = [hinterland.run("history", seed=s, resolution=3, end="1941-12-31").played.record for s in (4, 4, 5)]
    np.testing.assert_array_equal(runs[0].table.whole(), runs[1].table.whole())
    assert (runs[0].table.whole() != runs[2].table.whole()).any()


def test_that_a_scenario_played_before_leaves_no_trace():
    before = hinterland.run("history", seed=6, resolution=3, end="1941-10-31").played.record.table.whole()
    hinterland.run("no_reprisals", seed=6, resolution=3, end="1941-10-31")
    after = hinterland.run("history", seed=6, resolution=3, end="1941-10-31").played.record.table.whole()
    np.testing.assert_array_equal(before, after)

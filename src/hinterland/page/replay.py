"""The run of a page: a war that is played so that it is recorded by cell and line, anew where it was saved before.

A run is a function of its scenario and seed, so a saved one is played again and set beside what was saved.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from hinterland.core.fault import Fault
from hinterland.engine.record import Recording
from hinterland.engine.result import Run
from hinterland.engine.run import Glance, play
from hinterland.engine.scenario import Scenario
from hinterland.study.saved_runs.saved import SavedRun

BESIDE = ("partisans.strength", "rails.cut", "civilians.killed")
"""Quantities by which a run is known to be the one that was saved."""
REGION = "USSR"


def play_for_page(
    scenario: Scenario,
    seed: int,
    on_day: Callable[[Glance], None] | None = None,
    on_kernel: Callable[[int, int], None] | None = None,
) -> Run:
    """Play a war and record all that the page shows of it."""
    kept = Recording(lines=True)
    return Run(play(scenario, seed, kept=kept, by_cell=True, on_day=on_day, on_kernel=on_kernel))


def check_same(run: Run, saved: SavedRun) -> None:
    """Raise `Fault` where a run is not the one that was saved: other code, tables or subsystems have made that."""
    before, now = (one.to_dataset(BESIDE, [REGION]) for one in (saved, run))
    if not all(np.allclose(*pair, rtol=1e-6, equal_nan=True) for pair in _pairs(before, now)):
        reason = "was played by another version of the program, or with subsystems of its own"
        raise Fault(saved.folder, 0, reason, "play it again with hinterland run")


def _pairs(before: Any, now: Any) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(before[name].to_numpy(), now[name].to_numpy()) for name in before.data_vars]

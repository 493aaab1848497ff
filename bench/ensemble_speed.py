"""How fast ensembles are: whole wars that are read for the claims of the ledger, by one worker and by two.

Run it as `python bench/ensemble_speed.py`; `--runs` says how many wars each plays. It ends with exit code 1 where a
target is missed: 1,000 wars in 20 minutes by two workers, two at least 1.85 times as fast as one, 600 MB a worker, and
5 % more at most after 1,000 runs (reckoned from the second half of those played). Let nothing else run.
"""

import argparse
import sys
import time

import numpy as np

from hinterland.engine.scenario import Scenario
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger
from hinterland.study.ensembles.draws import members
from hinterland.study.ensembles.ensemble import Jobs, fill_cache
from hinterland.study.ensembles.workers import share_out

from weighed_run import weighed

THOUSAND, MINUTES, TWO_OVER_ONE, MEGABYTES, GROWTH = 1000, 20.0, 1.85, 600.0, 0.05
FIRST = 4
"""Runs of a worker that are not counted: it reads the theatre and the kernels."""


def measured(jobs: Jobs, workers: int) -> tuple[float, float, float, float]:
    """Return wall seconds and CPU seconds a run, the MB of the largest worker, and its growth over 1,000 runs."""
    seconds: list[float] = []
    ends: list[float] = []
    held: dict[int, list[float]] = {}
    for _, (process, spent, megabytes) in share_out(weighed, jobs, workers):
        seconds.append(spent)
        ends.append(time.perf_counter())
        held.setdefault(process, []).append(megabytes)
    first = FIRST * workers
    wall = (ends[-1] - ends[first - 1]) / (len(ends) - first)
    worker = max(held.values(), key=max)
    later = np.array(worker[len(worker) // 2 :])
    slope = float(np.polyfit(np.arange(later.size), later, 1)[0]) if later.size > 2 else 0.0
    return wall, float(np.median(seconds[first:])), max(worker), slope * THOUSAND / max(worker)


def main() -> int:
    """Measure, say what was found, and return the exit code."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--runs", type=int, default=40, help="wars that are played by one worker, and again by two")
    ask.add_argument("--resolution", type=int, default=4)
    chosen = ask.parse_args()
    fill_cache(chosen.resolution)
    indicators = asked_of_ledger(chosen.resolution)[2]
    walls = {}
    held = True
    for workers in (1, 2):
        jobs = Jobs(Scenario(resolution=chosen.resolution), members(chosen.runs, 1, 1.0), indicators)
        walls[workers], spent, megabytes, growth = measured(jobs, workers)
        sys.stdout.write(
            f"{workers} worker(s): {walls[workers]:.2f} s and {spent:.2f} CPU s a war, {megabytes:.0f} MB, "
            f"{growth:+.1%} in 1,000 runs\n"
        )
        held &= megabytes < MEGABYTES and growth < GROWTH
    minutes, faster = walls[2] * THOUSAND / 60, walls[1] / walls[2]
    sys.stdout.write(f"1,000 wars in {minutes:.0f} minutes by two workers, {faster:.2f} times as fast as one\n")
    return 0 if held and minutes <= MINUTES and faster >= TWO_OVER_ONE else 1


if __name__ == "__main__":
    sys.exit(main())

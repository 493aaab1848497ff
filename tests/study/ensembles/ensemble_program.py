"""A program that plays an ensemble into a folder, to be killed: `ensemble_program.py FOLDER RUNS WORKERS [ADDRESS]`."""

import sys
from pathlib import Path

import numpy as np

from hinterland.engine.scenario import Scenario
from hinterland.study.ensembles import run_store
from hinterland.study.ensembles.draws import members
from hinterland.study.ensembles.ensemble import indicator_values
from hinterland.study.measurement.indicators import Indicator

WAR = Scenario(resolution=3, end=60)
WANTED = [
    Indicator("partisans.strength", "Belarus", 50, 60),
    Indicator("civilians.killed", "USSR", 0, 60, take="sum"),
    Indicator("rails.cut", "USSR", 0, 60, "soviet", "sum"),
]


def play(folder: Path | None, runs: int, workers: int, address: str | None = None) -> np.ndarray:
    """Play, and say on standard output how many runs are done; every run is a batch of its own."""
    run_store.BATCH = 1

    def say(done: int, _: int) -> None:
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()

    return indicator_values(WAR, members(runs, 1, 0.3), WANTED, workers, say, scheduler=address, out=folder)


if __name__ == "__main__":
    play(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])

"""Hashes of known wars, kept in `golden_hashes.csv`: what a war is to the last bit, whatever the processor.

`make golden` writes the table anew. Do that where results move on purpose, beside the baseline, and say why.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import hinterland
from hinterland.engine.fingerprint import hash_of_record, hash_of_world
from hinterland.engine.result import Run

FILE = Path(__file__).with_name("golden_hashes.csv")
SEEDS = range(1, 9)
RESOLUTION = 3


class Hashes(NamedTuple):
    """A line of the table: which war, and the hashes of its last day and of its record."""

    scenario: str
    seed: str
    resolution: str
    world: str
    record: str


def hashes_of(run: Run) -> Hashes:
    """Return the line of a war that has been played."""
    scenario, played = run.played.scenario, run.played
    war = (scenario.name, str(played.seed), str(scenario.resolution))
    return Hashes(*war, hash_of_world(played.world), hash_of_record(played.record))


def play(seeds: Iterable[int], end: str | None = None) -> list[Hashes]:
    """Play history with these seeds, to a date or to its end, and return a line for each war."""
    until = {} if end is None else {"end": end}
    return [hashes_of(hinterland.run("history", seed=seed, resolution=RESOLUTION, **until)) for seed in seeds]


def read() -> list[Hashes]:
    """Return the lines of the table."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return [Hashes(**line) for line in csv.DictReader(lines)]


def write(lines: Iterable[Hashes]) -> None:
    """Write the table anew."""
    with FILE.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([Hashes._fields, *lines])


if __name__ == "__main__":
    write(play(SEEDS))
    sys.stdout.write(f"{FILE.name} was written anew; read the difference in git, and say why in the change\n")

"""Ensembles: many runs, of which only what was asked for is kept, the same for any number of workers."""

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.given import whole
from hinterland.engine.result import Run
from hinterland.engine.run import play
from hinterland.engine.scenario import Scenario
from hinterland.study.draws import Member
from hinterland.study.indicators import Indicator, IndicatorReader
from hinterland.study.workers import share_out

MOST_WORKERS = 64
OnProgress = Callable[[int, int], None]
"""Called with the number of runs done and of all runs."""


class Job(NamedTuple):
    """One run to be played, and what is to be read off it."""

    scenario: Scenario
    member: Member
    readings: tuple[Indicator, ...]


def indicator_values(
    scenario: Scenario,
    members: Sequence[Member],
    readings: Sequence[Indicator],
    workers: int = 1,
    on_progress: OnProgress | None = None,
) -> np.ndarray:
    """Play every member and return its figures, of shape (members, readings).

    A member is a pure function of scenario, seed and parameters: nothing depends on the workers or on their order.
    Raises `Fault` for a parameter that is not declared. A figure that no run can tell is NaN.
    """
    return np.stack(perform([Job(scenario, one, tuple(readings)) for one in members], workers, on_progress))


def perform(jobs: Sequence[Job], workers: int = 1, on_progress: OnProgress | None = None) -> list[np.ndarray]:
    """Play all jobs and return their figures in the order of the jobs.

    With several workers each plays in a process of its own; all of them end with this one, however it ends. Raises
    `Fault` where one dies.
    """
    if not jobs:
        raise Fault(None, 0, "an ensemble of no runs tells nothing", "ask for one member or more")
    workers = whole(workers, "the number of workers", 1, MOST_WORKERS)
    found: dict[int, np.ndarray] = {}
    playing = _here(jobs) if workers == 1 or len(jobs) == 1 else share_out(figures, jobs, workers)
    with closing(playing):
        for number, one in playing:
            found[number] = one
            if on_progress is not None:
                on_progress(len(found), len(jobs))
    return [found[number] for number in range(len(jobs))]


def figures(job: Job) -> np.ndarray:
    """Play one run and return the figures that are read off it; one that it cannot tell is NaN.

    The run records the regions of the figures as they are, so that none is apportioned.
    """
    regions = [reading.region for reading in job.readings if reading.region]
    scenario = job.scenario._replace(parameters={**job.member.parameters, **job.scenario.parameters})
    reader = IndicatorReader(Run(play(scenario, job.member.seed, regions=regions)))
    return np.array([_figure(reader, reading) for reading in job.readings], float)


def _figure(reader: IndicatorReader, reading: Indicator) -> float:
    try:
        return reader.read(reading)
    except Fault:
        return float("nan")


def _here(jobs: Sequence[Job]) -> Generator[tuple[int, np.ndarray], None, None]:
    for number, job in enumerate(jobs):
        yield number, figures(job)

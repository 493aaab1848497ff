"""Ensembles: many runs, of which only what was asked for is kept, the same for any number of workers and machines."""

import hashlib
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple, overload

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.given import whole
from hinterland.engine.compile_ahead import is_needed, second_compiler
from hinterland.engine.result import Run
from hinterland.engine.run import play
from hinterland.engine.scenario import Scenario
from hinterland.study.ensembles.cluster import share_out_over
from hinterland.study.ensembles.code_version import code_version
from hinterland.study.ensembles.draws import Member, Members
from hinterland.study.ensembles.run_store import PlayedRun, open_store, read_runs
from hinterland.study.ensembles.workers import share_out
from hinterland.study.measurement.indicators import Indicator, IndicatorReader
from hinterland.study.measurement.needed import needed_for

MOST_WORKERS = 64
OnProgress = Callable[[int, int], None]
"""Called with the number of runs done and of all runs."""


class Job(NamedTuple):
    """One run to be played, and what is to be read off it.

    `code` is the `code_version` of the program that asks, where another must not answer; `key` names the task: a digest
    of all that its figures depend on.
    """

    scenario: Scenario
    member: Member
    indicators: tuple[Indicator, ...]
    code: str = ""
    key: str = ""


class Jobs(Sequence[Job]):
    """The runs of an ensemble as jobs, each made when it is asked for."""

    def __init__(
        self, scenario: Scenario, members: Sequence[Member], indicators: Sequence[Indicator], code: str = ""
    ) -> None:
        """Take what is played, what is read off each run, and the code of another version that played it."""
        self.scenario, self.members, self.indicators = scenario, members, tuple(indicators)
        self.code = code or code_version()
        self._of_all = hashlib.sha256(repr((self.code, described(scenario), self.indicators)).encode())

    def __len__(self) -> int:
        """Return how many runs there are."""
        return len(self.members)

    @overload
    def __getitem__(self, run: int) -> Job: ...
    @overload
    def __getitem__(self, run: slice) -> list[Job]: ...
    def __getitem__(self, run: int | slice) -> Job | list[Job]:
        """Return a job by the number of its run, or several."""
        if isinstance(run, slice):
            return [self[k] for k in range(*run.indices(len(self)))]
        return Job(self.scenario, self.members[run], self.indicators, self.code, self.key(run))

    def drawn(self) -> dict[str, Any]:
        """Return how parameters were drawn; nothing where runs were given one by one."""
        return self.members.drawn() if isinstance(self.members, Members) else {}

    def keys(self) -> list[str]:
        """Return the keys of all runs."""
        return [self.key(number) for number in range(len(self))]

    def key(self, run: int) -> str:
        """Return the key of a run. The number of a draw stands for its values, which follow from it."""
        digest = self._of_all.copy()
        if isinstance(self.members, Members):
            digest.update(self.members.described(run).encode())
        else:
            member = self.members[run]
            digest.update(repr((int(member.seed), sorted(member.parameters.items()))).encode())
        return digest.hexdigest()[:32]


class _Some(Sequence[Job]):
    """Some of the jobs of an ensemble, by their numbers."""

    def __init__(self, jobs: Sequence[Job], numbers: Sequence[int]) -> None:
        self.jobs, self.numbers = jobs, numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, k: Any) -> Any:
        return self.jobs[self.numbers[k]]


def described(scenario: Scenario) -> dict[str, Any]:
    """Return all of a scenario that a run depends on, as plain values in a fixed order."""
    return {
        "without": sorted(scenario.without),
        "parameters": {name: float(value) for name, value in sorted(scenario.parameters.items())},
        "warmer": [list(spell) for spell in scenario.warmer],
        "scaled": [list(one) for one in scenario.scaled],
        "unheard": [list(spell) for spell in scenario.unheard],
        "resolution": int(scenario.resolution),
        "days": [int(scenario.start), int(scenario.end)],
        "since": int(scenario.since),
        "before": described(scenario.before) if scenario.before else None,
    }


def scenario_described(description: Mapping[str, Any]) -> Scenario:
    """Return the scenario of a description, as far as runs depend on it; `described` returns one."""
    first, last = description["days"]
    return Scenario(
        without=frozenset(description["without"]),
        parameters=description["parameters"],
        warmer=tuple((int(start), int(end), float(by)) for start, end, by in description["warmer"]),
        scaled=tuple((str(name), float(by)) for name, by in description["scaled"]),
        unheard=tuple((int(start), int(end)) for start, end in description["unheard"]),
        resolution=description["resolution"],
        start=first,
        end=last,
        since=description["since"],
        before=scenario_described(description["before"]) if description["before"] else None,
    )


def indicator_values(
    scenario: Scenario,
    members: Sequence[Member],
    indicators: Sequence[Indicator],
    workers: int = 1,
    on_progress: OnProgress | None = None,
    *,
    scheduler: str | None = None,
    out: Path | None = None,
) -> np.ndarray:
    """Play every member and return its figures, of shape (members, indicators).

    A member is a pure function of scenario, seed and parameters: nothing depends on the workers or on their order.
    With `out`, runs are kept in a folder (`run_store`), and those that it holds already are not played again.
    Raises `Fault` for a parameter that is not declared. A figure that no run holds is NaN.
    """
    jobs = Jobs(scenario, members, indicators)
    if out is None:
        return np.stack(perform(jobs, workers, on_progress, scheduler))
    about = {"scenario": scenario.name, "code": jobs.code, **described(scenario), "drawn": jobs.drawn()}
    with open_store(out, about, indicators) as store:
        keys = jobs.keys()
        there = store.keys()
        lacking = [number for number, key in enumerate(keys) if key not in there]
        done = len(keys) - len(lacking)
        if on_progress is not None:
            on_progress(done, len(keys))
        with closing(playing(_Some(jobs, lacking), workers, scheduler)) as found:
            for count, (k, one) in enumerate(found, done + 1):
                number = lacking[k]
                member = members[number]
                store.add(PlayedRun(number, member.seed, member.draw, keys[number], one))
                if on_progress is not None:
                    on_progress(count, len(keys))
    kept = read_runs(out, len(indicators))
    return np.stack([kept[key].figures for key in keys])


def perform(
    jobs: Sequence[Job],
    workers: int = 1,
    on_progress: OnProgress | None = None,
    scheduler: str | None = None,
) -> list[np.ndarray]:
    """Play all jobs and return their figures in the order of the jobs.

    With several workers each plays in a process of its own; all of them end with this one, however it ends. Raises
    `Fault` where they die over one run.
    """
    if not jobs:
        raise Fault(None, 0, "an ensemble of no runs says nothing", "ask for one member or more")
    found: dict[int, np.ndarray] = {}
    with closing(playing(jobs, workers, scheduler)) as played:
        for number, one in played:
            found[number] = one
            if on_progress is not None:
                on_progress(len(found), len(jobs))
    return [found[number] for number in range(len(jobs))]


def playing(
    jobs: Sequence[Job], workers: int, scheduler: str | None = None
) -> Generator[tuple[int, np.ndarray], None, None]:
    """Play jobs and yield the number of each with its figures, whichever is done first.

    They are played in so many processes, in this one where that is one, or by the workers of a Dask scheduler.
    """
    workers = whole(workers, "the number of workers", 1, MOST_WORKERS)
    if not jobs:
        return
    if scheduler is not None:
        yield from share_out_over(figures, jobs, scheduler)
    elif workers == 1 or len(jobs) == 1:
        for number in range(len(jobs)):
            yield number, figures(jobs[number])
    else:
        fill_cache(jobs[0].scenario.resolution)
        yield from share_out(figures, jobs, workers)


def fill_cache(resolution: int) -> None:
    """Compile the kernels where most of them are not in the cache: once, and not by every worker."""
    if is_needed():
        with second_compiler(resolution):
            play(Scenario(resolution=resolution, end=0), seed=1)


def figures(job: Job) -> np.ndarray:
    """Play one run and return the figures that are read off it; one that it does not hold is NaN.

    The run records what is read and nothing else, and the regions of the figures as they are, so that none is
    apportioned; a named unit is no region. Raises `Fault` where the job comes from another version of the program.
    """
    if job.code not in ("", code_version()):
        message = f"a worker has other code or tables than the program that asks ({code_version()}, not {job.code})"
        raise Fault(None, 0, message, "install the same version in both places")
    need = needed_for(job.indicators)
    played = play(
        job.scenario.drawing(job.member.parameters), job.member.seed, regions=need.regions, kept=need.recording
    )
    reader = IndicatorReader(Run(played), need.together)
    values = np.full(len(job.indicators), np.nan)
    for n, indicator in enumerate(job.indicators):
        with suppress(Fault):
            values[n] = reader.read(indicator)
    return values

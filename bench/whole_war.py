"""The whole war, 22 June 1941 to 9 May 1945: how long it takes, in how much memory, and on what."""

import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from hinterland.engine import run
from hinterland.engine.day import SCHEDULE
from hinterland.engine.scenario import Scenario
from hinterland.engine.world import World
from hinterland.theatre import forcing_series
from hinterland.theatre.assemble import load

SECONDS, MEGABYTES = 2.5, 400.0


def measure(resolution: int, say: Callable[[str], None]) -> bool:
    """Time three whole wars after compiling; return whether the targets are met."""
    begun = time.perf_counter()
    theatre = load(resolution)
    scenario = Scenario(resolution=resolution)
    reading = time.perf_counter() - begun
    begun = time.perf_counter()
    # In a process of its own: the memory that a compiler takes is not the war's.
    program = "from hinterland.engine import run, scenario; run.play(scenario.Scenario(resolution={}, end=2), 1)"
    subprocess.run([sys.executable, "-c", program.format(resolution)], check=True)
    compiling = time.perf_counter() - begun
    times = []
    for _ in range(3):
        begun = time.process_time()
        run.play(scenario, 1)
        times.append(time.process_time() - begun)
    took, peak = statistics.median(times), peak_megabytes()

    say(f"The whole war at resolution {resolution}: {theatre.land.lat.size:,} cells, 1,418 days")
    say(f"  reading the theatre   {reading:7.2f} s")
    say(f"  compiling, or cache   {compiling:7.2f} s")
    say(f"  the war               {took:7.2f} CPU s    median of 3     target {SECONDS:g} s")
    say(f"  peak of memory        {peak:7.0f} MB                       target {MEGABYTES:g} MB\n")
    for name, seconds in profile(scenario):
        say(f"  {name:<28}{seconds:8.3f} s{1e6 * seconds / (scenario.end + 1):9.0f} us a day")
    say("")
    return took <= SECONDS and peak <= MEGABYTES


def profile(scenario: Scenario) -> list[tuple[str, float]]:
    """Play the war once more and return the seconds spent in each kernel of the day, the dearest first."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def stand_in(*given: Any) -> Any:
            begun = time.perf_counter()
            done = work(*given)
            spent[name] += time.perf_counter() - begun
            return done

        return stand_in

    steps: list[float] = []
    with ExitStack() as stack:
        for name, owner, work in (
            ("(recording)", run.Recorder, "take"),
            ("(forcing of the day)", forcing_series.ForcingSeries, "table"),
            ("(counts set to zero)", World, "clear_counts"),
        ):
            stack.enter_context(patch.object(owner, work, timed(name, getattr(owner, work))))
        begun = time.perf_counter()
        run.play(scenario, 1, seconds=steps)
        took = time.perf_counter() - begun
    for step, seconds in zip(SCHEDULE, steps, strict=True):
        spent[step.name] += seconds
    spent["(everything else)"] = took - sum(spent.values())
    return sorted(spent.items(), key=lambda pair: -pair[1])


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)

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
from hinterland.engine.schedule import Schedule
from hinterland.engine.setting import Setting
from hinterland.theatre import causes
from hinterland.theatre.assemble import load

SECONDS, MEGABYTES = 3.0, 500.0


def measure(resolution: int, say: Callable[[str], None]) -> bool:
    """Time three whole wars after compiling; return whether the targets are met."""
    begun = time.perf_counter()
    theatre = load(resolution)
    setting = Setting(resolution=resolution)
    reading = time.perf_counter() - begun
    begun = time.perf_counter()
    # In a process of its own: the memory that a compiler takes is not the war's.
    program = "from hinterland.engine import run, setting; run.play(setting.Setting(resolution={}, end=2), 1)"
    subprocess.run([sys.executable, "-c", program.format(resolution)], check=True)
    compiling = time.perf_counter() - begun
    times = []
    for _ in range(3):
        begun = time.process_time()
        run.play(setting, 1)
        times.append(time.process_time() - begun)
    took, peak = statistics.median(times), peak_megabytes()

    say(f"The whole war at resolution {resolution}: {theatre.land.lat.size:,} cells, 1,418 days")
    say(f"  reading the theatre   {reading:7.2f} s")
    say(f"  compiling, or cache   {compiling:7.2f} s")
    say(f"  the war               {took:7.2f} CPU s    median of 3     target {SECONDS:g} s")
    say(f"  peak of memory        {peak:7.0f} MB                       target {MEGABYTES:g} MB\n")
    for name, seconds in profile(setting):
        say(f"  {name:<28}{seconds:8.3f} s{1e6 * seconds / (setting.end + 1):9.0f} us a day")
    say("")
    return took <= SECONDS and peak <= MEGABYTES


def profile(setting: Setting) -> list[tuple[str, float]]:
    """Play the war once more and return the seconds spent in each kernel of the day, the dearest first."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def stand_in(*given: Any) -> Any:
            begun = time.perf_counter()
            done = work(*given)
            spent[name] += time.perf_counter() - begun
            return done

        return stand_in

    class Timed(Schedule):
        def read(self, *given: Any) -> None:
            super().read(*given)
            self.calls = [
                [(timed(f"{entry.__module__.rpartition('.')[2]}.{entry.__name__}", entry), what) for entry, what in day]
                for day in self.calls
            ]

    with ExitStack() as stack:
        for name, owner, work in (
            ("(recording)", run.Recorder, "take"),
            ("(causes of the day)", causes.Causes, "table"),
            ("(counts set to zero)", run, "clear_counts"),
        ):
            stack.enter_context(patch.object(owner, work, timed(name, getattr(owner, work))))
        stack.enter_context(patch.object(run, "Schedule", Timed))
        begun = time.perf_counter()
        run.play(setting, 1)
        took = time.perf_counter() - begun
    spent["(everything else)"] = took - sum(spent.values())
    return sorted(spent.items(), key=lambda pair: -pair[1])


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)

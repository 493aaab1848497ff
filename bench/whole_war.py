"""The whole war, 22 June 1941 to 9 May 1945: how long it takes, in how much memory, and on what."""

import ast
import inspect
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from hinterland.engine import day, run
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
    run.play(Setting(resolution=resolution, end=2), 1)
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
    """Play the war once more and return the seconds spent on each line of the day, the dearest first."""
    spent: dict[str, float] = defaultdict(float)
    body = ast.parse(inspect.getsource(day.step_day)).body[0]
    names = [argument.arg for argument in body.args.args]
    lines = [
        (ast.unparse(line.value.func), compile(ast.Expression(line.value), day.__file__, "eval"))
        for line in body.body[1:]
    ]

    def step(*given: Any) -> None:
        here = dict(zip(names, given, strict=True))
        for name, code in lines:
            begun = time.perf_counter()
            eval(code, vars(day), here)
            spent[name] += time.perf_counter() - begun

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def stand_in(*given: Any) -> Any:
            begun = time.perf_counter()
            done = work(*given)
            spent[name] += time.perf_counter() - begun
            return done

        return stand_in

    with ExitStack() as stack:
        for name, owner, work in (
            ("(recording)", run.Recorder, "take"),
            ("(causes of the day)", causes.Causes, "on"),
            ("(counts set to zero)", run, "clear_counts"),
        ):
            stack.enter_context(patch.object(owner, work, timed(name, getattr(owner, work))))
        begun = time.perf_counter()
        run.play(setting, 1, step=step)
        took = time.perf_counter() - begun
    spent["(everything else)"] = took - sum(spent.values())
    return sorted(spent.items(), key=lambda pair: -pair[1])


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)

"""Compile kernels in a second process, from the end of the schedule, while the run compiles them from its beginning.

Each process finds in the cache what the other has compiled (`core/cache.py`), so both meet in the middle. The second
one writes to the cache and to nothing else, and ends with the process that started it.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from hinterland.core import cache
from hinterland.core.calendar import date_of
from hinterland.core.chance import Today
from hinterland.core.jit import INTERPRETED, PLAIN
from hinterland.core.user_cache import place
from hinterland.engine.begin import begin, given_of
from hinterland.engine.day import SCHEDULE
from hinterland.engine.loop import Loop
from hinterland.engine.parameters import choose_parameters
from hinterland.engine.record import Recorder, Recording
from hinterland.theatre.assemble import load
from hinterland.theatre.forcing_series import prepare


@contextmanager
def second_compiler(resolution: int) -> Iterator[None]:
    """Compile in a second process while the body runs, where the cache is empty and there is a second core."""
    if INTERPRETED or PLAIN or not is_needed() or (os.cpu_count() or 1) < 2:
        yield
        return
    command = [sys.executable, "-m", "hinterland.engine.compile_ahead", str(resolution)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet) as second:
        try:
            yield
        finally:
            second.kill()


def is_needed() -> bool:
    """Whether the cache can hold kernels and lacks most of those of the schedule."""
    root = place()
    if root is None:
        return False
    kept = sum(1 for _ in (root / cache.CORE).rglob(f"*{cache.ENDING}")) if (root / cache.CORE).is_dir() else 0
    return kept < len(SCHEDULE.steps)


def compile_backwards(resolution: int) -> None:
    """Compile the kernels of the recorder, then those of the schedule from its end to its beginning."""
    theatre = load(resolution)
    series, order_of_battle, named_units = prepare(resolution, frozenset(), (), ())
    parameters = choose_parameters()
    world = begin(theatre, parameters, order_of_battle.men.size, named_units)
    Recorder(world, theatre, 0, 1, Recording(), SCHEDULE).take(world, 0)
    loop = Loop(SCHEDULE, world, given_of(theatre, order_of_battle, named_units), parameters)
    loop.compile_backwards(series.table(0), Today(1, 0, 0, date_of(0).month))


def _end_with_parent() -> None:
    """End this process when its input closes: the process that started it has ended."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_parent, daemon=True).start()
    compile_backwards(int(sys.argv[1]))

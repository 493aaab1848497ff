"""The small war, played by both engines in one process: the ratio of their times, and whether they agree."""

import statistics
import time
from collections.abc import Callable
from types import ModuleType

import mesa
import numba

import mesa_war
import our_war
import same_war as war

SEED = 1
TIMES_FASTER = 100


def measure(days: int, say: Callable[[str], None]) -> bool:
    """Time both engines over the same days; return whether the target is met and every day agrees."""
    say(
        f"The small war: {war.DISTRICTS:,} districts, {war.DETACHMENTS:,} detachments, {war.UNITS} units, "
        f"{war.LINES} lines, {days} days"
    )
    our_war.play(our_war.set_up(SEED, 2), SEED, 2)  # compiles
    mine = [play(our_war, days) for _ in range(3)]
    ours, figures = statistics.median(seconds for seconds, _ in mine), mine[0][1]
    theirs, said = play(mesa_war, days)

    say(f"  {'at the end':<18}{'Hinterland':>18}{'Mesa':>18}")
    for name, values in figures.items():
        say(f"  {name:<18}{values[-1]:>18,.1f}{said[name][-1]:>18,.1f}")
    wrong = [name for name, values in figures.items() if [float(v) for v in values] != [float(v) for v in said[name]]]
    say("  equal on every day" if not wrong else f"  NOT EQUAL: {', '.join(wrong)}")
    say(f"  Hinterland  {ours:9.3f} CPU s   numba {numba.__version__}, median of 3 after compiling")
    say(f"  Mesa        {theirs:9.3f} CPU s   Mesa {mesa.__version__}, one run")
    say(f"  ratio       {theirs / ours:9.0f}x        target {TIMES_FASTER}x\n")
    return not wrong and theirs / ours >= TIMES_FASTER


def play(engine: ModuleType, days: int) -> tuple[float, dict[str, list[float]]]:
    """Return the CPU seconds of so many days, scenario up left out, and the diary of them."""
    world = engine.set_up(SEED, days)
    begun = time.process_time()
    engine.play(world, SEED, days)
    return time.process_time() - begun, engine.diary(world)

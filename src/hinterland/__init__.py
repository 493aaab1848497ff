"""Hinterland: the war behind the Eastern Front, 1941-45, as a model to be run, mapped and tested against the record."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.engine.result import Run

__version__ = "0.1.0"
__all__ = ["run"]


def run(
    scenario: str | Path = "history",
    seed: int = 1,
    *,
    start: str | None = None,
    end: str | None = None,
    resolution: int = 4,
    settings: Mapping[str, float] | None = None,
    watch: bool = False,
    lines: bool = False,
    on_day: Any = None,
    on_kernel: Any = None,
) -> "Run":
    """Play the war of a scenario and return the run.

    `scenario` is the name of a scenario or the path of a TOML file; `start` and `end` are ISO dates between which
    the run is recorded; `resolution` is that of the H3 cells (3, 4 or 5); `settings` gives parameters by name, such
    as `{"rail.guard_half": 9}`; with `watch` the laws of conservation are checked every day; with `lines` every railway
    line is recorded by day, for `Run.lines`. `on_day` is called every day with a `hinterland.engine.run.Glance`, and
    `on_kernel` before the first day with the number of kernels that are ready and of all: the first time they are
    compiled, which takes minutes. Raises `hinterland.core.fault.Fault` for anything that cannot be meant.

    >>> import hinterland
    >>> war = hinterland.run("history", seed=1, end="1941-07-01", resolution=3)
    >>> war.series("partisans.strength", region="Belarus").size
    10
    """
    from hinterland.core.calendar import day_of, parse
    from hinterland.core.fault import Fault
    from hinterland.engine.result import Run
    from hinterland.engine.run import play
    from hinterland.study.scenario import load

    if not 0 <= seed < 2**63:
        raise Fault(None, 0, f"the seed {seed} is no seed", "give a whole number from 0 up")
    setting = load(scenario)
    first = day_of(parse(start, what="start")) if start else setting.start
    last = day_of(parse(end, what="end")) if end else setting.end
    if first > last:
        raise Fault(None, 0, f"the run would end on {end} before it starts on {start}", "exchange the dates")
    rules = {**setting.rules, **(settings or {})}
    setting = setting._replace(start=first, end=last, resolution=resolution, rules=rules)
    return Run(play(setting, seed, watch=watch, lines=lines, on_day=on_day, on_kernel=on_kernel))

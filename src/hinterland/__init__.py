"""Hinterland: the war behind the Eastern Front, 1941-45, as a model to be run, mapped and tested against the record."""

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.engine.result import Run

__version__ = "0.1.0"
__all__ = ["run"]


def run(
    scenario: "str | PathLike[str]" = "history",
    seed: int = 1,
    *,
    start: Any = None,
    end: Any = None,
    resolution: int = 4,
    parameters: Mapping[str, float] | None = None,
    watch: bool = False,
    lines: bool = False,
    subsystems: Sequence[Any] = (),
    on_day: Any = None,
    on_kernel: Any = None,
) -> "Run":
    """Play the war of a scenario and return the run.

    `scenario` is the name of a scenario or the path of a TOML file; `start` and `end` are dates between which
    the run is recorded, as text (1943-08-03, 1943-08 or 1943) or as a date of Python, pandas or numpy; `resolution` is
    that of the H3 cells (3, 4 or 5); `parameters` gives changes by name, such as `{"rail.guards_half": 9}`; with
    `watch` the laws of conservation are checked every day; with `lines` every railway line is recorded by day, for
    `Run.lines`. `subsystems` are modules or classes of your own that act beside those of the package (see
    `hinterland.subsystem`). `on_day` is called every day with a `hinterland.engine.run.Glance`, and `on_kernel` before
    the first day with the number of kernels that are ready and of all: compiling them the first time takes minutes.
    Everything is checked before anything is played: raises `hinterland.core.fault.Fault`, a `ValueError`, for anything
    that cannot be meant.

    >>> import hinterland
    >>> war = hinterland.run("history", seed=1, end="1941-07-01", resolution=3)
    >>> war.series("partisans.strength", region="Belarus").size
    10
    """
    from hinterland.core.calendar import date_of, day_of, parse
    from hinterland.core.fault import Fault
    from hinterland.core.given import function, place, several, truth, whole
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.parameters import choose_parameters, named_parameters
    from hinterland.engine.result import Run
    from hinterland.engine.run import play
    from hinterland.study.scenario_files import load

    seed = whole(seed, "the seed", 0, 2**63 - 1, "give a whole number from 0 up")
    resolution = whole(resolution, "the resolution", 3, 5, "give 3, 4 or 5")
    watch, lines = truth(watch, "watch"), truth(lines, "lines")
    on_day, on_kernel = function(on_day, "on_day"), function(on_kernel, "on_kernel")
    schedule = SCHEDULE.with_subsystems(*several(subsystems, "subsystems"))
    given = {} if parameters is None else named_parameters(parameters, schedule)
    chosen = load(place(scenario, "the scenario"))
    first = chosen.start if start is None else day_of(parse(start, what="start"))
    last = chosen.end if end is None else day_of(parse(end, what="end", end=True))
    if first > last:
        raise Fault(
            None, 0, f"the run would end on {date_of(last)} before it starts on {date_of(first)}", "exchange the dates"
        )
    changes = {**named_parameters(chosen.parameters, schedule), **given}
    choose_parameters(changes, schedule)
    chosen = chosen._replace(start=first, end=last, resolution=resolution, parameters=changes)
    return Run(play(chosen, seed, schedule, watch=watch, lines=lines, on_day=on_day, on_kernel=on_kernel))

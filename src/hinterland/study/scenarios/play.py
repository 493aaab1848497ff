"""Playing one war of a scenario: everything that is asked for is checked before anything is played."""

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

from hinterland.core.calendar import date_of, day_of, parse
from hinterland.core.fault import Fault
from hinterland.core.given import function, place, several, truth, whole
from hinterland.engine import run as engine
from hinterland.engine.day import SCHEDULE
from hinterland.engine.parameters import choose_parameters, named_parameters
from hinterland.engine.record import Recording
from hinterland.engine.result import Run
from hinterland.engine.scenario import Scenario
from hinterland.engine.schedule import Schedule
from hinterland.study.scenarios.scenario_files import load
from hinterland.theatre.assemble import load as theatre


def run(
    scenario: str | PathLike[str] = "history",
    seed: int = 1,
    *,
    start: Any = None,
    end: Any = None,
    resolution: int = 4,
    parameters: Mapping[str, float] | None = None,
    watch: bool = False,
    lines: bool = False,
    regions: Sequence[str] = (),
    by_cell: bool = False,
    subsystems: Sequence[Any] = (),
    on_day: Any = None,
    on_kernel: Any = None,
) -> Run:
    """Play the war of a scenario and return the run.

    `scenario` is the name of a scenario or the path of a TOML file. `start` and `end` are the first and the last day
    that is recorded, as text (1943-08-03, 1943-08 or 1943) or as a date of Python, pandas or numpy; without them it is
    the whole war, 1,418 days. `resolution` is that of the H3 cells (3, 4 or 5). `parameters` gives changes by name, in
    the units of `hinterland.parameters()`. With `watch` the laws of conservation are checked every day; with `lines`
    every railway line is recorded by day, for `Run.lines`. `regions` names drawn ground (such as `around:Minsk,50km`, a
    polygon or a file of GeoJSON) whose figures are to be exact; ground that is asked for only afterwards gets its share
    of what was recorded, unless the run records every cell, `by_cell`, which takes 3.6 times the memory at resolution
    4. `subsystems` are modules or classes of your own that act beside those of the package (see
    `hinterland.subsystem`). `on_day` is called every day with a `hinterland.engine.run.Glance`, and `on_kernel` before
    the first day with the number of kernels that are ready and of all: compiling them the first time takes minutes.
    Raises `Fault` for anything that cannot be meant, before anything is played.

    `Run.values` and `Run.series` give a quantity by day, `Run.sum`, `Run.mean` and `Run.ratio` one figure for a period,
    `Run.to_dataset` an xarray dataset, all in the units of `hinterland.quantities()`.

    >>> import hinterland as hl
    >>> run = hl.run("history", seed=1, end="1941-07-01", resolution=3)
    >>> run.series("partisans.strength", region="Belarus").size  # a value for each of ten days
    10
    >>> killed = run.sum("civilians.killed")
    >>> reported = run.sum("rails.cut", "Belarus", "1941-06-25", "1941-07-01", said_by="german")
    >>> dict(run.to_dataset(["rails.cut"], ["Belarus", "Ukraine"]).sizes)
    {'time': 10, 'region': 2, 'said_by': 3}
    """
    seed = whole(seed, "the seed", 0, 2**63 - 1, "give a whole number from 0 up")
    watch, lines, by_cell = truth(watch, "watch"), truth(lines, "lines"), truth(by_cell, "by_cell")
    on_day, on_kernel = function(on_day, "on_day"), function(on_kernel, "on_kernel")
    schedule = SCHEDULE.with_subsystems(*several(subsystems, "subsystems"))
    chosen = scenario_of(scenario, start, end, resolution, parameters, schedule)
    places = regions_of(regions, chosen.resolution)
    played = engine.play(
        chosen,
        seed,
        schedule,
        watch=watch,
        kept=Recording(lines=lines),
        regions=places,
        by_cell=by_cell,
        on_day=on_day,
        on_kernel=on_kernel,
    )
    return Run(played)


def regions_of(regions: Sequence[str], resolution: int) -> tuple[str, ...]:
    """Return regions, each once; raise `Fault` for one that is not known or holds no cell."""
    places = several(regions, "regions")
    for region in places:
        theatre(resolution).something_inside(region)
    return tuple(dict.fromkeys(places))


def scenario_of(
    scenario: str | PathLike[str],
    start: Any,
    end: Any,
    resolution: int,
    parameters: Mapping[str, float] | None,
    schedule: Schedule = SCHEDULE,
) -> Scenario:
    """Return a scenario with the days, the resolution and the changed parameters that are asked for.

    Raises `Fault` for anything that cannot be meant.
    """
    resolution = whole(resolution, "the resolution", 3, 5, "give 3, 4 or 5")
    given = {} if parameters is None else named_parameters(parameters, schedule)
    chosen = load(place(scenario, "the scenario"), schedule)
    first = chosen.start if start is None else day_of(parse(start, what="start"))
    last = chosen.end if end is None else day_of(parse(end, what="end", end=True))
    if first > last:
        raise Fault(
            None, 0, f"the run would end on {date_of(last)} before it starts on {date_of(first)}", "exchange the dates"
        )
    chosen_parameters = {**named_parameters(chosen.parameters, schedule), **given}
    choose_parameters(chosen_parameters, schedule)
    return chosen._replace(start=first, end=last, resolution=resolution, parameters=chosen_parameters)

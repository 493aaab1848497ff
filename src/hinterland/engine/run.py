"""A run: the war played from one day to another, as a pure function of scenario and seed."""

import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hinterland.core.calendar import date_of
from hinterland.core.chance import WEEK, Today
from hinterland.engine.begin import begin, given_of
from hinterland.engine.day import SCHEDULE
from hinterland.engine.loop import Loop
from hinterland.engine.parameters import choose_parameters, named_parameters
from hinterland.engine.record import Recorder, Recording
from hinterland.engine.scenario import Scenario
from hinterland.engine.schedule import Schedule
from hinterland.engine.watch import Watch, full_tables
from hinterland.engine.world import World
from hinterland.files.caution import Caution
from hinterland.theatre.assemble import Theatre


class Glance(NamedTuple):
    """What a progress display shows of a day: people under arms, rails cut and civilians killed so far."""

    day: int
    strength: float
    rails: float
    killed: float


class Played(NamedTuple):
    """A war that has been played: its record, the world at its end, and what it was a function of."""

    scenario: Scenario
    seed: int
    parameters: Any
    theatre: Theatre
    world: World
    record: Recorder
    schedule: Schedule
    regions: tuple[str, ...] = ()
    """Regions that were asked for before the first day: none of them cuts through what is recorded."""

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Played: seed {self.seed}, {self.scenario!r}>"


def play(
    scenario: Scenario,
    seed: int,
    schedule: Schedule = SCHEDULE,
    *,
    watch: bool = False,
    kept: Recording = Recording(),  # noqa: B008  it cannot be changed
    regions: Sequence[str] = (),
    by_cell: bool = False,
    on_day: Callable[[Glance], None] | None = None,
    on_kernel: Callable[[int, int], None] | None = None,
    seconds: list[float] | None = None,
) -> Played:
    """Play the war of a scenario with a seed and return it.

    The world always begins on 22 June 1941; days before `scenario.start` are played but not recorded. With `watch` the
    laws of conservation are checked every day. `kept` says what is recorded; all railway lines by day take some 27 MB.
    Figures are kept so that those of `regions` can be told exactly, and with `by_cell` those of any ground. `on_day` is
    called every day with a `Glance`, and `on_kernel` before the first with the number of kernels that are ready and of
    all. `schedule` may hold subsystems of a user's own (see `Schedule.with_subsystems`). The time spent in each step of
    the schedule is written to a list `seconds`. Warns of tables of fixed size that ran full.
    """
    parameters = choose_parameters(scenario.parameters, schedule)
    scenario = scenario._replace(parameters=named_parameters(scenario.parameters, schedule))
    theatre = scenario.theatre()
    theatre = theatre.by_cell() if by_cell else theatre.recording(regions)
    series, order_of_battle, named_units = scenario.prepared()
    world = begin(theatre, parameters, order_of_battle.men.size, named_units, schedule)
    record = Recorder(world, theatre, scenario.start, scenario.end - scenario.start + 1, kept, schedule)
    guard = Watch(world) if watch else None
    loop = Loop(schedule, world, given_of(theatre, order_of_battle, named_units), parameters)
    loop.on_kernel = on_kernel
    if seconds is not None:
        seconds[:] = [0.0] * len(schedule.steps)
        loop.seconds = seconds
    rails = 0.0
    for day in range(scenario.end + 1):
        world.clear_counts()
        today = Today(int(seed), day, day % WEEK, date_of(day).month)
        loop.step(series.table(day), today)
        if guard is not None:
            guard.check(world, day)
        if day >= scenario.start:
            record.take(world, day)
        if on_day is not None:
            rails += float(world.rail.rails_destroyed.sum())
            on_day(
                Glance(
                    day,
                    float(world.detachments.men_in_cell.sum()),
                    rails,
                    float(world.population.civilians_killed.sum()),
                )
            )
    for told in full_tables(world):
        warnings.warn(Caution(None, 0, told, "write to the authors: the table must be larger"), stacklevel=2)
    return Played(scenario, int(seed), parameters, theatre, world, record, schedule, tuple(regions))

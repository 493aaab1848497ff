"""A run: the war played from one day to another, as a pure function of scenario and seed."""

import warnings
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from hinterland.core.calendar import date_of
from hinterland.core.chance import WEEK, Today
from hinterland.core.fault import Fault
from hinterland.engine.begin import begin, given_of
from hinterland.engine.checkpoint import Checkpoint, checkpoint_of, restore
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
    Figures are kept so that those of `regions` are exact, and with `by_cell` those of any ground. `on_day` is
    called every day with a `Glance`, and `on_kernel` before the first with the number of kernels that are ready and of
    all. `schedule` may hold subsystems of a user's own (see `Schedule.with_subsystems`). The time spent in each step of
    the schedule is written to a list `seconds`. Where the scenario holds only since a day, the days before it are those
    of another scenario, and the war goes on from a checkpoint of it. Warns of tables of fixed size that ran full.
    """
    war = War(scenario, seed, schedule, kept, regions, by_cell=by_cell, watch=watch)
    war.loop.on_kernel = on_kernel
    if seconds is not None:
        seconds[:] = [0.0] * len(schedule.steps)
        war.loop.seconds = seconds
    if scenario.before is not None and scenario.since:
        past = scenario.before._replace(
            resolution=scenario.resolution, start=scenario.start, end=scenario.end, since=0, before=None
        )
        earlier = War(past, seed, schedule, kept, regions, by_cell=by_cell, watch=watch)
        earlier.advance(min(scenario.since, scenario.end + 1), on_day)
        war.resume(earlier.checkpoint())
        war.rails_cut = earlier.rails_cut
    war.advance(scenario.end + 1, on_day)
    for message in full_tables(war.world):
        warnings.warn(Caution(None, 0, message, "write to the authors: the table must be larger"), stacklevel=2)
    return war.played()


class War:
    """A war while it is played: its world, its record, and the day that comes next."""

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        schedule: Schedule,
        kept: Recording,
        regions: Sequence[str],
        *,
        by_cell: bool = False,
        watch: bool = False,
    ) -> None:
        """Take what `play` takes, and begin on 22 June 1941."""
        self.parameters = choose_parameters(scenario.parameters, schedule)
        self.scenario = scenario._replace(parameters=named_parameters(scenario.parameters, schedule))
        self.seed, self.schedule, self.regions = int(seed), schedule, tuple(regions)
        self.day, self.rails_cut = 0, 0.0
        theatre = scenario.theatre()
        self.theatre = theatre.by_cell() if by_cell else theatre.recording(regions)
        self.series, order_of_battle, named_units = scenario.prepared()
        self.world = begin(self.theatre, self.parameters, order_of_battle.men.size, named_units, schedule)
        days = scenario.end - scenario.start + 1
        self.record = Recorder(self.world, self.theatre, scenario.start, days, kept, schedule)
        self.guard = Watch(self.world) if watch else None
        given = given_of(self.theatre, order_of_battle, named_units)
        self.loop = Loop(schedule, self.world, given, self.parameters)

    def advance(self, until: int, on_day: Callable[[Glance], None] | None = None) -> None:
        """Play the days before the day `until`."""
        world = self.world
        for day in range(self.day, until):
            world.clear_counts()
            today = Today(self.seed, day, day % WEEK, date_of(day).month)
            self.loop.step(self.series.table(day), today)
            if self.guard is not None:
                self.guard.check(world, day)
            if day >= self.scenario.start:
                self.record.take(world, day)
            if on_day is not None:
                self.rails_cut += float(world.rail.rails_destroyed.sum())
                on_day(
                    Glance(
                        day,
                        float(world.detachments.men_in_cell.sum()),
                        self.rails_cut,
                        float(world.population.civilians_killed.sum()),
                    )
                )
        self.day = max(self.day, until)

    def checkpoint(self) -> Checkpoint:
        """Return the whole state on the morning of the next day."""
        return checkpoint_of(self.world, self.record, self.day, self.seed)

    def resume(self, kept: Checkpoint) -> None:
        """Go on from a checkpoint of a war with the same seed, as if that war's past had been this one's.

        Raises `Fault` as `checkpoint.restore` does, and for another seed: chance would not be that of the past.
        """
        if kept.seed != self.seed:
            message = f"the past has the seed {kept.seed}, and the war {self.seed}"
            raise Fault(None, 0, message, "go on with the same seed")
        restore(kept, self.world, self.record)
        self.day = kept.day
        if self.guard is not None:
            self.guard = Watch(self.world)

    def played(self) -> Played:
        """Return the war as played so far."""
        return Played(
            self.scenario,
            self.seed,
            self.parameters,
            self.theatre,
            self.world,
            self.record,
            self.schedule,
            self.regions,
        )

"""A run: the war played from one day to another, as a pure function of setting and seed."""

from collections.abc import Callable
from typing import Any, NamedTuple

from hinterland.core.calendar import date_of
from hinterland.core.chance import Today
from hinterland.engine.begin import begin, choose_rules
from hinterland.engine.day import step_day
from hinterland.engine.record import Recorder
from hinterland.engine.schedule import Schedule
from hinterland.engine.setting import Setting
from hinterland.engine.watch import Watch
from hinterland.engine.world import Rules, World, clear_counts
from hinterland.theatre.assemble import Theatre, load
from hinterland.theatre.causes import prepare
from hinterland.theatre.network import network_of


class Glance(NamedTuple):
    """What a progress display shows of a day: people under arms, rails cut and civilians killed so far."""

    day: int
    strength: float
    rails: float
    killed: float


class Played(NamedTuple):
    """A war that has been played: its record, the world at its end, and what it was a function of."""

    setting: Setting
    seed: int
    rules: Rules
    theatre: Theatre
    world: World
    record: Recorder


def play(
    setting: Setting,
    seed: int,
    *,
    watch: bool = False,
    lines: bool = False,
    on_day: Callable[[Glance], None] | None = None,
    on_kernel: Callable[[int, int], None] | None = None,
    step: Callable[..., Any] = step_day,
) -> Played:
    """Play the war of a setting with a seed and return it.

    The world always begins on 22 June 1941; days before `setting.start` are played but not recorded. With `watch`
    the laws of conservation are checked every day; with `lines` every railway line is recorded by day (see
    `record.LINES`), which takes some 27 MB. `on_day` is called every day with a `Glance`, and `on_kernel` before the
    first with the number of kernels that are ready and of all. `step` may be replaced by a function of the same
    arguments: that is the whole mechanism of extension.
    """
    rules = choose_rules(setting.rules)
    theatre = load(setting.resolution)
    causes, battle, roll = prepare(setting.resolution, setting.without, setting.warmer, setting.scaled)
    world = begin(theatre, rules, battle.men.size, roll.day.size)
    record = Recorder(world, theatre, setting.start, setting.end - setting.start + 1, lines)
    guard = Watch(world) if watch else None
    schedule = Schedule(step, world, theatre.land, battle, roll, network_of(theatre), rules)
    schedule.on_kernel = on_kernel
    rails = 0.0
    for day in range(setting.end + 1):
        clear_counts(world)
        today = Today(int(seed), day, day % 7, date_of(day).month)
        schedule.step(causes.table(day), today)
        if guard is not None:
            guard.check(world, day)
        if day >= setting.start:
            record.take(world, day)
        if on_day is not None:
            rails += float(world.rail.cut.sum())
            on_day(Glance(day, float(world.detachments.here.sum()), rails, float(world.people.dead.sum())))
    return Played(setting, int(seed), rules, theatre, world, record)

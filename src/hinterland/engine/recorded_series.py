"""What a run writes down every day: arrays of the world, added up by atom of the map, and columns of the journal."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.declare import memory_of, specs
from hinterland.core.journal import Kind
from hinterland.engine.aggregate import BY_ATOM, EVENTS, LANES, MANNER, PLAIN, SMALL, TOGETHER, WEIGHTED, Plan
from hinterland.engine.day import SCHEDULE
from hinterland.engine.quantities import QUANTITIES
from hinterland.engine.schedule import Schedule
from hinterland.engine.world import World
from hinterland.theatre.assemble import Theatre

SUMMED = ("true", "second", "claimed", "found")
"""Columns of the journal that a quantity may add up."""


class RecordedSeries(NamedTuple):
    """One array of the world that is added up by atom of the map every day, or one column of its journal.

    Of the journal `field` is `journal.kind` or `journal.kind.column`: how many events of the kind, or their sum.
    """

    field: str
    place: str
    column: int
    weighted: bool
    wide: int


def recorded_series(schedule: Schedule = SCHEDULE) -> dict[str, RecordedSeries]:
    """Return every array that some quantity reads, by its name, each once; those that are much alike lie together."""
    found: dict[str, RecordedSeries] = {}
    for q in (*QUANTITIES, *schedule.quantities):
        for paths in (q.true, q.soviet, q.german):
            for path in paths:
                key = path + ("@people" if q.kind == "mean" else "")
                found[key] = (
                    _journal(q.name, path) if path.startswith("journal.") else _array(schedule, q.name, path, q.kind)
                )
    return dict(sorted(found.items(), key=lambda one: (one[1].place, one[1].weighted, one[1].wide, one[1].field)))


def _array(schedule: Schedule, name: str, path: str, kind: str) -> RecordedSeries:
    match = re.fullmatch(r"(\w+)\.(\w+)(?:\[(\d+)\])?", path)
    if match is None:
        raise ValueError(f"{name}: {path!r} does not name a field")
    group, field, column = match.groups()
    spec = specs(schedule.states[group])[field]
    return RecordedSeries(f"{group}.{field}", spec.place, int(column or 0), kind == "mean", spec.wide)


def _journal(name: str, path: str) -> RecordedSeries:
    _, kind, *column = path.split(".")
    if kind not in Kind.__members__ or column not in ([], *([c] for c in SUMMED)):
        raise ValueError(f"{name}: {path!r} names no kind of event, or no column of {', '.join(SUMMED)}")
    return RecordedSeries(path, "event", 0, False, 0)


def plan_of(world: World, theatre: Theatre, found: Mapping[str, RecordedSeries]) -> Plan:
    """Return the plan by which series of a world are added up; after it no array of the world may move in memory."""
    land, size = theatre.land, theatre.all_atoms
    homes = {
        "cell": land.atom,
        "line": np.where(land.line_mid >= 0, land.atom[land.line_mid], size),
        "country": np.arange(theatre.foreign.first, size),
        "atom": np.arange(size),
        "detachment": np.zeros(0),
    }
    shares = np.ones((2, max(len(home) for home in homes.values())))
    shares[1, : land.atom.size] = land.rural + land.urban
    firsts = dict(zip(homes, np.cumsum([0, *(len(home) for home in homes.values())]), strict=False))
    events = [name for name, series in found.items() if series.place == "event"]
    lies = [
        (events.index(name) * size, 1, size, 0, EVENTS)
        if series.place == "event"
        else _lies(world, series, int(firsts[series.place]))
        for name, series in found.items()
    ]
    memory, _ = memory_of(world.detachments.men)
    sums = np.zeros((TOGETHER + LANES, size + 1))
    rows, atom_of_row = np.zeros((2, world.detachments.men.size), np.uint64)
    return Plan(
        memory,
        memory.view(np.int64),
        memory.view(np.uint8),
        np.array(lies, np.int64).reshape(-1, MANNER + 1),
        *_events(events),
        land.atom,
        np.concatenate(list(homes.values())).astype(np.uint64),
        np.array([firsts["detachment"]]),
        rows,
        atom_of_row,
        shares,
        np.zeros(len(events) * size),
        np.zeros((TOGETHER + LANES, 2), np.int64),
        sums,
        sums.reshape(-1),
    )


def _events(names: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows into which events are added, by kind, and by kind and column."""
    counted = np.full(max(Kind) + 1, -1, np.int32)
    summed = np.full((max(Kind) + 1, len(SUMMED)), -1, np.int32)
    for n, name in enumerate(names):
        _, kind, *column = name.split(".")
        if column:
            summed[Kind[kind], SUMMED.index(column[0])] = n
        else:
            counted[Kind[kind]] = n
    return counted, summed


def _lies(world: World, series: RecordedSeries, first: int) -> tuple[int, int, int, int, int]:
    """Return how values lie whose atoms begin at `first`; raise `TypeError` for a type that is not recorded."""
    group, field = series.field.split(".")
    values: np.ndarray[Any, Any] = getattr(getattr(world, group), field)
    small = values.dtype == np.uint8
    if not small and values.dtype != np.float64:
        raise TypeError(f"{series.field} is {values.dtype}; what is recorded is float64 or uint8")
    _, start = memory_of(values)
    step = values.shape[1] if values.ndim == 2 else 1
    manner = SMALL if small else WEIGHTED if series.weighted else PLAIN
    if series.place == "atom" and step == 1:
        manner = BY_ATOM
    return start + series.column, step, values.shape[0], first, manner

"""What a run writes down every day: arrays of the world, added up by atom of the map, and columns of the journal."""

import re
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.declare import memory_of, specs
from hinterland.core.jit import kernel
from hinterland.core.journal import Kind
from hinterland.engine.quantities import QUANTITIES
from hinterland.engine.world import World
from hinterland.theatre.assemble import Theatre

SUMMED = ("true", "second", "claimed", "found")
"""Columns of the journal that a quantity may add up."""
STRETCH = 32
"""Values that are looked at together: where all of them are zero they are passed over."""
LANES = 4
"""Tracks that are added up at a time."""
PLAIN, WEIGHTED, SMALL, BY_ATOM, TOLD = range(5)
"""How the values of a track lie: as float64 and counted as they are, or each by the people of its cell; as uint8; as
float64 with one value for each atom already; as sums of events."""
START, STEP, COUNT, HOME, MANNER = range(5)
"""Columns of a plan: where the values begin, how far apart they lie, how many there are, where their atoms begin, and
how they lie."""


class Track(NamedTuple):
    """One array of the world that is added up by atom of the map every day, or one column of its journal.

    Of the journal `field` is `journal.kind` or `journal.kind.column`: how many events of the kind, or their sum.
    """

    field: str
    place: str
    column: int
    weighted: bool
    daily: bool


def tracks() -> dict[str, Track]:
    """Return every array that some quantity reads, by its name, each once; those that are much alike lie together."""
    found: dict[str, Track] = {}
    for q in QUANTITIES:
        for face in (q.true, q.soviet, q.german):
            for path in face:
                key = path + ("@people" if q.kind == "mean" else "")
                found[key] = _journal(q.name, path) if path.startswith("journal.") else _array(q.name, path, q.kind)
    return dict(sorted(found.items(), key=lambda one: (one[1].place, one[1].weighted, one[1].daily, one[1].field)))


def _array(name: str, path: str, kind: str) -> Track:
    match = re.fullmatch(r"(\w+)\.(\w+)(?:\[(\d)\])?", path)
    if match is None:
        raise ValueError(f"{name}: {path!r} does not name a field")
    group, field, column = match.groups()
    spec = specs(World.__annotations__[group])[field]
    return Track(f"{group}.{field}", spec.place, int(column or 0), kind == "mean", spec.daily)


def _journal(name: str, path: str) -> Track:
    _, kind, *column = path.split(".")
    if kind not in Kind.__members__ or column not in ([], *([c] for c in SUMMED)):
        raise ValueError(f"{name}: {path!r} names no kind of event, or no column of {', '.join(SUMMED)}")
    return Track(path, "event", 0, False, True)


@kernel
def add_events(journal, used, atom, counted, summed, out):
    """Add the events of the day up, by kind and atom: how many there are, and what their columns hold.

    `counted` gives the row of each kind (-1 for none), `summed` that of each kind and column of `SUMMED`.
    """
    for n in range(used):
        kind, here = journal.kind[n], atom[journal.cell[n]]
        if counted[kind] >= 0:
            out[counted[kind], here] += 1.0
        if summed[kind, 0] >= 0:
            out[summed[kind, 0], here] += journal.true[n]
        if summed[kind, 1] >= 0:
            out[summed[kind, 1], here] += journal.second[n]
        if summed[kind, 2] >= 0:
            out[summed[kind, 2], here] += journal.claimed[n]
        if summed[kind, 3] >= 0:
            out[summed[kind, 3], here] += journal.found[n]


@kernel
def find_homes(cell, used, atom, home, first):
    """Write down the atom of each of the first `used` rows; one that lies nowhere gets the atom after the last."""
    for i in range(used):
        home[first + i] = atom[cell[i]] if cell[i] >= 0 else home[home.size - 1]


@kernel
def pack(values, start, size, atoms, figures, n):
    """Write those of `size` values that are not zero one after the other with their places; return where they end."""
    for first in range(0, size, STRETCH):
        last, some = min(first + STRETCH, size), False
        for i in range(first, last):
            some |= values[start + i] != 0.0
        if some:
            for i in range(first, last):
                # Written in any case, and kept by moving on: a branch that is guessed wrong costs more.
                atoms[n] = i
                figures[n] = values[start + i]
                n += values[start + i] != 0.0
    return n


@kernel
def add_up(memory, bits, plan, k, lanes, home, shares, rows):
    """Add `lanes` tracks from k on, which lie alike, up by atom into as many rows.

    They are added four at a time, for neighbours mostly belong to one atom, and a single sum would wait for itself;
    where there are fewer, the last is added to the rows that are left as well.
    """
    rows[:] = 0.0
    first, step, count = plan[k, HOME], plan[k, STEP], plan[k, COUNT]
    share = shares[1 if plan[k, MANNER] == WEIGHTED else 0]
    at_a, at_b = plan[k, START], plan[k + min(1, lanes - 1), START]
    at_c, at_d = plan[k + min(2, lanes - 1), START], plan[k + lanes - 1, START]
    a, b, c, d = memory[at_a:], memory[at_b:], memory[at_c:], memory[at_d:]
    into_a, into_b, into_c, into_d = rows[0], rows[1], rows[2], rows[3]
    for start in range(0, count, STRETCH):
        stop = min(start + STRETCH, count)
        some = np.int64(0)
        for n in range(start * step, stop * step):
            some |= bits[at_a + n] | bits[at_b + n] | bits[at_c + n] | bits[at_d + n]
        if some == 0:
            continue
        for i in range(start, stop):
            atom, n, part = home[first + i], i * step, share[i]
            into_a[atom] += a[n] * part
            into_b[atom] += b[n] * part
            into_c[atom] += c[n] * part
            into_d[atom] += d[n] * part


@kernel
def gather(memory, bits, octets, plan, home, shares, told, rows, atoms, figures, starts, n):
    """Add every track of a plan up by atom and pack it behind the first n figures; return where the figures end.

    `rows` have a place for each atom and one for what lies nowhere; `starts` gets where each track begins and, in its
    last place, where the last ends.
    """
    size, k = rows.shape[1] - 1, 0
    while k < plan.shape[0]:
        manner, lanes = plan[k, MANNER], 1
        if manner in (BY_ATOM, TOLD):
            starts[k] = n
            n = pack(told if manner == TOLD else memory, plan[k, START], size, atoms, figures, n)
            k += 1
            continue
        if manner == SMALL:
            rows[0] = 0.0
            for i in range(plan[k, COUNT]):
                rows[0, home[plan[k, HOME] + i]] += octets[plan[k, START] + i]
        else:
            while lanes < LANES and k + lanes < plan.shape[0] and alike(plan, k, k + lanes):
                lanes += 1
            add_up(memory, bits, plan, k, lanes, home, shares, rows)
        for lane in range(lanes):
            starts[k + lane] = n
            n = pack(rows[lane], 0, size, atoms, figures, n)
        k += lanes
    starts[plan.shape[0]] = n
    return n


@kernel
def alike(plan, k, other):
    """Return whether two tracks lie alike, so that they can be added up together."""
    return (
        plan[k, HOME] == plan[other, HOME]
        and plan[k, STEP] == plan[other, STEP]
        and plan[k, MANNER] == plan[other, MANNER]
    )


class Plan:
    """Where the values of every track lie in the memory of a world, and to which atom each belongs."""

    def __init__(self, world: World, theatre: Theatre) -> None:
        """Find them; the atoms of detachments are looked up every day, those of all else once."""
        land, size = theatre.land, theatre.all_atoms
        self.tracks = tracks()
        self.atom = land.atom
        self.shares = np.ones((2, max(land.atom.size, world.detachments.cell.size)))
        self.shares[1, : land.atom.size] = land.rural + land.urban
        homes = {
            "cell": land.atom,
            "line": np.where(land.line_mid >= 0, land.atom[land.line_mid], size),
            "country": np.arange(theatre.beyond.first, size),
            "detachment": np.full(world.detachments.cell.size, size),
            "atom": np.arange(size),
        }
        firsts = dict(zip(homes, np.cumsum([0, *(len(home) for home in homes.values())]), strict=False))
        self.home = np.concatenate([*homes.values(), [size]]).astype(np.uint64)
        self.first_detachment = int(firsts["detachment"])
        self.memory, _ = memory_of(world.detachments.men)
        self.bits, self.octets = self.memory.view(np.int64), self.memory.view(np.uint8)
        events = [name for name, track in self.tracks.items() if track.place == "event"]
        self.told = np.zeros((len(events), size))
        self.counted, self.summed = self._events(events)
        self.rows = np.zeros((LANES, size + 1))
        rows = []
        for name, track in self.tracks.items():
            if track.place == "event":
                rows.append((events.index(name) * size, 1, size, 0, TOLD))
            else:
                rows.append(self._place(world, track, int(firsts[track.place])))
        self.plan = np.array(rows)
        self._of_detachments = np.array([track.place == "detachment" for track in self.tracks.values()])

    @staticmethod
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

    @staticmethod
    def _place(world: World, track: Track, first: int) -> tuple[int, int, int, int, int]:
        """Return the row of a plan for an array whose atoms begin at `first`."""
        group, field = track.field.split(".")
        values: np.ndarray[Any, Any] = getattr(getattr(world, group), field)
        small = values.dtype == np.uint8
        if not small and values.dtype != np.float64:
            raise TypeError(f"{track.field} is {values.dtype}; what is recorded is float64 or uint8")
        _, start = memory_of(values)
        step = values.shape[1] if values.ndim == 2 else 1
        manner = SMALL if small else WEIGHTED if track.weighted else PLAIN
        if track.place == "atom" and step == 1:
            manner = BY_ATOM
        return start + track.column, step, values.shape[0], first, manner

    def gather(self, world: World, atoms: np.ndarray, figures: np.ndarray, starts: np.ndarray, n: int) -> int:
        """Add up a day and pack it behind the first n figures; see the kernel of that name."""
        used = int(world.detachments.used[0])
        find_homes(world.detachments.cell, used, self.atom, self.home, self.first_detachment)
        self.plan[self._of_detachments, COUNT] = used
        self.told[:] = 0.0
        lines = min(int(world.journal.used[0]), world.journal.kind.size)
        add_events(world.journal, lines, self.atom, self.counted, self.summed, self.told)
        return int(
            gather(
                self.memory,
                self.bits,
                self.octets,
                self.plan,
                self.home,
                self.shares,
                self.told.reshape(-1),
                self.rows,
                atoms,
                figures,
                starts,
                n,
            )
        )

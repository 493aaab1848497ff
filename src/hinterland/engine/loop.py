"""The loop of a run: the kernels of a schedule looked up once, and called day after day.

Python spends more on looking at what it hands to ninety kernels than most of them spend on their work. All of it stays
the same for a whole run but for the forcing of the day, so it is looked up once (decision 0015).
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

from hinterland.core.chance import WEEK, Today
from hinterland.core.group import Table, table_of
from hinterland.core.jit import INTERPRETED, PLAIN
from hinterland.engine.schedule import Schedule, Step
from hinterland.engine.world import World


class Loop:
    """A schedule with all arguments of its kernels in one run."""

    def __init__(self, schedule: Schedule, world: World, given: Mapping[str, Any], parameters: Any) -> None:
        """Take a schedule, a world, what is `given` by name (the land, the network and the like), and parameters."""
        self.schedule, self.world, self.given, self.parameters = schedule, world, given, parameters
        self.calls: list[list[tuple[Callable[..., Any], list[Any], int]]] = []
        """For each day of the week the machine code of every kernel that acts on it, what it is given, and its step."""
        self.on_kernel: Callable[[int, int], None] | None = None
        """Called with how many kernels are ready and how many there are, as each is: compiling them takes minutes."""
        self.seconds: list[float] | None = None
        """Where it is a list with a place for each step, the time spent in each is added up there."""
        self._tables: dict[int, Table] = {}
        self._forcing: Any = None
        self._today: Any = None

    def step(self, forcing: Table, today: Today) -> None:
        """Step one day; `forcing` is the table of what is given from outside on it."""
        if INTERPRETED or PLAIN:
            for step in self.schedule:
                if step.kernel.on in (None, today.phase):
                    step.kernel.whole(*self._arguments(step, forcing.group, today))
            return
        if self._forcing is None or forcing.type is not self._forcing.type:
            self._prepare(forcing, today)
        self._forcing.words[:], self._today.words[:] = forcing.words, today
        if self.seconds is not None:
            self._timed(self.seconds, today.phase)
            return
        for entry, given, _ in self.calls[today.phase]:
            entry(*given)

    def _timed(self, seconds: list[float], phase: int) -> None:
        for entry, given, place in self.calls[phase]:
            began = time.perf_counter()
            entry(*given)
            seconds[place] += time.perf_counter() - began

    def compile_backwards(self, forcing: Table, today: Today) -> None:
        """Compile the kernels from the last to the first, and call none."""
        self._begin(forcing, today)
        for step in reversed(self.schedule.steps):
            step.kernel.enter(self._arguments(step, forcing.group, today), self._table)

    def _begin(self, forcing: Table, today: Today) -> None:
        """Make tables of the forcing and of the day, into which those of later days are copied."""
        self._forcing, self._today = table_of(forcing.group), table_of(today)
        self._tables = {id(forcing.group): self._forcing, id(today): self._today}

    def _prepare(self, forcing: Table, today: Today) -> None:
        """Look up every kernel and its arguments, for each day of the week."""
        self._begin(forcing, today)
        self.calls = [[] for _ in range(WEEK)]
        for place, step in enumerate(self.schedule.steps):
            entry, given = step.kernel.enter(self._arguments(step, forcing.group, today), self._table)
            if self.on_kernel is not None:
                self.on_kernel(place + 1, len(self.schedule.steps))
            for phase in range(WEEK):
                if step.kernel.on in (None, phase):
                    self.calls[phase].append((entry, given, place))

    def _arguments(self, step: Step, forcing: Any, today: Today) -> tuple[Any, ...]:
        """Return the arguments of a kernel, by the names of its parameters."""
        own = getattr(self.parameters, step.subsystem.name, None)
        rest = {"forcing": forcing, "today": today, "parameters": own, **self.given}
        groups = self.world.groups
        return tuple(groups[name] if name in groups else rest[name] for name in step.needs)

    def _table(self, group: Any) -> Table:
        """Return the table of a group, always the same for the same group."""
        if id(group) not in self._tables:
            self._tables[id(group)] = table_of(group)
        return self._tables[id(group)]

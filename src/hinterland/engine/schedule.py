"""The schedule of a run: the page of the day read once, and its kernels entered day after day.

Python spends more on looking at what it hands to ninety kernels than most of them on their work. All of it stays the
same for a whole run but for the causes of the day, so it is looked up once (decision 0015).
"""

from collections.abc import Callable
from typing import Any

from hinterland.core.chance import WEEK, Today
from hinterland.core.group import Table, table_of
from hinterland.core.jit import INTERPRETED, noted


class Schedule:
    """A page of the day with everything that it is played with."""

    def __init__(self, page: Callable[..., Any], *played_with: Any) -> None:
        """Take a page and what it is given: world, land, battle, roll, network and rules, in this order."""
        self.page = page
        self.played_with = played_with
        self._tables: dict[int, Table] = {}
        self.calls: list[list[tuple[Callable[..., Any], list[Any]]]] = []
        """For each day of the week the machine code of every kernel that acts on it, and what it is given."""
        self.on_kernel: Callable[[int, int], None] | None = None
        """Called with how many kernels are ready and how many there are, as each is: compiling them takes minutes."""
        self._causes: Any = None
        self._today: Any = None

    def step(self, causes: Table, today: Today) -> None:
        """Step one day; `causes` is the table of what comes from outside on it."""
        *given, rules = self.played_with
        if INTERPRETED or not getattr(self.page, "straight", False):
            self.page(*given, causes.group, rules, today)
            return
        if self._causes is None or causes.type is not self._causes.type:
            self.read(causes, today)
        self._causes.words[:], self._today.words[:] = causes.words, today
        for entry, what in self.calls[today.phase]:
            entry(*what)

    def read(self, causes: Table, today: Today) -> None:
        """Note down what the page calls on each day of the week, and with what."""
        *given, rules = self.played_with
        self._causes, self._today = table_of(causes.group), table_of(today)
        self._tables = {id(causes.group): self._causes, id(today): self._today}
        self.calls = [[] for _ in range(WEEK)]
        with noted() as calls:
            self.page(*given, causes.group, rules, today)
        for done, (kernel, args) in enumerate(calls, 1):
            call = kernel.enter(args, self._table)
            if self.on_kernel is not None:
                self.on_kernel(done, len(calls))
            for phase in range(WEEK):
                if kernel.on in (None, phase):
                    self.calls[phase].append(call)

    def _table(self, group: Any) -> Table:
        """Return the table of a group, always the same for the same group."""
        if id(group) not in self._tables:
            self._tables[id(group)] = table_of(group)
        return self._tables[id(group)]


def straight(page: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a page that does nothing but call kernels of the day, so that it need be read only once."""
    page.straight = True  # type: ignore[attr-defined]
    return page

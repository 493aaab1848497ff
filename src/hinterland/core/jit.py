"""Compile the kernels, call them with little overhead, and keep the machine code from one run to the next.

A kernel of the schedule is made with `daily`, or with `weekly` where it acts on one day of the week. It takes whole
groups (`detachments`, `population`, `land`); its machine code gets one address for each (`core/group.py`, decision
0015). Functions that kernels call are made with `kernel`. Machine code is kept in the user's cache and compiled anew
when its source changes (`core/cache.py`).

Runs in several threads share the machine code only: the tables of groups belong to a thread.
"""

import importlib
import inspect
import os
import threading
from collections.abc import Callable
from functools import update_wrapper
from pathlib import Path
from typing import Any, overload

import numba
from numba import types

from hinterland.core.cache import KernelCache
from hinterland.core.group import Table, table_of

_compiled = numba.njit(nogil=True, error_model="numpy", no_cfunc_wrapper=True)
INTERPRETED = bool(numba.config.DISABLE_JIT)
"""Whether everything runs as plain Python: NUMBA_DISABLE_JIT=1, for a debugger."""
PLAIN = os.environ.get("HINTERLAND_PLAIN_GROUPS") == "1"
"""Whether numba takes groups as the NamedTuples that they are, without `core/group.py`: slower, and the same bits."""


def _widest(kind: Any) -> Any:
    """Return the type in which a kernel hands an argument on: 64 bits for every whole number with a sign.

    Numba would compile a function anew for each literal and each width: a quarter of all it compiles.
    """
    plain = types.unliteral(kind)
    return types.int64 if isinstance(plain, types.Integer) and plain.signed else kind


def kernel(fn: Callable[..., Any]) -> Any:
    """Return a function that numba compiles at its first call, and caches where it has a source file."""
    made = _compiled(fn)
    if INTERPRETED:
        return made
    if Path(fn.__code__.co_filename).is_file():
        made._cache = KernelCache(fn)
    fold = made._compiler.fold_argument_types

    def fold_to_widest(args: Any, named: Any) -> Any:
        signature, kinds = fold(args, named)
        return signature, tuple(_widest(kind) for kind in kinds)

    made._compiler.fold_argument_types = fold_to_widest
    return made


class _LastTables(threading.local):
    """For each class the table of its last group, in one thread: kernels are mostly called with the same groups."""

    def __init__(self) -> None:
        self.tables: dict[type, Table] = {}

    def table(self, group: Any) -> Table:
        """Return the table of a group; it is made anew only where the last group of its class was another."""
        table = self.tables.get(group.__class__)
        if table is None or table.group is not group:
            table = self.tables[group.__class__] = table_of(group)
        return table


_last_tables = _LastTables()


class Daily:
    """A kernel of the schedule: compiled, cached, and called with the address of a table for each group.

    `on` is the day of the week on which it acts (see `core/calendar.py`), None for every day; `after` is the kernel of
    the schedule after which it acts, where it belongs to a subsystem of a user's own.
    """

    def __init__(self, fn: Callable[..., Any], on: int | None = None, after: str = "") -> None:
        """Wrap a function whose arguments are groups, arrays and whole numbers."""
        update_wrapper(self, fn)
        self.py_func, self.compiled, self.on, self.after = fn, kernel(fn), on, after
        self._entries: dict[tuple[Any, ...], Callable[..., Any]] = {}
        self._today = list(inspect.signature(fn).parameters).index("today") if on is not None else 0

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the names of the module and the function; the other process imports them."""
        return _kernel_at, (self.py_func.__module__, self.py_func.__qualname__)

    @property
    def whole(self) -> Callable[..., Any]:
        """The function that takes groups as they are: plain Python, or compiled without tables."""
        return self.py_func if INTERPRETED else self.compiled  # type: ignore[no-any-return]

    def enter(self, args: tuple[Any, ...], table: Callable[[Any], Table]) -> tuple[Callable[..., Any], list[Any]]:
        """Return the machine code for arguments of these types, and the arguments that it takes.

        `table` returns the table of a group. Numba's own way in looks at types and takes groups apart on every call,
        which costs more than what most kernels do.
        """
        kinds, given = [], []
        for arg in args:
            if hasattr(arg, "_fields"):
                entries = table(arg)
                kinds.append(entries.type)
                given.append(entries.address)
            else:
                kinds.append(numba.typeof(arg))
                given.append(arg)
        types = tuple(kinds)
        entry = self._entries.get(types)
        if entry is None:  # numba lets one thread compile at a time
            self.compiled.compile(types)
            entry = self._entries[types] = self.compiled.overloads[types].entry_point
        return entry, given

    def __call__(self, *args: Any) -> Any:
        """Call the kernel; do nothing where it acts on another day of the week."""
        if self.on is not None and args[self._today].phase != self.on:
            return None
        if INTERPRETED or PLAIN:
            return self.whole(*args)
        tables: list[Table] = []  # each is needed until the kernel returns

        def table(group: Any) -> Table:
            tables.append(_last_tables.table(group))
            return tables[-1]

        entry, given = self.enter(args, table)
        return entry(*given)


def _kernel_at(module: str, name: str) -> "Daily":
    """Return the kernel of this name in a module."""
    found: Daily = getattr(importlib.import_module(module), name)
    return found


@overload
def daily(fn: Callable[..., Any]) -> Daily: ...
@overload
def daily(*, after: str) -> Callable[[Callable[..., Any]], Daily]: ...
def daily(fn: Callable[..., Any] | None = None, *, after: str = "") -> Any:
    """Make a kernel that acts every day: `@daily`, or `@daily(after="rail.step")` outside the schedule of the package.

    `after` names the kernel of the schedule after which one of a user's own subsystem acts.
    """
    return (lambda own: Daily(own, None, after)) if fn is None else Daily(fn)


def weekly(on: int, *, after: str = "") -> Callable[[Callable[..., Any]], Daily]:
    """Make a kernel that acts on one day of the week only, such as `@weekly(MONDAY)`; `after` as in `daily`.

    It is for all rows at once; a kernel that treats a seventh of its rows each day takes `weekly_batch_size` instead.
    """
    return lambda fn: Daily(fn, on, after)

"""Compile every kernel alike, enter it without delay, and never run yesterday's machine code.

Numba notices a change in a kernel's own file, but not in a function that it calls from another file. What kernels
share lives only in `core`, so the cache folder is named after the text of `core`.

A kernel that the day calls is made with `daily`: it takes whole groups (`detachments`, `people`, `land`), and is handed
one address for each (`core/group.py`, decision 0015). What need not happen every day is made with `weekly`.
"""

import hashlib
import inspect
import os
import tempfile
from collections.abc import Callable
from functools import update_wrapper
from pathlib import Path
from typing import Any, overload

import numba

from hinterland.core.group import Table, table_of


def _folder() -> Path:
    """Return a folder that can be written to, named by the text of `core`."""
    text = b"".join(p.read_bytes() for p in sorted(Path(__file__).parent.glob("*.py")))
    name = hashlib.sha256(text).hexdigest()[:12]
    home = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "hinterland"
    for root in (home, Path(tempfile.gettempdir()) / "hinterland-cache"):
        try:
            (root / name).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(root / name, os.W_OK):
            return root / name
    return Path(tempfile.mkdtemp(prefix="hinterland-"))


numba.config.CACHE_DIR = str(_folder())

kernel = numba.njit(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True)
"""Compiles a function of the model."""
INTERPRETED = bool(numba.config.DISABLE_JIT)
"""Whether everything runs as plain Python: NUMBA_DISABLE_JIT=1, for a debugger."""

_last: dict[type, Table] = {}
"""The table of the group of each class that was met last: kernels in turn are mostly given the same."""


def _table(group: Any) -> Table:
    """Return the table of a group; it is made once as long as no other of its class is met."""
    table = _last.get(group.__class__)
    if table is None or table.group is not group:
        table = _last[group.__class__] = table_of(group)
    return table


class Daily:
    """A kernel that the day calls: compiled, cached, and handed the address of a table for each group.

    `on` is the day of the week on which it acts (see `core/calendar.py`), None for every day; `after` is the kernel of
    the schedule after which it acts, where it belongs to a subsystem of a user's own.
    """

    def __init__(self, fn: Callable[..., Any], on: int | None = None, after: str = "") -> None:
        """Wrap a function whose arguments are groups, arrays and whole numbers."""
        update_wrapper(self, fn)
        self.py_func, self.compiled, self.on, self.after = fn, kernel(fn), on, after
        self._entries: dict[tuple[Any, ...], Callable[..., Any]] = {}
        self._today = list(inspect.signature(fn).parameters).index("today") if on is not None else 0

    def enter(self, args: tuple[Any, ...], table: Callable[[Any], Table]) -> tuple[Callable[..., Any], list[Any]]:
        """Return the machine code for such arguments, and what it is to be given.

        `table` returns the table of a group. Numba's own way in looks at types and takes groups apart on every call,
        which costs more than what most kernels do.
        """
        kinds, given = [], []
        for arg in args:
            if hasattr(arg, "_fields"):
                told = table(arg)
                kinds.append(told.type)
                given.append(told.address)
            else:
                kinds.append(numba.typeof(arg))
                given.append(arg)
        types = tuple(kinds)
        if types not in self._entries:
            self.compiled.compile(types)
            self._entries[types] = self.compiled.overloads[types].entry_point
        return self._entries[types], given

    def __call__(self, *args: Any) -> Any:
        """Act, on the day of the week on which the kernel acts."""
        if self.on is not None and args[self._today].phase != self.on:
            return None
        if INTERPRETED:
            return self.py_func(*args)
        entry, given = self.enter(args, _table)
        return entry(*given)


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

    It is for what changes slowly, all rows at once; what happens on a date of its own takes `turns` instead.
    """
    return lambda fn: Daily(fn, on, after)

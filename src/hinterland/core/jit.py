"""Compile every kernel alike, hand each just what it reads, and never run yesterday's machine code.

Numba notices a change in a kernel's own file, but not in a function that it calls from another file. What kernels
share lives only in `core`, so the cache folder is named after the text of `core`.

The time to compile a kernel and to call it grows with the number of arrays it is given. A kernel that the day calls
is therefore made with `daily`: it takes whole groups (`detachments`, `people`, `land`), and passes on of each only
the fields that its source names. Decision 0008 has the measurements. What need not happen every day is made with
`weekly`, for machine code that was not run lately costs more than what it does (decision 0014).
"""

import ast
import hashlib
import inspect
import os
import tempfile
import textwrap
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

import numba
import numpy as np

from hinterland.core import narrow

ANEW = ("Today", "Outside")
"""Groups that are made anew each day, every field of the same type as on the first."""


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

kernel = numba.njit(cache=True, nogil=True, error_model="numpy", no_cfunc_wrapper=True, forceinline=True)
"""Compiles a function of the model into whichever kernel calls it. Left to itself, LLVM makes calls of the larger ones,
and a call hands over seven words for every array of every group: families cost three times as much that way."""


@cache
def fields_used(fn: Callable[..., Any]) -> dict[str, tuple[str, ...] | None]:
    """Return which fields of each of its parameters a function reads or writes, through the kernels it calls.

    None stands for a parameter that is used as it is (a number, an array).
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(fn))).body[0]
    names = list(inspect.signature(fn).parameters)
    used: dict[str, set[str]] = {name: set() for name in names}
    whole: set[str] = set()
    handled: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in used:
            used[node.value.id].add(node.attr)
            handled.add(id(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = inspect.unwrap(fn).__globals__.get(node.func.id)
            inner = getattr(called, "py_func", None)
            if inner is None:
                continue
            needs = fields_used(inner)
            for given, (theirs, fields) in zip(node.args, needs.items(), strict=False):
                if isinstance(given, ast.Name) and given.id in used and theirs in needs:
                    handled.add(id(given))
                    if fields is None:
                        whole.add(given.id)
                    else:
                        used[given.id].update(fields)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in used and id(node) not in handled:
            whole.add(node.id)
    return {name: None if name in whole else tuple(sorted(fields)) for name, fields in used.items()}


def _kind(value: Any) -> Any:
    """Return what tells the compiled type of a value from another: classes, element types, shapes, layout."""
    if isinstance(value, tuple):
        return (type(value), *[_kind(v) for v in value])
    if isinstance(value, np.ndarray):
        flags = value.flags
        return value.dtype.num, value.ndim, flags.c_contiguous, flags.writeable
    return type(value)


@cache
def _shared(cls: type) -> bool:
    """Return whether a group is declared in `core`: such are small, and are passed on as they are."""
    return cls.__module__.startswith("hinterland.core")


@cache
def _made_anew(cls: type) -> bool:
    """Return whether an argument is another object each day, of the same types."""
    return cls is int or cls.__name__ in ANEW


def daily(fn: Callable[..., Any]) -> Any:
    """Make a kernel that the day calls: compiled, cached, and given only the fields it names.

    Groups declared in `core` (today, the journal) are passed on as they are. Types are looked at anew only when an
    argument changes that is not made anew every day.
    """
    compiled = kernel(fn)
    shapes: list[Any] = []
    given: list[Any] = []
    seen: list[Any] = []
    kinds: list[Any] = []
    entries: dict[Any, Any] = {}
    entry: list[Any] = [None]

    def shape() -> None:
        """Make the narrow class of every group."""
        for name, fields in fields_used(fn).items():
            shapes.append(narrow.shape(name, fields) if fields else None)
            for row in (given, seen, kinds):
                row.append(None)

    @wraps(fn)
    def call(*args: Any) -> Any:
        if not shapes:
            shape()
        other = False
        for k, arg in enumerate(args):
            if seen[k] is arg:
                continue
            cls = shapes[k]
            seen[k] = arg
            given[k] = arg if cls is None or _shared(arg.__class__) else cls(*[getattr(arg, f) for f in cls._fields])
            other |= not _made_anew(arg.__class__)
        # What is made anew every day keeps its types for as long as the rest stays the same.
        if other:
            fresh = [_kind(one) for one in given]
            if fresh != kinds:
                kinds[:], entry[0] = fresh, None
        # Numba's own look-up of the types costs more than most kernels; a kernel already met is entered directly.
        if entry[0] is None:
            entry[0] = entries.get(tuple(kinds))
        if entry[0] is not None:
            return entry[0](*given)
        result = compiled(*given)
        if not numba.config.DISABLE_JIT:
            types = tuple(numba.typeof(arg) for arg in given)
            entries[tuple(kinds)] = compiled.overloads[types].entry_point
        return result

    call.py_func, call.compiled = fn, compiled  # type: ignore[attr-defined]
    return call


def weekly(on: int) -> Callable[[Callable[..., Any]], Any]:
    """Make a kernel that the day calls, and that acts on one day of the week only: `@weekly(MONDAY)`.

    It is for what changes slowly, all rows at once; what happens on a date of its own takes `turns` instead.
    """

    def make(fn: Callable[..., Any]) -> Any:
        call = daily(fn)
        today = list(inspect.signature(fn).parameters).index("today")

        @wraps(fn)
        def call_on_its_day(*args: Any) -> Any:
            return call(*args) if args[today].phase == on else None

        call_on_its_day.py_func, call_on_its_day.compiled = fn, call.compiled  # type: ignore[attr-defined]
        return call_on_its_day

    return make

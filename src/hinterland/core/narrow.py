"""Narrow groups: tuples that hold just the fields of a group that a kernel names.

Such a class is made from its name, `people__rural__urban`, and lives in this module. Numba's cache on disk names the
classes of the arguments it was compiled for; whoever reads that cache, in any process and in any order, finds them
here.
"""

from collections import namedtuple
from typing import Any


def shape(group: str, fields: tuple[str, ...]) -> Any:
    """Return the class that holds these fields of a group."""
    name = "__".join((group, *fields))
    return globals().get(name) or __getattr__(name)


def __getattr__(name: str) -> Any:
    """Make the class that a name spells, `group__field__field`, and keep it."""
    group, *fields = name.split("__")
    if not group or not fields or not all(fields):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    made = namedtuple(name, fields)  # type: ignore[misc]
    made.__module__ = __name__
    globals()[name] = made
    return made

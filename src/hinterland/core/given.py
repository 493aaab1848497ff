"""Arguments other than names and dates: whole numbers, numbers, yes or no, functions, each checked alike."""

import math
import operator
import os
from pathlib import Path
from typing import Any

from hinterland.core.fault import Fault


def whole(value: Any, what: str, low: int, high: int, remedy: str = "") -> int:
    """Return a whole number from `low` to `high`, be it of Python or numpy; raise `Fault` for anything else."""
    remedy = remedy or f"give a whole number from {low} to {high}"
    try:
        number = operator.index(value)
    except TypeError:
        number = None
    if number is None or _is_truth(value):
        raise Fault(None, 0, f"{what} is {shown(value)}, which is no whole number", remedy)
    if not low <= number <= high:
        raise Fault(None, 0, f"{what} {number} is out of range", remedy)
    return number


def number(value: Any, what: str) -> float:
    """Return a finite number, be it of Python or numpy; raise `Fault` for text, truth values, NaN and anything else."""
    remedy = "give a number"
    if _is_truth(value) or isinstance(value, str | bytes) or not hasattr(value, "__float__"):
        raise Fault(None, 0, f"{what} is {shown(value)}, which is no number", remedy)
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        raise Fault(None, 0, f"{what} is {shown(value)}, which is no number", remedy) from None
    if not math.isfinite(found):
        raise Fault(None, 0, f"{what} is {shown(value)}, which is no finite number", remedy)
    return found


def truth(value: Any, what: str) -> bool:
    """Return True or False; raise `Fault` for anything else, such as the text "no"."""
    if not _is_truth(value):
        raise Fault(None, 0, f"{what} is {shown(value)}", "give True or False")
    return bool(value)


def function(value: Any, what: str) -> Any:
    """Return a function, or None; raise `Fault` for what cannot be called."""
    if value is not None and not callable(value):
        raise Fault(None, 0, f"{what} is {shown(value)}, which cannot be called", "give a function")
    return value


def several(value: Any, what: str) -> tuple[Any, ...]:
    """Return the members of a list or a tuple; raise `Fault` for anything else, such as one member alone."""
    if not isinstance(value, list | tuple):
        raise Fault(None, 0, f"{what} is {shown(value)}", "give a list")
    return tuple(value)


def place(value: Any, what: str) -> str | Path:
    """Return a name as text, or the path of a file; raise `Fault` for an empty one, a folder and anything else."""
    text = os.fspath(value) if isinstance(value, str | os.PathLike) else value
    if not isinstance(text, str) or not text.strip() or "\0" in text:
        raise Fault(None, 0, f"{what} is {shown(value)}", "give a name as text, or the path of a file")
    is_path = not isinstance(value, str) or os.sep in text
    if is_path and os.path.isdir(text):  # noqa: PTH112 - see `names_a_file`
        raise Fault(text, 0, "is a folder", "give the path of a file")
    return value if isinstance(value, str) else Path(text)


def names_a_file(given: str | Path) -> bool:
    """Whether there is a file of that name; a text that no file can have as its name names none."""
    return os.path.isfile(given)  # noqa: PTH113 - pathlib raises for a name that is too long


def shown(value: Any) -> str:
    """Return a value as a program would write it, cut where it is long."""
    return shortened(" ".join(repr(value).split()))


def shortened(text: str, most: int = 60) -> str:
    """Return a text cut where it is longer than so many letters."""
    return text if len(text) <= most else text[: most - 3] + "..."


def _is_truth(value: Any) -> bool:
    """Whether a value is True or False, of Python or of numpy."""
    return isinstance(value, bool) or type(value).__name__ in ("bool_", "bool")

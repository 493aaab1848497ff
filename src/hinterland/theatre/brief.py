"""How a group of arrays shows itself at a prompt: by its name and the shapes of what it holds."""

from typing import Any

ROOM = 240
"""Letters after which fields are only counted."""


def brief(group: Any) -> str:
    """Return a named tuple in one line, as `<Front: occupied 1418 x 447, front_km 1418 x 447>`."""
    told: list[str] = []
    for name, value in zip(group._fields, group, strict=True):
        part = f"{name}{_size(value)}"
        if sum(map(len, told)) + len(part) > ROOM:
            told.append(f"and {len(group) - len(told)} more")
            break
        told.append(part)
    return f"<{type(group).__name__}: {', '.join(told)}>"


def _size(value: Any) -> str:
    """Return how large a value is, or the value where it is a number."""
    if hasattr(value, "shape"):
        return " " + " x ".join(map(str, value.shape)) if value.shape else f" {value:g}"
    if isinstance(value, int | float):
        return f" {value:g}"
    return f" {len(value)}" if isinstance(value, tuple) and not hasattr(value, "_fields") else ""

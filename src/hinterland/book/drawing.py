"""A small pen for SVG: elements with escaped text, paths of few bytes, round steps for axes, figures in words."""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

import numpy as np

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def element(tag: str, *inside: str, **attributes: object) -> str:
    """Return an element; an underscore in a name becomes a hyphen, `class_` is class, None and False are left out."""
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_short(value), quote=True)}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    body = "".join(inside)
    return f"<{tag}{told}>{body}</{tag}>" if body else f"<{tag}{told}/>"


def text(words: str, x: float, y: float, **attributes: object) -> str:
    """Return a line of text at a place."""
    return element("text", escape(words), x=x, y=y, **attributes)


def title(words: str) -> str:
    """Return what is shown on hover and read aloud."""
    return element("title", escape(words))


def _short(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def path(points: Iterable[Sequence[float]], closed: bool = False, grain: float = 1.0) -> str:
    """Return the `d` of a line through points, in steps from point to point so that it takes few bytes.

    Points are rounded to `grain`; points that fall together are drawn once.
    """
    at = np.rint(np.asarray(list(points), float) / grain).astype(int)
    if len(at) < 2:
        return ""
    steps = np.diff(at, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    if not len(steps):
        return ""
    first, moves = at[0] * grain, steps * grain
    told = f"M{_figure(first[0])} {_figure(first[1])}l" + " ".join(f"{_figure(x)} {_figure(y)}" for x, y in moves)
    return told.replace(" -", "-") + ("z" if closed else "")


def _figure(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def row_of_points(x: np.ndarray, y: np.ndarray) -> str:
    """Return the `d` of a line through the points that are numbers, broken where they are not."""
    good = np.isfinite(x) & np.isfinite(y)
    parts, start = [], None
    for k in range(len(good) + 1):
        if k < len(good) and good[k]:
            start = k if start is None else start
        elif start is not None:
            parts.append(path(zip(x[start:k], y[start:k], strict=True), grain=0.1))
            start = None
    return "".join(parts)


def steps(top: float, wanted: int = 4) -> list[float]:
    """Return round values from 0 up to at most `top`, about `wanted` of them above 0."""
    if not top > 0 or not math.isfinite(top):
        return [0.0]
    raw = top / wanted
    size = 10.0 ** math.floor(math.log10(raw))
    unit = next(m * size for m in (1, 2, 2.5, 5, 10) if m * size >= raw * 0.999)
    return [round(k * unit, 10) for k in range(int(top / unit + 1e-9) + 1)]


def number(value: float | None) -> str:
    """Return a figure as it is printed: three or four digits that mean something, thousands set apart."""
    if value is None or not math.isfinite(value):
        return "–"
    size = abs(value)
    if size >= 10_000:
        keep = 10 ** (len(str(int(size))) - 3)
        return f"{round(value / keep) * keep:,.0f}".replace(",", "\u202f")
    if size >= 1000:
        return f"{round(value, -1):,.0f}".replace(",", "\u202f")
    if size >= 20 or value == round(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if size >= 1 else f"{value:.2g}"


def day(when: date) -> str:
    """Return a date in words."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def month(when: date) -> str:
    """Return the month of a date in words."""
    return f"{MONTHS[when.month - 1]} {when.year}"


def span(first: date | None, last: date | None) -> str:
    """Return two dates in words, as one where they are the same day or month."""
    if first is None or last is None:
        return "open" if first is None and last is None else f"from {day(first)}" if first else f"to {day(last)}"  # type: ignore[arg-type]
    if first == last:
        return day(first)
    if first.day == 1 and (last - first).days in range(27, 31) and (first.year, first.month) == (last.year, last.month):
        return month(first)
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1][:3]} – {last.day} {MONTHS[last.month - 1][:3]} {last.year}"
    return f"{MONTHS[first.month - 1][:3]} {first.year} – {MONTHS[last.month - 1][:3]} {last.year}"

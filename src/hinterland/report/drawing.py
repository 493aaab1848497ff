"""Elements of SVG: escaped text, paths of few bytes, round steps, figures and dates in words."""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

import numpy as np

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
THIN = "\u202f"
"""The space that sets thousands apart."""
DASH = "\u2013"
"""The dash between two ends."""


def element(tag: str, *inside: str, **attributes: object) -> str:
    """Return an element; underscores in names become hyphens, `class_` is class, what is None is left out."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_short(value), quote=True)}"'
        for name, value in attributes.items()
        if value is not None
    )
    body = "".join(inside)
    return f"<{tag}{written}>{body}</{tag}>" if body else f"<{tag}{written}/>"


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
    pairs = (np.vstack((at[:1], steps)) * grain).tolist()
    first, *moves = (f"{_figure(x)} {_figure(y)}" for x, y in pairs)
    return f"M{first}l{' '.join(moves)}".replace(" -", "-") + ("z" if closed else "")


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
        return DASH
    size = abs(value)
    if size >= 10_000:
        keep = 10 ** (len(str(int(size))) - 3)
        return f"{round(value / keep) * keep:,.0f}".replace(",", THIN)
    if size >= 1000:
        return f"{round(value, -1):,.0f}".replace(",", THIN)
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
    """Return two dates in words, as one where they are the same day or the ends of a month."""
    if first is None or last is None:
        return f"from {day(first)}" if first else f"to {day(last)}" if last else "at any time"
    if first == last:
        return day(first)
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and last.day > 27:
        return month(first)
    a, b = MONTHS[first.month - 1][:3], MONTHS[last.month - 1][:3]
    if first.year == last.year:
        return f"{first.day} {a} {DASH} {last.day} {b} {last.year}"
    return f"{a} {first.year} {DASH} {b} {last.year}"


def between(low: float | None, best: float | None, high: float | None) -> str:
    """Return a figure with its bounds; a bound that stands alone is written as at least or at most."""
    bounds = f"{number(low)}{DASH}{number(high)}" if None not in (low, high) and low != high else ""
    if best is not None:
        return f"{number(best)} ({bounds})" if bounds else number(best)
    return bounds or (f"at least {number(low)}" if low is not None else f"at most {number(high)}")

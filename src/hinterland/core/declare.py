"""How anything in the house is declared: a NamedTuple whose defaults say what each number means.

A state array is a field made with `per`; a parameter is a field made with the function that says what its value rests
on: `measured`, `derived`, `bounded`, `directional` or `assumed`.
Numba reads NamedTuples natively, so the declaration is also the memory layout.
"""

import math
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.given import number
from hinterland.core.names import Names

Array = np.ndarray
f8, f4, i8, i4, i2, i1, u1 = (
    np.float64,
    np.float32,
    np.int64,
    np.int32,
    np.int16,
    np.int8,
    np.uint8,
)

WORD, PAGE = 8, 1 << 21
"""Bytes of a number, and of a large page of memory."""

SWITCH = "switch"
"""Unit of a parameter that is on (1) or off (0)."""


class Field(NamedTuple):
    """One state array: what each value belongs to, its type, its unit, its meaning, its first value.

    `daily` says that the array counts what happens today and starts each day at zero; `signed` that it may be negative.
    """

    place: str
    dtype: type
    unit: str
    doc: str
    daily: bool = False
    start: float = 0.0
    wide: int = 0
    signed: bool = False


class Span(NamedTuple):
    """A plausible range, and the scale on which it is even."""

    low: float
    high: float
    scale: str = "linear"


class Param(NamedTuple):
    """One parameter: its value, unit and range, its meaning, the ledger entries it rests on, and how it rests on them.

    `basis` is the name of the function that declares it. `formula` is what the value is derived from; `at_least` and
    `at_most` are what bounds it: formulas of claims, such as `R249 / R216`.
    """

    default: float
    unit: str
    span: Span
    doc: str
    cites: tuple[str, ...]
    basis: str = "assumed"
    formula: str = ""
    at_least: str = ""
    at_most: str = ""


def log(low: float, high: float) -> Span:
    """Return a range that is even in logarithms."""
    return Span(low, high, "log")


def per(
    place: str,
    dtype: type,
    unit: str,
    doc: str,
    *,
    daily: bool = False,
    start: float = 0.0,
    wide: int = 0,
    signed: bool = False,
) -> Any:
    """Declare a state array with one value per `place` (or a row of `wide` values)."""
    return Field(place, dtype, unit, doc, daily, start, wide, signed)


def measured(default: float, unit: str, span: tuple[Any, ...], doc: str, *claims: str) -> Any:
    """Declare a parameter whose value lies within the range of a cited claim, in a unit that can be converted."""
    return _param(default, unit, span, doc, claims, "measured")


def derived(default: float, unit: str, span: tuple[Any, ...], doc: str, formula: str, *cites: str) -> Any:
    """Declare a parameter whose value follows from claims by a formula, such as `R249 / R216`, but for rounding.

    The formula holds ids of claims, numbers, + - * / and brackets; a claim stands for its one figure in its own unit.
    From a claim of a range no value follows: it bounds one (see `bounded`).
    """
    return _param(default, unit, span, doc, (*_claims(formula), *cites), "derived", formula=formula)


def bounded(
    default: float, unit: str, span: tuple[Any, ...], doc: str, *cites: str, at_least: str = "", at_most: str = ""
) -> Any:
    """Declare a parameter that claims bound from below or above by a formula (see `derived`), and that is else assumed.

    `cites` names the assumption of the house. Raises `ValueError` where neither formula is given.
    """
    if not (at_least or at_most):
        raise ValueError(f"{doc!r} is bounded by nothing: give at_least or at_most")
    bounds = (*_claims(at_least), *_claims(at_most))
    return _param(default, unit, span, doc, (*bounds, *cites), "bounded", at_least=at_least, at_most=at_most)


def directional(default: float, unit: str, span: tuple[Any, ...], doc: str, *cites: str) -> Any:
    """Declare a parameter whose effect a claim states without its size; `cites` has claims and an assumption."""
    return _param(default, unit, span, doc, cites, "directional")


def assumed(default: float, unit: str, span: tuple[Any, ...], doc: str, *cites: str) -> Any:
    """Declare a parameter that rests on assumptions of the house alone."""
    return _param(default, unit, span, doc, cites, "assumed")


def switch(doc: str) -> Any:
    """Declare a parameter that lets a scenario leave a system out: 1 at work, 0 out of it; draws leave it alone."""
    return _param(1.0, SWITCH, (0, 1), doc, ("house-0100",), "switch")


BASES = ("measured", "derived", "bounded", "directional", "assumed", "switch")
"""How a parameter rests on the ledger, from the best supported to the least; a switch is no estimate."""
CLAIM = re.compile(r"[A-Z]+\d+[a-z]?")
"""The id of a claim within a formula."""


def _claims(formula: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(CLAIM.findall(formula)))


def _param(
    default: float, unit: str, span: tuple[Any, ...], doc: str, cites: tuple[str, ...], basis: str, **formulas: str
) -> Param:
    """Return a declaration; raise `ValueError` where nothing is cited or the default lies outside its own range."""
    span = Span(*span)
    if not cites:
        raise ValueError(f"{doc!r} cites nothing: name a claim, or enter the assumption in the ledger")
    if not span.low <= default <= span.high:
        raise ValueError(f"{doc!r}: {default} lies outside {span.low} to {span.high}")
    return Param(float(default), unit, span, doc, cites, basis, **formulas)


def specs(cls: type) -> dict[str, Any]:
    """Return the declarations of a `State` or `Parameters` class by name."""
    return dict(cls._field_defaults)  # type: ignore[attr-defined]


def allocate(*classes: type, sizes: Mapping[str, int]) -> list[Any]:
    """Make the arrays of state classes, each filled with its first value, and return an instance of each class.

    All lie in one piece of memory (see `memory_of`), those that are counted anew each day one after the other at its
    end, so that they are wiped in one go. It begins where a large page does: to find many small pages costs time.
    """
    asked = [(n, name, f) for n, cls in enumerate(classes) for name, f in specs(cls).items()]
    asked.sort(key=lambda one: (one[2].daily, one[2].place, one[2].wide, np.dtype(one[2].dtype).itemsize))
    shapes = [(sizes[f.place], f.wide) if f.wide else (sizes[f.place],) for _, _, f in asked]
    parts = [math.prod(shape) * np.dtype(f.dtype).itemsize for shape, (_, _, f) in zip(shapes, asked, strict=True)]
    starts = np.cumsum([0, *(part + -part % WORD for part in parts)])
    memory = np.empty(int(starts[-1]) + PAGE, np.uint8)
    first = -memory.ctypes.data % PAGE
    made: dict[tuple[int, str], Array] = {}
    for (n, name, f), shape, part, start in zip(asked, shapes, parts, starts[:-1] + first, strict=True):
        values = memory[start : start + part].view(f.dtype).reshape(shape)
        values[:] = f.start
        made[n, name] = values
    return [cls(*(made[n, name] for name in specs(cls))) for n, cls in enumerate(classes)]


def memory_of(values: Array) -> tuple[Array, int]:
    """Return all the memory in which a state array lies, and where in it the array begins.

    The memory is read, and the place counted, as float64; for an array of uint8 the place is counted in bytes.
    """
    owner = values.base
    assert owner is not None
    first = -owner.ctypes.data % WORD
    memory = owner[first : first + (owner.size - first) // WORD * WORD].view(f8)
    return memory, (values.ctypes.data - memory.ctypes.data) // values.itemsize


def choose(cls: type, given: Mapping[str, float], prefix: str = "") -> Any:
    """Make the numbers of a `Parameters` class from its defaults and the given changes.

    Raises `Fault` for a name that the class does not declare or a value outside the declared range.
    """
    known = specs(cls)
    names = Names("parameter", [prefix + name for name in known])
    chosen = {name: p.default for name, p in known.items()}
    for name, value in given.items():
        if name not in known:
            raise names.unknown(prefix + name)
        span, figure = known[name].span, number(value, prefix + name)
        if not span.low <= figure <= span.high:
            raise Fault(
                None,
                0,
                f"{prefix}{name} = {figure:g} lies outside its range",
                f"give a value from {span.low:g} to {span.high:g} {known[name].unit}",
            )
        chosen[name] = figure
    return cls(*chosen.values())

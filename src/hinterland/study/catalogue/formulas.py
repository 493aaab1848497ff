"""Formulas of claims that parameters rest on: each can be worked out, is in the unit of its value, and holds it."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from hinterland.core.fault import Fault
from hinterland.engine import catalogue
from hinterland.engine.day import SCHEDULE
from hinterland.engine.origins import declaration
from hinterland.evidence.formula import Range, check_unit, evaluate
from hinterland.evidence.model import Claim

SLACK = 0.05
"""How far a value may lie outside what its claims allow: the rounding of a figure such as 0.09."""


def holds(ends: Range, value: float) -> bool:
    """Return whether a range holds a value, but for rounding."""
    slack = SLACK * abs(value)
    return ends[0] - slack <= value <= ends[1] + slack


def allowed(parameter: Mapping[str, Any], claims: Mapping[str, Claim]) -> Range:
    """Return the least and the greatest value that the formulas of a parameter allow; without any, every value.

    What a value is derived from gives one value: a claim of a range bounds a value, and nothing follows from it. Raises
    `Fault` for a formula that cannot be worked out, that is in another unit, that bounds nothing, or that gives a range
    where one value is derived.
    """
    low, high = -math.inf, math.inf
    needed: list[float] = []
    if parameter["formula"]:
        low, high = evaluate(parameter["formula"], claims)
        if low != high:
            message = f"{parameter['formula']!r} gives {low:g} to {high:g}, from which no value follows"
            raise Fault(None, 0, message, "name claims of one figure, or declare the parameter as bounded")
        needed += [low, high]
    if parameter["at_least"]:
        low = evaluate(parameter["at_least"], claims)[0]
        needed.append(low)
    if parameter["at_most"]:
        high = evaluate(parameter["at_most"], claims)[1]
        needed.append(high)
    if not all(map(math.isfinite, needed)):
        raise Fault(None, 0, f"the claims give {low:g} to {high:g}, no bound", "name claims with figures")
    for formula in filter(None, (parameter[name] for name in ("formula", "at_least", "at_most"))):
        check_unit(formula, claims, parameter["unit"])
    return low, high


def check_formulas(claims: Mapping[str, Claim], parameters: Iterable[Mapping[str, Any]] | None = None) -> list[Fault]:
    """Return what is wrong with the formulas of parameters (of all, without any given), with file and line."""
    found = []
    for one in catalogue.parameters() if parameters is None else parameters:
        try:
            low, high = allowed(one, claims)
        except Fault as fault:
            found.append(_declared(one["name"], f"{one['name']}: {fault.message}", fault.remedy))
            continue
        if not holds((low, high), one["default"]):
            message = f"{one['name']} = {one['default']:g}, and its claims allow {low:g} to {high:g}"
            found.append(_declared(one["name"], message, "change the value or the formula"))
    return found


def _declared(name: str, message: str, remedy: str) -> Fault:
    """Return a fault that stands where a parameter is declared."""
    at = declaration(SCHEDULE, name)
    return Fault(at.path if at else None, at.line if at else 0, message, remedy)

"""Formulas of claims, such as `R249 / R216`: the range of figures that they allow, and the unit of what they give."""

import ast
import math
from collections import Counter
from collections.abc import Mapping

from hinterland.core import formula as formulas
from hinterland.core.fault import Fault
from hinterland.evidence.model import Claim
from hinterland.evidence.units import unit_of

Range = tuple[float, float]
Parts = dict[str, int]
"""A unit as the powers of what it is made of: village/person is {"village": 1, "person": -1}."""
PURE = ("1", "ratio", "percent")


def figures_of(claim: Claim) -> Range:
    """Return the range of a claim in its own unit: low to high; best alone is a range of one figure.

    A claim of "more than" or "up to" has no end on the other side. Raises `Fault` for a claim without a figure.
    """
    if claim.low is None and claim.high is None:
        if claim.best is None:
            raise Fault(None, 0, f"claim {claim.id} has no figure", "name a claim with one")
        return claim.best, claim.best
    return (-math.inf if claim.low is None else claim.low), (math.inf if claim.high is None else claim.high)


def evaluate(formula: str, claims: Mapping[str, Claim]) -> Range:
    """Return the least and the greatest value that a formula of claims allows.

    `claims` are by id. The formula holds ids, numbers, + - * / and brackets. Raises `Fault` for anything else.
    """

    def named(name: str) -> Range:
        if name not in claims:
            raise Fault(None, 0, f"no claim is called {name!r}", "name a claim of the ledger")
        return figures_of(claims[name])

    return formulas.evaluate(formula, lambda number: (number, number), named, _ends, "claims")


def _ends(apply: formulas.Operator, left: Range, right: Range) -> Range:
    """Return the least and the greatest value of an operator on two ranges."""
    ends = [apply(a, b) for a in left for b in right]
    return min(ends), max(ends)


def check_unit(formula: str, claims: Mapping[str, Claim], unit: str) -> None:
    """Raise `Fault` for a formula that adds unlike units, or that gives another unit than `unit`.

    What a formula gives is in the unit of its claims: of trains over locomotives, train/locomotive, which is no pure
    number. A mean number of people for each detachment may be counted in persons. A number that stands in a formula
    may be of any unit, so that what it multiplies or divides is of any unit too.
    """
    found = _unit(ast.parse(formula, mode="eval").body, claims)
    if found is None:
        return
    wanted = parts_of(unit)
    over = {name: power for name, power in found.items() if power > 0}
    if found != wanted and not (over and over == wanted):
        message = f"{formula!r} is in {_written(found)}, and its parameter in {unit}"
        raise Fault(None, 0, message, "cite claims whose units give that of the parameter, or change its unit")


def parts_of(unit: str) -> Parts:
    """Return what a unit is made of; of a pure number, nothing."""
    over, *under = unit.split("/")
    parts = Counter({unit_of(over).thing: 1})
    for one in under:
        parts[unit_of(one).thing] -= 1
    return {name: power for name, power in parts.items() if power and name not in PURE}


def _unit(node: ast.expr, claims: Mapping[str, Claim]) -> Parts | None:
    """Return the unit of a part of a formula, None where a number leaves it open.

    Raises `Fault` where numbers of two units are added.
    """
    if isinstance(node, ast.Name) and node.id in claims:
        return parts_of(claims[node.id].unit)
    if not isinstance(node, ast.BinOp):
        return None
    left, right = _unit(node.left, claims), _unit(node.right, claims)
    if left is None or right is None:
        return None
    if isinstance(node.op, ast.Add | ast.Sub):
        if left != right:
            message = f"{ast.unparse(node)!r} adds {_written(left)} and {_written(right)}"
            raise Fault(None, 0, message, "add what has one unit")
        return left
    sign = -1 if isinstance(node.op, ast.Div) else 1
    powers = {name: left.get(name, 0) + sign * right.get(name, 0) for name in left | right}
    return {name: power for name, power in powers.items() if power}


def _written(parts: Parts) -> str:
    over = [name for name, power in parts.items() if power > 0]
    under = [name for name, power in parts.items() if power < 0]
    return "/".join((" ".join(over) or "1", *under))

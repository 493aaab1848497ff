"""Formulas of claims, such as `R249 / R216`: the range of figures that they allow."""

import ast
import math
import operator
from collections.abc import Callable, Mapping

from hinterland.core.fault import Fault
from hinterland.evidence.model import Claim

Range = tuple[float, float]
_OPERATORS: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


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
    try:
        return _value(ast.parse(formula, mode="eval").body, claims)
    except (SyntaxError, ZeroDivisionError) as broken:
        raise Fault(None, 0, f"the formula {formula!r} cannot be worked out", f"mend it: {broken}") from None


def _value(node: ast.expr, claims: Mapping[str, Claim]) -> Range:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value), float(node.value)
    if isinstance(node, ast.Name):
        if node.id not in claims:
            raise Fault(None, 0, f"no claim is called {node.id!r}", "name a claim of the ledger")
        return figures_of(claims[node.id])
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        apply = _OPERATORS[type(node.op)]
        ends = [apply(a, b) for a in _value(node.left, claims) for b in _value(node.right, claims)]
        return min(ends), max(ends)
    raise Fault(
        None, 0, f"{ast.unparse(node)!r} cannot stand in a formula", "use claims, numbers, + - * / and brackets"
    )

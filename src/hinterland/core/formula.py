"""Formulas that users and tables write: names, numbers, + - * / and brackets, and what each kind of name stands for."""

import ast
import operator
from collections.abc import Callable
from typing import TypeVar

from hinterland.core.fault import Fault

Value = TypeVar("Value")
Operator = Callable[[float, float], float]
ALLOWED = "use {}, numbers, + - * / and brackets"
_OPERATORS: dict[type, Operator] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate(
    formula: str,
    number: Callable[[float], Value],
    named: Callable[[str], Value],
    combine: Callable[[Operator, Value, Value], Value],
    names: str,
) -> Value:
    """Return the value of a formula.

    `number` and `named` give the value of a number and of a name, which may hold one dot, and `combine` applies an
    operator to two values; `names` says in words what may be named. Raises `Fault` for a formula that holds anything
    else, for one that divides by zero, and for one that is nested too deeply.
    """

    def value(node: ast.expr) -> Value:
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            return combine(_OPERATORS[type(node.op)], value(node.left), value(node.right))
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            return number(float(node.value))
        if isinstance(node, ast.Name) or (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
            return named(ast.unparse(node))
        raise Fault(None, 0, f"{ast.unparse(node)!r} cannot stand in a formula", ALLOWED.format(names))

    try:
        return value(ast.parse(formula, mode="eval").body)
    except Fault:
        raise
    except (SyntaxError, ZeroDivisionError, RecursionError, ValueError) as broken:
        raise Fault(None, 0, f"the formula {formula!r} cannot be worked out", f"mend it: {broken}") from None

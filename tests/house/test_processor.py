"""On the way to a run's bits stands nothing whose last digit depends on the processor or on the version of Python."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "hinterland"
FOLDERS = ("core", "theatre", "war", "engine")
LIBRARY = {
    "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logaddexp", "pow", "power", "float_power", "cbrt",
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "atan2", "asinh", "acosh", "atanh",
    "arcsin", "arccos", "arctan", "arctan2", "arcsinh", "arccosh", "arctanh", "hypot", "dist", "erf", "erfc", "gamma",
    "lgamma", "sinc", "fma", "sumprod", "interp", "std", "var", "ldexp", "frexp", "fmod",
}  # fmt: skip
"""Functions of `math` and numpy of which processors have versions of their own, or which may fuse steps."""
PRODUCTS = {"dot", "vdot", "inner", "matmul", "tensordot", "einsum", "linalg", "multi_dot"}
"""What numpy leaves to a library of linear algebra, which adds in an order of its own."""
UNORDERED = {"argpartition", "argsort", "sort_values"}
"""What leaves the order of equal things to the processor, unless it is told to keep theirs."""
SUMS = {
    "engine/compile_ahead.py": "counts files",
    "engine/parameters.py": "counts parameters",
    "engine/watch.py": "checks a run, and none of it is kept",
    "engine/world.py": "counts bytes",
}
"""Files that add up by `sum`: since Python 3.12 it adds up floats otherwise than before. `math.fsum` is exact."""
FILES = [path for folder in FOLDERS for path in sorted((SRC / folder).rglob("*.py"))]


def constant(node: ast.expr) -> bool:
    """Return whether an expression is a number as it is written."""
    return isinstance(node.operand if isinstance(node, ast.UnaryOp) else node, ast.Constant)


def unsteady(text: str, sums: bool = False) -> list[str]:
    """Return what in a piece of code may give other bits elsewhere, with its line."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow):
            if isinstance(node, ast.AugAssign) or not (constant(node.left) and constant(node.right)):
                found.append((node.lineno, ast.unparse(node)))
        elif isinstance(node, ast.ImportFrom) and node.module in ("math", "numpy"):
            found += [(node.lineno, one.name) for one in node.names if one.name in LIBRARY | PRODUCTS]
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("math", "np", "numpy"):
            found += [(node.lineno, ast.unparse(node))] if node.attr in LIBRARY | PRODUCTS else []
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.MatMult):
            found.append((node.lineno, ast.unparse(node)))
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            kept = any(one.arg == "kind" and ast.unparse(one.value) == "'stable'" for one in node.keywords)
            if (name in UNORDERED and not kept) or ast.unparse(node.func) == "pow":
                found.append((node.lineno, ast.unparse(node)))
            if ast.unparse(node.func) == "sum" and not sums:
                found.append((node.lineno, ast.unparse(node)))
    return [f"{line}: {what}" for line, what in sorted(found)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
def test_that_a_file_asks_nothing_of_the_processor(path):
    assert unsteady(path.read_text(encoding="utf-8"), str(path.relative_to(SRC)) in SUMS) == []


def test_that_every_file_that_is_let_through_adds_up():
    assert [name for name in SUMS if "sum(" not in (SRC / name).read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    "text",
    [
        "a = math.exp(b)",
        "a = np.tanh(b)",
        "from math import log",
        "a = b**2",
        "a = 2.0**b",
        "a **= 2",
        "a = pow(b, c)",
        "a = sum(b)",
        "a = np.interp(b, c, d)",
        "a = np.argsort(b)",
        "a = b.argpartition(3)",
        "f = np.sin",
        "a = b @ c",
        "a @= b",
        "a = np.einsum('ij->i', b)",
        "a = np.linalg.solve(b, c)",
    ],
)
def test_that_what_depends_on_the_processor_would_be_found(text):
    assert len(unsteady(text)) == 1


def test_that_what_is_the_same_everywhere_is_let_through():
    text = (
        "a = 2.0**-1022 + math.sqrt(b) + math.fsum(c) + np.argsort(b, kind='stable') + d.sum() + exp(b) + math.floor(e)"
    )
    assert unsteady(text) == []

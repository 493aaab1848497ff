"""No number of the model hides in a kernel: all are parameters, or constants of nature, of the calendar or of units."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "hinterland"
ALGORITHMS = {"chance.py", "flow.py", "units.py"}
"""Files of `core` whose numbers belong to an algorithm (a hash, a search) or are the constants themselves."""
CORE = [
    path
    for path in sorted((SRC / "core").glob("*.py"))
    if "import kernel" in path.read_text(encoding="utf-8") and path.name not in ALGORITHMS
]
FILES = [*sorted((SRC / "war").rglob("*.py")), *CORE]
FREE = {0, 1, 2, 0.5}
EACH = pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))


def hidden(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the numbers of a piece of code that nothing declares; dates are of the calendar."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "date":
        return
    if isinstance(node, ast.Constant) and type(node.value) in (int, float) and abs(node.value) not in FREE:
        yield node
    for child in ast.iter_child_nodes(node):
        yield from hidden(child)


def counts_up(value: ast.expr) -> bool:
    """Return whether constants number things from 0: `A, B, C = 0, 1, 2` or `range(5)`."""
    if isinstance(value, ast.Call):
        return ast.unparse(value.func) == "range"
    numbers = [part.value for part in getattr(value, "elts", []) if isinstance(part, ast.Constant)]
    return numbers == list(range(len(numbers))) and len(numbers) > 1


@EACH
def test_that_a_kernel_holds_no_undeclared_number(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    found = {(one.lineno, one.value) for function in functions for one in hidden(function)}
    assert sorted(found) == []


@EACH
def test_that_a_named_constant_only_numbers_things(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = [node for node in tree.body if isinstance(node, ast.Assign) and not counts_up(node.value)]
    found = {(one.lineno, one.value) for node in constants for one in hidden(node.value)}
    assert sorted(found) == []


def test_that_a_hidden_number_would_be_found():
    def found(text: str) -> list[float]:
        return [one.value for one in hidden(ast.parse(text))]

    assert found("chance = 0.3 * u + 2.0 * (1.0 - v) - 40") == [0.3, 40]
    assert found("END = day_of(date(1941, 12, 31))") == []
    assert not counts_up(ast.parse("A, B = 0.0, 0.3").body[0].value)

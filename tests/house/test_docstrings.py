"""What a function refuses stands in its docstring."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "hinterland"
SOURCES = [path for path in sorted(SRC.rglob("*.py")) if path.parent.name != "cli"]
"""In `cli` a docstring is the help of a command, which says what it does when all goes well."""
SAID = re.compile(r"\braise[sd]?\b|\brefuse[sd]?\b|\bfaults?\b", re.IGNORECASE)
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(code: ast.AST) -> Iterator[Function]:
    """Yield every function of a program that has a docstring."""
    return (f for f in ast.walk(code) if isinstance(f, Function) and ast.get_docstring(f))


def raises(function: Function) -> bool:
    """Whether the body of a function raises an error of its own; what functions inside it do is theirs."""
    left: list[ast.AST] = list(function.body)
    while left:
        part = left.pop()
        if isinstance(part, ast.Raise) and part.exc is not None:
            return True
        if not isinstance(part, SCOPES):
            left.extend(ast.iter_child_nodes(part))
    return False


def silent(code: ast.AST) -> list[str]:
    """Return the functions that raise an error of which their docstring has no word."""
    return [f.name for f in functions(code) if raises(f) and not SAID.search(ast.get_docstring(f) or "")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(SRC)))
def test_that_a_function_that_raises_an_error_says_so(path: Path) -> None:
    assert silent(ast.parse(path.read_text(encoding="utf-8"))) == []


def test_that_a_function_that_does_not_say_so_is_found() -> None:
    code = '''
def inner(x):
    """Return x."""
    def of(y):
        raise ValueError(y)
    return of(x)
def plain(x):
    """Return x, which is not 0."""
    if not x:
        raise ValueError(x)
def said(x):
    """Return x; raise `ValueError` for 0."""
    raise ValueError(x)
def again(x):
    """Return x, whatever happens on the way."""
    try:
        return x
    except OSError:
        raise
'''
    assert silent(ast.parse(code)) == ["plain"]

"""Every random number decides one thing, and people are rounded by one unbiased law."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "hinterland"
FILES = sorted((SRC / "war").rglob("*.py"))
EACH = pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))
MATHS = {"math.floor", "math.ceil", "round", "np.floor", "np.round", "math.trunc"}


def functions(text: str) -> list[ast.FunctionDef]:
    """Return the functions of a file."""
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]


def draws(node: ast.AST) -> list[ast.Call]:
    """Return the calls of `uniform` in a piece of code."""
    return [one for one in ast.walk(node) if isinstance(one, ast.Call) and ast.unparse(one.func) == "uniform"]


CHOSEN = {"draw_whole", "draw_count", "draw_one_of", "draw_within_reach"}
"""Functions that make people, things or a place of a random number."""


def rounding(node: ast.AST) -> bool:
    """Return whether a piece of code draws people, things or a place: what comes of it is no random number."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) in CHOSEN


def random_parts(node: ast.AST) -> list[ast.Call]:
    """Return the calls of `uniform` whose number is in the value of an expression, but for those that round it."""
    if rounding(node):
        return []
    own = [node] if isinstance(node, ast.Call) and ast.unparse(node.func) == "uniform" else []
    return own + [one for child in ast.iter_child_nodes(node) for one in random_parts(child)]


def used_twice(function: ast.FunctionDef) -> list[str]:
    """Return the names of random numbers of a function that decide two things.

    A number may be compared with several limits that part one choice; otherwise it is used once.
    """
    names = {one.arg for one in function.args.args if one.arg in ("u", "v")}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and random_parts(node.value):
            targets = node.targets[0]
            names |= {one.id for one in ast.walk(targets) if isinstance(one, ast.Name)}
    compared = {
        id(name)
        for node in ast.walk(function)
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        for name in [side]
        if isinstance(name, ast.Name)
    }
    loads = [one for one in ast.walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)]
    spent = Counter(one.id for one in loads if one.id in names and id(one) not in compared)
    limits = Counter(one.id for one in loads if one.id in names and id(one) in compared)
    return [name for name in names if spent[name] > 1 or (spent[name] and limits[name])]


@EACH
def test_that_no_draw_is_written_twice(path):
    calls = Counter(ast.unparse(one) for one in draws(ast.parse(path.read_text(encoding="utf-8"))))
    assert {call: n for call, n in calls.items() if n > 1} == {}


@EACH
def test_that_no_random_number_decides_two_things(path):
    found = {f.name: twice for f in functions(path.read_text(encoding="utf-8")) if (twice := used_twice(f))}
    assert found == {}


@EACH
def test_that_draws_of_one_unit_are_numbered_and_not_shifted(path):
    """The unit of a draw is an identity: a row or a key, without sums and products of it; `n` tells draws apart."""
    sums = [
        ast.unparse(one)
        for one in draws(ast.parse(path.read_text(encoding="utf-8")))
        if not isinstance(one.args[2], (ast.Name, ast.Subscript, ast.Attribute, ast.Constant))
    ]
    assert sums == []


@EACH
def test_that_whole_numbers_are_drawn_and_never_cut_off(path):
    text = path.read_text(encoding="utf-8")
    cut = [
        f"{one.lineno}: {ast.unparse(one)}"
        for one in ast.walk(ast.parse(text))
        if isinstance(one, ast.Call)
        and (
            ast.unparse(one.func) in MATHS
            or (ast.unparse(one.func) == "int" and not ast.unparse(one.args[0]).startswith("draw_count("))
        )
    ]
    assert cut == []
    assert re.findall(r"% 1\b", text) == []


def test_that_a_number_used_twice_would_be_found():
    def found(body: str) -> list[str]:
        lines = "\n    ".join(["u = uniform(today, A, i)", *body.splitlines()])
        return used_twice(functions(f"def step(today, i):\n    {lines}")[0])

    assert found("a = draw_count(3 * u, u)") == ["u"]
    assert found("if u < p:\n    a = 2 * u") == ["u"]
    assert found("if u < p:\n    a = 1\nelif u < p + q:\n    a = 2") == []
    assert found("a = draw_count(3, u)") == []
    assert found("a = draw_count(3, uniform(today, B, i))\nb = a\nc = a") == []
    assert found("a = 3 * uniform(today, B, i)\nb = a\nc = a") == ["a"]

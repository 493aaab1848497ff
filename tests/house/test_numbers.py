"""No number of the model hides in its code: all are parameters, or constants of nature, of the calendar or of units."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from hinterland.engine.day import SCHEDULE

SRC = Path(__file__).parents[2] / "src" / "hinterland"
NO_MODEL = {
    "core/chance.py": "constants of a hash",
    "core/elementary.py": "constants of mathematics",
    "core/flow.py": "constants of a search",
    "core/units.py": "the constants themselves",
    "core/trigonometry.py": "constants of mathematics",
    "core/fault.py": "how long a message is",
    "core/names.py": "how like a misspelled name must be to be offered",
    "core/notebook.py": "how long a line of a notebook is",
    "core/given.py": "how long a quoted text is",
    "core/cache.py": "names and rights of files",
    "core/calendar.py": "forms in which dates are written",
    "core/declare.py": "sizes of memory",
    "core/group.py": "sizes of memory",
    "core/journal.py": "numbers of the kinds of event",
    "engine/aggregate.py": "layout of memory",
    "engine/begin.py": "room in tables, which the watch looks after",
    "engine/dataset.py": "limits of a format",
    "engine/origins.py": "where files lie",
    "engine/daily_figures.py": "where warnings point",
    "engine/result.py": "where warnings point",
    "engine/sparse_record.py": "sizes of memory",
    "engine/watch.py": "how exactly sums are checked",
    "engine/observed/quantity.py": "percent",
    "theatre/check.py": "how far tables may be off before the check fails",
    "theatre/check_history.py": "how far tables may be off before the check fails",
    "theatre/drawn.py": "how far ground that a user draws may differ from its cells without a word",
    "theatre/places.py": "how near two places of one name are one, when a user names them",
    "theatre/polygons.py": "forms in which ground is drawn",
    "theatre/shapes.py": "forms in which ground is drawn",
}
"""Files that hold nothing of the war, and what their numbers are."""
NAMED = {
    "core/spelling.py": {"ASCII": "the size of a code of letters"},
    "engine/victims.py": {"SHORTEST": "calendar"},
    "theatre/bridges.py": {"OFF_KM": "a check of the table: lines bend", "(POINTS, FIGURES)": "how a table is read"},
    "theatre/daylight.py": dict.fromkeys(("YEAR", "RISE", "DEGREES_PER_HOUR", "(SUN_MEAN, SUN)"), "astronomy"),
    "theatre/decisions.py": {"LEVELS": "limits of a table", "EVENTS": "limits of a table"},
    "theatre/foreign_countries.py": {"YEARS": "calendar"},
    "theatre/front.py": {
        "NO_FRONT_KM": "stands for no distance",
        "MOVED": "how exactly distances are kept",
        "BLOCK": "size of a piece of work",
        "CELL_TOLERANCE": "rounding of a table",
        "FINEST": "grids",
    },
    "theatre/ground.py": {"MIDDLE": "a grid", "RESOLUTIONS": "grids", "ROUNDING": "a check of the table"},
    "theatre/nearby.py": {"DISTRICT": "the grid of districts, to which `ring_km` belongs"},
    "theatre/persecution.py": {"NEVER": "stands for no day"},
    "theatre/persecution_people.py": {"ROUNDS": "steps of a search", "HALVINGS": "steps of a search"},
    "theatre/persecution_tables.py": {"YEARS": "calendar"},
    "theatre/railheads.py": {"NOTHING": "keeps a sum from being 0", "DIGITS": "rounding"},
    "theatre/railway.py": {"STEP_KM": "how closely a line is looked at", "UNIT_KM": "a unit", "REICH": "a place",
                           "BLOCK": "size of a piece of work"},
    "theatre/sphere.py": {"EARTH_KM": "the earth"},
    "theatre/weather.py": {"SOUTH": "the latitude for which days are declared"},
    "theatre/forcing_series.py": {"RAILHEADS": "room in a table"},
    "core/origin.py": {"ORIGINS": "a count"},
    "core/once.py": {"KEPT": "room in memory"},
}  # fmt: skip
"""Constants with a name that are no assumptions about the war, and what they are."""
FILES = [
    path
    for folder in ("core", "theatre", "war", "engine")
    for path in sorted((SRC / folder).rglob("*.py"))
    if str(path.relative_to(SRC)) not in NO_MODEL
]
FREE = {0, 1, 2, 0.5}
LIMITS = ("number", "numbers", "date")
"""Calls whose numbers are the limits of a table, or a day of the calendar."""
EACH = pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SRC)))


def hidden(node: ast.AST) -> Iterator[ast.Constant]:
    """Yield the numbers of a piece of code that nothing declares; dates are of the calendar."""
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in LIMITS:
        return
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "limits":
        return
    if isinstance(node, ast.Constant) and type(node.value) in (int, float) and abs(node.value) not in FREE:
        yield node
    for child in ast.iter_child_nodes(node):
        yield from hidden(child)


def counts_up(value: ast.expr) -> bool:
    """Return whether constants number things one after the other: `A, B, C = 0, 1, 2`, `range(5)`, `range(8, 17)`."""
    if isinstance(value, ast.Call):
        return ast.unparse(value.func) == "range"
    numbers = [part.value for part in getattr(value, "elts", []) if isinstance(part, ast.Constant)]
    return numbers == list(range(len(numbers))) and len(numbers) > 1


def name_of(node: ast.Assign | ast.AnnAssign) -> str:
    """Return the name of a constant, or the names in brackets."""
    return ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)


@EACH
def test_that_a_function_holds_no_undeclared_number(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    found = {(one.lineno, one.value) for function in functions for one in hidden(function)}
    assert sorted(found) == []


@EACH
def test_that_a_named_constant_only_numbers_things_or_is_no_assumption(path):
    tree, known = ast.parse(path.read_text(encoding="utf-8")), NAMED.get(str(path.relative_to(SRC)), {})
    constants = [node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    constants = [node for node in constants if not counts_up(node.value)]
    wanted = [node for node in constants if name_of(node) not in known]
    found = {(one.lineno, one.value) for node in wanted for one in hidden(node.value)}
    assert sorted(found) == []


@pytest.mark.parametrize("file", NAMED)
def test_that_every_constant_that_is_let_through_is_there(file):
    tree = ast.parse((SRC / file).read_text(encoding="utf-8"))
    there = {name_of(node) for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign)}
    assert set(NAMED[file]) <= there


def test_that_every_file_that_is_let_through_is_there():
    assert [name for name in NO_MODEL if not (SRC / name).is_file()] == []


def test_that_a_hidden_number_would_be_found():
    def found(text: str) -> list[float]:
        return [one.value for one in hidden(ast.parse(text))]

    assert found("chance = 0.3 * u + 2.0 * (1.0 - v) - 40") == [0.3, 40]
    assert found("END = day_of(date(1941, 12, 31))") == []
    assert found("men = 12 if group else line.number('men', 1, 20_000)") == [12]
    assert not counts_up(ast.parse("A, B = 0.0, 0.3").body[0].value)


POOLS = {"supply.moscow_rifles", "supply.moscow_explosive", "population.red_army"}
"""Stocks outside the theatre that never run dry: they keep the books, and nothing depends on how large they are."""


def test_that_no_array_begins_with_a_number_of_the_model():
    starts = {
        f"{name}.{field}": spec.start
        for name, state in SCHEDULE.states.items()
        for field, spec in state._field_defaults.items()
    }
    assert {name for name, start in starts.items() if start not in (0.0, 1.0, -1.0, 0.5)} == POOLS

"""What a kernel reads and writes, found in its source and in that of the kernels that it calls."""

import ast
import inspect
import linecache
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.chance import STREAMS
from hinterland.engine.schedule import Schedule, Step

ITSELF = ""
"""Stands for a parameter that is an array or a number and no group."""


class Access(NamedTuple):
    """For each parameter of a function, the names of the fields that it reads, that it writes, and that it adds to."""

    reads: dict[str, frozenset[str]]
    writes: dict[str, frozenset[str]]
    adds: dict[str, frozenset[str]]


@cache
def access(fn: Callable[..., Any]) -> Access:
    """Return what a function reads and writes of its parameters, through the kernels that it calls.

    A write is an assignment to an element, as in `rail.rails_destroyed[s] += 1.0`, which also reads where it adds.
    """
    nodes = nodes_of(fn)
    names = list(inspect.signature(fn).parameters)
    reads: dict[str, set[str]] = {name: set() for name in names}
    writes: dict[str, set[str]] = {name: set() for name in names}
    adds: dict[str, set[str]] = {name: set() for name in names}
    changed = [node for node in nodes if isinstance(node, ast.AugAssign)]
    added_to = {id(node.target) for node in changed}
    assigned = [node for node in nodes if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)]
    only_written = {id(node.value) for node in assigned if id(node) not in added_to}
    for target in assigned:
        _add(writes, target.value)
    for one in changed:
        if isinstance(one.op, ast.Add) and isinstance(one.target, ast.Subscript):
            _add(adds, one.target.value)
    for node in nodes:
        if isinstance(node, ast.Call):
            _through(fn, node, (reads, writes, adds))
        elif isinstance(node, ast.Subscript) and id(node.value) not in only_written:
            _add(reads, node.value)
        elif isinstance(node, ast.Attribute) and id(node) not in only_written:
            _add(reads, node)
    return Access(*({name: frozenset(fields) for name, fields in part.items()} for part in (reads, writes, adds)))


def _path(node: ast.AST, known: dict[str, set[str]]) -> tuple[str, str] | None:
    """Return the parameter and the field that an expression names, None where it names neither."""
    if isinstance(node, ast.Name) and node.id in known:
        return node.id, ITSELF
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
        return node.value.id, node.attr
    return None


def _add(found: dict[str, set[str]], node: ast.AST) -> None:
    if (path := _path(node, found)) is not None:
        found[path[0]].add(path[1])


def _through(fn: Callable[..., Any], call: ast.Call, own: tuple[dict[str, set[str]], ...]) -> None:
    """Add to what a function reads, writes and adds to of its parameters what a kernel that it calls does."""
    if (inner := _called(fn, call)) is None:
        return
    theirs = access(inner)
    passed = [ast.unparse(handed) for handed in call.args]
    for handed, name in zip(call.args, theirs.reads, strict=False):
        for part, mine in zip(theirs, own, strict=True):
            if mine is own[-1] and passed.count(ast.unparse(handed)) > 1:
                continue  # what is both the source and the target of a move is not raised by it
            if isinstance(handed, ast.Name) and handed.id in mine:
                mine[handed.id] |= part[name]
            elif ITSELF in part[name]:
                _add(mine, handed)


@cache
def calls(fn: Callable[..., Any]) -> tuple[Callable[..., Any], ...]:
    """Return a function and the kernels that it calls, through those that they call."""
    found: dict[Callable[..., Any], None] = {}
    waiting = [fn]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += (inner for node in nodes_of(one) if (inner := _called(one, node)) is not None)
    return tuple(found)


@cache
def nodes_of(fn: Callable[..., Any]) -> tuple[ast.AST, ...]:
    """Return every node of the source of a function."""
    code = inspect.unwrap(fn).__code__
    source = "".join(linecache.getlines(code.co_filename))
    return tuple(ast.walk(_functions(source)[code.co_firstlineno]))


@cache
def _functions(source: str) -> dict[int, ast.FunctionDef]:
    """Return the functions of a file by the line on which each begins, with its decorators."""
    found = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    return {min([node.lineno, *(one.lineno for one in node.decorator_list)]): node for node in found}


def _called(fn: Callable[..., Any], node: ast.AST) -> Callable[..., Any] | None:
    """Return the Python of the kernel that an expression of a function calls, None where it calls none."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    return getattr(inspect.unwrap(fn).__globals__.get(node.func.id), "py_func", None)


def streams(fn: Callable[..., Any]) -> list[str]:
    """Return the names of the sources of chance that a function draws from, through the kernels that it calls."""
    known = {name for inner in calls(fn) for name in _streams_named(inner)}
    return sorted(known)


def _streams_named(fn: Callable[..., Any]) -> Iterator[str]:
    for node in nodes_of(fn):
        number = inspect.unwrap(fn).__globals__.get(node.id) if isinstance(node, ast.Name) else None
        if isinstance(number, np.int64) and int(number) in STREAMS:
            yield STREAMS[int(number)][0]


def touched(step: Step) -> tuple[list[str], list[str]]:
    """Return the full names of what a step reads and writes, `group.field`, each in order of the alphabet."""
    found = access(step.kernel.py_func)
    return _full_names(step, found.reads), _full_names(step, found.writes)


def added_to(step: Step) -> list[str]:
    """Return the full names of the arrays of which a step raises elements, in order of the alphabet."""
    return _full_names(step, access(step.kernel.py_func).adds)


def _full_names(step: Step, part: dict[str, frozenset[str]]) -> list[str]:
    named = {name: step.subsystem.name if name == "parameters" else name for name in part}
    return sorted(f"{named[name]}.{field}" for name, fields in part.items() for field in fields)


def writers(schedule: Schedule, array: str) -> list[Step]:
    """Return the steps that write a state array, by its full name, in the order of the day."""
    return [step for step in schedule if array in touched(step)[1]]

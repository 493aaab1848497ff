"""What a kernel touches, read from its source: for the catalogue and the book."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from functools import cache
from typing import Any


@cache
def fields_used(fn: Callable[..., Any]) -> dict[str, tuple[str, ...] | None]:
    """Return which fields of each of its parameters a function reads or writes, through the kernels it calls.

    None stands for a parameter that is used as it is (a number, an array).
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(fn))).body[0]
    names = list(inspect.signature(fn).parameters)
    used: dict[str, set[str]] = {name: set() for name in names}
    whole: set[str] = set()
    handled: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in used:
            used[node.value.id].add(node.attr)
            handled.add(id(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = inspect.unwrap(fn).__globals__.get(node.func.id)
            inner = getattr(called, "py_func", None)
            if inner is None:
                continue
            needs = fields_used(inner)
            for given, (theirs, fields) in zip(node.args, needs.items(), strict=False):
                if isinstance(given, ast.Name) and given.id in used and theirs in needs:
                    handled.add(id(given))
                    if fields is None:
                        whole.add(given.id)
                    else:
                        used[given.id].update(fields)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in used and id(node) not in handled:
            whole.add(node.id)
    return {name: None if name in whole else tuple(sorted(fields)) for name, fields in used.items()}

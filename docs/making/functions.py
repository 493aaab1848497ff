"""The reference of the public functions and classes, read off their signatures and docstrings."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

from docs.making.layout import head, table

import hinterland
from hinterland import pictures, subsystem
from hinterland.study.saved_runs.saved import SavedRun


def page() -> Iterator[str]:
    """Yield the page: the functions of `hinterland`, runs, pictures, and what a subsystem of one's own takes."""
    yield from head(
        "Python",
        "What `import hinterland` gives, with the examples of the docstrings, which the tests run.",
    )
    public = [(name, getattr(hinterland, name)) for name in hinterland.__all__]
    yield from ("", "## Functions of hinterland")
    yield from _listed([(name, one) for name, one in public if inspect.isfunction(one)])
    yield from ("", "## Runs and faults")
    for name, one in [*((n, o) for n, o in public if inspect.isclass(o)), ("SavedRun", SavedRun)]:
        yield from _class(name, one)
    yield from ("", "## hinterland.pictures")
    yield from _listed(_functions_of(pictures))
    yield from _names_of_subsystems()


def _functions_of(module: Any) -> list[tuple[str, Any]]:
    return [
        (name, one)
        for name, one in vars(module).items()
        if inspect.isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_")
    ]


def _listed(functions: list[tuple[str, Any]]) -> Iterator[str]:
    for name, one in functions:
        yield from ("", f"### {name}", "", "```python", _signature(name, one), "```", "")
        yield from _prose(inspect.getdoc(one) or "")


def _class(name: str, one: type) -> Iterator[str]:
    yield from ("", f"### {name}", "", *_prose(inspect.getdoc(one) or ""))
    members = [(key, value) for key, value in vars(one).items() if not key.startswith("_")]
    rows = [
        (f"`{_short(key, value)}`", _first(value))
        for key, value in members
        if inspect.isfunction(value) or (hasattr(value, "__doc__") and hasattr(value, "__get__"))
    ]
    if rows := [row for row in rows if row[1]]:
        yield from table(("attribute or method", "meaning"), rows)


def _names_of_subsystems() -> Iterator[str]:
    yield from ("", "## hinterland.subsystem", "", *_prose(inspect.getdoc(subsystem) or ""))
    rows = [(f"`{name}`", _first(getattr(subsystem, name))) for name in subsystem.__all__]
    yield from table(("name", "meaning"), [row for row in rows if row[1]])


def _first(one: Any) -> str:
    if isinstance(one, int | float | str | tuple) or getattr(one, "__module__", "").startswith("numpy"):
        return ""
    return (inspect.getdoc(one) or "").partition("\n\n")[0].replace("\n", " ")


def _short(name: str, member: Any) -> str:
    """Return a method with the names of what it takes, an attribute by its name."""
    if not inspect.isfunction(member):
        return name
    taken = [key for key in inspect.signature(member).parameters if key != "self"]
    return f"{name}({', '.join(taken)})"


def _signature(name: str, function: Any) -> str:
    """Return a signature as the source has it, one argument a line where there are several."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    assert isinstance(node, ast.FunctionDef)
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    given = ast.unparse(node.args)
    whole = f"{name}({given}){returned}"
    if len(whole) <= 100:
        return whole
    return f"{name}(\n" + "".join(f"    {part},\n" for part in _parts(node.args)) + f"){returned}"


def _parts(given: ast.arguments) -> Iterator[str]:
    """Yield the arguments of a function one by one."""
    plain = [*given.posonlyargs, *given.args]
    defaults = [None] * (len(plain) - len(given.defaults)) + list(given.defaults)
    yield from (_part(one, default) for one, default in zip(plain, defaults, strict=True))
    if given.vararg or given.kwonlyargs:
        yield f"*{ast.unparse(given.vararg)}" if given.vararg else "*"
    yield from (_part(one, default) for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True))
    if given.kwarg:
        yield f"**{ast.unparse(given.kwarg)}"


def _part(one: ast.arg, default: ast.expr | None) -> str:
    return ast.unparse(one) + (f" = {ast.unparse(default)}" if default is not None else "")


def _prose(text: str) -> Iterator[str]:
    """Yield a docstring, with its examples as code."""
    within = False
    for line in text.splitlines():
        if line.startswith(">>>") and not within:
            within = True
            yield "```pycon"
        elif within and not line.strip():
            within = False
            yield "```"
        yield line
    if within:
        yield "```"

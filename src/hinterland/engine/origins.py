"""Where in the source a number is declared, a kernel or a subsystem stands, and what produces an outcome.

For `hinterland explain`.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.declare import specs
from hinterland.core.journal import Kind
from hinterland.engine.quantities import Share, find
from hinterland.engine.reading import added_to, calls, nodes_of, touched, writers
from hinterland.engine.schedule import Schedule, Step

TOP = Path(__file__).parents[3]
ACTORS = ("detachment", "expedition")
"""Places of which each row acts of its own accord."""
SUMS = {"detachments.men_in_cell": "detachments.people"}
"""Arrays that hold a sum of another: what adds to the other raises them, what moves or takes people does not."""


class Origin(NamedTuple):
    """A place in the source: what stands there, the file and the line."""

    name: str
    path: Path
    line: int

    @property
    def path_and_line(self) -> str:
        """Return `file:line`, the file as seen from the top of a checkout."""
        path = self.path.relative_to(TOP) if self.path.is_relative_to(TOP) else self.path
        return f"{path}:{self.line}"

    def __str__(self) -> str:
        """Return the name and the place."""
        return f"{self.name}  {self.path_and_line}"


def declaration(schedule: Schedule, full: str) -> Origin | None:
    """Return where a state array or a parameter is declared, by its full name, None where none is."""
    group, _, field = full.partition(".")
    for classes in (schedule.parameters, schedule.states):
        cls = classes.get(group)
        if cls is not None and field in cls._fields:
            lines, first = inspect.getsourcelines(cls)
            at = next(n for n, line in enumerate(lines) if line.startswith(f"    {field}: "))
            return Origin(full, Path(inspect.getfile(cls)), first + at)
    return None


def kernel(schedule: Schedule, name: str) -> Origin | None:
    """Return where the kernel of a step is defined, by the name `subsystem.kernel`, None where there is none."""
    found = (step for step in schedule if step.name == name)
    return next((_origin(name, step.kernel.py_func) for step in found), None)


def subsystem(schedule: Schedule, name: str) -> Origin | None:
    """Return where the file of a subsystem begins, None where no kernel of the schedule belongs to it."""
    found = (step for step in schedule if step.subsystem.name == name)
    return next((Origin(name, Path(inspect.getfile(step.kernel.py_func)), 1) for step in found), None)


class Producers(NamedTuple):
    """The kernels that write what a quantity is read from, each once, in the order of the day.

    Those in `raising` record an event or add to an array; those in `others` only set it, take from it or clear it.
    """

    raising: list[Origin]
    others: list[Origin]


def producers(schedule: Schedule, quantity: str, said_by: str | None = None) -> Producers:
    """Return the kernels that write what a quantity is read from.

    With `said_by`, soviet or german, those that write what this side said of it. Of a share these
    are the kernels that write its numerator. Raises `Fault` for a name that is no quantity.
    """
    known = find(quantity)
    counted: Any = find(known.over) if isinstance(known, Share) else known
    first: dict[str, Origin] = {}
    rest: dict[str, Origin] = {}
    for path in counted.sources(said_by):
        if path.startswith("journal."):
            first |= {origin.name: origin for origin in _recording(schedule, path)}
            continue
        array = path.partition("[")[0]
        for step in writers(schedule, array):
            part = first if SUMS.get(array, array) in added_to(step) else rest
            part[step.name] = _origin(step.name, step.kernel.py_func)
    day = {name: place for place, name in enumerate(dict.fromkeys(step.name for step in schedule))}
    raising = sorted(first.values(), key=lambda one: day.get(one.name, -1))
    others = [one for name, one in rest.items() if name not in first]
    return Producers(raising, sorted(others, key=lambda one: day.get(one.name, -1)))


def _recording(schedule: Schedule, path: str) -> Iterator[Origin]:
    """Yield the kernels that record events of the kind that a path of the journal names."""
    for name, fn in recorders(schedule, Kind[path.split(".")[1]]):
        yield _origin(name, fn)


def recorders(schedule: Schedule, kind: Kind) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the functions that write events of a kind into the journal, by name, `file.function`."""
    for module in dict.fromkeys(inspect.getmodule(step.kernel.py_func) for step in schedule):
        if module is not None:
            for name, fn in _functions(module):
                if kind in _kinds_recorded(fn):
                    yield f"{module.__name__.rpartition('.')[2]}.{name}", fn


def leading_to(schedule: Schedule, fn: Callable[..., Any]) -> list[Step]:
    """Return the steps of the day whose kernels call a function, or are it, in order; each kernel once."""
    found = {step.name: step for step in reversed(schedule.steps) if fn in calls(step.kernel.py_func)}
    return list(reversed(found.values()))


def preparing(schedule: Schedule, step: Step) -> list[Step]:
    """Return the other steps that write what a step reads of single detachments and expeditions, in order.

    What the group `detachments` holds of them is left out: nearly every kernel writes it.
    """
    declared = [(group, specs(cls)) for group, cls in schedule.states.items()]
    places = {f"{group}.{name}": spec.place for group, fields in declared for name, spec in fields.items()}
    read = {name for name in touched(step)[0] if places.get(name) in ACTORS and not name.startswith("detachments.")}
    found = {one.name: one for one in reversed(schedule.steps) if one.name != step.name and read & set(touched(one)[1])}
    return list(reversed(found.values()))


def _functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, value in vars(module).items():
        fn = getattr(value, "py_func", None)
        if fn is not None and fn.__module__ == module.__name__:
            yield name, fn


@cache
def _kinds_recorded(fn: Callable[..., Any]) -> frozenset[Kind]:
    """Return the kinds for which a function calls `record_event` with a constant of its module that stands for them."""
    named = [
        node.args[1].id
        for node in nodes_of(fn)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "record_event"
        and isinstance(node.args[1], ast.Name)
    ]
    values = [inspect.unwrap(fn).__globals__.get(name) for name in named]
    return frozenset(Kind(int(value)) for value in values if isinstance(value, np.int64))


def _origin(name: str, fn: Callable[..., Any]) -> Origin:
    lines, first = inspect.getsourcelines(fn)
    at = next(n for n, line in enumerate(lines) if line.startswith("def "))
    return Origin(name, Path(inspect.getfile(fn)), first + at)

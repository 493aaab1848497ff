"""One table of everything declared; the report, the command line, the study and the tests all read it."""

import inspect
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from hinterland.core.chance import STREAMS
from hinterland.core.declare import BASES, SWITCH, specs
from hinterland.engine.day import SCHEDULE
from hinterland.engine.observed.quantity import SIDES, Quantity, Share
from hinterland.engine.quantities import QUANTITIES, SHARES
from hinterland.engine.reading import touched

PURE = "1"
"""Unit of a pure number."""
UNITLESS = {PURE: "share or factor, without unit", SWITCH: "switch: 0 or 1"}
"""What a parameter is that has no unit."""
FORMULAS = {"formula": "derived from", "at_least": "at least", "at_most": "at most"}
"""What stands before a formula of claims."""


def with_unit(value: float, unit: str) -> str:
    """Return a value with its unit, and without one where it is a pure number or a switch.

    >>> with_unit(9.0, "person/km"), with_unit(0.5, "1")
    ('9 person/km', '0.5')
    """
    return f"{value:g}" if unit in {PURE, SWITCH} else f"{value:g} {unit}"


def range_in_words(low: float, high: float, scale: str) -> str:
    """Return a range, and whether it is even in logarithms.

    >>> range_in_words(1.0, 60.0, "log")
    '1 to 60 (log)'
    """
    return f"{low:g} to {high:g}" + (" (log)" if scale == "log" else "")


def formulas_in_words(parameter: Mapping[str, Any]) -> list[str]:
    """Return the formulas of claims from which a parameter follows or which bound it."""
    return [f"{words} {parameter[key]}" for key, words in FORMULAS.items() if parameter[key]]


def fields() -> Iterator[dict[str, Any]]:
    """Yield every state array: name, place, unit, meaning, type."""
    for name, cls in SCHEDULE.states.items():
        for field, spec in specs(cls).items():
            yield {"name": f"{name}.{field}", **spec._asdict(), "dtype": spec.dtype.__name__}


def parameters() -> Iterator[dict[str, Any]]:
    """Yield every parameter: name, default, unit, range, meaning, the ledger entries it rests on, and its basis."""
    for name, cls in SCHEDULE.parameters.items():
        for field, spec in specs(cls).items():
            yield {"name": f"{name}.{field}", **spec._asdict()}


def tally(names: Collection[str] | None = None) -> dict[str, int]:
    """Return how many parameters have each basis, from the best supported to the least; of all, or of those named."""
    wanted = None if names is None else set(names)
    known = [p["basis"] for p in parameters() if wanted is None or p["name"] in wanted]
    return {basis: known.count(basis) for basis in BASES}


def streams() -> Iterator[dict[str, Any]]:
    """Yield every source of chance: name and meaning."""
    for _, (name, doc) in sorted(STREAMS.items(), key=lambda item: item[1]):
        yield {"name": name, "doc": doc}


def kernels(only: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield every kernel of the day once, or the one of a name.

    Of each its name, subsystem, phases, meaning, what it reads and what it writes.
    """
    phases: dict[str, list[str]] = {}
    for step in SCHEDULE:
        phases.setdefault(step.name, []).append(step.phase)
    for name, step in {step.name: step for step in SCHEDULE if only in (None, step.name)}.items():
        reads, writes = touched(step)
        doc = inspect.getdoc(step.kernel.py_func) or ""
        row = {"name": name, "subsystem": step.subsystem.name, "phases": tuple(dict.fromkeys(phases[name]))}
        yield row | {"doc": doc.partition("\n")[0], "reads": reads, "writes": writes}


def subsystems() -> Iterator[dict[str, Any]]:
    """Yield every subsystem: name, the part of the war to which it belongs, meaning, and its kernels."""
    known = list(kernels())
    for name, one in SCHEDULE.subsystems.items():
        own = [kernel for kernel in known if kernel["subsystem"] == name]
        yield {"name": name, "part": one.part, "doc": one.doc, "kernels": own}


def quantities() -> Iterator[dict[str, Any]]:
    """Yield every quantity: name, unit, kind, meaning and the sides that report it."""
    every: tuple[Quantity | Share, ...] = (*QUANTITIES, *SHARES)
    for q in every:
        sides = tuple(side for side in SIDES if q.sources(side))
        yield {"name": q.name, "unit": q.unit, "kind": q.kind, "doc": q.doc, "said_by": sides}

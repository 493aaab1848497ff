"""One table of everything declared; the book, the command line, the study and the tests all read it."""

import ast
import inspect
from collections.abc import Iterator
from typing import Any

from hinterland.core.chance import STREAMS
from hinterland.core.declare import specs
from hinterland.engine import day
from hinterland.engine.quantities import QUANTITIES, SHARES
from hinterland.engine.reading import fields_used
from hinterland.engine.world import Rules, World


def fields() -> Iterator[dict[str, Any]]:
    """Yield every state array: name, place, unit, meaning, type."""
    for name, cls in World.__annotations__.items():
        for field, spec in specs(cls).items():
            yield {"name": f"{name}.{field}", **spec._asdict(), "dtype": spec.dtype.__name__}


def params() -> Iterator[dict[str, Any]]:
    """Yield every parameter: name, default, unit, range, meaning and the ledger entries that hold it up."""
    for name, cls in Rules.__annotations__.items():
        for field, spec in specs(cls).items():
            yield {"name": f"{name}.{field}", **spec._asdict()}


def streams() -> Iterator[dict[str, Any]]:
    """Yield every source of chance: name and meaning."""
    for _, (name, doc) in sorted(STREAMS.items(), key=lambda item: item[1]):
        yield {"name": name, "doc": doc}


def observables() -> Iterator[dict[str, Any]]:
    """Yield every quantity that can be observed, with unit, kind, meaning and the faces it has."""
    for q in QUANTITIES:
        faces = ("true", *(face for face in ("soviet", "german") if getattr(q, face)))
        yield {"name": q.name, "unit": q.unit, "kind": q.kind, "doc": q.doc, "faces": faces}
    for s in SHARES:
        yield {"name": s.name, "unit": s.unit, "kind": "share", "doc": s.doc, "faces": ("true",)}


def schedule() -> Iterator[dict[str, Any]]:
    """Yield the kernels of a day in order, with their meaning and the fields that each reads or writes."""
    for line in ast.parse(inspect.getsource(day.step_day)).body[0].body[1:]:  # type: ignore[attr-defined]
        called = line.value.func
        kernel = getattr(getattr(day, called.value.id), called.attr)
        touched = {f"{group}.{f}" for group, names in fields_used(kernel.py_func).items() for f in names or ()}
        meaning = (kernel.py_func.__doc__ or "").splitlines()[0]
        yield {"step": f"{called.value.id}.{called.attr}", "doc": meaning, "touches": sorted(touched)}

"""A schedule: subsystems and their kernels in the order in which they act on a day, as data.

The state of the world is collected from the subsystems that a schedule names, and the parameters of a run from the
parts of the theatre and from these. A subsystem is a module (or a class) that may hold `State`, `Parameters`,
`QUANTITIES` and kernels.
"""

import inspect
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from hinterland.core.declare import Field, Param, specs
from hinterland.core.fault import Fault
from hinterland.core.given import shown
from hinterland.core.jit import Daily
from hinterland.core.journal import Journal
from hinterland.engine.observed.quantity import Quantity, Share
from hinterland.evidence.registry import quantities as registered
from hinterland.theatre.parameters import GROUPS

GIVEN = ("land", "order_of_battle", "named_units", "forcing", "parameters", "today")
NETWORK = ("graph", "ways", "work", "entries", "starts", "at", "spans")
"""What a kernel may take beside the states of subsystems: facts of a run, and the parts of the railway network."""


class Subsystem(NamedTuple):
    """One part of the model: its name, what it declares, and the part of the war to which it belongs."""

    name: str
    part: str
    doc: str
    state: Any
    parameters: Any
    quantities: tuple[Any, ...]


class Step(NamedTuple):
    """One kernel in its place: the phase, the subsystem to which the kernel belongs, and the kernel."""

    phase: str
    subsystem: Subsystem
    kernel: Daily

    @property
    def name(self) -> str:
        """Return the name of the step, `subsystem.kernel`."""
        return f"{self.subsystem.name}.{self.kernel.py_func.__name__}"

    @property
    def needs(self) -> tuple[str, ...]:
        """Return the names of the kernel's arguments, in order."""
        return tuple(inspect.signature(self.kernel.py_func).parameters)


class Phase:
    """A part of the day: a name, and the kernels that act in it, in order."""

    def __init__(self, name: str, *kernels: Daily) -> None:
        """Take the name and the kernels; each belongs to the module in which it is defined."""
        self.steps = [Step(name, subsystem_of(sys.modules[k.py_func.__module__]), k) for k in kernels]


class Schedule:
    """The kernels of a day in order, and all that their subsystems declare."""

    def __init__(self, *phases: Phase, steps: Sequence[Step] = ()) -> None:
        """Take the phases of a day (or its steps); raises `Fault` where a kernel asks for what nobody declares."""
        self.steps: tuple[Step, ...] = (*(step for phase in phases for step in phase.steps), *steps)
        self.subsystems = {step.subsystem.name: step.subsystem for step in self.steps}
        self.states: dict[str, Any] = {"journal": Journal} | {
            name: one.state for name, one in self.subsystems.items() if one.state is not None
        }
        self.parameters: dict[str, Any] = dict(GROUPS) | {
            name: one.parameters for name, one in self.subsystems.items() if one.parameters is not None
        }
        self.quantities = tuple(q for one in self.subsystems.values() for q in one.quantities)
        for step in self.steps:
            self._check(step)

    def _check(self, step: Step) -> None:
        for name in step.needs:
            if name == "parameters" and step.subsystem.parameters is None:
                raise Fault(None, 0, f"{step.name} takes parameters and its subsystem has none", "declare Parameters")
            if name not in self.states and name not in GIVEN and name not in NETWORK:
                known = ", ".join((*self.states, *GIVEN, *NETWORK))
                raise Fault(None, 0, f"{step.name} takes {name!r}, which no subsystem declares", f"take of {known}")

    def __iter__(self) -> Iterator[Step]:
        """Yield every step of the day in order."""
        return iter(self.steps)

    def __repr__(self) -> str:
        """Say how much it holds."""
        return f"<Schedule of {len(self.steps)} kernels in {len(self.subsystems)} subsystems>"

    def with_subsystems(self, *more: Any) -> "Schedule":
        """Return the schedule with further subsystems: each of their kernels acts after the one that it names.

        Raises `Fault` for a name that is taken, and for a kernel that does not say after which it acts.
        """
        steps, taken = list(self.steps), {*self.subsystems, *GROUPS}
        for one in more:
            added = subsystem_of(one)
            if added.name in taken:
                raise Fault(
                    None,
                    0,
                    f"a part of the model is called {added.name!r} already",
                    "give yours another name",
                )
            taken.add(added.name)
            kernels = [k for k in vars(one).values() if isinstance(k, Daily)]
            if not kernels:
                raise Fault(None, 0, f"{added.name} holds no kernel", "make one with daily(after=...)")
            for kernel in kernels:
                place = _place(steps, added, kernel)
                steps.insert(place + 1, Step(steps[place].phase, added, kernel))
        made = Schedule(steps=steps)
        made._check_quantities()
        return made

    def _check_quantities(self) -> None:
        """Raise `Fault` for a quantity of a further subsystem that has a name of another, or is read off no array."""
        taken = set(registered())
        for one in self.quantities:
            if one.name in taken:
                raise Fault(None, 0, f"a quantity is called {one.name!r} already", "give yours another name")
            taken.add(one.name)
            arrays = (*one.true, *one.soviet, *one.german) if isinstance(one, Quantity) else ()
            for array in arrays:
                group, _, field = array.partition("[")[0].partition(".")
                if group not in self.states or field not in specs(self.states[group]):
                    raise Fault(None, 0, f"{one.name} is read off {array!r}, which is no array", "name a state array")


def _place(steps: Sequence[Step], added: Subsystem, kernel: Daily) -> int:
    """Return the place of the step after which a kernel acts, the last of that name; raise `Fault` where none is."""
    names = [step.name for step in steps]
    if kernel.after not in names:
        where = f"after {kernel.after!r}" if kernel.after else "after no other kernel"
        remedy = "name one of `hinterland schedule`, such as daily(after='attacks.attack')"
        raise Fault(None, 0, f"{added.name}.{kernel.py_func.__name__} acts {where}", remedy)
    return len(names) - 1 - names[::-1].index(kernel.after)


def subsystem_of(holder: Any) -> Subsystem:
    """Return the subsystem that a module or a class holds, named by the last part of their name.

    Raises `Fault` for anything else, and for states and parameters that are not declared.
    """
    name = getattr(holder, "__name__", "")
    package, _, last = name.rpartition(".")
    if not last.isidentifier():
        raise Fault(None, 0, f"{holder!r} is no subsystem", "give a module or a class with kernels")
    doc = (inspect.getdoc(holder) or "").partition("\n")[0]
    state, parameters = getattr(holder, "State", None), getattr(holder, "Parameters", None)
    _check_declared(f"{last}.State", state, Field, "per")
    _check_declared(f"{last}.Parameters", parameters, Param, "assumed")
    quantities = _quantities(last, getattr(holder, "QUANTITIES", ()))
    return Subsystem(last, package.rpartition(".")[2], doc, state, parameters, quantities)


def _check_declared(name: str, group: Any, kind: type, function: str) -> None:
    """Raise `Fault` for a class that is no NamedTuple of fields of a kind, which functions of a name declare."""
    if group is None:
        return
    declared = getattr(group, "_field_defaults", None)
    if not isinstance(group, type) or not isinstance(declared, dict) or not group._fields:  # type: ignore[attr-defined]
        raise Fault(None, 0, f"{name} is {shown(group)}", "write it as a NamedTuple with a field or more")
    for field in group._fields:  # type: ignore[attr-defined]
        if not isinstance(declared.get(field), kind):
            raise Fault(None, 0, f"{name}.{field} is not declared", f"write {field}: ... = {function}(...)")


def _quantities(name: str, given: Any) -> tuple[Any, ...]:
    """Return the quantities of a subsystem; raise `Fault` for anything else."""
    if not isinstance(given, list | tuple) or not all(isinstance(one, Quantity | Share) for one in given):
        raise Fault(None, 0, f"{name}.QUANTITIES is {shown(given)}", "write (observed(...), observed(...))")
    return tuple(given)

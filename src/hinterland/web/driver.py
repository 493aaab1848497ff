"""The day as one function of LLVM: the kernels of a schedule in order, each handed what its parameters name.

What a kernel is handed lies in the memory of the module: for each group its table (`core/group.py`), for an array alone
a table of one field. A list of their addresses, the slots, is all that a day is given.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numba
from numba import types

from hinterland.core.group import Group
from hinterland.engine.schedule import Schedule
from hinterland.web.lowering import Entry, Lowered

EVERY_DAY = -1
WEEKDAY = "phase"
"""The name of the whole number by which a function is given the day of the week."""
STANDARD = """
define void @NRT_incref(ptr %any) alwaysinline { ret void }
define void @NRT_decref(ptr %any) alwaysinline { ret void }
declare double @llvm.floor.f64(double)
declare double @llvm.sqrt.f64(double)
define double @floor(double %x) alwaysinline {
  %y = call double @llvm.floor.f64(double %x)
  ret double %y
}
define double @sqrt(double %x) alwaysinline {
  %y = call double @llvm.sqrt.f64(double %x)
  ret double %y
}
"""
"""What stands in for parts of the C library and of numba: nothing is allocated, so that nothing is counted or freed."""


class Call(NamedTuple):
    """A kernel in its place: its name, the slots that it is given, and the weekday on which it acts.

    A slot "=day" is no group but the whole number `day` that the function is given.
    """

    name: str
    entry: Entry
    slots: tuple[str, ...]
    on: int = EVERY_DAY


class Function(NamedTuple):
    """A function of the module: its name, kernels that it calls in order, whole numbers that it is given beside slots.

    It returns 0 where all went well and -1 - n where call number n raised; with `returns`, what the last call returned.
    """

    name: str
    calls: tuple[Call, ...]
    numbers: tuple[str, ...] = ()
    returns: bool = False


def slots_of(step_needs: Sequence[str], subsystem: str) -> tuple[str, ...]:
    """Return the slots of a kernel by the names of its parameters; parameters of a subsystem have a slot each."""
    return tuple(f"parameters.{subsystem}" if name == "parameters" else name for name in step_needs)


def calls_of(schedule: Schedule, kinds: dict[str, Any]) -> list[Call]:
    """Return the calls of a day; `kinds` are numba's types by slot."""
    made = []
    for step in schedule:
        fn, slots = step.kernel.py_func, slots_of(step.needs, step.subsystem.name)
        on = EVERY_DAY if step.kernel.on is None else int(step.kernel.on)
        entry = Entry(fn.__module__, fn.__qualname__, tuple(kinds[slot] for slot in slots))
        made.append(Call(step.name, entry, slots, on))
    return made


def driver(functions: Sequence[Function], lowered: dict[Entry, Lowered], slots: Sequence[str]) -> str:
    """Return the functions of a module as LLVM code; each is given the address of the slots, in this order."""
    entries = dict.fromkeys(call.entry for one in functions for call in one.calls)
    declared = dict.fromkeys(_declaration(lowered[entry]) for entry in entries)
    return "\n".join((STANDARD, "!0 = !{}", *declared, *(_function(one, lowered, slots) for one in functions)))


def _declaration(made: Lowered) -> str:
    return f'declare i32 @"{made.symbol}"({", ".join(("ptr", "ptr", *map(_plain, made.takes)))})'


def _plain(kind: str) -> str:
    """Return a type as LLVM spells it today: all pointers are of one type."""
    return "ptr" if kind.endswith("*") else kind


def _function(one: Function, lowered: dict[Entry, Lowered], slots: Sequence[str]) -> str:
    """Return a function that makes calls one after the other."""
    body = "".join(_call(n, call, lowered[call.entry], slots) for n, call in enumerate(one.calls))
    given = ", ".join(("ptr %slots", *(f"i32 %{number}" for number in one.numbers)))
    last = "  %made = load i64, ptr %result\n  %out = trunc i64 %made to i32\n" if one.returns else ""
    return f"""
define i32 @{one.name}({given}) {{
  %result = alloca i64, align 16
  %trouble = alloca ptr, align 16
  br label %call0
{body}call{len(one.calls)}:
{last}  ret i32 {"%out" if last else "0"}
}}"""


def _call(n: int, one: Call, made: Lowered, slots: Sequence[str]) -> str:
    """Return the code of one call: its arguments read from their slots, and where to go on from it."""
    lines, handed = [], ["ptr %result", "ptr %trouble"]
    for k, (slot, kind) in enumerate(zip(one.slots, one.entry.types, strict=True)):
        at = f"%c{n}a{k}"
        if slot.startswith("="):
            lines.append(f"{at} = sext i32 %{slot[1:]} to i64")
            handed.append(f"i64 {at}")
            continue
        lines += [
            f"{at}s = getelementptr i32, ptr %slots, i32 {slots.index(slot)}",
            f"{at}n = load i32, ptr {at}s, !invariant.load !0",
            f"{at} = inttoptr i32 {at}n to ptr",
        ]
        if isinstance(kind, Group):
            handed.append(f"ptr {at}")
        else:
            lines += _array(at, kind)
            handed += _array_arguments(at, kind)
    act = "" if one.on == EVERY_DAY else f"  %c{n}p = icmp eq i32 %{WEEKDAY}, {one.on}\n"
    go = f"  br i1 %c{n}p, label %act{n}, label %call{n + 1}\n" if act else f"  br label %act{n}\n"
    body = "".join(f"  {line}\n" for line in lines)
    return f"""call{n}:
{act}{go}act{n}:
{body}  %c{n}s = call i32 @"{made.symbol}"({", ".join(handed)})
  %c{n}bad = icmp sgt i32 %c{n}s, 0
  %c{n}raised = icmp eq i32 %c{n}s, -1
  %c{n}failed = or i1 %c{n}bad, %c{n}raised
  br i1 %c{n}failed, label %fail{n}, label %call{n + 1}
fail{n}:
  ret i32 {-1 - n}
"""


def _array(at: str, kind: types.Array) -> list[str]:
    """Return the code that reads an array from a table of one field: its address and its extents."""
    lines = [f"{at}d = load ptr, ptr {at}"]
    for k in range(kind.ndim):
        lines += [f"{at}e{k}p = getelementptr i64, ptr {at}, i32 {1 + k}", f"{at}e{k} = load i64, ptr {at}e{k}p"]
    count, size = f"{at}e0", _size(kind)
    for k in range(1, kind.ndim):
        lines.append(f"{at}m{k} = mul i64 {count}, {at}e{k}")
        count = f"{at}m{k}"
    stride = str(size)
    for k in reversed(range(1, kind.ndim)):
        lines.append(f"{at}t{k} = mul i64 {stride}, {at}e{k}")
        stride = f"{at}t{k}"
    return lines


def _array_arguments(at: str, kind: types.Array) -> list[str]:
    """Return an array as numba hands it on: two owners (none), items, size of one, address, extents and strides."""
    size = _size(kind)
    count = f"{at}e0" if kind.ndim == 1 else f"{at}m{kind.ndim - 1}"
    extents = [f"i64 {at}e{k}" for k in range(kind.ndim)]
    strides = [f"i64 {at}t{k + 1}" for k in range(kind.ndim - 1)] + [f"i64 {size}"]
    return ["ptr null", "ptr null", f"i64 {count}", f"i64 {size}", f"ptr {at}d", *extents, *strides]


def _size(kind: types.Array) -> int:
    return int(numba.np.numpy_support.as_dtype(kind.dtype).itemsize)

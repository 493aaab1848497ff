"""The image of a scenario: what the memory of a module holds on the eve of the war, and where each thing lies.

First the slots, the tables and all that a run changes, then what it only reads, last the forcing of all days.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numba
import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.chance import Today
from hinterland.core.declare import Array, specs
from hinterland.core.fault import Fault
from hinterland.core.group import table_of
from hinterland.engine.aggregate import BY_ATOM, MANNER, PLAIN, SMALL, START, WEIGHTED, Plan, Room
from hinterland.engine.begin import begin, given_of
from hinterland.engine.parameters import choose_parameters
from hinterland.engine.record import LINES, MAPS
from hinterland.engine.recorded_series import plan_of, recorded_series
from hinterland.engine.scenario import Scenario
from hinterland.engine.schedule import Schedule
from hinterland.engine.world import World
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.parameters import GROUPS
from hinterland.web import wasm
from hinterland.web.driver import WEEKDAY, Call, Function, calls_of
from hinterland.web.forcing_image import Known, past_of, place_forcing, tables_of
from hinterland.web.layout import Layout, arrays_of, first_word, kind_of
from hinterland.web.lowering import Entry
from hinterland.web.module import build

CHANGED = ("plan", "work")
"""What a run changes beside the states of subsystems."""
CHUNK = 1 << 18
"""Figures of the record for which the module has room at a time, beyond those of one day."""
WORD = 8


class Parts(NamedTuple):
    """What a war is played with: its groups and arrays by slot, and what they were made from."""

    scenario: Scenario
    schedule: Schedule
    theatre: Theatre
    world: World
    slots: dict[str, Any]
    series: tuple[str, ...]


class Image(NamedTuple):
    """The memory of a module on the eve of a war, from its first address on, and what is known of it.

    `read` holds the address and the bytes of every array that a run only reads, group by group.
    """

    memory: bytearray
    header: dict[str, Any]
    known: Known
    read: list[tuple[int, int]]


def parts_of(scenario: Scenario, schedule: Schedule) -> Parts:
    """Return what a war of a scenario is played with; the world is as it was before its people settled.

    Raises `Fault` where a scenario goes on from another one and has other units than that.
    """
    past = past_of(scenario)
    parameters = choose_parameters(past.parameters, schedule)
    theatre = scenario.theatre().recording(())
    series, order_of_battle, named = scenario.prepared()
    if not (_alike(order_of_battle, past.prepared().order_of_battle) and _alike(named, past.prepared().named_units)):
        raise Fault(None, 0, f"the units of {scenario.name} are not those of {past.name}", "play it with `hinterland`")
    world = begin(theatre, parameters, order_of_battle.men.size, named, schedule)
    own, days = recorded_series(schedule), scenario.end - scenario.start + 1
    plan = trimmed(plan_of(world, theatre, own), world)
    plan.octets[:] = 0
    for _, spec, values in world.arrays():
        values[...] = spec.start
    day = {"forcing": series.on(0), "today": Today(0, 0, 0, date_of(0).month)}
    room = Room(np.zeros(1, np.uint16), np.zeros(1, np.float32), np.zeros((days + 1, len(own) + 1), np.int64))
    given = given_of(theatre, order_of_battle, named)
    chosen = {f"parameters.{name}": group for name, group in parameters.groups.items() if name not in GROUPS}
    slots = {**world.groups, **given, **chosen, **day, "plan": plan, "room": room}
    return Parts(scenario, schedule, theatre, world, slots, tuple(own))


def _alike(one: Any, other: Any) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def trimmed(plan: Plan, world: World) -> Plan:
    """Return a plan whose memory begins with the first state array, wherever the system put that in this process."""
    first = min(values.ctypes.data for _, _, values in world.arrays())
    end = max(values.ctypes.data + values.nbytes for _, _, values in world.arrays())
    skipped = (first - plan.memory.ctypes.data) // WORD
    words = (end - first) // WORD
    lies = plan.lies.copy()
    for manner, size in ((PLAIN, 1), (WEIGHTED, 1), (BY_ATOM, 1), (SMALL, WORD)):
        lies[lies[:, MANNER] == manner, START] -= skipped * size
    memory = plan.memory[skipped : skipped + words]
    return plan._replace(memory=memory, bits=memory.view(np.int64), octets=memory.view(np.uint8), lies=lies)


def module_of(parts: Parts) -> wasm.Module:
    """Return the module that plays the war of these parts; see `module.build`."""
    return build(functions_of(parts), tuple(parts.slots))


def functions_of(parts: Parts) -> tuple[Function, ...]:
    """Return the functions of a module: the day, the morning on which people settle, and the record of a day."""
    kinds = {name: kind_of(group) for name, group in parts.slots.items()}
    settle = _call("population.settle", "hinterland.war.civilians.population", "settle", kinds, SETTLED)
    record = _call("record", "hinterland.engine.aggregate", "add_up_day", kinds, RECORDED)
    return (
        Function("day", tuple(calls_of(parts.schedule, kinds)), (WEEKDAY,)),
        Function("settle", (settle,)),
        Function("record", (record,), ("day", "used"), returns=True),
    )


SETTLED = ("population", "land", "parameters.population")
RECORDED = ("plan", "journal", "detachments", "room", "=day", "=used")


def _call(name: str, module: str, function: str, kinds: Mapping[str, Any], slots: Sequence[str]) -> Call:
    """Return the call of a kernel outside the schedule."""
    types = tuple(numba.int64 if slot.startswith("=") else kinds[slot] for slot in slots)
    return Call(name, Entry(module, function, types), tuple(slots))


def image_of(parts: Parts, free: int, base: "Image | None" = None) -> Image:
    """Return the image of a scenario, from the first free address of the module on.

    With a `base` what a run only reads lies where it lies in that image; arrays of another size, and arrays of forcing
    that it does not hold, lie behind its end.
    """
    layout, known = Layout(free), Known() if base is None else base.known.copied()
    slots = parts.slots
    changed = [name for name in slots if name in parts.world.groups or name in CHANGED]
    held, tables = layout.reserve_tables(slots)
    layout.place(a for name in changed for a in arrays_of(slots[name]))
    end_of_changed = layout.end
    rest = [a for name in slots if name not in (*changed, "forcing", "room") for a in arrays_of(slots[name])]
    tables_of_days = tables_of(parts.scenario)
    if base is None:
        layout.place(rest)
        at_rows = layout.reserve(len(tables_of_days) * tables_of_days[0].words.nbytes)
    else:
        _place_beside(base, layout, rest)
        at_rows = base.header["rows"]["at"]
    rows = place_forcing(layout, tables_of_days, known)
    layout.write(at_rows, rows)
    for name, group in slots.items():
        if name == "forcing":
            layout.write(tables[name], rows[0])
        elif name != "room":
            layout.write(tables[name], layout.table(group))
    header = {
        "slots": held,
        "first": layout.first,
        "changed": end_of_changed,
        "end": layout.end,
        "tables": tables,
        "rows": {"at": at_rows, "words": rows.shape[1], "days": rows.shape[0]},
        "room": _room(slots["room"]),
        "days": [parts.scenario.start, parts.scenario.end],
        "begins": date_of(0).isoformat(),
        "kernels": [step.name for step in parts.schedule],
        "series": list(parts.series),
        "atoms": parts.theatre.all_atoms,
        "maps": MAPS,
        "closed": LINES["closed_h"][0],
        "states": sum(1 for _ in parts.world.arrays()),
        "scenario": {"name": parts.scenario.name, "title": parts.scenario.title},
        "arrays": _arrays(parts, layout),
        "counts": _counts(parts, layout),
        "parameters": _parameters(parts, tables),
    }
    return Image(layout.bytes(), header, known, [(layout.address(one), one.nbytes) for one in rest])


def _place_beside(base: Image, layout: Layout, arrays: Sequence[Array]) -> None:
    """Place what a run only reads where it lies in an image, or behind its end where it has another size."""
    layout.reserve(base.header["end"] - layout.end)
    for one, (at, size) in zip(arrays, base.read, strict=True):
        if one.nbytes == size:
            layout.put(one, at)
    layout.place(one for one, (_, size) in zip(arrays, base.read, strict=True) if one.nbytes != size)


def _room(room: Room) -> dict[str, Any]:
    """Return where in the table of the room its arrays are named, and the extents of the last."""
    kind = kind_of(room)
    names = {name: first_word(kind, name) for name in Room._fields}
    return {**names, "shape": list(room.starts.shape), "chunk": CHUNK}


def _arrays(parts: Parts, layout: Layout) -> dict[str, list[Any]]:
    """Return for every state array, and every array of the land, its address, its type and its extents."""
    found = {name: values for name, _, values in parts.world.arrays()}
    found |= {f"land.{name}": one for name, one in parts.slots["land"]._asdict().items() if isinstance(one, np.ndarray)}
    return {name: [layout.address(one), one.dtype.str[1:], list(one.shape)] for name, one in found.items()}


def _counts(parts: Parts, layout: Layout) -> list[int]:
    """Return where the counts of a day begin and how many bytes they take: they are wiped each morning."""
    counts = [values for _, spec, values in parts.world.arrays() if spec.daily]
    return [min(map(layout.address, counts)), sum(values.nbytes for values in counts)]


def _parameters(parts: Parts, tables: Mapping[str, int]) -> dict[str, list[Any]]:
    """Return for every parameter of a subsystem its address, its range with its scale, its unit and its meaning."""
    found: dict[str, list[Any]] = {}
    for group, cls in parts.schedule.parameters.items():
        slot = f"parameters.{group}"
        if slot not in tables:
            continue
        kind = table_of(parts.slots[slot]).type
        for name, one in specs(cls).items():
            at = tables[slot] + WORD * first_word(kind, name)
            found[f"{group}.{name}"] = [at, *one.span, one.unit, one.doc]
    return found

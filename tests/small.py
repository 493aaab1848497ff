"""A small made-up theatre, so that a law of the model can be tested in a second and a change of one cause be seen."""

import inspect
from copy import copy
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.chance import Today
from hinterland.core.declare import PAGE
from hinterland.core.group import table_of
from hinterland.engine.day import SCHEDULE
from hinterland.engine.loop import Loop
from hinterland.engine.parameters import choose_parameters
from hinterland.engine.schedule import Schedule
from hinterland.engine.world import World
from hinterland.theatre.forcing import Forcing
from hinterland.theatre.land import REPUBLICS, Land
from hinterland.theatre.network import Network
from hinterland.war.civilians import population
from hinterland.war.partisans import concealment, detachments
from tests.small_inputs import CELLS, LINES, forcing, land, named_units, network, order_of_battle
from tests.small_inputs import SIDE as SIDE
from tests.small_inputs import changed as changed

SIZES = {
    "one": 1,
    "event": 8192,
    "cell": CELLS,
    "atom": CELLS,
    "detachment": 2048,
    "brigade": 128,
    "formation": 16,
    "line": LINES,
    "group": 5,
    "unit": 4,
    "expedition": 512,
    "swept": 20_000,
    "named": 1,
    "waypoint": 4,
    "railhead": 2,
    "order": 4,
    "campaign": 2,
    "report": 1000,
    "country": 2,
    "junction": 4,
    "span": 2,
    "republic": len(REPUBLICS),
}


class Empty(NamedTuple):
    """A small world in which nothing has happened, its memory, and where its arrays lie in it: all to be copied."""

    world: World
    memory: np.ndarray
    groups: dict[str, tuple[type, list[tuple[Any, ...]]]]
    """By group its class, and of each array shape, type and place in the memory."""
    counts: tuple[Any, ...]


@cache
def _empty() -> Empty:
    world = World(SCHEDULE.states, SIZES)
    owner = next(world.arrays())[2].base
    assert owner is not None
    first = -owner.ctypes.data % PAGE
    memory = owner[first : first + owner.size - PAGE]

    def place(values: np.ndarray) -> tuple[Any, ...]:
        return values.shape, values.dtype, values.ctypes.data - memory.ctypes.data

    groups = {name: (type(group), [place(values) for values in group]) for name, group in world.groups.items()}
    return Empty(world, memory, groups, place(world._counts))


def new_world() -> World:
    """Return a small world in which nothing has happened: a copy, since tests ask for thousands."""
    world, memory, groups, counts = _empty()
    page = np.empty(memory.size + PAGE, np.uint8)
    first = -page.ctypes.data % PAGE
    page[first : first + memory.size] = memory

    def at(shape: tuple[int, ...], dtype: np.dtype, place: int) -> np.ndarray:
        return np.ndarray(shape, dtype, page, first + place)

    made = copy(world)
    made.groups = {name: cls(*(at(*one) for one in arrays)) for name, (cls, arrays) in groups.items()}
    made.__dict__.update(made.groups)
    made._counts = at(*counts)
    return made


def begin(parameters: Any, ground: Land) -> World:
    """Return the small world on its eve."""
    world = new_world()
    population.settle(world.population, ground, parameters.population)
    return world


def parameters_with(**groups: dict[str, float]) -> Any:
    """Return the default parameters, with changes by subsystem."""
    return _chosen(tuple((f"{group}.{name}", value) for group, by in groups.items() for name, value in by.items()))


@lru_cache(64)
def _chosen(given: tuple[tuple[str, float], ...]) -> Any:
    return choose_parameters(dict(given))


def loop(world: World, ground: Land, parameters: Any, schedule: Schedule = SCHEDULE) -> Loop:
    """Return the loop of a schedule over a world."""
    given = {"land": ground, "order_of_battle": order_of_battle(), "named_units": named_units(), **network()._asdict()}
    return Loop(schedule, world, given, parameters)


def war(days: int = 400, seed: int = 1, parameters: Any = None, each=None, moving=None, **changes: object) -> World:
    """Run the small war; `each(world, day)` is called at the end of every day.

    `changes` are fields of the forcing that stay as given; `moving` gives functions of the day for others.
    """
    parameters = parameters or parameters_with()
    ground = land()
    world = begin(parameters, ground)
    steps = loop(world, ground, parameters)
    for day in range(days):
        world.clear_counts()
        causes = forcing(day, **changes, **{name: given(day) for name, given in (moving or {}).items()})
        steps.step(table_of(causes), Today(seed, day, day % 7, 1 + day // 30 % 12))
        if each is not None:
            each(world, day)
    return world


def sums(
    fields: tuple[str, ...], days: int = 340, seeds: range = range(1, 6), parameters: Any = None, **changes: object
) -> np.ndarray:
    """Return the sums of daily fields, such as `rail.rails_destroyed`, over a war: a row for every seed, a column for every field."""
    totals = np.zeros((len(seeds), len(fields)))
    for n, seed in enumerate(seeds):

        def add(world, day, row=totals[n]):
            for k, field in enumerate(fields):
                group, name = field.split(".")
                row[k] += getattr(getattr(world, group), name).sum()

        war(days, seed, parameters, add, **changes)
    return totals


class Scene(NamedTuple):
    """Everything that a kernel may be given, on one day."""

    world: World
    land: Land
    forcing: Forcing
    parameters: Any
    today: Today


def place_detachment(world: World, i: int, cell: int, men: float = 100.0) -> None:
    """Put an armed detachment of local people into an unused row."""
    d = world.detachments
    d.alive[i], d.cell[i], d.days_silent[i], d.contact[i] = 1, cell, 0, 1
    d.skill[i], d.cohesion[i] = 0.1, 0.6
    d.people[i, 2] = d.men[i] = d.rifles[i] = d.explosive[i] = d.reported_strength[i] = men
    d.food[i] = 0.02 * men
    d.used[0] = max(d.used[0], i + 1)
    d.key[i] = i
    if i not in d.living[: d.number[0]]:
        d.living[d.number[0]] = i
        d.number[0] += 1


def list_detachments(world: World, today: Today) -> None:
    """List all detachments that a test has set up, those that ended too, and those whose day of the week it is."""
    d = world.detachments
    d.number[0] = d.used[0]
    d.living[: d.used[0]] = np.arange(d.used[0])
    mine = np.flatnonzero(d.key[: d.used[0]] % 7 == today.phase)
    d.batch_size[0] = mine.size
    d.batch[: mine.size] = mine


def scene(day: int = 105, camps: int = 0, seed: int = 1, parameters: Any = None, **changes: object) -> Scene:
    """Return the small world under occupation on a Sunday's eve (phase 0), with so many armed camps of a hundred in every cell."""
    parameters, ground = parameters or parameters_with(), land()
    world = begin(parameters, ground)
    causes = forcing(day, **changes)
    world.population.was_occupied[:] = causes.occupied
    world.gauge.relaid_share[:] = world.gauge.capacity_share[:] = 1.0
    world.gauge.operated_km[:] = ground.line_km
    for i in range(camps * CELLS):
        place_detachment(world, i, i % CELLS)
    today = Today(seed, day, day % 7, 1 + day // 30 % 12)
    list_detachments(world, today)
    detachments.list_by_cell(world.detachments)
    detachments.publish(world.detachments, parameters.detachments)
    concealment.step(world.concealment, ground, causes, parameters.concealment)
    return Scene(world, ground, causes, parameters, today)


def later(scene: Scene, days: int) -> Scene:
    """Return the scene some days later, with the counts of the day at nothing; its forcing stays."""
    scene.world.clear_counts()
    day = scene.today.day + days
    today = scene.today._replace(day=day, phase=day % 7, month=1 + day // 30 % 12)
    list_detachments(scene.world, today)
    return scene._replace(today=today)


def plain(kernel: Any) -> Any:
    """Return a function made with `kernel` as plain Python, which it is already where nothing is compiled."""
    return getattr(kernel, "py_func", kernel)


def call(kernel: Any, scene: Scene, **given: Any) -> Any:
    """Call a kernel of the day with what it asks for by name: groups of the world, the land, its own parameters.

    `given` are facts of the run that a scene has not, such as the order of battle.
    """
    own = kernel.py_func.__module__.rpartition(".")[2]
    rest = {
        "land": scene.land,
        "forcing": scene.forcing,
        "parameters": getattr(scene.parameters, own, None),
        "today": scene.today,
        **given,
    }
    list_detachments(scene.world, rest["today"])
    names = inspect.signature(kernel.py_func).parameters
    if not set(Network._fields).isdisjoint(names):
        rest |= network()._asdict()
    return kernel(*(rest[name] if name in rest else scene.world.groups[name] for name in names))

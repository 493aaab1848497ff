"""The eve of the war: parameters chosen, the world allocated, its people settled."""

from collections import namedtuple
from collections.abc import Mapping
from typing import Any

from hinterland.core.declare import Param, choose, specs
from hinterland.core.fault import Fault
from hinterland.core.given import number, shown
from hinterland.core.names import Names
from hinterland.engine.day import SCHEDULE
from hinterland.engine.schedule import Schedule
from hinterland.engine.world import World
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.land import REPUBLICS
from hinterland.war.civilians import population

CAPACITY = {
    "one": 1,
    "event": 8192,
    "detachment": 6144,
    "brigade": 1024,
    "formation": 256,
    "group": 5,
    "expedition": 6000,
    "swept": 200_000,
    "railhead": 32,
    "order": 64,
    "campaign": 8,
    "report": 20_000,
    "republic": len(REPUBLICS),
}
"""Rows made for entities whose number the war decides."""


def named_parameters(changes: Any, schedule: Schedule = SCHEDULE) -> dict[str, float]:
    """Return changes of parameters with each name as it is declared, and each value a number.

    Raises `Fault` for what is no mapping, a name that is not known or stands twice, and a value that is no number.
    """
    if not isinstance(changes, Mapping):
        raise Fault(None, 0, f"settings are {shown(changes)}", 'give a mapping, such as {"rail.guard_half": 9}')
    names = Names("parameter", parameters(schedule))
    made: dict[str, float] = {}
    for asked, value in changes.items():
        name = names.find(asked)
        if name in made:
            raise Fault(None, 0, f"the parameter {name} is given twice", "give it once")
        made[name] = number(value, name)
    return made


def choose_parameters(changes: Mapping[str, float] = {}, schedule: Schedule = SCHEDULE) -> Any:
    """Return the parameters of a run, `parameters.subsystem.name`: the defaults, with changes by full name.

    Raises `Fault` for a name that is not declared or a value out of its range.
    """
    by_group: dict[str, dict[str, float]] = {}
    for full, value in named_parameters(changes, schedule).items():
        group, _, name = full.partition(".")
        by_group.setdefault(group, {})[name] = value
    made = namedtuple("AllParameters", schedule.parameters)  # type: ignore[misc]
    groups = schedule.parameters.items()
    return made(*(choose(cls, by_group.get(name, {}), f"{name}.") for name, cls in groups))


def sizes_of(theatre: Theatre, units: int, named: int) -> dict[str, int]:
    """Return the rows of every place, for a theatre with the given numbers of Axis units and named units."""
    return CAPACITY | {
        "cell": len(theatre.ground.h3),
        "atom": theatre.all_atoms,
        "line": theatre.railway.km.size,
        "unit": units,
        "named": max(named, 1),
        "country": len(theatre.beyond.id),
        "junction": len(theatre.railway.junction),
        "span": len(theatre.bridges.id),
    }


def begin(theatre: Theatre, parameters: Any, units: int, named: int, schedule: Schedule = SCHEDULE) -> World:
    """Return the world on the morning of 22 June 1941, with room for the given Axis units and named units."""
    world = World(schedule.states, sizes_of(theatre, units, named))
    population.settle(world.population, theatre.land, parameters.population)
    return world


def parameters(schedule: Schedule = SCHEDULE) -> dict[str, Param]:
    """Return the declaration of every parameter by its full name, `subsystem.name`."""
    return {f"{group}.{name}": spec for group, cls in schedule.parameters.items() for name, spec in specs(cls).items()}

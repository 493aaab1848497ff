"""The eve of the war: the world allocated, its people settled, and everything a run reads made ready."""

from collections.abc import Mapping
from typing import Any

from hinterland.core.declare import choose, specs
from hinterland.core.fault import Fault
from hinterland.core.given import number, shown
from hinterland.core.names import Names
from hinterland.engine.world import Rules, World, allocate_world
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.land import REPUBLICS
from hinterland.war import people

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


def named_rules(changes: Any) -> dict[str, float]:
    """Return changes of parameters with each name as it is declared, and each value a number.

    Raises `Fault` for what is no mapping, a name that is not known or stands twice, and a value that is no number.
    """
    if not isinstance(changes, Mapping):
        raise Fault(None, 0, f"settings are {shown(changes)}", 'give a mapping, such as {"rail.guard_half": 9}')
    names = Names("parameter", parameters())
    made: dict[str, float] = {}
    for asked, value in changes.items():
        name = names.find(asked)
        if name in made:
            raise Fault(None, 0, f"the parameter {name} is given twice", "give it once")
        made[name] = number(value, name)
    return made


def choose_rules(changes: Mapping[str, float]) -> Rules:
    """Return the parameters of a run: the defaults, with changes named as `subsystem.name`.

    Raises `Fault` for a name that is not declared or a value out of its range.
    """
    by_group: dict[str, dict[str, float]] = {}
    for full, value in named_rules(changes).items():
        group, _, name = full.partition(".")
        by_group.setdefault(group, {})[name] = value
    return Rules(*(choose(cls, by_group.get(name, {}), f"{name}.") for name, cls in Rules.__annotations__.items()))


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


def begin(theatre: Theatre, rules: Rules, units: int, named: int) -> World:
    """Return the world on the morning of 22 June 1941, with room for the given Axis units and named units."""
    world = allocate_world(sizes_of(theatre, units, named))
    people.settle(world.people, theatre.land, rules.people)
    return world


def parameters() -> dict[str, object]:
    """Return every parameter by its full name, `subsystem.name`."""
    return {
        f"{group}.{name}": spec for group, cls in Rules.__annotations__.items() for name, spec in specs(cls).items()
    }

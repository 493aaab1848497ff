"""The world on the morning of 22 June 1941: its arrays allocated, its people settled."""

from typing import Any

from hinterland.engine.day import SCHEDULE
from hinterland.engine.schedule import Schedule
from hinterland.engine.world import World
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.land import REPUBLICS
from hinterland.theatre.named_units import NamedUnits
from hinterland.theatre.network import network_of
from hinterland.theatre.order_of_battle import OrderOfBattle
from hinterland.war.civilians import population

CAPACITY = {
    "one": 1,
    "event": 8192,
    "detachment": 32_768,
    "brigade": 8192,
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


def sizes_of(theatre: Theatre, units: int, named: NamedUnits) -> dict[str, int]:
    """Return the rows of every place, for a theatre with so many Axis units and these named units."""
    return CAPACITY | {
        "cell": len(theatre.ground.h3),
        "atom": theatre.all_atoms,
        "line": theatre.railway.km.size,
        "unit": units,
        "named": max(named.day.size, 1),
        "waypoint": max(named.way_day.size, 1),
        "country": len(theatre.foreign.id),
        "junction": len(theatre.railway.junction),
        "span": len(theatre.bridges.id),
    }


def begin(theatre: Theatre, parameters: Any, units: int, named: NamedUnits, schedule: Schedule = SCHEDULE) -> World:
    """Return the world on the morning of 22 June 1941, with room for so many Axis units and for these named units."""
    world = World(schedule.states, sizes_of(theatre, units, named))
    population.settle(world.population, theatre.land, parameters.population)
    return world


def given_of(theatre: Theatre, order_of_battle: OrderOfBattle, named: NamedUnits) -> dict[str, Any]:
    """Return what kernels are given by name beside the world, the parameters and the forcing of the day."""
    fixed = {"land": theatre.land, "order_of_battle": order_of_battle, "named_units": named}
    return fixed | network_of(theatre)._asdict()

"""The roll of named partisan units, as kernels read it: who led them, and where documents have them on which day."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array, assumed, choose
from hinterland.theatre.decisions import Decision
from hinterland.theatre.documented_movements import Waypoint, read_movements
from hinterland.theatre.ground import Ground, cell_at
from hinterland.theatre.inputs import Inputs, Unit


class Parameters(NamedTuple):
    """People of a named unit where no source says."""

    group: float = assumed(
        12, "person", (6, 24), "People of a group, which a unit that comes by air is too", "house-0004"
    )
    detachment: float = assumed(45, "person", (22, 90), "People of a detachment", "house-0004")
    brigade: float = assumed(160, "person", (80, 320), "People of a brigade", "house-0004")


USUAL = choose(Parameters, {})
"""The values of history."""


class NamedUnits(NamedTuple):
    """Fixed facts of every named unit of partisans (N of them).

    The day on which it is set up, where, with how many, and the number of its leader: the same for all the units that
    one leader led, -1 where none is known.
    """

    day: Array
    cell: Array
    men: Array
    leader: Array
    based: Array
    """1 where its base is on the Soviet side of the front, which it crosses for raids, as uint8."""
    landed: Array
    """1 where it came by air, sent by the staffs on the Soviet side, as uint8."""
    way_start: Array
    """N + 1: the waypoints of unit n are those from `way_start[n]` up to `way_start[n + 1]`, in order of time."""
    way_day: Array
    way_cell: Array
    way_begins: Array
    """The day on which the march of the waypoint begins."""


def leader_of(raid: Decision) -> str:
    """Return the family name with which the text of a raid begins (`Kovpak: leg 1 ...`), or nothing."""
    name, colon, _ = raid.text.partition(":")
    return name.strip() if colon and raid.switch == "raid" else ""


def leaders(units: Sequence[Unit]) -> dict[str, int]:
    """Return a number for the family name of every commander of a named unit."""
    names = dict.fromkeys(unit.commander.split()[-1] for unit in units if unit.commander)
    return {name: n for n, name in enumerate(names)}


def waypoints_of(units: Sequence[Unit], ways: Sequence[Waypoint], ground: Ground) -> tuple[Array, ...]:
    """Return the last four fields of `NamedUnits`: where each unit is to be, and when. A landing is no march."""
    begins: dict[str, int] = {}
    for way in ways:
        begins.setdefault(way.march, way.day)
    row = {unit.id: n for n, unit in enumerate(units)}
    walked = sorted((row[way.unit], way.day, n) for n, way in enumerate(ways) if way.what != "landed")
    start = np.searchsorted([n for n, _, _ in walked], np.arange(len(units) + 1)).astype(np.int32)
    there = [ways[n] for _, _, n in walked]
    cells = [cell_at(ground, way.lat, way.lon) for way in there]
    of_march = [begins[way.march] for way in there]
    return start, *(np.array(x, np.int32) for x in ([way.day for way in there], cells, of_march))


def named_units_of(ground: Ground, forcing: Inputs, parameters: Parameters = USUAL) -> NamedUnits:
    """Return the named units of partisans: the day, the cell, the people, the leader and the waypoints of each.

    A formation is a staff over units of its own and has no people beside theirs.
    """
    units = forcing.units
    known = leaders(units)
    led = [known[unit.commander.split()[-1]] if unit.commander else -1 for unit in units]
    cells = [cell_at(ground, u.lat, u.lon) for u in units]
    days, based = np.array([u.formed for u in units], np.int32), np.array([u.based for u in units], np.uint8)
    ways = read_movements()
    flown = {way.unit for way in ways if way.what == "landed"}
    people = parameters._asdict() | {"formation": 0.0}
    men = [u.men if u.men is not None else people["group" if u.id in flown else u.level] for u in units]
    landed = np.array([u.id in flown for u in units], np.uint8)
    where, led_by = np.array(cells, np.int32), np.array(led, np.int32)
    return NamedUnits(days, where, np.array(men, float), led_by, based, landed, *waypoints_of(units, ways, ground))

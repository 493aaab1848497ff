"""The Axis order of battle of the rear areas as kernels read it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.declare import Array, assumed, choose
from hinterland.theatre.documented_movements import SCOPES, CameOver, read_came_over
from hinterland.theatre.ground import Ground, cell_at, middle_of, within_km
from hinterland.theatre.inputs import KINDS, AxisStays, Inputs
from hinterland.theatre.regions import Regions

NATIVE = ("schuma", "eastern_battalion", "cossack", "rona")
"""Kinds of unit whose men had been Soviet citizens."""
CAPTIVE = ("eastern_battalion", "cossack")
"""Those of them that were filled from the prisoner-of-war camps (house-0138)."""
FIELD = ("field_division", "cavalry", "kampfgruppe")
"""Kinds that are field troops: on rear security they are missing at the front."""
HUNGARIAN = "hungarian_division"
COUNTED = ("security_division", "ss_brigade")


class Parameters(NamedTuple):
    """How many men of a unit have one commander, when a unit moves on, and how large its area is at least."""

    schuma_body: float = assumed(550, "person", (300, 2600), "Auxiliary police under one commander", "house-0130")
    eastern_battalion_body: float = assumed(
        800, "person", (300, 2600), "Men under one commander in a large eastern unit", "house-0130"
    )
    cossack_body: float = assumed(
        800, "person", (300, 2600), "Men under one commander in a large Cossack unit", "house-0130"
    )
    rona_body: float = assumed(1500, "person", (300, 2600), "Men under one commander in the RONA brigade", "house-0130")
    largest_single_body: float = assumed(
        2600, "person", (300, 5000), "Men up to which an eastern, Cossack or RONA unit has one commander", "house-0130"
    )
    longest_move_days: float = assumed(
        20, "day", (5, 60), "Days within which a unit that moves comes to its next area with its men as they are",
        "house-1919",
    )  # fmt: skip
    smallest_area_km: float = assumed(
        30, "km", (5, 100), "Radius of the area of a unit for which the table gives a smaller one", "house-1919"
    )


USUAL = choose(Parameters, {})
"""The values of history."""


class OrderOfBattle(NamedTuple):
    """Fixed facts of every Axis unit (U of them) and of every expedition ordered by name (E of them).

    `reach_start` (U + 1) and `reach_cell` hold the cells of each unit's area, row after row; `over_start` (C + 1) and
    `over_unit` hold the units over whose area each cell lies.
    """

    arrives: Array
    leaves: Array
    men: Array
    mobile: Array
    harsh: Array
    native: Array
    """1 where its men had been Soviet citizens, as uint8."""
    captive: Array
    """1 where they came from the prisoner-of-war camps, as uint8."""
    field: Array
    """1 where it counts as field troops, as uint8."""
    division: Array
    """1 for a security division, as uint8."""
    brigade: Array
    """1 for an SS brigade, as uint8."""
    regular: Array
    """1 for a field division, as uint8."""
    hungarian: Array
    """1 for a Hungarian unit, as uint8."""
    body: Array
    """Men under one commander, who may go over together."""
    follows: Array
    """The stay of the same unit just before this one, -1 for none."""
    home: Array
    """Cell of its base."""
    reach_start: Array
    reach_cell: Array
    over_start: Array
    over_unit: Array
    came_day: Array
    """Day on which documents have men of the unit come over to partisans, -1 for none."""
    came_cell: Array
    """Cell where they did."""
    came_scope: Array
    """How many of them, a number of `SCOPES`."""
    named_from: Array
    named_to: Array
    named_cell: Array
    named_km: Array
    named_men: Array
    named_command: Array
    """Who commands it: index in `inputs.COMMANDS`, -1 where that is not known."""


def duties(axis: AxisStays, parameters: Parameters = USUAL) -> dict[str, Any]:
    """Return what kind and name of each unit say of it: `native`, `captive`, `field` and so on."""
    kinds = [KINDS[k] for k in axis.kind]
    bodies = {kind: getattr(parameters, f"{kind}_body") for kind in NATIVE}
    men = axis.men.astype(float)
    whole = np.array([k != "schuma" for k in kinds]) & (men <= parameters.largest_single_body)
    stem = [name.rpartition("_")[0] for name in axis.id]
    follows = np.full(men.size, -1, np.int32)
    for u in range(1, men.size):
        if stem[u] == stem[u - 1] and 0 < axis.start[u] - axis.end[u - 1] <= parameters.longest_move_days:
            follows[u] = u - 1
    return {
        "native": np.array([k in NATIVE for k in kinds], np.uint8),
        "captive": np.array([k in CAPTIVE for k in kinds], np.uint8),
        "field": np.array([k in FIELD for k in kinds], np.uint8),
        "division": np.array([k == COUNTED[0] for k in kinds], np.uint8),
        "brigade": np.array([k == COUNTED[1] for k in kinds], np.uint8),
        "regular": np.array([k == FIELD[0] for k in kinds], np.uint8),
        "hungarian": np.array([k == HUNGARIAN for k in kinds], np.uint8),
        "body": np.where(whole, men, [bodies.get(k, 0.0) for k in kinds]),
        "follows": follows,
    }


def over(start: Array, cells: Array, size: int) -> tuple[Array, Array]:
    """Turn the cells of each unit round into the units of each of `size` cells, as starts and a list."""
    unit = np.repeat(np.arange(start.size - 1, dtype=np.int32), np.diff(start))
    order = np.argsort(cells, kind="stable")
    return np.searchsorted(cells[order], np.arange(size + 1)).astype(np.int32), unit[order]


def documented(axis: AxisStays, came: Sequence[CameOver], ground: Ground) -> dict[str, Any]:
    """Return on which day, where and in what part native units came over to partisans, as far as the day is known."""
    many = axis.start.size
    day, cell, scope = np.full(many, -1, np.int32), np.full(many, -1, np.int32), np.zeros(many, np.int32)
    for one in came:
        if one.side != "partisans" or one.precision > 1 or not one.axis_unit:
            continue
        for u, name in enumerate(axis.id):
            if name.rpartition("_")[0] == one.axis_unit and axis.start[u] <= one.day <= axis.end[u]:
                day[u], scope[u] = one.day, SCOPES.index(one.scope)
                cell[u] = cell_at(ground, one.lat, one.lon)
    return {"came_day": day, "came_cell": cell, "came_scope": scope}


def order_of_battle_of(
    ground: Ground, regions: Regions, forcing: Inputs, parameters: Parameters = USUAL
) -> OrderOfBattle:
    """Return the Axis order of battle, each unit with the cells of its area, and the expeditions ordered by name."""
    axis = forcing.axis
    first, cells = [0], []
    for lat, lon, km in zip(axis.lat, axis.lon, axis.radius_km, strict=True):
        reach = max(float(km), parameters.smallest_area_km)
        near = within_km(ground, float(lat), float(lon), reach)
        cells.append(near if near.size else np.array([cell_at(ground, float(lat), float(lon))]))
        first.append(first[-1] + cells[-1].size)
    reach_start, reach_cell = np.array(first, np.int32), np.concatenate(cells).astype(np.int32)
    over_start, over_unit = over(reach_start, reach_cell, len(ground.h3))
    home = [cell_at(ground, float(lat), float(lon)) for lat, lon in zip(axis.lat, axis.lon, strict=True)]
    named = [d for d in forcing.decisions if d.switch == "expedition"]
    inside = [regions.cells(d.region) for d in named]
    centre = [middle_of(ground, c) for c in inside]
    radius = [float(np.sqrt(ground.area[c].sum() / np.pi)) for c in inside]
    return OrderOfBattle(
        arrives=axis.start.astype(np.int32),
        leaves=axis.end.astype(np.int32),
        men=axis.men.astype(float),
        mobile=axis.mobile.astype(float),
        harsh=axis.harshness.astype(float),
        home=np.array(home, np.int32),
        reach_start=reach_start,
        reach_cell=reach_cell,
        over_start=over_start,
        over_unit=over_unit,
        **duties(axis, parameters),
        **documented(axis, read_came_over(), ground),
        named_from=np.array([d.start for d in named], np.int32),
        named_to=np.array([d.end for d in named], np.int32),
        named_cell=np.array(centre, np.int32),
        named_km=np.array(radius),
        named_men=np.array([d.value for d in named], float),
        named_command=np.array([forcing.commands.get(d.id, -1) for d in named], np.int32),
    )

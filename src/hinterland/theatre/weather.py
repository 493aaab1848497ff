"""The weather of every zone and day: warmth, snow, mud, nights fit to fly, leaves and darkness."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hinterland.core.calendar import DAYS, date_of, day_of, month_of, months, parse
from hinterland.core.declare import Array, assumed, choose
from hinterland.core.elementary import exp
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import read
from hinterland.theatre.daylight import day_of_year, nearest, night_hours

Floats = NDArray[np.float32]
Warmer = tuple[date | str, date | str, float]
SOUTH = 46.0
"""Degrees north of the south of the theatre, where the days of leaves are declared."""


class Parameters(NamedTuple):
    """When the leaves come and fall, and how snow follows warmth."""

    leaf_out_day: float = assumed(
        115, "day", (95, 135), "Day of the year on which half the leaves are out at 46 degrees north", "house-1917"
    )
    leaf_fall_day: float = assumed(
        293, "day", (270, 315), "Day of the year on which half the leaves are down at 46 degrees north", "house-1917"
    )
    later_north: float = assumed(
        2.3, "day", (0, 5), "Days by which leaves come later for each degree north", "house-1917"
    )
    sooner_north: float = assumed(
        1.8, "day", (0, 5), "Days by which leaves fall sooner for each degree of latitude farther north", "house-1917"
    )
    turning_days: float = assumed(21, "day", (5, 60), "Days that either takes", "house-1917")
    thaw_degrees: float = assumed(
        12, "degC", (3, 40), "Degrees of warming in a scenario that thin the lying snow to 1/e", "house-1918"
    )


USUAL = choose(Parameters, {})
"""The values of history."""


def zone_of(lat: ArrayLike, lon: ArrayLike, folder: Path = THEATRE) -> NDArray[np.int64]:
    """Return the index (from 0) of the nearest weather zone for places given in degrees; shaped as `lat`."""
    _, places = _zones(folder)
    return nearest(lat, lon, *places)


def foliage(lat: ArrayLike, day: ArrayLike, parameters: Parameters = USUAL) -> NDArray[np.float32]:
    """Return the leaf cover of broadleaved wood, 0 bare to 1 full, at latitude `lat` on day number `day`."""
    north, when = np.asarray(lat, float) - SOUTH, day_of_year(day) + 1
    out = (when - parameters.leaf_out_day - parameters.later_north * north) / parameters.turning_days + 0.5
    left = (parameters.leaf_fall_day - parameters.sooner_north * north - when) / parameters.turning_days + 0.5
    return np.clip(np.minimum(out, left), 0, 1).astype(np.float32)


def _zones(folder: Path) -> tuple[list[str], Floats]:
    """Return the names of the weather zones, and the latitude and longitude of each, shaped (2, zones)."""
    lines = read(folder, "weather_zones.csv", "zone name lat lon")
    places = np.array([line.place("lat", "lon") for line in lines], np.float32).T
    return [line.text("zone") for line in lines], places


def _between(days: Array, known: Array, values: Array) -> Array:
    """Return the values of days that lie between known days, by the straight line; outside, that of the nearest."""
    k = np.clip(np.searchsorted(known, days, side="right") - 1, 0, known.size - 2)
    share = np.clip((days - known[k]) / (known[k + 1] - known[k]), 0.0, 1.0)
    return np.asarray(values[k] * (1.0 - share) + values[k + 1] * share)


def read_weather(
    folder: Path = THEATRE, changes: Iterable[Warmer] = (), parameters: Parameters = USUAL
) -> dict[str, Floats]:
    """Return the fields of `inputs.Inputs` of weather, leaves and darkness.

    `changes` are first day, last day and degrees C by which the weather departs from history. Raises `Fault` for a bad
    table, or a date outside the war.
    """
    zones, (lat, _) = _zones(folder)
    month = {name: i for i, name in enumerate(months())}
    limits = {"temp_c": (-45, 40), "snow_cm": (0, 200), "mud": (0, 1), "flying": (0, 1)}
    table = np.full((len(limits), len(month), len(zones)), np.nan)
    for line in read(folder, "weather.csv", "zone month temp_c snow_cm mud flying"):
        m, z = month[line.choice("month", month)], zones.index(line.choice("zone", zones))
        if not np.isnan(table[0, m, z]):
            raise line.fault(f"zone {zones[z]} has {line.text('month')} twice", "keep one of the rows")
        table[:, m, z] = [line.number(name, *limit) for name, limit in limits.items()]
    if np.isnan(table).any():
        m, z = np.argwhere(np.isnan(table[0]))[0]
        raise Fault(folder / "weather.csv", 0, f"zone {zones[z]} lacks {list(month)[m]}", "add the row")
    days = np.arange(DAYS)
    middle = [day_of(date.fromisoformat(name + "-15")) for name in month]
    which = [month[month_of(d)] for d in range(DAYS)]
    # Warmth and snow change through a month; mud and flying are shares of the month, and keep its mean.
    temp, snow = (np.stack([_between(days, np.array(middle), zone) for zone in kind.T], axis=1) for kind in table[:2])
    for first, last, degrees in changes:
        start, end = (day_of(d if isinstance(d, date) else parse(d)) for d in (first, last))
        if not 0 <= start <= end < DAYS:
            message = f"the weather change from {first} to {last} does not fit the war"
            raise Fault(None, 0, message, f"give two dates in order, {date_of(0)} to {date_of(DAYS - 1)}")
        temp[start : end + 1] += degrees
        snow[start : end + 1] *= exp(-degrees / parameters.thaw_degrees)
    _, _, mud, flying = table
    made = {"temp_c": temp, "snow_cm": snow, "mud": mud[which], "flying": flying[which]}
    light = {"foliage": foliage(lat, days[:, None], parameters), "night_h": night_hours(lat, days[:, None])}
    air = {name: field.astype(np.float32) for name, field in made.items()}
    return air | light

"""What comes from outside by date: weather, decisions, Axis units, named partisan units, aircraft, trains.

The tables are plain data in `theatre/`; a row that cannot be meant raises one `Fault` with line and remedy.
Nothing here says what came of a decision: the war finds that out. Units: degrees C, cm, hours, km, men.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hinterland.core.calendar import DAYS, FIRST, date_of, day_of, months
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import Line, read
from hinterland.theatre.decisions import Decision, levers, read_decisions, scaled_by
from hinterland.theatre.weather import USUAL, Parameters, Warmer, read_weather

Floats = NDArray[np.float32]

GROUPS = ("north", "centre", "south", "finland", "romania")
KINDS = (
    *("security_division", "field_division", "training_division", "army_rear", "landesschutz", "rail_guard"),
    *("ss_brigade", "ss_cavalry", "ss_battalion", "police_staff", "police_regiment", "police_battalion"),
    *("gendarmerie", "schuma", "eastern_battalion", "cossack", "rona", "cavalry", "kampfgruppe"),
    *("hungarian_division", "romanian_division", "slovak_division", "finnish_unit"),
)
COMMANDS = ("army", "security", "police", "ss", "native")
"""Commands of expeditions: an army, a security division, SS and Police, an SS brigade, native or allied troops."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A named partisan unit as it was set up: place in degrees, day, men (None where no source says)."""

    id: str
    name: str
    level: str
    commander: str
    commissar: str
    lat: float
    lon: float
    formed: int
    men: int | None
    oblast: str
    based: bool


class AxisStays(NamedTuple):
    """The A stays of Axis units, an entry each; a unit that moved has several."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    kind: NDArray[np.int8]
    """Index in `KINDS`."""
    group: NDArray[np.int8]
    """Index in `GROUPS`."""
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    lat: Floats
    lon: Floats
    men: Floats
    radius_km: Floats
    mobile: Floats
    """Share that is free for expeditions, 0 to 1."""
    harshness: Floats
    """How its orders and habits treat civilians, 0 to 1."""


class Inputs(NamedTuple):
    """Everything from outside, for D = 1,418 days and Z weather zones."""

    temp_c: Floats
    """D x Z, mean temperature of the day."""
    snow_cm: Floats
    """D x Z, depth of lying snow."""
    mud: Floats
    """D x Z, share of the month in which tracks are impassable."""
    flying: Floats
    """D x Z, share of the month's nights that are fit to fly."""
    foliage: Floats
    """D x Z, 0 bare to 1 in full leaf."""
    night_h: Floats
    """D x Z, hours from sunset to sunrise at the zone's latitude."""
    sorties: Floats
    """D, sorties that stand ready for partisans."""
    sortie_kg: Floats
    """D, load of one of them."""
    demand: Floats
    """D x 5, trains a day that each of `GROUPS` asks for."""
    decisions: tuple[Decision, ...]
    axis: AxisStays
    units: tuple[Unit, ...]
    commands: dict[str, int]
    """Who commanded an expedition ordered by name, by the id of the decision: index in `COMMANDS`."""


def read_axis(folder: Path = THEATRE) -> AxisStays:
    """Return the stays of `axis.csv` as arrays; raise `Fault` on the first row out of order."""
    columns = "id name kind men from to base_lat base_lon radius_km mobile harshness army_group"
    lines = read(folder, "axis.csv", columns)
    kind = np.array([KINDS.index(n.choice("kind", KINDS)) for n in lines], np.int8)
    group = np.array([GROUPS.index(n.choice("army_group", GROUPS)) for n in lines], np.int8)
    span = np.array([n.span() for n in lines], np.int32).T
    place = np.array([n.place("base_lat", "base_lon") for n in lines], np.float32).T
    limits = {"men": (1, 60_000), "radius_km": (5, 300), "mobile": (0, 1), "harshness": (0, 1)}
    sizes = [np.array([n.number(name, *limit) for n in lines], np.float32) for name, limit in limits.items()]
    ids, names = (tuple(n.text(name) for n in lines) for name in ("id", "name"))
    return AxisStays(ids, names, kind, group, *span.copy(), *place.copy(), *sizes)


def read_units(folder: Path = THEATRE) -> tuple[Unit, ...]:
    """Return the named units of `partisan_units.csv`; raise `Fault` on the first row out of order."""
    columns = "id name level commander commissar lat lon formed men oblast based"
    return tuple(_unit(line) for line in read(folder, "partisan_units.csv", columns))


def read_commands(folder: Path, decisions: Iterable[Decision]) -> dict[str, int]:
    """Return `expedition_commands.csv` as the index in `COMMANDS` by decision; raise `Fault` on a row out of order."""
    named = {d.id for d in decisions if d.switch == "expedition"}
    lines = read(folder, "expedition_commands.csv", "decision command verified note")
    for line in lines:
        line.choice("decision", named, "give the id of an expedition of decisions.csv")
        line.choice("verified", ("yes", "memory", "house"))
    return {line.text("decision"): COMMANDS.index(line.choice("command", COMMANDS)) for line in lines}


def build(
    folder: Path = THEATRE,
    *,
    drop: Collection[str] = frozenset(),
    warmer: Iterable[Warmer] = (),
    scaled: Iterable[tuple[str, float]] = (),
    weather: Parameters = USUAL,
) -> Inputs:
    """Return everything from outside, less what a scenario takes away.

    `drop` names switches or ids of decisions that are not taken; `warmer` lists (first, last day, degrees C)
    by which the weather departs from history, `scaled` factors by which the value of decisions named so changes.
    Raises `Fault` for a bad table, a name that is not known, or a date outside the war.
    """
    decisions = read_decisions(folder)
    factors = dict(scaled)
    known = levers(decisions)
    for name in sorted((set(drop) | set(factors)) - set(known.known)):
        raise known.unknown(name)
    taken = tuple(d for d in decisions if d.switch not in drop and d.id not in drop)
    taken = tuple(scaled_by(d, factors.get(d.switch, 1.0) * factors.get(d.id, 1.0)) for d in taken)
    axis, units = read_axis(folder), read_units(folder)
    commands = read_commands(folder, decisions)
    sorties, load = _stores(folder)
    made = {"sorties": sorties, "sortie_kg": load, "demand": _demand(folder)}
    return Inputs(
        **read_weather(folder, warmer, weather), **made, decisions=taken, axis=axis, units=units, commands=commands
    )


def _unit(line: Line) -> Unit:
    level = line.choice("level", ("group", "detachment", "brigade", "formation"))
    men = int(line.number("men", 1, 20_000)) if line.text("men") else None
    key, name, oblast = (line.text(column) for column in ("id", "name", "oblast"))
    who = line.text("commander"), line.text("commissar")
    based = line.choice("based", ("yes", "")) == "yes"
    return Unit(key, name, level, *who, *line.place("lat", "lon"), line.day("formed"), men, oblast, based)


def _stores(folder: Path) -> tuple[Floats, Floats]:
    sorties, load = np.full((2, DAYS), np.nan, np.float32)
    known = months()
    for line in read(folder, "stores.csv", "month sorties kg_per_sortie"):
        start = max(date.fromisoformat(line.choice("month", known) + "-01"), FIRST)
        after = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        first, last = day_of(start), min(day_of(after), DAYS)
        sorties[first:last] = line.number("sorties", 0, 30_000) / (last - first)
        load[first:last] = line.number("kg_per_sortie", 0, 5_000)
    if np.isnan(sorties).any():
        gap = date_of(int(np.argmax(np.isnan(sorties))))
        raise Fault(folder / "stores.csv", 0, f"{gap:%Y-%m} is missing", "add the month")
    return sorties, load


def _demand(folder: Path) -> Floats:
    daily = np.full((DAYS, len(GROUPS)), np.nan, np.float32)
    for line in read(folder, "demand.csv", "army_group from to trains_day"):
        group, (start, end) = line.choice("army_group", GROUPS), line.span()
        asked = daily[start : end + 1, GROUPS.index(group)]
        if not np.isnan(asked).all():
            raise line.fault(f"{group} asks twice on some day", "let the spans follow each other")
        asked[:] = line.number("trains_day", 0, 400)
    if np.isnan(daily).any():
        day, column = np.argwhere(np.isnan(daily))[0]
        message = f"{GROUPS[column]} asks for nothing on {date_of(int(day))}"
        raise Fault(folder / "demand.csv", 0, message, "add a row, with 0 trains if that is meant")
    return daily

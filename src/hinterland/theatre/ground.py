"""The ground: every cell of the theatre with its land and people, and the oblasts that hold the cells."""

import functools
import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import h3
import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.core.units import SIDES
from hinterland.theatre.csv_table import Line, read
from hinterland.theatre.sphere import degrees_of_latitude, km_between

MIDDLE = 4
RESOLUTIONS = (3, MIDDLE, 5)
"""H3 resolutions of which there are tables."""
ROUNDING = 0.005
"""How far shares of a table may be from adding up to 1."""
NATIONS = (
    *("russian", "belarusian", "ukrainian", "polish", "jewish", "lithuanian"),
    *("latvian", "estonian", "tatar", "finnic", "romanian", "other"),
)
SOVIET = ("BSSR", "UkSSR", "RSFSR", "KFSSR", "MSSR", "LSSR", "LaSSR", "ESSR")
GROUPS = ("north", "centre", "south", "finland", "romania")
_SHARES = ("forest", "marsh", "crop")
_AMOUNTS = ("area_km2", "relief_m", "pop_rural", "pop_urban")
_OBLASTS = "id name republic sovereign_1938 occupier administration army_group lat lon pop_total pop_urban census"


class Oblast(NamedTuple):
    """An oblast of June 1941, or a piece of a country abroad.

    `people` and `townspeople` are persons of the census named; `nations` are shares in the order of
    `NATIONS`; `lat` and `lon` are the centre of its land in degrees.
    """

    id: str
    name: str
    republic: str
    sovereign: str
    occupier: str
    administration: str
    group: str
    lat: float
    lon: float
    people: float
    townspeople: float
    census: str
    nations: tuple[float, ...]
    name_1941: str = ""


class Ground(NamedTuple):
    """Every cell of the theatre at one resolution, in the order of the table.

    Degrees; km2 of land in 1941; shares of land from 0 to 1; metres; persons of June 1941.
    """

    resolution: int
    h3: tuple[str, ...]
    lat: Array
    lon: Array
    area: Array
    forest: Array
    marsh: Array
    relief: Array
    """Standard deviation of height within the cell, m."""
    crop: Array
    rural: Array
    urban: Array
    nations: Array
    """Cells x 12 shares of people, in the order of `NATIONS`; each row adds up to one."""
    oblast: Array
    """Index into `oblasts`, int32."""
    soviet_1938: Array
    """1 where the land was Soviet before September 1939, uint8."""
    abroad: Array
    """1 outside the Soviet Union of June 1941, uint8."""
    neighbours: Array
    """Cells x 6 indices of adjoining cells, int32, -1 where the theatre ends."""
    oblasts: tuple[Oblast, ...]

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Ground: {len(self.h3)} cells at resolution {self.resolution}, {len(self.oblasts)} oblasts>"


def _nations(line: Line) -> tuple[float, ...]:
    shares = tuple(line.number(nation, 0, 1) for nation in NATIONS)
    whole = math.fsum(shares)
    if abs(whole - 1) > ROUNDING:
        raise line.fault(f"nationalities add up to {whole:.3f}", "make them add up to 1")
    return tuple(share / whole for share in shares)


def _oblast(line: Line) -> Oblast:
    lat, lon = line.anywhere()
    people = line.number("pop_total", 0, 1e8)
    return Oblast(
        id=line.text("id"),
        name=line.text("name"),
        republic=line.text("republic"),
        sovereign=line.text("sovereign_1938"),
        occupier=line.text("occupier"),
        administration=line.text("administration"),
        group=line.choice("army_group", GROUPS),
        lat=lat,
        lon=lon,
        people=people,
        townspeople=line.number("pop_urban", 0, people),
        census=line.text("census"),
        nations=_nations(line),
        name_1941=line.text("name_1941"),
    )


def read_oblasts(folder: Path = THEATRE) -> tuple[Oblast, ...]:
    """Read `oblasts.csv`, in the order of the table."""
    return tuple(_oblast(line) for line in read(folder, "oblasts.csv", " ".join((_OBLASTS, *NATIONS))))


def neighbours(cells: Sequence[str]) -> Array:
    """Return C x 6 indices of the cells that adjoin each of some H3 cells, int32; -1 where one is not among them."""
    place = {cell: i for i, cell in enumerate(cells)}
    found = np.full((len(cells), SIDES), -1, np.int32)
    for i, cell in enumerate(cells):
        near = sorted(place[other] for other in h3.grid_disk(cell, 1) if other != cell and other in place)
        found[i, : len(near)] = near
    return found


def _sealed(values: Array) -> Array:
    values.setflags(write=False)
    return values


@functools.cache
def read_ground(resolution: int = MIDDLE, folder: Path = THEATRE) -> Ground:
    """Read the cells of one resolution; the arrays are read-only and shared by all who ask.

    Raises `Fault` for a resolution without a table and for any row that cannot be right.
    """
    if resolution not in RESOLUTIONS:
        raise Fault(None, 0, f"there are no cells of resolution {resolution}", "choose 3, 4 or 5")
    oblasts = read_oblasts(folder)
    index = {oblast.id: i for i, oblast in enumerate(oblasts)}
    cells: list[str] = []
    home: list[int] = []
    figures: list[list[float]] = []
    nations: list[tuple[float, ...]] = []
    columns = " ".join(("h3 lat lon oblast", *_AMOUNTS, *_SHARES, *NATIONS))
    for line in read(folder, f"cells_res{resolution}.csv", columns, key="h3"):
        cell = line.text("h3")
        if not h3.is_valid_cell(cell) or h3.get_resolution(cell) != resolution:
            raise line.fault(f"{cell!r} is no cell of this resolution", "make the table again")
        cells.append(cell)
        home.append(index[line.choice("oblast", index, "add it to oblasts.csv or mend the cell")])
        figures.append(
            [*line.anywhere()]
            + [line.number(name, 0, 1e8) for name in _AMOUNTS]
            + [line.number(name, 0, 1) for name in _SHARES]
        )
        nations.append(_nations(line))
    lat, lon, area, relief, rural, urban, forest, marsh, crop = (
        _sealed(np.array(column, np.float64)) for column in zip(*figures, strict=True)
    )
    at = np.array(home, np.int32)
    soviet = np.array([oblast.sovereign == "USSR" for oblast in oblasts])
    abroad = np.array([oblast.republic not in SOVIET for oblast in oblasts])
    return Ground(
        resolution=resolution,
        h3=tuple(cells),
        lat=lat,
        lon=lon,
        area=area,
        forest=forest,
        marsh=marsh,
        relief=relief,
        crop=crop,
        rural=rural,
        urban=urban,
        nations=_sealed(np.array(nations, np.float64)),
        oblast=_sealed(at),
        soviet_1938=_sealed(soviet[at].astype(np.uint8)),
        abroad=_sealed(abroad[at].astype(np.uint8)),
        neighbours=_sealed(neighbours(cells)),
        oblasts=oblasts,
    )


def distance_km(ground: Ground, lat: float, lon: float) -> Array:
    """Return the great-circle distance in km from a point to the centre of every cell."""
    return km_between(ground.lat, ground.lon, lat, lon)


def within_km(ground: Ground, lat: float, lon: float, km: float) -> Array:
    """Return the indices of the cells whose centre lies at most so many km from a point."""
    near = np.flatnonzero(np.abs(ground.lat - lat) <= degrees_of_latitude(km))
    return near[km_between(ground.lat[near], ground.lon[near], lat, lon) <= km]


def cell_at(ground: Ground, lat: float, lon: float) -> int:
    """Return the cell that holds a point, or the nearest one where it lies at sea or outside the theatre."""
    cell = h3.latlng_to_cell(lat, lon, ground.resolution)
    try:
        return ground.h3.index(cell)
    except ValueError:
        return int(distance_km(ground, lat, lon).argmin())


def middle_of(ground: Ground, cells: Array) -> int:
    """Return that one of some cells which lies nearest to the mean of their places."""
    away = distance_km(ground, float(ground.lat[cells].mean()), float(ground.lon[cells].mean()))
    return int(cells[away[cells].argmin()])

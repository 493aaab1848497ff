"""Which oblast of June 1941 a point lay in: nearest place of today, frontiers by hand, nearest seat."""

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
CRIMEA = (44.2, 46.25, 32.4, 36.7)
BLANK_NORTH, BLANK_EAST = 62.0, 28.5
"""The map of countries leaves much of the far north blank: beyond these it is Russia, elsewhere a coast."""
DROPPED = "out"


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def polygon(text: str) -> np.ndarray:
    """Read corners written as `lat lon;lat lon;...`."""
    return np.array([[float(number) for number in corner.split()] for corner in text.split(";")])


def inside(corners: np.ndarray, lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Say which points lie inside a polygon, by counting crossings on the flat map."""
    found = np.zeros(lat.shape, bool)
    for (lat_a, lon_a), (lat_b, lon_b) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        if lat_a == lat_b:
            continue
        between = (lat_a > lat) != (lat_b > lat)
        found ^= between & (lon < (lon_b - lon_a) * (lat - lat_a) / (lat_b - lat_a) + lon_a)
    return found


def nearest(lat: np.ndarray, lon: np.ndarray, to_lat: np.ndarray, to_lon: np.ndarray) -> np.ndarray:
    """Return for each point the index of the nearest target; a flat map is good enough at 100 km."""
    best = np.empty(lat.size, int)
    for start in range(0, lat.size, 512):
        part = slice(start, start + 512)
        east = (to_lon[None, :] - lon[part, None]) * np.cos(np.radians(lat[part, None]))
        best[part] = np.argmin((to_lat[None, :] - lat[part, None]) ** 2 + east**2, axis=1)
    return best


def today(lat: np.ndarray, lon: np.ndarray, country: np.ndarray, places: Path) -> np.ndarray:
    """Return the oblast or zone that today's district stands for; `out` where the theatre needs none."""
    country_code = {row["name"]: row["cc"] for row in rows(HERE / "countries.csv")}
    table = {(row["cc"], row["admin1"]): row["gives"] for row in rows(HERE / "admin_now.csv")}
    known = [row for row in rows(places) if row["cc"] in set(country_code.values())]
    code = np.array([row["cc"] for row in known])
    keys = [(row["cc"], row["admin1"]) for row in known]
    gives = np.array([table.get(key, table.get((key[0], "*"), DROPPED)) for key in keys])
    at_lat, at_lon = (np.array([float(row[name]) for row in known]) for name in ("lat", "lon"))
    found = np.full(lat.size, DROPPED, dtype="U32")
    in_crimea = (lat > CRIMEA[0]) & (lat < CRIMEA[1]) & (lon > CRIMEA[2]) & (lon < CRIMEA[3])
    for name in np.unique(country):
        if name and name not in country_code:
            continue
        here = np.flatnonzero((country == name) & ~in_crimea)
        if name:
            pools = [(here, code == country_code[name])]
        else:
            far_north = (lat[here] > BLANK_NORTH) & (lon[here] > BLANK_EAST)
            pools = [(here[far_north], code == "RU"), (here[~far_north], code != "")]
        for part, within in pools:
            pool = np.flatnonzero(within)
            if pool.size == 0:
                found[part] = table.get((country_code[name], "*"), DROPPED)
            else:
                found[part] = gives[pool[nearest(lat[part], lon[part], at_lat[pool], at_lon[pool])]]
    here = np.flatnonzero(in_crimea)
    pool = np.flatnonzero((code == "UA") | (code == "RU"))
    found[here] = gives[pool[nearest(lat[here], lon[here], at_lat[pool], at_lon[pool])]]
    return found


def oblast_of(lat: np.ndarray, lon: np.ndarray, country: np.ndarray, places: Path) -> np.ndarray:
    """Return the oblast of 1941 for every point, or `out`."""
    found = today(lat, lon, country, places)
    for row in rows(HERE / "carve.csv"):
        taken = np.isin(found, row["takes_from"].split("|")) & inside(polygon(row["points"]), lat, lon)
        found[taken] = row["gives"]
    anchors = rows(HERE.parent / "district_seats.csv")
    for zone in sorted({row["zone"] for row in anchors}):
        seats = [row for row in anchors if row["zone"] == zone]
        here = np.flatnonzero(found == "@" + zone)
        at_lat, at_lon = (np.array([float(row[name]) for row in seats]) for name in ("lat", "lon"))
        names = np.array([row["oblast"] for row in seats])
        found[here] = names[nearest(lat[here], lon[here], at_lat, at_lon)]
    for row in rows(HERE / "clip.csv"):
        taken = inside(polygon(row["points"]), lat, lon)
        if row["drops"] != "*":
            taken &= np.isin(found, row["drops"].split("|"))
        found[taken] = DROPPED
    return found

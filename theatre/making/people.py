"""People of each oblast spread over its cells: towns by name and size, villages by fields."""

from pathlib import Path
from typing import NamedTuple

import numpy as np
from districts import HERE, nearest, rows

NATIONS = (
    *("russian", "belarusian", "ukrainian", "polish", "jewish", "lithuanian"),
    *("latvian", "estonian", "tatar", "finnic", "romanian", "other"),
)
TOWN_CAP = 40_000
TOWN_FLOOR = 4_000
JEWISH_IN_TOWNS = 0.8


def rural_weight(area: np.ndarray, crop: np.ndarray, forest: np.ndarray, marsh: np.ndarray) -> np.ndarray:
    """Weigh a cell by where villages could live: mostly its fields, a little its clearings."""
    return area * (0.03 + crop + 0.10 * np.clip(1 - crop - forest - marsh, 0, 1))


class Census(NamedTuple):
    """What the censuses say of an oblast: persons in villages and towns, and shares of nationalities."""

    rural: float
    urban: float
    nations: np.ndarray


def read_census(path: Path) -> dict[str, Census]:
    """Read the totals of every oblast."""
    found = {}
    for row in rows(path):
        urban = float(row["pop_urban"])
        nations = np.array([float(row[nation]) for nation in NATIONS])
        found[row["id"]] = Census(float(row["pop_total"]) - urban, urban, nations)
    return found


def hosts(census: dict[str, Census], cells: dict[str, np.ndarray], fine: dict[str, np.ndarray]) -> dict[str, str]:
    """Return for each oblast without a cell the one that takes its people: the nearest to its middle."""
    found = {}
    for name in census:
        if not (cells["oblast"] == name).any():
            own = fine["oblast"] == name
            middle = (np.array([fine[axis][own].mean()]) for axis in ("lat", "lon"))
            found[name] = str(cells["oblast"][nearest(*middle, cells["lat"], cells["lon"])[0]])
    return found


def fold(census: dict[str, Census], host: dict[str, str]) -> dict[str, Census]:
    """Give the people of every guest to its host."""
    found = dict(census)
    for guest, name in host.items():
        a, b = found[name], found.pop(guest)
        weight = np.array([a.rural + a.urban, b.rural + b.urban])
        nations = np.average([a.nations, b.nations], axis=0, weights=weight)
        found[name] = Census(a.rural + b.rural, a.urban + b.urban, nations)
    return found


def townspeople(
    cells: dict[str, np.ndarray], census: dict[str, Census], host: dict[str, str], places: Path
) -> np.ndarray:
    """Return townspeople per cell: known cities first, the rest of an oblast over today's towns, capped."""
    cell_lat, cell_lon, oblast = cells["lat"], cells["lon"], cells["oblast"]
    people = np.zeros(cell_lat.size)
    spare = {name: count.urban for name, count in census.items()}
    known = rows(HERE / "cities_1939.csv")
    for row in known:
        name = host.get(row["oblast"], row["oblast"])
        home = np.flatnonzero(oblast == name)
        lat, lon = np.array([float(row["lat"])]), np.array([float(row["lon"])])
        people[home[nearest(lat, lon, cell_lat[home], cell_lon[home])[0]]] += float(row["pop_1939"])
        spare[name] -= float(row["pop_1939"])
    weight = lesser_towns(cells, known, rows(places))
    for name, rest in spare.items():
        if rest < -1:
            raise ValueError(f"{name}: its known cities hold {-rest:,.0f} more than its townspeople")
        home = np.flatnonzero(oblast == name)
        share = weight[home] if weight[home].sum() > 0 else np.ones(home.size)
        people[home] += max(rest, 0.0) * share / share.sum()
    return people


def lesser_towns(cells: dict[str, np.ndarray], known: list[dict[str, str]], places: list[dict[str, str]]) -> np.ndarray:
    """Return today's size of the towns in each cell, capped, without those whose people of 1939 are known."""
    lesser = [row for row in places if float(row["pop_now"] or 0) >= TOWN_FLOOR]
    at_lat, at_lon = (np.array([float(row[name]) for row in lesser]) for name in ("lat", "lon"))
    size = np.minimum([float(row["pop_now"]) for row in lesser], TOWN_CAP)
    for row in known:
        away = (at_lat - float(row["lat"])) ** 2 + ((at_lon - float(row["lon"])) * 0.6) ** 2
        size[away < 0.06**2] = 0.0
    cell = nearest(at_lat, at_lon, cells["lat"], cells["lon"])
    off = (at_lat - cells["lat"][cell]) ** 2 + ((at_lon - cells["lon"][cell]) * 0.6) ** 2
    size[off > off_limit(cells)] = 0.0
    return np.bincount(cell, size, minlength=cells["lat"].size)


def off_limit(cells: dict[str, np.ndarray]) -> float:
    """Return the square of the distance in degrees beyond which a town lies outside the theatre."""
    return float(np.median(cells["area"])) / 111.0**2


def villagers(cells: dict[str, np.ndarray], census: dict[str, Census]) -> np.ndarray:
    """Return people of the villages per cell: those of an oblast in proportion to the weight of its cells."""
    people = np.zeros(cells["lat"].size)
    for name, count in census.items():
        here = cells["oblast"] == name
        people[here] = count.rural * cells["weight"][here] / cells["weight"][here].sum()
    return people


def nations(rural: np.ndarray, urban: np.ndarray, oblast: np.ndarray, census: dict[str, Census]) -> np.ndarray:
    """Return shares of nationalities by cell; Jews live mostly in towns, the others share what is left."""
    jew = NATIONS.index("jewish")
    found = np.zeros((rural.size, len(NATIONS)))
    for name, count in census.items():
        home = oblast == name
        rest = count.nations.copy()
        jews = rest[jew] * (count.rural + count.urban)
        in_town = min(jews * JEWISH_IN_TOWNS, 0.7 * count.urban) if count.rural else jews
        rate_town = in_town / count.urban if count.urban else 0.0
        rate_country = (jews - in_town) / count.rural if count.rural else 0.0
        people = np.maximum(urban[home] + rural[home], 1e-9)
        share = (urban[home] * rate_town + rural[home] * rate_country) / people
        rest[jew] = 0.0
        found[home] = np.outer(1 - share, rest / rest.sum())
        found[home, jew] = share
    return found

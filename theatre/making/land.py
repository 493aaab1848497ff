"""Land, forest, marsh and fields as they were in 1941, from satellite shares of 2019 and hand lists."""

from pathlib import Path

import numpy as np
from districts import HERE, rows

EARTH_KM = 6371.0


def distance_km(lat: np.ndarray, lon: np.ndarray, at_lat: float, at_lon: float) -> np.ndarray:
    """Return great-circle distances in km."""
    a, b = np.radians(lat), np.radians(at_lat)
    half = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lon - at_lon) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(half))


def water_then(lat: np.ndarray, lon: np.ndarray, water: np.ndarray, country: np.ndarray) -> np.ndarray:
    """Give back the land that reservoirs filled after June 1941 have drowned."""
    then = water.copy()
    for row in rows(HERE / "reservoirs.csv"):
        near = distance_km(lat, lon, float(row["lat"]), float(row["lon"])) < float(row["radius_km"])
        then[near & (country != "")] *= 0.15
    return then


def marsh_then(lat: np.ndarray, lon: np.ndarray, mires: Path, background: np.ndarray) -> np.ndarray:
    """Lay the hand list of mires over thin marsh; the edge of a mire is soft over a third of its radius."""
    share = background.copy()
    for row in rows(mires):
        radius = float(row["radius_km"])
        reach = distance_km(lat, lon, float(row["lat"]), float(row["lon"])) / radius
        share = np.maximum(share, float(row["share"]) * np.clip((1.17 - reach) / 0.33, 0.0, 1.0))
    return np.minimum(share, 0.7)


def _power(trees: np.ndarray, factor: float) -> float:
    """Return the power of the tree share whose mean is `factor` times the mean of the trees."""
    low, high = 0.2, 12.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if (trees**middle).mean() > factor * trees.mean() else (low, middle)
    return low


def forest_then(trees: np.ndarray, oblast: np.ndarray, republic: np.ndarray) -> np.ndarray:
    """Return the forest of 1941 for each cell from the trees of 2019.

    Each oblast keeps a share `factor` of its trees. A power of the tree share does that, because the great
    forests stood then as now and what has grown since stands on old fields, where trees are thin.
    `small_woods` are those that the satellite does not see between the fields.
    """
    table = {row["place"]: (float(row["factor"]), float(row["small_woods"])) for row in rows(HERE / "forest_then.csv")}
    found = np.zeros(trees.size)
    for name in np.unique(oblast):
        here = oblast == name
        home = "republic:" + republic[here][0]
        factor, woods = table.get("oblast:" + name, table.get(home, table["default"]))
        share = trees[here]
        power = _power(share, factor) if share.mean() > 0.002 else 1.0
        found[here] = share**power + woods * (1 - share)
    return np.clip(found, 0.0, 0.95)


def fields_then(shares: dict[str, np.ndarray], forest: np.ndarray, marsh: np.ndarray) -> np.ndarray:
    """Return the cropland of 1941: today's, and part of the mosaics, grass and young wood that were field."""
    was_field = {"crop": 1.0, "crop_mosaic": 0.6, "savanna": 0.30, "woody_savanna": 0.15, "grass": 0.25}
    crop = sum(part * shares[name] for name, part in was_field.items())
    return np.clip(np.minimum(crop, 0.95 - forest - 0.6 * marsh), 0.0, 1.0)

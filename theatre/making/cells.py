"""Make the three tables of cells: `python cells.py FOLDER_OF_SOURCES`.

The land is worked out on the fine cells (resolution 5) and added up; people are put on each table anew.
The folder holds the satellite shares and the gazetteer named in the README of the theatre.
"""

import csv
import sys
from pathlib import Path

import h3
import numpy as np
from districts import DROPPED, HERE, oblast_of, rows
from land import fields_then, forest_then, marsh_then, water_then
from people import NATIONS, fold, hosts, nations, read_census, rural_weight, townspeople, villagers

THEATRE = HERE.parent
COVER = ("water", "woody_savanna", "savanna", "grass", "crop", "crop_mosaic", "tree_share")
HEIGHT = ("elev_std", "elev_mean")
LEAST_LAND = 0.12
LOST_COAST = {"estonia": 1.075}
"""Published land of 1941 over the land found: cells of islands and capes are missing from the source."""


def read_terrain(path: Path) -> dict[str, np.ndarray]:
    """Return the columns of the satellite table as arrays; a blank number is zero."""
    table = rows(path)
    names = ("lat", "lon", "area_km2", *COVER, *HEIGHT)
    columns = {name: np.array([float(row[name] or 0) for row in table]) for name in names}
    return columns | {name: np.array([row[name] for row in table]) for name in ("h3", "country_now")}


def thin_marsh(oblast: np.ndarray, republic: np.ndarray) -> np.ndarray:
    """Return the marsh that no list names, by oblast where given, else by republic."""
    table = {row["place"]: float(row["share"]) for row in rows(HERE / "thin_marsh.csv")}
    found = np.full(oblast.size, table["default"])
    for kind, place in (("republic", republic), ("oblast", oblast)):
        for name in np.unique(place):
            found[place == name] = table.get(f"{kind}:{name}", found[place == name])
    return found


def fine_cells(sources: Path) -> dict[str, np.ndarray]:
    """Work out the land of every cell of resolution 5, and its weight for villages."""
    ground = read_terrain(sources / "cells_res5_terrain.csv")
    lat, lon = ground["lat"], ground["lon"]
    oblast = oblast_of(lat, lon, ground["country_now"], sources / "places_geonames_ge500.csv")
    water = water_then(lat, lon, ground["water"], ground["country_now"])
    kept = (oblast != DROPPED) & (1 - water >= LEAST_LAND)
    ground = {name: values[kept] for name, values in ground.items()}
    lat, lon, oblast = ground["lat"], ground["lon"], oblast[kept]
    area = ground["area_km2"] * (1 - water[kept]) * np.array([LOST_COAST.get(name, 1.0) for name in oblast])
    home = {row["id"]: row["republic"] for row in rows(THEATRE / "oblasts.csv")}
    if strangers := set(oblast) - set(home):
        raise ValueError(f"oblasts.csv does not know {sorted(strangers)}")
    if empty := set(home) - set(oblast):
        raise ValueError(f"no cell lies in {sorted(empty)}")
    republic = np.array([home[name] for name in oblast])
    forest = forest_then(ground["tree_share"], oblast, republic)
    marsh = marsh_then(lat, lon, THEATRE / "mires.csv", thin_marsh(oblast, republic))
    crop = fields_then(ground, forest, marsh)
    return (
        {"h3": ground["h3"], "lat": lat, "lon": lon, "area": area, "oblast": oblast}
        | {"forest": forest, "marsh": marsh, "crop": crop}
        | {"relief": ground["elev_std"], "height": ground["elev_mean"]}
        | {"weight": rural_weight(area, crop, forest, marsh)}
    )


def holder(land: np.ndarray) -> np.ndarray:
    """Return the oblast of each coarse cell: the one with most land, but none may lose its last cell.

    `land` is cells x oblasts, km2. A small oblast takes the cell of which it fills most, if that is a
    fifth of the cell and not the only one of its neighbour.
    """
    found = land.argmax(axis=1)
    share = land / land.sum(axis=1, keepdims=True)
    for code in range(land.shape[1]):
        best = int(share[:, code].argmax())
        if not (found == code).any() and share[best, code] > 0.2 and (found == found[best]).sum() > 1:
            found[best] = code
    return found


def settle(cells: dict[str, np.ndarray], fine: dict[str, np.ndarray], places: Path) -> None:
    """Put the people of the censuses on the cells, so that every table keeps the totals of the oblasts."""
    census = read_census(THEATRE / "oblasts.csv")
    host = hosts(census, cells, fine)
    census = fold(census, host)
    cells["urban"] = townspeople(cells, census, host, places)
    cells["rural"] = villagers(cells, census)
    cells["nations"] = nations(cells["rural"], cells["urban"], cells["oblast"], census)


def add_up(fine: dict[str, np.ndarray], resolution: int) -> dict[str, np.ndarray]:
    """Add the fine cells up to coarser parents: people and land summed, shares averaged, oblasts by land."""
    parents, group = np.unique([h3.cell_to_parent(cell, resolution) for cell in fine["h3"]], return_inverse=True)

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(group, values, minlength=parents.size)

    area = total(fine["area"])
    out = {"h3": parents, "area": area, "weight": total(fine["weight"])}
    for name in ("forest", "marsh", "crop"):
        out[name] = total(fine[name] * fine["area"]) / area
    mean = total(fine["height"] * fine["area"]) / area
    spread = fine["relief"] ** 2 + fine["height"] ** 2
    out["relief"] = np.sqrt(np.maximum(total(spread * fine["area"]) / area - mean**2, 0))
    centres = [h3.cell_to_latlng(cell) for cell in parents]
    out["lat"], out["lon"] = (np.array([pair[axis] for pair in centres]) for axis in (0, 1))
    names, code = np.unique(fine["oblast"], return_inverse=True)
    land = np.zeros((parents.size, names.size))
    np.add.at(land, (group, code), fine["area"])
    out["oblast"] = names[holder(land)]
    return out


def write(cells: dict[str, np.ndarray], path: Path) -> None:
    """Write one table, in the order of the cell index."""
    columns = ("h3", "lat", "lon", "area_km2", "oblast", "forest", "marsh", "relief_m", "crop")
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow([*columns, "pop_rural", "pop_urban", *NATIONS])
        for i in np.argsort(cells["h3"]):
            share = np.round(cells["nations"][i], 4)
            share[share.argmax()] += 1 - share.sum()
            shares = (f"{cells[name][i]:.3f}" for name in ("forest", "marsh"))
            place = (cells["h3"][i], f"{cells['lat'][i]:.4f}", f"{cells['lon'][i]:.4f}")
            land = (f"{cells['area'][i]:.1f}", cells["oblast"][i], *shares, f"{cells['relief'][i]:.0f}")
            people = (f"{cells[name][i]:.1f}" for name in ("rural", "urban"))
            out.writerow([*place, *land, f"{cells['crop'][i]:.3f}", *people, *(f"{value:.4g}" for value in share)])


def main() -> None:
    """Read the sources, work out the fine cells and write the three tables."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python cells.py FOLDER_OF_SOURCES")
    sources = Path(sys.argv[1])
    fine = fine_cells(sources)
    for resolution in (3, 4, 5):
        cells = fine if resolution == 5 else add_up(fine, resolution)
        settle(cells, fine, sources / "places_geonames_ge500.csv")
        write(cells, THEATRE / f"cells_res{resolution}.csv")


if __name__ == "__main__":
    main()

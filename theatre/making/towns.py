"""Place the towns of towns.csv on the map and say how good a witness of the front they are.

    python towns.py GEONAMES.csv

The towns, their names and their dates are a list kept by hand; the table of places gives the coordinates. A
town marked `geonames` is put where the nearest place lies that bears one of its names (columns of the table:
name, lat, lon, pop_now, alt_latin). If none lies within 30 km the script stops: either the row is wrong, or
its coordinates are from memory and must say so. The two reports that follow change nothing.
"""

import csv
import math
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import numpy as np

from hinterland.core.calendar import DAYS
from hinterland.theatre import front

THEATRE = Path(__file__).resolve().parents[1]
REACH_KM = 30.0
DEGREE_KM = 111.2
TODAY = {
    "bakhchisaray": "Bakhchysaray",
    "batetsky": "Batetskiy",
    "belyov": "Belëv",
    "chernigov": "Chernihiv",
    "dneprodzerzhinsk": "Kamyanske",
    "izmail": "Izmayil",
    "kamenets_podolsk": "Kamyanets-Podilskyi",
    "karasubazar": "Bilohirsk",
    "kharkov": "Kharkiv",
    "kholm_zhirkovsky": "Kholm-Zhirkovskiy",
    "kiev": "Kyiv",
    "komsomolsky": "Komsomolskiy",
    "krivoi_rog": "Kryvyy Rih",
    "logoisk": "Lahoysk",
    "mogilev": "Mahilyow",
    "mogilev_podolsky": "Mohyliv-Podilskyy",
    "novgorod": "Velikiy Novgorod",
    "odessa": "Odesa",
    "prokhladny": "Prokhladnyy",
    "proskurov": "Khmelnytskyi",
    "pyatikhatki": "Pyatykhatky",
    "rovno": "Rivne",
    "siversky": "Siverskiy",
    "vinnitsa": "Vinnytsya",
    "vladimir_volynsky": "Volodymyr-Volynskyi",
    "volkovysk": "Vawkavysk",
    "zaporozhye": "Zaporizhzhya",
    "zhitomir": "Zhytomyr",
}
"""Names in the table of places, where neither name in towns.csv nor the id is among them."""


def plain(name: str) -> str:
    """Return a name without case, accents, marks or what stands in brackets."""
    bare = unicodedata.normalize("NFKD", name.split(" (")[0].replace("ł", "l").replace("Ł", "L"))
    return re.sub("[^a-z]", "", bare.lower())


def places(path: Path) -> dict[str, list[tuple[float, float, float]]]:
    """Return latitude, longitude and people of every place under each of its names."""
    found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            try:
                where = float(row["lat"]), float(row["lon"]), float(row["pop_now"])
            except ValueError:
                continue
            for name in {plain(n) for n in (row["name"], *row["alt_latin"].split("|"))}:
                found[name].append(where)
    return found


def km(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    """Return the distance of two near places in km."""
    east = (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return DEGREE_KM * math.hypot(a[0] - b[0], east)


def place(row: dict[str, str], found: dict[str, list[tuple[float, float, float]]]) -> tuple[float, float]:
    """Return the coordinates of the town: the place of that name, a large one before a hamlet beside it."""
    here = float(row["lat"]), float(row["lon"])
    names = {plain(n) for n in (row["name"], row["name_1941"], row["id"], TODAY.get(row["id"], ""))}
    near = [p for name in names for p in found.get(name, []) if km(here, p) < REACH_KM]
    if not near:
        raise SystemExit(f"{row['id']}: no place of this name within {REACH_KM:.0f} km; mark it `memory`")
    best = min(near, key=lambda p: km(here, p) - 2 * math.log10(1 + p[2]))
    return round(best[0], 2), round(best[1], 2)


def rewrite(gazetteer: Path) -> int:
    """Write the coordinates into towns.csv and return how many towns moved."""
    path = THEATRE / "towns.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found, moved = places(gazetteer), 0
    for row in rows:
        if row["verified"] == "geonames":
            lat, lon = (f"{x:.2f}" for x in place(row, found))
            moved += (lat, lon) != (row["lat"], row["lon"])
            row["lat"], row["lon"] = lat, lon
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    return moved


def foretold(towns: front.Towns, spells: front.Spells) -> np.ndarray:
    """Return for each town the days on which the six towns around it would have told its state wrongly."""
    states = front.town_states(towns, spells)
    wrong = np.zeros(len(towns.ids))
    for t in range(len(towns.ids)):
        far = np.array([km((towns.lat[t], towns.lon[t]), p) for p in zip(towns.lat, towns.lon, strict=True)])
        far[t] = np.inf
        near = np.argsort(far)[: int(front.USUAL.voters)]
        voice = far[near] ** -front.USUAL.fall
        wrong[t] = np.count_nonzero((states[:, near] @ voice > voice.sum() / 2) != states[:, t])
    return wrong


def emptiest(towns: front.Towns, spells: front.Spells) -> list[tuple[float, str]]:
    """Return for each cell ever occupied (resolution 4) the km to the nearest town, furthest first."""
    with (THEATRE / "cells_res4.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    centres = [(float(c["lat"]), float(c["lon"])) for c in cells]
    occupied = front.build(towns, spells, *zip(*centres, strict=True)).occupied.any(axis=0)
    where = list(zip(towns.lat, towns.lon, strict=True))
    gaps = [(min(km(p, t) for t in where), cells[c]["oblast"]) for c, p in enumerate(centres) if occupied[c]]
    return sorted(gaps, reverse=True)


def main() -> None:
    """Place the towns, then report."""
    say = sys.stdout.write
    say(f"{rewrite(Path(sys.argv[1]))} towns moved\n")
    towns = front.read_towns(THEATRE / "towns.csv")
    spells = front.read_spells(THEATRE / "occupations.csv", towns)
    wrong = foretold(towns, spells)
    say(f"left out, a town is foretold by others but for {np.median(wrong):.0f} of {DAYS} days (median)\n")
    for t in np.argsort(-wrong)[:12]:
        say(f"  {towns.ids[t]} {wrong[t]:.0f}\n")
    gaps = emptiest(towns, spells)
    say(f"cells further than 70 km from any town: {sum(g > 70 for g, _ in gaps)} of {len(gaps)}\n")
    for gap, oblast in gaps[:12]:
        say(f"  {gap:.0f} km in {oblast}\n")


if __name__ == "__main__":
    main()

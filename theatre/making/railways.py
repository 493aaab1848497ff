"""Make `lines.csv` from the routes: each route is a chain of junctions, each pair of neighbours a line.

    python theatre/making/railways.py            writes theatre/lines.csv
    python theatre/making/railways.py --check    fails when lines.csv is not what the routes give

A route names its line, its tracks and the low and high estimate of trains a day each way under German
operation. The capacity is the geometric middle of the two; where a route gives none the house takes 12 for
a single and 30 for a double line. A length is the great circle between neighbouring junctions times 1.08,
the mean over 13 main lines whose timetable distance we remember (Moscow-Leningrad 650 km, Brest-Minsk 345
km, Murmansk-Kandalaksha 277 km...); the single ratios lie between 1.01 and 1.26.
"""

import argparse
import csv
import io
import sys
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

HERE = Path(__file__).parent
JUNCTIONS = HERE.parent / "junctions.csv"
LINES = HERE.parent / "lines.csv"
ROUTES = HERE / "railway_routes.csv"
COLUMNS = ("id", "a", "b", "km", "tracks", "capacity", "line", "verified", "note", "also")
WINDING = 1.08
HOUSE_CAPACITY = {"1": 12.0, "2": 30.0}


def great_circle(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return km between two (lat, lon) in degrees."""
    a, b, c, d = (radians(x) for x in (*one, *other))
    return 12742.0 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def lines() -> list[dict[str, object]]:
    """Return the rows of `lines.csv` by route; raise ValueError at an unknown or repeated pair."""
    with JUNCTIONS.open(encoding="utf-8", newline="") as file:
        where = {r["id"]: (float(r["lat"]), float(r["lon"])) for r in csv.DictReader(file)}
    with ROUTES.open(encoding="utf-8", newline="") as file:
        routes = list(csv.DictReader(file))
    rows: list[dict[str, object]] = []
    seen: set[frozenset[str]] = set()
    for route in routes:
        stops = route["via"].split()
        if missing := [s for s in stops if s not in where]:
            raise ValueError(f"{route['line']}: {missing} not in {JUNCTIONS.name}")
        capacity, said = HOUSE_CAPACITY[route["tracks"]], "capacity of the house"
        if route["low"]:
            capacity = round(sqrt(float(route["low"]) * float(route["high"])), 1)
            said = f"capacity: middle of {route['low']}-{route['high']}"
        for a, b in pairwise(stops):
            if frozenset((a, b)) in seen:
                raise ValueError(f"{route['line']}: {a} to {b} stands in two routes")
            seen.add(frozenset((a, b)))
            km = round(WINDING * great_circle(where[a], where[b]))
            note = "; ".join(n for n in (said, route["note"]) if n)
            facts = (route["tracks"], capacity, route["line"], route["verified"], note, route["also"])
            rows.append(dict(zip(COLUMNS, (f"{a}-{b}", a, b, km, *facts), strict=True)))
    return rows


def text() -> str:
    """Return `lines.csv` as text."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(lines())
    return out.getvalue()


def main() -> int:
    """Write the table, or with --check compare it."""
    parser = argparse.ArgumentParser(description="make theatre/lines.csv from the routes")
    parser.add_argument("--check", action="store_true", help="fail when lines.csv is not current")
    if parser.parse_args().check:
        return int(LINES.read_text(encoding="utf-8") != text())
    LINES.write_text(text(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

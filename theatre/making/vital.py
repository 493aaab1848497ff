"""Make `vital.csv`: how often each railway line lies in a least cut between the Reich and the armies' railheads.

    python theatre/making/vital.py            writes theatre/vital.csv
    python theatre/making/vital.py --check    fails when vital.csv is not what the tables give

On the first of every month from July 1942 to June 1944 the undamaged network of that day is taken, and the least
cuts of `hinterland.study.railways.vital.dated_cuts` are found in it. `share` is in how many of the cuts a line lies
over in how many the line lies that is in most of them; lines in none have no row. It says which lines the armies could
least spare, and nothing about what was done to them.
"""

import argparse
import csv
import io
import sys
from datetime import date
from pathlib import Path

from hinterland.core.calendar import day_of
from hinterland.study.railways.vital import dated_cuts
from hinterland.theatre.assemble import Theatre, load

TABLE = Path(__file__).parent.parent / "vital.csv"
FIRST, LAST = (1942, 7), (1944, 6)


def days() -> list[int]:
    """Return the first of every month looked at, as day numbers."""
    months = range(12 * FIRST[0] + FIRST[1] - 1, 12 * LAST[0] + LAST[1])
    return [day_of(date(m // 12, m % 12 + 1, 1)) for m in months]


def text(theatre: Theatre) -> str:
    """Return `vital.csv` as text."""
    often, _ = dated_cuts(theatre, days())
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("line", "cuts", "share"))
    for name, n in zip(theatre.railway.line, often, strict=True):
        if n:
            table.writerow((name, int(n), f"{n / often.max():.3f}"))
    return out.getvalue()


def main() -> int:
    """Write the table, or with --check compare it."""
    parser = argparse.ArgumentParser(description="make theatre/vital.csv from the least cuts of the network")
    parser.add_argument("--check", action="store_true", help="fail when vital.csv is not current")
    check, made = parser.parse_args().check, text(load(4))
    if check:
        return int(TABLE.read_text(encoding="utf-8") != made)
    TABLE.write_text(made, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Tables of what was measured, taken over from the pages and tables that the measuring programs write."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from docs.making.layout import table

from hinterland.cli.confront import share
from hinterland.cli.score import times
from hinterland.core.paths import FITTED
from hinterland.report.systems import counted, page, place, read, read_drawn, write

DOCS = Path(__file__).parents[1]
CENTRAL_RUN = DOCS / "central_run.md"
SCORED = {
    "score.csv": ("posterior by emulators", "prior by emulators", "Gaussian process"),
    "runs_score.csv": (
        "model, posterior draws",
        "model, posterior draws, discrepancy by family",
        "Gaussian process",
        "nearest claim",
    ),
}
"""Tables of scores that ship with a fit, and the methods of each that a page shows."""
TAKEN = (0, 1, 2, 3, 4)
"""Columns of the central run that a page which refers to it shows."""


def central_run(_: str) -> Iterator[str]:
    """Yield the central run beside the claims, from the page that `bench/central_run.py` writes."""
    lines = CENTRAL_RUN.read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("| what |"))
    for line in lines[first:]:
        if not line.startswith("|"):
            return
        cells = line.strip("|").split("|")
        yield "|" + "|".join(cells[n] for n in TAKEN) + "|"


def systems_page() -> Iterator[str]:
    """Yield the page of the systems as the last count and today's catalogue make it."""
    yield page(read(DOCS), read_drawn(DOCS)).rstrip("\n")


def write_systems() -> None:
    """Write the page of the systems and its count, so that the program knows both again as its own."""
    with place(DOCS) as keep:
        write(read(DOCS), keep, DOCS)


def systems_counted(_: str) -> Iterator[str]:
    """Yield of each kind of line of the systems how many there are and how many hold, from the last counts."""
    yield from counted(read(DOCS), read_drawn(DOCS))


def fit_scores(_: str) -> Iterator[str]:
    """Yield the scores on held-out claims of the fit that ships, of runs on its draws, and of baselines."""
    rows = []
    for name, methods in SCORED.items():
        found = pd.read_csv(FITTED / name)
        whole = found[(found["part"] == "held out") & (found["by"] == "all")].set_index("method")
        for method in methods:
            one = whole.loc[method]
            inside, width = share(one["inside_90"]), times(one["width"])
            rows.append((method, f"{one['claims']:.0f}", f"{one['crps']:.2f}", inside, f"{one['factor']:.2f}", width))
    yield from table(("method", "claims", "CRPS", "inside the 90 % band", "median factor", "width of the band"), rows)

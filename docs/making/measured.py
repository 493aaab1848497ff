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
WHAT, WITHIN = 0, 5
BY_HAND, DRAWN, CAUSES = range(3)
"""The tables of the page of the central run, in their order."""
NEAR, FAR, AGREES = "yes", "**no**", -1


def _central_tables() -> list[list[list[str]]]:
    """Return the tables of the page that `bench/central_run.py` writes, each as its rows of cells, the header first."""
    found: list[list[list[str]]] = [[]]
    for line in CENTRAL_RUN.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [[head, *rows] for head, _, *rows in filter(None, found)]


def central_run(_: str) -> Iterator[str]:
    """Yield the central run beside the claims."""
    head, *rows = ([line[n] for n in TAKEN] for line in _central_tables()[BY_HAND])
    yield from table(head, rows)


def central_counted(_: str) -> Iterator[str]:
    """Yield how many figures of the central run lie near their claims, which do not, and how many signs agree."""
    tables = _central_tables()
    for n, words in ((BY_HAND, "With the parameters set by hand"), (DRAWN, "On draws of the posterior")):
        judged = [line for line in tables[n] if line[WITHIN] in (NEAR, FAR)]
        far = [line[WHAT] for line in judged if line[WITHIN] == FAR]
        near = len(judged) - len(far)
        yield f"{words} {near} of the {len(judged)} figures that are judged lie within a factor of 1.5."
        yield f"The others: {'; '.join(far)}."
    signs = [line[AGREES] for line in tables[CAUSES][1:]]
    yield f"Of the {len(signs)} effects of causes {signs.count(NEAR)} have the sign that the documents give."


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

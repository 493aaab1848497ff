"""Tables of what was measured, taken over from the pages and tables that the measuring programs write."""

from collections.abc import Iterator
from pathlib import Path

from docs.making.layout import table

from hinterland.report.systems import KINDS, page, read

DOCS = Path(__file__).parents[1]
CENTRAL_RUN = DOCS / "central_run.md"
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
    yield page(read(DOCS)).rstrip("\n")


def systems_counted(_: str) -> Iterator[str]:
    """Yield of each kind of line of the systems how many there are and how many hold, from `docs/systems.csv`."""
    found = read(DOCS)
    runs, counts = found[found["status"] == "runs"], found["kind"].value_counts()
    rows = [
        (KINDS[kind], str(counts[kind]), str(len(lines)), str(int(lines["holds"].astype(bool).sum())))
        for kind, lines in runs.groupby("kind", sort=False)
    ]
    yield from table(("kind of line", "lines", "can be run", "hold"), rows)

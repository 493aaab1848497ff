"""The central run of history: the mean of 20 seeds beside the claims that it must come near, and what each scenario changes.

python bench/central_run.py [seeds]        writes docs/central_run.md

`central_targets.csv` lists what must be reached: `low` and `high` of the claims, and `said_by` for the side whose report
they are of (empty: what was so). `central_causes.csv` lists what the documents say a cause did, and the sign of its removal.
"""

import csv
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import hinterland
from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.evidence.registry import of_victims
from hinterland.study.ensembles.drawn_table import drawn_members

HERE = Path(__file__).parent
CLOSE = 1.5
"""The factor up to which a figure counts as near to its claims."""


class Target(NamedTuple):
    """A figure that must be reached, and what is claimed of it."""

    what: str
    quantity: str
    region: str | None
    start: str | None
    end: str | None
    said_by: str | None
    low: float
    high: float
    claims: str


class Cause(NamedTuple):
    """What changes without a cause, and which way."""

    scenario: str
    quantity: str
    region: str | None
    start: str | None
    end: str | None
    sign: int


class Job(NamedTuple):
    """A war to be played; `drawn` where its parameters are those of the draw of this number from the posterior."""

    scenario: str
    seed: int
    drawn: bool = False


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def where_and_when(row: dict[str, str]) -> tuple[str | None, str | None, str | None]:
    """Return region, first and last day of a row; None for what is empty."""
    return row["region"] or None, row["from"] or None, row["to"] or None


@cache
def targets() -> list[Target]:
    """Return what must be reached."""
    return [
        Target(
            row["what"], row["quantity"], *where_and_when(row), row["said_by"] or None, float(row["low"]),
            float(row["high"]), row["claims"],
        )
        for row in rows_of("central_targets.csv")
    ]  # fmt: skip


@cache
def causes() -> list[Cause]:
    """Return what each cause is said to have done."""
    rows = rows_of("central_causes.csv")
    return [Cause(row["scenario"], row["quantity"], *where_and_when(row), int(row["sign"])) for row in rows]


def figures(job: Job) -> list[float]:
    """Return every figure of a run: for history the truth and report of each target, then the quantity of each cause."""
    parameters = drawn_members("posterior", job.seed)[job.seed - 1].parameters if job.drawn else {}
    run = hinterland.run(job.scenario, job.seed, parameters=parameters)
    found: list[float] = []
    if job.scenario == "history":
        for t in targets():
            found.append(figure(run, t))
            found.append(figure(run, t, t.said_by))
    return found + [figure(run, cause) for cause in causes()]


def figure(run: Run, asked: Target | Cause, said_by: str | None = None) -> float:
    """Return the sum of a flow, or the mean of any other quantity."""
    take = run.sum if find(asked.quantity).kind == "flow" else run.mean
    return take(asked.quantity, asked.region, asked.start, asked.end, said_by)


def distance(value: float, low: float, high: float) -> float:
    """Return by what factor a value lies outside the claims, 1 where it lies between them."""
    return low / max(value, 1e-9) if value < low else max(1.0, value / high)


def means(runs: list[list[float]]) -> list[float]:
    """Return the mean of each figure over runs."""
    return [fmean(column) for column in zip(*runs, strict=True)]


def lines(history: list[list[float]], drawn: list[list[float]], others: dict[str, list[list[float]]]) -> Iterator[str]:
    """Yield the page."""
    yield f"# The central run\n\nMean of {len(history)} seeds of `history`, beside the claims. Written by `bench/central_run.py`.\n"
    yield from beside_claims(means(history))
    yield "\n## On draws of the posterior\n\nMean of as many seeds, each with a draw of the parameters from the fit that ships.\n"
    yield from beside_claims(means(drawn))
    yield "\n## What each cause does\n\nChange when the cause is removed (mean over paired seeds), and the sign that the documents give.\n"
    yield from changes(means(history), {name: means(runs) for name, runs in others.items()})


def beside_claims(mean: list[float]) -> Iterator[str]:
    """Yield the table of the figures of history beside the claims."""
    yield "| what | model, true | model, as the side reports | claimed | factor off | within 1.5 | claims |\n|---|---|---|---|---|---|---|"
    for n, t in enumerate(targets()):
        true, said = mean[2 * n], mean[2 * n + 1]
        # A strength that Soviet staffs report may be met by what was so; rails are what they said that they cut.
        either = t.said_by == "soviet" and t.quantity != "rails.cut"
        off = min(distance(one, t.low, t.high) for one in ((true, said) if either else (said,)))
        claimed = f"{t.low:,.0f}" if t.low == t.high else f"{t.low:,.0f} to {t.high:,.0f}"
        judged = f"{off:.2f} | {'yes' if off <= CLOSE else '**no**'} |"
        judged = "not judged | |" if of_victims(t.quantity) else judged
        yield f"| {t.what} | {true:,.0f} | {said:,.0f} ({t.said_by or 'true'}) | {claimed} | {judged} {t.claims} |"


def changes(base: list[float], others: dict[str, list[float]]) -> Iterator[str]:
    """Yield the table of what changes without each cause."""
    yield "| scenario | what | history | without | change | said | agrees |\n|---|---|---|---|---|---|---|"
    for n, cause in enumerate(causes(), -len(causes())):
        before, after = base[n], others[cause.scenario][n]
        change = after / before - 1 if before else 0.0
        span = f"{cause.start} to {cause.end}" if cause.start else "whole war"
        yield (
            f"| {cause.scenario} | {cause.quantity}, {cause.region or 'all'}, {span} | {before:,.0f} | {after:,.0f} "
            f"| {change:+.1%} | {'up' if cause.sign > 0 else 'down'} | {'yes' if change * cause.sign > 0 else '**no**'} |"
        )


def main() -> None:
    """Run all, print the page and write it."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    names = sorted({cause.scenario for cause in causes()})
    history = [Job("history", seed) for seed in range(1, seeds + 1)]
    drawn = [job._replace(drawn=True) for job in history]
    others = [Job(name, job.seed) for name in names for job in history[:10]]
    jobs = [*history, *drawn, *others]
    with ProcessPoolExecutor(2) as pool:
        found = dict(zip(jobs, pool.map(figures, jobs), strict=True))
    by_name = {name: [found[job] for job in others if job.scenario == name] for name in names}
    page = "\n".join(lines([found[job] for job in history], [found[job] for job in drawn], by_name)) + "\n"
    sys.stdout.write(page)
    (HERE.parent / "docs" / "central_run.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()

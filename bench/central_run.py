"""The central run of history: the mean of 20 seeds beside the claims that it must come near, and what each scenario changes.

python bench/central_run.py [seeds]        writes docs/central_run.md
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import fmean

import hinterland
from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.evidence.registry import of_victims

# What must be reached: name, quantity, region, from, to, the speaker (None: what was so), low and high of the claims, their ids.
TARGETS = (
    (
        "Strength, whole movement, Jan 1942",
        "partisans.strength",
        None,
        "1942-01-01",
        "1942-01-01",
        "soviet",
        30_000,
        90_000,
        "S519 S459",
    ),
    (
        "Strength, whole movement, Jan 1943",
        "partisans.strength",
        None,
        "1943-01-01",
        "1943-01-01",
        "soviet",
        100_000,
        220_000,
        "S520 S460",
    ),
    (
        "Strength, whole movement, Jan 1944",
        "partisans.strength",
        None,
        "1944-01-01",
        "1944-01-01",
        "soviet",
        250_000,
        550_000,
        "S522 S461",
    ),
    (
        "Strength, Belarus, Nov 1942",
        "partisans.strength",
        "Belarus",
        "1942-11-01",
        "1942-11-30",
        "soviet",
        47_000,
        47_000,
        "S089",
    ),
    (
        "Strength, Belarus, Jan 1943",
        "partisans.strength",
        "Belarus",
        "1943-01-01",
        "1943-01-31",
        "soviet",
        56_000,
        56_000,
        "S090",
    ),
    (
        "Strength, Belarus, Jan 1944",
        "partisans.strength",
        "Belarus",
        "1944-01-01",
        "1944-01-01",
        "soviet",
        153_478,
        153_478,
        "R127",
    ),
    (
        "Strength, western Belarus, Jan 1943",
        "partisans.strength",
        "W_Belarus",
        "1943-01-01",
        "1943-01-31",
        "soviet",
        11_000,
        11_000,
        "S091",
    ),
    (
        "Strength, western Belarus, Dec 1943",
        "partisans.strength",
        "W_Belarus",
        "1943-12-01",
        "1943-12-31",
        "soviet",
        36_000,
        36_000,
        "S109",
    ),
    (
        "Strength in contact, Ukraine, 1 May 1942",
        "partisans.in_contact",
        "Ukraine",
        "1942-05-01",
        "1942-05-01",
        "soviet",
        1_918,
        1_918,
        "S128",
    ),
    (
        "Ground held, Belarus, end of 1943, km2",
        "zones.area",
        "Belarus",
        "1943-12-31",
        "1943-12-31",
        "soviet",
        100_000,
        108_000,
        "S069 R137",
    ),
    ("Civilians killed, Belarus", "civilians.killed", "Belarus", None, None, None, 345_000, 345_000, "S287"),
    (
        "Rails reported, Rail War",
        "rails.cut",
        None,
        "1943-08-03",
        "1943-09-15",
        "soviet",
        214_705,
        230_000,
        "R060 S340",
    ),
    ("Rails reported, Concert", "rails.cut", None, "1943-09-19", "1943-11-01", "soviet", 148_557, 148_557, "R068"),
    (
        "Rails reported, Concert, Belarus",
        "rails.cut",
        "Belarus",
        "1943-09-19",
        "1943-11-01",
        "soviet",
        90_000,
        90_000,
        "S350",
    ),
    (
        "Rail attacks logged, Feb 1943",
        "railway.attacks",
        "USSR",
        "1943-02-01",
        "1943-02-28",
        "german",
        500,
        500,
        "R000",
    ),
    (
        "Rail attacks logged, Apr 1943",
        "railway.attacks",
        "USSR",
        "1943-04-01",
        "1943-04-30",
        "german",
        700,
        700,
        "R001",
    ),
    (
        "Rail attacks logged, May 1943",
        "railway.attacks",
        "USSR",
        "1943-05-01",
        "1943-05-31",
        "german",
        1_045,
        1_045,
        "R002",
    ),
    (
        "Rail attacks logged, Jun 1943",
        "railway.attacks",
        "USSR",
        "1943-06-01",
        "1943-06-30",
        "german",
        1_060,
        1_060,
        "R003",
    ),
)
# What the documents say a cause did: scenario, quantity, region, from, to, and the sign of its removal.
CAUSES = (
    ("no_central_staff", "partisans.strength", None, "1944-01-01", "1944-01-01", -1),
    ("no_central_staff", "rails.cut", None, "1943-08-03", "1943-11-01", -1),
    ("no_central_staff", "brigades.share", None, "1943-01-01", "1943-12-31", -1),
    ("no_airlift", "partisans.strength", None, "1944-01-01", "1944-01-01", -1),
    ("no_airlift", "rails.cut", None, "1943-01-01", "1943-12-31", -1),
    ("no_corridor", "partisans.strength", "Vitebsk", "1942-04-01", "1942-12-31", -1),
    ("no_corridor", "partisans.strength", "Belarus", "1942-11-01", "1942-11-30", -1),
    ("no_reprisals", "civilians.killed", None, None, None, -1),
    ("no_reprisals", "partisans.strength", "Belarus", "1943-07-01", "1943-12-31", -1),
    ("no_rail_order_1943", "rails.cut", None, "1943-08-03", "1943-11-01", -1),
    ("mild_winter_1941", "partisans.strength", None, "1942-04-01", "1942-04-30", 1),
    ("mild_winter_1941", "partisans.perished", None, "1941-11-01", "1942-03-31", -1),
)


def figures(job: tuple[str, int]) -> list[float]:
    """Return every figure of a run: for history the truth and report of each target, then the observable of each cause."""
    scenario, seed = job
    run = hinterland.run(scenario, seed)
    found: list[float] = []
    if scenario == "history":
        for _, quantity, region, start, end, said_by, *_ in TARGETS:
            found.append(figure(run, quantity, region, start, end))
            found.append(figure(run, quantity, region, start, end, said_by))
    return found + [_cause(run, row) for row in CAUSES]


def _cause(run: Run, row: tuple) -> float:
    _, quantity, region, start, end, _ = row
    return figure(run, quantity, region, start, end)


def figure(run: Run, quantity: str, *asked: str | None) -> float:
    """Return the sum of a flow, or the mean of any other quantity."""
    return run.sum(quantity, *asked) if find(quantity).kind == "flow" else run.mean(quantity, *asked)


def distance(value: float, low: float, high: float) -> float:
    """Return by what factor a value lies outside the claims, 1 where it lies between them."""
    return low / max(value, 1e-9) if value < low else max(1.0, value / high)


def lines(history: list[list[float]], others: dict[str, list[list[float]]]) -> Iterator[str]:
    """Yield the page."""
    mean = [fmean(column) for column in zip(*history, strict=True)]
    yield f"# The central run\n\nMean of {len(history)} seeds of `history`, beside the claims. Written by `bench/central_run.py`.\n"
    yield "| what | model, true | model, as the side reports | claimed | factor off | within 1.5 | claims |\n|---|---|---|---|---|---|---|"
    for n, (name, quantity, *_, said_by, low, high, ids) in enumerate(TARGETS):
        true, said = mean[2 * n], mean[2 * n + 1]
        off = (
            min(distance(true, low, high), distance(said, low, high))
            if said_by == "soviet" and "Rails" not in name
            else distance(said, low, high)
        )
        claimed = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        judged = "not judged | |" if of_victims(quantity) else f"{off:.2f} | {'yes' if off <= 1.5 else '**no**'} |"
        yield f"| {name} | {true:,.0f} | {said:,.0f} ({said_by or 'true'}) | {claimed} | {judged} {ids} |"
    yield "\n## What each cause does\n\nChange when the cause is removed (mean over paired seeds), and the sign that the documents give.\n"
    yield "| scenario | what | history | without | change | said | agrees |\n|---|---|---|---|---|---|---|"
    base = [fmean(column) for column in zip(*[row[-len(CAUSES) :] for row in history], strict=True)]
    for n, (scenario, quantity, region, start, end, sign) in enumerate(CAUSES):
        pairs = others[scenario]
        before, after = base[n], fmean(row[n] for row in pairs)
        change = after / before - 1 if before else 0.0
        span = f"{start} to {end}" if start else "whole war"
        yield (
            f"| {scenario} | {quantity}, {region or 'all'}, {span} | {before:,.0f} | {after:,.0f} | {change:+.1%} | "
            f"{'up' if sign > 0 else 'down'} | {'yes' if change * sign > 0 else '**no**'} |"
        )


def main() -> None:
    """Run all, print the page and write it."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    names = sorted({row[0] for row in CAUSES})
    jobs = [("history", s) for s in range(1, seeds + 1)] + [(n, s) for n in names for s in range(1, min(seeds, 10) + 1)]
    with ProcessPoolExecutor(2) as pool:
        results = list(pool.map(figures, jobs))
    history = results[:seeds]
    others = {n: [r for (m, _), r in zip(jobs, results, strict=True) if m == n] for n in names}
    page = "\n".join(lines(history, others)) + "\n"
    sys.stdout.write(page)
    (Path(__file__).parents[1] / "docs" / "central_run.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()

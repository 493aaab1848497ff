"""The large operations of the ledger beside the model, and beside what one would say without a model.

python bench/operations.py [seeds]        writes docs/operations.md
"""

import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean, geometric_mean, median

import pandas as pd

import hinterland
from hinterland.engine.result import Run
from hinterland.evidence.registry import of_victims

QUANTITIES = (
    "expeditions.enemy_killed",
    "expeditions.own_dead",
    "expeditions.captured",
    "expeditions.weapons",
    "people.deported",
)
HEARD = {"people.deported": None}
"""Who says it in the model, where that is not the German side."""
ALL = "all that are judged"
LEAST = 1.0
"""Figures below one person are taken as one, so that a ratio has a meaning."""
LONGEST_DAYS = 60
"""Claims over longer spans are sums over many operations; those on a part of one, or on all of a land, are left out."""


class Operation:
    """A figure of one operation: what the ledger says, what the model says, and what the other operations say."""

    def __init__(self, quantity: str, region: str, rows: pd.DataFrame, runs: list[Run]) -> None:
        """Take the claims of one quantity and operation; of several the geometric mean is the figure."""
        self.quantity, self.region = quantity, region
        self.claims = [str(name) for name in rows.index]
        self.claimed = geometric_mean([max(LEAST, figure_of(row)) for _, row in rows.iterrows()])
        start, end = str(rows["date_from"].min())[:10], str(rows["date_to"].max())[:10]
        side = HEARD.get(quantity, "german")
        simulated = [run.simulated(quantity, region, side)["value"][start:end].sum() for run in runs]
        self.modelled = max(LEAST, fmean(simulated))
        self.guessed = math.nan


def figure_of(row: pd.Series) -> float:
    """Return the figure of a claim: the best one, or a bound where it has none; not a number where it has neither."""
    return next((float(row[name]) for name in ("best", "low", "high") if pd.notna(row[name])), math.nan)


def operations(runs: list[Run]) -> list[Operation]:
    """Return the figures of all operations of the ledger, each with the geometric mean of the other operations."""
    found = []
    for quantity in QUANTITIES:
        claims = hinterland.claims(quantity=quantity).set_index("id")
        days = (pd.to_datetime(claims["date_to"]) - pd.to_datetime(claims["date_from"])).dt.days
        whole = ~claims["barred"] & ~claims["counts"].astype(str).str.contains("part|all") & (days <= LONGEST_DAYS)
        claimed = claims[whole & claims.apply(lambda row: not math.isnan(figure_of(row)), axis=1)]
        of_one = [Operation(quantity, str(region), rows, runs) for region, rows in claimed.groupby("region")]
        for operation in of_one:
            others = [other.claimed for other in of_one if other is not operation]
            operation.guessed = geometric_mean(others) if others else math.nan
        found += [operation for operation in of_one if not math.isnan(operation.guessed)]
    return found


def factor(a: float, b: float) -> float:
    """Return how many times the larger is the smaller."""
    return max(a, b) / min(a, b)


def page(found: list[Operation], seeds: int) -> Iterator[str]:
    """Write the page: a line for each quantity, then one for each figure."""
    yield "# Operations of the ledger\n"
    yield (
        f"Mean of {seeds} seeds of `history`, as the German side reports it (deported people: as it was), beside what "
        "the ledger says of each operation,\nand beside the geometric mean of the other operations, which needs no "
        "model. Written by `bench/operations.py`.\n"
    )
    yield "| quantity | operations | median factor, model | median factor, mean of the others | model is nearer in |"
    yield "|---|---|---|---|---|"
    by_quantity: dict[str, list[Operation]] = defaultdict(list)
    for operation in found:
        by_quantity[operation.quantity].append(operation)
    for quantity, rows in {**by_quantity, ALL: [one for one in found if not of_victims(one.quantity)]}.items():
        ours = [factor(row.modelled, row.claimed) for row in rows]
        guess = [factor(row.guessed, row.claimed) for row in rows]
        nearer = sum(a < b for a, b in zip(ours, guess, strict=True))
        judged = f"{median(ours):.2f} | {median(guess):.2f} | {nearer} of {len(rows)}"
        yield f"| {quantity} | {len(rows)} | {' |  | not judged' if of_victims(quantity) else judged} |"
    yield "\n| quantity | operation, so called by the occupier | claimed | model | mean of the others | claims |"
    yield "|---|---|---|---|---|---|"
    for row in found:
        yield (
            f'| {row.quantity} | "{row.region}" | {row.claimed:,.0f} | {row.modelled:,.0f} | {row.guessed:,.0f} | '
            f"{' '.join(row.claims)} |"
        )


def main() -> None:
    """Play the seeds and write the page."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    runs = [hinterland.run("history", seed=seed) for seed in range(1, seeds + 1)]
    lines = list(page(operations(runs), seeds))
    out = Path(__file__).parents[1] / "docs" / "operations.md"
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

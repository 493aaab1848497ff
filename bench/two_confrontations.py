"""Set two results of `hinterland confront` side by side: all claims, and those that both could judge.

Both also without the claims that are set beside what is given to the model, and those that are asked no longer.

    python bench/two_confrontations.py before.csv after.csv

Claims of victims are in no share and no factor, in neither result. A claim that both could judge is shown or held out
as the later ledger has it.
"""

import sys

import numpy as np
import pandas as pd

from hinterland.evidence.ledger import load
from hinterland.evidence.registry import of_victims
from hinterland.study.claims.given import given
from hinterland.study.claims.question import Question, ask
from hinterland.theatre.assemble import load as theatre

INSIDE = ("agrees", "fits", "cannot tell")
"""Verdicts on a claim that the band reaches; `fits` is the older word for `agrees`."""
HEAD = "| claims | result | part | judged | two-sided | inside the 90 % band | median factor |"
PARTS = {"shown": "calibration", "held out": "held out", "all": ""}
RESOLUTION = 4
DRAWS = 4000
"""Draws of claims from which the standard error of a difference is taken."""


def read(path: str) -> pd.DataFrame:
    """Return the claims of a result that were judged, by id, without those of victims."""
    lines, ledger = pd.read_csv(path).set_index("claim"), load()
    # An earlier ledger may have asked another quantity of a claim, by a name that is known no more.
    now = {c.id for c in ledger.raw if c.quantity in ledger.quantities and of_victims(c.quantity)}
    victims = [name in now or (q in ledger.quantities and of_victims(q)) for name, q in lines["quantity"].items()]
    lines = lines[lines["rank"].notna() & ~np.array(victims)]
    return lines.assign(two_sided=~lines["bound"].astype(bool), inside=lines["verdict"].isin(INSIDE))


def made() -> set[str]:
    """Return the claims that are asked today of what the model makes."""
    ledger, ground = load(), theatre(RESOLUTION)
    return {c.id for c in ledger.confrontable() if not given(c) and isinstance(ask(c, ledger, ground), Question)}


def shares(lines: pd.DataFrame) -> list[str]:
    """Return how many claims there are, and of the two-sided ones the share inside the band and the median factor."""
    two = lines[lines["two_sided"]]
    factor = np.exp(two["log_error"].abs().median())
    return [str(len(lines)), str(len(two)), f"{100 * two['inside'].mean():.0f} %", f"{factor:.2f}"]


def difference(before: pd.DataFrame, after: pd.DataFrame) -> str:
    """Return how far share and factor differ on the same claims, with standard errors from draws of claims."""
    same = before.index[before["two_sided"]].intersection(after.index[after["two_sided"]])
    inside = after.loc[same, "inside"].to_numpy(float) - before.loc[same, "inside"].to_numpy(float)
    errors = [lines.loc[same, "log_error"].abs().to_numpy() for lines in (before, after)]
    drawn = np.random.default_rng(1).integers(len(same), size=(DRAWS, len(same)))
    share = 100 * inside[drawn].mean(axis=1)
    ratio = np.exp(np.median(errors[1][drawn], axis=1) - np.median(errors[0][drawn], axis=1))
    times, error = np.exp(np.median(errors[1]) - np.median(errors[0])), ratio.std()
    return (
        f"{len(same)} claims two-sided in both: {100 * inside.mean():+.1f} points inside (standard error "
        f"{share.std():.1f}), factor times {times:.2f} (standard error {error:.2f})."
    )


def main(first: str, second: str) -> None:
    """Write a table of both results, and of the claims that both hold."""
    before, after = read(first), read(second)
    both = before.index.intersection(after.index)
    same = before.loc[both].assign(part=after.loc[both, "part"]), after.loc[both]
    ours = made()
    lines = [HEAD, "|---|---|---|---|---|---|---|"]
    for name, results in (
        ("all that were judged", (before, after)),
        ("judged in both", same),
        ("made by the model", [one[one.index.isin(ours)] for one in (before, after)]),
        ("made by it, judged in both", [one[one.index.isin(ours)] for one in same]),
    ):
        for result, claims in zip(("before", "after"), results, strict=True):
            for part, word in PARTS.items():
                cells = [name, result, part, *shares(claims[claims["part"].eq(word) | (not word)])]
                lines.append(f"| {' | '.join(cells)} |")
    sys.stdout.write("\n".join([*lines, "", difference(before.loc[both], after.loc[both]), ""]))


if __name__ == "__main__":
    main(*sys.argv[1:])

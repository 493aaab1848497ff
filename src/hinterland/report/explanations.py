"""The weight of evidence between rival explanations in words: a plain sentence, tables, and a page."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hinterland.report.counterfactuals import figure, markdown, publication
from hinterland.study.causation.explanations import AS_PLAYED, ASKED, BOTH, EVERY, FREE, WeightOfEvidence
from hinterland.study.scores.score_tables import PARTS

if TYPE_CHECKING:
    import pandas as pd

HEADS = ("explanation", "log density", "beside the best", "± claims", "± runs", "90 % interval", "weight")
SETS = {ASKED: "claims on the question", EVERY: "claims of all quantities"}
IN_WORDS = {BOTH: "shown and held out", PARTS[0]: "shown", PARTS[1]: "held out"}
FEW = 3
"""Least number of claims of a year or region of which a pattern is given."""
MOST = 12
"""Claims that are listed as those that carry the difference."""
READ = (
    "How to read it. The log density is the sum over claims of the natural logarithm of how likely each claim is under",
    "the runs of an explanation; 2.3 more is a factor of ten. A claim is predicted from all runs, with a term of",
    "Student's t for what the model lacks. The scale of this term, and the level of each family of quantities, are",
    "learnt from shown claims of other speakers, regions or years: no explanation loses because its level is off.",
    "± claims is the standard error by which claims there are (blocks of speaker, region and year), ± runs by which",
    "draws were played. The interval and the weights take both together. The weights are shares of the likelihood",
    "and no Bayes factors.",
)


def lines(found: WeightOfEvidence, of: str, part: str, level: str) -> "pd.DataFrame":
    """Return the lines of one set of claims, in the order of the file."""
    table = found.table
    chosen = table[(table["of"] == of) & (table["part"] == part) & (table["level"] == level)]
    return chosen.set_index("explanation").reindex(names(found)).dropna(subset=["claims"])


def names(found: WeightOfEvidence) -> list[str]:
    """Return the names of the explanations in the order of the file."""
    return [one.name for one in found.asked.explanations]


def sentence(found: WeightOfEvidence, of: str = ASKED, part: str = BOTH, level: str = FREE) -> str:
    """Say in one plain sentence what a set of claims says of the explanations, and what it does not."""
    rows = lines(found, of, part, level)
    if rows.empty:
        return f"There are no {SETS[of]}, {IN_WORDS[part]}, that the runs can answer."
    count = f"{int(rows['claims'].iloc[0])} {SETS[of]} ({IN_WORDS[part]})"
    against = [name for name, row in rows.iterrows() if row["apart"]]
    best = str(rows["log_density"].idxmax())
    rest = [str(name) for name in rows.index if name not in against and name != best]
    if not against:
        return f"The {count} cannot tell the explanations apart: every interval of 90 % holds zero."
    text = f"The {count} speak most for `{best}`, and against {_listed(against)}"
    return text + (f"; they cannot tell {_listed(rest)} from it." if rest else ", with intervals that exclude zero.")


def _listed(words: Sequence[object]) -> str:
    named = [f"`{word}`" for word in words]
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def rows(found: WeightOfEvidence, of: str, part: str, level: str) -> list[tuple[str, ...]]:
    """Return one set of claims as texts, in the order of `HEADS`."""
    return [
        (
            str(name),
            f"{row['log_density']:.1f}",
            f"{row['difference']:+.1f}" if row["difference"] else "best",
            *(_error(row[error]) if row["difference"] else "" for error in ("error_claims", "error_runs")),
            f"{row['low']:+.1f} to {row['high']:+.1f}" if row["difference"] else "",
            f"{row['weight']:.2f}",
        )
        for name, row in lines(found, of, part, level).iterrows()
    ]


def _error(value: float) -> str:
    return "none" if math.isnan(value) else f"{value:.1f}"


def page(found: WeightOfEvidence) -> str:
    """Return the page as Markdown."""
    return "\n".join(_page(found)) + "\n"


def _page(found: WeightOfEvidence) -> Iterator[str]:
    asked = found.asked
    yield from (f"# {asked.question}", "", asked.text, "", "## The explanations", "")
    for one in asked.explanations:
        yield f"- `{one.name}`: {one.scenario.title}. {one.says}"
    yield from ("", "## The answer", "", sentence(found))
    yield from (f"- {sentence(found, ASKED, part)}" for part in PARTS)
    yield f"- With levels as they were played: {sentence(found, ASKED, BOTH, AS_PLAYED)}"
    yield f"- {sentence(found, EVERY, BOTH)}"
    yield from ("", _rests_on(found), "", f"    {_command(found)}", "", *READ)
    for of, part, level in _sets():
        title = f"{SETS[of].capitalize()}, {IN_WORDS[part]}, level {level}"
        counts = lines(found, of, part, level)
        if not counts.empty:
            counted = f"{int(counts['claims'].iloc[0])} claims in {int(counts['blocks'].iloc[0])} blocks."
            yield from ("", f"## {title}", "", counted, "", *markdown(HEADS, rows(found, of, part, level)))
    yield from ("", "## What each explanation gets wrong", "")
    yield "By what factor claims on the question exceed what is predicted (the median, its level shifted), in the"
    yield f"geometric mean; below 1 the explanation predicts too much. Of fewer than {FEW} claims nothing is said."
    for by in ("year", "region"):
        yield from ("", *markdown((by, "claims", *names(found)), patterns(found, by)))
    yield from ("", "## Claims that carry the difference", "")
    yield "What each explanation predicts (the median, its level shifted), and how much less likely the claim is under"
    yield "it than under the best, in natural logarithms."
    yield from ("", *markdown(("claim", "what", "where", "year", "by", "claimed", *names(found)), carriers(found)))
    if asked.literature:
        yield from ("", "## Literature", "", *(publication(one) for one in asked.literature))


def _sets() -> Iterator[tuple[str, str, str]]:
    yield from ((ASKED, part, FREE) for part in (BOTH, *PARTS))
    yield (ASKED, BOTH, AS_PLAYED)
    yield from ((EVERY, part, FREE) for part in (BOTH, PARTS[1]))


def _rests_on(found: WeightOfEvidence) -> str:
    return (
        f"It rests on {found.runs} runs of each explanation at resolution {found.resolution}, seeds {found.seed} to "
        f"{found.seed + found.runs - 1}, on the same draws ({found.draws}) of all other parameters: on what this model "
        "makes of each explanation, with its known misses, and on the claims of the ledger, and no more."
    )


def _command(found: WeightOfEvidence) -> str:
    options = f"--runs {found.runs} --seed {found.seed} --draws {found.draws} --resolution {found.resolution}"
    return f"hinterland explanations {found.asked.name} {options}"


def patterns(found: WeightOfEvidence, by: str) -> list[tuple[str, ...]]:
    """Return the factor by which claims on the question exceed what is predicted, for each year or region."""
    own = found.claims[found.claims["asked"]]
    misses = own.pivot_table(index=by, columns="explanation", values="miss", aggfunc="mean")[names(found)]
    counts = own.groupby(by)["claim"].nunique()
    return [
        (str(one), str(counts[one]), *(f"{math.exp(miss):.2f}" for miss in row))
        for one, row in zip(misses.index, misses.to_numpy(), strict=True)
        if counts[one] >= FEW
    ]


def carriers(found: WeightOfEvidence) -> list[tuple[str, ...]]:
    """Return the claims on the question whose likelihood differs most between explanations."""
    own = found.claims[found.claims["asked"]]
    density = own.pivot_table(index="claim", columns="explanation", values="beside_best", sort=False)[names(found)]
    spread = density.max(axis=1) - density.min(axis=1)
    rows = []
    for claim in spread.sort_values(ascending=False, kind="stable").index[:MOST]:
        rows_of = own[own["claim"] == claim].set_index("explanation")
        first = rows_of.iloc[0]
        about = (str(claim), first["quantity"], first["region"], str(first["year"]), first["said_by"])
        each = (f"{figure(rows_of.loc[n, 'predicted_50'])} ({density.loc[claim, n]:+.2f})" for n in names(found))
        rows.append((*about, figure(first["claimed"]), *each))
    return rows

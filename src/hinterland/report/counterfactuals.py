"""The answers to counterfactuals in words: tables of differences with their intervals, and a page for each.

Figures of victims of both wars stand beside each other, and nothing is made of their difference (decision 0024).
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.evidence.model import mark
from hinterland.files.output import Keep, table
from hinterland.study.causation.counterfactual import Answer
from hinterland.study.causation.literature import Literature
from hinterland.study.causation.paired_wars import WHOLE
from hinterland.study.claims.ledger_of_package import ledger_of_package

if TYPE_CHECKING:
    import pandas as pd

HEADS = ("what", "where", "{first}", "{second}", "difference", "90 % interval", "pairs of this sign")
OF_VICTIMS = HEADS[:4]
DIGITS = "%.6g"
READ = (
    "A difference is that of the second war less the first, on the same seeds, and its interval of 90 % is that of the",
    "mean over pairs; ± is a standard error. Flows are summed over the days of a period, stocks and means averaged.",
)
"""How the tables of a page are read."""


def heads(answer: Answer, victims: bool) -> list[str]:
    """Return what stands above the columns of `rows`."""
    first, second = answer.asked.first.name, answer.asked.second.name
    return [head.format(first=first, second=second) for head in (OF_VICTIMS if victims else HEADS)]


def rows(answer: Answer, victims: bool, period: str = WHOLE) -> list[tuple[str, ...]]:
    """Return the figures of a period as texts: of what counts victims, or of everything else."""
    lines = answer.lines
    chosen = lines[(lines["period"] == period) & (lines["victims"] == victims)]
    return [(*_both(row), *(() if victims else _change(row))) for row in chosen.to_dict("records")]


def _both(row: dict[str, Any]) -> tuple[str, ...]:
    figures = (_with_error(row[name], row[f"{name}_error"]) for name in ("first", "second"))
    return f"{row['quantity']} ({row['unit']})", str(row["region"]), *figures


def _change(row: dict[str, Any]) -> tuple[str, ...]:
    if math.isnan(row["difference"]):
        return "", "", ""
    ends = "" if math.isnan(row["low"]) else f"{figure(row['low'], True)} to {figure(row['high'], True)}"
    signs = f"{round(row['same_sign'] * row['pairs'])} of {row['pairs']}" if row["difference"] else ""
    return figure(row["difference"], True), ends, signs


def _with_error(value: float, error: float) -> str:
    return figure(value) + ("" if math.isnan(error) else f" ± {figure(error)}")


def figure(value: float, signed: bool = False) -> str:
    """Return a number with as many digits as mean something, with its sign where it is a difference."""
    if math.isnan(value):
        return "none"
    sign = "+" if signed else ""
    return f"{value:{sign},.0f}" if abs(value) >= 100 or value == 0 else f"{value:{sign}.3g}"


def rests_on(answer: Answer) -> str:
    """Return in words how many runs an answer rests on."""
    drawn = "with parameters at their values" if answer.draws == "none" else f"with parameters drawn ({answer.draws})"
    last = answer.seed + answer.runs - 1
    seeds = f"seed {last}" if answer.runs == 1 else f"seeds {answer.seed} to {last}"
    pairs = "1 pair" if answer.runs == 1 else f"{answer.runs} pairs"
    return f"{pairs} of wars at resolution {answer.asked.first.resolution}, {seeds}, {drawn}"


def place(folder: Path, name: str) -> AbstractContextManager[Keep]:
    """Return the place of an answer and of the page made of it in a folder; raise `Fault` where that is none."""
    if folder.exists() and not folder.is_dir():
        raise Fault(folder, 0, "is no folder", "name one, as docs/counterfactuals")
    return table(folder / f"{name}.csv", "counterfactual --page", beside=(f"{name}.md",), digits=DIGITS)


def write(answer: Answer, keep: Keep) -> None:
    """Write an answer and its page to their place; months are left out of both."""
    keep(without_months(answer.lines), {f"{answer.asked.name}.md": page(answer)})


def without_months(lines: "pd.DataFrame") -> "pd.DataFrame":
    """Return the lines of the whole war and of its years."""
    return lines[~lines["period"].str.contains("-")]


def page(answer: Answer) -> str:
    """Return the page of an answer as Markdown."""
    return "\n".join(_page(answer)) + "\n"


def signs(answer: Answer) -> Iterator[str]:
    """Yield in words what is lower, higher or of no clear sign in the second war as a whole; of victims nothing."""
    lines = answer.lines
    whole = lines[(lines["period"] == WHOLE) & ~lines["victims"]].to_dict("records")
    lower = [_in_short(row) for row in whole if row["high"] < 0]
    higher = [_in_short(row) for row in whole if row["low"] > 0]
    rest = [f"{row['quantity']} ({row['region']})" for row in whole if not (row["high"] < 0 or row["low"] > 0)]
    second = answer.asked.second.name
    for words, found in ((f"Lower in `{second}`", lower), (f"Higher in `{second}`", higher)):
        if found:
            yield f"- {words}:"
            yield from (f"  - {one}" for one in found)
    if rest:
        yield f"- Of no clear sign (the interval holds zero, or there is none): {', '.join(rest)}."


def _in_short(row: dict[str, Any]) -> str:
    share = f" {row['difference'] / row['first']:+.0%}," if row["first"] else ""
    unit = "" if row["unit"] == "1" else f" {row['unit']}"
    return f"{row['quantity']}, {row['region']}:{share} {figure(row['low'], True)} to {figure(row['high'], True)}{unit}"


def _page(answer: Answer) -> Iterator[str]:
    asked = answer.asked
    options = "" if answer.draws == "none" else f" --draws {answer.draws}"
    options += f" --from {date_of(asked.second.since)}" if asked.second.before else ""
    years = [p for p in dict.fromkeys(without_months(answer.lines)["period"]) if p != WHOLE]
    yield f"# {asked.question or asked.name}"
    if asked.text:
        yield from ("", asked.text)
    yield ""
    for scenario in (asked.first, asked.second):
        yield f"- `{scenario.name}`: {scenario.title}"
    yield from ("", "## The answer", "")
    yield from signs(answer)
    yield ""
    yield f"It rests on {rests_on(answer)}: what the model makes of the cause, with its known misses, and no more."
    if answer.draws == "none":
        yield "The intervals show what chance does, and nothing of how far the parameters are unknown."
    yield ""
    command = f"hinterland counterfactual {asked.name} --runs {answer.runs} --seed {answer.seed}{options}"
    yield f"    {command} --resolution {asked.first.resolution}"
    yield from ("", *READ)
    for period in (WHOLE, *years):
        yield from ("", f"## {'The whole war' if period == WHOLE else period}", "")
        yield from markdown(heads(answer, False), rows(answer, False, period))
        if victims := rows(answer, True, period):
            yield from ("", "Civilians, in both wars:" if period == WHOLE else "Civilians:", "")
            yield from markdown(heads(answer, True), victims)
    if asked.literature:
        yield from ("", "## Literature", "")
        yield from (publication(one) for one in asked.literature)


def markdown(above: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    yield f"| {' | '.join(above)} |"
    yield "|" + "---|" * len(above)
    for line in lines:
        yield f"| {' | '.join(line)} |"


def publication(one: Literature) -> str:
    """Return a publication as a line of a list, with its point and how both are known."""
    source = ledger_of_package().sources[one.source]
    title = f"{source.author}, *{source.title}*" + (f" ({source.year})" if source.year else "")
    return f"- {title}{mark(source.verified)}. {one.point}{mark(one.verified)}"

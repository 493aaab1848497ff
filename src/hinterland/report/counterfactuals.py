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
from hinterland.evidence.ledger import load
from hinterland.evidence.model import mark
from hinterland.files.output import Keep, table
from hinterland.study.counterfactual import Answer
from hinterland.study.counterfactual_files import Literature
from hinterland.study.paired_wars import WHOLE

if TYPE_CHECKING:
    import pandas as pd

HEADS = ("what", "where", "{first}", "{second}", "difference", "90 % interval", "pairs of this sign")
OF_VICTIMS = HEADS[:4]
DIGITS = "%.6g"


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
    told = (_with_error(row[name], row[f"{name}_error"]) for name in ("first", "second"))
    return f"{row['quantity']} ({row['unit']})", str(row["region"]), *told


def _change(row: dict[str, Any]) -> tuple[str, ...]:
    if math.isnan(row["difference"]):
        return "", "", ""
    ends = "" if math.isnan(row["low"]) else f"{figure(row['low'], True)} to {figure(row['high'], True)}"
    return figure(row["difference"], True), ends, f"{round(row['same_sign'] * row['pairs'])} of {row['pairs']}"


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
    """Return the place of an answer and of the page made of it in a folder."""
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


def _page(answer: Answer) -> Iterator[str]:
    asked = answer.asked
    options = "" if answer.draws == "none" else f" --draws {answer.draws}"
    options += f" --from {date_of(asked.second.since)}" if asked.second.before else ""
    years = [p for p in dict.fromkeys(without_months(answer.lines)["period"]) if p != WHOLE]
    yield f"# {asked.question or asked.name}"
    yield ""
    yield f"Made by `hinterland counterfactual {asked.name} --runs {answer.runs} --seed {answer.seed}{options}"
    yield f"--resolution {asked.first.resolution}`. It rests on {rests_on(answer)}."
    if asked.text:
        yield from ("", asked.text)
    yield ""
    for scenario in (asked.first, asked.second):
        yield f"- `{scenario.name}`: {scenario.title}"
    yield ""
    yield "A difference is that of the second war less the first, on the same seeds; the interval is that of its mean."
    yield "It says what the model makes of the cause, with its parameters and its known misses, and no more."
    for period in (WHOLE, *years):
        yield from ("", f"## {'The whole war' if period == WHOLE else period}", "")
        yield from _markdown(heads(answer, False), rows(answer, False, period))
        if victims := rows(answer, True, period):
            yield from ("", "Civilians, in both wars:" if period == WHOLE else "Civilians:", "")
            yield from _markdown(heads(answer, True), victims)
    if asked.literature:
        yield from ("", "## Literature", "")
        yield from (_publication(one) for one in asked.literature)


def _markdown(above: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(above)} |"
    yield "|" + "---|" * len(above)
    for line in lines:
        yield f"| {' | '.join(line)} |"


def _publication(one: Literature) -> str:
    source = load().sources[one.source]
    title = f"{source.author}, *{source.title}*" + (f" ({source.year})" if source.year else "")
    return f"- {title}{mark(source.verified)}. {one.point}{mark(one.verified)}"

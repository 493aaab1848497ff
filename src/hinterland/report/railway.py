"""The railway war in the report: three courses of one summer, and why two opposite figures can both be true of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.calendar import date_of, day_of, parse
from hinterland.core.declare import Array
from hinterland.engine.result import Run
from hinterland.report.charts import Line, chart
from hinterland.report.drawing import MONTHS, day, number
from hinterland.report.figures import Drawn
from hinterland.study.railways import rail_war

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 40
"""Days of the summer that a run must hold for the section to be written."""
CAMPAIGNS = (("the Rail War", "1943-08-03", "1943-09-15"), ("Concert", "1943-09-19", "1943-11-01"))
EVERY = 5
"""Days between the dates on which the report reckons what could have arrived."""


class Section(NamedTuple):
    """What the report says of the railway war: sentences, and charts."""

    words: list[str]
    charts: list[Drawn]


def section(run: Run) -> Section | None:
    """Return the section of a run, or None where it holds too little of the summer of 1943."""
    first = max(run.first, day_of(parse(rail_war.SUMMER[0])))
    last = min(run.first + run.days - 1, day_of(parse(rail_war.SUMMER[1])))
    if last - first + 1 < FEWEST:
        return None
    start, end = date_of(first), date_of(last)
    words = sentences(run, start, end) if run.played.record.lines else []
    return Section(words, summer(run, start, end))


def summer(run: Run, start: date, end: date) -> list[Drawn]:
    """Draw over the same days: rails cut, in truth and as reported; capacity left; trains needed and arrived."""
    a, b = run.span(start, end)
    days = np.arange(b - a + 1, dtype=float)
    span = slice(a, b + 1)
    speakers = ((None, "true"), ("soviet", "Soviet staffs reported"), ("german", "German railways logged"))
    rails = [Line(name, side or "true", days, run.values("rails.cut", None, side)[span]) for side, name in speakers]
    left = [
        Line(name, style, days, run.values("railway.capacity_share", region)[span])
        for name, style, region in (("all lines", "true", None), ("behind Army Group Centre", "third", "AGC_area"))
    ]
    trains = [
        Line(name, style, days, run.values(quantity)[span])
        for name, style, quantity in (("arrived", "true", "trains.arrived"), ("asked for", "third", "trains.needed"))
    ]
    return [
        drawn("Rails destroyed by day", "rails a day", start, rails),
        drawn("Capacity left", "per cent of undamaged lines", start, left),
        drawn("Trains for the armies", "trains a day", start, trains, "All army groups together."),
    ]


def drawn(name: str, unit: str, start: date, lines: Sequence[Line], note: str = "") -> Drawn:
    """Draw lines by day from a date, with some of their figures."""
    count = lines[0].days.size
    svg = chart(name, unit, start, count, lines, [])
    wanted = np.unique(np.linspace(0, count - 1, min(count, 9)).round().astype(int))
    rows = tuple(
        ((start + timedelta(days=int(k))).isoformat(), *(number(float(line.values[k])) for line in lines))
        for k in wanted
    )
    keys = tuple((line.name, line.style) for line in lines)
    return Drawn(name, svg, keys, note, ("", *(line.name for line in lines)), rows)


def sentences(run: Run, start: date, end: date) -> list[str]:
    """Say in words what each way of counting comes to, with figures of the run alone."""
    found = []
    for name, first, last in CAMPAIGNS:
        if start <= parse(first) and parse(last) <= end:
            reckoned = run.mean("railway.capacity_loss_claimed", "AGC_area", first, last)
            found.append(_counted(name, rail_war.capacity_loss(run, first, last)) + _reckoned(reckoned))
    months = rail_war.by_month(run, start, end, every=EVERY)
    found += [_arrived(months), _spare(months), *_lengths(run, start, end)]
    fell = rail_war.where_cuts_fell(run, start, end).set_index("said_by")
    on, road = fell.loc["truth"], fell.loc["network, km"]
    if on["rails"] > 0:
        found.append(
            f"Of the {number(on['rails'])} rails destroyed in the model behind Army Group Centre from {day(start)} "
            f"to {day(end)}, "
            f"{_percent(on['either'])} lay on lines that carried trains for the armies that day or belonged to a least "
            f"cut before their railheads; such lines made up {_percent(road['either'])} of the length in use. "
            f"Of the rails that Soviet staffs reported it was {_percent(fell.loc['soviet', 'either'])}, "
            f"of those that German railways logged {_percent(fell.loc['german', 'either'])}."
        )
    return found


def _percent(share: float) -> str:
    return f"{number(round(100 * share))} per cent" if share == share else "none"


def _counted(name: str, lost: dict[str, float]) -> str:
    return (
        f"In the model, {name} took {lost['all_lines']:.0f} per cent of what the railways behind Army Group Centre "
        f"could carry when all {number(lost['lines'])} lines and all days are counted, "
        f"{lost['attacked_lines']:.0f} per cent on the {number(lost['attacked'])} lines that were attacked, "
        f"{lost['while_closed']:.0f} per cent on lines while they were closed for some part of the day, and "
        f"{lost['worst_day']:.0f} per cent of all on the worst day. Each of these is a true figure of the same weeks "
        "of this run."
    )


def _reckoned(lost: float) -> str:
    return (
        f" Reckoned as the Soviet staff did, from the rails reported to it and its own norm of hours for each, on "
        f"the lines of its lists: {lost:.0f} per cent."
        if lost == lost
        else ""
    )


def _arrived(months: "pd.DataFrame") -> str:
    sums = months.groupby("month")["arrived"].sum()
    listed = ", ".join(f"{_month(m)} {number(v)}" for m, v in sums.items())
    words = f"Trains that arrived a day for the three army groups in the model: {listed}."
    more = [
        f"{_month(month)} ({number(before)} to {number(now)} trains a day, {lost:.1f} to {then:.1f} per cent lost)"
        for month, before, now, lost, then in rail_war.rose(months, "centre")
    ]
    if more:
        return (
            f"{words} For Army Group Centre more came than in the month before, though more capacity was lost, in "
            + (" and in ".join(more) + ".")
        )
    return (
        f"{words} For Army Group Centre no month brought more trains than the one before while more capacity was lost."
    )


def _spare(months: "pd.DataFrame") -> str:
    mean = months[months["army_group"] == "centre"][["needed", "arrived", "room"]].mean()
    return (
        f"On its lines as they were in the model, Army Group Centre alone could have been sent {number(mean['room'])} "
        f"trains a day over these months; it asked for {number(mean['needed'])} and got {number(mean['arrived'])}."
    )


def _lengths(run: Run, start: date, end: date) -> list[str]:
    every = rail_war.by_length(run, start, end).iloc[-1]
    if not every["interruptions"]:
        return []
    return [
        f"Of {number(every['interruptions'])} interruptions in the model {_percent(every['up_to_12h'])} were of up to "
        "12 hours, "
        f"{_percent(every['to_24h'])} of 12 to 24, {_percent(every['longer'])} longer."
    ]


def _month(value: Any) -> str:
    return MONTHS[int(str(value)[5:7]) - 1]


def course(table: "pd.DataFrame", one: str, other: str) -> list[Drawn]:
    """Draw what could run and what ran between two junctions, of a table of `study.railways.railway.between`."""
    start = table["date"].iloc[0]
    days = np.arange(len(table), dtype=float)

    def line(name: str, style: str, column: str) -> Line:
        values: Array = table[column].to_numpy(float)
        return Line(name, style, days, values)

    could = [line("by all ways", "true", "capacity"), line("were nothing damaged", "third", "whole")]
    ran = [line("ran on the shortest way", "true", "trains"), line("could run on it", "german", "way_capacity")]
    name = f"{one} to {other}"
    return [
        drawn(f"What could run, {name}", "trains a day", start, could),
        drawn(f"The shortest way, {name}", "trains a day", start, ran),
    ]


def page(name: str, words: Sequence[str], pictures: Sequence[Drawn]) -> str:
    """Return a page of its own with charts and sentences, that asks for nothing from anywhere."""
    css = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    said = "".join(f"<p>{escape(w)}</p>" for w in words)
    figures = "".join(
        f'<figure class="plot"><figcaption><h3>{escape(d.name)}</h3>'
        f'<p class="keys">{escape("; ".join(n for n, _ in d.styles))}</p></figcaption>{d.svg}</figure>'
        for d in pictures
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(name)}</title>'
        f'<style>{css}</style></head><body><main><section class="text"><h1>{escape(name)}</h1>{said}</section>'
        f'<section><div class="plots">{figures}</div></section></main></body></html>\n'
    )

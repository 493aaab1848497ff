"""The rest of the story: what became of the many, told from the journal of a run, kind by kind."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pandas as pd

from hinterland.engine.detachment_histories import life_of
from hinterland.engine.result import Run
from hinterland.report.drawing import number
from hinterland.report.phrasing import Sentence, counted, on

Near = Callable[[pd.Series], str]


class Chapter(NamedTuple):
    """How events of a kind are told: how many, by which figure the largest are found, and the sentence of each."""

    kind: str
    word: str
    most: int
    by: str
    sentence: Callable[[pd.Series, str], str]


CHAPTERS = (
    Chapter(
        "ghetto", "murder", 3, "true",
        lambda row, place: f"On {on(row['day'])}, the occupier murdered {counted(row['true'], 'Jew')} near {place}"
        + (f"; {number(row['second'])} escaped into the woods." if row["second"] >= 1 else "."),
    ),
    Chapter(
        "defection", "defection", 2, "true",
        lambda row, place: f"On {on(row['day'])}, {counted(row['true'], 'man', 'men')} who had served the occupier "
        f"came over to the partisans near {place}, with {counted(row['second'], 'rifle')}.",
    ),
    Chapter(
        "village_burned", "village", 1, "second",
        lambda row, place: f"On {on(row['day'])}, partisans attacked a village near {place}: "
        f"{counted(row['second'], 'civilian was', 'civilians were')} killed.",
    ),
    Chapter(
        "clash", "rivals", 1, "true",
        lambda row, place: f"On {on(row['day'])}, partisans and a national underground fought near {place}: "
        f"{number(row['true'])} of it and {counted(row['second'], 'partisan')} fell.",
    ),
    Chapter(
        "rescue", "rescue", 1, "true",
        lambda row, place: f"On {on(row['day'])}, {counted(row['true'], 'person was', 'people were')} kept from being "
        f"driven off near {place}.",
    ),
    Chapter(
        "freed", "prisoners", 1, "true",
        lambda row, place: f"On {on(row['day'])}, {counted(row['true'], 'prisoner was', 'prisoners were')} let out "
        f"near {place}; {number(row['second'])} joined the partisans at once.",
    ),
    Chapter(
        "arrest", "underground", 1, "true",
        lambda row, place: f"On {on(row['day'])}, {counted(row['true'], 'member')} of the underground were arrested in "
        f"{place}.",
    ),
    Chapter(
        "uprising", "uprising", 1, "true",
        lambda row, place: f"On {on(row['day'])}, {counted(row['true'], 'person', 'people')} were in open revolt near "
        f"{place}.",
    ),
    Chapter(
        "united", "formation", 1, "true",
        lambda row, place: f"On {on(row['day'])}, {counted(row['true'], 'brigade')} near {place} came under one staff "
        f"as a united formation.",
    ),
)  # fmt: skip


def chronicle(run: Run, events: pd.DataFrame, near: Near) -> Iterator[Sentence]:
    """Yield the events of every chapter, and the raids that the units of named leaders carried out.

    `events` is the journal with a column `day`, `near` names the town nearest to an event.
    """
    for chapter in CHAPTERS:
        mine = events[(events["kind"] == chapter.kind) & (events[chapter.by] >= 1)]
        largest = mine.sort_values(chapter.by, ascending=False, kind="stable").drop_duplicates("oblast")
        for _, row in largest.head(chapter.most).iterrows():
            yield Sentence(int(row["day"]), chapter.word, chapter.sentence(row, near(row)))
    yield from raids(run, events, near)


def raids(run: Run, events: pd.DataFrame, near: Near, most: int = 3) -> Iterator[Sentence]:
    """Tell of the first marches on order of the named units that made most of them."""
    named = run.detachments[run.detachments["name"].ne("")].set_index("life")["name"]
    orders = events[(events["kind"] == "order") & (events["other"] >= 0)]
    life = pd.Series(life_of(run.detachments, events), events.index)[orders.index]
    mine = orders.assign(life=life)[life.isin(named.index)]
    told = [(len(of), named[one], of.iloc[0]) for one, of in mine.groupby("life")]
    for many, name, row in sorted(told, key=lambda one: (-one[0], one[1]))[:most]:
        yield Sentence(
            int(row["day"]),
            "raid",
            f"On {on(row['day'])}, {name} set out from near {near(row)} on the first of "
            f"{counted(many, 'ordered march', 'ordered marches')}, {counted(row['true'], 'partisan')} strong.",
        )

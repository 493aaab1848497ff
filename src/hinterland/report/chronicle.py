"""The journal of a run summed by oblast and month, with a sentence for each of the largest sums."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from hinterland.core.calendar import FIRST
from hinterland.engine.detachment_histories import detachment_of_events
from hinterland.engine.result import Run
from hinterland.report.drawing import month, number
from hinterland.report.phrasing import Sentence, counted, on, standing
from hinterland.theatre.decisions import Decision
from hinterland.theatre.named_units import leader_of


class Chapter(NamedTuple):
    """How a kind of event is written: how many sums, by which figure the largest are found, and the words of a sum.

    The sentence is handed the sums of a month in one oblast: `true`, `second` and how many events (`events`).
    """

    kind: str
    word: str
    most: int
    by: str
    sentence: Callable[[pd.Series], str]


CHAPTERS = (
    Chapter(
        "expedition", "expeditions", 6, "second",
        lambda row: f"expeditions that ended killed {counted(row['second'], 'civilian')} and "
        f"{counted(row['true'], 'partisan')}",
    ),
    Chapter(
        "reprisal", "reprisals", 4, "true",
        lambda row: f"{counted(row['events'], 'reprisal')} killed {counted(row['true'], 'civilian')}",
    ),
    Chapter(
        "defection", "defection", 2, "true",
        lambda row: f"{counted(row['true'], 'man', 'men')} who had served the occupier came over to the partisans, "
        f"with {counted(row['second'], 'rifle')}",
    ),
    Chapter(
        "village_burned", "villages", 2, "second",
        lambda row: f"attacks of partisans on villages killed {counted(row['second'], 'civilian')}",
    ),
    Chapter(
        "terror", "terror", 1, "true",
        lambda row: f"partisans killed {number(row['true'])} officials and people under their suspicion",
    ),
    Chapter(
        "clash", "rivals", 2, "true",
        lambda row: f"fights of partisans with national movements killed {number(row['true'])} of these and "
        f"{counted(row['second'], 'partisan')}",
    ),
    Chapter(
        "rescue", "rescue", 1, "true",
        lambda row: f"{counted(row['true'], 'person was', 'people were')} kept from being deported",
    ),
    Chapter(
        "freed", "prisoners", 1, "true",
        lambda row: f"{counted(row['true'], 'prisoner was', 'prisoners were')} let out; {number(row['second'])} "
        f"joined the partisans at once",
    ),
    Chapter(
        "arrest", "underground", 1, "true",
        lambda row: f"{counted(row['true'], 'member')} of the underground were arrested",
    ),
    Chapter(
        "uprising", "uprising", 1, "true",
        lambda row: f"{counted(row['true'], 'person was', 'people were')} in open revolt",
    ),
    Chapter(
        "united", "formation", 1, "true",
        lambda row: f"{counted(row['true'], 'brigade')} came under joint staffs as united formations",
    ),
)  # fmt: skip


def chronicle(
    run: Run, events: pd.DataFrame, oblasts: Mapping[str, str], raids: Sequence[Decision]
) -> Iterator[Sentence]:
    """Yield, for every chapter, the months and oblasts with the largest sums, and the marches of named leaders.

    `events` is the journal with a column `day`; `oblasts` gives names by id; `raids` are the orders to march.
    """
    for chapter in CHAPTERS:
        sums = by_month(events[events["kind"] == chapter.kind])
        largest = sums[sums[chapter.by] >= 1].sort_values(chapter.by, ascending=False, kind="stable")
        for _, row in largest.drop_duplicates("oblast").head(chapter.most).iterrows():
            begun = row["month"].to_timestamp().date()
            name = oblasts.get(row["oblast"], row["oblast"])
            words = f"{month(begun)}, {name}, in the model: {chapter.sentence(row)}."
            yield Sentence(max((begun - FIRST).days, run.first), chapter.word, words)
    yield from marches(run, events, raids)


def by_month(events: pd.DataFrame) -> pd.DataFrame:
    """Return sums of events by oblast and month: `true`, `second`, and how many `events` there were."""
    months = events.assign(month=pd.to_datetime(events["date"]).dt.to_period("M"), events=1)
    sums = months.groupby(["oblast", "month"], sort=True)[["true", "second", "events"]].sum()
    return sums.reset_index()


def marches(run: Run, events: pd.DataFrame, raids: Sequence[Decision], most: int = 3) -> Iterator[Sentence]:
    """Yield a sentence on the first ordered march of the named units that made most; the orders are history's."""
    named = run.detachments[run.detachments["name"].ne("")].set_index("detachment")["name"]
    orders = events[(events["kind"] == "order") & (events["other"] >= 0)]
    whose = pd.Series(detachment_of_events(events), events.index)[orders.index]
    mine = orders.assign(detachment=whose)[whose.isin(named.index)]
    first = [(len(of), named[one], of.iloc[0]) for one, of in mine.groupby("detachment")]
    for many, name, row in sorted(first, key=lambda one: (-one[0], one[1]))[:most]:
        known = next((standing(raid) for raid in raids if leader_of(raid) in name), "")
        yield Sentence(
            int(row["day"]),
            "march",
            f"On {on(row['day'])}, in the model, {name} set out with {counted(row['true'], 'partisan')} on the first "
            f"of {counted(many, 'march', 'marches')} that history ordered{known}.",
        )

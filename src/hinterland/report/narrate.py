"""The course of a run in sentences: what the model made, summed by month and oblast, among what history gave.

Nothing that the model makes is given as an event of a named place. Its deaths are given by oblast and month, and as the
model's. What is given by place, date and name is what history gave: decisions, and documented events (`documented`).
"""

from collections.abc import Iterator

import pandas as pd

from hinterland.core.calendar import FIRST
from hinterland.engine.result import Run
from hinterland.report.chronicle import chronicle
from hinterland.report.drawing import number
from hinterland.report.phrasing import Sentence, bare, counted, ground, on, rails_ordered, standing
from hinterland.theatre import operation_names

NIGHTS, FREED = 4, 5
"""How many nights and liberations have a sentence."""
LEVELS = (10_000, 50_000, 100_000, 200_000, 300_000, 400_000)
"""Strengths of which the first day has a sentence."""
DECIDED = {"central_staff": 2, "rail_campaign": 3, "corridor": 1, "amnesty": 1, "expedition": 8}
"""Switches of decisions that have a sentence, and of each how many, those of the largest value first."""
COLUMNS = ("date", "kind", "who", "other", "true", "second", "claimed", "found", "oblast")


def story(run: Run) -> list[Sentence]:
    """Return the course of a run in order of time, some fifty sentences for the whole war."""
    narrator = Narrator(run)
    sentences = [*narrator.decisions(), *narrator.growth()]
    if run.first == 0:
        sentences += [*narrator.first_units(), *narrator.brigades()]
    sentences += [
        *narrator.nights(),
        *narrator.liberations(),
        *chronicle(run, narrator.events, narrator.oblasts, narrator.raids),
    ]
    inside = [t for t in sentences if run.first <= t.day < run.first + run.days]
    return sorted(inside, key=lambda t: (t.day, t.made))


class Narrator:
    """Finds what is worth a sentence in one run."""

    def __init__(self, run: Run) -> None:
        """Take a run with its journal and the decisions in force."""
        self.run = run
        forcing = run.scenario.prepared().series.inputs
        self.decided = forcing.decisions
        self.raids = [d for d in self.decided if d.switch == "raid"]
        self.oblasts = {o.id: ground(o) for o in run.theatre.ground.oblasts}
        self.events = run.events.reindex(columns=COLUMNS)
        self.events["day"] = (pd.to_datetime(self.events["date"]) - pd.Timestamp(FIRST)).dt.days

    def of(self, kind: str) -> pd.DataFrame:
        """Return the events of a kind."""
        return self.events[self.events["kind"] == kind]

    def decisions(self) -> Iterator[Sentence]:
        """Yield sentences on the orders and policies that history gave, the occupier's large operations among them."""
        for switch, most in DECIDED.items():
            orders = sorted((d for d in self.decided if d.switch == switch), key=lambda d: (-d.value, d.start))
            for d in {bare(d.text): d for d in reversed(orders[:most])}.values():
                text = operation_names.described(bare(d.text)) if switch == "expedition" else bare(d.text)
                words = f"From {on(d.start)}: {text}"
                plan = f"; {rails_ordered(d)}" if switch == "rail_campaign" else ""
                yield Sentence(d.start, "decision", f"{words}{plan}{standing(d)}.", False)

    def first_units(self) -> Iterator[Sentence]:
        """Yield a sentence on the first detachment that nobody ordered."""
        formed = self.of("formation")
        for _, row in formed[formed["other"] < 0].head(1).iterrows():
            size = counted(row["true"], "person", "people")
            words = f"On {on(row['day'])}, the first detachment that nobody had planned formed, {size} strong."
            yield Sentence(row["day"], "detachment", words)

    def growth(self) -> Iterator[Sentence]:
        """Yield sentences on when strength first passed each round figure, and when it was highest."""
        strength, listed, feared = (
            self.run.values("partisans.strength", said_by=side) for side in (None, "soviet", "german")
        )
        for level in LEVELS if self.run.first == 0 else ():
            k = int((strength >= level).argmax())
            if strength[k] >= level and k:
                yield Sentence(
                    self.run.first + k,
                    "strength",
                    f"On {on(self.run.first + k)}, there were {number(level)} partisans for the first time. "
                    f"Soviet staffs listed {number(float(listed[k]))}; "
                    f"German intelligence put them at {number(float(feared[k]))}.",
                )
        k = int(strength.argmax())
        if 0 < k < strength.size - 1:
            killed = counted(float(self.run.every_day("civilians.killed")[: k + 1].sum()), "civilian")
            yield Sentence(
                self.run.first + k,
                "strength",
                f"On {on(self.run.first + k)}, the movement was at its largest, "
                f"{number(float(strength[k]))} partisans. By then, in the model, "
                f"action against them had killed {killed}.",
            )

    def nights(self) -> Iterator[Sentence]:
        """Yield sentences on the nights on which most rails were destroyed, one from any ten days."""
        cuts = self.of("rail_cut").groupby("day")[["true", "claimed", "found"]].sum()
        taken: list[int] = []
        for _, row in cuts.sort_values("true", ascending=False, kind="stable").reset_index().iterrows():
            when = int(row["day"])
            if len(taken) < NIGHTS and all(abs(when - other) > 10 for other in taken):
                taken.append(when)
                yield Sentence(
                    when,
                    "rails",
                    f"On the night of {on(when)}, {counted(row['true'], 'rail was', 'rails were')} destroyed. "
                    f"Detachments reported {number(row['claimed'])}; "
                    f"German repair crews found {number(row['found'])}.",
                )

    def brigades(self) -> Iterator[Sentence]:
        """Yield sentences on the first brigade and the hundredth."""
        formed = self.of("brigade").drop_duplicates("who")
        for n, words in ((1, "first"), (100, "hundredth")):
            for _, row in formed.iloc[n - 1 : n].iterrows():
                yield Sentence(row["day"], "brigade", f"On {on(row['day'])}, the {words} brigade was formed.")

    def liberations(self) -> Iterator[Sentence]:
        """Yield sentences on the oblasts where most partisans met the Red Army within ten days."""
        freed = self.of("liberation")
        spells = freed.assign(spell=freed["day"] // 10).groupby(["oblast", "spell"])
        met = spells.agg({"day": "min", "true": "sum", "second": "sum"}).reset_index()
        met = met.sort_values("true", ascending=False, kind="stable").drop_duplicates("oblast")
        for _, row in met.head(FREED).iterrows():
            name = self.oblasts.get(row["oblast"], row["oblast"])
            yield Sentence(
                int(row["day"]),
                "liberation",
                f"From {on(row['day'])}, {name}, in the model: as the front passed, {number(row['true'])} partisans "
                f"went into the Army within ten days, {number(row['second'])} home or to hospital.",
            )

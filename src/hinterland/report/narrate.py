"""The big events of a run in sentences: what the model made happen, among the decisions that history gave."""

from collections.abc import Iterator

import pandas as pd

from hinterland.core.calendar import FIRST
from hinterland.engine.result import Run
from hinterland.report.chronicle import chronicle
from hinterland.report.drawing import number
from hinterland.report.phrasing import Gazetteer, Sentence, bare, counted, on
from hinterland.theatre.forcing_series import prepare

DEADLY, HUNTED, NIGHTS, MARCHES, FREED = 8, 3, 4, 2, 5
"""How many expeditions (by civilians, then by partisans killed), nights, marches, liberations are told."""
LEVELS = (10_000, 50_000, 100_000, 200_000, 300_000, 400_000)
"""Strengths whose first crossing is told."""
DECIDED = {"central_staff": 2, "rail_campaign": 3, "corridor": 1, "amnesty": 1}
"""Switches of decisions that are told, and of each how many, those of the largest value first."""


COLUMNS = ("date", "kind", "who", "other", "true", "second", "claimed", "found", "lat", "lon", "oblast")


def story(run: Run) -> list[Sentence]:
    """Return the events of a run in order of time, some fifty for the whole war."""
    teller = Teller(run)
    told = [*teller.decisions(), *teller.growth()]
    if run.first == 0:
        told += [*teller.first_units(), *teller.brigades()]
    told += [
        *teller.expeditions(),
        *teller.nights(),
        *teller.reprisals(),
        *teller.marches(),
        *teller.liberations(),
        *chronicle(run, teller.events, teller.near),
    ]
    inside = [t for t in told if run.first <= t.day < run.first + run.days]
    return sorted(inside, key=lambda t: (t.day, t.made))


class Teller:
    """Finds the events of one run that are worth a sentence."""

    def __init__(self, run: Run) -> None:
        """Take a run with its journal and the decisions in force."""
        self.run = run
        scenario = run.scenario
        forcing = prepare(scenario.resolution, scenario.without, scenario.warmer, scenario.scaled).series.inputs
        self.decided, self.units = forcing.decisions, forcing.units
        self.named = [d for d in self.decided if d.switch == "expedition"]
        self.places = Gazetteer()
        self.oblasts = {o.id: o.name for o in run.theatre.ground.oblasts}
        self.events = run.events.reindex(columns=COLUMNS)
        self.events["day"] = (pd.to_datetime(self.events["date"]) - pd.Timestamp(FIRST)).dt.days

    def of(self, kind: str) -> pd.DataFrame:
        """Return the events of a kind."""
        return self.events[self.events["kind"] == kind]

    def near(self, row: pd.Series) -> str:
        """Return the town nearest to an event."""
        return self.places.near(row["lat"], row["lon"])

    def decisions(self) -> Iterator[Sentence]:
        """Tell of the orders and policies that history gave."""
        for switch, most in DECIDED.items():
            orders = sorted((d for d in self.decided if d.switch == switch), key=lambda d: (-d.value, d.start))
            for d in {bare(d.text): d for d in reversed(orders[:most])}.values():
                plan = f"; the order asked for {number(d.value)} rails" if switch == "rail_campaign" else ""
                yield Sentence(d.start, "decision", f"From {on(d.start)}: {bare(d.text)}{plan}.", False)

    def first_units(self) -> Iterator[Sentence]:
        """Tell of the first detachment, and of the first that nobody ordered."""
        formed = self.of("formation")
        own = formed[formed["other"] < 0]
        called = {(unit.formed, k): unit.name for k, unit in enumerate(self.units)}
        names = [called.get(key) for key in zip(formed["day"], formed["other"], strict=True)]
        listed = formed.assign(name=names).dropna(subset="name")
        for _, row in own.head(1).iterrows():
            size = counted(row["true"], "person", "people")
            yield Sentence(
                row["day"],
                "detachment",
                f"On {on(row['day'])}, the first detachment that nobody had planned formed near "
                f"{self.near(row)}, {size} strong.",
            )
        for _, row in listed.head(1).iterrows():
            size = counted(row["true"], "person", "people")
            words = f"On {on(row['day'])}, {row['name']} formed near {self.near(row)} with {size}."
            yield Sentence(row["day"], "detachment", words)

    def growth(self) -> Iterator[Sentence]:
        """Tell when strength first passed each round figure, and when it was highest."""
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
                    f"German intelligence believed in {number(float(feared[k]))}.",
                )
        k = int(strength.argmax())
        if 0 < k < strength.size - 1:
            killed = counted(float(self.run.values("civilians.killed")[: k + 1].sum()), "civilian")
            yield Sentence(
                self.run.first + k,
                "strength",
                f"On {on(self.run.first + k)}, the movement was at its largest, "
                f"{number(float(strength[k]))} partisans. By then action against them had killed {killed}.",
            )

    def expeditions(self) -> Iterator[Sentence]:
        """Tell of the expeditions in which most civilians and most partisans were killed."""
        ended = self.of("expedition")
        deadly = ended.sort_values("second", ascending=False, kind="stable").head(DEADLY)
        hunted = ended.drop(deadly.index).sort_values("true", ascending=False, kind="stable").head(HUNTED)
        for _, row in pd.concat([deadly, hunted]).iterrows():
            if row["second"] + row["true"] >= 1:
                yield self._expedition(row)

    def _expedition(self, row: pd.Series) -> Sentence:
        world, e, order = self.run.played.world, int(row["who"]), int(row["other"])
        state = world.expeditions
        begun, men = int(state.first_day[e]), counted(float(state.men[e]), "man", "men")
        if 0 <= order < len(self.named):
            name = f"the expedition “{bare(self.named[order].text)}” of {men}, around {self.near(row)},"
        else:
            name = f"an expedition of {men} near {self.near(row)}"
        return Sentence(
            begun,
            "expedition",
            f"On {on(begun)}, {name} began. Within {counted(int(row['day']) - begun + 1, 'day')}, "
            f"{counted(row['second'], 'civilian')} and {counted(row['true'], 'partisan')} were killed; "
            f"the troops lost {number(round(float(world.sweeps.axis_dead[e])))} dead.",
        )

    def nights(self) -> Iterator[Sentence]:
        """Tell of the nights on which most rails were destroyed, one from any ten days."""
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

    def reprisals(self) -> Iterator[Sentence]:
        """Tell of the month of most reprisals, and of the worst single one."""
        held = self.of("reprisal")
        if held.empty:
            return
        months = held.groupby(held["date"].dt.to_period("M"))["true"].agg(["sum", "count"])
        top = months["sum"].idxmax()
        killed, often = months.loc[top, "sum"], months.loc[top, "count"]
        first = max((top.to_timestamp().date() - FIRST).days, self.run.first)
        worst = held.loc[held["true"].idxmax()]
        yield Sentence(
            first,
            "reprisal",
            f"In {top.strftime('%B %Y')}, {counted(often, 'reprisal')} killed {counted(killed, 'civilian')}, "
            f"more than in any other month of the run. The worst single one, near {self.near(worst)} "
            f"on {on(worst['day'])}, killed {number(worst['true'])}.",
        )

    def brigades(self) -> Iterator[Sentence]:
        """Tell of the first brigade and the hundredth."""
        formed = self.of("brigade").drop_duplicates("who")
        for n, words in ((1, "first"), (100, "hundredth")):
            for _, row in formed.iloc[n - 1 : n].iterrows():
                sentence = f"On {on(row['day'])}, the {words} brigade was formed near {self.near(row)}."
                yield Sentence(row["day"], "brigade", sentence)

    def marches(self) -> Iterator[Sentence]:
        """Tell of the largest bodies that set out on ordered marches."""
        marching = self.of("order")
        orders = marching[marching["other"] >= 0].groupby(["day", "other"])[["true", "lat", "lon"]]
        bodies = orders.agg({"true": "sum", "lat": "mean", "lon": "mean"}).reset_index()
        land = self.run.theatre.land
        for _, row in bodies.sort_values("true", ascending=False, kind="stable").head(MARCHES).iterrows():
            goal = int(row["other"])
            end = self.places.near(float(land.lat[goal]), float(land.lon[goal]))
            body = counted(row["true"], "partisan")
            sentence = f"On {on(row['day'])}, {body} set out from {self.near(row)} for {end}."
            yield Sentence(int(row["day"]), "march", sentence)

    def liberations(self) -> Iterator[Sentence]:
        """Tell of the oblasts where most partisans met the Red Army within ten days."""
        freed = self.of("liberation")
        spells = freed.assign(spell=freed["day"] // 10).groupby(["oblast", "spell"])
        met = spells.agg({"day": "min", "true": "sum", "second": "sum"}).reset_index()
        met = met.sort_values("true", ascending=False, kind="stable").drop_duplicates("oblast")
        for _, row in met.head(FREED).iterrows():
            name = self.oblasts.get(row["oblast"], row["oblast"])
            yield Sentence(
                int(row["day"]),
                "liberation",
                f"From {on(row['day'])}, the front passed over the partisans of {name} oblast: within ten "
                f"days {number(row['true'])} went into the Army, {number(row['second'])} home or to hospital.",
            )

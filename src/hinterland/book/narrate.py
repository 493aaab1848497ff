"""The big events of a run told in sentences: what the model made happen, among the decisions that history gave it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from hinterland.book.drawing import day, number
from hinterland.core.calendar import FIRST, date_of
from hinterland.core.paths import THEATRE
from hinterland.engine.result import Run
from hinterland.theatre.causes import prepare
from hinterland.theatre.forcing import Decision
from hinterland.theatre.ground import table

DEADLY, HUNTED, NIGHTS, MARCHES, FREED = 8, 3, 4, 2, 5
"""How many expeditions (by civilians, then by partisans killed), rail nights, marches and liberations are told."""
LEVELS = (10_000, 50_000, 100_000, 200_000, 300_000, 400_000)
"""Strengths whose first crossing is told."""
DECIDED = {"central_staff": 2, "rail_campaign": 3, "corridor": 1, "amnesty": 1, "labour_draft": 1}
"""Switches of decisions that are told, and of each how many, those of the largest value first."""


class Told(NamedTuple):
    """One event: its first day, its kind in a word, the sentence, and whether it was decided by history or made by the model."""

    day: int
    kind: str
    sentence: str
    made: bool = True


def story(run: Run) -> list[Told]:
    """Return the events of a run in order of time, some forty for the whole war."""
    teller = Teller(run)
    told = [
        *teller.decisions(),
        *teller.first_units(),
        *teller.growth(),
        *teller.expeditions(),
        *teller.nights(),
        *teller.reprisals(),
        *teller.brigades(),
        *teller.marches(),
        *teller.liberations(),
    ]
    inside = [t for t in told if run.first <= t.day < run.first + run.days]
    return sorted(inside, key=lambda t: (t.day, t.made))


def bare(words: str) -> str:
    """Return the text of a decision without what it says of its own standing."""
    for mark in (": dates by", ": place and dates", ": named in", "; men by", "; plan by", "; capacity by", "; weight by"):
        words = words.split(mark)[0]
    return words.strip().rstrip(".")


def counted(value: float, one: str, many: str = "") -> str:
    """Return a figure with its noun, in the right number."""
    value = round(value)
    return f"{number(value) if value else 'no'} {one if value == 1 else many or one + 's'}"


class Gazetteer:
    """Knows the towns, to say where a place lies."""

    def __init__(self, folder: Path = THEATRE) -> None:
        """Read the towns."""
        rows = [row for _, row in table(folder / "towns.csv", ("name", "lat", "lon"))]
        self.names = [row["name"] for row in rows]
        self.lat, self.lon = (np.array([float(row[c]) for row in rows]) for c in ("lat", "lon"))

    def near(self, lat: float, lon: float) -> str:
        """Return the town nearest to a place."""
        away = (self.lat - lat) ** 2 + (np.cos(np.radians(lat)) * (self.lon - lon)) ** 2
        return self.names[int(away.argmin())]


class Teller:
    """Finds the events of one run that are worth a sentence."""

    def __init__(self, run: Run) -> None:
        """Take a run with its journal and the decisions in force."""
        self.run, self.events = run, run.events
        setting = run.setting
        forcing = prepare(setting.resolution, setting.without, setting.warmer).causes.forcing
        self.decided, self.units = forcing.decisions, forcing.units
        self.named = [d for d in self.decided if d.switch == "expedition"]
        self.places = Gazetteer()
        self.oblasts = {o.id: o.name for o in run.theatre.ground.oblasts}

    def of(self, kind: str) -> pd.DataFrame:
        """Return the events of a kind, with the number of the day."""
        found = self.events[self.events["kind"] == kind].copy()
        found["day"] = (pd.to_datetime(found["date"]) - pd.Timestamp(FIRST)).dt.days
        return found

    def decisions(self) -> Iterator[Told]:
        """Tell of the orders and policies that history gave."""
        for switch, most in DECIDED.items():
            orders = sorted((d for d in self.decided if d.switch == switch), key=lambda d: (-d.value, d.start))
            for d in {bare(d.text): d for d in reversed(orders[:most])}.values():
                plan = f"; the order asked for {number(d.value)} rails" if switch == "rail_campaign" else ""
                yield Told(d.start, "decision", f"From {day(date_of(d.start))}: {bare(d.text)}{plan}.", False)

    def first_units(self) -> Iterator[Told]:
        """Tell of the first detachment, and of the first that nobody ordered."""
        formed = self.of("formation")
        for own, which in ((False, formed[formed["other"] >= 0]), (True, formed[formed["other"] < 0])):
            if which.empty:
                continue
            first = which.iloc[0]
            where, men = self.places.near(first["lat"], first["lon"]), counted(first["true"], "person", "people")
            if own:
                yield Told(first["day"], "detachment", f"On {on(first)}, the first detachment that nobody had planned formed near {where}, {men} strong.")
            elif int(first["other"]) < len(self.units):
                yield Told(first["day"], "detachment", f"On {on(first)}, {self.units[int(first['other'])].name} formed near {where} with {men}, the first of all.")

    def growth(self) -> Iterator[Told]:
        """Tell when strength first passed each round figure, and when it was highest."""
        strength = self.run.values("partisans.strength")
        listed = self.run.values("partisans.strength", face="soviet")
        feared = self.run.values("partisans.strength", face="german")
        for level in LEVELS:
            k = int((strength >= level).argmax())
            if strength[k] >= level and k:
                yield Told(
                    self.run.first + k, "strength",
                    f"On {day(date_of(self.run.first + k))}, there were {number(level)} partisans for the first time. Soviet staffs listed "
                    f"{number(float(listed[k]))}; German intelligence believed in {number(float(feared[k]))}.",
                )  # fmt: skip
        k = int(strength.argmax())
        if 0 < k < strength.size - 1:
            killed = self.run.values("civilians.killed")[: k + 1].sum()
            yield Told(
                self.run.first + k, "strength",
                f"On {day(date_of(self.run.first + k))}, the movement was at its largest: {number(float(strength[k]))} partisans. "
                f"By then {number(float(killed))} civilians had been killed by action against them.",
            )  # fmt: skip

    def expeditions(self) -> Iterator[Told]:
        """Tell of the expeditions in which most civilians and most partisans were killed."""
        ended = self.of("expedition")
        state = self.run.played.world.expeditions
        worst = ended.sort_values("second", ascending=False, kind="stable").head(DEADLY)
        hunted = ended.drop(worst.index).sort_values("true", ascending=False, kind="stable").head(HUNTED)
        for _, row in pd.concat([worst, hunted]).iterrows():
            if row["second"] + row["true"] < 1:
                continue
            e, order = int(row["who"]), int(row["other"])
            begun, men = int(state.begins[e]), float(state.men[e])
            where = self.places.near(row["lat"], row["lon"])
            name = f"the expedition “{bare(self.named[order].text)}”" if 0 <= order < len(self.named) else f"an expedition of {number(men)} men near {where}"
            size = f" of {number(men)} men, around {where}" if 0 <= order < len(self.named) else ""
            days = int(row["day"]) - begun + 1
            yield Told(
                begun, "expedition",
                f"On {day(date_of(begun))}, {name}{size}, began. Within {counted(days, 'day')}, {counted(row['second'], 'civilian')} and "
                f"{counted(row['true'], 'partisan')} were killed; the troops lost {number(round(float(state.axis_dead[e])))} dead.",
            )  # fmt: skip

    def nights(self) -> Iterator[Told]:
        """Tell of the nights on which most rails were destroyed, one from any ten days."""
        cuts = self.of("rail_cut").groupby("day")[["true", "claimed", "found"]].sum()
        taken: list[int] = []
        for when, row in cuts.sort_values("true", ascending=False, kind="stable").iterrows():
            if all(abs(int(when) - other) > 10 for other in taken):
                taken.append(int(when))
                yield Told(
                    int(when), "rails",
                    f"On the night of {day(date_of(int(when)))}, {counted(row['true'], 'rail was', 'rails were')} destroyed. Detachments reported "
                    f"{number(row['claimed'])}; German repair crews found {number(row['found'])}.",
                )  # fmt: skip
            if len(taken) == NIGHTS:
                return

    def reprisals(self) -> Iterator[Told]:
        """Tell of the month of most reprisals."""
        held = self.of("reprisal")
        if held.empty:
            return
        by_month = held.groupby(pd.to_datetime(held["date"]).dt.to_period("M"))["true"].agg(["sum", "count"])
        top = by_month["sum"].idxmax()
        first = max((top.to_timestamp().date() - FIRST).days, self.run.first)
        place = held.loc[held["true"].idxmax()]
        yield Told(
            first, "reprisal",
            f"In {top.strftime('%B %Y')}, {counted(by_month['sum'][top], 'civilian was', 'civilians were')} killed in {counted(by_month['count'][top], 'reprisal')}, more than "
            f"in any other month. The worst single reprisal of the run, near {self.places.near(place['lat'], place['lon'])} on {on(place)}, killed {number(place['true'])}.",
        )  # fmt: skip

    def brigades(self) -> Iterator[Told]:
        """Tell of the first brigade and the hundredth."""
        formed = self.of("brigade").drop_duplicates("who")
        for n, words in ((1, "the first brigade joined its detachments"), (100, "the hundredth brigade was formed")):
            if len(formed) >= n:
                row = formed.iloc[n - 1]
                yield Told(row["day"], "brigade", f"On {on(row)}, {words} near {self.places.near(row['lat'], row['lon'])}.")

    def marches(self) -> Iterator[Told]:
        """Tell of the largest bodies that set out on ordered marches."""
        orders = self.of("order")
        if orders.empty:
            return
        bodies = orders.groupby(["day", "other"]).agg(true=("true", "sum"), lat=("lat", "mean"), lon=("lon", "mean")).reset_index()
        g = self.run.theatre.ground
        for _, row in bodies.sort_values("true", ascending=False, kind="stable").head(MARCHES).iterrows():
            goal = int(row["other"])
            start, end = self.places.near(row["lat"], row["lon"]), self.places.near(float(g.lat[goal]), float(g.lon[goal]))
            if start != end:
                yield Told(int(row["day"]), "march", f"On {day(date_of(int(row['day'])))}, {counted(row['true'], 'partisan')} set out from {start} for {end}.")

    def liberations(self) -> Iterator[Told]:
        """Tell of the oblasts where most partisans met the Red Army."""
        freed = self.of("liberation")
        weeks = freed.assign(week=freed["day"] // 10).groupby(["oblast", "week"]).agg(day=("day", "min"), army=("true", "sum"), home=("second", "sum"))
        top = weeks.sort_values("army", ascending=False, kind="stable").reset_index().drop_duplicates("oblast")
        for _, row in top.head(FREED).iterrows():
            last = date_of(int(row["day"])) + timedelta(days=9)
            yield Told(
                int(row["day"]), "liberation",
                f"From {day(date_of(int(row['day'])))} to {day(last)}, the front passed over the partisans of {self.oblasts.get(row['oblast'], row['oblast'])} oblast: "
                f"{number(row['army'])} went into the Army, {number(row['home'])} home or to hospital.",
            )  # fmt: skip


def on(row: pd.Series) -> str:
    """Return the date of an event in words."""
    when: date = pd.Timestamp(row["date"]).date()
    return day(when)

"""The forcing of each day: front, weather and stores as they were, and the decisions in force, as kernels read them."""

import math
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.calendar import DAYS, date_of
from hinterland.core.chance import WEEK
from hinterland.core.elementary import exp
from hinterland.core.group import Table, table_of
from hinterland.core.once import KEPT, once
from hinterland.core.units import DAYS_PER_MONTH
from hinterland.theatre.assemble import Theatre, load
from hinterland.theatre.campaigns import rails_today
from hinterland.theatre.decisions import Decision, read_decisions
from hinterland.theatre.forcing import Forcing
from hinterland.theatre.foreign_countries import lands_abroad
from hinterland.theatre.ground import distance_km, middle_of
from hinterland.theatre.inputs import Inputs, build
from hinterland.theatre.named_units import NamedUnits, leader_of, leaders, named_units_of
from hinterland.theatre.news import news, without_spells
from hinterland.theatre.order_of_battle import OrderOfBattle, order_of_battle_of
from hinterland.theatre.parameters import USUAL, TheatreParameters
from hinterland.theatre.persecution_policy import Policy
from hinterland.theatre.railheads import railheads, served, shares
from hinterland.theatre.risen_ground import RisenGround
from hinterland.theatre.staffs import read_staffs, steps

LEVELS = {
    "organising": "party_organising",
    "evacuation": "evacuation",
    "mobilisation": "mobilisation",
    "reprisal": "reprisal_policy",
    "labour": "labour_draft",
    "clearance": "clearance",
    "murder": "murder",
    "terror": "terror_policy",
    "amnesty": "amnesty",
    "scorched": "scorched",
    "stripped": "stripping",
    "joint": "joint_orders",
    "stance_polish": "stance_ak",
    "stance_ukrainian": "stance_upa",
    "internment": "internment",
    "patrols": "patrols",
    "food_levy": "food_levy",
    "betrayed": "stores_betrayed",
    "uprising": "uprising",
}
"""Fields of `Forcing` that differ from cell to cell, and the switch that sets each."""
SPREAD = {"based": "based", "laid": "stores_laid"}
"""Fields that share an amount out over the cells of a region, by their cover, and the switch of each; what is laid by
is so on the first day."""
NATIONWIDE = {
    "central": "central_staff",
    "rail_weight": "rail_priority",
    "night_ban": "night_ban",
    "strip": "cleared_strip",
    "guard_priority": "guard_priority",
    "sand_wagons": "sand_wagons",
    "agents": "agents",
    "protection": "protection",
    "levy": "grain_levy",
    "honours": "honours",
}
"""Fields of `Forcing` that are one number: the highest level of the switch anywhere occupied."""
NORTH, CENTRE, SOUTH = range(3)
"""Army groups that take over trains at railheads."""
RAILHEADS = 32
"""Room for the railheads of all army groups."""


class ForcingSeries:
    """Gives the `Forcing` of each day for one scenario; a pure function of the tables and what is dropped."""

    def __init__(
        self,
        theatre: Theatre,
        without: frozenset[str],
        warmer: tuple[tuple[int, int, float], ...],
        scaled: tuple[tuple[str, float], ...] = (),
        parameters: TheatreParameters = USUAL,
        unheard: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Read the tables, less what a scenario takes away, with what it makes larger or smaller."""
        spells = [(date_of(a), date_of(b), d) for a, b, d in warmer]
        self.theatre, self.parameters = theatre, parameters
        self.staffs = read_staffs()
        self.risen = RisenGround(theatre.ground, parameters.risen_ground)
        self.without = without
        self.inputs: Inputs = build(drop=without, warmer=spells, scaled=scaled, weather=parameters.weather)
        self.by_switch: dict[str, list[Decision]] = {}
        for d in self.inputs.decisions:
            self.by_switch.setdefault(d.switch, []).append(d)
        self._lead = int(parameters.campaigns.lead_days)
        every = read_decisions()
        murder = [d for d in every if d.switch == "murder"]
        self._campaigns = {d.id: n for n, d in enumerate(d for d in every if d.switch == "rail_campaign")}
        self.masks = {d.id: theatre.regions.mask(d.region or "USSR") for d in (*murder, *self.inputs.decisions)}
        self.policy = Policy(murder, self.by_switch.get("murder", []), self.masks, len(theatre.ground.h3))
        changes = (
            self.policy.days
            | {d.start for d in self.inputs.decisions}
            | {d.start + 1 for d in self.inputs.decisions}
            | {d.end + 1 for d in self.inputs.decisions}
            | {d.start - self._lead for d in self.inputs.decisions if d.switch == "rail_campaign"}
            | {day for staff in self.staffs for day in (staff.start, staff.end + 1)}
            | self.risen.days
        )
        self.leaders = leaders(self.inputs.units)
        self.changes = changes | {0}
        soviet = theatre.ground.area * (theatre.ground.abroad == 0)
        heard = news(theatre.front.occupied, soviet, theatre.land.group, parameters.news)
        self.news = without_spells(heard, unheard)
        self._working_out = Lock()
        self._days: dict[int, Table] = {}
        self._levels: dict[int, dict[str, Any]] = {}
        self._before: dict[str, Any] = {}
        self._goals: dict[str, int] = {}
        self._lift: dict[int, float] = {}
        self._heads: dict[int, dict[str, Any]] = {}
        self._last = np.maximum.accumulate([day if day in self.changes else 0 for day in range(DAYS)])

    def on(self, day: int) -> Forcing:
        """Return the forcing of a day."""
        forcing: Forcing = self.table(day).group
        return forcing

    def table(self, day: int) -> Table:
        """Return the forcing of a day as kernels are handed it, made once: every run of a scenario has the same."""
        if day not in self._days:
            with self._working_out:
                if day not in self._days:
                    self._days[day] = table_of(self._on(day))
        return self._days[day]

    def _on(self, day: int) -> Forcing:
        """Work out the forcing of a day; what changes only with decisions or by the week is kept for the days after."""
        f, front = self.inputs, self.theatre.front
        occupied = front.occupied[day]
        since, week = int(self._last[day]), day - day % WEEK
        if since not in self._levels:
            self._levels[since] = self._same_as_before(self._in_force(since))
            self._lift[since] = self._highest("airlift", since)
        if week not in self._heads:
            self._heads[week] = self._railheads(week)
        return Forcing(
            occupied=occupied,
            front_km=front.front_km[day],
            temp=f.temp_c[day],
            snow=f.snow_cm[day],
            mud=f.mud[day],
            flying=f.flying[day],
            foliage=f.foliage[day],
            night=f.night_h[day],
            news=self.news[day],
            sorties=float(f.sorties[day]) * self._lift[since],
            sortie_kg=float(f.sortie_kg[day]),
            **self._levels[since],
            **self._heads[week],
            **lands_abroad(self.theatre.foreign, day),
            **self.theatre.persecution.on(day),
        )

    def _same_as_before(self, made: dict[str, Any]) -> dict[str, Any]:
        """Return levels, those arrays that are as they were when levels were last made being the same arrays."""
        for name, level in made.items():
            before = self._before.get(name)
            if isinstance(level, np.ndarray) and before is not None and np.array_equal(level, before):
                made[name] = before
        self._before = made
        return made

    def _taken(self, switch: str, day: int) -> list[Decision]:
        return [d for d in self.by_switch.get(switch, ()) if d.start <= day <= d.end]

    def _highest(self, switch: str, day: int) -> float:
        return max((float(d.value) for d in self._taken(switch, day)), default=0.0)

    def _in_force(self, day: int) -> dict[str, Any]:
        """Return every field that decisions set, as they stand on a day."""
        cells, p = len(self.theatre.ground.h3), self.parameters.forcing
        made: dict[str, Any] = {}
        for field, switch in LEVELS.items():
            level = np.zeros(cells)
            for d in self._taken(switch, day):
                level[self.masks[d.id]] = d.value * (p.men_of_military_age if switch == "mobilisation" else 1.0)
            made[field] = level
        for field, switch in NATIONWIDE.items():
            made[field] = self._highest(switch, day)
        made["uprising"] *= self.risen.on(day)
        made["persecution_share"] = self.policy.share(day)
        papers = self._taken("press", day)
        made["press"] = max((float(d.value) for d in papers if not d.region), default=0.0)
        tongue = np.zeros(cells)
        for d in papers:
            if d.region:
                tongue[self.masks[d.id]] = np.maximum(tongue[self.masks[d.id]], d.value)
        made["tongue"] = tongue
        made["sets"] = math.fsum(d.value for d in self._taken("radio_programme", day)) / DAYS_PER_MONTH
        reach, tonnes = np.zeros(cells), 0.0
        for d in self._taken("corridor", day):
            lat, lon = (
                self.theatre.ground.lat[self.masks[d.id]].mean(),
                self.theatre.ground.lon[self.masks[d.id]].mean(),
            )
            away = distance_km(self.theatre.ground, lat, lon) / p.corridor_reach_km
            reach = np.maximum(reach, exp(-away * away))
            tonnes += d.value
        made["corridor_reach"], made["corridor_tonnes"] = reach, tonnes
        ordered = self.by_switch.get("rail_campaign", [])
        known = [(self._campaigns[d.id], d) for d in ordered if d.start - self._lead <= day <= d.end]
        made["campaign"] = np.array([self.masks[d.id] for _, d in known], np.uint8).reshape(len(known), cells)
        made["campaign_number"] = np.array([n for n, _ in known], np.int64)
        made["campaign_rails"] = np.array([rails_today(d, day, self.parameters.campaigns) for _, d in known], float)
        made["chain"] = steps(self.staffs, self.theatre.regions, day, self.without)
        for field, switch in SPREAD.items():
            made[field] = np.zeros(cells)
            for d in self._taken(switch, day):
                if switch == "based" or d.start == day:
                    weight = self.masks[d.id] * (p.stores_without_cover + self.theatre.land.cover)
                    made[field] += d.value * weight / weight.sum()
        offensive = np.zeros(cells)
        for d in self._taken("offensive", day):
            offensive[self.masks[d.id]] = np.maximum(offensive[self.masks[d.id]], d.value)
        made["offensive"] = offensive
        marches = [d for s in ("relocation", "raid") for d in self._taken(s, day)]
        goals = [self._goal(d.to_region) for d in marches]
        made["march_from"] = np.array([self.masks[d.id] for d in marches], np.uint8).reshape(len(marches), cells)
        made["march_to"] = np.array(goals, np.int32)
        led = [self.leaders.get(leader_of(d), -1) for d in marches]
        days = [1 if who >= 0 else d.end - d.start + 1 for d, who in zip(marches, led, strict=True)]
        made["march_men"] = np.array([d.value / n for d, n in zip(marches, days, strict=True)], float)
        made["march_leader"] = np.array(led, np.int32)
        return made

    def _goal(self, region: str) -> int:
        """Return the cell at the middle of a region, looked for once."""
        if region not in self._goals:
            self._goals[region] = middle_of(self.theatre.ground, self.theatre.regions.cells(region))
        return self._goals[region]

    def _railheads(self, day: int) -> dict[str, Any]:
        """Return where each army group takes over its trains this week, and how many it asks for there."""
        t = self.theatre
        open_to = served(t.railway, t.front.occupied[day][t.junction_cell] == 1)
        away = t.front.front_km[day][t.junction_cell]
        group = t.land.group[t.junction_cell]
        head = np.full(RAILHEADS, -1, np.int32)
        owner, asked = np.zeros(RAILHEADS, np.int32), np.zeros(RAILHEADS)
        n = 0
        for which in (NORTH, CENTRE, SOUTH):
            found = railheads(t.railway, open_to, away, group, which, self.parameters.railheads)
            part = shares(t.railway, open_to, found) * float(self.inputs.demand[day, which])
            for junction, trains in zip(found, part, strict=True):
                head[n], owner[n], asked[n] = junction, which, trains
                n += 1
        return {"railheads": head, "railhead_group": owner, "railhead_demand": asked}


class Prepared(NamedTuple):
    """What a scenario needs of the tables: the forcing of each day, the Axis order of battle, named units."""

    series: ForcingSeries
    order_of_battle: OrderOfBattle
    named_units: NamedUnits


@once(KEPT)
def prepare(
    resolution: int,
    without: frozenset[str],
    warmer: tuple[tuple[int, int, float], ...],
    scaled: tuple[tuple[str, float], ...] = (),
    parameters: TheatreParameters = USUAL,
    unheard: tuple[tuple[int, int], ...] = (),
) -> Prepared:
    """Return the inputs of a scenario on the theatre of this resolution; the last eight are kept."""
    theatre = load(resolution, parameters)
    series = ForcingSeries(theatre, without, warmer, scaled, parameters, unheard)
    ground, inputs = theatre.ground, series.inputs
    order_of_battle = order_of_battle_of(ground, theatre.regions, inputs, parameters.order_of_battle)
    return Prepared(series, order_of_battle, named_units_of(ground, inputs, parameters.named_units))

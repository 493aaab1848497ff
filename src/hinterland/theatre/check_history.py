"""Named checks of who stood where and when: staffs, Axis units, allies, decisions and units against one another.

Each takes the folder of the theatre and the ground and returns its name, what is wrong, and how many rows it read.
"""

import csv
import math
import re
from collections.abc import Iterator
from pathlib import Path

from hinterland.core.calendar import FIRST, LAST, day_of, read_day
from hinterland.core.paths import EVIDENCE
from hinterland.core.trigonometry import cos, hypot
from hinterland.theatre.csv_table import Line, read
from hinterland.theatre.decisions import Decision, read_decisions
from hinterland.theatre.documented_movements import HELD_BY_SLOVAKS, read_came_over, read_movements, read_rising
from hinterland.theatre.front import read_towns
from hinterland.theatre.ground import Ground, Oblast
from hinterland.theatre.inputs import read_units
from hinterland.theatre.named_units import leader_of, leaders
from hinterland.theatre.operation_names import COLUMNS
from hinterland.theatre.sphere import EARTH_KM, km_between
from hinterland.theatre.staffs import read_staffs

Found = tuple[str, list[str], int]
ALLIED = ("hungarian", "romanian", "slovak")
"""Beginnings of the ids of allied armies, which served under the army group in whose area they stood."""
PASSED = {
    ("centre", "chernigov"): "1943-02-12",
    ("centre", "sumy"): "1943-02-12",
    ("centre", "polesie"): "1943-09-01",
    ("centre", "pinsk"): "1943-09-01",
}
"""Oblasts of another army group's area that an army group took over as its front moved, and from which day (memory)."""
STATUS = {
    "Finland": "1944-09-04",
    "Slovakia": "1944-08-29",
    "Hungary": "1944-03-19",
    "Romania": "1944-08-23",
}
"""Day from which German troops held towns of an ally by force: cease-fire, rising, occupation, change of side."""
RENUMBERED = {"102": "12", "105": "5", "108": "9", "121": "21", "124": "23"}
"""Hungarian divisions that got other numbers at the end of June 1943 (mek.oszk.hu, 02185)."""
NEAR_KM = 40.0
"""How far from a town an Axis unit may stand for the town to say who holds the ground."""
NORWEGIAN = ("kirkenes",)
"""Towns of a country that was occupied before 1941, for which there is no oblast of its own."""
KM_PER_DEGREE = EARTH_KM * math.pi / 180
KNOWN_TO_A_FORTNIGHT = 3
"""Precision of a day that is known well enough to be held against an order."""
RAID_KM = 110.0
"""How far from the straight way of an order a documented place may lie: units went round towns and marshes."""
COLLECTIVE = ("Karelian detachments", "Murmansk detachments")
"""Marches that belong to no one leader."""


def entities(folder: Path = EVIDENCE) -> dict[str, dict[str, str]]:
    """Return the lines of `entities.csv` of the ledger by id."""
    with (folder / "entities.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def oblast_of(folder: Path, ground: Ground) -> dict[str, Oblast]:
    """Return the oblast of every town by id."""
    known = {oblast.id: oblast for oblast in ground.oblasts}
    lines = read(folder, "towns.csv", "id oblast")
    return {line.text("id"): known[line.choice("oblast", known, "see oblasts.csv")] for line in lines}


def staffs_agree(folder: Path, ground: Ground) -> Found:
    """Staffs stand on the days of the ledger, none before its founding, and as long as the decisions that keep it."""
    staffs, wrong = read_staffs(folder), list[str]()
    wrong += [f"{s.id} stands on the first day of the war" for s in staffs if s.start == 0]
    ledger = entities()
    for name in sorted({s.entity for s in staffs} - {""}):
        if name not in ledger:
            wrong.append(f"{name} is no entity")
            continue
        rows = [s for s in staffs if s.entity == name]
        days = min(s.start for s in rows), max(s.end for s in rows)
        if days != _within_the_war(ledger[name]):
            wrong.append(f"{rows[0].id} and the entity {name} have other days")
    ends: dict[str, int] = {}
    for order in read_decisions(folder):
        if order.switch == "republic_staff":
            ends[order.region] = max(order.end, ends.get(order.region, 0))
    for region, end in ends.items():
        kept = [s.end for s in staffs if s.region == region and s.switch == "republic_staff"]
        if kept and max(kept) != end:
            wrong.append(f"the staff of {region} and its decision end on other days")
    return "staffs agree with ledger and decisions", wrong, len(staffs)


def allies_under_their_group(folder: Path, ground: Ground) -> Found:
    """Units of allied armies are of the army group of the nearest town; no division of theirs stands twice."""
    lines = [n for n in read(folder, "axis.csv", "id name from to base_lat base_lon army_group") if _allied(n)]
    towns, wrong = read_towns(folder / "towns.csv"), list[str]()
    home = oblast_of(folder, ground)
    for line in lines:
        lat, lon = line.anywhere("base_lat", "base_lon")
        oblast = home[towns.ids[int(km_between(towns.lat, towns.lon, lat, lon).argmin())]]
        group, since = line.text("army_group"), line.text("from")
        passed = since >= PASSED.get((group, oblast.id), "9999")
        if group != oblast.group and not passed:
            wrong.append(f"{line.text('id')} of {since} is of {group} and stands in {oblast.id}, behind {oblast.group}")
    stays = [(line, *line.span(), _numbers(line)) for line in lines]
    for k, (line, start, end, numbers) in enumerate(stays):
        for other, first, last, again in stays[:k]:
            if numbers & again and start <= last and first <= end:
                wrong.append(f"{line.text('id')} and {other.text('id')} hold the same division on the same days")
    return "allied divisions stand once, under their army group", wrong, len(lines)


def axis_stands_on_its_ground(folder: Path, ground: Ground) -> Found:
    """Where a town is near, an Axis unit comes after the town was taken and leaves before it is lost.

    Towns that the Slovak army held are no ground of the others. Finland's own towns are left out: they were not taken.
    """
    towns = read_towns(folder / "towns.csv")
    held, slovak = _held(folder, towns.ids), _held(folder, towns.ids, slovak=True)
    taken = sorted(set(held) | set(slovak))
    wrong, lines = [], read(folder, "axis.csv", "id kind from to base_lat base_lon army_group")
    for line in lines:
        lat, lon = line.anywhere("base_lat", "base_lon")
        away = km_between(towns.lat[taken], towns.lon[taken], lat, lon)
        town = taken[int(away.argmin())]
        if away.min() > NEAR_KM or line.text("army_group") == "finland":
            continue
        spells = held.get(town, []) + (slovak.get(town, []) if line.text("kind") == "slovak_division" else [])
        start, end = line.span()
        if not any(first <= start and end <= last for first, last in spells):
            wrong.append(f"{line.text('id')} at {towns.ids[town]}")
    return "Axis units stand on ground that they hold", wrong, len(lines)


def allies_are_not_occupied(folder: Path, ground: Ground) -> Found:
    """German troops hold no town of an ally of Germany before the alliance ends."""
    home = oblast_of(folder, ground)
    wrong, lines = [], read(folder, "occupations.csv", "town from occupier")
    for line in lines:
        town, whose = line.text("town"), line.text("occupier")
        state = home[line.choice("town", home, "see towns.csv")].republic
        if town in NORWEGIAN:
            continue
        if whose == "german" and state in STATUS and line.when("from") < read_day(STATUS[state]):
            wrong.append(f"{town} in {state}, German on {line.text('from')}")
        if whose == HELD_BY_SLOVAKS and state != "Slovakia":
            wrong.append(f"{town} in {state}, held by the Slovak army")
    return "allies are not occupied before they turn", wrong, len(lines)


def decisions_name_units(folder: Path, ground: Ground) -> Found:
    """A raid names the commander of a unit of the table; an expedition of the ledger's name has the ledger's days."""
    known, decisions = leaders(read_units(folder)), read_decisions(folder)
    wrong = [
        f"{d.id}: no unit is led by {leader_of(d) or d.text!r}"
        for d in decisions
        if d.switch == "raid" and leader_of(d) not in {*known, *COLLECTIVE}
    ]
    for name, (first, last) in _operations():
        for d in decisions:
            named = d.switch == "expedition" and re.search(rf"\b{re.escape(name)}(?![\w-])", d.text)
            if named and not (first <= d.start and d.end <= last):
                wrong.append(f"{d.id}: {name} is on other days in the ledger")
    return "decisions name units and operations that are known", wrong, len(decisions)


def operations_lie_where_ordered(folder: Path, ground: Ground) -> Found:
    """The ground of an operation of the ledger is that of the decisions that order it, within its days."""
    orders = [d for d in read_decisions(folder) if d.switch == "expedition"]
    grounds = {line.text("id"): line.text("rule") for line in read(folder, "regions.csv", "id rule")}
    lines = [line for line in read(folder, "operation_names.csv", COLUMNS) if line.text("region")]
    wrong = []
    for line in lines:
        days, name = (line.day("from"), line.day("to")), re.compile(rf"{re.escape(line.text('name'))}( I+)?[ :(]")
        ordered = "|".join(d.region for d in orders if name.match(d.text) and days[0] <= d.start and d.end <= days[1])
        if ordered and grounds.get(line.text("region")) != ordered:
            wrong.append(f"{line.text('region')} is not the ground of its orders, {ordered}")
    return "operations lie where they are ordered", wrong, len(lines)


def raids_pass_their_places(folder: Path, ground: Ground) -> Found:
    """On a day for which a place is documented, the raid in force for its leader leads by that place."""
    units = {unit.id: unit for unit in read_units(folder)}
    raids, wrong = [d for d in read_decisions(folder) if d.switch == "raid"], list[str]()
    places = [one for one in read_movements(folder) if one.precision <= KNOWN_TO_A_FORTNIGHT]
    for one in places:
        leader = units[one.unit].commander.split()[-1]
        for raid in raids:
            ordered = leader_of(raid) == leader and raid.start <= one.day <= raid.end
            if ordered and (off := _km_off(one.lat, one.lon, raid)) > RAID_KM:
                wrong.append(f"{raid.id} leads {off:.0f} km past {one.id}")
    return "raids lead by their documented places", wrong, len(places)


def units_agree(folder: Path, ground: Ground) -> Found:
    """A named unit that the ledger knows is set up on a day on which the ledger has it; its deeds can be read."""
    ledger, wrong = entities(), list[str]()
    lines = read(folder, "partisan_units.csv", "id formed entity")
    for line in lines:
        if not (name := line.text("entity")):
            continue
        if name not in ledger:
            wrong.append(f"{name} is no entity")
        elif not _within_the_war(ledger[name])[0] <= line.day("formed") <= _within_the_war(ledger[name])[1]:
            wrong.append(f"{line.text('id')} is set up on a day on which the ledger has no {name}")
    rows = [*read_movements(folder), *read_came_over(folder), *read_rising(folder)]
    return "named units agree with the ledger", wrong, len(lines) + len(rows)


def _km_off(lat: float, lon: float, raid: Decision) -> float:
    """Return how many km a place lies off the straight way that a raid is ordered."""
    here, there = (
        [float(part) for part in region.removeprefix("circle:").split(",")[:2]]
        for region in (raid.region, raid.to_region)
    )
    east = KM_PER_DEGREE * float(cos(math.radians(lat)))
    (a, b), (c, d) = (((to[0] - lat) * KM_PER_DEGREE, (to[1] - lon) * east) for to in (here, there))
    way = (c - a) * (c - a) + (d - b) * (d - b)
    share = min(max(-(a * (c - a) + b * (d - b)) / way, 0.0), 1.0) if way else 0.0
    return float(hypot(a + share * (c - a), b + share * (d - b)))


def _within_the_war(entity: dict[str, str]) -> tuple[int, int]:
    """Return the first and last day of an entity of the ledger, those of the war where it has none or others."""
    first, last = entity["date_from"] or FIRST.isoformat(), entity["date_to"] or LAST.isoformat()
    return max(day_of(read_day(first)), 0), day_of(min(read_day(last), LAST))


def _operations() -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the names of the Axis operations of the ledger, each with its first and last day."""
    for entity in entities().values():
        if entity["kind"] == "operation" and entity["side"] == "axis":
            for name in re.sub(r" \(.*\)", "", entity["name"]).split(" and "):
                yield name.strip('"'), _within_the_war(entity)


def _allied(line: Line) -> bool:
    return bool(re.search(rf"({'|'.join(ALLIED)})_", line.text("id"))) and "gendarmerie" not in line.text("id")


def _numbers(line: Line) -> set[str]:
    """Return the numbers of the divisions that a row names, without those of corps, which are Roman."""
    nation = next(word for word in ALLIED if word in line.text("id"))
    return {f"{nation} {RENUMBERED.get(number, number)}" for number in re.findall(r"\d+", line.text("name"))}


def _held(folder: Path, ids: list[str], *, slovak: bool = False) -> dict[int, list[tuple[int, int]]]:
    """Return by town the periods in which Slovakia, or another enemy of the Soviet state, held it."""
    at = {name: t for t, name in enumerate(ids)}
    found: dict[int, list[tuple[int, int]]] = {}
    for line in read(folder, "occupations.csv", "town from to occupier"):
        if (line.text("occupier") == HELD_BY_SLOVAKS) == slovak:
            span = day_of(line.when("from")), day_of(line.when("to"))
            found.setdefault(at[line.choice("town", at, "see towns.csv")], []).append(span)
    return found


HISTORY = (
    *(staffs_agree, allies_under_their_group, axis_stands_on_its_ground),
    *(allies_are_not_occupied, decisions_name_units, operations_lie_where_ordered),
    *(raids_pass_their_places, units_agree),
)

"""The small war in kernels of the house."""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import uniform
from hinterland.core.declare import Array, allocate, f8, i4, i8, per
from hinterland.core.jit import kernel

import same_war as war
from same_war import ATTEMPT, CAUGHT, DROP, FIGHT, FOIL, HUNGER, MARCH, RAILS, RECRUIT, ROAM, TRAINS, WAY


class SmallDistricts(NamedTuple):
    """Every district."""

    people: Array = per("district", i4, "person", "Persons")
    crop: Array = per("district", f8, "1", "Share under crop")
    food: Array = per("district", f8, "kg", "Food in store")
    crowd: Array = per("district", i4, "man", "Partisans met here this morning")
    first: Array = per("gate", i4, "1", "Where the detachments of this district begin in `order`")
    line: Array = per("district", i4, "1", "The line that crosses it, or -1")
    ways: Array = per("district", i4, "1", "The districts beside it", wide=6)
    ways_known: Array = per("district", i4, "1", "How many there are")


class SmallBands(NamedTuple):
    """Every detachment."""

    at: Array = per("detachment", i4, "1", "District")
    men: Array = per("detachment", i4, "man", "Men")
    charges: Array = per("detachment", i4, "1", "Charges")
    order: Array = per("detachment", i4, "1", "The detachments sorted by district")


class SmallUnits(NamedTuple):
    """Every unit that attacks them."""

    at: Array = per("unit", i4, "1", "District")
    strength: Array = per("unit", i4, "man", "Men")
    full: Array = per("unit", i4, "man", "Men on the first day")


class SmallLines(NamedTuple):
    """Every line."""

    guards: Array = per("line", f8, "man/km", "Guards")
    usual: Array = per("line", f8, "man/km", "Guards on the first day")
    capacity: Array = per("line", f8, "train/day", "Trains that an open line runs")
    rails_out: Array = per("line", f8, "rail", "Rails out")
    cuts: Array = per("line", i8, "cut", "Cuts today")


class SmallTally(NamedTuple):
    """What is added up over the year."""

    cuts: Array = per("one", i8, "cut", "Cuts")
    rails: Array = per("one", i8, "rail", "Rails out")
    trains: Array = per("one", i8, "train", "Trains run")
    recruits: Array = per("one", i8, "man", "Recruits")
    losses: Array = per("one", i8, "man", "Partisans lost")
    food: Array = per("one", f8, "kg", "Food eaten")


class SmallDiary(NamedTuple):
    """What stands at the end of each day."""

    cuts: Array = per("day", i8, "cut", "Cuts so far")
    rails: Array = per("day", i8, "rail", "Rails out so far")
    trains: Array = per("day", i8, "train", "Trains run so far")
    recruits: Array = per("day", i8, "man", "Recruits so far")
    losses: Array = per("day", i8, "man", "Partisans lost so far")
    food: Array = per("day", f8, "kg", "Food eaten so far")
    detachments: Array = per("day", i8, "1", "Detachments left")
    men: Array = per("day", i8, "man", "Men left")
    rails_still_out: Array = per("day", f8, "rail", "Rails out and not relaid")


@kernel
def grow(districts, terms):
    """Food grows up to what a district can store."""
    for c in range(districts.food.size):
        districts.food[c] = min(terms.store, districts.food[c] + terms.growth * districts.crop[c])


@kernel
def eat(detachments, districts, tally, terms, today):
    """A detachment takes its ration; where there is too little, men leave."""
    for b in range(detachments.men.size):
        if detachments.men[b] == 0:
            continue
        c = detachments.at[b]
        need = detachments.men[b] * terms.ration
        taken = min(need, districts.food[c])
        districts.food[c] -= taken
        tally.food[0] += taken
        if taken < need:
            expected = detachments.men[b] * terms.desert * (1.0 - taken / need)
            gone = min(detachments.men[b], int(expected + uniform(today, HUNGER, b)))
            detachments.men[b] -= gone
            tally.losses[0] += gone


@kernel
def recruit(detachments, districts, tally, terms, today):
    """People of the district join a detachment that still has room."""
    for b in range(detachments.men.size):
        if 0 < detachments.men[b] < terms.full:
            c = detachments.at[b]
            expected = districts.people[c] * terms.join * detachments.men[b]
            came = min(districts.people[c], int(expected + uniform(today, RECRUIT, b)))
            districts.people[c] -= came
            detachments.men[b] += came
            tally.recruits[0] += came


@kernel
def sabotage(detachments, lines, districts, tally, terms, today):
    """A detachment with charges may go to the line of its district; the guards may foil it."""
    for b in range(detachments.men.size):
        if detachments.men[b] == 0:
            continue
        if uniform(today, DROP, b) < terms.drop:
            detachments.charges[b] += terms.load
        k = districts.line[detachments.at[b]]
        if k >= 0 and detachments.charges[b] > 0 and uniform(today, ATTEMPT, b) < terms.eager:
            detachments.charges[b] -= 1
            if uniform(today, FOIL, b) < terms.guard_half / (terms.guard_half + lines.guards[k]):
                rails = 1 + int(terms.most_rails * uniform(today, RAILS, b))
                lines.rails_out[k] += rails
                lines.cuts[k] += 1
                tally.cuts[0] += 1
                tally.rails[0] += rails


@kernel
def move(detachments, districts, terms, today):
    """A detachment may move to a district beside its own."""
    for b in range(detachments.men.size):
        if detachments.men[b] > 0 and uniform(today, ROAM, b) < terms.roam:
            c = detachments.at[b]
            detachments.at[b] = districts.ways[c, int(districts.ways_known[c] * uniform(today, WAY, b))]


@kernel
def muster(districts, detachments):
    """Count the partisans of each district, and sort the detachments by district."""
    districts.crowd[:] = 0
    districts.first[:] = 0
    for b in range(detachments.men.size):
        if detachments.men[b] > 0:
            districts.crowd[detachments.at[b]] += detachments.men[b]
            districts.first[detachments.at[b] + 2] += 1
    for c in range(districts.crowd.size):
        districts.first[c + 2] += districts.first[c + 1]
    for b in range(detachments.men.size):
        if detachments.men[b] > 0:
            c = detachments.at[b] + 1
            detachments.order[districts.first[c]] = b
            districts.first[c] += 1


@kernel
def attack(units, detachments, districts, tally, terms, today):
    """A unit may march to the fullest district beside it, and fights what it finds."""
    for n in range(units.at.size):
        c = units.at[n]
        if uniform(today, MARCH, n) < terms.march:
            for w in range(districts.ways_known[units.at[n]]):
                beside = districts.ways[units.at[n], w]
                if districts.crowd[beside] > districts.crowd[c]:
                    c = beside
            units.at[n] = c
        crowd = districts.crowd[c]
        if crowd == 0:
            continue
        luck = uniform(today, FIGHT, n)
        share = min(0.5, terms.hit * units.strength[n] / crowd)
        for i in range(districts.first[c], districts.first[c + 1]):
            b = detachments.order[i]
            if detachments.men[b] > 0:
                fallen = int(detachments.men[b] * share + (luck + uniform(today, CAUGHT, b)) % 1.0)
                detachments.men[b] -= fallen
                tally.losses[0] += fallen
        units.strength[n] -= int(terms.loss * crowd + luck)
        if units.strength[n] < 20:
            units.strength[n] = units.full[n]


@kernel
def run_trains(lines, tally, terms, today):
    """A line runs what its rails allow, is relaid, and is guarded by what happened on it."""
    for k in range(lines.guards.size):
        free = 1.0 - min(1.0, lines.rails_out[k] / terms.closed_at)
        tally.trains[0] += int(lines.capacity[k] * free + uniform(today, TRAINS, k))
        lines.rails_out[k] -= min(terms.relay, lines.rails_out[k])
        lines.guards[k] += terms.alarm * lines.cuts[k] - terms.calm * (lines.guards[k] - lines.usual[k])
        lines.cuts[k] = 0


@kernel
def write(diary, tally, detachments, lines, day):
    """Write down what stands at the end of the day."""
    diary.cuts[day] = tally.cuts[0]
    diary.rails[day] = tally.rails[0]
    diary.trains[day] = tally.trains[0]
    diary.recruits[day] = tally.recruits[0]
    diary.losses[day] = tally.losses[0]
    diary.food[day] = tally.food[0]
    diary.detachments[day] = np.count_nonzero(detachments.men)
    diary.men[day] = detachments.men.sum()
    for k in range(lines.rails_out.size):
        diary.rails_still_out[day] += lines.rails_out[k]


def set_up(seed: int, days: int):
    """Return the first morning in our own arrays."""
    start = war.begin(seed)
    sizes = {
        "district": war.DISTRICTS,
        "gate": war.DISTRICTS + 2,
        "detachment": war.DETACHMENTS,
        "unit": war.UNITS,
        "line": war.LINES,
        "one": 1,
        "day": days,
    }
    kinds = (SmallDistricts, SmallBands, SmallUnits, SmallLines, SmallTally, SmallDiary)
    districts, detachments, units, lines, tally, diary = allocate(*kinds, sizes=sizes)
    for name in ("people", "crop", "food", "line", "ways", "ways_known"):
        getattr(districts, name)[:] = getattr(start, name)
    for array, value in (
        (detachments.at, start.detachment_at),
        (detachments.men, start.men),
        (detachments.charges, start.charges),
        (units.at, start.unit_at),
        (units.strength, start.strength),
        (units.full, start.strength),
        (lines.guards, start.guards),
        (lines.usual, start.guards),
        (lines.capacity, start.capacity),
    ):
        array[:] = value
    return districts, detachments, units, lines, tally, diary, war.Terms()


def play(world, seed: int, days: int) -> None:
    """Play so many days."""
    districts, detachments, units, lines, tally, diary, terms = world
    for day in range(days):
        now = war.today(seed, day)
        grow(districts, terms)
        eat(detachments, districts, tally, terms, now)
        recruit(detachments, districts, tally, terms, now)
        sabotage(detachments, lines, districts, tally, terms, now)
        move(detachments, districts, terms, now)
        muster(districts, detachments)
        attack(units, detachments, districts, tally, terms, now)
        run_trains(lines, tally, terms, now)
        write(diary, tally, detachments, lines, day)


def diary(world) -> dict[str, list[float]]:
    """Return what stood at the end of each day."""
    return {name.replace("_", " "): values.tolist() for name, values in world[5]._asdict().items()}

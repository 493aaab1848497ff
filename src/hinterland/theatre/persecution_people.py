"""The Jewish people of every cell before the war, and those who were still there when the occupation came."""

import math
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array, assumed, choose
from hinterland.theatre.ground import NATIONS, Ground, cell_at
from hinterland.theatre.persecution_spread import weights
from hinterland.theatre.persecution_tables import ABROAD, YEARS, Documents, Region

ROUNDS = 20
"""Repetitions after which people by cell and by region agree."""
HALVINGS = 50
"""Halvings after which a share is found to the last bit."""


class Parameters(NamedTuple):
    """Where Jewish people lived, who fled, and in which order documented events are read."""

    largest_share: float = assumed(
        0.8, "1", (0.6, 0.95), "Largest share of Jews among the people of a cell", "house-0800"
    )
    rural_flight: float = assumed(
        0.5, "1", (0.2, 1), "Flight from a cell of villages only, relative to one of towns only", "house-0801"
    )
    least_days: float = assumed(
        28, "day", (7, 56), "Days of occupation in the months of the murder from which it reached a cell", "house-0801"
    )
    long_event_days: float = assumed(
        100, "day", (30, 400), "Days of a documented event from which its victims are counted after all others",
        "house-1920",
    )  # fmt: skip


USUAL = choose(Parameters, {})
"""The values of history."""


def jews_of(
    documents: Documents, ground: Ground, cells: dict[str, Array], ever: Array, parameters: Parameters = USUAL
) -> Array:
    """Return the Jewish people of every cell before the war (C, persons); `ever`: cells that are occupied on some day.

    Those of the census, times what a region's documented number has beyond its census; a cell has at least as many as
    documents say of its towns, and the other cells of the region so many fewer. Numbers are those of occupied ground.
    """
    people = ground.rural + ground.urban
    jews = ground.nations[:, NATIONS.index("jewish")] * people
    least = _least(documents, ground)
    for region in documents.regions.values():
        here = cells[region.id][ever[cells[region.id]]]
        if region.id != ABROAD and region.basis["before"] != "census" and jews[here].sum() > 0.0:
            scaled = jews[here] * region.figures["before"] / jews[here].sum()
            most = parameters.largest_share * people[here]
            jews[here] = _with_least(scaled, np.minimum(least[here], scaled.sum()), most)
    return jews


def nations_of(ground: Ground, jews: Array) -> Array:
    """Return the shares of nationalities of every cell (C x 12) with so many Jews, the others in their proportions."""
    column = NATIONS.index("jewish")
    people = ground.rural + ground.urban
    share = np.divide(jews, people, out=np.zeros(people.size), where=people > 0.0)
    rest = 1.0 - ground.nations[:, column]
    shares = ground.nations * np.divide(1.0 - share, rest, out=np.ones(rest.size), where=rest > 0.0)[:, None]
    shares[:, column] = share
    return np.asarray(shares)


def _least(documents: Documents, ground: Ground) -> Array:
    """Return how many Jews each cell has at least (C): the people of its towns, or the murdered of its events."""
    lived = np.zeros(len(ground.h3))
    places: dict[tuple[float, float], float] = {}
    for region, lat, lon, people in documents.lived:
        if region in documents.regions:
            places[lat, lon] = max(places.get((lat, lon), 0.0), people)
    for (lat, lon), people in places.items():
        lived[cell_at(ground, lat, lon)] += people
    return np.maximum(lived, _murdered(documents, ground))


def _with_least(jews: Array, least: Array, most: Array) -> Array:
    """Return people of some cells, none below its least or above its most, whose sum stays."""
    total = jews.sum()
    least = np.minimum(least, most)
    for _ in range(ROUNDS):
        jews = np.minimum(np.maximum(jews, least), most)
        spare = jews - least if jews.sum() > total else most - jews
        if spare.sum() <= 0.0:
            break
        jews = jews + (total - jews.sum()) * spare / spare.sum()
    return jews


def stay_of(
    documents: Documents,
    ground: Ground,
    cells: dict[str, Array],
    jews: Array,
    occupied: Array,
    parameters: Parameters = USUAL,
) -> Array:
    """Return those who are still there when the occupation comes (C, persons); `occupied` by day and cell.

    In towns of which documents say it, that share of the people stays; from other cells flee so many that the number
    of the region is kept, from towns more than from villages. Those who are murdered in a documented event stay; from
    cells that are not occupied in the months of the murder the others flee first.
    """
    ever = np.asarray(occupied.any(axis=0))
    stay = np.zeros(jews.size)
    needed = np.minimum(_murdered(documents, ground), jews)
    towns = ground.urban / np.maximum(ground.rural + ground.urban, 1.0)
    rural = parameters.rural_flight
    weight = rural + (1.0 - rural) * towns
    known = _documented_shares(documents, ground)
    for region in documents.regions.values():
        here = cells[region.id][ever[cells[region.id]]]
        wanted = region.figures["before"] - region.figures["fled"]
        if region.id != ABROAD and here.size and wanted > 0:
            reach = reached(documents, region, occupied[:, here], parameters)
            parts = jews[here], needed[here], known[here], weight[here], reach
            stay[here] = _stay(*parts, min(float(wanted), float(jews[here].sum())), 1.0 / rural)
    return stay


def reached(documents: Documents, region: Region, occupied: Array, parameters: Parameters = USUAL) -> Array:
    """Return for some cells what share of the murder without a place falls into years in which they are occupied.

    A year counts where the cell is occupied for `least_days` or more of its months of murder; 1 where none has a rest.
    """
    rest = [max(region.murdered(year) - documents.events(region.id, year), 0.0) for year in YEARS]
    whole = math.fsum(rest)
    if whole <= 0.0:
        return np.ones(occupied.shape[1])
    days = [occupied[weights(documents, region, year) > 0.0].sum(axis=0) for year in YEARS]
    part = np.sum([n * (held >= parameters.least_days) for n, held in zip(rest, days, strict=True)], axis=0)
    return np.asarray(part / whole)


def _stay(jews: Array, needed: Array, known: Array, weight: Array, reach: Array, wanted: float, most: float) -> Array:
    """Return who stays in each cell of a region, `wanted` together; with flight `most` nobody does."""

    def staying(flight: float) -> Array:
        share = np.where(known >= 0.0, known, reach * (1.0 - np.minimum(1.0, flight * weight)))
        return np.maximum(share * jews, needed)

    low, high = 0.0, most
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if staying(middle).sum() > wanted else (low, middle)
    stay = staying(high)
    if stay.sum() > wanted:
        return stay * wanted / stay.sum()
    spare = (jews - stay) * (reach > 0.0)
    if spare.sum() < wanted - stay.sum():
        spare = jews - stay
    return stay + spare * (wanted - stay.sum()) / max(spare.sum(), 1.0)


def _documented_shares(documents: Documents, ground: Ground) -> Array:
    """Return the share of the Jews of a cell's towns who stayed, -1 where no document says it."""
    before, stayed = np.zeros(len(ground.h3)), np.zeros(len(ground.h3))
    for one in documents.flights:
        cell = cell_at(ground, one.lat, one.lon)
        before[cell] += one.before
        stayed[cell] += one.stayed
    return np.where(before > 0.0, stayed / np.maximum(before, 1.0), -1.0)


def _murdered(documents: Documents, ground: Ground) -> Array:
    """Return the murdered of the documented events of each cell, less those who had been brought there."""
    murdered = np.zeros(len(ground.h3))
    for one in documents.killings:
        murdered[cell_at(ground, one.lat, one.lon)] += one.people
    for move in documents.deportations:
        if not isinstance(move.destination, str):
            murdered[cell_at(ground, *move.destination[1:])] -= move.people
    return np.maximum(murdered, 0.0)

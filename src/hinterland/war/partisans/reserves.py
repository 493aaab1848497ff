"""Reserves: people who are ready to join partisans, or hide from the labour draft, and wait for a weapon.

They wait in villages and nearby woods and are counted apart from detachments. A detachment takes in as many of them as
it has rifles for. Others go home again after a while, are caught by expeditions, or are called up at liberation.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_one_of, draw_whole, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.geometry import density, density_within_reach, draw_within_reach, within_reach
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import enlist, weekly_batch
from hinterland.core.origin import LOCAL
from hinterland.core.response import saturate
from hinterland.core.units import SIDES

ADMIT = stream("reserves.admit", "from where a detachment takes in people who wait this week, and how many")
GO_HOME = stream("reserves.go_home", "how many of those who wait in a cell go home this week")
HIDE = stream("reserves.hide", "how many of those fetched for labour from a cell slip away to partisans today")
CATCH = stream("reserves.catch", "how many of those who wait in a cell an expedition catches today")
NEAR, NUMBER, DISTRICT, FAR, NUMBER_FAR = range(5)
"""Draws of `ADMIT`."""


class State(NamedTuple):
    """People who wait unarmed."""

    waiting: Array = per("cell", f8, "person", "Local people who wait unarmed to join partisans")
    per_partisan: Array = per("cell", f8, "1", "People who wait for each partisan within reach, updated weekly")
    admitted: Array = per("atom", f8, "person", "People from the reserve who joined a detachment today", daily=True)
    hid: Array = per("atom", f8, "person", "People who slipped away from the labour draft today", daily=True)
    caught: Array = per("atom", f8, "person", "People of the reserve caught and deported today", daily=True)


class Parameters(NamedTuple):
    """How many people a detachment takes in for its rifles, and how long others wait."""

    enabled: float = switch("Whether rifles limit the number of people whom a detachment takes in")
    people_per_rifle: float = directional(
        1.35, "person/rifle", (1, 2), "People in a detachment for each of its rifles, from which on it takes in nobody",
        "S389", "house-0811",
    )  # fmt: skip
    admitted_per_week: float = assumed(
        0.4, "1/week", (0.05, 1), "Share of the places with a rifle that a detachment fills in a week", "house-0811"
    )
    going_home_per_week: float = assumed(
        0.04, "1/week", (0, 0.5), "Share of those who wait who give up and go home in a week", "house-0812"
    )
    kept_by_fear: float = assumed(
        0.8, "1", (0, 1), "Share of those who give up waiting who stay where fear of the occupier is greatest",
        "house-0812",
    )  # fmt: skip
    hiding_share: float = assumed(
        0.4, "1", (0, 1), "Share of those fetched for labour who slip away to partisans, where partisans are many",
        "house-0821",
    )  # fmt: skip
    half_saturation_partisans: float = assumed(
        85, "person/1000km2", log(6, 1200), "Partisans within reach at which half of the largest share of those "
        "fetched slip away", "house-0821",
    )  # fmt: skip
    caught_per_day: float = assumed(
        0.01, "1/day", log(0.0005, 0.1), "Share of those who wait whom an expedition in full strength catches in a day",
        "house-0813",
    )  # fmt: skip
    half_saturation_troops: float = assumed(
        1200, "person/1000km2", log(100, 10000), "Density of expedition troops at which they catch half of the most "
        "they can in a day", "house-0813",
    )  # fmt: skip


@daily
def step(reserves, recruitment, detachments, population, expeditions, land, forcing, parameters, today):
    """Let those who wait go home, be caught or be called up; arm some of them in detachments."""
    for c in range(reserves.waiting.size):
        if in_weekly_batch(today, c):
            partisans = within_reach(land, detachments.men_in_cell, c)
            reserves.per_partisan[c] = within_reach(land, reserves.waiting, c) / max(partisans, 1.0)
        if population.deported_today[c] > 0.0 and forcing.occupied[c] == 1:
            hide(reserves, detachments, population, land, parameters, today, c)
        if reserves.waiting[c] <= 0.0:
            continue
        if forcing.occupied[c] == 0:
            population.conscripted[c] += reserves.waiting[c]
            reserves.waiting[c] = 0.0
            continue
        if expeditions.troops[c] > 0.0:
            be_caught(reserves, population, expeditions, land, parameters, today, c)
        if in_weekly_batch(today, c):
            rate = parameters.going_home_per_week * (1.0 - parameters.kept_by_fear * population.fear[c])
            home = draw_whole(reserves.waiting[c], rate * reserves.waiting[c], uniform(today, GO_HOME, c))
            reserves.waiting[c] -= home
            population.rural[c] += home
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 1:
            admit(reserves, recruitment, detachments, land, parameters, today, i)


@kernel
def hide(reserves, detachments, population, land, parameters, today, c):
    """Let some of those who are fetched for labour slip away to partisans near by."""
    partisans = density_within_reach(land, detachments.men_in_cell, c)
    mean = parameters.hiding_share * saturate(partisans, parameters.half_saturation_partisans)
    n = draw_whole(population.deported_today[c], mean * population.deported_today[c], uniform(today, HIDE, c))
    population.deported[c] -= n
    population.deported_today[c] -= n
    reserves.waiting[c] += n
    reserves.hid[land.atom[c]] += n


@kernel
def be_caught(reserves, population, expeditions, land, parameters, today, c):
    """Let an expedition catch some of those who wait in a cell and deport them."""
    troops = saturate(density(expeditions.troops[c], land.area[c]), parameters.half_saturation_troops)
    mean = parameters.caught_per_day * troops * reserves.waiting[c]
    caught = draw_whole(reserves.waiting[c], mean, uniform(today, CATCH, c))
    reserves.waiting[c] -= caught
    reserves.caught[land.atom[c]] += caught
    population.deported[c] += caught
    population.deported_today[c] += caught


@kernel
def admit(reserves, recruitment, detachments, land, parameters, today, i):
    """Let a detachment take in people who wait, as many as it has rifles for: near it, then in a next district."""
    key = detachments.key[i]
    if detachments.apart[i] == 1:
        return
    c = detachments.cell[i]
    places = parameters.people_per_rifle * detachments.rifles[i] - detachments.men[i]
    places *= parameters.admitted_per_week
    if parameters.enabled == 0.0:
        places = within_reach(land, reserves.waiting, c)
    near = draw_within_reach(land, reserves.waiting, c, uniform(today, ADMIT, key, NEAR))
    places -= take_in(reserves, recruitment, detachments, land, i, near, places, uniform(today, ADMIT, key, NUMBER))
    next_district = land.ring[c, draw_one_of(SIDES, uniform(today, ADMIT, key, DISTRICT))]
    if next_district >= 0:
        far = draw_within_reach(land, reserves.waiting, next_district, uniform(today, ADMIT, key, FAR))
        take_in(reserves, recruitment, detachments, land, i, far, places, uniform(today, ADMIT, key, NUMBER_FAR))


@kernel
def take_in(reserves, recruitment, detachments, land, i, home, places, u):
    """Let a detachment take in people who wait in a cell, up to so many; return how many it took."""
    n = draw_whole(reserves.waiting[home], places, u)
    reserves.waiting[home] -= n
    enlist(detachments, recruitment, i, LOCAL, n, home)
    reserves.admitted[land.atom[home]] += n
    return n

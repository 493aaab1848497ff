"""The murder of the Jews of the occupied territory, as documents give it.

How many are murdered, brought or taken elsewhere is given by day and cell (`hinterland.theatre.persecution`). Nothing
that partisans do or report changes it; but whoever has escaped to the forest is not there to be murdered.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, f8, i4, per, switch, u1
from hinterland.core.jit import daily, kernel
from hinterland.core.stock import held
from hinterland.theatre.forcing import ARRIVED, BROUGHT, MURDERED, TAKEN

FLEE_EAST = stream("murder_of_the_jews.flee_east", "how many Jews leave a cell for the east, and how many are left")
CONFINE = stream("murder_of_the_jews.confine", "how many of the Jews of a cell who are confined lived in its towns")
MURDER = stream("murder_of_the_jews.murder", "how many people are murdered, brought or taken elsewhere today")
ROUND_UP = stream("murder_of_the_jews.round_up", "how many of those murdered or taken today lived in towns")
TOWNS, VILLAGES, REST = 0, 1, 2
"""Numbers of the draws: how many flee from towns and from villages, and how many are left."""


class State(NamedTuple):
    """The Jews of every cell who are not confined, and those who are brought or taken elsewhere."""

    occupied_since: Array = per("cell", i4, "day", "Day on which the occupation began, -1 for none", start=-1)
    flight_over: Array = per("cell", u1, "1", "Whether the Jews of the cell have had their time to flee")
    fled_east: Array = per("cell", f8, "person", "Jews who fled or were evacuated beyond the general evacuation")
    unconfined: Array = per(
        "cell", f8, "person", "Jews of occupied ground who are not confined, counted among the people of the cell"
    )
    confinement_begun: Array = per("cell", u1, "1", "Whether the Jews of the cell have been confined")
    brought: Array = per("one", f8, "person", "Jews brought from abroad since the start")
    in_transit: Array = per("one", f8, "person", "Jews taken from one part of the occupied land to another, on the way")
    taken_out: Array = per("one", f8, "person", "Jews deported to camps abroad, whom the model does not follow further")


class Parameters(NamedTuple):
    """When people are confined, and where they lived."""

    enabled: float = switch("Whether the murder of the Jews is simulated")
    confinement_delay_days: float = assumed(
        10, "day", (1, 60), "Days of occupation after which Jews are confined where no document says when", "house-0802"
    )
    urban_share: float = assumed(0.85, "1", (0.4, 1), "Share of the Jews of a cell who live in its towns", "house-0802")


@daily
def confine(murder_of_the_jews, persecution, population, land, forcing, parameters, today):
    """Let Jews flee as the occupation comes, confine those who are left, and set free those who live when it ends."""
    if parameters.enabled == 0.0:
        return
    for c in range(murder_of_the_jews.occupied_since.size):
        if land.abroad[c] == 1:
            continue
        if forcing.occupied[c] == 0:
            if murder_of_the_jews.occupied_since[c] >= 0:
                set_free(murder_of_the_jews, persecution, population, c)
            continue
        if murder_of_the_jews.occupied_since[c] < 0:
            murder_of_the_jews.occupied_since[c] = today.day
            if murder_of_the_jews.flight_over[c] == 0:
                flee_east(murder_of_the_jews, population, land, forcing, parameters, today, c)
        if murder_of_the_jews.confinement_begun[c] == 0 and confinement_is_due(
            murder_of_the_jews, forcing, parameters, today, c
        ):
            murder_of_the_jews.confinement_begun[c] = 1
            u = uniform(today, CONFINE, c)
            n = murder_of_the_jews.unconfined[c]
            persecution.confined[c] += take_unconfined(murder_of_the_jews, population, parameters, c, n, u)


@daily
def carry_out(murder_of_the_jews, persecution, population, land, forcing, parameters, today):
    """Murder, bring and take elsewhere as many people as documents give for the day."""
    if parameters.enabled == 0.0:
        return
    for k in range(forcing.persecution_cell.size):
        carry_out_entry(murder_of_the_jews, persecution, population, land, forcing, parameters, today, k)


@kernel
def set_free(murder_of_the_jews, persecution, population, c):
    """Let those who are alive in a cell go free when the occupation ends."""
    alive = persecution.confined[c] + held(persecution.in_hiding, c)
    population.urban[c] += alive
    murder_of_the_jews.unconfined[c] += alive
    persecution.confined[c] = 0.0
    persecution.in_hiding[c, :] = 0.0
    murder_of_the_jews.occupied_since[c] = -1
    murder_of_the_jews.confinement_begun[c] = 0


@kernel
def flee_east(murder_of_the_jews, population, land, forcing, parameters, today, c):
    """Let as many Jews flee before the enemy arrives as documents give, those of the general evacuation among them."""
    murder_of_the_jews.flight_over[c] = 1
    jews = land.jewish[c] * (land.rural[c] + land.urban[c])
    in_towns = min(parameters.urban_share * jews, land.urban[c])
    fled = min(forcing.jews_fled[c], jews)
    expected = max(0.0, fled - in_towns * forcing.evacuation[c] - (jews - in_towns) * forcing.mobilisation[c])
    share = in_towns / jews if jews > 0.0 else 0.0
    from_towns = draw_whole(population.urban[c], expected * share, uniform(today, FLEE_EAST, c, TOWNS))
    from_villages = draw_whole(population.rural[c], expected * (1.0 - share), uniform(today, FLEE_EAST, c, VILLAGES))
    population.urban[c] -= from_towns
    population.rural[c] -= from_villages
    population.evacuated[c] += from_towns + from_villages
    population.townspeople_evacuated[land.atom[c]] += from_towns
    murder_of_the_jews.fled_east[c] += from_towns + from_villages
    people = population.urban[c] + population.rural[c]
    murder_of_the_jews.unconfined[c] = draw_whole(people, jews - fled, uniform(today, FLEE_EAST, c, REST))


@kernel
def confinement_is_due(murder_of_the_jews, forcing, parameters, today, c):
    """Return whether the Jews of a cell are to be confined: by a documented date, else some days after the front."""
    if forcing.persecution_share[c] <= 0.0:
        return False
    if forcing.ghetto_day[c] >= 0:
        return today.day >= forcing.ghetto_day[c]
    return (
        forcing.murder[c] > 0.0
        and today.day - murder_of_the_jews.occupied_since[c] >= parameters.confinement_delay_days
    )


@kernel
def take_unconfined(murder_of_the_jews, population, parameters, c, n, u):
    """Take n people from the towns and villages of a cell who are not confined, or all; return how many."""
    n = min(n, murder_of_the_jews.unconfined[c], population.urban[c] + population.rural[c])
    from_villages = min(n - draw_whole(n, parameters.urban_share * n, u), population.rural[c])
    from_towns = min(n - from_villages, population.urban[c])
    from_villages = n - from_towns
    population.urban[c] -= from_towns
    population.rural[c] -= from_villages
    murder_of_the_jews.unconfined[c] -= n
    return n


@kernel
def carry_out_entry(murder_of_the_jews, persecution, population, land, forcing, parameters, today, k):
    """Carry out an entry of the day: people of a cell are murdered, brought there, or taken elsewhere."""
    c, what = forcing.persecution_cell[k], forcing.persecution_what[k]
    expected = forcing.persecution_people[k] * forcing.persecution_share[c]
    n = draw_count(expected, uniform(today, MURDER, c, what))
    if what == BROUGHT:
        murder_of_the_jews.brought[0] += n
        persecution.confined[c] += n
    elif what == ARRIVED:
        n = min(n, murder_of_the_jews.in_transit[0])
        murder_of_the_jews.in_transit[0] -= n
        persecution.confined[c] += n
    else:
        n = take_people(murder_of_the_jews, persecution, population, parameters, today, c, what, n)
        if what == MURDERED:
            persecution.murdered[c] += n
            persecution.murdered_today[land.atom[c]] += n
        elif what == TAKEN:
            murder_of_the_jews.in_transit[0] += n
        else:
            murder_of_the_jews.taken_out[0] += n


@kernel
def take_people(murder_of_the_jews, persecution, population, parameters, today, c, what, n):
    """Take n people of a cell, or all, first those who are confined; return how many."""
    confined = min(n, persecution.confined[c])
    persecution.confined[c] -= confined
    u = uniform(today, ROUND_UP, c, what)
    return confined + take_unconfined(murder_of_the_jews, population, parameters, c, n - confined, u)

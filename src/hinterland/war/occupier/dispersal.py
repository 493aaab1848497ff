"""Dispersal: partisans of a broken detachment who hide in small groups and meet again in the weeks that follow.

They keep their rifles. Nobody gathers while an expedition is in the district. Some give up and go home; on ground that
is free again all do.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, f8, per
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import first_in_cell, update_strength
from hinterland.core.origin import LOCAL, ORIGINS
from hinterland.core.stock import draw_down, held, pour

MEET = stream(
    "dispersal.meet", "how many of the dispersed of a cell meet again this week, and how many of their rifles"
)
GIVE_UP = stream("dispersal.give_up", "how many of the dispersed of a cell go home this week")
PEOPLE, RIFLES = 0, 1
"""Draws of `MEET`."""


class State(NamedTuple):
    """Those who hide in small groups, with their rifles."""

    people: Array = per(
        "cell", f8, "person", "Dispersed partisans by origin: stragglers, cadres, local people, defectors", wide=ORIGINS
    )
    rifles: Array = per("cell", f8, "rifle", "Their rifles and other weapons")
    regrouped: Array = per("atom", f8, "person", "Dispersed partisans who met again today", daily=True)


class Parameters(NamedTuple):
    """How fast the dispersed meet again or give up."""

    meeting_rate: float = assumed(
        0.3, "1/week", (0.02, 1), "Share of the dispersed who meet again in a quiet week", "house-1305"
    )
    giving_up_rate: float = assumed(
        0.06, "1/week", (0, 0.5), "Share of the dispersed who go home or into hiding alone in a week", "house-1305"
    )


@daily
def regroup(dispersal, detachments, recruitment, population, supply, expeditions, land, forcing, parameters, today):
    """For a seventh of all cells, let some of the dispersed meet again and others give up."""
    for t in range(weekly_batch_size(today, dispersal.rifles.size)):
        c = weekly_batch_row(today, t)
        here = held(dispersal.people, c)
        if here <= 0.0:
            continue
        if forcing.occupied[c] == 0:
            go_home(dispersal, population, supply, c, here)
            continue
        go_home(
            dispersal,
            population,
            supply,
            c,
            draw_whole(here, parameters.giving_up_rate * here, uniform(today, GIVE_UP, c)),
        )
        if expeditions.troops[c] <= 0.0:
            here = held(dispersal.people, c)
            n = draw_whole(here, parameters.meeting_rate * here, uniform(today, MEET, c, PEOPLE))
            meet(dispersal, detachments, recruitment, supply, land, today, c, n, here)


@kernel
def meet(dispersal, detachments, recruitment, supply, land, today, c, n, here):
    """Let n of the dispersed come to a detachment of the cell with their rifles, or gather to found one."""
    if n <= 0.0:
        return
    rifles = draw_whole(dispersal.rifles[c], dispersal.rifles[c] * n / here, uniform(today, MEET, c, RIFLES))
    dispersal.rifles[c] -= rifles
    dispersal.regrouped[land.atom[c]] += n
    host = first_in_cell(detachments, c)
    if host >= 0:
        pour(dispersal.people, c, detachments.people, host, n, c)
        update_strength(detachments, host)
        detachments.rifles[host] += rifles
    else:
        pour(dispersal.people, c, recruitment.forming, c, n, c)
        supply.scattered[c] += rifles


@kernel
def go_home(dispersal, population, supply, c, n):
    """Let n of the dispersed give up: people of the place go home, the others hide alone; arms stay hidden."""
    if n <= 0.0:
        return
    before = held(dispersal.people, c)
    of_the_place = dispersal.people[c, LOCAL]
    gone = draw_down(dispersal.people, c, n, c)
    of_the_place -= dispersal.people[c, LOCAL]
    population.rural[c] += of_the_place
    population.stragglers[c] += gone - of_the_place
    if gone >= before:
        supply.scattered[c] += dispersal.rifles[c]
        dispersal.rifles[c] = 0.0

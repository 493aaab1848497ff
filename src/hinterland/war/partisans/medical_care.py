"""Medical care: the wounded of a detachment recover or die, and medicine and residents help them.

Medicine comes by air and through the corridor and is used up in weeks. The subsystem produces recoveries and deaths of
wounded partisans; those who recover return to the ranks.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_whole, in_weekly_batch, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import update_strength, weekly_batch
from hinterland.core.origin import LOCAL, ORIGINS
from hinterland.core.stock import held

HEAL = stream("medical_care.heal", "how many of the wounded of a detachment recover this week")
DIE = stream("medical_care.die", "how many of the wounded of a detachment die this week")
RANKS = stream("medical_care.ranks", "how many of the recovered are of each origin")


class State(NamedTuple):
    """Medicine, and what becomes of the wounded today."""

    medicine: Array = per("cell", f8, "1", "Supply of medicine in the camps of a cell, 0 to 1")
    recovered: Array = per("atom", f8, "person", "Wounded partisans who recovered today", daily=True)
    died_of_wounds: Array = per("atom", f8, "person", "Wounded partisans who died today", daily=True)


class Parameters(NamedTuple):
    """Supply and use of medicine, and rates of recovery and death."""

    enabled: float = switch("Whether medicine and the help of residents are simulated")
    medicine_per_tonne: float = directional(
        15, "person/t", log(0.5, 200), "Partisans whose medicine a tonne flown in restores in full",
        "R066", "house-0175",
    )  # fmt: skip
    fewest_supplied: float = assumed(
        100, "person", log(5, 1000), "Fewest partisans of a cell among whom medicine flown in is shared out",
        "house-0175",
    )  # fmt: skip
    medicine_by_corridor_per_week: float = assumed(
        0.15, "1/week", (0, 1), "Share of the missing medicine that a week at the open corridor restores", "house-0175"
    )
    medicine_used_per_week: float = directional(
        0.12, "1/week", (0.01, 0.6), "Share of the medicine that is used up in a week", "S057", "house-0175"
    )
    care_by_medicine: float = assumed(
        0.5, "1", (0, 1), "Change of the recovery rate from no medicine to full medicine", "house-0175"
    )
    care_by_residents: float = directional(
        0.5, "1", (0, 1), "Change of the recovery rate from no popular support to full support", "S472", "house-0175"
    )
    usual_medicine: float = assumed(
        0.5, "1", (0, 1), "Medicine, as a share of full supply, at which the wounded recover at the usual rate",
        "house-1903",
    )  # fmt: skip
    usual_support: float = assumed(
        0.5, "1", (0, 1), "Popular support at which the wounded recover at the usual rate", "house-1903"
    )
    recovery_per_week: float = assumed(
        0.16, "1/week", (0.02, 0.5), "Share of wounded partisans who recover in a week, usually", "house-0032"
    )
    deaths_per_week: float = assumed(
        0.05, "1/week", (0, 0.3), "Share of wounded partisans who die in a week", "house-0032"
    )


@daily
def step(medical_care, detachments, population, airlift, land, forcing, parameters, today):
    """Bring medicine to the cells and use it up; let one seventh of all detachments care for their wounded."""
    if parameters.enabled == 1.0:
        for c in range(medical_care.medicine.size):
            stock_up(medical_care, detachments, airlift, forcing, parameters, today, c)
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 1 and detachments.wounded[i] > 0.0:
            tend(medical_care, detachments, population, land, parameters, today, i)


@kernel
def stock_up(medical_care, detachments, airlift, forcing, parameters, today, c):
    """Add the medicine that comes to a cell by air and through the corridor, and subtract what is used up."""
    people = max(detachments.men_in_cell[c], parameters.fewest_supplied)
    supplied = parameters.medicine_per_tonne * airlift.tonnes[c] / people
    if in_weekly_batch(today, c):
        medical_care.medicine[c] *= 1.0 - parameters.medicine_used_per_week
        if forcing.corridor_tonnes > 0.0:
            supplied += parameters.medicine_by_corridor_per_week * forcing.corridor_reach[c]
    medical_care.medicine[c] += (1.0 - medical_care.medicine[c]) * min(1.0, supplied)


@kernel
def tend(medical_care, detachments, population, land, parameters, today, i):
    """Let wounded of a detachment recover, and others die, in a week."""
    key = detachments.key[i]
    c, care, wounded = detachments.cell[i], 1.0, detachments.wounded[i]
    if parameters.enabled == 1.0:
        care += parameters.care_by_medicine * (medical_care.medicine[c] - parameters.usual_medicine)
        care += parameters.care_by_residents * (population.support_soviet[c] - parameters.usual_support)
    recovering = min(1.0, parameters.recovery_per_week * care)
    recovered = draw_whole(wounded, recovering * wounded, uniform(today, HEAL, key))
    left = wounded - recovered
    # Of those who do not recover so large a part dies that the dead are the declared share of all wounded.
    dying = min(1.0, parameters.deaths_per_week / (care * (1.0 - recovering))) if left > 0.0 else 0.0
    died = draw_whole(left, dying * left, uniform(today, DIE, key))
    detachments.wounded[i] = left - died
    population.partisans_dead[c] += died
    detachments.killed[land.atom[c]] += died
    medical_care.died_of_wounds[land.atom[c]] += died
    medical_care.recovered[land.atom[c]] += recovered
    return_to_ranks(detachments, today, i, recovered)


@kernel
def return_to_ranks(detachments, today, i, n):
    """Add the recovered to the ranks, on average in proportion to the origins of the fit partisans."""
    left, fit = n, held(detachments.people, i)
    for k in range(ORIGINS):
        of_origin = detachments.people[i, k]
        if of_origin > 0.0:
            part = draw_whole(left, left * of_origin / fit, uniform(today, RANKS, detachments.key[i], k))
            detachments.people[i, k] += part
            left -= part
            fit -= of_origin
    detachments.people[i, LOCAL] += left
    update_strength(detachments, i)

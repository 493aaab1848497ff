"""Combing: what the troops of an expedition do to the people of the ground that they go over.

Behind the drive, troops go from village to village. Whom they hold to help partisans they kill or drive off for labour,
as the order in force asks and as harshly as those who command them; cattle and grain are taken, villages burned. It
falls on districts with few partisans too, on Jews in hiding, on soldiers in hiding and on dispersed partisans. A
country full of people takes longer, and troops that fight a risen army do not comb.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_whole, identity, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, derived, directional, f8, log, per
from hinterland.core.elementary import exp, power
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.stock import draw_down, held

KILLED = stream("combing.killed", "how many villagers are killed in a combed cell today: severity, then rounding")
DRIVEN = stream("combing.driven", "how many villagers are driven off from a combed cell today")
BURNED = stream(
    "combing.burned", "how many villages are burned in a combed cell today, by the killed and the driven off"
)
JEWS = stream("combing.jews", "how many Jews in hiding, by group, are found and murdered in a combed cell today")
SOLDIERS = stream(
    "combing.soldiers", "how many soldiers in hiding are found in a combed cell today, and how many killed"
)
DISPERSED = stream("combing.dispersed", "how many dispersed partisans are found in a combed cell today")
CATTLE = stream("combing.cattle", "how many head of cattle are driven off from a combed cell today")
EXPEDITION = np.int64(Kind.expedition)
SEVERITY, ROUNDING = range(2)
"""Draws of `KILLED`."""
OF_KILLED, OF_DRIVEN = range(2)
"""Draws of `BURNED`."""
FOUND, SHOT, RIFLES = range(3)
"""Draws of `SOLDIERS` and `DISPERSED`."""


class State(NamedTuple):
    """Who was killed or taken in expeditions who was no fighting partisan, and what was taken."""

    civilians_dead: Array = per("expedition", f8, "person", "Civilians, Jews and soldiers in hiding killed in it")
    driven_off: Array = per("expedition", f8, "person", "People driven off for labour in it")
    villagers_killed: Array = per("cell", f8, "person", "Villagers killed in expeditions today", daily=True)
    jews_killed: Array = per("cell", f8, "person", "Jews in hiding murdered in expeditions today", daily=True)
    soldiers_killed: Array = per("cell", f8, "person", "Soldiers in hiding killed in expeditions today", daily=True)
    soldiers_captured: Array = per("cell", f8, "person", "Soldiers in hiding captured in expeditions today", daily=True)
    driven_today: Array = per("cell", f8, "person", "People driven off for labour in expeditions today", daily=True)
    cattle_taken: Array = per("cell", f8, "head", "Cattle taken in expeditions since the war began")
    cattle_taken_today: Array = per("atom", f8, "head", "Cattle taken in expeditions today", daily=True)
    grain_taken_today: Array = per("atom", f8, "t", "Grain taken in expeditions today", daily=True)


class Parameters(NamedTuple):
    """How much ground is combed, whom the troops suspect, and what they do."""

    walked_per_man: float = assumed(
        0.05, "km2/person/day", log(0.005, 0.5), "Ground without people that the troops comb in a day, for each man",
        "house-1311",
    )  # fmt: skip
    searched_per_man: float = assumed(
        0.6, "1/day", log(0.05, 6), "Villagers whose village the troops search in a day, for each man", "house-1311"
    )
    tied_by_insurgent: float = assumed(
        1.0, "1", (0, 3), "Men of an expedition who fight, and do not comb, for each insurgent of a risen army",
        "house-1334",
    )  # fmt: skip
    found_share: float = assumed(
        0.6, "1", (0.1, 1), "Share of the villagers of combed ground who have not fled", "house-1311"
    )
    suspected_share: float = assumed(
        0.3, "1", (0.02, 1), "Share of villages treated as helpers of partisans where partisans control nothing",
        "house-1312",
    )  # fmt: skip
    severity_exponent: float = assumed(
        3.0, "1", (0, 10), "Inequality of the killing between cells and days: 0 if none, 3 if half falls on a sixth",
        "house-1312",
    )  # fmt: skip
    villages_burned_per_victim: float = derived(
        0.016, "village/person", (0, 0.1), "Villages burned for each civilian killed in an expedition", "R237 / S287"
    )
    villages_burned_per_driven: float = assumed(
        0.004, "village/person", (0, 0.1), "Villages burned for each person driven off", "house-1312"
    )
    driven_share: float = bounded(
        0.7, "1", (0, 1), "Share of those found in a suspected village who are driven off where orders ask for "
        "expulsion", "house-1313", at_least="R230 / 10000",
    )  # fmt: skip
    finding_the_hidden: float = assumed(
        0.3, "1", (0, 1), "Chance that somebody in hiding on combed ground without cover is found", "house-1314"
    )
    kept_alive_share: float = assumed(
        0.25, "1", (0, 1), "Share of captured soldiers who are kept alive where no order asks for labour", "house-1310"
    )
    cattle_per_villager: float = assumed(
        0.25, "head/person", (0.05, 1), "Cattle of the villages for each villager of 1941", "house-1315"
    )
    taken_share: float = assumed(
        0.5, "1", (0, 1), "Share of the cattle and grain of suspected villages that is taken", "house-1315"
    )
    fear_per_share_killed: float = directional(
        18.0, "1", (0, 40), "Fear and grievance caused by the death of a share of the people", "S507", "house-0658"
    )


@daily
def comb(
    combing, expeditions, cordon, drives, dispersal, detachments, population, persecution, supply, zones, concealment,
    uprisings, land, forcing, parameters, today
):  # fmt: skip
    """Let the troops of every expedition that combs go over a part of the ground inside its ring."""
    for e in range(expeditions.first_active[0], expeditions.used[0]):
        if not expeditions.comb_day[e] <= today.day <= expeditions.last_day[e] or expeditions.swept_km2[e] <= 0.0:
            continue
        combed = combed_share(expeditions, cordon, population, uprisings, forcing, parameters, e)
        reached = cordon.inside_share[e] * combed
        start = expeditions.cells_start[e]
        for c in expeditions.swept_cells[start : start + expeditions.cells_count[e]]:
            if forcing.occupied[c] == 0:
                continue
            key = identity(expeditions.key[e], c)
            trust = 1.0 - parameters.suspected_share
            suspected = reached * (parameters.suspected_share + trust * zones.control[c])
            kill_villagers(
                combing, population, forcing, parameters, today, e, c, key, suspected, expeditions.harshness[e]
            )
            drive_off(combing, population, land, forcing, parameters, today, e, c, key, suspected)
            chance = reached * parameters.finding_the_hidden * (1.0 - concealment.share[c])
            find_hidden(
                combing, drives, dispersal, detachments, population, persecution, supply, land, forcing, parameters,
                today, e, c, key, chance,
            )  # fmt: skip


@kernel
def combed_share(expeditions, cordon, population, uprisings, forcing, parameters, e):
    """Return the share of the ground inside its ring that the troops of an expedition go over today.

    Ground and villagers each take their time. Those who face insurgents are not free for it.
    """
    inside, villagers, insurgents = cordon.inside_share[e], 0.0, 0.0
    start = expeditions.cells_start[e]
    for c in expeditions.swept_cells[start : start + expeditions.cells_count[e]]:
        if forcing.occupied[c] == 1:
            villagers += inside * population.rural[c]
            insurgents += inside * uprisings.insurgents[c]
    free = max(0.0, expeditions.men[e] - parameters.tied_by_insurgent * insurgents)
    ground = inside * expeditions.swept_km2[e]
    work = ground / parameters.walked_per_man + villagers / parameters.searched_per_man
    return 1.0 - exp(-free / work)


@kernel
def kill_villagers(combing, population, forcing, parameters, today, e, c, key, suspected, harsh):
    """Kill villagers of suspected villages: less where orders want them for labour."""
    u, v = uniform(today, KILLED, key, SEVERITY), uniform(today, KILLED, key, ROUNDING)
    people = population.rural[c]
    severity = (1.0 + parameters.severity_exponent) * power(u, parameters.severity_exponent)
    share = suspected * parameters.found_share * forcing.reprisal[c] * harsh * (1.0 - forcing.clearance[c])
    killed = draw_whole(people, min(1.0, severity * share) * people, v)
    if killed <= 0.0:
        return
    population.rural[c] -= killed
    population.civilians_killed[c] += killed
    population.killed_expedition[c] += killed
    combing.villagers_killed[c] += killed
    combing.civilians_dead[e] += killed
    burned = parameters.villages_burned_per_victim * killed
    population.villages_burned[c] += draw_count(burned, uniform(today, BURNED, key, OF_KILLED))
    terror = min(1.0, parameters.fear_per_share_killed * killed / people)
    population.fear[c] += (1.0 - population.fear[c]) * terror
    population.grievance[c] += (1.0 - population.grievance[c]) * terror


@kernel
def drive_off(combing, population, land, forcing, parameters, today, e, c, key, suspected):
    """Drive people of suspected villages off for labour as far as orders ask for it; take cattle and grain."""
    share = parameters.driven_share * suspected * parameters.found_share * forcing.clearance[c]
    driven = draw_whole(population.rural[c], share * population.rural[c], uniform(today, DRIVEN, key))
    population.rural[c] -= driven
    population.deported[c] += driven
    population.deported_today[c] += driven
    combing.driven_today[c] += driven
    combing.driven_off[e] += driven
    burned = parameters.villages_burned_per_driven * driven
    population.villages_burned[c] += draw_count(burned, uniform(today, BURNED, key, OF_DRIVEN))
    herd = max(0.0, parameters.cattle_per_villager * land.rural[c] - combing.cattle_taken[c])
    taken = draw_count(parameters.taken_share * suspected * herd, uniform(today, CATTLE, key))
    combing.cattle_taken[c] += taken
    combing.cattle_taken_today[land.atom[c]] += taken
    grain = parameters.taken_share * suspected * population.food[c]
    population.food[c] -= grain
    population.grain_taken[c] += grain
    combing.grain_taken_today[land.atom[c]] += grain


@kernel
def find_hidden(
    combing, drives, dispersal, detachments, population, persecution, supply, land, forcing, parameters, today, e, c,
    key, chance
):  # fmt: skip
    """Find people who hide: Jews are murdered, soldiers and dispersed partisans killed or captured."""
    kept = parameters.kept_alive_share + (1.0 - parameters.kept_alive_share) * forcing.clearance[c]
    for k in range(persecution.in_hiding.shape[1]):
        here = persecution.in_hiding[c, k]
        found = draw_whole(here, chance * here, uniform(today, JEWS, key, k))
        persecution.in_hiding[c, k] -= found
        persecution.murdered[c] += found
        persecution.murdered_today[land.atom[c]] += found
        combing.jews_killed[c] += found
        combing.civilians_dead[e] += found
    here = population.stragglers[c]
    found, dead = found_and_shot(here, chance, kept, today, SOLDIERS, key)
    population.stragglers[c] -= found
    population.prisoners[c] += found - dead
    population.civilians_killed[c] += dead
    population.killed_expedition[c] += dead
    combing.soldiers_killed[c] += dead
    combing.soldiers_captured[c] += found - dead
    combing.civilians_dead[e] += dead
    find_dispersed(drives, dispersal, detachments, population, supply, land, today, e, c, key, chance, kept)


@kernel
def found_and_shot(here, chance, kept, today, name, key):
    """Return how many of those who hide are found, and how many of these are shot; a share `kept` is captured."""
    found = draw_whole(here, chance * here, uniform(today, name, key, FOUND))
    return found, draw_whole(found, (1.0 - kept) * found, uniform(today, name, key, SHOT))


@kernel
def find_dispersed(drives, dispersal, detachments, population, supply, land, today, e, c, key, chance, kept):
    """Find dispersed partisans, who are killed or captured, and take their rifles."""
    here = held(dispersal.people, c)
    found, dead = found_and_shot(here, chance, kept, today, DISPERSED, key)
    if found <= 0.0:
        return
    draw_down(dispersal.people, c, found, c)
    population.partisans_dead[c] += dead
    detachments.killed[land.atom[c]] += dead
    population.prisoners[c] += found - dead
    rifles = draw_whole(dispersal.rifles[c], dispersal.rifles[c] * found / here, uniform(today, DISPERSED, key, RIFLES))
    dispersal.rifles[c] -= rifles
    supply.lost[c] += rifles
    drives.weapons[c] += rifles
    drives.executed[c] += dead
    drives.partisans_killed[c] += dead
    drives.partisans_dead[e] += dead
    drives.captured[c] += found - dead
    drives.partisans_captured[e] += found - dead


@daily
def conclude(combing, expeditions, drives, journal, today):
    """Write an expedition that ends today into the journal, with the partisans and civilians whom it killed."""
    for e in range(expeditions.first_active[0], expeditions.used[0]):
        if expeditions.last_day[e] == today.day:
            cell, order = expeditions.centre_cell[e], expeditions.order_row[e]
            dead, civilians = drives.partisans_dead[e], combing.civilians_dead[e]
            record_event(journal, EXPEDITION, cell, e, order, dead, civilians, 0.0, 0.0)

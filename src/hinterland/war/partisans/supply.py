"""Subsistence and arms: bread given, bread taken, rifles found in the fields, and what is left of both."""

from typing import NamedTuple

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily

FIND = stream("supply.find", "how many buried rifles a detachment finds this week")
MELT = stream("supply.melt", "how much explosive a detachment melts out of shells this week")


class State(NamedTuple):
    """Arms, explosives and food that nobody in the forest holds, and what became of the rest."""

    scattered: Array = per("cell", f8, "rifle", "Rifles lying hidden in fields, woods and barns")
    lost: Array = per("cell", f8, "rifle", "Rifles lost to the enemy or spoilt")
    captured: Array = per("cell", f8, "rifle", "Rifles taken from the enemy since the start")
    explosive_used: Array = per("cell", f8, "kg", "Explosives used up or lost")
    explosive_found: Array = per("cell", f8, "kg", "Explosives melted out of shells and bombs since the start")
    moscow_rifles: Array = per("one", f8, "rifle", "Rifles in Soviet depots", start=2e7)
    moscow_explosive: Array = per("one", f8, "kg", "Explosives in Soviet depots", start=1e9)
    burden: Array = per("cell", f8, "t", "Food that partisans took by force in the last months, fading")
    grudge: Array = per("cell", f8, "1", "What such seizures make of it in the minds of the people, 0 to 1")
    gathered: Array = per("cell", f8, "rifle", "Hidden rifles that detachments found today", daily=True)
    given: Array = per("cell", f8, "t", "Food given to partisans freely today", daily=True)
    forced: Array = per("cell", f8, "t", "Food taken by partisans by force today", daily=True)


class Parameters(NamedTuple):
    """What a detachment's bread and arms depend on."""

    enabled: float = switch("Whether partisans take food by force")
    ration: float = param(
        0.0056, "t/week", (0.003, 0.01), "Grain or its worth that a partisan eats in a week", "house-0015"
    )
    larder: float = param(3.0, "week", (0.5, 10), "Weeks of food that a camp tries to hold", "house-0031")
    give: float = param(
        0.05,
        "1/week",
        log(0.001, 0.3),
        "Share of village grain that can be given in a week where all are willing",
        "S290",
        "S310",
    )
    willing: float = param(
        1.8,
        "1",
        (0.5, 5),
        "Share of what is asked that is given freely, for each unit of will to help",
        "S290",
        "house-0031",
    )
    seize: float = param(0.04, "1/week", log(0.001, 0.3), "Share that can be taken by force beyond it", "S280", "S318")
    grudge: float = param(
        0.012, "1/week", (0, 0.1), "Will to help lost in a week of heavy seizure, where annexed", "S292", "S478"
    )
    heavy: float = param(
        1.0,
        "t/1000person",
        log(0.1, 10),
        "Food taken by force for a thousand villagers that is half of heavy seizure",
        "S273",
        "house-0110",
    )
    fade: float = param(
        0.08, "1/week", (0.01, 0.5), "Share of the memory of seizures that fades in a week", "house-0110"
    )
    find: float = param(
        0.03,
        "1/week",
        log(0.005, 0.3),
        "Share of scattered rifles that are found in a week where partisans are many",
        "S309",
        "S298",
    )
    melt: float = param(
        0.3, "kg/week", (0, 10), "Explosive that a detachment melts out of shells in a week", "house-0031"
    )


@daily
def step(supply, detachments, population, collaboration, land, parameters, today):
    """A seventh of all detachments see to their week's bread and arms; what was taken by force is remembered."""
    for t in range(weekly_batch_size(today, supply.burden.size)):
        c = weekly_batch_row(today, t)
        weight = 1000.0 * supply.burden[c] / max(population.rural[c], 1.0)
        supply.grudge[c] = weight / (weight + parameters.heavy)
        supply.burden[c] *= 1.0 - parameters.fade
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        mouths = detachments.men[i] + detachments.wounded[i]
        need = parameters.ration * mouths
        want = max(0.0, need * (1.0 + parameters.larder) - detachments.food[i])
        share = mouths / max(detachments.here[c] + 1.0, mouths)
        barns = population.food[c] * share
        freely = min(want, parameters.give * barns) * min(1.0, parameters.willing * population.support_soviet[c])
        seized = min(max(0.0, min(want, 1.2 * need) - freely), parameters.seize * barns)
        seized *= parameters.enabled * (1.0 - collaboration.food_withheld_share[c])
        population.food[c] -= freely + seized
        detachments.food[i] += freely + seized
        supply.given[c] += freely
        supply.forced[c] += seized
        supply.burden[c] += seized
        if land.soviet_1938[c] == 0 and seized > 0.0:
            population.support_soviet[c] *= 1.0 - parameters.grudge * min(1.0, seized / need)
        eaten = min(need, detachments.food[i])
        detachments.food[i] -= eaten
        population.grain_eaten[c] += eaten
        detachments.hungry[i] = 1.0 - eaten / need if need > 0.0 else 0.0
        short = max(0.0, 1.1 * mouths - detachments.rifles[i])
        reach = parameters.find * supply.scattered[c] * min(1.0, mouths / 60.0) * (0.4 + population.support_soviet[c])
        got = min(whole(min(reach, short), uniform(today, FIND, i)), supply.scattered[c])
        supply.scattered[c] -= got
        detachments.rifles[i] += got
        supply.gathered[land.atom[c]] += got
        melted = parameters.melt * uniform(today, MELT, i) * min(1.0, mouths / 60.0)
        detachments.explosive[i] += melted
        supply.explosive_found[c] += melted
        over = float(int(max(0.0, detachments.rifles[i] - 1.3 * mouths - 3.0)))
        detachments.rifles[i] -= over
        supply.scattered[c] += over

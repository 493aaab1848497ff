"""Family camps: people under the protection of partisans who do not fight, what they eat, and what befalls them.

And rescue: people whom partisans free as they are driven off for labour.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.cover import density, hidden
from hinterland.core.declare import Array, f8, i4, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.stock import held

FLEE = stream("families.flee", "how many villagers flee into the forest today, and how many go home this week")
GATHER = stream("families.gather", "how many Jews in hiding come together in a family camp this week")
SUFFER = stream("families.suffer", "how many of those in a camp die of hunger and cold this week or are killed today")
FREE = stream("families.free", "whether partisans fall on a column of people who are driven off")
CAMP, RESCUE = np.int64(Kind.camp), np.int64(Kind.rescue)


class State(NamedTuple):
    """Those who live in the forest under protection."""

    jews: Array = per("cell", f8, "person", "Jews in family camps")
    others: Array = per("cell", f8, "person", "Villagers in family camps")
    died: Array = per("cell", f8, "person", "Dead of hunger and cold in family camps since the start")
    camp: Array = per("cell", u1, "camp", "Whether a family camp stands in the cell")
    under: Array = per("cell", i4, "row", "Detachment whose commander the camp obeys, -1 for none", start=-1)
    hungry: Array = per("cell", f8, "1", "Share of the ration missing this week")
    perished: Array = per("atom", f8, "person", "Dead of hunger and cold in family camps today", daily=True)
    killed: Array = per("atom", f8, "person", "People of family camps killed in expeditions today", daily=True)


class Parameters(NamedTuple):
    """What family camps and rescue depend on."""

    enabled: float = switch("Whether people live under the protection of partisans and are rescued by them")
    gather: float = param(
        0.06,
        "1/week",
        log(0.01, 0.5),
        "Share of those whom no detachment takes who join a camp in a week",
        "house-0165",
        "S563",
    )
    men: float = param(0.3, "1", (0, 1), "How readily men do so beside women, children and the old", "house-0165")
    alone: float = param(0.15, "1", (0, 1), "How readily they do so where no detachment protects them", "house-0165")
    protect: float = param(
        1.0, "1", (0, 4), "How much more readily where Moscow wants it and is heard", "S530", "house-0165"
    )
    smallest: float = param(40, "person", (10, 200), "People at which they count as a camp", "house-0165")
    village: float = param(
        45,
        "person/village",
        log(5, 200),
        "People who take to the forest from a burned village near partisans",
        "house-0166",
        "S307",
    )
    flee: float = param(
        0.0004,
        "1/day",
        log(0.00001, 0.01),
        "Share of villagers who do so on a day of a heavy expedition",
        "house-0166",
        "S550",
    )
    half: float = param(
        1200,
        "person/1000km2",
        log(100, 10000),
        "Troops on a thousand km2 at which half of that is reached",
        "house-0166",
    )
    near: float = param(
        150, "person", log(10, 2000), "Partisans in a cell at which half of their help is felt", "house-0166"
    )
    ration: float = param(0.0042, "t/week", (0.002, 0.008), "Grain eaten by a person in a camp in a week", "house-0015")
    share: float = param(
        0.03, "1/week", log(0.002, 0.3), "Share of village grain that can go to camps in a week", "house-0167"
    )
    hunger: float = param(0.02, "1/week", log(0.001, 0.1), "Share that dies in a week without food", "house-0167")
    cold: float = param(
        0.003, "1/week", log(0.0002, 0.03), "Share that dies in a week at 20 degrees of frost", "house-0167"
    )
    betray: float = param(
        0.03,
        "1/week",
        log(0.001, 0.3),
        "Share of the Jews of a camp given up and murdered in a week where nobody protects or helps them",
        "S559",
        "house-0163",
    )
    kill: float = param(
        0.02,
        "1/day",
        log(0.001, 0.2),
        "Share killed on a day where harsh troops fill the district",
        "house-0168",
        "S287",
    )
    go_home: float = param(0.05, "1/week", (0, 0.5), "Share of villagers who go home in a quiet week", "house-0169")
    fall_on: float = param(
        0.28,
        "1",
        log(0.005, 1),
        "Chance that strong partisans fall on a column that is driven off",
        "house-0169",
        "S313",
    )
    freed: float = param(
        0.35, "1", (0.05, 1), "Share of the people of such a column who get away", "house-0169", "S313", "S440"
    )


@daily
def step(family_camps, persecution, detachments, population, expeditions, journal, land, forcing, parameters, today):
    """People flee to the forest, are fed or not, are hunted, go home; columns driven off may be freed."""
    if parameters.enabled == 0.0:
        return
    for c in range(family_camps.camp.size):
        if land.abroad[c] == 1:
            continue
        if forcing.occupied[c] == 0:
            if family_camps.jews[c] + family_camps.others[c] > 0.0 or family_camps.camp[c] == 1:
                leave(family_camps, population, c)
            continue
        weekly = in_weekly_batch(today, c)
        fleeing = population.burned[c] > 0.0 or expeditions.pressing[c] > 0.0
        if not (weekly or fleeing or population.deported_today[c] > 0.0):
            continue
        if (
            detachments.men_in_cell[c] + family_camps.jews[c] + family_camps.others[c] + held(persecution.forest, c)
            <= 0.0
        ):
            continue
        help_near = detachments.men_in_cell[c] / (detachments.men_in_cell[c] + parameters.near)
        if population.deported_today[c] > 0.0 and uniform(today, FREE, c) < parameters.fall_on * help_near:
            n = float(int(parameters.freed * population.deported_today[c]))
            population.deported[c] -= n
            population.deported_today[c] -= n
            population.rural[c] += n
            if n > 0.0:
                record_event(journal, RESCUE, c, detachments.head[c], -1, n, 0.0, n, 0.0)
        if fleeing:
            troops = density(expeditions.pressing[c], land.area[c])
            weight = troops / (troops + parameters.half)
            mean = parameters.village * population.burned[c] + parameters.flee * weight * population.rural[c]
            out = min(whole(mean * land.cover[c] * help_near, uniform(today, FLEE, c)), population.rural[c])
            population.rural[c] -= out
            family_camps.others[c] += out
            hunted(family_camps, population, expeditions, land, forcing, parameters, today, c, weight)
        if weekly:
            gather(family_camps, persecution, detachments, forcing, parameters, today, c, help_near)
            week(
                family_camps,
                persecution,
                detachments,
                population,
                expeditions,
                journal,
                land,
                forcing,
                parameters,
                today,
                c,
                help_near,
            )


@kernel
def leave(family_camps, population, c):
    """The front has come back: camps break up and everyone goes home."""
    population.urban[c] += family_camps.jews[c]
    population.rural[c] += family_camps.others[c]
    family_camps.jews[c] = 0.0
    family_camps.others[c] = 0.0
    family_camps.camp[c] = 0
    family_camps.under[c] = -1
    family_camps.hungry[c] = 0.0


@kernel
def hunted(family_camps, population, expeditions, land, forcing, parameters, today, c, weight):
    """Troops of an expedition come upon a camp."""
    if family_camps.jews[c] + family_camps.others[c] <= 0.0:
        return
    z = land.zone[c]
    seen = 1.0 - 0.7 * hidden(land.cover[c], forcing.foliage[z], forcing.snow[z])
    rate = parameters.kill * weight * expeditions.cruelty[c] * forcing.reprisal[c] * seen
    of_jews = min(whole(rate * family_camps.jews[c], uniform(today, SUFFER, c + 100000)), family_camps.jews[c])
    of_others = min(whole(rate * family_camps.others[c], uniform(today, SUFFER, c + 200000)), family_camps.others[c])
    family_camps.jews[c] -= of_jews
    family_camps.others[c] -= of_others
    population.dead[c] += of_jews + of_others
    population.killed_expedition[c] += of_jews + of_others
    family_camps.killed[land.atom[c]] += of_jews + of_others


@kernel
def gather(family_camps, persecution, detachments, forcing, parameters, today, c, help_near):
    """Jews whom no detachment has taken in come together."""
    hiding = held(persecution.forest, c)
    if hiding <= 0.0:
        return
    host = detachments.head[c]
    heard = forcing.protection * detachments.contact[host] if host >= 0 else 0.0
    rate = (
        parameters.gather
        * (parameters.alone + (1.0 - parameters.alone) * help_near)
        * (1.0 + parameters.protect * heard)
    )
    last = persecution.forest.shape[1] - 1
    come = min(whole(rate * persecution.forest[c, last], uniform(today, GATHER, c)), persecution.forest[c, last])
    persecution.forest[c, last] -= come
    for k in range(last):
        n = min(
            whole(rate * parameters.men * persecution.forest[c, k], uniform(today, GATHER, c + 100000 * (k + 1))),
            persecution.forest[c, k],
        )
        persecution.forest[c, k] -= n
        come += n
    family_camps.jews[c] += come


@kernel
def week(
    family_camps, persecution, detachments, population, expeditions, journal, land, forcing, parameters, today, c,
    help_near
):  # fmt: skip
    """A camp eats, loses people to hunger and cold, sees villagers go home, and obeys whoever is near."""
    mouths = family_camps.jews[c] + family_camps.others[c]
    if mouths >= parameters.smallest and family_camps.camp[c] == 0:
        family_camps.camp[c] = 1
        record_event(journal, CAMP, c, detachments.head[c], -1, mouths, family_camps.jews[c], 0.0, 0.0)
    elif mouths < 0.5 * parameters.smallest:
        family_camps.camp[c] = 0
    family_camps.under[c] = detachments.head[c] if family_camps.camp[c] == 1 else -1
    family_camps.hungry[c] = 0.0
    if mouths <= 0.0:
        return
    need = parameters.ration * mouths
    got = min(need, parameters.share * population.food[c])
    population.food[c] -= got
    population.eaten[c] += got
    family_camps.hungry[c] = 1.0 - got / need
    frost = max(0.0, -forcing.temp[land.zone[c]]) / 20.0
    rate = parameters.hunger * family_camps.hungry[c] + parameters.cold * frost
    exposed = (1.0 - help_near) * (1.0 - population.soviet[c]) * family_camps.jews[c]
    given_up = min(whole(parameters.betray * exposed, uniform(today, SUFFER, c + 300000)), family_camps.jews[c])
    family_camps.jews[c] -= given_up
    persecution.murdered[c] += given_up
    persecution.murdered_today[land.atom[c]] += given_up
    mouths -= given_up
    if mouths <= 0.0:
        return
    u = uniform(today, SUFFER, c)
    dead = min(whole(rate * mouths, u), mouths)
    of_jews = min(float(int(dead * family_camps.jews[c] / mouths)), family_camps.jews[c])
    of_others = min(dead - of_jews, family_camps.others[c])
    family_camps.jews[c] -= of_jews
    family_camps.others[c] -= of_others
    family_camps.died[c] += of_jews + of_others
    family_camps.perished[land.atom[c]] += of_jews + of_others
    if expeditions.pressing[c] <= 0.0:
        mean = parameters.go_home * (1.0 - population.fear[c]) * family_camps.others[c]
        back = min(whole(mean, uniform(today, FLEE, c + 100000)), family_camps.others[c])
        family_camps.others[c] -= back
        population.rural[c] += back

"""People: those who lived there, what they ate and feared, and whom they would rather obey.

Everyone is in one account; every change is a transfer between two of them.
"""

from typing import NamedTuple

from hinterland.core.chance import in_weekly_batch, stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel

EVACUATE = stream("people.evacuate", "rounding of those who are moved east before the enemy comes")
STRAGGLE = stream("people.straggle", "how many soldiers stay behind where the front has passed over")
LOSE = stream("people.scatter", "how many rifles stay on the field where the front has passed over")


class State(NamedTuple):
    """The people of every cell, and the accounts into which they pass."""

    rural: Array = per("cell", f8, "person", "Civilians in villages")
    urban: Array = per("cell", f8, "person", "Civilians in towns")
    stragglers: Array = per("cell", f8, "person", "Soldiers hidden behind the front, and escaped prisoners")
    prisoners: Array = per("cell", f8, "person", "Partisans and stragglers taken prisoner")
    evacuated: Array = per("cell", f8, "person", "People moved to the Soviet rear")
    army: Array = per("cell", f8, "person", "Men called up before the enemy came or taken into the Army at liberation")
    deported: Array = per("cell", f8, "person", "People taken away for labour")
    dead: Array = per("cell", f8, "person", "Civilians killed by action against partisans")
    fallen: Array = per("cell", f8, "person", "Partisans dead")
    red_army: Array = per(
        "one", f8, "person", "Men of the Red Army from whom stragglers and dropped specialists come", start=3e7
    )
    soviet: Array = per("cell", f8, "1", "Will to help the Soviet side, 0 to 1")
    german: Array = per("cell", f8, "1", "Will to serve the occupier, 0 to 1")
    fear: Array = per("cell", f8, "1", "Fear of the occupier from what he did lately, 0 to 1")
    wrong: Array = per("cell", f8, "1", "What the occupation has done to the people so far, 0 to 1")
    food: Array = per("cell", f8, "t", "Grain in the villages")
    grown: Array = per("cell", f8, "t", "Grain harvested since the start")
    eaten: Array = per("cell", f8, "t", "Grain eaten since the start, by whomever")
    taken: Array = per("cell", f8, "t", "Grain taken by the occupier since the start")
    was_occupied: Array = per("cell", u1, "1", "Whether the cell was occupied yesterday")
    killed_reprisal: Array = per("cell", f8, "person", "Civilians killed in reprisals today", daily=True)
    killed_expedition: Array = per("cell", f8, "person", "Civilians killed in expeditions today", daily=True)
    deported_today: Array = per("cell", f8, "person", "People taken for labour today", daily=True)
    evacuated_today: Array = per("atom", f8, "person", "Civilians moved to the Soviet rear today", daily=True)
    burned: Array = per("cell", f8, "village", "Villages burned today", daily=True)
    moved_east: Array = per("atom", f8, "person", "Townspeople moved east before the enemy came today", daily=True)


class Parameters(NamedTuple):
    """What the lives and loyalties of people depend on."""

    enabled: float = switch("Whether what happens changes minds")
    stragglers: float = param(
        650, "person/cell", log(50, 4000), "Soldiers left behind in an ordinary cell of 1941", "house-0013", "S537"
    )
    pocket: float = param(
        3.0, "1", (0, 10), "How many times more where a wide stretch of front fell at once", "house-0013"
    )
    scattered: float = param(
        450, "rifle/cell", log(100, 9000), "Rifles left on the field of an ordinary cell of 1941", "house-0014", "S298"
    )
    trust: float = param(
        0.40, "1", (0.05, 0.8), "Will to help the Soviet side in 1941 where Soviet since 1921", "S009", "S055"
    )
    settled: float = param(
        0.010, "1/week", (0, 0.1), "Share of stragglers who settle in a village in a week", "house-0013"
    )
    caught: float = param(
        0.015, "1/week", (0, 0.2), "Share of stragglers taken prisoner in a week where nobody helps them", "house-0013"
    )
    annexed: float = param(0.31, "1", (0, 0.6), "The same where annexed in 1939-40", "S009", "S092")
    tatar: float = param(-0.55, "1", (-0.6, 0.2), "What a wholly Tatar cell adds to it", "S319")
    baltic: float = param(-0.12, "1", (-0.6, 0.1), "What a wholly Baltic cell adds to it", "S317")
    western: float = param(
        -0.16, "1", (-0.6, 0.2), "What a wholly Ukrainian cell of former Poland adds to it", "S151", "S153"
    )
    welcome: float = param(0.38, "1", (0, 0.8), "Will to serve the occupier in 1941 where annexed", "house-0011")
    resigned: float = param(
        0.24, "1", (0, 0.8), "Will to serve the occupier in 1941 where Soviet since 1921", "house-0011"
    )
    by_wrong: float = param(
        0.55, "1", (0, 1), "How far the wrongs of the occupation turn people to the Soviet side", "S507", "S429"
    )
    by_news: float = param(0.12, "1", (0, 0.6), "How far news from the front turns them", "S176")
    open_least: float = param(
        0.35, "1", (0, 1), "How far people change their minds among those the state could not count on", "house-0012"
    )
    open_kin: float = param(0.65, "1", (0, 1), "How much further among those it could", "house-0012")
    annexed_least: float = param(0.07, "1", (0, 1), "The first of these where annexed in 1939-40", "S009", "house-0012")
    annexed_kin: float = param(0.14, "1", (0, 1), "The second of these where annexed in 1939-40", "S009", "house-0012")
    sour: float = param(
        0.6, "1", (0, 1), "How far the wrongs of the occupation end the will to serve it", "S087", "house-0011"
    )
    doubt: float = param(0.6, "1", (0, 1), "How far Soviet victories end it", "S113", "house-0011")
    by_burden: float = param(
        0.20, "1", (0, 0.5), "How far heavy seizure of food turns them away where annexed", "S316", "S292"
    )
    speed: float = param(
        0.05, "1/week", log(0.005, 0.2), "Share of the way to their new mind that people go in a week", "house-0012"
    )
    burden: float = param(
        0.0085, "1/week", log(0.001, 0.05), "Wrong that ordinary occupation does in a week", "S281", "house-0012"
    )
    forget: float = param(0.09, "1/week", (0.01, 0.5), "Share of fear that goes in a week", "house-0012")
    barns: float = param(
        0.165, "t/person", (0, 1), "Grain in the barns of a fully tilled cell on the eve, a villager", "house-0015"
    )
    ration: float = param(0.0042, "t/week", (0.002, 0.008), "Grain eaten by a person in a week", "house-0015")


@kernel
def leaning(land, parameters, c):
    """Return how far its nationalities lean a cell to or from the Soviet side."""
    return (
        parameters.tatar * land.tatar[c]
        + parameters.baltic * land.baltic[c]
        + parameters.western * land.west_ukrainian[c]
    )


@daily
def settle(population, land, parameters):
    """Set every cell's people, minds and barns on the eve of the war."""
    for c in range(population.rural.size):
        population.rural[c] = round(land.rural[c])
        population.urban[c] = round(land.urban[c])
        base = parameters.trust if land.soviet_1938[c] else parameters.annexed
        mind = base * (0.5 + 0.5 * land.kin[c]) + leaning(land, parameters, c)
        population.soviet[c] = min(1.0, max(0.01, mind))
        greet = parameters.resigned if land.soviet_1938[c] else parameters.welcome
        population.german[c] = min(1.0, greet * (1.0 - 0.9 * land.jewish[c]) + 0.4 * land.tatar[c])
        population.food[c] = parameters.barns * land.rural[c] * (0.3 + land.crop[c])


@daily
def pass_front(population, supply, land, forcing, parameters, today):
    """Where the front passes over a cell: some are moved east, some called up, some soldiers stay behind."""
    for c in range(population.rural.size):
        if forcing.occupied[c] == 0 or population.was_occupied[c] == 1 or land.abroad[c] == 1:
            continue
        gone = whole(population.urban[c] * forcing.evacuation[c], uniform(today, EVACUATE, c))
        population.urban[c] -= gone
        population.evacuated[c] += gone
        population.moved_east[land.atom[c]] += gone
        called = whole(population.rural[c] * forcing.mobilisation[c], uniform(today, EVACUATE, c + 100000))
        population.rural[c] -= called
        population.army[c] += called
        fallen = 0
        for k in range(6):
            n = land.neighbours[c, k]
            if n >= 0 and forcing.occupied[n] == 1 and population.was_occupied[n] == 0:
                fallen += 1
        year = 1.0 if today.day < 200 else 0.15
        size = land.area[c] / 1770.0 * year * (1.0 + parameters.pocket * fallen / 6.0)
        hide = 0.25 + 0.75 * land.cover[c]
        left = whole(
            parameters.stragglers * size * hide * 2.0 * uniform(today, STRAGGLE, c),
            uniform(today, STRAGGLE, c + 100000),
        )
        population.red_army[0] -= left
        population.stragglers[c] += left
        rifles = whole(parameters.scattered * size, uniform(today, LOSE, c))
        supply.moscow_rifles[0] -= rifles
        supply.scattered[c] += rifles


@daily
def step(population, supply, zones, land, forcing, parameters, today):
    """A seventh of all cells live through their week: bread, what becomes of stragglers, and what people think."""
    for c in range(population.rural.size):
        population.was_occupied[c] = forcing.occupied[c]
        if not in_weekly_batch(today, c) or land.abroad[c] == 1:
            continue
        bread = min(population.food[c], parameters.ration * (population.rural[c] + 0.3 * population.urban[c]))
        population.food[c] -= bread
        population.eaten[c] += bread
        if forcing.occupied[c] == 0:
            population.fear[c] *= 1.0 - parameters.forget
            continue
        rule = 1.0 - zones.control[c]
        found = min(
            whole(
                parameters.caught * (1.0 - population.soviet[c]) * rule * population.stragglers[c],
                uniform(today, STRAGGLE, c),
            ),
            population.stragglers[c],
        )
        population.stragglers[c] -= found
        population.prisoners[c] += found
        stay = min(
            whole(parameters.settled * population.stragglers[c], uniform(today, STRAGGLE, c + 100000)),
            population.stragglers[c],
        )
        population.stragglers[c] -= stay
        population.rural[c] += stay
        population.wrong[c] += (1.0 - population.wrong[c]) * parameters.burden * (0.4 + forcing.reprisal[c])
        population.fear[c] *= 1.0 - parameters.forget
        base = parameters.trust if land.soviet_1938[c] else parameters.annexed
        goal = base * (0.5 + 0.5 * land.kin[c]) + leaning(land, parameters, c)
        if land.soviet_1938[c]:
            open_mind = parameters.open_least + parameters.open_kin * land.kin[c]
        else:
            open_mind = parameters.annexed_least + parameters.annexed_kin * land.kin[c]
        goal += open_mind * (
            parameters.by_wrong * population.wrong[c] + parameters.by_news * forcing.news[land.group[c]]
        )
        if land.soviet_1938[c] == 0:
            goal -= parameters.by_burden * supply.requisition_resentment[c]
        speed = parameters.enabled * parameters.speed
        population.soviet[c] += speed * (min(1.0, max(0.0, goal)) - population.soviet[c])
        serve = (parameters.resigned if land.soviet_1938[c] else parameters.welcome) * (
            1.0 - parameters.sour * population.wrong[c]
        )
        serve *= 1.0 - parameters.doubt * max(0.0, forcing.news[land.group[c]])
        serve = serve * (1.0 - 0.9 * land.jewish[c]) + 0.4 * land.tatar[c] * (1.0 - population.wrong[c])
        population.german[c] += speed * (max(0.0, serve) - population.german[c])

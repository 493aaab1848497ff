"""Recruits: where partisans come from. Party organisers, soldiers left behind, above all the people who live there."""

from typing import NamedTuple

from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import enlist
from hinterland.core.origin import CADRE, LOCAL, ORIGINS, STRAGGLER

ORGANISE = stream("recruits.organise", "rounding of those whom the Party sets aside before the enemy comes")
STAY = stream("recruits.stay", "how many stragglers of a cell take up arms as a group this week")
JOIN = stream("recruits.join", "how many local people join a detachment this week")


class State(NamedTuple):
    """Those who are about to become partisans."""

    organised: Array = per("cell", f8, "person", "People whom the Party has set aside to stay behind")
    forming: Array = per("cell", f8, "person", "People gathering into a new detachment, by origin", wide=ORIGINS)
    joined: Array = per("cell", f8, "person", "People who became partisans today", daily=True)
    joined_local: Array = per("cell", f8, "person", "Local people among them", daily=True)


class Parameters(NamedTuple):
    """What recruitment depends on."""

    enabled: float = switch("Whether people set aside, stragglers and local people become partisans")
    organised: float = param(
        0.00004,
        "1/day",
        log(5e-6, 5e-4),
        "Share of people whom the Party sets aside in a day, where Soviet since 1921",
        "S026",
        "S125",
    )
    threatened: float = param(
        330, "km", (100, 800), "Distance of the front at which the Party begins to organise", "S026", "house-0020"
    )
    released: float = param(
        0.03,
        "1/day",
        (0, 0.5),
        "Share of those set aside who are called up in a day once the danger has passed",
        "house-0020",
    )
    annexed_party: float = param(
        0.04, "1", (0, 1), "Strength of the Party in annexed lands beside the rest", "S009", "house-0020"
    )
    stay: float = param(
        0.028,
        "1/week",
        log(0.002, 0.2),
        "Share of stragglers of a wooded cell who take up arms in a week",
        "S537",
        "S022",
    )
    pull: float = param(
        0.45, "1/week", log(0.02, 0.6), "Weekly growth of a detachment where everything helps it", "house-0021", "S123"
    )
    half_mind: float = param(
        0.41, "1", (0.1, 0.9), "Will to help at which half of that growth is reached", "S009", "house-0021"
    )
    by_fear: float = param(
        1.5, "1", (0, 4), "How much more people join where the occupier kills and deports", "S507", "S435"
    )
    by_news: float = param(0.8, "1", (0, 3), "How much more people join on good news from the front", "S537")
    by_contact: float = param(
        0.45, "1", (0, 3), "How much more people join a detachment that hears Moscow", "S377", "S553"
    )
    able: float = param(
        0.115, "1", (0.03, 0.3), "Share of people who could ever go to the forest", "R245", "house-0021"
    )
    called: float = param(
        0.7, "1", (0, 1), "Share of those called up before the enemy came who would have been able to go", "house-0021"
    )
    drafted: float = param(0.25, "1", (0, 1), "The same share of those taken for labour", "house-0021")
    killed: float = param(0.15, "1", (0, 1), "The same share of civilians killed", "house-0021")
    crowd: float = param(
        3.0, "person/km2", log(0.2, 8), "Partisans on a km2 of full cover at which no more are taken", "house-0022"
    )
    winter: float = param(0.22, "1", (0, 1), "Recruitment in deep winter beside summer", "S057", "house-0022")
    lone: float = param(
        6.0, "person/km2", log(0.2, 20), "Villagers on a km2 at which half as many take up arms as where many live",
        "house-0249", "S242",
    )  # fmt: skip
    starving: float = param(
        0.9, "1", (0, 1), "How far a detachment without food ceases to be joined", "S323", "house-0256"
    )
    finnic: float = param(
        0.7, "1", (0, 1), "How far people of Finnic speech keep from joining on Soviet land", "S246", "house-0249"
    )
    foreign: float = param(
        0.12, "1", (0, 1), "How readily people of a land abroad join Soviet detachments where all resist", "S379",
        "house-0255",
    )  # fmt: skip
    unarmed: float = param(0.35, "1", (0, 1), "How readily those without a rifle are taken", "S389", "R241")


@daily
def organise(recruitment, population, land, forcing, parameters, today):
    """Before the enemy comes, the Party sets people aside; when he has come, they gather as a detachment."""
    for c in range(recruitment.organised.size):
        if land.abroad[c] == 1:
            continue
        if forcing.occupied[c] == 0:
            for k in range(recruitment.forming.shape[1]):
                population.conscripted[c] += recruitment.forming[c, k]
                recruitment.forming[c, k] = 0.0
            # Where detachments live on the Soviet side nobody is set aside to stay behind.
            asked = parameters.enabled * forcing.organising[c]
            if asked > 0.0 and forcing.front_km[c] < parameters.threatened and forcing.based[c] <= 0.0:
                party = 1.0 if land.soviet_1938[c] else parameters.annexed_party
                mean = parameters.organised * asked * party * (population.rural[c] + population.urban[c])
                n = min(whole(mean, uniform(today, ORGANISE, c)), population.rural[c])
                population.rural[c] -= n
                recruitment.organised[c] += n
            elif recruitment.organised[c] > 0.0:
                n = min(
                    whole(parameters.released * recruitment.organised[c], uniform(today, ORGANISE, c)),
                    recruitment.organised[c],
                )
                recruitment.organised[c] -= n
                population.conscripted[c] += n
        elif recruitment.organised[c] > 0.0:
            n = recruitment.organised[c]
            recruitment.forming[c, CADRE] += n
            recruitment.organised[c] = 0.0
            recruitment.joined[c] += n


@daily
def step(recruitment, detachments, population, land, forcing, parameters, today):
    """Stragglers take up arms, and local people join the detachments they know."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, recruitment.organised.size)):
        c = weekly_batch_row(today, t)
        if forcing.occupied[c] == 1 and population.stragglers[c] > 0.0:
            frost = min(1.0, max(0.0, -forcing.temp[land.zone[c]] / 10.0))
            urge = (
                (0.15 + 1.5 * population.support_soviet[c])
                * (0.35 + 2.0 * population.grievance[c])
                * (1.0 - 0.8 * frost)
            )
            share = parameters.stay * (0.15 + 0.85 * land.cover[c]) * urge * villages(population, land, parameters, c)
            n = min(whole(share * population.stragglers[c], uniform(today, STAY, c)), population.stragglers[c])
            population.stragglers[c] -= n
            recruitment.forming[c, STRAGGLER] += n
            recruitment.joined[c] += n
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if forcing.occupied[c] == 0:
            continue
        z = land.zone[c]
        mind = population.support_soviet[c] ** 3 / (population.support_soviet[c] ** 3 + parameters.half_mind**3)
        pool = parameters.able * (land.rural[c] + 0.3 * land.urban[c])
        left = max(0.0, 1.0 - recruits_gone(population, detachments, parameters, c) / max(pool, 1.0))
        room = max(0.0, 1.0 - detachments.here[c] / (parameters.crowd * land.area[c] * (0.03 + land.cover[c])))
        cold = 1.0 - (1.0 - parameters.winter) * min(1.0, max(0.0, -forcing.temp[z] / 8.0))
        push = (
            1.0
            + parameters.by_fear * population.fear[c]
            + parameters.by_news * forcing.news[land.group[c]]
            + parameters.by_contact * detachments.contact[i]
        )
        arms = min(1.0, detachments.rifles[i] / max(detachments.men[i], 1.0))
        arms = parameters.unarmed + (1.0 - parameters.unarmed) * arms
        mean = detachments.men[i] * parameters.pull * mind * left * room * cold * max(0.0, push) * arms
        mean *= 1.0 - parameters.starving * detachments.hungry[i]
        mean *= villages(population, land, parameters, c)
        if land.abroad[c] == 1:
            mean *= parameters.foreign * forcing.resistance[land.republic[c]]
        else:
            mean *= max(0.0, 1.0 - parameters.finnic * land.finnic[c])
        n = min(whole(mean, uniform(today, JOIN, i)), population.rural[c])
        population.rural[c] -= n
        enlist(detachments, recruitment, i, LOCAL, n, c)


@kernel
def villages(population, land, parameters, c):
    """Return how far a cell has the villages without which neither a hidden soldier nor a camp can live."""
    thick = (population.rural[c] / land.area[c] / parameters.lone) ** 4
    return thick / (thick + 1.0)


@kernel
def recruits_gone(population, detachments, parameters, c):
    """Return how many of a cell's able people are gone already, to the Army, the forest, the grave or abroad."""
    return (
        detachments.here[c]
        + population.partisans_dead[c]
        + parameters.called * population.conscripted[c]
        + parameters.drafted * population.deported[c]
        + parameters.killed * population.civilians_killed[c]
    )

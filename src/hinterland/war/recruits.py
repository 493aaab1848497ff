"""Recruits: where partisans come from. Party organisers, soldiers left behind, above all the people who live there."""

from typing import NamedTuple

from hinterland.core.chance import stream, turn, turns, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.origin import CADRE, LOCAL, ORIGINS, STRAGGLER
from hinterland.core.ranks import enlist

ORGANISE = stream("recruits.organise", "rounding of those whom the Party sets aside before the enemy comes")
STAY = stream("recruits.stay", "how many stragglers of a cell take up arms as a group this week")
JOIN = stream("recruits.join", "how many local people join a detachment this week")


class Recruits(NamedTuple):
    """Those who are about to become partisans."""

    organised: Array = per("cell", f8, "person", "People whom the Party has set aside to stay behind")
    forming: Array = per(
        "cell",
        f8,
        "person",
        "People gathering into a new detachment, by origin",
        wide=ORIGINS,
    )
    joined: Array = per("cell", f8, "person", "People who became partisans today", daily=True)
    joined_local: Array = per("cell", f8, "person", "Local people among them", daily=True)


class RecruitsRules(NamedTuple):
    """What recruitment depends on."""

    at_work: float = switch("Whether people set aside, stragglers and local people become partisans")
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
def organise(recruits, people, land, outside, rules, today):
    """Before the enemy comes, the Party sets people aside; when he has come, they gather as a detachment."""
    for c in range(recruits.organised.size):
        if land.abroad[c] == 1:
            continue
        if outside.occupied[c] == 0:
            for k in range(recruits.forming.shape[1]):
                people.army[c] += recruits.forming[c, k]
                recruits.forming[c, k] = 0.0
            # Where detachments live on the Soviet side nobody is set aside to stay behind.
            asked = rules.at_work * outside.organising[c]
            if asked > 0.0 and outside.front_km[c] < rules.threatened and outside.based[c] <= 0.0:
                party = 1.0 if land.soviet_1938[c] else rules.annexed_party
                mean = rules.organised * asked * party * (people.rural[c] + people.urban[c])
                n = min(whole(mean, uniform(today, ORGANISE, c)), people.rural[c])
                people.rural[c] -= n
                recruits.organised[c] += n
            elif recruits.organised[c] > 0.0:
                n = min(
                    whole(rules.released * recruits.organised[c], uniform(today, ORGANISE, c)), recruits.organised[c]
                )
                recruits.organised[c] -= n
                people.army[c] += n
        elif recruits.organised[c] > 0.0:
            n = recruits.organised[c]
            recruits.forming[c, CADRE] += n
            recruits.organised[c] = 0.0
            recruits.joined[c] += n


@daily
def step(recruits, detachments, people, land, outside, rules, today):
    """Stragglers take up arms, and local people join the detachments they know."""
    if rules.at_work == 0.0:
        return
    for t in range(turns(today, recruits.organised.size)):
        c = turn(today, t)
        if outside.occupied[c] == 1 and people.stragglers[c] > 0.0:
            frost = min(1.0, max(0.0, -outside.temp[land.zone[c]] / 10.0))
            urge = (0.15 + 1.5 * people.soviet[c]) * (0.35 + 2.0 * people.wrong[c]) * (1.0 - 0.8 * frost)
            share = rules.stay * (0.15 + 0.85 * land.cover[c]) * urge * villages(people, land, rules, c)
            n = min(whole(share * people.stragglers[c], uniform(today, STAY, c)), people.stragglers[c])
            people.stragglers[c] -= n
            recruits.forming[c, STRAGGLER] += n
            recruits.joined[c] += n
    for t in range(turns(today, detachments.used[0])):
        i = turn(today, t)
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if outside.occupied[c] == 0:
            continue
        z = land.zone[c]
        mind = people.soviet[c] ** 3 / (people.soviet[c] ** 3 + rules.half_mind**3)
        pool = rules.able * (land.rural[c] + 0.3 * land.urban[c])
        left = max(0.0, 1.0 - recruits_gone(people, detachments, rules, c) / max(pool, 1.0))
        room = max(0.0, 1.0 - detachments.here[c] / (rules.crowd * land.area[c] * (0.03 + land.cover[c])))
        cold = 1.0 - (1.0 - rules.winter) * min(1.0, max(0.0, -outside.temp[z] / 8.0))
        push = (
            1.0
            + rules.by_fear * people.fear[c]
            + rules.by_news * outside.news[land.group[c]]
            + rules.by_contact * detachments.contact[i]
        )
        arms = min(1.0, detachments.rifles[i] / max(detachments.men[i], 1.0))
        arms = rules.unarmed + (1.0 - rules.unarmed) * arms
        mean = detachments.men[i] * rules.pull * mind * left * room * cold * max(0.0, push) * arms
        mean *= 1.0 - rules.starving * detachments.hungry[i]
        mean *= villages(people, land, rules, c)
        if land.abroad[c] == 1:
            mean *= rules.foreign * outside.resistance[land.republic[c]]
        else:
            mean *= max(0.0, 1.0 - rules.finnic * land.finnic[c])
        n = min(whole(mean, uniform(today, JOIN, i)), people.rural[c])
        people.rural[c] -= n
        enlist(detachments, recruits, i, LOCAL, n, c)


@kernel
def villages(people, land, rules, c):
    """Return how far a cell has the villages without which neither a hidden soldier nor a camp can live."""
    thick = (people.rural[c] / land.area[c] / rules.lone) ** 4
    return thick / (thick + 1.0)


@kernel
def recruits_gone(people, detachments, rules, c):
    """Return how many of a cell's able people are gone already, to the Army, the forest, the grave or abroad."""
    return (
        detachments.here[c]
        + people.fallen[c]
        + rules.called * people.army[c]
        + rules.drafted * people.deported[c]
        + rules.killed * people.dead[c]
    )

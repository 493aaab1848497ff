"""Intelligence: the reports that detachments send, how good and how late they are, and who can use them.

A report speaks of what a kind of place lets be seen. How many are sent and what they are worth are held apart.
"""

from typing import NamedTuple

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.cover import density
from hinterland.core.declare import Array, f4, f8, i4, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel, weekly

FIND = stream("intelligence.find", "how many agents are found or lost in a cell this week")
SEND = stream("intelligence.send", "how many reports a detachment sends this week by each method")
SPEAK = stream("intelligence.speak", "of what place and subject a report speaks, and how near the truth it comes")

PATROL, HUMAN, TECHNICAL = range(3)
"""Methods: patrols, watching and questions on the way; agents; listening in and other technical means."""
RURAL, OFFICE, BASE = range(3)
"""Kinds of place: villages and roads; offices of the administration; bases and staffs of the Wehrmacht."""
TROOPS, RAILWAY, POPULATION, RIVALS = range(4)
"""Subjects: enemy troops; railways and traffic; administration and people; national movements."""
ARMY, PARTY, NKVD = range(3)
"""Consumers."""


class State(NamedTuple):
    """Agents, the latest reports (a ring of rows), what is known for use on the spot, and counts of the day."""

    agents: Array = per("cell", f8, "person", "Villagers and townspeople who report to a detachment")
    written: Array = per("one", i4, "report", "Reports written since the start; the ring holds the latest")
    day: Array = per("report", i4, "day", "Day on which it was written", start=-1)
    cell: Array = per("report", i4, "cell", "Where it was gathered", start=-1)
    who: Array = per("report", i4, "row", "Detachment that sent it", start=-1)
    method: Array = per("report", u1, "1", "Patrol, human sources or technical means")
    subject: Array = per("report", u1, "1", "Troops, railway, administration and people, or national movements")
    kind: Array = per("report", u1, "1", "Kind of place it speaks of: rural, office, or base and staff")
    consumer: Array = per("report", u1, "1", "Red Army, Party or NKVD")
    accuracy: Array = per("report", f4, "1", "How near the truth it comes, 0 to 1")
    delay: Array = per("report", f4, "day", "Days until its reader has it")
    value: Array = per("report", f4, "1", "Use that its reader has of it, 0 to 1")
    rail: Array = per("cell", f8, "1", "How well saboteurs know the traffic of the cell, 0 to 1")
    warned: Array = per("cell", f8, "1", "How well detachments of the cell are warned of expeditions, 0 to 1")
    informed: Array = per("cell", f8, "1", "How well the Party knows the people and offices of the cell, 0 to 1")
    human: Array = per("atom", f8, "report", "Reports from agents today", daily=True)
    technical: Array = per("atom", f8, "report", "Reports by technical means today", daily=True)
    offices: Array = per("atom", f8, "report", "Reports that speak of offices today", daily=True)
    bases: Array = per("atom", f8, "report", "Reports that speak of Wehrmacht bases and staffs today", daily=True)
    to_army: Array = per("atom", f8, "report", "Reports for the Red Army today", daily=True)
    to_party: Array = per("atom", f8, "report", "Reports for the Party today", daily=True)
    to_nkvd: Array = per("atom", f8, "report", "Reports for the NKVD today", daily=True)
    military_value: Array = per("atom", f8, "1", "Use of the day's reports to the Red Army", daily=True)
    political_value: Array = per("atom", f8, "1", "Use of the day's reports to Party and NKVD", daily=True)


class Parameters(NamedTuple):
    """What reports and agents depend on."""

    enabled: float = switch("Whether reports are gathered and sent")
    patrol: float = param(
        0.8, "report/week", (0.05, 5), "Reports of the patrols of a large detachment in a week", "S363", "house-0184"
    )
    half_men: float = param(
        60, "person", (10, 300), "People in a detachment at which half of that is reached", "house-0184"
    )
    human: float = param(
        0.08, "report/week", log(0.005, 1), "Reports of an agent that reach the detachment in a week", "house-0184"
    )
    technical: float = param(
        0.015, "report/week", log(0.0005, 0.3), "Technical reports of a detachment with a set", "S366"
    )
    recruit: float = param(
        0.9, "person/week", (0.05, 10), "Agents found in a week in a cell full of partisans", "S364", "house-0185"
    )
    half_here: float = param(
        120, "person", log(10, 2000), "Partisans in a cell at which half of that is reached", "house-0185"
    )
    by_town: float = param(
        0.01, "1/week", log(0.001, 0.1), "Agents found in a week by each member of the underground", "house-0185"
    )
    lost: float = param(
        0.05, "1/week", log(0.005, 0.5), "Share of agents found out in a week under dense policing", "house-0185"
    )
    tired: float = param(0.01, "1/week", (0, 0.2), "Share of agents who give up in a week", "house-0185")
    half_posts: float = param(
        200, "person/1000km2", log(20, 2000), "Soldiers and police at which half of them are found out", "house-0185"
    )
    ask_bases: float = param(0.4, "1", (0, 1), "Share of errands that ask for bases and staffs", "S361", "house-0186")
    ask_offices: float = param(0.2, "1", (0, 1), "Share of errands that ask for offices", "S369", "house-0186")
    see_rural: float = param(0.9, "1", (0, 1), "Chance that an errand to villages and roads succeeds", "S367")
    see_office: float = param(0.6, "1", (0, 1), "Chance that an agent's errand to an office succeeds", "S369")
    see_base: float = param(0.02, "1", (0, 0.5), "Chance that an agent's errand to a base succeeds", "S367")
    walk: float = param(0.25, "1", (0, 1), "How often a patrol succeeds in towns, beside an agent", "house-0186")
    on_railway: float = param(
        0.35, "1", (0, 1), "Share of rural reports that speak of railways where there are any", "house-0186"
    )
    on_people: float = param(0.35, "1", (0, 1), "Share of the others that speak of the people", "S369")
    on_rivals: float = param(
        0.6, "1", (0, 1), "How many reports on people speak of rivals among nationalities with one", "S371"
    )
    true_patrol: float = param(0.55, "1", (0.1, 1), "Accuracy of a patrol", "house-0187")
    true_human: float = param(0.35, "1", (0.1, 1), "Accuracy of an untrained agent", "S365")
    true_technical: float = param(0.8, "1", (0.1, 1), "Accuracy of technical means", "house-0187")
    trained: float = param(0.3, "1", (0, 0.8), "What an experienced detachment adds", "house-0187")
    by_set: float = param(1.0, "day", (0.2, 10), "Delay of a report by radio", "house-0187")
    on_foot: float = param(18, "km/day", (5, 60), "Speed at which couriers bring reports to the front", "house-0187")
    stale: float = param(4, "day", (1, 30), "Days in which a report on troops loses most of its use", "house-0187")
    lasts: float = param(120, "day", (10, 720), "The same of a report on people", "house-0187")
    worth_rear: float = param(
        0.15, "1", (0, 1), "Use to the Army of what is seen in the rear, beside bases and staffs", "S362"
    )
    worth_people: float = param(0.5, "1", (0, 1), "Use to Party and NKVD of an accurate report", "S368")
    learn: float = param(
        0.05, "1", (0, 0.5), "Share of what is not known yet that an accurate report tells", "house-0188"
    )
    forget: float = param(0.2, "1/week", (0.02, 0.8), "Share of that knowledge lost in a week", "house-0188")


@weekly(SATURDAY)
def watch(intelligence, underground, detachments, population, security, land, forcing, parameters, today):
    """Agents are found and lost; what was known fades."""
    if parameters.enabled == 0.0:
        return
    for c in range(intelligence.agents.size):
        keep = 1.0 - parameters.forget
        intelligence.rail[c] *= keep
        intelligence.warned[c] *= keep
        intelligence.informed[c] *= keep
        if forcing.occupied[c] == 0:
            intelligence.agents[c] = 0.0
            continue
        here = detachments.here[c] / (detachments.here[c] + parameters.half_here)
        if intelligence.agents[c] == 0.0 and (forcing.agents == 0.0 or here == 0.0):
            continue
        found = (
            (parameters.recruit * here + parameters.by_town * underground.members[c])
            * population.support_soviet[c]
            * forcing.agents
        )
        posts = density(security.garrison[c] + security.police[c], land.area[c])
        share = parameters.lost * posts / (posts + parameters.half_posts) + parameters.tired
        gone = min(whole(share * intelligence.agents[c], uniform(today, FIND, c)), intelligence.agents[c])
        intelligence.agents[c] += whole(found, uniform(today, FIND, c + 100000)) - gone


@daily
def gather(intelligence, detachments, land, forcing, parameters, today):
    """A seventh of all detachments sends its reports of the week, where a staff can be reached."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.contact[i] == 0:
            continue
        c, men = detachments.cell[i], detachments.men[i]
        share = men / max(detachments.here[c], men, 1.0)
        u = uniform(today, SEND, i)
        patrols = int(whole(parameters.patrol * men / (men + parameters.half_men), u))
        human = 0
        if intelligence.agents[c] > 0.0:
            human = int(whole(parameters.human * intelligence.agents[c] * share, uniform(today, SEND, i + 100000)))
        technical = 1 if detachments.radio[i] == 1 and u < parameters.technical else 0
        if patrols + human + technical == 0:
            continue
        delay = parameters.by_set
        if detachments.radio[i] == 0:
            delay += float(forcing.front_km[c]) / parameters.on_foot
        fresh, lasting = 2.718281828 ** (-delay / parameters.stale), 2.718281828 ** (-delay / parameters.lasts)
        for k in range(patrols + human + technical):
            method = PATROL if k < patrols else (HUMAN if k < patrols + human else TECHNICAL)
            unit = i + 10000 * k
            write(intelligence, detachments, land, parameters, today, i, method, unit, delay, fresh, lasting)


@kernel
def write(intelligence, detachments, land, parameters, today, i, method, unit, delay, fresh, lasting):
    """Try to see what was asked for; write a report of it if there is anything to say."""
    c = detachments.cell[i]
    u = uniform(today, SPEAK, unit)
    chance = uniform(today, SPEAK, unit + 10000000)
    walk = parameters.walk if method == PATROL else 1.0
    if u < parameters.ask_bases:
        kind, seen, draw = BASE, parameters.see_base * walk, u / parameters.ask_bases
    elif u < parameters.ask_bases + parameters.ask_offices:
        kind, seen, draw = OFFICE, parameters.see_office * walk, (u - parameters.ask_bases) / parameters.ask_offices
    else:
        rest = parameters.ask_bases + parameters.ask_offices
        kind, seen, draw = RURAL, parameters.see_rural, (u - rest) / max(1e-9, 1.0 - rest)
    if chance >= seen:
        return
    luck = chance / seen
    subject = subject_of(land, parameters, c, kind, draw)
    base = (
        parameters.true_patrol
        if method == PATROL
        else (parameters.true_human if method == HUMAN else parameters.true_technical)
    )
    accuracy = min(1.0, (base + parameters.trained * detachments.skill[i]) * (0.5 + luck))
    if subject <= RAILWAY:
        consumer = ARMY
        worth = 1.0 if kind == BASE else parameters.worth_rear
        value = worth * accuracy * fresh
        intelligence.to_army[land.atom[c]] += 1.0
        intelligence.military_value[land.atom[c]] += value
    else:
        consumer = NKVD if subject == RIVALS else PARTY
        value = parameters.worth_people * accuracy * lasting
        intelligence.political_value[land.atom[c]] += value
        if consumer == PARTY:
            intelligence.to_party[land.atom[c]] += 1.0
        else:
            intelligence.to_nkvd[land.atom[c]] += 1.0
        intelligence.informed[c] += parameters.learn * accuracy * (1.0 - intelligence.informed[c])
    if subject == RAILWAY:
        intelligence.rail[c] += parameters.learn * accuracy * (1.0 - intelligence.rail[c])
    elif subject == TROOPS:
        intelligence.warned[c] += parameters.learn * accuracy * (1.0 - intelligence.warned[c])
    intelligence.human[land.atom[c]] += 1.0 if method == HUMAN else 0.0
    intelligence.technical[land.atom[c]] += 1.0 if method == TECHNICAL else 0.0
    intelligence.offices[land.atom[c]] += 1.0 if kind == OFFICE else 0.0
    intelligence.bases[land.atom[c]] += 1.0 if kind == BASE else 0.0
    keep(intelligence, today.day, c, i, method, subject, kind, consumer, accuracy, delay, value)


@kernel
def subject_of(land, parameters, c, kind, draw):
    """Return what a report speaks of; `draw` is its luck, from 0 to 1."""
    if kind == BASE:
        return TROOPS
    if kind == OFFICE:
        return POPULATION
    if draw < parameters.on_people:
        national_movements = land.polish[c] + land.baltic[c] + land.west_ukrainian[c]
        return RIVALS if draw < parameters.on_people * parameters.on_rivals * national_movements else POPULATION
    rail = parameters.on_people + parameters.on_railway * (1.0 - parameters.on_people)
    return RAILWAY if land.cell_lines[c, 0] >= 0 and draw < rail else TROOPS


@kernel
def keep(intelligence, day, c, i, method, subject, kind, consumer, accuracy, delay, value):
    """Write a row of the ring over the oldest."""
    n = intelligence.written[0] % intelligence.day.size
    intelligence.written[0] += 1
    intelligence.day[n], intelligence.cell[n], intelligence.who[n] = day, c, i
    intelligence.method[n], intelligence.subject[n], intelligence.kind[n] = method, subject, kind
    intelligence.consumer[n] = consumer
    intelligence.accuracy[n], intelligence.delay[n], intelligence.value[n] = accuracy, delay, value

"""Intelligence: the reports that detachments send, their accuracy, their delay and their value to the reader.

Partisans and the underground recruit agents; policing costs agents. Patrols, agents and technical means produce reports
in detachments that are in contact with a staff. Reports raise three kinds of knowledge: of railway traffic (used by
`rail`), of enemy troops (used by `expeditions`) and of the people (used by `propaganda`). Their number and their value
are counted separately.
"""

from typing import NamedTuple

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f4, f8, i4, log, param, per, switch, u1
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel, weekly

FIND = stream("intelligence.find", "how many agents are recruited or lost in a cell this week")
SEND = stream("intelligence.send", "how many reports a detachment sends this week by each method")
SPEAK = stream("intelligence.speak", "which place and subject a report describes, and how accurate it is")

PATROL, HUMAN, TECHNICAL = range(3)
"""Methods: patrols; agents; radio interception and other technical means."""
RURAL, OFFICE, BASE = range(3)
"""Kinds of place: villages and roads; offices of the administration; bases and staffs of the Wehrmacht."""
TROOPS, RAILWAY, POPULATION, RIVALS = range(4)
"""Subjects: enemy troops; railways and traffic; administration and people; national movements."""
ARMY, PARTY, NKVD = range(3)
"""Readers of reports."""


class State(NamedTuple):
    """Agents, the latest reports (in a ring buffer), local knowledge, and counts of the day."""

    agents: Array = per("cell", f8, "person", "Villagers and townspeople who report to a detachment")
    reports_written: Array = per("one", i4, "report", "Reports written since the start; the arrays keep the latest")
    day: Array = per("report", i4, "day", "Day on which the report was written", start=-1)
    cell: Array = per("report", i4, "cell", "Cell that the report describes", start=-1)
    detachment: Array = per("report", i4, "row", "Detachment that sent the report", start=-1)
    method: Array = per("report", u1, "1", "Method: patrol, human sources or technical means")
    subject: Array = per(
        "report", u1, "1", "Subject: troops, railway, administration and people, or national movements"
    )
    place_kind: Array = per(
        "report", u1, "1", "Kind of place that the report describes: rural, office, or base and staff"
    )
    consumer: Array = per("report", u1, "1", "Reader: Red Army, Party or NKVD")
    accuracy: Array = per("report", f4, "1", "Accuracy of the report, 0 to 1")
    delay_days: Array = per("report", f4, "day", "Days until the reader receives the report")
    value: Array = per("report", f4, "1", "Usefulness of the report to its reader, 0 to 1")
    railway_knowledge: Array = per("cell", f8, "1", "How well saboteurs know the railway traffic of the cell, 0 to 1")
    troop_knowledge: Array = per(
        "cell", f8, "1", "How well detachments know the enemy's troop movements in the cell, 0 to 1"
    )
    population_knowledge: Array = per(
        "cell", f8, "1", "How well the Party knows the people and offices of the cell, 0 to 1"
    )
    agent_reports: Array = per("atom", f8, "report", "Reports from agents today", daily=True)
    technical_reports: Array = per("atom", f8, "report", "Reports by technical means today", daily=True)
    office_reports: Array = per("atom", f8, "report", "Reports about offices of the administration today", daily=True)
    base_reports: Array = per("atom", f8, "report", "Reports about Wehrmacht bases and staffs today", daily=True)
    army_reports: Array = per("atom", f8, "report", "Reports for the Red Army today", daily=True)
    party_reports: Array = per("atom", f8, "report", "Reports for the Party today", daily=True)
    nkvd_reports: Array = per("atom", f8, "report", "Reports for the NKVD today", daily=True)
    military_value: Array = per("atom", f8, "1", "Usefulness of the day's reports to the Red Army, summed", daily=True)
    political_value: Array = per(
        "atom", f8, "1", "Usefulness of the day's reports to Party and NKVD, summed", daily=True
    )


class Parameters(NamedTuple):
    """Numbers of reports and agents, their success, accuracy, delay and value."""

    # fmt: off
    enabled: float = switch("Whether reports are gathered and sent")
    patrol_reports_per_week: float = param(0.8, "report/week", (0.05, 5),
        "Reports that the patrols of a large detachment send in a week", "S363", "house-0184")
    half_saturation_men: float = param(60, "person", (10, 300),
        "People in a detachment at which it sends half as many patrol reports as a large one", "house-0184")
    agent_reports_per_week: float = param(0.08, "report/week", log(0.005, 1),
        "Reports of one agent that reach the detachment in a week", "house-0184")
    technical_reports_per_week: float = param(0.015, "report/week", log(0.0005, 0.3),
        "Technical reports that a detachment with a radio set sends in a week", "S366")
    agents_found_per_week: float = param(0.9, "person/week", (0.05, 10),
        "Agents recruited in a week in a cell full of partisans", "S364", "house-0185")
    half_saturation_partisans: float = param(120, "person", log(10, 2000),
        "Partisans in a cell at which half as many agents are recruited", "house-0185")
    agents_per_underground_member: float = param(0.01, "1/week", log(0.001, 0.1),
        "Agents recruited in a week for each member of the underground", "house-0185")
    agents_arrested_share: float = param(0.05, "1/week", log(0.005, 0.5),
        "Share of agents arrested in a week under dense policing", "house-0185")
    agents_quitting_share: float = param(0.01, "1/week", (0, 0.2),
        "Share of agents who give up in a week", "house-0185")
    half_saturation_police: float = param(200, "person/1000km2", log(20, 2000),
        "Soldiers and police at which half of that share is arrested", "house-0185")
    tasks_on_bases_share: float = param(0.4, "1", (0, 1),
        "Share of tasks that ask about bases and staffs", "S361", "house-0186")
    tasks_on_offices_share: float = param(0.2, "1", (0, 1),
        "Share of tasks that ask about offices", "S369", "house-0186")
    rural_success: float = param(0.9, "1", (0, 1), "Chance that a task in villages or on roads succeeds", "S367")
    office_success: float = param(0.6, "1", (0, 1), "Chance that an agent's task in an office succeeds", "S369")
    base_success: float = param(0.02, "1", (0, 0.5), "Chance that an agent's task at a base succeeds", "S367")
    patrol_success_in_towns: float = param(0.25, "1", (0, 1),
        "Success of a patrol at offices and bases, as a share of an agent's", "house-0186")
    railway_subject_share: float = param(0.35, "1", (0, 1),
        "Share of rural reports not about people that describe railways, where there are any", "house-0186")
    population_subject_share: float = param(0.35, "1", (0, 1),
        "Share of rural reports that describe the people", "S369")
    rivals_subject_share: float = param(0.6, "1", (0, 1),
        "Share of these that describe national movements, in a cell whose people have one", "S371")
    patrol_accuracy: float = param(0.55, "1", (0.1, 1), "Accuracy of a patrol report", "house-0187")
    agent_accuracy: float = param(0.35, "1", (0.1, 1), "Accuracy of the report of an untrained agent", "S365")
    technical_accuracy: float = param(0.8, "1", (0.1, 1), "Accuracy of a technical report", "house-0187")
    accuracy_from_experience: float = param(0.3, "1", (0, 0.8),
        "Accuracy that an experienced detachment adds", "house-0187")
    radio_delay_days: float = param(1.0, "day", (0.2, 10), "Delay of a report sent by radio", "house-0187")
    courier_km_per_day: float = param(18, "km/day", (5, 60),
        "Speed at which couriers carry reports to the front", "house-0187")
    military_decay_days: float = param(4, "day", (1, 30),
        "Days in which a report on troops loses most of its value", "house-0187")
    political_decay_days: float = param(120, "day", (10, 720),
        "Days in which a report on people loses most of its value", "house-0187")
    rear_report_value: float = param(0.15, "1", (0, 1),
        "Value to the Army of a report on the rear, as a share of one on bases and staffs", "S362")
    political_report_value: float = param(0.5, "1", (0, 1), "Value to Party and NKVD of an accurate report", "S368")
    knowledge_gain: float = param(0.05, "1", (0, 0.5),
        "Share of what is still unknown that an accurate report adds to knowledge", "house-0188")
    knowledge_loss_per_week: float = param(0.2, "1/week", (0.02, 0.8),
        "Share of knowledge lost in a week", "house-0188")
    # fmt: on


@weekly(SATURDAY)
def update_agents(intelligence, underground, detachments, population, security, land, forcing, parameters, today):
    """Update agents and knowledge once a week: agents are recruited and lost, knowledge decays."""
    if parameters.enabled == 0.0:
        return
    for c in range(intelligence.agents.size):
        keep = 1.0 - parameters.knowledge_loss_per_week
        intelligence.railway_knowledge[c] *= keep
        intelligence.troop_knowledge[c] *= keep
        intelligence.population_knowledge[c] *= keep
        if forcing.occupied[c] == 0:
            intelligence.agents[c] = 0.0
            continue
        here = detachments.men_in_cell[c] / (detachments.men_in_cell[c] + parameters.half_saturation_partisans)
        if intelligence.agents[c] == 0.0 and (forcing.agents == 0.0 or here == 0.0):
            continue
        found = (
            (
                parameters.agents_found_per_week * here
                + parameters.agents_per_underground_member * underground.members[c]
            )
            * population.support_soviet[c]
            * forcing.agents
        )
        posts = density(security.garrison[c] + security.police[c], land.area[c])
        share = (
            parameters.agents_arrested_share * posts / (posts + parameters.half_saturation_police)
            + parameters.agents_quitting_share
        )
        gone = min(whole(share * intelligence.agents[c], uniform(today, FIND, c)), intelligence.agents[c])
        intelligence.agents[c] += whole(found, uniform(today, FIND, c + 100000)) - gone


@daily
def gather(intelligence, detachments, land, forcing, parameters, today):
    """Let a seventh of all detachments send its weekly reports, if it is in contact with a staff."""
    if parameters.enabled == 0.0:
        return
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        if detachments.alive[i] == 0 or detachments.contact[i] == 0:
            continue
        c, men = detachments.cell[i], detachments.men[i]
        share = men / max(detachments.men_in_cell[c], men, 1.0)
        u = uniform(today, SEND, i)
        patrols = int(whole(parameters.patrol_reports_per_week * men / (men + parameters.half_saturation_men), u))
        human = 0
        if intelligence.agents[c] > 0.0:
            human = int(
                whole(
                    parameters.agent_reports_per_week * intelligence.agents[c] * share, uniform(today, SEND, i + 100000)
                )
            )
        technical = 1 if detachments.radio[i] == 1 and u < parameters.technical_reports_per_week else 0
        if patrols + human + technical == 0:
            continue
        delay = parameters.radio_delay_days
        if detachments.radio[i] == 0:
            delay += float(forcing.front_km[c]) / parameters.courier_km_per_day
        fresh, lasting = (
            2.718281828 ** (-delay / parameters.military_decay_days),
            2.718281828 ** (-delay / parameters.political_decay_days),
        )
        for k in range(patrols + human + technical):
            method = PATROL if k < patrols else (HUMAN if k < patrols + human else TECHNICAL)
            unit = i + 10000 * k
            carry_out_task(intelligence, detachments, land, parameters, today, i, method, unit, delay, fresh, lasting)


@kernel
def carry_out_task(intelligence, detachments, land, parameters, today, i, method, unit, delay, fresh, lasting):
    """Carry out one intelligence task; if it succeeds, write a report and update counts and knowledge."""
    c = detachments.cell[i]
    u = uniform(today, SPEAK, unit)
    chance = uniform(today, SPEAK, unit + 10000000)
    walk = parameters.patrol_success_in_towns if method == PATROL else 1.0
    if u < parameters.tasks_on_bases_share:
        kind, seen, draw = BASE, parameters.base_success * walk, u / parameters.tasks_on_bases_share
    elif u < parameters.tasks_on_bases_share + parameters.tasks_on_offices_share:
        kind, seen, draw = (
            OFFICE,
            parameters.office_success * walk,
            (u - parameters.tasks_on_bases_share) / parameters.tasks_on_offices_share,
        )
    else:
        rest = parameters.tasks_on_bases_share + parameters.tasks_on_offices_share
        kind, seen, draw = RURAL, parameters.rural_success, (u - rest) / max(1e-9, 1.0 - rest)
    if chance >= seen:
        return
    luck = chance / seen
    subject = subject_of(land, parameters, c, kind, draw)
    base = (
        parameters.patrol_accuracy
        if method == PATROL
        else (parameters.agent_accuracy if method == HUMAN else parameters.technical_accuracy)
    )
    accuracy = min(1.0, (base + parameters.accuracy_from_experience * detachments.skill[i]) * (0.5 + luck))
    if subject <= RAILWAY:
        consumer = ARMY
        worth = 1.0 if kind == BASE else parameters.rear_report_value
        value = worth * accuracy * fresh
        intelligence.army_reports[land.atom[c]] += 1.0
        intelligence.military_value[land.atom[c]] += value
    else:
        consumer = NKVD if subject == RIVALS else PARTY
        value = parameters.political_report_value * accuracy * lasting
        intelligence.political_value[land.atom[c]] += value
        if consumer == PARTY:
            intelligence.party_reports[land.atom[c]] += 1.0
        else:
            intelligence.nkvd_reports[land.atom[c]] += 1.0
        intelligence.population_knowledge[c] += (
            parameters.knowledge_gain * accuracy * (1.0 - intelligence.population_knowledge[c])
        )
    if subject == RAILWAY:
        intelligence.railway_knowledge[c] += (
            parameters.knowledge_gain * accuracy * (1.0 - intelligence.railway_knowledge[c])
        )
    elif subject == TROOPS:
        intelligence.troop_knowledge[c] += (
            parameters.knowledge_gain * accuracy * (1.0 - intelligence.troop_knowledge[c])
        )
    intelligence.agent_reports[land.atom[c]] += 1.0 if method == HUMAN else 0.0
    intelligence.technical_reports[land.atom[c]] += 1.0 if method == TECHNICAL else 0.0
    intelligence.office_reports[land.atom[c]] += 1.0 if kind == OFFICE else 0.0
    intelligence.base_reports[land.atom[c]] += 1.0 if kind == BASE else 0.0
    store_report(intelligence, today.day, c, i, method, subject, kind, consumer, accuracy, delay, value)


@kernel
def subject_of(land, parameters, c, kind, draw):
    """Return the subject of a report; `draw` is a uniform draw from 0 to 1."""
    if kind == BASE:
        return TROOPS
    if kind == OFFICE:
        return POPULATION
    if draw < parameters.population_subject_share:
        national_movements = land.polish[c] + land.baltic[c] + land.west_ukrainian[c]
        return (
            RIVALS
            if draw < parameters.population_subject_share * parameters.rivals_subject_share * national_movements
            else POPULATION
        )
    rail = parameters.population_subject_share + parameters.railway_subject_share * (
        1.0 - parameters.population_subject_share
    )
    return RAILWAY if land.cell_lines[c, 0] >= 0 and draw < rail else TROOPS


@kernel
def store_report(intelligence, day, c, i, method, subject, kind, consumer, accuracy, delay, value):
    """Store a report in the ring buffer in place of the oldest one."""
    n = intelligence.reports_written[0] % intelligence.day.size
    intelligence.reports_written[0] += 1
    intelligence.day[n], intelligence.cell[n], intelligence.detachment[n] = day, c, i
    intelligence.method[n], intelligence.subject[n], intelligence.place_kind[n] = method, subject, kind
    intelligence.consumer[n] = consumer
    intelligence.accuracy[n], intelligence.delay_days[n], intelligence.value[n] = accuracy, delay, value

"""Intelligence: the reports that detachments send, their accuracy, their delay and their value to the reader.

Patrols, agents and technical means carry out tasks for detachments that are in contact with a staff; some tasks
succeed and give a report. Reports raise three kinds of knowledge: of railway traffic (used by `rail`), of enemy troops
(used by `expeditions`) and of the people (used by `propaganda`). Their number and their value are counted separately.
"""

from typing import NamedTuple

from hinterland.core.calendar import SATURDAY
from hinterland.core.chance import draw_count, share_about, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f4, f8, i4, log, per, switch, u1
from hinterland.core.elementary import exp
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.membership import weekly_batch
from hinterland.core.response import saturate

ASSIGN = stream("intelligence.assign", "how many tasks a detachment assigns this week to each method")
PLACE = stream("intelligence.place", "on which kind of place a task asks for a report")
SUCCEED = stream("intelligence.succeed", "whether a task succeeds")
SUBJECT = stream("intelligence.subject", "on which subject a report is")
EXACT = stream("intelligence.exact", "how accurate a report is")

PATROL, HUMAN, TECHNICAL = range(3)
"""Methods: patrols; agents; radio interception and other technical means."""
RURAL, OFFICE, BASE = range(3)
"""Kinds of place: villages and roads; offices of the administration; bases and staffs of the Wehrmacht."""
TROOPS, RAILWAY, POPULATION, RIVALS = range(4)
"""Subjects: enemy troops; railways and traffic; administration and people; national movements."""
ARMY, PARTY, NKVD = range(3)
"""Readers of reports."""


class State(NamedTuple):
    """The latest reports (in a ring buffer), local knowledge, and counts of the day."""

    reports_written: Array = per("one", i4, "report", "Reports written since the start; the arrays keep the latest")
    day: Array = per("report", i4, "day", "Day on which the report was written", start=-1)
    cell: Array = per("report", i4, "cell", "Cell that the report describes", start=-1)
    detachment: Array = per("report", i4, "row", "Detachment that sent the report", start=-1)
    method: Array = per("report", u1, "1", "Method: patrol, human sources or technical means")
    subject: Array = per("report", u1, "1", "Subject: troops, railway, administration and people, national movements")
    place_kind: Array = per("report", u1, "1", "Kind of place: rural, office, or base and staff")
    consumer: Array = per("report", u1, "1", "Reader: Red Army, Party or NKVD")
    accuracy: Array = per("report", f4, "1", "Accuracy of the report, 0 to 1")
    delay_days: Array = per("report", f4, "day", "Days until the reader receives the report")
    value: Array = per("report", f4, "1", "Usefulness of the report to its reader, 0 to 1")
    railway_knowledge: Array = per("cell", f8, "1", "How well saboteurs know the railway traffic of the cell, 0 to 1")
    troop_knowledge: Array = per("cell", f8, "1", "How well detachments know the enemy's movements in the cell, 0 to 1")
    population_knowledge: Array = per("cell", f8, "1", "How well the Party knows people and offices there, 0 to 1")
    agent_reports: Array = per("atom", f8, "report", "Reports from agents today", daily=True)
    technical_reports: Array = per("atom", f8, "report", "Reports by technical means today", daily=True)
    office_reports: Array = per("atom", f8, "report", "Reports about offices of the administration today", daily=True)
    base_reports: Array = per("atom", f8, "report", "Reports about Wehrmacht bases and staffs today", daily=True)
    army_reports: Array = per("atom", f8, "report", "Reports for the Red Army today", daily=True)
    party_reports: Array = per("atom", f8, "report", "Reports for the Party today", daily=True)
    nkvd_reports: Array = per("atom", f8, "report", "Reports for the NKVD today", daily=True)
    military_value: Array = per("atom", f8, "1", "Use of the day's reports to the Red Army, summed", daily=True)
    political_value: Array = per("atom", f8, "1", "Use of the day's reports to Party and NKVD, summed", daily=True)


class Parameters(NamedTuple):
    """Numbers of tasks, their success, and the accuracy, delay and value of reports."""

    enabled: float = switch("Whether reports are gathered and sent")
    patrol_tasks_per_week: float = directional(
        0.8, "task/week", (0.05, 5), "Tasks of the patrols of a large detachment in a week", "S363", "house-0184"
    )
    half_saturation_men: float = assumed(
        60, "person", (10, 300), "People in a detachment at which its patrols have half as many tasks", "house-2010"
    )
    agent_tasks_per_week: float = assumed(
        0.08, "task/week", log(0.005, 1), "Tasks of one agent in a week", "house-0184"
    )
    technical_tasks_per_week: float = directional(
        0.015, "task/week", log(0.0005, 0.3), "Technical tasks of a detachment with a radio set in a week", "S366",
        "house-0555",
    )  # fmt: skip
    tasks_on_bases_share: float = directional(
        0.4, "1", (0, 1), "Share of tasks that ask about bases and staffs", "S361", "house-0186"
    )
    tasks_on_offices_share: float = directional(
        0.2, "1", (0, 1), "Share of tasks that ask about offices", "S369", "house-0186"
    )
    rural_success: float = directional(
        0.9, "1", (0, 1), "Chance that a task in villages or on roads succeeds", "S367", "house-0555"
    )
    office_success: float = assumed(0.6, "1", (0, 1), "Chance that an agent's task in an office succeeds", "house-0555")
    base_success: float = directional(
        0.02, "1", (0, 0.5), "Chance that an agent's task at a base succeeds", "S367", "house-0555"
    )
    patrol_success_in_towns: float = assumed(
        0.25, "1", (0, 1), "Success of a patrol at offices and bases, as a share of an agent's", "house-0186"
    )
    railway_subject_share: float = assumed(
        0.35, "1", (0, 1), "Share of rural reports not on people that describe railways, where any are", "house-0186"
    )
    population_subject_share: float = directional(
        0.35, "1", (0, 1), "Share of rural reports that describe the people", "S369", "house-0556"
    )
    rivals_subject_share: float = assumed(
        0.6, "1", (0, 1), "Share of rural reports on people that describe national movements, in a cell that has one",
        "house-0556",
    )  # fmt: skip
    patrol_accuracy: float = assumed(0.55, "1", (0.1, 1), "Accuracy of a patrol report", "house-0187")
    agent_accuracy: float = directional(
        0.35, "1", (0.1, 1), "Accuracy of the report of an untrained agent", "S365", "house-0187"
    )
    technical_accuracy: float = assumed(0.8, "1", (0.1, 1), "Accuracy of a technical report", "house-0187")
    accuracy_from_experience: float = assumed(
        0.3, "1", (0, 0.8), "Accuracy that an experienced detachment adds", "house-0187"
    )
    accuracy_spread: float = assumed(
        0.5, "1", (0, 1), "How far the accuracy of a report lies from the mean at most, as a share", "house-1905"
    )
    radio_delay_days: float = assumed(1.0, "day", (0.2, 10), "Delay of a report sent by radio", "house-0187")
    courier_km_per_day: float = assumed(
        18, "km/day", (5, 60), "Speed at which couriers carry reports to the front", "house-0187"
    )
    military_decay_days: float = assumed(
        4, "day", (1, 30), "Days in which the value of a report on troops falls by a factor of e", "house-0187"
    )
    political_decay_days: float = assumed(
        120, "day", (10, 720), "Days in which the value of a report on people falls by a factor of e", "house-0187"
    )
    rear_report_value: float = assumed(
        0.15, "1", (0, 1), "Value to the Army of a report on the rear, as a share of one on bases and staffs",
        "house-0556",
    )  # fmt: skip
    political_report_value: float = directional(
        0.5, "1", (0, 1), "Value to Party and NKVD of an accurate report", "S368", "house-0556"
    )
    knowledge_gain: float = assumed(
        0.0885, "1000km2/report", (0, 0.9), "Share of what is unknown on 1,000 km2 that an exact report adds",
        "house-0188",
    )  # fmt: skip
    knowledge_loss_per_week: float = assumed(
        0.2, "1/week", (0.02, 0.8), "Share of knowledge lost in a week", "house-0188"
    )


@weekly(SATURDAY)
def forget(intelligence, parameters, today):
    """Let a share of what is known of every cell be out of date."""
    keep = 1.0 - parameters.knowledge_loss_per_week
    for c in range(intelligence.railway_knowledge.size):
        intelligence.railway_knowledge[c] *= keep
        intelligence.troop_knowledge[c] *= keep
        intelligence.population_knowledge[c] *= keep


@daily
def collect(intelligence, agents, detachments, land, forcing, parameters, today):
    """Let a seventh of all detachments carry out its tasks of the week, if it is in contact with a staff."""
    if parameters.enabled == 0.0:
        return
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 0 or detachments.contact[i] == 0:
            continue
        k = 0
        for method in range(TECHNICAL + 1):
            for _ in range(tasks_of(agents, detachments, parameters, today, i, method)):
                carry_out_task(intelligence, detachments, land, forcing, parameters, today, i, k, method)
                k += 1


@kernel
def tasks_of(agents, detachments, parameters, today, i, method):
    """Return how many tasks a detachment assigns this week to a method; it shares agents with others of its cell."""
    c, men = detachments.cell[i], detachments.men[i]
    if method == PATROL:
        mean = parameters.patrol_tasks_per_week * saturate(men, parameters.half_saturation_men)
    elif method == HUMAN:
        agents_of = agents.number[c] * men / max(detachments.men_in_cell[c], men, 1.0)
        mean = parameters.agent_tasks_per_week * agents_of
    else:
        mean = parameters.technical_tasks_per_week * detachments.radio[i]
    return int(draw_count(mean, uniform(today, ASSIGN, detachments.key[i], method)))


@kernel
def carry_out_task(intelligence, detachments, land, forcing, parameters, today, i, k, method):
    """Carry out task k of a detachment; if it succeeds, write a report and update counts and knowledge."""
    key = detachments.key[i]
    u = uniform(today, PLACE, key, k)
    place = place_of(parameters, u)
    if uniform(today, SUCCEED, key, k) >= chance_of_success(parameters, method, place):
        return
    c = detachments.cell[i]
    v, w = uniform(today, SUBJECT, key, k), uniform(today, EXACT, key, k)
    subject = subject_of(land, parameters, c, place, v)
    accuracy = accuracy_of(parameters, method, detachments.skill[i], w)
    consumer = ARMY if subject <= RAILWAY else (NKVD if subject == RIVALS else PARTY)
    delay = parameters.radio_delay_days
    if detachments.radio[i] == 0:
        delay += float(forcing.front_km[c]) / parameters.courier_km_per_day
    value = value_of(parameters, place, consumer, accuracy, delay)
    count_report(intelligence, land.atom[c], method, place, consumer, value)
    learn(intelligence, land, parameters, c, subject, accuracy)
    store_report(intelligence, today.day, c, i, method, subject, place, consumer, accuracy, delay, value)


@kernel
def place_of(parameters, u):
    """Return the kind of place on which a task asks for a report."""
    if u < parameters.tasks_on_bases_share:
        return BASE
    if u < parameters.tasks_on_bases_share + parameters.tasks_on_offices_share:
        return OFFICE
    return RURAL


@kernel
def chance_of_success(parameters, method, place):
    """Return the chance that a task succeeds; patrols hardly come near offices and bases."""
    if place == RURAL:
        return parameters.rural_success
    chance = parameters.base_success if place == BASE else parameters.office_success
    return chance * parameters.patrol_success_in_towns if method == PATROL else chance


@kernel
def subject_of(land, parameters, c, place, u):
    """Return the subject of a report; of rural reports some are on people, and of the others some on railways."""
    if place == BASE:
        return TROOPS
    if place == OFFICE:
        return POPULATION
    national = land.polish[c] + land.baltic[c] + land.west_ukrainian[c]
    on_people = parameters.population_subject_share
    if u < on_people * parameters.rivals_subject_share * national:
        return RIVALS
    if u < on_people:
        return POPULATION
    if land.cell_lines[c, 0] >= 0 and u < on_people + (1.0 - on_people) * parameters.railway_subject_share:
        return RAILWAY
    return TROOPS


@kernel
def accuracy_of(parameters, method, skill, u):
    """Return how accurate a report is: even about the mean, and never more than exact."""
    base = parameters.patrol_accuracy
    if method != PATROL:
        base = parameters.agent_accuracy if method == HUMAN else parameters.technical_accuracy
    mean = min(1.0, base + parameters.accuracy_from_experience * skill)
    return share_about(mean, u, parameters.accuracy_spread)


@kernel
def value_of(parameters, place, consumer, accuracy, delay):
    """Return how useful a report is to its reader when it comes."""
    if consumer == ARMY:
        worth = 1.0 if place == BASE else parameters.rear_report_value
        return worth * accuracy * exp(-delay / parameters.military_decay_days)
    return parameters.political_report_value * accuracy * exp(-delay / parameters.political_decay_days)


@kernel
def count_report(intelligence, atom, method, place, consumer, value):
    """Add a report to the counts of the day."""
    if consumer == ARMY:
        intelligence.army_reports[atom] += 1.0
        intelligence.military_value[atom] += value
    else:
        intelligence.party_reports[atom] += consumer == PARTY
        intelligence.nkvd_reports[atom] += consumer == NKVD
        intelligence.political_value[atom] += value
    intelligence.agent_reports[atom] += method == HUMAN
    intelligence.technical_reports[atom] += method == TECHNICAL
    intelligence.office_reports[atom] += place == OFFICE
    intelligence.base_reports[atom] += place == BASE


@kernel
def learn(intelligence, land, parameters, c, subject, accuracy):
    """Add to what is known of a cell; a report makes more of a small cell known than of a large one."""
    gain = min(1.0, parameters.knowledge_gain * density(accuracy, land.area[c]))
    if subject == RAILWAY:
        intelligence.railway_knowledge[c] += gain * (1.0 - intelligence.railway_knowledge[c])
    elif subject == TROOPS:
        intelligence.troop_knowledge[c] += gain * (1.0 - intelligence.troop_knowledge[c])
    else:
        intelligence.population_knowledge[c] += gain * (1.0 - intelligence.population_knowledge[c])


@kernel
def store_report(intelligence, day, c, i, method, subject, place, consumer, accuracy, delay, value):
    """Store a report in the ring buffer in place of the oldest one."""
    n = intelligence.reports_written[0] % intelligence.day.size
    intelligence.reports_written[0] += 1
    intelligence.day[n], intelligence.cell[n], intelligence.detachment[n] = day, c, i
    intelligence.method[n], intelligence.subject[n], intelligence.place_kind[n] = method, subject, place
    intelligence.consumer[n] = consumer
    intelligence.accuracy[n], intelligence.delay_days[n], intelligence.value[n] = accuracy, delay, value

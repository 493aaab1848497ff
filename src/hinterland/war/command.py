"""Command: orders go only to those who can hear them, and take effect through what those detachments then do."""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, f8, param, per
from hinterland.core.jit import daily
from hinterland.core.journal import Kind, note

OBEY = stream("command.obey", "whether a detachment that heard the order to march sets out this week")
ORDER = np.int64(Kind.order)


class Command(NamedTuple):
    """What has been ordered."""

    ordered: Array = per("cell", f8, "rail", "Rails ordered of the detachments of the cell today", daily=True)
    addressed: Array = per("one", f8, "person", "Partisans who can hear the campaign order today")
    able: Array = per("order", f8, "person", "Partisans whom a marching order in force could reach yesterday")
    marching: Array = per("cell", f8, "person", "Partisans ordered to march who set out today", daily=True)


class CommandRules(NamedTuple):
    """What obedience depends on."""

    obey: float = param(
        0.3,
        "1/week",
        (0.02, 1),
        "Chance in a week that a detachment that hears a marching order sets out",
        "S104",
        "house-0037",
    )
    fit: float = param(
        45, "person", (10, 200), "People that a detachment must have to be sent on a march", "S104", "house-0037"
    )


@daily
def campaign(command, detachments, outside):
    """Share the plan of a railway campaign among the detachments that hear it, by their strength."""
    command.addressed[0] = 0.0
    if outside.campaign_rails <= 0.0:
        for i in range(detachments.used[0]):
            detachments.quota[i] = 0.0
        return
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1 and detachments.contact[i] == 1 and outside.campaign[detachments.cell[i]] > 0.0:
            command.addressed[0] += detachments.men[i]
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 1 and detachments.contact[i] == 1 and outside.campaign[detachments.cell[i]] > 0.0:
            share = outside.campaign_rails * detachments.men[i] / command.addressed[0]
            detachments.quota[i] += share
            command.ordered[detachments.cell[i]] += share


@daily
def march(command, detachments, radio, journal, outside, rules, today):
    """Marching orders: a seventh of the detachments that hear Moscow may set out from a named area for its goal."""
    for k in range(outside.march_to.size):
        command.able[k] = 0.0
        for c in range(radio.heard.size):
            command.able[k] += outside.march_from[k, c] * radio.heard[c]
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0 or i % 7 != today.phase or detachments.contact[i] == 0:
            continue
        if detachments.goal[i] >= 0 or detachments.men[i] < rules.fit:
            continue
        c = detachments.cell[i]
        for k in range(outside.march_to.size):
            if outside.march_from[k, c] == 0 or c == outside.march_to[k] or detachments.goal[i] >= 0:
                continue
            chance = min(rules.obey, 7.0 * outside.march_men[k] / max(command.able[k], 1.0))
            if uniform(today, OBEY, i + 10000 * k) < chance:
                detachments.goal[i] = outside.march_to[k]
                command.marching[c] += detachments.men[i]
                note(journal, ORDER, c, i, outside.march_to[k], detachments.men[i], 0.0, detachments.men[i], 0.0)

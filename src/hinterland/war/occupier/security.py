"""Security: garrisons in towns, police in villages, guards on railways, and the occupier's picture of the partisans.

Units place their static troops by population, railways and recent attacks. Support for the occupier and dread of the
partisans set the number of police.
"""

from typing import NamedTuple

from hinterland.core.calendar import SUNDAY, THURSDAY
from hinterland.core.chance import stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.jit import daily, kernel, weekly

ENLIST = stream("security.enlist", "rounding of the people who join or leave the police this week")
GUESS = stream("security.guess", "error of the occupier's estimate of partisans in a cell")


class State(NamedTuple):
    """The occupier's static forces, recent attacks, and the estimate of partisans."""

    garrison: Array = per("cell", f8, "person", "Soldiers in garrisons and posts")
    police: Array = per("cell", f8, "person", "Native police and village guards")
    police_fallen: Array = per("cell", f8, "person", "Native police dead")
    recent_attacks: Array = per("cell", f8, "attack", "Recent attacks, decaying")
    believed_partisans: Array = per("cell", f8, "person", "Partisans that the occupier believes to be in the cell")
    guards: Array = per("line", f8, "person", "Guards on the line")
    recent_line_attacks: Array = per("line", f8, "attack", "Recent attacks on the line, decaying")


class Parameters(NamedTuple):
    """How static forces are distributed, how police are recruited, and how partisans are detected."""

    enabled: float = switch("Whether villagers enlist in the police")
    line_guard_share: float = param(
        0.42, "1", (0.05, 0.9), "Share of static troops that guard railways", "S068", "house-0040"
    )
    line_attack_weight: float = param(0.7, "1", (0, 3), "How far recent attacks on a line attract guards", "house-0040")
    cell_attack_weight: float = param(
        0.35, "1", (0, 3), "How far recent attacks in a cell attract garrisons", "house-0040"
    )
    police_per_villager: float = param(
        0.0042, "1", log(0.001, 0.03), "Police per villager where all are willing to serve", "R208", "R205"
    )
    adjustment_rate: float = param(
        0.025, "1/week", (0.005, 0.3), "Share of the gap to the target number that closes in a week", "house-0041"
    )
    dread_effect: float = param(
        0.5, "1", (0, 1), "How far dread of partisan terror prevents enlistment", "S087", "S527"
    )
    attack_decay_rate: float = param(
        0.16, "1/week", (0.02, 0.6), "Share of recent attacks that disappears in a week", "house-0042"
    )
    detection_share: float = param(
        0.30, "1", (0.02, 1), "Share of hidden partisans that intelligence detects", "R243", "house-0042"
    )
    believed_per_attack: float = param(
        9, "person/attack", (0, 60), "Partisans that the occupier infers from an attack", "R186", "house-0042"
    )


@weekly(SUNDAY)
def place_garrisons(security, forces, order_of_battle, land, forcing, parameters, today):
    """Distribute the static men of every unit over the towns, railways and attacked cells of its area."""
    security.garrison[:] = 0.0
    for u in range(forces.men.size):
        if forces.present[u] == 0:
            continue
        total = 0.0
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            c = order_of_battle.reach_cell[k]
            if forcing.occupied[c] == 1:
                total += garrison_weight(security, land, parameters, c)
        if total <= 0.0:
            continue
        static = forces.men[u] * (1.0 - order_of_battle.mobile[u])
        for k in range(order_of_battle.reach_start[u], order_of_battle.reach_start[u + 1]):
            c = order_of_battle.reach_cell[k]
            if forcing.occupied[c] == 1:
                security.garrison[c] += static * garrison_weight(security, land, parameters, c) / total


@kernel
def garrison_weight(security, land, parameters, c):
    """Return the weight of a cell in the distribution of garrisons."""
    lines = 0.0
    for k in range(land.cell_lines.shape[1]):
        if land.cell_lines[c, k] >= 0:
            lines += 1.0
    base = (
        1.0 + 1.2 * lines + 5.0 * land.urban[c] / (land.urban[c] + 60000.0) + land.rural[c] / (land.rural[c] + 60000.0)
    )
    return (
        base
        * (1.0 + parameters.cell_attack_weight * security.recent_attacks[c] / (security.recent_attacks[c] + 6.0))
        * land.area[c]
        / 1770.0
    )


@weekly(SUNDAY)
def place_guards(security, land, forcing, parameters, today):
    """Assign part of the garrisons to railway lines, more to recently attacked lines."""
    share = min(0.85, parameters.line_guard_share + forcing.guard_priority)
    for s in range(security.guards.size):
        security.guards[s] = 0.0
    for c in range(security.garrison.size):
        total = 0.0
        for k in range(land.cell_lines.shape[1]):
            s = land.cell_lines[c, k]
            if s >= 0:
                total += guard_weight(security, land, parameters, s)
        if total <= 0.0:
            continue
        for k in range(land.cell_lines.shape[1]):
            s = land.cell_lines[c, k]
            if s >= 0:
                security.guards[s] += share * security.garrison[c] * guard_weight(security, land, parameters, s) / total
    for s in range(security.recent_line_attacks.size):
        security.recent_line_attacks[s] *= 1.0 - parameters.attack_decay_rate


@kernel
def guard_weight(security, land, parameters, s):
    """Return the weight of a line in the distribution of guards: main lines and attacked lines weigh more."""
    return land.line_capacity[s] * (
        1.0 + parameters.line_attack_weight * security.recent_line_attacks[s] / (security.recent_line_attacks[s] + 4.0)
    )


@weekly(THURSDAY)
def police(security, population, zones, collaboration, land, forcing, parameters, today):
    """Adjust the number of police, and let recent attacks decay."""
    for c in range(security.police.size):
        security.recent_attacks[c] *= 1.0 - parameters.attack_decay_rate
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            security.believed_partisans[c] = 0.0
            population.rural[c] += security.police[c]
            security.police[c] = 0.0
            continue
        deterred = 1.0 - parameters.dread_effect * collaboration.dread[c]
        deterred *= parameters.enabled
        goal = (
            parameters.police_per_villager
            * population.rural[c]
            * population.support_axis[c]
            * 3.0
            * deterred
            * (1.0 - zones.control[c])
        )
        change = parameters.adjustment_rate * (goal - security.police[c])
        if change > 0.0:
            n = min(whole(change, uniform(today, ENLIST, c)), population.rural[c])
        else:
            n = -min(whole(-change, uniform(today, ENLIST, c)), security.police[c])
        population.rural[c] -= n
        security.police[c] += n


@daily
def update_estimate(security, detachments, journal, forcing, parameters, today):
    """Count today's attacks, and update the estimate of partisans for a seventh of all cells."""
    for n in range(min(journal.used[0], journal.kind.size)):
        if 4 <= journal.kind[n] <= 8:
            security.recent_attacks[journal.cell[n]] += 1.0
            if journal.kind[n] <= 7 and journal.other[n] >= 0:
                security.recent_line_attacks[journal.other[n]] += 1.0
    for t in range(weekly_batch_size(today, security.believed_partisans.size)):
        c = weekly_batch_row(today, t)
        if forcing.occupied[c] == 1:
            error = 0.5 + uniform(today, GUESS, c)
            estimate = (
                parameters.detection_share * detachments.men_in_cell[c] * error
                + parameters.believed_per_attack * security.recent_attacks[c]
            )
            security.believed_partisans[c] += 0.2 * (estimate - security.believed_partisans[c])

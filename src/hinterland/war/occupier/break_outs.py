"""Break-outs: detachments that can hold no longer in a ring break out by force, or disperse into small groups.

A detachment holds as long as it has ammunition and food. Then it attacks the ring as a unit, with heavy losses, and
leaves its wounded and its baggage behind. One that is too weak, or does not get through, parts into small groups; some
of these are caught. So detachments are destroyed.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_count, draw_even, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, bounded, f8, log, per
from hinterland.core.jit import daily, kernel
from hinterland.core.membership import living, record_deaths, update_strength
from hinterland.core.response import saturate
from hinterland.core.ring import count_losses, leave_ring, lose_rifles
from hinterland.core.stock import draw_down, held, pour

THROUGH = stream("break_outs.through", "whether a detachment gets through the ring by force")
FORCE = stream("break_outs.force", "losses of a detachment that breaks out, and of the troops: mean and roundings")
CATCH = stream("break_outs.catch", "how many of a detachment that disperses are caught")
SHOOT = stream("break_outs.shoot", "how many of the captured of a detachment, and of its wounded, are shot")
ARMS = stream("break_outs.arms", "how many rifles a detachment loses with its dead, and to those who catch it")
MEAN, DEAD, OWN = range(3)
"""Draws of `FORCE`."""
CAPTURED, LEFT_BEHIND = range(2)
"""Draws of `SHOOT`."""
BY_FORCE, BY_DISPERSAL = range(2)
"""Draws of `ARMS`."""


class State(NamedTuple):
    """What became of those who could hold no longer."""

    broke_out: Array = per("atom", f8, "person", "Partisans who broke out of a ring today", daily=True)
    dispersed: Array = per("atom", f8, "person", "Partisans who dispersed within a ring today", daily=True)
    destroyed: Array = per("atom", f8, "detachment", "Detachments that ceased to be within a ring today", daily=True)


class Parameters(NamedTuple):
    """How long a detachment holds, its strength against the ring, and its losses."""

    ammunition_days: float = assumed(
        1.5,
        "day",
        (0.5, 10),
        "Days of fighting for which a fully armed detachment has ammunition",
        "house-1308",
    )
    hunger_threshold: float = assumed(
        0.6,
        "1",
        (0.2, 1),
        "Share of the ration that must be missing for hunger to drive a detachment out",
        "house-1308",
    )
    least_men: float = assumed(
        30, "person", (10, 120), "People below whom a detachment disperses and does not break out", "house-1309"
    )
    men_against_front_km: float = assumed(
        4, "km", log(0.5, 20), "Stretch of ring whose men meet a break-out, times the advantage of those who wait",
        "house-1309",
    )  # fmt: skip
    brigade_share: float = assumed(
        0.3, "1", (0, 1), "Share of the other partisans of its cell who break out with a detachment of a brigade",
        "house-1309",
    )  # fmt: skip
    raw_strength: float = assumed(
        0.5, "1", (0.1, 1), "Strength of a raw partisan beside one of middling experience", "house-1309"
    )
    half_saturation_ring: float = assumed(
        20, "person/km", log(3, 200), "Men on a km of ring at which half of the largest losses of a break-out are "
        "reached", "house-1309",
    )  # fmt: skip
    forcing_loss_share: float = assumed(
        0.16, "1", log(0.02, 0.6), "Mean share killed in a break-out through a ring of very many men", "house-1309"
    )
    own_dead_breaking: float = bounded(
        0.2, "1", log(0.02, 1), "Expedition troops killed per armed partisan killed in a break-out",
        "house-0656", at_least="R329 / R327",
    )  # fmt: skip
    caught_share: float = assumed(
        0.3, "1", (0, 0.9), "Share of a dispersing detachment caught in a ring of very many men", "house-1309"
    )
    kept_alive_share: float = assumed(
        0.25, "1", (0, 1), "Share of the captured who are kept alive where no order asks for labour", "house-1310"
    )
    rifles_lost_share: float = assumed(
        0.6, "rifle/person", (0, 1), "Rifles taken for each partisan killed or caught", "house-1310"
    )


@daily
def step(
    break_outs, drives, cordon, expeditions, detachments, dispersal, population, supply, land, forcing, parameters,
    today
):  # fmt: skip
    """Let the detachments that the drive met today and that can hold no longer break out or disperse."""
    for i in living(detachments):
        e = cordon.enclosed[i]
        if e < 0 or drives.met[i] == 0 or detachments.men[i] < 1.0:
            continue
        strong = detachments.men[i] >= parameters.least_men
        if strong and not is_spent(drives, detachments, parameters, i):
            continue
        ring, c, through = cordon.men_per_km[e], detachments.cell[i], False
        if strong:
            through = breaks_through(detachments, parameters, today, i, ring)
            break_through(drives, detachments, population, supply, land, parameters, today, i, e, ring)
        leave_wounded(drives, detachments, population, land, forcing, parameters, today, i, e)
        if through:
            break_outs.broke_out[land.atom[c]] += detachments.men[i]
            leave_ring(cordon, expeditions, detachments, land, forcing, i, e)
        else:
            disperse(
                break_outs,
                drives,
                detachments,
                dispersal,
                population,
                supply,
                land,
                forcing,
                parameters,
                today,
                i,
                e,
                ring,
            )
            cordon.enclosed[i] = -1


@kernel
def is_spent(drives, detachments, parameters, i):
    """Return whether ammunition or food of a detachment is at an end."""
    armed = min(1.0, detachments.rifles[i] / max(detachments.men[i], 1.0))
    no_ammunition = drives.fighting_days[i] >= parameters.ammunition_days * armed
    return no_ammunition or detachments.hungry[i] > parameters.hunger_threshold


@kernel
def breaks_through(detachments, parameters, today, i, ring):
    """Return whether a detachment gets through: the more likely, the stronger it is beside a stretch of the ring."""
    men = detachments.men[i]
    if detachments.brigade[i] >= 0:
        men += parameters.brigade_share * max(0.0, detachments.men_in_cell[detachments.cell[i]] - men)
    strength = men * (parameters.raw_strength + detachments.skill[i])
    return uniform(today, THROUGH, detachments.key[i]) < saturate(strength, parameters.men_against_front_km * ring)


@kernel
def break_through(drives, detachments, population, supply, land, parameters, today, i, e, ring):
    """Let a detachment attack the ring: dead, rifles and baggage lost, dead of the troops."""
    key = detachments.key[i]
    u, v = uniform(today, FORCE, key, MEAN), uniform(today, FORCE, key, DEAD)
    mean = draw_even(parameters.forcing_loss_share, u) * saturate(ring, parameters.half_saturation_ring)
    armed = min(1.0, detachments.rifles[i] / detachments.men[i])
    dead = record_deaths(detachments, population, land, i, draw_whole(detachments.men[i], mean * detachments.men[i], v))
    rifles = rifles_lost(detachments, parameters, today, i, dead, BY_FORCE)
    lose_rifles(drives, detachments, supply, i, rifles)
    own = draw_count(parameters.own_dead_breaking * armed * dead, uniform(today, FORCE, key, OWN))
    count_dead(drives, detachments, i, e, dead, own)
    supply.explosive_used[detachments.cell[i]] += detachments.explosive[i]
    detachments.explosive[i] = 0.0
    population.food[detachments.cell[i]] += detachments.food[i]
    detachments.food[i] = 0.0


@kernel
def rifles_lost(detachments, parameters, today, i, people, how):
    """Return how many rifles are lost with so many people of a detachment who are killed or caught."""
    mean = parameters.rifles_lost_share * people
    return draw_whole(detachments.rifles[i], mean, uniform(today, ARMS, detachments.key[i], how))


@kernel
def leave_wounded(drives, detachments, population, land, forcing, parameters, today, i, e):
    """Let the wounded in a detachment's care fall into the hands of the troops."""
    c, n = detachments.cell[i], detachments.wounded[i]
    u = uniform(today, SHOOT, detachments.key[i], LEFT_BEHIND)
    dead = shot(forcing, parameters, c, n, u)
    drives.executed[c] += dead
    detachments.wounded[i] = 0.0
    population.partisans_dead[c] += dead
    detachments.killed[land.atom[c]] += dead
    hold_captive(drives, population, detachments, land, c, e, n - dead)
    count_dead(drives, detachments, i, e, dead, 0.0)


@kernel
def disperse(
    break_outs, drives, detachments, dispersal, population, supply, land, forcing, parameters, today, i, e, ring
):
    """Let a detachment part into small groups: some are caught, the others hide with their rifles."""
    key = detachments.key[i]
    c, men = detachments.cell[i], held(detachments.people, i)
    mean = parameters.caught_share * saturate(ring, parameters.half_saturation_ring) * men
    caught = draw_whole(men, mean, uniform(today, CATCH, key))
    u = uniform(today, SHOOT, key, CAPTURED)
    dead = shot(forcing, parameters, c, caught, u)
    drives.executed[c] += dead
    record_deaths(detachments, population, land, i, dead)
    hold_captive(drives, population, detachments, land, c, e, draw_down(detachments.people, i, caught - dead, key))
    rifles = rifles_lost(detachments, parameters, today, i, caught, BY_DISPERSAL)
    lose_rifles(drives, detachments, supply, i, rifles)
    away = held(detachments.people, i)
    pour(detachments.people, i, dispersal.people, c, away, key)
    dispersal.rifles[c] += detachments.rifles[i]
    detachments.rifles[i] = 0.0
    detachments.departed[land.atom[c]] += away
    count_dead(drives, detachments, i, e, dead, 0.0)
    break_outs.dispersed[land.atom[c]] += away
    break_outs.destroyed[land.atom[c]] += 1.0


@kernel
def shot(forcing, parameters, c, n, u):
    """Return how many of n captured in a cell are shot: most, unless orders want them for labour."""
    kept = parameters.kept_alive_share + (1.0 - parameters.kept_alive_share) * forcing.clearance[c]
    return draw_whole(n, (1.0 - kept) * n, u)


@kernel
def hold_captive(drives, population, detachments, land, c, e, n):
    """Count n partisans as captured and kept alive."""
    population.prisoners[c] += n
    detachments.departed[land.atom[c]] += n
    drives.captured[c] += n
    drives.partisans_captured[e] += n


@kernel
def count_dead(drives, detachments, i, e, dead, own):
    """Bring the strength of a detachment up to date, and count the dead of both sides."""
    update_strength(detachments, i)
    count_losses(drives, detachments.cell[i], e, dead, own)

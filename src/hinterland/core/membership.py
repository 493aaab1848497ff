"""Membership of detachments: every subsystem that adds or removes their people does it through these functions."""

from hinterland.core.chance import draw_count, draw_whole, identity
from hinterland.core.geometry import draw_within_reach
from hinterland.core.jit import kernel
from hinterland.core.origin import CADRE, LOCAL, STRAGGLER
from hinterland.core.stock import draw_down, held, take_row


@kernel
def living(detachments):
    """Return the rows of the detachments that exist, and of those that ended today or yesterday.

    They stand in the order of founding. Each kernel sees once that a detachment has ended.
    """
    return detachments.living[: detachments.number[0]]


@kernel
def weekly_batch(detachments):
    """Return the rows of those of `living` whose day of the week is today."""
    return detachments.batch[: detachments.batch_size[0]]


@kernel
def new_detachment(detachments, cell, day):
    """Make a detachment without people in a cell, as raw and as unknown as new ones are; return its row.

    Its row was nobody's before, so that all else of it is as it begins. It is -1 where the table has no row left: the
    detachment is refused and counted.
    """
    i = take_row(detachments, detachments.alive.size)
    if i >= 0:
        detachments.key[i] = new_key(detachments, cell, day)
        detachments.living[detachments.number[0]] = i
        detachments.number[0] += 1
        detachments.alive[i] = 1
        detachments.cell[i] = cell
        detachments.founded_day[i] = day
        detachments.days_silent[i] = detachments.silence_of_new[0]
        detachments.skill[i] = detachments.skill_of_new[0]
        detachments.cohesion[i] = detachments.cohesion_of_new[0]
    return i


@kernel
def new_key(detachments, cell, day):
    """Return an identity for a detachment that is founded in a cell on a day; those founded beside it have others."""
    key = identity(cell, day)
    for i in living(detachments):
        if detachments.founded_day[i] == day and detachments.key[i] == key:
            key += 1
    return key


@kernel
def empty(detachments, i):
    """Set the people and the stores of row i to zero."""
    detachments.people[i, :] = 0.0
    detachments.men[i] = 0.0
    detachments.wounded[i] = 0.0
    detachments.rifles[i] = 0.0
    detachments.explosive[i] = 0.0
    detachments.food[i] = 0.0
    detachments.reported_strength[i] = 0.0


@kernel
def arm_from_hidden(detachments, supply, land, i, u):
    """Arm row i, which has no rifles, with those hidden in a cell near it, drawn by u: one for each at most."""
    field = draw_within_reach(land, supply.scattered, detachments.cell[i], u)
    arms = min(supply.scattered[field], detachments.men[i])
    supply.scattered[field] -= arms
    detachments.rifles[i] = arms


@kernel
def leave_stores(detachments, supply, population, i):
    """Leave the stores of row i in its cell: rifles hidden, explosive used up, food with the people; then empty it."""
    c = detachments.cell[i]
    supply.scattered[c] += detachments.rifles[i]
    supply.explosive_used[c] += detachments.explosive[i]
    population.food[c] += detachments.food[i]
    empty(detachments, i)


@kernel
def update_strength(detachments, i):
    """Recompute the strength of row i from its people, and that of its cell."""
    men = held(detachments.people, i)
    detachments.men_in_cell[detachments.cell[i]] += men - detachments.men[i]
    detachments.men[i] = men


@kernel
def share_goods(detachments, i, j, u):
    """Give the new detachment j half of the stores of i, its experience, orders and command; u rounds the rifles."""
    detachments.men[i] = held(detachments.people, i)
    detachments.men[j] = held(detachments.people, j)
    rifles = draw_whole(detachments.rifles[i], 0.5 * detachments.rifles[i], u)
    detachments.rifles[i] -= rifles
    detachments.rifles[j] += rifles
    detachments.explosive[i] *= 0.5
    detachments.explosive[j] = detachments.explosive[i]
    detachments.food[i] *= 0.5
    detachments.food[j] = detachments.food[i]
    detachments.rail_quota[i] *= 0.5
    detachments.rail_quota[j] = detachments.rail_quota[i]
    detachments.skill[j] = detachments.skill[i]
    detachments.cohesion[j] = detachments.cohesion[i]
    detachments.brigade[j] = detachments.brigade[i]
    detachments.contact[j] = detachments.contact[i]
    detachments.goal[j] = detachments.goal[i]
    detachments.base[j] = detachments.base[i]
    detachments.reported_strength[i] = min(detachments.reported_strength[i], detachments.men[i])


@kernel
def enlist(detachments, recruitment, i, origin, n, c):
    """Add n people of an origin to row i, and count them as joined in cell c, from which they come."""
    detachments.people[i, origin] += n
    update_strength(detachments, i)
    recruitment.joined[c] += n
    if origin == LOCAL:
        recruitment.joined_local[c] += n


@kernel
def assemble(recruitment, origin, n, c):
    """Let n people of an origin assemble in cell c to found a detachment, and count them as joined there."""
    recruitment.forming[c, origin] += n
    recruitment.joined[c] += n


@kernel
def send_trained(recruitment, population, n, c):
    """Let n trained people of the Red Army arrive in cell c to found a detachment."""
    population.red_army[0] -= n
    assemble(recruitment, CADRE, n, c)


@kernel
def take_from_hiding(persecution, detachments, recruitment, c, group, i, n):
    """Let n Jews of a group in hiding in cell c join row i. `update_strength` is for the caller."""
    persecution.in_hiding[c, group] -= n
    persecution.admitted[c, group] += n
    persecution.admitted_by_detachment[i, group] += n
    detachments.people[i, LOCAL] += n
    recruitment.joined[c] += n


@kernel
def record_deaths(detachments, population, land, i, n):
    """Let n people of row i die; return how many did. `update_strength` is for the caller."""
    c = detachments.cell[i]
    dead = draw_down(detachments.people, i, n, detachments.key[i])
    population.partisans_dead[c] += dead
    detachments.killed[land.atom[c]] += dead
    return dead


@kernel
def wound(detachments, i, n):
    """Wound n people of row i, who stay in its care; return how many were. `update_strength` is for the caller."""
    hurt = draw_down(detachments.people, i, n, detachments.key[i])
    detachments.wounded[i] += hurt
    return hurt


@kernel
def suffer_losses(detachments, population, land, i, killed, wounded_per_dead, u):
    """Let so many people of row i be killed, and on average so many more wounded for each; return how many died.

    `update_strength` is for the caller.
    """
    dead = record_deaths(detachments, population, land, i, killed)
    wound(detachments, i, draw_count(wounded_per_dead * dead, u))
    return dead


@kernel
def gain_experience(detachments, i, share):
    """Let row i gain a share of the experience that it lacks."""
    detachments.skill[i] += share * (1.0 - detachments.skill[i])


@kernel
def move_to_cell(detachments, i, cell):
    """Move the people of row i to another cell."""
    detachments.men_in_cell[detachments.cell[i]] -= detachments.men[i]
    detachments.cell[i] = cell
    detachments.men_in_cell[cell] += detachments.men[i]


@kernel
def disperse(detachments, population, land, i, n):
    """Let n people leave row i, those of the place for their villages; return how many left, and the soldiers of them.

    The caller decides what becomes of the soldiers.
    """
    c = detachments.cell[i]
    soldiers = detachments.people[i, STRAGGLER]
    away = draw_down(detachments.people, i, n, detachments.key[i])
    soldiers -= detachments.people[i, STRAGGLER]
    population.rural[c] += away - soldiers
    detachments.departed[land.atom[c]] += away
    return away, soldiers


@kernel
def in_occupied_land(detachments, forcing, i, least):
    """Return whether row i is a detachment of at least so many people on occupied ground."""
    known = detachments.alive[i] == 1 and detachments.men[i] >= least
    return known and forcing.occupied[detachments.cell[i]] != 0


@kernel
def first_in_cell(detachments, c):
    """Return the first living detachment in the list of a cell, -1 if there is none."""
    i = detachments.head[c]
    while i >= 0 and (detachments.alive[i] == 0 or detachments.cell[i] != c):
        i = detachments.next[i]
    return i


@kernel
def first_within_reach(detachments, land, c):
    """Return the first row in the lists of the cells within reach of cell c, and the place of its cell among them.

    The row is -1 where there is none. Those that ended today are not left out.
    """
    return next_within_reach(detachments, land, c, -1, -1)


@kernel
def next_within_reach(detachments, land, c, i, k):
    """Return the row that follows row i in those lists, and the place of its cell, as `first_within_reach` does."""
    if i >= 0:
        i = detachments.next[i]
    while i < 0 and k + 1 < land.surroundings.shape[1]:
        k += 1
        if land.surroundings[c, k] >= 0:
            i = detachments.head[land.surroundings[c, k]]
    return i, k


@kernel
def host_within_reach(detachments, land, largest, i, c):
    """Return a detachment within reach of cell c, other than i, of no more than `largest` people; -1 for none.

    A unit of Jews that others do not join is none. Those of the cell itself come first. One that moved today may stand
    in the list of another cell.
    """
    host, k = first_within_reach(detachments, land, c)
    while host >= 0:
        here = detachments.alive[host] == 1 and detachments.cell[host] == land.surroundings[c, k]
        if here and detachments.apart[host] == 0 and host != i and detachments.men[host] <= largest:
            return host
        host, k = next_within_reach(detachments, land, c, host, k)
    return -1

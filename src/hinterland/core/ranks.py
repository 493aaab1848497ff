"""The books of a detachment: how a row is begun and emptied, how people come and go, by whichever subsystem does it."""

from hinterland.core.jit import kernel
from hinterland.core.origin import LOCAL, STRAGGLER
from hinterland.core.stock import draw_down, held


@kernel
def free_row(detachments):
    """Return a row for a new detachment, one given up before if there is any; -1 when there is none left."""
    n = detachments.vacancies[0]
    if n > 0:
        detachments.vacancies[0] = n - 1
        return detachments.vacant[n - 1]
    n = detachments.used[0]
    if n >= detachments.alive.size:
        return -1
    detachments.used[0] = n + 1
    return n


@kernel
def clear(detachments, i, cell, day):
    """Make row i an empty, living detachment in a cell."""
    detachments.alive[i] = 1
    detachments.cell[i] = cell
    empty(detachments, i)
    detachments.hungry[i] = 0.0
    detachments.radio[i] = 0
    detachments.contact[i] = 0
    detachments.silent[i] = 28
    detachments.skill[i] = 0.1
    detachments.spirit[i] = 0.6
    detachments.brigade[i] = -1
    detachments.base[i] = -1
    detachments.goal[i] = -1
    detachments.quota[i] = 0.0
    detachments.named[i] = -1
    detachments.born[i] = day


@kernel
def empty(detachments, i):
    """Take everyone and everything out of the books of row i."""
    detachments.people[i, :] = 0.0
    detachments.men[i] = 0.0
    detachments.wounded[i] = 0.0
    detachments.rifles[i] = 0.0
    detachments.explosive[i] = 0.0
    detachments.food[i] = 0.0
    detachments.known[i] = 0.0


@kernel
def recount(detachments, i):
    """Bring the strength of row i, and of the cell where it is, up to those in its books."""
    men = held(detachments.people, i)
    detachments.here[detachments.cell[i]] += men - detachments.men[i]
    detachments.men[i] = men


@kernel
def enlist(detachments, recruitment, i, origin, n, c):
    """Take n people of an origin into row i; they are counted as joined in the cell they come from."""
    detachments.people[i, origin] += n
    recount(detachments, i)
    recruitment.joined[c] += n
    if origin == LOCAL:
        recruitment.joined_local[c] += n


@kernel
def fall(detachments, population, land, i, n):
    """Let n people of row i die; return how many did. The strength is for `recount` to bring up to date."""
    c = detachments.cell[i]
    dead = draw_down(detachments.people, i, n)
    population.fallen[c] += dead
    detachments.killed[land.atom[c]] += dead
    return dead


@kernel
def disperse(detachments, population, land, i, n):
    """Let n people leave row i, those of the place for their villages; return how many left, and the soldiers of them.

    What becomes of the soldiers is for whoever calls.
    """
    c = detachments.cell[i]
    soldiers = detachments.people[i, STRAGGLER]
    away = draw_down(detachments.people, i, n)
    soldiers -= detachments.people[i, STRAGGLER]
    population.rural[c] += away - soldiers
    detachments.left[land.atom[c]] += away
    return away, soldiers

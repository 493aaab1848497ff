"""The books of a detachment: a row for a new one, a row wiped, a row emptied, by whichever subsystem does it."""

from hinterland.core.jit import kernel


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

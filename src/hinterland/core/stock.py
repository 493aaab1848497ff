"""Counts of people and things held in rows by kind, drawn down without loss."""

import math

import numpy as np

from hinterland.core.chance import fraction, mix
from hinterland.core.jit import kernel


@kernel
def held(stock, row):
    """Return how much a row holds in all its kinds together."""
    total = 0.0
    for k in range(stock.shape[1]):
        total += stock[row, k]
    return total


@kernel
def take_row(table, rows):
    """Return the next row of a table of so many rows; -1 where it is full, which is counted as refused."""
    n = table.used[0]
    if n >= rows:
        table.refused[0] += 1.0
        return -1
    table.used[0] = n + 1
    return n


@kernel
def draw_down(stock, row, n, key):
    """Take n whole units out of a row, from each kind by its share, and return how many were taken.

    `key` is the identity of what the row holds: a cell, or the key of a detachment.
    """
    return move(stock, row, stock, row, n, 0.0, key)


@kernel
def pour(source, i, target, j, n, key):
    """Move n whole units from row i of one table to row j of another, by the shares of the source; return how many.

    `key` is the identity of the source.
    """
    return move(source, i, target, j, n, 1.0, key)


@kernel
def move(source, i, target, j, n, kept, key):
    """Take n whole units out of row i, and add as many, times `kept`, to row j of another table.

    Chance has decided n; of which kinds they are is arithmetic. In systematic sampling the units of the row stand in a
    line, kind after kind, and every (total / n)-th is taken, the first by `offset`. So each kind gives its share
    rounded down or up, and over many rows and times its share on average.
    """
    total = held(source, i)
    n = min(n, total)
    if n <= 0.0:
        return 0.0
    first = offset(source, i, key)
    passed, taken = 0.0, 0.0
    for k in range(source.shape[1]):
        passed += source[i, k]
        due = n if passed >= total else math.floor(n * passed / total + first)
        part = min(due - taken, source[i, k])
        source[i, k] -= part
        target[j, k] += kept * part
        taken += part
    return taken


@kernel
def offset(stock, row, key):
    """Return where in a row the sampling begins: a number in [0, 1), even over keys and over what rows hold.

    It is no draw of chance and knows no seed and no day. A detachment that holds the same is parted alike in every run,
    so that two wars differ in the kinds that are taken only where they differ in how many there are. What is taken out
    changes what the row holds, and so the next offset.
    """
    h = mix(np.uint64(key))
    for k in range(stock.shape[1]):
        h = mix(h ^ np.uint64(stock[row, k]))
    return fraction(h)


@kernel
def still_listed(listed, there, struck_off_share):
    """Return how many a list names after a week: those who are there, and of the others those not struck off."""
    return there + (1.0 - struck_off_share) * max(0.0, listed - there)

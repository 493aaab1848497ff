"""Counts of people and things held in rows by kind, drawn down without loss."""

import math

from hinterland.core.jit import kernel


@kernel
def held(stock, row):
    """Return how much a row holds in all its kinds together."""
    total = 0.0
    for k in range(stock.shape[1]):
        total += stock[row, k]
    return total


@kernel
def draw_down(stock, row, n):
    """Take n whole units out of a row, from each kind by its share, and return how many were taken."""
    total = held(stock, row)
    n = min(n, total)
    if n <= 0.0:
        return 0.0
    left = n
    for k in range(stock.shape[1]):
        part = min(math.floor(n * stock[row, k] / total), left)
        stock[row, k] -= part
        left -= part
    k = 0
    while left > 0.0:
        part = min(left, stock[row, k])
        stock[row, k] -= part
        left -= part
        k += 1
    return n


@kernel
def pour(source, i, target, j, n):
    """Move n whole units from row i of one table to row j of another, by the shares of the source; return how many."""
    total = held(source, i)
    n = min(n, total)
    if n <= 0.0:
        return 0.0
    left = n
    for k in range(source.shape[1]):
        part = min(math.floor(n * source[i, k] / total), left)
        source[i, k] -= part
        target[j, k] += part
        left -= part
    k = 0
    while left > 0.0:
        part = min(left, source[i, k])
        source[i, k] -= part
        target[j, k] += part
        left -= part
        k += 1
    return n

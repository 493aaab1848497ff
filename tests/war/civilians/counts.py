"""Counts of people that are rounded by chance, beside what is expected."""

import numpy as np


def check_count(found: float, expected: float, draws: int) -> None:
    """Check a sum of numbers that are rounded by chance within 4 standard errors: of each the variance is 1 / 4."""
    assert abs(found - expected) <= 4.0 * np.sqrt(0.25 * draws)

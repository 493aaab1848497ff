"""National movements with arms of their own: the columns of their tables, and what every subsystem does to them."""

from hinterland.core.jit import kernel

POLISH, UKRAINIAN, BALTIC, LEFT, MOVEMENTS = range(5)
"""The Home Army; the Ukrainian insurgents; the bands of the Baltic; the Polish left, which is on the Soviet side; and
how many movements there are."""


@kernel
def lose_members(national_movements, c, k, n):
    """Count n members of a movement as dead."""
    national_movements.strength[c, k] -= n
    national_movements.fallen[c] += n


@kernel
def hand_over(national_movements, c, k, n):
    """Remove the rifles of n members from a movement; return their number."""
    rifles = min(n, national_movements.rifles[c, k])
    national_movements.rifles[c, k] -= rifles
    return rifles

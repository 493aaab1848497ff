"""The remainder of a division of two numbers, as the C library has it: exact, so that it has the same bits anywhere."""

import math

from hinterland.core.jit import kernel


@kernel
def remainder(x, y):
    """Return x less the whole multiple of y next to it on the side of zero; NaN where y is 0 or x is not finite."""
    left, part = abs(x), abs(y)
    if not (part > 0.0 and left < math.inf):
        return math.nan
    while left >= part:
        taken = part
        while taken + taken <= left:
            taken += taken
        left -= taken
    return math.copysign(left, x)

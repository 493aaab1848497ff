"""Losses of the native police: every subsystem whose fights cost police records them through this function."""

from hinterland.core.jit import kernel


@kernel
def kill_police(security, c, n):
    """Let n police of cell c die; whoever kills them counts them."""
    security.police[c] -= n
    security.police_fallen[c] += n

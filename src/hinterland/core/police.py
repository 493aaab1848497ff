"""Losses of the native police: every subsystem whose fights cost police records them through these functions."""

from hinterland.core.jit import kernel


@kernel
def kill_police(security, c, n):
    """Let n police of cell c die; whoever kills them counts them."""
    security.police[c] -= n
    security.police_fallen[c] += n


@kernel
def kill_police_and_soldiers(attacks, security, land, c, dead, police):
    """Let so many of the forces of cell c die in an attack, `police` of them police and the others soldiers."""
    kill_police(security, c, police)
    attacks.police_dead[land.atom[c]] += police
    attacks.axis_dead[c] += dead - police

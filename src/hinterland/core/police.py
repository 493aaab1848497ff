"""Native police and garrisons: how many there are near a place, and the losses of police in every fight."""

from hinterland.core.geometry import density_within_reach
from hinterland.core.jit import kernel


@kernel
def forces_within_reach(security, land, c):
    """Return the soldiers in garrisons and native police on a thousand km2 within reach of cell c."""
    return density_within_reach(land, security.garrison, c) + density_within_reach(land, security.police, c)


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

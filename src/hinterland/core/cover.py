"""How well the ground hides people today, and how many soldiers press on it."""

from hinterland.core.jit import kernel


@kernel
def hidden(cover, foliage, snow):
    """Return the shelter of ground with this cover, 0 to 1: less when leaves are down, less when snow keeps tracks."""
    return cover * (0.72 + 0.28 * foliage) * (1.0 - 0.15 * min(1.0, snow / 40.0))


@kernel
def density(men, area):
    """Return men on a thousand km2."""
    return 1000.0 * men / max(area, 1.0)

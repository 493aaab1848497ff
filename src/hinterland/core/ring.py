"""The ring of an expedition: how detachments leave it, and what is counted of both sides' losses within it."""

from hinterland.core.geometry import way_out
from hinterland.core.jit import kernel
from hinterland.core.membership import move_to_cell


@kernel
def leave_ring(cordon, expeditions, detachments, land, forcing, i, e):
    """Let detachment i, which is through the ring of expedition e, go on to the first cell outside."""
    c = detachments.cell[i]
    n = way_out(land, forcing.occupied, expeditions.centre_cell[e], expeditions.radius_km[e], c)
    move_to_cell(detachments, i, n)
    cordon.enclosed[i] = -1


@kernel
def count_losses(drives, c, e, dead, own):
    """Count dead partisans and soldiers where they fell and for their expedition."""
    drives.partisans_killed[c] += dead
    drives.partisans_dead[e] += dead
    drives.own_dead[c] += own
    drives.axis_dead[e] += own


@kernel
def lose_rifles(drives, detachments, supply, i, n):
    """Let n rifles of detachment i fall into the hands of the troops."""
    c = detachments.cell[i]
    detachments.rifles[i] -= n
    supply.lost[c] += n
    drives.weapons[c] += n

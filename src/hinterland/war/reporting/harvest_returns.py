"""Harvest returns: grain and labour that partisans report as kept from the occupier, and what his economic staff books.

Partisans count the whole crop of a district where they withheld a part of the levy, and with a worker his family; of
grain that nobody comes for where no partisans are they know nothing. The economic staff books grain where it is
weighed, before it spoils on the way. It puts part of what it lacks down to partisans: of what they kept from it a
share, and of other shortage more, the more partisans it believes to be there. Returns do not change the war.
"""

from typing import NamedTuple

from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per
from hinterland.core.geometry import density_within_reach
from hinterland.core.jit import daily
from hinterland.core.response import saturate

FAMILIES = stream("harvest_returns.families", "rounding of the people reported as kept from the draft in a cell")
CATTLE = stream("harvest_returns.cattle", "how many of the cattle that an expedition took in a place it hands in")


class State(NamedTuple):
    """Grain, cattle and workers on paper."""

    grain_withheld: Array = per("cell", f8, "t", "Grain that units report as kept from the occupier today", daily=True)
    people_withheld: Array = per(
        "cell", f8, "person", "People whom units report as kept from the draft today", daily=True
    )
    booked_before_loss: Array = per("cell", f8, "t", "Grain booked as taken today that spoils on the way", daily=True)
    put_down_to_partisans: Array = per(
        "cell", f8, "t", "Grain missing today that the economic staff puts down to partisans", daily=True
    )
    cattle_handed_in: Array = per("atom", f8, "head", "Cattle that expeditions hand in today", daily=True)
    grain_handed_in: Array = per("atom", f8, "t", "Grain that expeditions hand in today", daily=True)


class Parameters(NamedTuple):
    """What units add, and how the economic staff books."""

    crop_per_levy: float = assumed(
        2.5, "1", log(1, 8), "Grain reported as kept from the occupier for each tonne of his levy that partisans "
        "withheld", "house-1813",
    )  # fmt: skip
    people_per_worker: float = assumed(
        2.0, "1", log(1, 6), "People reported as kept from the draft for each whom it did not get", "house-1813"
    )
    spoilt_booked_share: float = assumed(
        0.7, "1", (0, 1), "Share of the grain that spoils on the way that stays booked as taken", "house-1814"
    )
    admitted_share: float = assumed(
        0.6, "1", (0, 1), "Share of the grain that partisans withheld that the economic staff puts down to them",
        "house-1815",
    )  # fmt: skip
    blamed_share: float = assumed(
        0.5, "1", (0, 1), "Share of shortage for want of hands or stocks that the economic staff puts down to "
        "partisans where very many are believed",
        "house-1815",
    )  # fmt: skip
    half_saturation_believed: float = assumed(
        100, "person/1000km2", log(10, 1000), "Believed partisans at which half of the largest share of shortage for "
        "want of hands or stocks is put down to them",
        "house-1815",
    )  # fmt: skip
    handed_in_share: float = assumed(
        0.8, "1", (0.2, 1), "Share of the cattle and grain taken in expeditions that troops hand in with a list",
        "house-1816",
    )  # fmt: skip


@daily
def count(harvest_returns, requisition, combing, detachments, picture, land, parameters, today):
    """Count what units report and what the economic staff books of the day."""
    for c in range(requisition.denied.size):
        denied, kept = requisition.denied[c], requisition.draft_denied[c]
        if detachments.men_in_cell[c] > 0.0:
            harvest_returns.grain_withheld[c] = parameters.crop_per_levy * denied
            people = parameters.people_per_worker * kept
            harvest_returns.people_withheld[c] = draw_count(people, uniform(today, FAMILIES, c))
        harvest_returns.booked_before_loss[c] = parameters.spoilt_booked_share * requisition.lost_transport[c]
        short = requisition.shortfall[c]
        if denied > 0.0 or short > 0.0:
            believed = density_within_reach(land, picture.partisans, c)
            blamed = parameters.blamed_share * saturate(believed, parameters.half_saturation_believed)
            harvest_returns.put_down_to_partisans[c] = parameters.admitted_share * denied + blamed * short
    for a in range(combing.cattle_taken_today.size):
        cattle = combing.cattle_taken_today[a]
        if cattle > 0.0:
            handed_in = parameters.handed_in_share * cattle
            harvest_returns.cattle_handed_in[a] = draw_whole(cattle, handed_in, uniform(today, CATTLE, a))
        harvest_returns.grain_handed_in[a] = parameters.handed_in_share * combing.grain_taken_today[a]

"""Press returns: leaflets, newspapers and presses as the Soviet side counts them, and copies that the occupier finds.

Detachments and the underground pass leaflets on to each other, and both count them. A brigade reports the run that was
ordered of its press, or part of the way to it, where it prints less. Of copies for the air those are booked that were
printed, not those that come down in occupied land. The occupier counts copies that his services find. Returns do not
change the war.
"""

from typing import NamedTuple

from hinterland.core.calendar import TUESDAY
from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, f8, log, per
from hinterland.core.jit import kernel, weekly
from hinterland.core.police import forces_within_reach
from hinterland.core.response import saturate
from hinterland.core.stock import still_listed

LEAFLETS = stream("press_returns.leaflets", "rounding of the leaflets that are reported of a cell this week")
PAPERS = stream("press_returns.papers", "rounding of the copies of newspapers that are reported of a cell this week")
SENT = stream("press_returns.sent", "rounding of the copies that are booked as dropped on a cell this week")
FOUND = stream("press_returns.found", "how many of the new copies in a cell the occupier's services find this week")


class State(NamedTuple):
    """Copies and presses on paper."""

    leaflets: Array = per("cell", f8, "copy", "Leaflets that units report today", daily=True)
    papers: Array = per("cell", f8, "copy", "Copies of newspapers that brigades report today", daily=True)
    sent: Array = per("cell", f8, "copy", "Copies from the Soviet rear booked as dropped today", daily=True)
    found: Array = per("cell", f8, "copy", "Copies that the occupier's services find today", daily=True)
    presses: Array = per("cell", f8, "press", "Presses on the Party's lists")


class Parameters(NamedTuple):
    """What is counted twice, what is counted as ordered, and what the occupier finds."""

    passed_on_share: float = assumed(
        0.5, "1", (0, 1), "Share of the leaflets of the lesser of two, detachments and underground of a place, that "
        "both count", "house-1809",
    )  # fmt: skip
    ordered_copies_per_week: float = assumed(
        2000, "copy/week", log(200, 20000), "Copies that a press is ordered to print in a week", "house-1810"
    )
    padding_to_order: float = assumed(
        0.5, "1", (0, 1), "Share of the gap between the copies printed and those ordered that a report adds",
        "house-1810",
    )  # fmt: skip
    printed_per_copy_dropped: float = assumed(
        1.5, "1", log(1, 6), "Copies booked as dropped for each that comes down in occupied land", "house-1811"
    )
    struck_off_per_week: float = assumed(
        0.05, "1/week", log(0.005, 0.5), "Share of lost presses that the Party strikes off its lists in a week",
        "house-1811",
    )  # fmt: skip
    found_share: float = assumed(
        0.05, "1", log(0.002, 0.5), "Largest share of new copies that the occupier's services find", "house-1812"
    )
    half_saturation_forces: float = assumed(
        200, "person/1000km2", log(20, 2000), "Soldiers and police at which half of the largest share of new copies is "
        "found",
        "house-1812",
    )  # fmt: skip


@weekly(TUESDAY)
def count(press_returns, propaganda, detachments, underground, security, land, forcing, parameters, today):
    """Count the copies and presses of the week, after they were printed."""
    for c in range(press_returns.presses.size):
        presses = propaganda.presses[c]
        listed = still_listed(press_returns.presses[c], presses, parameters.struck_off_per_week)
        press_returns.presses[c] = listed if forcing.occupied[c] == 1 else presses
        leaflets, papers, dropped = propaganda.leaflets[c], propaganda.papers[c], propaganda.copies_airdropped[c]
        if leaflets > 0.0:
            twice = share_passed_on(detachments, underground, parameters, c)
            press_returns.leaflets[c] = draw_count((1.0 + twice) * leaflets, uniform(today, LEAFLETS, c))
        if papers > 0.0:
            asked = parameters.ordered_copies_per_week * presses
            padded = papers + parameters.padding_to_order * max(0.0, asked - papers)
            press_returns.papers[c] = draw_count(padded, uniform(today, PAPERS, c))
        if dropped > 0.0:
            press_returns.sent[c] = draw_count(parameters.printed_per_copy_dropped * dropped, uniform(today, SENT, c))
        new = leaflets + papers + dropped
        if new > 0.0:
            many = saturate(forces_within_reach(security, land, c), parameters.half_saturation_forces)
            press_returns.found[c] = draw_whole(new, parameters.found_share * many * new, uniform(today, FOUND, c))


@kernel
def share_passed_on(detachments, underground, parameters, c):
    """Return the share of the leaflets of a cell that two count: at most all of those of the lesser of the two."""
    partisans, members = detachments.men_in_cell[c], underground.members[c]
    return parameters.passed_on_share * min(partisans, members) / max(partisans + members, 1.0)

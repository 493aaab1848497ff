"""Orders: campaign orders and marching orders pass down the staffs to detachments in contact, which then act on them.

Each railway campaign is a separate order. It leaves Moscow before the first night, passes the staffs in between, and
reaches a detachment with a chance per day that depends on its radio and the number of staffs. A detachment that has not
received the order does not take part. The module sets the quota of rails and the goal of marches of detachments.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import SUNDAY
from hinterland.core.chance import stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, i4, i8, per, u1
from hinterland.core.elementary import power
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import living, weekly_batch
from hinterland.core.units import DAYS_PER_WEEK

OBEY = stream("orders.obey", "whether a detachment that received a marching order sets out this week")
HEAR = stream("orders.hear", "whether a campaign order reaches a detachment today")
ORDER = np.int64(Kind.order)


class State(NamedTuple):
    """Orders in force, and who has received them."""

    rails_ordered: Array = per(
        "atom", f8, "rail", "Rails that the detachments of the cell are ordered to destroy today", daily=True
    )
    partisans_addressed: Array = per(
        "campaign", f8, "person", "Partisans who have received each campaign order in force"
    )
    partisans_in_reach: Array = per(
        "order", f8, "person", "Partisans whom a marching order in force could reach yesterday"
    )
    partisans_marching: Array = per("atom", f8, "person", "Partisans who set out today on an ordered march", daily=True)
    campaigns_heard: Array = per(
        "detachment", i8, "1", "Campaign orders that a detachment has received, a bit for each"
    )
    saves: Array = per("detachment", u1, "1", "Whether a detachment has a campaign order whose day has not come")
    named_night: Array = per("detachment", u1, "1", "Whether the night has come for which it had such an order")
    raid_leader: Array = per("order", i4, "row", "Detachment of the leader whom a raid names, -1 for none", start=-1)


class Parameters(NamedTuple):
    """How fast orders spread, and how many detachments obey them."""

    marches_per_week: float = directional(
        0.3, "1/week", (0.02, 1), "Chance in a week that a detachment that receives a marching order sets out", "S104",
        "house-0037",
    )  # fmt: skip
    smallest_marching_detachment: float = assumed(
        45, "person", (10, 200), "People that a detachment must have to be sent on a march", "house-0037"
    )
    radio_delivery_per_day: float = directional(
        0.45, "1/day", (0.02, 1), "Chance in a day that an order reaches a detachment with a radio set", "S054",
        "house-0290",
    )  # fmt: skip
    courier_delivery_per_day: float = assumed(
        0.12, "1/day", (0.005, 1), "Chance in a day that an order reaches a detachment in contact without a set",
        "house-0290",
    )  # fmt: skip
    task_share_by_air: float = assumed(
        0.85, "1", (0, 1), "Share of a campaign's task that is assigned only with the charges flown in for it",
        "house-0292",
    )  # fmt: skip
    flying_nights_share: float = assumed(
        0.5, "1", (0.2, 1), "Share of nights on which planners count on flying", "house-0292"
    )
    pass_on_share_per_staff: float = assumed(
        0.75, "1", (0.2, 1), "Share of the chance of delivery that remains after each further staff", "house-0290"
    )


@daily
def pass_down(orders, detachments, journal, forcing, parameters, today):
    """Deliver the campaign orders in force to detachments in contact, each with its own chance."""
    for i in range(orders.saves.size):
        orders.named_night[i] = orders.saves[i]
        orders.saves[i] = 0
    if forcing.campaign_number.size == 0:
        return
    for i in living(detachments):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        key = detachments.key[i]
        for k in range(forcing.campaign_number.size):
            if forcing.campaign[k, c] == 0:
                continue
            number = forcing.campaign_number[k]
            bit = np.int64(1) << number
            deaf = detachments.contact[i] == 0 or forcing.chain[c] < 1.0 or orders.campaigns_heard[i] & bit != 0
            if not deaf and uniform(today, HEAR, key, number) < delivery_chance(detachments, forcing, parameters, i):
                orders.campaigns_heard[i] |= bit
                men = detachments.men[i]
                record_event(journal, ORDER, c, i, -1, men, 0.0, men, 0.0)
            if orders.campaigns_heard[i] & bit != 0 and forcing.campaign_rails[k] <= 0.0:
                orders.saves[i] = 1
                orders.named_night[i] = 0


@kernel
def delivery_chance(detachments, forcing, parameters, i):
    """Return the chance that an order reaches a detachment in contact today: by radio or courier, past every staff."""
    way = parameters.radio_delivery_per_day if detachments.radio[i] == 1 else parameters.courier_delivery_per_day
    further_staffs = forcing.chain[detachments.cell[i]] - 1.0
    return way * power(parameters.pass_on_share_per_staff, further_staffs)


@daily
def campaign(orders, detachments, airlift, land, forcing, parameters):
    """Share the plan of a railway campaign among the detachments that have received the order, by their strength.

    Part of the task is assigned only with the charges for it, which come by air: if they are not flown in, it lapses.
    """
    due = parameters.flying_nights_share * airlift.mean_sorties_available[0]
    brought = min(1.0, airlift.mean_sorties_flown[0] / due) if due > 0.0 else 0.0
    part = 1.0 - parameters.task_share_by_air * (1.0 - brought)
    running, ran = False, False
    for k in range(orders.partisans_addressed.size):
        ran |= orders.partisans_addressed[k] > 0.0
        orders.partisans_addressed[k] = 0.0
    for k in range(forcing.campaign_number.size):
        running |= forcing.campaign_rails[k] > 0.0
    if not running and not ran:
        return
    for i in living(detachments):
        if not running:
            detachments.rail_quota[i] = 0.0
            continue
        if orders.campaigns_heard[i] == 0:
            continue
        for k in range(forcing.campaign_number.size):
            if takes_part(orders, detachments, forcing, i, k):
                orders.partisans_addressed[k] += detachments.men[i]
    if not running:
        return
    for i in living(detachments):
        if orders.campaigns_heard[i] == 0:
            continue
        for k in range(forcing.campaign_number.size):
            if takes_part(orders, detachments, forcing, i, k):
                share = part * forcing.campaign_rails[k] * detachments.men[i] / orders.partisans_addressed[k]
                detachments.rail_quota[i] += share
                orders.rails_ordered[land.atom[detachments.cell[i]]] += share


@kernel
def takes_part(orders, detachments, forcing, i, k):
    """Return whether a detachment takes part in a campaign today; one that has lost its last member does not."""
    if detachments.alive[i] == 0 or detachments.men[i] <= 0.0 or forcing.campaign_rails[k] <= 0.0:
        return False
    if forcing.campaign[k, detachments.cell[i]] == 0:
        return False
    return orders.campaigns_heard[i] & (np.int64(1) << forcing.campaign_number[k]) != 0


@weekly(SUNDAY)
def raid(orders, detachments, marches, journal, land, named_units, forcing, today):
    """Start each raid that names a leader: his unit sets out from wherever it is, with others from the same cell.

    A leader who is on a documented march keeps to that.
    """
    for k in range(forcing.march_to.size):
        orders.raid_leader[k] = -1
    for i in living(detachments):
        n = detachments.named[i]
        if detachments.alive[i] == 0 or n < 0 or named_units.leader[n] < 0:
            continue
        if marches.leader_bound[named_units.leader[n]] == 1:
            continue
        for k in range(forcing.march_to.size):
            if forcing.march_leader[k] == named_units.leader[n]:
                orders.raid_leader[k] = i
    for k in range(forcing.march_to.size):
        i = orders.raid_leader[k]
        if i < 0 or detachments.cell[i] == forcing.march_to[k] or detachments.goal[i] == forcing.march_to[k]:
            continue
        c = detachments.cell[i]
        set_out(orders, detachments, journal, land, i, forcing.march_to[k])
        men = detachments.men[i]
        j = detachments.head[c]
        while j >= 0 and men < forcing.march_men[k]:
            if j != i and detachments.alive[j] == 1 and detachments.cell[j] == c and detachments.goal[j] < 0:
                set_out(orders, detachments, journal, land, j, forcing.march_to[k])
                men += detachments.men[j]
            j = detachments.next[j]


@kernel
def set_out(orders, detachments, journal, land, i, goal):
    """Set the goal of a detachment's march and record the order."""
    c = detachments.cell[i]
    detachments.goal[i] = goal
    orders.partisans_marching[land.atom[c]] += detachments.men[i]
    record_event(journal, ORDER, c, i, goal, detachments.men[i], 0.0, detachments.men[i], 0.0)


@daily
def march(orders, detachments, radio, journal, land, forcing, parameters, today):
    """Let a seventh of the detachments in contact decide whether to follow a marching order from their area."""
    for k in range(forcing.march_to.size):
        orders.partisans_in_reach[k] = 0.0
        for c in range(radio.partisans_in_contact.size):
            orders.partisans_in_reach[k] += forcing.march_from[k, c] * radio.partisans_in_contact[c]
    for i in weekly_batch(detachments):
        if detachments.alive[i] == 0 or detachments.contact[i] == 0:
            continue
        if detachments.goal[i] >= 0 or detachments.men[i] < parameters.smallest_marching_detachment:
            continue
        c = detachments.cell[i]
        for k in range(forcing.march_to.size):
            if forcing.march_from[k, c] == 0 or c == forcing.march_to[k] or detachments.goal[i] >= 0:
                continue
            if forcing.march_leader[k] >= 0:
                continue
            wanted = DAYS_PER_WEEK * forcing.march_men[k] / max(orders.partisans_in_reach[k], 1.0)
            if uniform(today, OBEY, detachments.key[i], k) < min(parameters.marches_per_week, wanted):
                set_out(orders, detachments, journal, land, i, forcing.march_to[k])

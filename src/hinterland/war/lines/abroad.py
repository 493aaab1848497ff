"""War abroad: escaped Soviet prisoners and labourers who fight, and national uprisings.

Prisoners and labourers escape where the local resistance is strong, and gather in the forests. Where an uprising is
called, people join while they hope for help; troops break it, and its survivors die, are captured, go home or join the
partisans. Countries beyond the map have no cells: only the number of Soviet citizens who took up arms there is kept.
Formations that march abroad on order belong to `movement`.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import FRIDAY
from hinterland.core.chance import in_weekly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.declare import Array, f8, log, param, per, switch
from hinterland.core.geometry import density
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.origin import LOCAL, STRAGGLER
from hinterland.core.stock import held

ESCAPE = stream("abroad.escape", "how many prisoners and labourers of a cell or country take up arms this week")
RISE = stream("abroad.rise", "how many people of a cell join the uprising this week")
TOLL = stream("abroad.toll", "how many insurgents die, go home or are captured this week")
CROSS = stream("abroad.cross", "whether a detachment abroad crosses the front to its own side this week")
UPRISING = np.int64(Kind.uprising)


class State(NamedTuple):
    """Soviet citizens who took up arms abroad, and insurgents."""

    joined: Array = per("atom", f8, "person", "Soviet prisoners and labourers who took up arms today", daily=True)
    joined_off_map: Array = per(
        "country", f8, "person", "Those who took up arms today in countries beyond the map", daily=True
    )
    armed_off_map: Array = per(
        "country", f8, "person", "Soviet citizens who have taken up arms in countries beyond the map so far"
    )
    fallen_off_map: Array = per("country", f8, "person", "Those of them who have died")
    insurgents: Array = per("cell", f8, "person", "Insurgents of foreign countries under arms")
    fallen: Array = per("cell", f8, "person", "Insurgents who have died")
    taken: Array = per("cell", f8, "person", "Insurgents captured and sent to camps")
    dead_today: Array = per("cell", f8, "person", "Insurgents killed today", daily=True)
    hope: Array = per("republic", f8, "1", "Hope of the insurgents of each country for help, 0 to 1", start=1.0)
    insurgents_last_week: Array = per("republic", f8, "person", "Insurgents of each country at the start of the week")
    lost_this_week: Array = per("republic", f8, "person", "Insurgents lost to troops since the start of the week")
    wooded_km2: Array = per("republic", f8, "km2", "Wooded area under occupation in each country")
    partisans: Array = per("republic", f8, "person", "Partisans in each country")


class Parameters(NamedTuple):
    """Rates of escape, uprising and suppression abroad."""

    enabled: float = switch("Whether prisoners escape abroad and uprisings can occur")
    escapes_per_week: float = param(
        0.00125, "1/week", log(0.0001, 0.02), "Weekly share of those held who take up arms where all people resist",
        "house-0250", "S043",
    )  # fmt: skip
    labourer_share: float = param(0.4, "1", (0, 1), "Share of labourers; the rest are prisoners", "house-0250")
    escapes_by_news: float = param(0.8, "1", (0, 2), "Added escapes at the best news from the front", "house-0250")
    frost_deterrence: float = param(0.7, "1", (0, 1), "Share of escapes prevented by frost", "house-0250")
    rifles_per_escapee: float = param(
        0.6, "rifle/person", (0, 1.5), "Rifles that the resistance provides for each", "house-0251"
    )
    support_where_resisting: float = param(0.9, "1", (0, 1), "Support where all people resist", "house-0251")
    support_change_per_week: float = param(
        0.1, "1/week", (0.01, 0.5), "Share of the gap to that support that closes in a week", "house-0251"
    )
    deaths_off_map_per_week: float = param(
        0.006, "1/week", log(0.0005, 0.05), "Weekly share of fighters beyond the map who die", "house-0251"
    )
    rising_share: float = param(
        0.06, "1", (0.005, 0.2), "Share of the people who join an uprising under the best conditions", "house-0252",
        "S399",
    )  # fmt: skip
    rising_per_week: float = param(0.4, "1/week", (0.05, 1), "Share of the missing insurgents who join", "house-0252")
    half_saturation_partisans: float = param(
        0.05, "person/km2", log(0.01, 5), "Partisans per wooded km2 at which half of the people are ready",
        "house-0252", "S396",
    )  # fmt: skip
    half_hope_front_km: float = param(180, "km", (30, 600), "Front distance that halves readiness", "house-0252")
    hope_lost_per_week: float = param(
        0.035, "1/week", (0, 0.5), "Share of hope lost in a week in which no help arrives", "house-0252", "S402"
    )
    hope_lost_by_defeat: float = param(1.6, "1", (0, 6), "Hope lost per share of insurgents lost", "house-0252")
    desertion_per_week: float = param(0.8, "1/week", (0, 1), "Share of those without hope who go home", "house-0252")
    crushed_per_week: float = param(
        0.5, "1/week", (0.02, 2), "Share of insurgents lost to overwhelming troops", "house-0253", "S403"
    )
    soldier_weight: float = param(
        1.6, "1", (0.2, 8), "Weight of a soldier sent against insurgents, relative to an insurgent", "house-0253",
        "S403",
    )  # fmt: skip
    dead_share: float = param(0.14, "1", (0, 1), "Share of the insurgents lost who die", "house-0253")
    captured_share: float = param(0.3, "1", (0, 1), "Share of insurgents lost who are captured", "house-0253")
    joining_partisans_share: float = param(0.12, "1", (0, 1), "Share of survivors who join partisans", "house-0253")
    soldiers_killed_per_insurgent: float = param(
        0.35, "1", (0, 2), "Soldiers killed per insurgent killed", "house-0253"
    )
    crossing_per_week: float = param(
        0.25, "1/week", (0, 1), "Weekly chance in frost that a detachment at the front crosses to its own side",
        "house-0254", "S405",
    )  # fmt: skip


@daily
def escape(abroad, detachments, recruitment, population, supply, land, forcing, parameters, today):
    """Let prisoners and labourers escape; they gather in the forests or join the resistance off the map."""
    if parameters.enabled == 0.0:
        return
    if today.phase == 0:
        abroad.wooded_km2[:] = 0.0
        abroad.partisans[:] = 0.0
        for c in range(land.abroad.size):
            if land.abroad[c] == 1 and forcing.occupied[c] == 1:
                abroad.wooded_km2[land.republic[c]] += land.area[c] * (0.02 + land.cover[c])
                abroad.partisans[land.republic[c]] += detachments.men_in_cell[c]
        for k in range(forcing.held_beyond.size):
            rate = parameters.escapes_per_week * forcing.resistance_beyond[k]
            rate *= 1.0 + parameters.escapes_by_news * forcing.news[1]
            captive = max(0.0, forcing.held_beyond[k] - abroad.armed_off_map[k])
            fighting = abroad.armed_off_map[k] - abroad.fallen_off_map[k]
            n = whole(rate * captive, uniform(today, ESCAPE, k + 1000000))
            dead = whole(parameters.deaths_off_map_per_week * fighting, uniform(today, TOLL, k + 1000000))
            dead = min(dead, fighting)
            population.red_army[0] -= n - labourers(population, n, parameters, today.day + k)
            abroad.armed_off_map[k] += n
            abroad.fallen_off_map[k] += dead
            abroad.joined_off_map[k] += n
    for t in range(weekly_batch_size(today, land.abroad.size)):
        c = weekly_batch_row(today, t)
        if land.abroad[c] == 0:
            continue
        r = land.republic[c]
        goal = parameters.support_where_resisting * forcing.resistance[r]
        population.support_soviet[c] += parameters.support_change_per_week * (goal - population.support_soviet[c])
        levy = forcing.food_levy[c] * population.food[c]
        population.food[c] -= levy
        population.grain_taken[c] += levy
        if forcing.occupied[c] == 0:
            left = held(recruitment.forming, c)
            recruitment.forming[c, :] = 0.0
            population.conscripted[c] += left
            continue
        if forcing.held[r] <= 0.0 or abroad.wooded_km2[r] <= 0.0:
            continue
        frost = min(1.0, max(0.0, -forcing.temp[land.zone[c]] / 10.0))
        part = forcing.held[r] * land.area[c] * (0.02 + land.cover[c]) / abroad.wooded_km2[r]
        rate = parameters.escapes_per_week * forcing.resistance[r]
        rate *= 1.0 + parameters.escapes_by_news * forcing.news[land.group[c]]
        n = whole(rate * (1.0 - parameters.frost_deterrence * frost) * part, uniform(today, ESCAPE, c))
        if n < 1.0:
            continue
        population.red_army[0] -= n - labourers(population, n, parameters, c)
        recruitment.forming[c, STRAGGLER] += n
        recruitment.joined[c] += n
        abroad.joined[land.atom[c]] += n
        rifles = float(int(parameters.rifles_per_escapee * n + 0.5))
        supply.captured[c] += rifles
        supply.scattered[c] += rifles


@kernel
def labourers(population, n, parameters, start):
    """Take the labourers among n people from those deported, cell by cell; return how many were found."""
    left = float(int(parameters.labourer_share * n + 0.5))
    found = 0.0
    size = population.deported.size
    for k in range(size):
        if left <= 0.0:
            break
        c = (start * 37 + k) % size
        part = min(left, population.deported[c])
        population.deported[c] -= part
        left -= part
        found += part
    return found


@daily
def rise(
    abroad, recruitment, population, supply, security, expeditions, attacks, journal, land, forcing, parameters, today
):
    """Let people join an uprising where one is called, and let troops suppress it."""
    if parameters.enabled == 0.0:
        return
    if today.phase == 0:
        for r in range(abroad.hope.size):
            if abroad.insurgents_last_week[r] > 0.0:
                shock = min(
                    1.0, parameters.hope_lost_by_defeat * abroad.lost_this_week[r] / abroad.insurgents_last_week[r]
                )
                abroad.hope[r] *= (1.0 - parameters.hope_lost_per_week) * (1.0 - shock)
        abroad.insurgents_last_week[:] = 0.0
        abroad.lost_this_week[:] = 0.0
    total, dead_all, where, most = 0.0, 0.0, -1, 0.0
    for c in range(land.abroad.size):
        if land.abroad[c] == 0 or (forcing.uprising[c] <= 0.0 and abroad.insurgents[c] <= 0.0):
            continue
        if forcing.occupied[c] == 0:
            population.rural[c] += abroad.insurgents[c]
            abroad.insurgents[c] = 0.0
            continue
        if in_weekly_batch(today, c):
            week(
                abroad,
                recruitment,
                population,
                supply,
                security,
                expeditions,
                attacks,
                land,
                forcing,
                parameters,
                today,
                c,
            )
        if today.phase == 0:
            abroad.insurgents_last_week[land.republic[c]] += abroad.insurgents[c]
        total += abroad.insurgents[c]
        dead_all += abroad.dead_today[c]
        if abroad.insurgents[c] > most:
            where, most = c, abroad.insurgents[c]
    if today.phase == 0 and total >= 1.0:
        record_event(journal, UPRISING, where, -1, -1, total, dead_all, total, 0.0)


@kernel
def week(abroad, recruitment, population, supply, security, expeditions, attacks, land, forcing, parameters, today, c):
    """Simulate a week of the uprising in a cell: joining, losses to troops and desertion."""
    r = land.republic[c]
    density_of_partisans = abroad.partisans[r] / max(abroad.wooded_km2[r], 1.0)
    nearness = parameters.half_hope_front_km / (parameters.half_hope_front_km + forcing.front_km[c])
    hope = abroad.hope[r]
    troops = parameters.soldier_weight * (expeditions.troops[c] + security.garrison[c])
    men = abroad.insurgents[c]
    calm = 1.0 / (1.0 + density(troops, land.area[c]) / 1000.0)
    ready = parameters.rising_share * forcing.uprising[c] * forcing.resistance[r] * hope * nearness * calm
    ready = ready * density_of_partisans / (density_of_partisans + parameters.half_saturation_partisans)
    missing = ready * population.rural[c] - men
    n = min(whole(parameters.rising_per_week * missing, uniform(today, RISE, c)), population.rural[c])
    population.rural[c] -= n
    u = uniform(today, TOLL, c)
    lost = min(whole(parameters.crushed_per_week * troops / (troops + men + 1.0) * men, u), men)
    dead = whole(parameters.dead_share * lost, u)
    taken = min(whole(parameters.captured_share * lost, u), lost - dead)
    to_partisans = float(int(parameters.joining_partisans_share * (lost - dead - taken)))
    home = min(whole(parameters.desertion_per_week * (1.0 - hope) * (1.0 - hope) * (men - lost), u), men - lost)
    abroad.lost_this_week[r] += lost
    abroad.insurgents[c] += n - lost - home
    abroad.fallen[c] += dead
    abroad.dead_today[c] += dead
    abroad.taken[c] += taken
    recruitment.forming[c, LOCAL] += to_partisans
    recruitment.joined[c] += to_partisans
    supply.captured[c] += to_partisans
    supply.scattered[c] += to_partisans
    population.rural[c] += lost - dead - taken - to_partisans + home
    attacks.axis_dead[c] += whole(parameters.soldiers_killed_per_insurgent * dead, u)


@weekly(FRIDAY)
def cross_back(detachments, land, forcing, parameters, today):
    """Order detachments abroad that lie beside the front to cross to their own side, in frost."""
    if parameters.enabled == 0.0:
        return
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0 or detachments.base[i] >= 0:
            continue
        c = detachments.cell[i]
        if (
            land.abroad[c] == 0
            or forcing.temp[land.zone[c]] > 0.0
            or uniform(today, CROSS, i) >= parameters.crossing_per_week
        ):
            continue
        for k in range(6):
            n = land.neighbours[c, k]
            if n >= 0 and forcing.occupied[n] == 0:
                detachments.goal[i] = n

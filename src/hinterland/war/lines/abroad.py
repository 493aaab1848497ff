"""War abroad: escaped Soviet prisoners and labourers who take up arms in foreign countries.

Prisoners and labourers escape where the local resistance is strong, and gather in the forests. Countries beyond the map
have no cells: only the number of Soviet citizens who took up arms there is kept. A staff whose own land is free again
sends units of its own to a land abroad to which it is ordered to send them. In frost, detachments beside the front
cross to their own side. Formations that march abroad on order belong to `movement`, national uprisings to `uprisings`.
"""

from typing import NamedTuple

from hinterland.core.calendar import FRIDAY, SUNDAY
from hinterland.core.chance import draw_count, draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.membership import assemble, living, send_trained
from hinterland.core.origin import STRAGGLER
from hinterland.core.stock import held
from hinterland.core.units import DAYS_PER_WEEK, SIDES

ESCAPE = stream("abroad.escape", "how many prisoners and labourers of a cell take up arms this week, and their rifles")
ESCAPE_OFF_MAP = stream("abroad.escape_off_map", "how many take up arms or die this week in a country beyond the map")
ESCAPED, LABOURERS, HOME, RIFLES, DEAD = range(5)
"""Draws of a cell or country: how many escape, how many of them are labourers, whence these had been deported, how many
rifles they get, how many of those who fight die."""
SEND = stream("abroad.send", "rounding of the people whom a staff sends abroad from free ground this week")
CROSS = stream("abroad.cross", "whether a detachment abroad crosses the front to its own side this week")
CROSSING_PLACE = stream("abroad.crossing_place", "which free neighbouring cell it makes for")


class State(NamedTuple):
    """Soviet citizens who took up arms abroad."""

    joined: Array = per("atom", f8, "person", "Soviet prisoners and labourers who took up arms today", daily=True)
    sent: Array = per("atom", f8, "person", "Partisans whom staffs sent there from free ground today", daily=True)
    joined_off_map: Array = per(
        "country", f8, "person", "Those who took up arms today in countries beyond the map", daily=True
    )
    armed_off_map: Array = per(
        "country", f8, "person", "Soviet citizens who have taken up arms in countries beyond the map so far"
    )
    fallen_off_map: Array = per("country", f8, "person", "Those of them who have died")
    wooded_km2: Array = per("republic", f8, "km2", "Area under occupation in each country that shelters people")


class Parameters(NamedTuple):
    """Rates of escape and support abroad."""

    enabled: float = switch("Whether prisoners and labourers escape abroad")
    escapes_per_week: float = directional(
        0.00125, "1/week", log(0.0001, 0.02), "Weekly share of those held who take up arms where all people resist",
        "S043", "house-0250",
    )  # fmt: skip
    labourer_share: float = assumed(0.4, "1", (0, 1), "Share of labourers; the rest are prisoners", "house-0250")
    escapes_by_news: float = assumed(0.8, "1", (0, 2), "Added escapes at the best news from the front", "house-0250")
    frost_deterrence: float = assumed(0.7, "1", (0, 1), "Share of escapes prevented by full frost", "house-0250")
    full_frost: float = assumed(10, "degC", (2, 30), "Degrees of frost that prevent most escapes", "house-0250")
    open_ground_shelter: float = assumed(
        0.02, "1", log(0.001, 0.2), "Share of open ground that shelters escaped people as forest does", "house-0600"
    )
    rifles_per_escapee: float = assumed(
        0.6, "rifle/person", (0, 1.5), "Rifles that the resistance provides for each escapee", "house-0251"
    )
    support_where_resisting: float = assumed(0.9, "1", (0, 1), "Support where all people resist", "house-0251")
    support_change_per_week: float = assumed(
        0.1, "1/week", (0.01, 0.5), "Share of the gap between support abroad and its target that closes in a week",
        "house-0251",
    )  # fmt: skip
    deaths_off_map_per_week: float = assumed(
        0.006, "1/week", log(0.0005, 0.05), "Weekly share of fighters beyond the map who die", "house-0251"
    )
    crossing_per_week: float = directional(
        0.25, "1/week", (0, 1), "Weekly chance in frost that a detachment at the front crosses to its own side",
        "S405", "house-0254",
    )  # fmt: skip


@daily
def escape(abroad, recruitment, population, supply, land, forcing, parameters, today):
    """Let prisoners and labourers escape; they gather in the forests or join the resistance off the map."""
    if parameters.enabled == 0.0:
        return
    if today.phase == SUNDAY:
        survey(abroad, land, forcing, parameters)
        for k in range(forcing.held_beyond.size):
            escape_off_map(abroad, population, forcing, parameters, today, k)
    for t in range(weekly_batch_size(today, land.abroad.size)):
        c = weekly_batch_row(today, t)
        if land.abroad[c] == 0:
            continue
        change_support(population, land, forcing, parameters, c)
        if forcing.occupied[c] == 1:
            escape_in_cell(abroad, recruitment, population, supply, land, forcing, parameters, today, c)
        else:
            population.conscripted[c] += held(recruitment.forming, c)
            recruitment.forming[c, :] = 0.0


@weekly(SUNDAY)
def send(abroad, recruitment, population, land, forcing, parameters, today):
    """Let staffs send units abroad by air and across the front, where the ground that an order names is free."""
    if parameters.enabled == 0.0:
        return
    for k in range(forcing.march_to.size):
        c = forcing.march_to[k]
        if forcing.march_leader[k] >= 0 or land.abroad[c] == 0 or forcing.occupied[c] == 0:
            continue
        addressed, free = 0.0, 0.0
        for at in range(land.abroad.size):
            addressed += forcing.march_from[k, at]
            free += forcing.march_from[k, at] * (1.0 - forcing.occupied[at])
        if free <= 0.0:
            continue
        mean = DAYS_PER_WEEK * forcing.march_men[k] * free / addressed
        n = draw_count(mean, uniform(today, SEND, k))
        send_trained(recruitment, population, n, c)
        abroad.sent[land.atom[c]] += n


@kernel
def shelter_km2(land, parameters, c):
    """Return the area of a cell that shelters escaped people: its forest, and a little of the open ground."""
    return land.area[c] * (parameters.open_ground_shelter + land.cover[c])


@kernel
def survey(abroad, land, forcing, parameters):
    """Sum the sheltering area of each occupied country."""
    abroad.wooded_km2[:] = 0.0
    for c in range(land.abroad.size):
        if land.abroad[c] == 1 and forcing.occupied[c] == 1:
            abroad.wooded_km2[land.republic[c]] += shelter_km2(land, parameters, c)


@kernel
def escape_rate(parameters, resistance, news):
    """Return the weekly share of those held who take up arms, by the resistance around them and the news."""
    return parameters.escapes_per_week * resistance * (1.0 + parameters.escapes_by_news * news)


@kernel
def escape_off_map(abroad, population, forcing, parameters, today, k):
    """Let people of country k beyond the map take up arms, and let some of those who fight die."""
    rate = escape_rate(parameters, forcing.resistance_beyond[k], forcing.news[1])
    captive = max(0.0, forcing.held_beyond[k] - abroad.armed_off_map[k])
    fighting = abroad.armed_off_map[k] - abroad.fallen_off_map[k]
    u, v = uniform(today, ESCAPE_OFF_MAP, k, ESCAPED), uniform(today, ESCAPE_OFF_MAP, k, DEAD)
    n = draw_count(rate * captive, u)
    dead = draw_whole(fighting, parameters.deaths_off_map_per_week * fighting, v)
    leave_captivity(population, parameters, today, ESCAPE_OFF_MAP, k, n)
    abroad.armed_off_map[k] += n
    abroad.fallen_off_map[k] += dead
    abroad.joined_off_map[k] += n


@kernel
def leave_captivity(population, parameters, today, name, unit, n):
    """Take n people who escape from those held: deported labourers for their share, soldiers of the Red Army else."""
    u_labour, u_home = uniform(today, name, unit, LABOURERS), uniform(today, name, unit, HOME)
    labourers = draw_whole(n, parameters.labourer_share * n, u_labour)
    population.red_army[0] -= n - take_deported(population, labourers, u_home)


@kernel
def change_support(population, land, forcing, parameters, c):
    """Bring the support of a cell abroad towards what its resistance makes it, and take the food levy."""
    goal = parameters.support_where_resisting * forcing.resistance[land.republic[c]]
    population.support_soviet[c] += parameters.support_change_per_week * (goal - population.support_soviet[c])
    levy = forcing.food_levy[c] * population.food[c]
    population.food[c] -= levy
    population.grain_taken[c] += levy


@kernel
def escape_in_cell(abroad, recruitment, population, supply, land, forcing, parameters, today, c):
    """Let people held in an occupied cell escape this week; they gather there with the rifles that they are given."""
    r = land.republic[c]
    if forcing.held[r] <= 0.0 or abroad.wooded_km2[r] <= 0.0:
        return
    frost = min(1.0, max(0.0, -forcing.temp[land.zone[c]]) / parameters.full_frost)
    part = forcing.held[r] * shelter_km2(land, parameters, c) / abroad.wooded_km2[r]
    rate = escape_rate(parameters, forcing.resistance[r], forcing.news[land.group[c]])
    u, v = uniform(today, ESCAPE, c, ESCAPED), uniform(today, ESCAPE, c, RIFLES)
    n = draw_count(rate * (1.0 - parameters.frost_deterrence * frost) * part, u)
    if n < 1.0:
        return
    leave_captivity(population, parameters, today, ESCAPE, c, n)
    assemble(recruitment, STRAGGLER, n, c)
    abroad.joined[land.atom[c]] += n
    rifles = draw_count(parameters.rifles_per_escapee * n, v)
    supply.captured[c] += rifles
    supply.scattered[c] += rifles


@kernel
def take_deported(population, wanted, u):
    """Take so many people from those deported, as far as there are any; return how many were taken.

    The home of the first is drawn from all the deported alike; the others come from there and from the cells that
    follow.
    """
    if wanted <= 0.0:
        return 0.0
    size = population.deported.size
    c, before = 0, u * population.deported.sum()
    while c < size - 1 and before >= population.deported[c]:
        before -= population.deported[c]
        c += 1
    left = wanted
    for k in range(size):
        home = (c + k) % size
        part = min(left, population.deported[home])
        population.deported[home] -= part
        left -= part
        if left <= 0.0:
            break
    return wanted - left


@weekly(FRIDAY)
def cross_back(detachments, land, forcing, parameters, today):
    """Order detachments abroad that lie beside the front to cross to their own side, in frost."""
    if parameters.enabled == 0.0:
        return
    for i in living(detachments):
        if detachments.alive[i] == 0 or detachments.base[i] >= 0:
            continue
        c = detachments.cell[i]
        freezes = forcing.temp[land.zone[c]] <= 0.0
        key = detachments.key[i]
        if land.abroad[c] == 1 and freezes and uniform(today, CROSS, key) < parameters.crossing_per_week:
            goal = free_neighbour(land, forcing, today, key, c)
            if goal >= 0:
                detachments.goal[i] = goal


@kernel
def free_neighbour(land, forcing, today, key, c):
    """Return a neighbouring cell on the Soviet side, any of them as likely as the others; -1 where there is none."""
    goal, met = -1, 0.0
    for k in range(SIDES):
        n = land.neighbours[c, k]
        if n >= 0 and forcing.occupied[n] == 0:
            met += 1.0
            if uniform(today, CROSSING_PLACE, key, k) * met < 1.0:
                goal = n
    return goal

"""Forays: detachments that live on the Soviet side of the front, and groups of theirs that go out across it and back.

Any stretch of front may have them: the cause is an order that men be kept there (`outside.based`). In the woods beyond,
patrols look for the groups.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import in_weekly_batch, stream, uniform, weekly_batch_row, weekly_batch_size, whole
from hinterland.core.cover import density
from hinterland.core.declare import Array, f8, i4, log, param, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import enlist, update_strength
from hinterland.core.origin import CADRE, ORIGINS
from hinterland.core.stock import draw_down, held, pour

FILL = stream("forays.fill", "rounding of the men who are sent to a based detachment this week")
SET_OUT = stream("forays.set_out", "whether and with how many a based detachment goes out this week")
WAY = stream("forays.way", "which way a group takes across the front")
FOUND = stream("forays.found", "whether a patrol finds a group this week")
STRIKE = stream("forays.strike", "what a group falls upon this week, and what comes of it")
FORAY, VILLAGE = np.int64(Kind.foray), np.int64(Kind.village_burned)


class State(NamedTuple):
    """Groups across the front."""

    out: Array = per("detachment", f8, "person", "Men of the detachment across the front, by origin", wide=ORIGINS)
    sent: Array = per("detachment", f8, "person", "Men with whom the group set out")
    killed: Array = per("detachment", f8, "person", "Enemies whom the group has killed")
    told: Array = per("detachment", f8, "person", "Enemies whom it will report to have killed")
    target: Array = per("detachment", i4, "cell", "Where the group is, or the whole detachment, -1 at home", start=-1)
    back: Array = per("detachment", i4, "day", "Day on which it is to turn back")
    filled: Array = per("atom", f8, "person", "Men sent from the rear to based detachments today", daily=True)
    convicts: Array = per("atom", f8, "person", "Men from prisons among them", daily=True)
    civilians: Array = per("cell", f8, "person", "Villagers dead whom groups killed")
    groups: Array = per("atom", f8, "group", "Groups whose foray ended today", daily=True)
    destroyed: Array = per("atom", f8, "group", "Groups of which nobody came back, known today", daily=True)
    strikes: Array = per("atom", f8, "attack", "Attacks of groups today, on whatever", daily=True)
    villages: Array = per("atom", f8, "attack", "Those of them that fell on villages", daily=True)
    wanted: Array = per("group", f8, "person", "Men whom the staffs are to keep behind each stretch of front")
    kept: Array = per("group", f8, "detachment", "Based detachments there")


class Parameters(NamedTuple):
    """What forays depend on."""

    enabled: float = switch("Whether detachments live on the Soviet side and go out from there")
    fill: float = param(0.09, "1/week", (0.01, 0.5), "Share of missing men sent from the rear in a week", "house-0240")
    convicts: float = param(0.15, "1", (0, 0.5), "Share of men from prisons among them", "S241", "house-0240")
    ration: float = param(0.0056, "t/week", (0.003, 0.01), "Food a man that the Soviet side sends up", "house-0240")
    arms_kg: float = param(0.4, "kg/person", (0, 5), "Explosive a man that it sends up", "house-0240")
    near: float = param(320, "km", (60, 600), "Distance of the front at which a base is given up", "house-0241")
    go: float = param(0.16, "1/week", (0.01, 0.6), "Chance in a week that a detachment sends a group out", "house-0241")
    frost: float = param(0.5, "1", (0, 1), "How far deep frost keeps groups at home", "S242", "house-0241")
    group: float = param(9, "person", (3, 40), "Men in a small group", "S243", "house-0241")
    whole: float = param(0.16, "1", (0, 1), "Share of forays for which the whole detachment goes", "house-0241")
    steps: float = param(8, "cell", (1, 12), "Cells that a group can get from its base", "house-0241")
    weeks: float = param(4, "week", (1, 10), "Weeks for which a group stays out", "house-0241")
    find: float = param(
        1.3, "1/week", log(0.05, 5), "Chance in a week that many patrols find a group", "S243", "house-0242"
    )
    half: float = param(
        60, "person/1000km2", log(5, 500), "Troops on a thousand km2 at which half of it is reached", "house-0242"
    )
    idle: float = param(
        0.15, "1", (0, 1), "The same chance where troops hold posts and do not patrol", "house-0242", "S243"
    )
    tell: float = param(0.6, "1", (0, 2), "How much people who will not help add by telling", "S246", "house-0242")
    dead: float = param(0.75, "1", (0.2, 1), "Share of a group that is found who die; the rest are taken", "house-0242")
    escape: float = param(
        0.1, "1", (0, 0.9), "Chance that half of a group that is found get home", "S243", "house-0242"
    )
    cost: float = param(0.03, "1", (0, 1), "Enemies killed for each man of a group that is found", "house-0243")
    strike: float = param(0.6, "1/week", (0.02, 1), "Chance in a week that a group attacks", "S236", "house-0243")
    slain: float = param(0.2, "person", (0, 10), "Mean enemies killed in an attack on a post or column", "house-0243")
    villages: float = param(
        0.62, "1", (0, 1), "Share of attacks in lands abroad that fall on villages", "S228", "house-0244"
    )
    own: float = param(0.03, "1", (0, 1), "The same on land of the Soviet Union", "S227", "house-0244")
    civilians: float = param(
        9, "person", (0, 20), "Mean villagers killed in such an attack, most often none", "S229", "house-0244"
    )
    tale: float = param(
        3.5,
        "person",
        (0, 40),
        "Enemies that a group reports killed in an attack, whatever it did",
        "S237",
        "house-0245",
    )


@daily
def base(border_raids, detachments, recruitment, population, supply, land, forcing, parameters, today):
    """Once a week based detachments get men, food and arms from the rear; a base that is lost or idle is given up."""
    if parameters.enabled == 0.0:
        return
    if today.phase == 0:
        border_raids.wanted[:] = 0.0
        border_raids.kept[:] = 0.0
        for c in range(forcing.based.size):
            border_raids.wanted[land.group[c]] += forcing.based[c]
        for i in range(detachments.used[0]):
            if detachments.alive[i] == 1 and detachments.base[i] >= 0:
                border_raids.kept[land.group[detachments.base[i]]] += 1.0
    for t in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, t)
        b = detachments.base[i]
        if detachments.alive[i] == 0 or b < 0:
            continue
        g = land.group[b]
        if forcing.occupied[b] == 1 or forcing.front_km[b] > parameters.near or border_raids.wanted[g] <= 0.0:
            detachments.base[i] = -1
            continue
        detachments.goal[i] = -1
        if detachments.cell[i] != b:
            continue
        share = border_raids.wanted[g] / max(border_raids.kept[g], 1.0)
        missing = share - detachments.men[i] - held(border_raids.out, i)
        n = whole(parameters.fill * missing, uniform(today, FILL, i))
        population.red_army[0] -= n
        enlist(detachments, recruitment, i, CADRE, n, b)
        border_raids.filled[land.atom[b]] += n
        border_raids.convicts[land.atom[b]] += whole(parameters.convicts * n, uniform(today, FILL, i + 100000))
        mouths = detachments.men[i] + detachments.wounded[i]
        food = max(0.0, 2.0 * parameters.ration * mouths - detachments.food[i])
        population.grain_harvested[b] += food
        detachments.food[i] += food
        rifles = float(int(max(0.0, mouths - detachments.rifles[i])))
        supply.moscow_rifles[0] -= rifles
        detachments.rifles[i] += rifles
        kg = max(0.0, parameters.arms_kg * mouths - detachments.explosive[i])
        supply.moscow_explosive[0] -= kg
        detachments.explosive[i] += kg


@kernel
def called(forcing, b):
    """Return 1 where a railway campaign is fought today in the area of a base, else 0."""
    for k in range(forcing.campaign_number.size):
        if forcing.campaign_rails[k] > 0.0 and forcing.campaign[k, b] == 1:
            return 1.0
    return 0.0


@daily
def go(border_raids, detachments, population, journal, land, forcing, parameters, today):
    """Groups set out across the front; those whose time is over, or whose detachment is no more, come back."""
    if parameters.enabled == 0.0:
        return
    for i in range(detachments.used[0]):
        t = border_raids.target[i]
        lives = detachments.alive[i] == 1 and detachments.base[i] >= 0
        if t >= 0 and (not lives or today.day >= border_raids.back[i]):
            if held(border_raids.out, i) > 0.0 or lives or detachments.alive[i] == 0:
                home(border_raids, detachments, population, journal, land, i, lives)
            border_raids.target[i] = -1
        stays = not lives or border_raids.target[i] >= 0 or detachments.men[i] < 2.0 * parameters.group
        if stays or not in_weekly_batch(today, i):
            continue
        b = detachments.base[i]
        u = uniform(today, SET_OUT, i)
        frost = min(1.0, max(0.0, -forcing.temp[land.zone[b]] / 20.0))
        chance = parameters.go * (1.0 - parameters.frost * frost) * (1.0 + called(forcing, b))
        if detachments.cell[i] != b or u >= chance:
            continue
        t = across(land, forcing, parameters, today, b, i)
        if t < 0:
            continue
        border_raids.target[i] = t
        border_raids.back[i] = today.day + int(7.0 * parameters.weeks * (0.5 + uniform(today, WAY, i)))
        border_raids.killed[i] = 0.0
        border_raids.told[i] = 0.0
        if u < parameters.whole * chance:
            border_raids.sent[i] = detachments.men[i]
            detachments.here[b] -= detachments.men[i]
            detachments.here[t] += detachments.men[i]
            detachments.cell[i] = t
            continue
        size = float(int(parameters.group * (0.5 + u / chance)))
        border_raids.sent[i] = pour(detachments.people, i, border_raids.out, i, size)
        update_strength(detachments, i)


@kernel
def across(land, forcing, parameters, today, b, i):
    """Return a cell beyond the front that a group gets to from its base, -1 where it finds no way."""
    c = b
    last = 2 + int((parameters.steps - 1.0) * uniform(today, WAY, i + 100000))
    for step in range(last):
        first = int(6.0 * uniform(today, WAY, i + 100000 * (step + 2)))
        for k in range(6):
            n = land.neighbours[c, (first + k) % 6]
            deeper = forcing.front_km[n] > forcing.front_km[c] or forcing.occupied[c] == 0
            nearer = forcing.front_km[n] < forcing.front_km[c] and forcing.occupied[c] == 0
            if n >= 0 and (deeper if forcing.occupied[n] == 1 else nearer):
                c = n
                break
    return c if forcing.occupied[c] == 1 else -1


@kernel
def home(border_raids, detachments, population, journal, land, i, lives):
    """Bring a group or a whole detachment back to its base, and let it tell what it says it did."""
    t = border_raids.target[i]
    came = held(border_raids.out, i)
    if came > 0.0 and not lives:
        population.conscripted[t] += came
        border_raids.out[i, :] = 0.0
    elif came > 0.0:
        b = detachments.base[i]
        pour(border_raids.out, i, detachments.people, i, came)
        detachments.men[i] = held(detachments.people, i)
        if detachments.cell[i] == b:
            detachments.here[b] += came
    elif detachments.cell[i] != detachments.base[i]:
        came = detachments.men[i]
        detachments.here[detachments.cell[i]] -= came
        detachments.here[detachments.base[i]] += came
        detachments.cell[i] = detachments.base[i]
    lost = max(0.0, border_raids.sent[i] - came)
    border_raids.groups[land.atom[t]] += 1.0
    border_raids.destroyed[land.atom[t]] += 1.0 if came < 1.0 else 0.0
    record_event(journal, FORAY, t, i, -1, border_raids.sent[i], lost, border_raids.told[i], border_raids.killed[i])


@daily
def strike(
    border_raids, detachments, population, supply, security, expeditions, attacks, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """A seventh of the groups that are out: patrols may find them; they may attack a post, or a village."""
    if parameters.enabled == 0.0:
        return
    for n in range(weekly_batch_size(today, detachments.used[0])):
        i = weekly_batch_row(today, n)
        t = border_raids.target[i]
        if t < 0:
            continue
        men = held(border_raids.out, i)
        if men > 0.0:
            troops = density(security.garrison[t] + expeditions.troops[t], land.area[t])
            eyes = parameters.idle + (1.0 - parameters.idle) * forcing.patrols[t]
            told = 1.0 + parameters.tell * (1.0 - population.support_soviet[t])
            chance = parameters.find * eyes * troops / (troops + parameters.half) * told
            u = uniform(today, FOUND, i)
            if u < chance:
                few = float(int(0.5 * men)) if u < parameters.escape * chance else men
                dead = draw_down(border_raids.out, i, float(int(parameters.dead * few + 0.5)))
                taken = draw_down(border_raids.out, i, few - dead)
                population.partisans_dead[t] += dead
                population.prisoners[t] += taken
                detachments.killed[land.atom[t]] += dead
                detachments.left[land.atom[t]] += taken
                slain = whole(parameters.cost * men, uniform(today, FOUND, i + 100000))
                attacks.axis_dead[t] += slain
                border_raids.killed[i] += slain
                rifles = min(detachments.rifles[i], few)
                detachments.rifles[i] -= rifles
                supply.lost[t] += rifles
                if few == men:
                    border_raids.groups[land.atom[t]] += 1.0
                    border_raids.destroyed[land.atom[t]] += 1.0
                    sent = border_raids.sent[i]
                    record_event(journal, FORAY, t, i, -1, sent, sent, border_raids.told[i], border_raids.killed[i])
                    border_raids.target[i] = -1
                    continue
        elif detachments.cell[i] != t:
            continue
        u = uniform(today, STRIKE, i)
        if u >= parameters.strike:
            continue
        v = uniform(today, STRIKE, i + 100000)
        w = uniform(today, STRIKE, i + 200000)
        border_raids.strikes[land.atom[t]] += 1.0
        border_raids.told[i] += whole(2.0 * parameters.tale * w, v)
        if v < (parameters.villages if land.abroad[t] == 1 else parameters.own):
            # Squared twice: most such attacks kill nobody, a few many.
            n = min(whole(5.0 * parameters.civilians * w * w * w * w, u / parameters.strike), population.rural[t])
            population.rural[t] -= n
            border_raids.civilians[t] += n
            border_raids.villages[land.atom[t]] += 1.0
            record_event(journal, VILLAGE, t, i, -1, 0.0, n, 0.0, n)
        else:
            slain = whole(2.0 * parameters.slain * w, u / parameters.strike)
            attacks.axis_dead[t] += slain
            border_raids.killed[i] += slain

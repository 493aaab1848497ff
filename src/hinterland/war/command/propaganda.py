"""Propaganda: leaflets, papers and word of mouth, whom they reach and what they do to minds on either side.

The change of minds is small and its size hardly known; the range of `persuade` says how little.
"""

from typing import NamedTuple

from hinterland.core.calendar import TUESDAY
from hinterland.core.chance import stream, uniform, whole
from hinterland.core.cover import density
from hinterland.core.declare import Array, f8, log, param, per, switch, u1
from hinterland.core.jit import weekly

PRESS = stream("propaganda.press", "whether a brigade gets or loses a press this week")
PRINT = stream("propaganda.print", "rounding of copies printed this week")


class State(NamedTuple):
    """Presses, copies, whom they reach, and how unsafe the occupier feels."""

    press: Array = per("brigade", u1, "press", "Whether the brigade has a printing press")
    presses: Array = per("cell", f8, "press", "Presses in the forest")
    lately: Array = per("cell", f8, "copy", "Copies that went round in the last weeks, fading")
    reach: Array = per("cell", f8, "1", "Share of the people whom the Soviet side's word reaches, 0 to 1")
    insecurity: Array = per("cell", f8, "1", "How unsafe the occupier and those who serve him feel, 0 to 1")
    leaflets: Array = per("atom", f8, "copy", "Leaflets written or printed by hand today", daily=True)
    papers: Array = per("atom", f8, "copy", "Copies of papers from partisan presses today", daily=True)
    brought: Array = per("atom", f8, "copy", "Copies printed in the Soviet rear and scattered today", daily=True)


class Parameters(NamedTuple):
    """What the spread of the word and its effect depend on."""

    enabled: float = switch("Whether there is propaganda for the occupied land")
    foreign: float = param(
        0.85, "1", (0, 1), "How little those of another tongue take from what is not in theirs", "S225", "S431", "S432"
    )
    large: float = param(350, "person", (100, 1500), "People in a brigade that can keep a press", "S374", "house-0190")
    deliver: float = param(
        0.06, "1/week", log(0.005, 0.5), "Chance in a week that such a brigade gets one at full effort", "S374"
    )
    half_lift: float = param(
        25, "sortie/day", log(2, 300), "Sorties to all partisans at which half of that is reached", "house-0190"
    )
    wear: float = param(0.01, "1/week", (0, 0.1), "Chance in a week that a press is lost or worn out", "house-0190")
    run: float = param(1200, "copy/week", log(100, 20000), "Copies from a press in a week", "S374", "house-0191")
    write: float = param(
        0.4, "copy/week", log(0.02, 10), "Leaflets that a partisan or member of the underground copies", "S373"
    )
    unheard: float = param(
        0.3, "1", (0, 1), "How many leaflets those make who do not hear Moscow, beside those who do", "S374"
    )
    quarries: float = param(
        600, "copy/week", log(50, 10000), "Leaflets in a week from a press hidden in quarries", "S146", "house-0191"
    )
    scatter: float = param(
        0.002, "copy/week", log(1e-4, 0.1), "Copies a head scattered from the air in a week", "S373", "house-0191"
    )
    fade: float = param(0.3, "1/week", (0.05, 1), "Share of copies that no longer go round a week later", "house-0191")
    read: float = param(
        0.02, "copy/person", log(0.002, 1), "Copies a head at which half of the people are reached", "house-0192"
    )
    mouth: float = param(
        60, "1", (0, 500), "What partisans beside a villager, by their presence and word, add to copies", "S373"
    )
    spread: float = param(0.15, "1/week", (0.01, 1), "Share of the way to its reach that the word goes", "house-0192")
    persuade: float = param(
        0.01, "1/week", (0, 0.03), "Will to help that the word brings in a week where it reaches all", "S375", "S172"
    )
    turn: float = param(
        0.02, "1/week", (0, 0.06), "Share of the will to serve the occupier that it takes in a week", "S375", "S477"
    )
    by_news: float = param(0.5, "1", (0, 1), "How far it is believed on good news, and not on bad", "house-0193")
    closed: float = param(
        0.3, "1", (0, 1), "How far those are open to it whom the Soviet state could not count on", "house-0193"
    )
    by_reports: float = param(
        0.5, "1", (0, 2), "How much more it does where the Party knows the people", "S370", "house-0193"
    )
    watchful: float = param(
        60, "person/1000km2", log(5, 1000), "Partisans whose mere presence halves the sense of safety", "S378", "S008"
    )
    alarm: float = param(6, "attack", log(0.5, 100), "Attacks of the last weeks that do the same", "S170", "house-0194")
    whisper: float = param(0.5, "1", (0, 3), "What the word adds to insecurity where it reaches all", "S529", "S378")


@weekly(TUESDAY)
def publish(propaganda, brigades, airlift, land, forcing, parameters, today):
    """A press comes to large brigades that aircraft or the corridor reach; presses print."""
    if parameters.enabled == 0.0:
        return
    lift = airlift.asked[0] / (airlift.asked[0] + parameters.half_lift)
    for b in range(brigades.used[0]):
        c = brigades.cell[b]
        if propaganda.press[b] == 1:
            if brigades.alive[b] == 0 or forcing.occupied[c] == 0 or uniform(today, PRESS, b) < parameters.wear:
                propaganda.press[b] = 0
                continue
            effort = max(forcing.press, forcing.tongue[c])
            n = whole(parameters.run * effort, uniform(today, PRINT, b))
            propaganda.papers[land.atom[c]] += n
            propaganda.lately[c] += n
        elif brigades.alive[b] == 1 and brigades.men[b] >= parameters.large and brigades.radio[b] == 1:
            way = min(1.0, lift + forcing.gate[c])
            chance = parameters.deliver * max(forcing.press, forcing.tongue[c]) * way
            if forcing.occupied[c] == 1 and uniform(today, PRESS, b) < chance:
                propaganda.press[b] = 1


@weekly(TUESDAY)
def spread(
    propaganda, detachments, underground, radio, security, intelligence, population, land, forcing, parameters, today
):
    """Leaflets are made, the word spreads, and minds change a little."""
    if parameters.enabled == 0.0:
        return
    for c in range(propaganda.reach.size):
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            propaganda.lately[c] = propaganda.reach[c] = propaganda.insecurity[c] = 0.0
            continue
        here = detachments.here[c]
        heads = population.rural[c] + population.urban[c] + 1.0
        strange = land.baltic[c] + land.finnic[c] + land.polish[c] + land.romanian[c] + land.tatar[c]
        strange = parameters.foreign * min(1.0, strange)
        voice = (1.0 - strange) * max(forcing.press, forcing.tongue[c]) + strange * forcing.tongue[c]
        heard = radio.sets[c] / (radio.sets[c] + 1.0)
        hands = (
            parameters.write
            * (here + underground.members[c])
            * (parameters.unheard + (1.0 - parameters.unheard) * heard)
        )
        if underground.members[c] > 0.0:
            hands += parameters.quarries * land.catacombs[c]
        leaflets = whole(hands * voice, uniform(today, PRINT, c + 100000))
        brought = whole(parameters.scatter * voice * heads, uniform(today, PRINT, c + 200000))
        propaganda.leaflets[land.atom[c]] += leaflets
        propaganda.brought[land.atom[c]] += brought
        propaganda.lately[c] = propaganda.lately[c] * (1.0 - parameters.fade) + leaflets + brought
        copies = propaganda.lately[c] / heads / parameters.read + parameters.mouth * voice * here / heads
        propaganda.reach[c] += parameters.spread * (copies / (copies + 1.0) - propaganda.reach[c])
        reach = propaganda.reach[c]
        belief = max(0.0, 1.0 - parameters.by_news + parameters.by_news * forcing.news[land.group[c]])
        belief *= parameters.closed + (1.0 - parameters.closed) * land.kin[c]
        belief *= 1.0 + parameters.by_reports * intelligence.informed[c]
        population.support_soviet[c] += parameters.persuade * reach * belief * (1.0 - population.support_soviet[c])
        population.support_axis[c] -= parameters.turn * min(1.0, reach * belief) * population.support_axis[c]
        fright = density(here, land.area[c]) / parameters.watchful + security.recent_attacks[c] / parameters.alarm
        fright += parameters.whisper * reach
        propaganda.insecurity[c] = fright / (fright + 1.0)


@weekly(TUESDAY)
def survey(propaganda, brigades, today):
    """Count the presses, cell by cell."""
    propaganda.presses[:] = 0.0
    for b in range(brigades.used[0]):
        if propaganda.press[b] == 1:
            propaganda.presses[brigades.cell[b]] += 1.0

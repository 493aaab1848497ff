"""Propaganda: leaflets, newspapers and word of mouth, the share of people they reach, and their effect on support.

Presses of large brigades, handmade leaflets and copies dropped from the air determine the reach. Where people believe
it, support for the Soviet side rises, support for the occupier falls, and the occupier feels less safe. The effect is
small and hardly known; the range of `persuasion_per_week` shows how uncertain it is.
"""

from typing import NamedTuple

from hinterland.core.calendar import TUESDAY
from hinterland.core.chance import draw_count, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch, u1
from hinterland.core.geometry import density, density_within_reach
from hinterland.core.jit import kernel, weekly
from hinterland.core.response import saturate

RECEIVE = stream("propaganda.receive", "whether a brigade receives a press this week")
LOSE = stream("propaganda.lose", "whether a brigade loses its press this week")
PRINT = stream("propaganda.print", "how many copies a press prints this week, where the mean is no whole number")
COPY = stream("propaganda.copy", "how many leaflets are made by hand in a cell this week")
DROP = stream("propaganda.drop", "how many copies are dropped from the air on a cell this week")


class State(NamedTuple):
    """Presses, copies, their reach, and how unsafe the occupier feels."""

    has_press: Array = per("brigade", u1, "press", "Whether the brigade has a printing press")
    presses: Array = per("cell", f8, "press", "Presses held by brigades")
    copies_circulating: Array = per("cell", f8, "copy", "Copies in circulation, decaying over weeks")
    reach: Array = per("cell", f8, "1", "Share of the people whom Soviet propaganda reaches, 0 to 1")
    insecurity: Array = per("cell", f8, "1", "How unsafe the occupier and those who serve him feel, 0 to 1")
    leaflets: Array = per("cell", f8, "copy", "Leaflets written or printed by hand today", daily=True)
    papers: Array = per("cell", f8, "copy", "Copies of newspapers from partisan presses today", daily=True)
    copies_airdropped: Array = per(
        "cell", f8, "copy", "Copies printed in the Soviet rear and dropped from the air today", daily=True
    )


class Parameters(NamedTuple):
    """How many copies are made, whom they reach, and how strongly they act."""

    enabled: float = switch("Whether propaganda reaches the occupied land")
    foreign_language_loss: float = assumed(
        0.85, "1", (0, 1), "Loss of effect on people who read it in a language that is not theirs", "house-0552"
    )
    press_min_people: float = directional(
        350, "person", (100, 1500), "People in a brigade that can keep a press", "S374", "house-0190"
    )
    press_deliveries_per_week: float = assumed(
        0.06, "1/week", log(0.005, 0.5), "Chance in a week that a brigade of enough people receives a press at full "
        "effort", "house-0190",
    )  # fmt: skip
    half_saturation_sorties: float = assumed(
        25, "sortie/day", log(2, 300), "Sorties to all partisans at which half of the largest chance of a press is "
        "reached", "house-2014",
    )  # fmt: skip
    press_loss_per_week: float = assumed(
        0.01, "1/week", (0, 0.1), "Chance in a week that a press is lost or worn out", "house-0190"
    )
    press_copies_per_week: float = assumed(
        1200, "copy/week", log(100, 20000), "Copies that a press prints in a week", "house-0191"
    )
    handmade_copies_per_week: float = directional(
        0.4, "copy/week", log(0.02, 10), "Leaflets that a partisan or member of the underground copies in a week",
        "S553", "house-0558",
    )  # fmt: skip
    copies_without_radio: float = directional(
        0.3, "1", (0, 1), "Leaflets of those who do not receive Moscow by radio, as a share of those who do", "S553",
        "house-0558",
    )  # fmt: skip
    half_saturation_sets: float = assumed(
        0.565, "set/1000km2", log(0.05, 10), "Radio sets at which half of those who copy receive Moscow", "house-0558"
    )
    quarry_copies_per_week: float = directional(
        600, "copy/week", log(50, 10000), "Leaflets in a week from a press hidden in quarries", "S146", "house-0191"
    )
    airdropped_copies_per_week: float = assumed(
        0.002, "copy/week", log(1e-4, 0.1), "Copies per person dropped from the air in a week", "house-0191"
    )
    copies_decay_per_week: float = assumed(
        0.3, "1/week", (0.05, 1), "Share of copies that leave circulation in a week", "house-0191"
    )
    half_saturation_copies: float = assumed(
        0.02, "copy/person", log(0.002, 1), "Copies per person at which half of the people are reached", "house-0192"
    )
    word_of_mouth_weight: float = directional(
        60, "1", (0, 500), "Weight of partisans per inhabitant, who spread the word, beside copies", "S373",
        "house-0558",
    )  # fmt: skip
    reach_change_per_week: float = assumed(
        0.15, "1/week", (0.01, 1), "Share of the gap to its final value that the reach closes in a week", "house-0192"
    )
    persuasion_per_week: float = directional(
        0.01, "1/week", (0, 0.03), "Support for the Soviet side gained in a week where propaganda reaches all", "S172",
        "house-0193",
    )  # fmt: skip
    axis_support_loss_per_week: float = directional(
        0.02, "1/week", (0, 0.06), "Share of support for the occupier lost in a week where propaganda reaches all",
        "S477", "house-0193",
    )  # fmt: skip
    news_dependence: float = assumed(
        0.5, "1", (0, 1), "How far belief depends on news from the front, 1 for fully", "house-0193"
    )
    disloyal_receptiveness: float = assumed(
        0.3, "1", (0, 1), "Belief among people whom the Soviet state could not count on, as a share", "house-0193"
    )
    intelligence_gain: float = directional(
        0.5, "1", (0, 2), "Relative gain in effect where the Party knows the people", "S370", "house-0193"
    )
    half_security_partisans: float = directional(
        60, "person/1000km2", log(5, 1000), "Partisans whose presence alone halves the occupier's sense of safety",
        "S378", "S008", "house-0194",
    )  # fmt: skip
    half_security_attacks: float = directional(
        3.39, "attack/1000km2", log(0.3, 56), "Attacks in recent weeks that halve the occupier's sense of safety",
        "S170", "house-0194",
    )  # fmt: skip
    insecurity_from_propaganda: float = directional(
        0.5, "1", (0, 3), "Weight of propaganda that reaches all in the occupier's insecurity", "S173", "house-0194"
    )


@weekly(TUESDAY)
def publish(propaganda, brigades, airlift, land, forcing, parameters, today):
    """Deliver presses to large brigades that aircraft or the corridor can reach, and print newspapers."""
    if parameters.enabled == 0.0:
        return
    for b in range(brigades.used[0]):
        c = brigades.cell[b]
        effort = max(forcing.press, forcing.tongue[c])
        if propaganda.has_press[b] == 1:
            gone = brigades.alive[b] == 0 or forcing.occupied[c] == 0
            if gone or uniform(today, LOSE, brigades.key[b]) < parameters.press_loss_per_week:
                propaganda.has_press[b] = 0
                continue
            u = uniform(today, PRINT, brigades.key[b])
            printed = draw_count(parameters.press_copies_per_week * effort, u)
            propaganda.papers[c] += printed
            propaganda.copies_circulating[c] += printed
        elif can_keep_press(brigades, forcing, parameters, b):
            by_air = saturate(airlift.sorties_available[0], parameters.half_saturation_sorties)
            way = min(1.0, by_air + forcing.corridor_reach[c])
            if uniform(today, RECEIVE, brigades.key[b]) < parameters.press_deliveries_per_week * effort * way:
                propaganda.has_press[b] = 1


@kernel
def can_keep_press(brigades, forcing, parameters, b):
    """Return whether a brigade on occupied ground is large enough for a press and hears what to print."""
    if brigades.alive[b] == 0 or brigades.radio[b] == 0 or forcing.occupied[brigades.cell[b]] == 0:
        return False
    return brigades.men[b] >= parameters.press_min_people


@weekly(TUESDAY)
def spread(
    propaganda, detachments, underground, radio, security, intelligence, population, land, forcing, parameters, today
):
    """Make and drop leaflets, update the reach, and change support and the sense of safety."""
    if parameters.enabled == 0.0:
        return
    for c in range(propaganda.reach.size):
        if forcing.occupied[c] == 0 or land.abroad[c] == 1:
            propaganda.copies_circulating[c] = propaganda.reach[c] = propaganda.insecurity[c] = 0.0
            continue
        voice = understood(land, forcing, parameters, c)
        heads = population.rural[c] + population.urban[c] + 1.0
        circulate(propaganda, detachments, underground, radio, land, parameters, today, c, voice, heads)
        by_copies = propaganda.copies_circulating[c] / heads / parameters.half_saturation_copies
        by_mouth = parameters.word_of_mouth_weight * voice * detachments.men_in_cell[c] / heads
        final = saturate(by_copies + by_mouth, 1.0)
        propaganda.reach[c] += parameters.reach_change_per_week * (final - propaganda.reach[c])
        persuade(propaganda, intelligence, population, land, forcing, parameters, c)
        attacks = density_within_reach(land, security.recent_attacks, c) / parameters.half_security_attacks
        presence = density_within_reach(land, detachments.men_in_cell, c) / parameters.half_security_partisans
        word = parameters.insecurity_from_propaganda * propaganda.reach[c]
        propaganda.insecurity[c] = saturate(presence + attacks + word, 1.0)


@kernel
def understood(land, forcing, parameters, c):
    """Return the effort of propaganda in a cell that people understand: less where it is not in their language."""
    foreign = land.baltic[c] + land.finnic[c] + land.polish[c] + land.romanian[c] + land.tatar[c]
    lost = parameters.foreign_language_loss * min(1.0, foreign)
    return (1.0 - lost) * max(forcing.press, forcing.tongue[c]) + lost * forcing.tongue[c]


@kernel
def circulate(propaganda, detachments, underground, radio, land, parameters, today, c, voice, heads):
    """Copy leaflets by hand, drop others from the air, and let a share of all copies leave circulation."""
    hearing = saturate(density(radio.sets[c], land.area[c]), parameters.half_saturation_sets)
    unheard = parameters.copies_without_radio
    hands = detachments.men_in_cell[c] + underground.members[c]
    handmade = parameters.handmade_copies_per_week * hands * (unheard + (1.0 - unheard) * hearing)
    if underground.members[c] > 0.0:
        handmade += parameters.quarry_copies_per_week * land.catacombs[c]
    u, v = uniform(today, COPY, c), uniform(today, DROP, c)
    leaflets = draw_count(handmade * voice, u)
    dropped = draw_count(parameters.airdropped_copies_per_week * voice * heads, v)
    propaganda.leaflets[c] += leaflets
    propaganda.copies_airdropped[c] += dropped
    propaganda.copies_circulating[c] *= 1.0 - parameters.copies_decay_per_week
    propaganda.copies_circulating[c] += leaflets + dropped


@kernel
def persuade(propaganda, intelligence, population, land, forcing, parameters, c):
    """Let those who believe what reaches them turn to the Soviet side and from the occupier."""
    belief = max(0.0, 1.0 - parameters.news_dependence * (1.0 - forcing.news[land.group[c]]))
    belief *= parameters.disloyal_receptiveness + (1.0 - parameters.disloyal_receptiveness) * land.kin[c]
    belief *= 1.0 + parameters.intelligence_gain * intelligence.population_knowledge[c]
    moved = propaganda.reach[c] * belief
    population.support_soviet[c] += parameters.persuasion_per_week * moved * (1.0 - population.support_soviet[c])
    lost = parameters.axis_support_loss_per_week * min(1.0, moved)
    population.support_axis[c] -= lost * population.support_axis[c]


@weekly(TUESDAY)
def survey(propaganda, brigades, today):
    """Count presses by cell."""
    propaganda.presses[:] = 0.0
    for b in range(brigades.used[0]):
        if propaganda.has_press[b] == 1:
            propaganda.presses[brigades.cell[b]] += 1.0

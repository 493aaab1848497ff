"""Propaganda: leaflets, newspapers and word of mouth, the share of people they reach, and their effect on support.

Presses of large brigades, handmade leaflets and copies dropped from the air determine the reach. Where people believe
it, support for the Soviet side rises, support for the occupier falls, and the occupier feels less safe. The effect is
small and hardly known; the range of `persuasion_per_week` shows how uncertain it is.
"""

from typing import NamedTuple

from hinterland.core.calendar import TUESDAY
from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, log, param, per, switch, u1
from hinterland.core.geometry import density
from hinterland.core.jit import weekly

PRESS = stream("propaganda.press", "whether a brigade receives or loses a press this week")
PRINT = stream("propaganda.print", "rounding of copies printed this week")


class State(NamedTuple):
    """Presses, copies, their reach, and how unsafe the occupier feels."""

    has_press: Array = per("brigade", u1, "press", "Whether the brigade has a printing press")
    presses: Array = per("cell", f8, "press", "Presses held by brigades")
    copies_circulating: Array = per("cell", f8, "copy", "Copies in circulation, decaying over weeks")
    reach: Array = per("cell", f8, "1", "Share of the people whom Soviet propaganda reaches, 0 to 1")
    insecurity: Array = per("cell", f8, "1", "How unsafe the occupier and those who serve him feel, 0 to 1")
    leaflets: Array = per("atom", f8, "copy", "Leaflets written or printed by hand today", daily=True)
    papers: Array = per("atom", f8, "copy", "Copies of newspapers from partisan presses today", daily=True)
    copies_airdropped: Array = per(
        "atom", f8, "copy", "Copies printed in the Soviet rear and dropped from the air today", daily=True
    )


class Parameters(NamedTuple):
    """How many copies are made, whom they reach, and how strongly they act."""

    enabled: float = switch("Whether there is propaganda for the occupied land")
    foreign_language_loss: float = param(
        0.85, "1", (0, 1), "Loss of effect on people who read it in a language that is not theirs", "S225", "S431",
        "S432",
    )  # fmt: skip
    press_min_people: float = param(
        350, "person", (100, 1500), "People in a brigade that can keep a press", "S374", "house-0190"
    )
    press_deliveries_per_week: float = param(
        0.06, "1/week", log(0.005, 0.5), "Chance in a week that such a brigade receives a press at full effort", "S374"
    )
    half_saturation_sorties: float = param(
        25, "sortie/day", log(2, 300), "Sorties to all partisans at which half of that chance is reached", "house-0190"
    )
    press_loss_per_week: float = param(
        0.01, "1/week", (0, 0.1), "Chance in a week that a press is lost or worn out", "house-0190"
    )
    press_copies_per_week: float = param(
        1200, "copy/week", log(100, 20000), "Copies that a press prints in a week", "S374", "house-0191"
    )
    handmade_copies_per_week: float = param(
        0.4, "copy/week", log(0.02, 10), "Leaflets that a partisan or member of the underground copies in a week",
        "S373",
    )  # fmt: skip
    copies_without_radio: float = param(
        0.3, "1", (0, 1), "Leaflets of those who do not receive Moscow by radio, as a share of those who do", "S374"
    )
    quarry_copies_per_week: float = param(
        600, "copy/week", log(50, 10000), "Leaflets in a week from a press hidden in quarries", "S146", "house-0191"
    )
    airdropped_copies_per_week: float = param(
        0.002, "copy/week", log(1e-4, 0.1), "Copies per person dropped from the air in a week", "S373", "house-0191"
    )
    copies_decay_per_week: float = param(
        0.3, "1/week", (0.05, 1), "Share of copies that leave circulation in a week", "house-0191"
    )
    half_saturation_copies: float = param(
        0.02, "copy/person", log(0.002, 1), "Copies per person at which half of the people are reached", "house-0192"
    )
    word_of_mouth_weight: float = param(
        60, "1", (0, 500), "Weight of partisans per inhabitant, who spread the word, beside copies", "S373"
    )
    reach_change_per_week: float = param(
        0.15, "1/week", (0.01, 1), "Share of the gap to its final value that the reach closes in a week", "house-0192"
    )
    persuasion_per_week: float = param(
        0.01, "1/week", (0, 0.03), "Support for the Soviet side gained in a week where propaganda reaches all", "S375",
        "S172",
    )  # fmt: skip
    axis_support_loss_per_week: float = param(
        0.02, "1/week", (0, 0.06), "Share of support for the occupier lost in a week where it reaches all", "S375",
        "S477",
    )  # fmt: skip
    news_dependence: float = param(
        0.5, "1", (0, 1), "How far belief depends on news from the front, 1 for fully", "house-0193"
    )
    disloyal_receptiveness: float = param(
        0.3, "1", (0, 1), "Belief among people whom the Soviet state could not count on, as a share", "house-0193"
    )
    intelligence_gain: float = param(
        0.5, "1", (0, 2), "Relative gain in effect where the Party knows the people", "S370", "house-0193"
    )
    half_security_partisans: float = param(
        60, "person/1000km2", log(5, 1000), "Partisans whose presence alone halves the occupier's sense of safety",
        "S378", "S008",
    )  # fmt: skip
    half_security_attacks: float = param(
        6, "attack", log(0.5, 100), "Attacks in recent weeks that halve it", "S170", "house-0194"
    )
    insecurity_from_propaganda: float = param(
        0.5, "1", (0, 3), "Weight of propaganda in the occupier's insecurity where it reaches all", "S529", "S378"
    )


@weekly(TUESDAY)
def publish(propaganda, brigades, airlift, land, forcing, parameters, today):
    """Deliver presses to large brigades that aircraft or the corridor can reach, and print newspapers."""
    if parameters.enabled == 0.0:
        return
    lift = airlift.sorties_available[0] / (airlift.sorties_available[0] + parameters.half_saturation_sorties)
    for b in range(brigades.used[0]):
        c = brigades.cell[b]
        if propaganda.has_press[b] == 1:
            if (
                brigades.alive[b] == 0
                or forcing.occupied[c] == 0
                or uniform(today, PRESS, b) < parameters.press_loss_per_week
            ):
                propaganda.has_press[b] = 0
                continue
            effort = max(forcing.press, forcing.tongue[c])
            n = whole(parameters.press_copies_per_week * effort, uniform(today, PRINT, b))
            propaganda.papers[land.atom[c]] += n
            propaganda.copies_circulating[c] += n
        elif brigades.alive[b] == 1 and brigades.men[b] >= parameters.press_min_people and brigades.radio[b] == 1:
            way = min(1.0, lift + forcing.gate[c])
            chance = parameters.press_deliveries_per_week * max(forcing.press, forcing.tongue[c]) * way
            if forcing.occupied[c] == 1 and uniform(today, PRESS, b) < chance:
                propaganda.has_press[b] = 1


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
        here = detachments.men_in_cell[c]
        heads = population.rural[c] + population.urban[c] + 1.0
        strange = land.baltic[c] + land.finnic[c] + land.polish[c] + land.romanian[c] + land.tatar[c]
        strange = parameters.foreign_language_loss * min(1.0, strange)
        voice = (1.0 - strange) * max(forcing.press, forcing.tongue[c]) + strange * forcing.tongue[c]
        heard = radio.sets[c] / (radio.sets[c] + 1.0)
        hands = (
            parameters.handmade_copies_per_week
            * (here + underground.members[c])
            * (parameters.copies_without_radio + (1.0 - parameters.copies_without_radio) * heard)
        )
        if underground.members[c] > 0.0:
            hands += parameters.quarry_copies_per_week * land.catacombs[c]
        leaflets = whole(hands * voice, uniform(today, PRINT, c + 100000))
        brought = whole(parameters.airdropped_copies_per_week * voice * heads, uniform(today, PRINT, c + 200000))
        propaganda.leaflets[land.atom[c]] += leaflets
        propaganda.copies_airdropped[land.atom[c]] += brought
        propaganda.copies_circulating[c] = (
            propaganda.copies_circulating[c] * (1.0 - parameters.copies_decay_per_week) + leaflets + brought
        )
        copies = (
            propaganda.copies_circulating[c] / heads / parameters.half_saturation_copies
            + parameters.word_of_mouth_weight * voice * here / heads
        )
        propaganda.reach[c] += parameters.reach_change_per_week * (copies / (copies + 1.0) - propaganda.reach[c])
        reach = propaganda.reach[c]
        belief = max(0.0, 1.0 - parameters.news_dependence + parameters.news_dependence * forcing.news[land.group[c]])
        belief *= parameters.disloyal_receptiveness + (1.0 - parameters.disloyal_receptiveness) * land.kin[c]
        belief *= 1.0 + parameters.intelligence_gain * intelligence.population_knowledge[c]
        population.support_soviet[c] += (
            parameters.persuasion_per_week * reach * belief * (1.0 - population.support_soviet[c])
        )
        population.support_axis[c] -= (
            parameters.axis_support_loss_per_week * min(1.0, reach * belief) * population.support_axis[c]
        )
        fright = (
            density(here, land.area[c]) / parameters.half_security_partisans
            + security.recent_attacks[c] / parameters.half_security_attacks
        )
        fright += parameters.insecurity_from_propaganda * reach
        propaganda.insecurity[c] = fright / (fright + 1.0)


@weekly(TUESDAY)
def survey(propaganda, brigades, today):
    """Count presses by cell."""
    propaganda.presses[:] = 0.0
    for b in range(brigades.used[0]):
        if propaganda.has_press[b] == 1:
            propaganda.presses[brigades.cell[b]] += 1.0

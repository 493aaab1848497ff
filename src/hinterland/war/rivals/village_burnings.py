"""Village burnings: what partisans do to villages that they attribute to a national movement.

After a hostile act of today (`clashes`) a village may be burned and some of its people killed, the likelier the more
hostile the act and the more people the movement reaches. Those who live there turn to the movement.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_count, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per
from hinterland.core.elementary import power
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event

BURN = stream("village_burnings.burn", "whether a village is burned after a hostile act against a national movement")
KILL = stream("village_burnings.kill", "how many civilians are killed where a village is burned")
CLAIM = stream("village_burnings.claim", "rounding of the civilians whom the movement's side claims dead")
CLASH, DISARMING, DENUNCIATION = np.int64(Kind.clash), np.int64(Kind.disarming), np.int64(Kind.denunciation)
BURNED = np.int64(Kind.village_burned)


class State(NamedTuple):
    """Victims of the burning of villages by partisans."""

    civilians_killed: Array = per("cell", f8, "person", "Civilians killed by partisans as supporters of a movement")


class Parameters(NamedTuple):
    """How often villages are burned, how many people die, and what follows."""

    chance: float = directional(
        0.12, "1", log(0.002, 0.5),
        "Chance that a village is burned after a hostile act, at full hostility and full network",
        "S154", "S272", "house-0118",
    )  # fmt: skip
    victims: float = assumed(
        25, "person", log(1, 150), "Mean number of civilians killed when a village is burned", "house-0118"
    )
    victims_exponent: float = assumed(
        3, "1", (0, 10), "Inequality of burnings: 0 if all kill as many, 3 if a sixth kill half of the dead",
        "house-0751",
    )  # fmt: skip
    network_gain: float = assumed(
        0.1, "1", (0, 1), "Share of those whom the movement did not reach and reaches afterwards", "house-0118"
    )
    rival_claim_factor: float = assumed(
        1.3, "1", (0.5, 5), "Civilians claimed dead by the movement for each one killed when a village is burned",
        "house-0122",
    )  # fmt: skip


@daily
def burn(village_burnings, clashes, national_movements, population, journal, parameters, today):
    """For each hostile act of today, decide whether a village is burned."""
    for n in range(journal.used[0]):
        kind = journal.kind[n]
        if kind in (CLASH, DISARMING, DENUNCIATION):
            c, i, k = journal.cell[n], journal.who[n], journal.other[n]
            chance = parameters.chance * clashes.hostility[i, k] * national_movements.network[c, k]
            if uniform(today, BURN, journal.key[n]) < chance:
                burn_village(
                    village_burnings, national_movements, population, journal, parameters, today, c, i, k,
                    journal.key[n],
                )  # fmt: skip


@kernel
def burn_village(village_burnings, national_movements, population, journal, parameters, today, c, i, k, act):
    """Burn a village that the partisans attribute to the movement, and kill some of its people."""
    severity = (1.0 + parameters.victims_exponent) * power(uniform(today, KILL, act), parameters.victims_exponent)
    victims = parameters.victims * severity  # the mean severity is 1
    killed = draw_whole(population.rural[c], victims, uniform(today, KILL, act, 1))
    population.rural[c] -= killed
    village_burnings.civilians_killed[c] += killed
    national_movements.network[c, k] += parameters.network_gain * (1.0 - national_movements.network[c, k])
    # The Soviet side reports these dead as enemies or not at all; the movement's side reports them.
    claimed = draw_count(parameters.rival_claim_factor * killed, uniform(today, CLAIM, act))
    record_event(journal, BURNED, c, i, k, 1.0, killed, 0.0, claimed)

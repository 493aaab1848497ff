"""People are whole, and the mean of what happens to them is the declared share, for small and large numbers alike."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest
from tests import small

from hinterland.war.civilians import (
    family_camps,
    front_passage,
    internment,
    persecution,
    population,
    reprisals,
    requisition,
)

EVERY = np.ones(small.CELLS)
NONE = 0.0 * EVERY
WEEKS = 20
RAZED = 4.0 * 1.77
"""Villages burned in a week of retreat in a cell of 1,770 km2."""


class Case(NamedTuple):
    """An effect on so many people in every cell: what is set each day, what is read, and the mean of each draw."""

    kernel: Any
    prepare: Callable[[Any, float], None]
    read: Callable[[Any], np.ndarray]
    means: Callable[[small.Scene, float], tuple[Any, ...]]
    causes: dict[str, Any] = {}
    parameters: dict[str, dict[str, float]] = {}
    camps: int = 0
    every_day: bool = False


def camp(world: Any, jews: float = 0.0, villagers: float = 0.0, grain: float = 1e6, soviet: float = 1.0) -> None:
    """Set the people of the camps of every cell, the grain of the villages and the support for the Soviet side."""
    world.family_camps.jews[:], world.family_camps.villagers[:] = jews, villagers
    world.population.food[:], world.population.support_soviet[:] = grain, soviet
    world.population.rural[:] = 0.0


def deported(world: Any, n: float) -> None:
    """Set how many people of every cell are deported today, and let partisans be everywhere."""
    camp(world)
    world.population.deported[:] = world.population.deported_today[:] = n
    world.detachments.men_in_cell[:] = 1e12


def swept(world: Any, n: float) -> None:
    """Put harsh troops into every cell with a camp."""
    camp(world, n, n)
    world.expeditions.troops[:], world.expeditions.troops_harshness[:] = 3000.0, 1.0


def hide(world: Any, n: float, soviet: float = 0.0, confined: float = 0.0) -> None:
    """Set how many of each group are in hiding in every cell."""
    world.persecution.in_hiding[:] = n
    world.persecution.confined[:] = confined
    world.commanders.attitude[:] = 0.0
    world.population.support_soviet[:] = soviet


def ask(world: Any, n: float) -> None:
    """Let so many of each group look for the one detachment of their cell."""
    hide(world, n)
    world.detachments.people[:] = 0.0
    world.detachments.men[:] = world.detachments.people[:, 2] = 10.0
    world.commanders.attitude[:] = 0.5


def ghetto(world: Any, n: float) -> None:
    """Confine so many in every cell, who know what deportation means."""
    world.persecution.confined[:], world.persecution.awareness[:] = n, 1.0


def live(world: Any, rural: float = 0.0, urban: float = 0.0, stragglers: float = 0.0) -> None:
    """Set the people of every cell."""
    p = world.population
    p.rural[:], p.urban[:], p.stragglers[:], p.prisoners[:], p.support_soviet[:] = rural, urban, stragglers, 0.0, 0.0


def intern(world: Any, free: float, interned: float) -> None:
    """Set the villagers who are free and those who are interned."""
    live(world, free)
    world.internment.interned[:], world.internment.dead[:] = interned, 0.0


def pass_front(world: Any, rural: float = 0.0, urban: float = 0.0) -> None:
    """Set the people of every cell on the eve of its occupation."""
    live(world, rural, urban)
    world.population.was_occupied[:] = 0
    world.population.conscripted[:] = world.population.evacuated[:] = 0.0


def retreat(world: Any, n: float) -> None:
    """Let the front come near villages of so many people."""
    live(world, n)
    world.requisition.front_km[:] = 80.0


def hostages(world: Any, free: float, held: float, attacks: float) -> None:
    """Set the villagers who are free, the hostages and the recent attacks of every cell."""
    live(world, free)
    world.reprisals.hostages[:], world.security.recent_attacks[:] = held, attacks


def burn(world: Any, n: float) -> None:
    """Let so many villages burn in every cell in which people are killed."""
    world.population.villages_burned[:], world.population.killed_expedition[:] = n, 1.0


def sweeping(scene: small.Scene) -> np.ndarray:
    """Return the share of a camp that harsh troops kill in a day where policy leaves eight tenths of all freedom."""
    troops = 3000.0 / 1.77
    return 0.02 * troops / (troops + 1200.0) * 0.8 * (1.0 - 0.7 * scene.world.concealment.share)


FROST = {"temp": np.array([-20.0])}
RETREAT = {"scorched": EVERY, "front_km": 30.0 * EVERY, "labour": NONE}
CASES = {
    "starve in a camp": Case(
        family_camps.step, lambda w, n: camp(w, n, n, grain=0.0), lambda w: w.family_camps.died_today,
        lambda s, n: (0.02 * n, 0.02 * n),
    ),
    "freeze in a camp": Case(
        family_camps.step, lambda w, n: camp(w, n, n), lambda w: w.family_camps.died_today,
        lambda s, n: (0.003 * n, 0.003 * n), FROST,
    ),
    "are betrayed": Case(
        family_camps.step, lambda w, n: camp(w, n, soviet=0.0), lambda w: w.persecution.murdered_today,
        lambda s, n: (0.03 * n,),
    ),
    "return home": Case(
        family_camps.step, lambda w, n: camp(w, 0.0, n), lambda w: w.population.rural, lambda s, n: (0.05 * n,)
    ),
    "join a camp": Case(
        family_camps.step, lambda w, n: (camp(w), hide(w, n, 1.0)), lambda w: w.family_camps.jews,
        lambda s, n: (0.06 * 0.15 * 0.3 * n, 0.06 * 0.15 * 0.3 * n, 0.06 * 0.15 * n),
    ),
    "are freed": Case(
        family_camps.step, deported, lambda w: w.population.rural, lambda s, n: (0.35 * n,),
        parameters={"family_camps": {"rescue_chance": 1.0}}, every_day=True,
    ),
    "are killed in a camp": Case(
        family_camps.step, swept, lambda w: w.family_camps.killed_today,
        lambda s, n: (sweeping(s) * n, sweeping(s) * n), every_day=True,
    ),
    "are interned": Case(
        internment.step, lambda w, n: intern(w, n, 0.0), lambda w: w.internment.interned, lambda s, n: (0.06 * n,),
        {"internment": EVERY},
    ),
    "are released": Case(
        internment.step, lambda w, n: intern(w, 0.0, n), lambda w: w.population.rural, lambda s, n: (0.06 * n,),
        {"internment": NONE}, {"internment": {"death_rate": 0.0}},
    ),
    "die interned": Case(
        internment.step, lambda w, n: intern(w, 0.0, n), lambda w: w.internment.dead, lambda s, n: (0.0008 * n,)
    ),
    "are taken prisoner": Case(
        population.step, lambda w, n: live(w, stragglers=n), lambda w: w.population.prisoners,
        lambda s, n: (0.015 * n,),
    ),
    "settle": Case(
        population.step, lambda w, n: live(w, stragglers=n), lambda w: w.population.rural, lambda s, n: (0.01 * n,),
        parameters={"population": {"capture_rate": 0.0}},
    ),
    "are caught in hiding": Case(
        persecution.hide, hide, lambda w: w.persecution.murdered_today,
        lambda s, n: 3 * (0.035 * (1.0 - 0.8 * s.world.concealment.share) * n,),
    ),
    "freeze in hiding": Case(
        persecution.hide, lambda w, n: (hide(w, n, 1.0), w.persecution.died_in_hiding.fill(0.0)),
        lambda w: w.persecution.died_in_hiding, lambda s, n: 3 * (0.012 * n,), FROST,
    ),
    "return to a ghetto": Case(
        persecution.hide, lambda w, n: hide(w, n, 1.0, confined=1.0), lambda w: w.persecution.returned,
        lambda s, n: 3 * (0.02 * n,), camps=1,
    ),
    "look for a detachment": Case(
        persecution.admit, ask, lambda w: w.persecution.applicants.sum(axis=1), lambda s, n: 3 * (0.25 * n,), camps=1
    ),
    "are admitted": Case(
        persecution.admit, ask, lambda w: w.persecution.taken_in.sum(axis=1),
        lambda s, n: (0.9 * 0.75 * n, 0.35 * 0.5 * n, 0.03 * 0.5 * n),
        parameters={"persecution": {"contact_rate": 1.0}}, camps=1,
    ),
    "escape": Case(
        persecution.escape, ghetto, lambda w: w.persecution.escaped, lambda s, n: (0.0016 * s.land.cover * n,),
        {"murder": EVERY},
    ),
    "are drafted": Case(
        requisition.step, live, lambda w: w.population.deported_today, lambda s, n: (0.00055 * n,), {"labour": EVERY}
    ),
    "are driven off": Case(
        requisition.step, retreat, lambda w: w.requisition.driven_off, lambda s, n: (0.25 * n,), RETREAT
    ),
    "see villages burn": Case(
        requisition.step, retreat, lambda w: w.population.villages_burned, lambda s, n: (RAZED,), RETREAT
    ),
    "are evacuated": Case(
        front_passage.step, lambda w, n: pass_front(w, urban=n), lambda w: w.population.evacuated,
        lambda s, n: (0.17 * n,), {"evacuation": 0.17 * EVERY}, every_day=True,
    ),
    "are called up": Case(
        front_passage.step, pass_front, lambda w: w.population.conscripted, lambda s, n: (0.037 * n,),
        {"mobilisation": 0.037 * EVERY}, every_day=True,
    ),
    "become hostages": Case(
        reprisals.take_hostages, lambda w, n: hostages(w, n, 0.0, 8.0), lambda w: w.reprisals.hostages,
        lambda s, n: (0.1 * 0.005 * 0.5 * 0.8 * n,),
    ),
    "are let go": Case(
        reprisals.take_hostages, lambda w, n: hostages(w, 0.0, n, 0.0), lambda w: w.population.rural,
        lambda s, n: (0.1 * n,),
    ),
    "see a village burn with its people": Case(
        reprisals.step, burn, lambda w: w.reprisals.villages_burned_with_people, lambda s, n: (0.12 * n,),
        every_day=True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("size", [20.0, 33.0, 2000.0])
@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_that_the_mean_number_of_people_is_the_declared_one(case, size):
    """A whole number drawn for a mean m differs from it by rounding alone, whose variance is f (1 - f), f = m % 1."""
    scene = small.scene(camps=case.camps, parameters=small.parameters_with(**case.parameters), **case.causes)
    counted = 0.0
    for days in range(7 * WEEKS):
        now = small.later(scene, days)
        case.prepare(now.world, size)
        before = case.read(now.world).sum()
        small.call(case.kernel, now)
        change = case.read(now.world) - before / small.CELLS
        assert (np.abs(change - np.round(change)) < 1e-6).all(), "people are whole"
        counted += change.sum()
    means = np.array([mean * EVERY for mean in case.means(scene, size)])
    turns = 7 * WEEKS if case.every_day else WEEKS
    error = np.sqrt(turns * (means % 1.0 * (1.0 - means % 1.0)).sum())
    assert abs(counted - turns * means.sum()) <= 4.0 * error + 1e-6

"""The murder of the Jews of the occupied territory: flight, confinement, and what documents give by day and cell."""

import numpy as np
import pytest
from tests import small

from hinterland.theatre.forcing import ARRIVED, BROUGHT, MURDERED, TAKEN, TAKEN_OUT
from hinterland.war.civilians import murder_of_the_jews

ALL = np.ones(small.CELLS)
JEWS = 0.08 * 58_000.0
"""Jews of a cell of the small theatre: 8 per cent of 58,000 people."""


def given(scene: small.Scene, **entries: tuple[int, float]) -> small.Scene:
    """Return the scene with entries of the day: for each what is done, in which cell, to how many."""
    kinds = {"brought": BROUGHT, "taken": TAKEN, "arrived": ARRIVED, "taken_out": TAKEN_OUT, "murdered": MURDERED}
    changes = {
        "persecution_cell": np.array([cell for cell, _ in entries.values()], np.int32),
        "persecution_what": np.array([kinds[name] for name in entries], np.uint8),
        "persecution_people": np.array([people for _, people in entries.values()], np.float32),
    }
    return scene._replace(forcing=small.changed(scene.forcing, **changes))


def everyone(world) -> float:
    """Return the people of towns and villages and all Jews, less those brought from abroad."""
    m, g, p = world.murder_of_the_jews, world.persecution, world.population
    alive = p.rural.sum() + p.urban.sum() + p.evacuated.sum() + g.confined.sum() + g.in_hiding.sum()
    return float(alive + g.murdered.sum() + m.in_transit.sum() + m.taken_out.sum() - m.brought.sum())


def confined(many: float, **changes: object) -> small.Scene:
    """Return a scene with so many confined in every cell and nobody else left."""
    scene = small.scene(murder=ALL, **changes)
    scene.world.persecution.confined[:] = many
    m = scene.world.murder_of_the_jews
    m.flight_over[:], m.confinement_begun[:], m.occupied_since[:] = 1, 1, 0
    return scene


def test_that_as_many_flee_as_documents_give():
    """Three in ten flee; of them the general evacuation of a fifth of the townspeople has taken its part before."""
    scene = small.scene(murder=ALL)
    before = everyone(scene.world)
    small.call(murder_of_the_jews.confine, scene)
    m = scene.world.murder_of_the_jews
    general = 0.2 * 0.85 * JEWS + 0.05 * 0.15 * JEWS
    assert m.fled_east.sum() == pytest.approx((0.3 * JEWS - general) * small.CELLS, abs=4 * np.sqrt(small.CELLS / 2))
    assert m.unconfined.sum() == pytest.approx(0.7 * JEWS * small.CELLS, abs=2 * np.sqrt(small.CELLS))
    assert everyone(scene.world) == before


@pytest.mark.parametrize(("ghetto", "confined_on"), [(-1, 10), (115, 10), (140, 35), (30_000, None)])
def test_that_jews_are_confined_on_the_documented_day_or_after_ten_days(ghetto, confined_on):
    scene = small.scene(day=105, murder=ALL, ghetto_day=np.full(small.CELLS, ghetto, np.int32))
    days = [d for d in range(60) if begun(scene, d)]
    assert (days[0] if days else None) == confined_on
    if confined_on is not None:
        assert scene.world.murder_of_the_jews.unconfined.sum() == 0.0
        assert scene.world.persecution.confined.sum() == pytest.approx(0.7 * JEWS * small.CELLS, abs=12)


def begun(scene: small.Scene, days: int) -> bool:
    """Let a day pass and return whether the Jews of every cell have been confined."""
    small.call(murder_of_the_jews.confine, small.later(scene, days))
    return bool((scene.world.murder_of_the_jews.confinement_begun == 1).all())


def test_that_the_murdered_of_a_day_are_those_that_documents_give():
    scene = given(confined(1000.0), murdered=(7, 333.0))
    before = everyone(scene.world)
    small.call(murder_of_the_jews.carry_out, scene)
    g = scene.world.persecution
    assert g.murdered[7] == g.murdered_today[7] == g.murdered.sum() == 333.0
    assert g.confined[7] == 667.0
    assert everyone(scene.world) == before


def test_that_those_who_have_escaped_are_not_murdered_and_nobody_in_their_place():
    scene = given(confined(200.0), murdered=(7, 333.0))
    small.call(murder_of_the_jews.carry_out, scene)
    assert scene.world.persecution.murdered.sum() == 200.0
    assert scene.world.persecution.confined.sum() == 200.0 * (small.CELLS - 1)


def test_that_people_who_are_not_yet_confined_are_murdered_too():
    scene = given(confined(0.0), murdered=(7, 333.0))
    m, p = scene.world.murder_of_the_jews, scene.world.population
    m.unconfined[:] = 500.0
    people = p.urban[7] + p.rural[7]
    small.call(murder_of_the_jews.carry_out, scene)
    assert scene.world.persecution.murdered[7] == 333.0
    assert m.unconfined[7] == 167.0
    assert p.urban[7] + p.rural[7] == people - 333.0


def test_that_a_part_of_a_person_is_a_chance():
    scene = confined(1000.0)
    days = 400
    for day in range(days):
        small.call(murder_of_the_jews.carry_out, given(small.later(scene, day), murdered=(7, 0.3)))
    murdered = scene.world.persecution.murdered[7]
    assert murdered == pytest.approx(0.3 * days, abs=4 * np.sqrt(0.21 * days))


def test_that_people_who_are_taken_elsewhere_arrive_there():
    scene = given(confined(1000.0), taken=(7, 600.0), arrived=(9, 600.0))
    before = everyone(scene.world)
    small.call(murder_of_the_jews.carry_out, scene)
    assert scene.world.persecution.confined[[7, 9]].tolist() == [400.0, 1600.0]
    assert scene.world.murder_of_the_jews.in_transit[0] == 0.0
    assert everyone(scene.world) == before


def test_that_people_who_are_brought_from_abroad_or_taken_there_are_kept_in_the_accounts():
    scene = given(confined(1000.0), brought=(9, 500.0), taken_out=(7, 600.0))
    before = everyone(scene.world)
    small.call(murder_of_the_jews.carry_out, scene)
    m = scene.world.murder_of_the_jews
    assert scene.world.persecution.confined[[7, 9]].tolist() == [400.0, 1500.0]
    assert (m.brought[0], m.taken_out[0]) == (500.0, 600.0)
    assert everyone(scene.world) == before


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_that_a_scenario_without_the_policy_is_without_the_murder(share):
    scene = given(confined(1000.0, persecution_share=share * ALL), murdered=(7, 400.0), brought=(9, 200.0))
    small.call(murder_of_the_jews.carry_out, scene)
    assert scene.world.persecution.murdered.sum() == 400.0 * share
    assert scene.world.murder_of_the_jews.brought[0] == 200.0 * share


def test_that_at_liberation_those_alive_are_free():
    scene = confined(10.0)
    scene.world.persecution.in_hiding[:] = 50.0
    urban = scene.world.population.urban.sum()
    free = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8)))
    small.call(murder_of_the_jews.confine, free)
    assert scene.world.persecution.confined.sum() == 0.0
    assert scene.world.persecution.in_hiding.sum() == 0.0
    assert scene.world.population.urban.sum() == urban + 160.0 * small.CELLS


def test_that_those_freed_once_can_be_murdered_when_the_enemy_comes_back():
    scene = confined(100.0)
    free = scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8)))
    small.call(murder_of_the_jews.confine, free)
    again = given(small.later(scene, 30), murdered=(7, 70.0))
    small.call(murder_of_the_jews.confine, again)
    small.call(murder_of_the_jews.carry_out, again)
    assert scene.world.persecution.murdered[7] == 70.0
    assert scene.world.murder_of_the_jews.fled_east.sum() == 0.0


def test_that_left_out_nobody_is_murdered():
    parameters = small.parameters_with(murder_of_the_jews={"enabled": 0.0})
    scene = given(small.scene(murder=ALL, parameters=parameters), murdered=(7, 70.0))
    before = everyone(scene.world)
    for kernel in (murder_of_the_jews.confine, murder_of_the_jews.carry_out):
        small.call(kernel, scene)
    assert everyone(scene.world) == before
    assert scene.world.persecution.murdered.sum() == scene.world.murder_of_the_jews.fled_east.sum() == 0.0

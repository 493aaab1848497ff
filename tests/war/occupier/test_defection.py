"""Those who go over to the partisans."""

import numpy as np
from tests import small

from hinterland.core.journal import Kind
from hinterland.engine.watch import people_of, rifles_of
from hinterland.war.occupier import defection, forces

UNITS = small.order_of_battle()


def over(
    weeks: int = 60, spirit: float = 0.1, parameters=None, camps: int = 3, **changes: object
) -> tuple[small.Scene, list[float]]:
    """Return a scene after so many weeks at this morale, and how many came over each time."""
    scene = small.scene(day=203, camps=camps, parameters=parameters, **changes)
    w, came = scene.world, []
    forces.muster(w.forces, w.population, UNITS, scene.parameters.forces, scene.today)
    population, rifles = people_of(w), rifles_of(w)
    for day in range(7 * weeks):
        now = small.later(scene, day)
        w.journal.used[0] = 0
        w.forces.morale[:] = spirit
        defection.units(
            *(w.defection, w.detachments, w.recruitment, w.population, w.supply, w.forces, w.propaganda, w.journal),
            *(UNITS, scene.land, scene.forcing, scene.parameters.defection, now.today),
        )
        lines = w.journal.kind[: w.journal.used[0]] == int(Kind.defection)
        came += w.journal.true[: w.journal.used[0]][lines].tolist()
    assert people_of(w) == population
    assert rifles_of(w) == rifles
    return scene, came


def test_that_nobody_goes_over_while_a_unit_has_heart():
    assert over(spirit=0.8)[1] == []


def test_that_men_come_over_with_their_rifles():
    scene, came = over(amnesty=np.ones(small.CELLS))
    w = scene.world
    assert sum(came) > 300.0
    assert w.detachments.people[:, 3].sum() + w.defection.executed.sum() == sum(came)
    assert w.supply.captured.sum() > 0.6 * sum(came)
    assert w.forces.native_men[3] == UNITS.men[3] - sum(came)


def test_that_some_come_one_by_one_and_some_as_a_body():
    came = over(amnesty=np.ones(small.CELLS), weeks=40)[1]
    assert max(came) >= 200.0
    assert min(came) < 20.0


def test_that_fewer_come_without_a_pardon():
    counts = [sum(over(amnesty=np.full(small.CELLS, a), weeks=30)[1]) for a in (0.0, 1.0)]
    assert counts[0] < 0.5 * counts[1]


def test_that_nobody_comes_over_where_there_is_nobody_to_go_to():
    assert over(camps=0, amnesty=np.ones(small.CELLS))[1] == []


def test_that_some_who_come_are_not_believed():
    parameters = small.parameters_with(defection={"executed_share": 0.3})
    scene, came = over(parameters=parameters, amnesty=np.ones(small.CELLS))
    assert 0.1 * sum(came) < scene.world.defection.executed.sum() < 0.5 * sum(came)


def test_that_policemen_are_called_over_by_a_pardon_and_good_news():
    gone = []
    for pardon, news in ((1.0, 0.8), (0.0, 0.8), (1.0, -0.5)):
        scene = small.scene(day=203, camps=3, amnesty=np.full(small.CELLS, pardon), news=np.full(5, news))
        w = scene.world
        w.security.police[:], w.zones.control[:] = 300.0, 0.5
        everyone = people_of(w)
        for day in range(140):
            now = small.later(scene, day)
            w.journal.used[0] = 0
            defection.police(
                *(
                    w.defection,
                    w.detachments,
                    w.recruitment,
                    w.population,
                    w.supply,
                    w.security,
                    w.zones,
                    w.propaganda,
                    w.journal,
                ),
                *(scene.land, scene.forcing, scene.parameters.defection, now.today),
            )
        assert people_of(w) == everyone
        gone.append(300.0 * small.CELLS - w.security.police.sum())
    assert gone[0] > 3.0 * gone[1] > 0.0
    assert gone[2] == 0.0


def test_that_nobody_comes_over_where_the_system_is_left_out():
    assert over(parameters=small.parameters_with(defection={"enabled": 0}), amnesty=np.ones(small.CELLS))[1] == []

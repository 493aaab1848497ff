"""Officials, village guards, and the terror against those who serve."""

import numpy as np
from tests import small

from hinterland.core.journal import Kind
from hinterland.engine.watch import people_of
from hinterland.war.occupier import collaboration


def weeks(scene: small.Scene, n: int, each=None) -> None:
    """Let villages live through some weeks."""
    w = scene.world
    for day in range(7 * n):
        now = small.later(scene, day)
        if each is not None:
            each(w)
        collaboration.serve(
            w.collaboration,
            w.population,
            w.zones,
            w.supply,
            scene.land,
            scene.forcing,
            scene.parameters.collaboration,
            now.today,
        )


def hunt(scene: small.Scene, n: int) -> None:
    """Let detachments look for those who serve, for some weeks."""
    w = scene.world
    for day in range(7 * n):
        now = small.later(scene, day)
        w.journal.used[0] = 0
        collaboration.strike(
            *(w.collaboration, w.detachments, w.population, w.recruitment, w.security, w.journal),
            *(scene.land, scene.forcing, scene.parameters.collaboration, now.today),
        )


def served(**changes: object) -> small.Scene:
    """Return a scene in which officials and police serve and camps lie about."""
    scene = small.scene(camps=3, **changes)
    weeks(scene, 20)
    scene.world.population.rural[:] -= 200.0
    scene.world.security.police[:] += 200.0
    return scene


def test_that_officials_come_from_the_villages_and_go_back_at_liberation():
    scene = small.scene()
    w, everyone = scene.world, people_of(scene.world)
    weeks(scene, 30)
    assert w.collaboration.officials.sum() > 1000.0
    assert people_of(w) == everyone
    weeks(scene._replace(forcing=small.changed(scene.forcing, occupied=np.zeros(small.CELLS, np.uint8))), 1)
    assert w.collaboration.officials.sum() == w.collaboration.village_guards.sum() == 0.0
    assert people_of(w) == everyone


def test_that_terror_follows_its_orders():
    killed = []
    for level in (0.0, 0.3, 0.9):
        scene = served(terror=np.full(small.CELLS, level))
        hunt(scene, 20)
        killed.append(scene.world.collaboration.terror_victims.sum() + scene.world.security.police_fallen.sum())
    assert killed[0] == 0.0
    assert killed[1] < killed[2]


def test_that_terror_costs_nobody_who_is_not_counted():
    scene = served(terror=np.full(small.CELLS, 0.9))
    everyone = people_of(scene.world)
    scene.world.collaboration.village_guards[:, 0] = 60.0
    scene.world.population.rural[:] -= 60.0
    hunt(scene, 20)
    assert people_of(scene.world) == everyone
    assert scene.world.collaboration.guard_fallen.sum() > 0.0


def test_that_every_strike_is_in_the_journal_by_whom_it_fell_on():
    scene = served(terror=np.full(small.CELLS, 0.9))
    w, told, police = scene.world, 0.0, 0.0
    for week in range(10):
        for day in range(7):
            w.journal.used[0] = 0
            now = small.later(scene, 7 * week + day)
            collaboration.strike(
                *(w.collaboration, w.detachments, w.population, w.recruitment, w.security, w.journal),
                *(scene.land, scene.forcing, scene.parameters.collaboration, now.today),
            )
            lines = np.flatnonzero(w.journal.kind[: w.journal.used[0]] == int(Kind.terror))
            told += w.journal.true[lines].sum()
            police += w.journal.second[lines].sum()
            assert set(w.journal.other[lines]) <= {0, 1, 3}
    assert told == w.collaboration.terror_victims.sum() > 0.0
    assert police == w.security.police_fallen.sum() > 0.0


def test_that_terror_spreads_dread_and_divides_the_people():
    scene = served(terror=np.full(small.CELLS, 0.9))
    scene.world.population.support_soviet[:18], scene.world.population.support_soviet[18:] = 0.2, 0.8
    hunt(scene, 20)
    w = scene.world
    assert w.collaboration.dread.mean() > 0.05
    assert w.collaboration.polarisation.mean() > 0.0
    assert w.population.support_soviet[:18].mean() < 0.2
    assert w.population.support_soviet[18:].mean() > 0.8


def test_that_villages_arm_against_takers_whom_they_do_not_want():
    guards = []
    for mind, taken in ((0.1, 3.0), (0.1, 0.0), (0.8, 3.0)):
        scene = small.scene()
        scene.world.population.support_soviet[:] = mind

        def take(w, taken=taken):
            w.supply.food_seized[:] = taken

        weeks(scene, 30, take)
        guards.append(scene.world.collaboration.village_guards[:, 0].sum())
    assert guards[0] > 100.0
    assert guards[1] == guards[2] == 0.0
    assert (scene.world.collaboration.food_withheld_share == 0.0).all()


def test_that_burned_villages_arm_for_those_whom_they_trust():
    scene = small.scene()
    scene.world.population.support_soviet[:], scene.world.zones.control[:] = 0.9, 0.8

    def burn(w):
        w.population.villages_burned[:] = 0.1

    weeks(scene, 30, burn)
    w = scene.world
    assert w.collaboration.village_guards[:, 1].sum() > 100.0
    assert w.collaboration.village_guards[:, 0].sum() == 0.0
    assert w.collaboration.guard_units.sum() > 10.0


def test_that_tatar_villages_arm_where_food_is_taken():
    guards = []
    for share in (0.0, 0.5):
        scene = small.scene()
        scene = scene._replace(land=scene.land._replace(tatar=np.full(small.CELLS, share)))
        scene.world.population.support_soviet[:] = 0.6

        def take(w):
            w.supply.food_seized[:] = 3.0

        weeks(scene, 20, take)
        guards.append(scene.world.collaboration.village_guards[:, 0].sum())
    assert guards[0] == 0.0 < guards[1]


def test_that_raw_detachments_put_newcomers_to_death_and_old_ones_rarely():
    dead = []
    for skill in (0.0, 0.95):
        scene = small.scene(camps=3, terror=np.zeros(small.CELLS))
        scene.world.detachments.skill[:] = skill
        scene.world.recruitment.joined[:] = 20.0
        everyone = people_of(scene.world)
        for day in range(70):
            now = scene._replace(
                today=scene.today._replace(day=scene.today.day + day, phase=(scene.today.day + day) % 7)
            )
            w = now.world
            w.journal.used[0] = 0
            collaboration.strike(
                *(w.collaboration, w.detachments, w.population, w.recruitment, w.security, w.journal),
                *(scene.land, scene.forcing, scene.parameters.collaboration, now.today),
            )
        assert people_of(scene.world) == everyone
        dead.append(scene.world.collaboration.executed.sum())
    assert dead[0] > 2.0 * dead[1]


def test_that_collaboration_left_out_changes_nothing():
    scene = small.scene(camps=3, parameters=small.parameters_with(collaboration={"enabled": 0}))
    before = scene.world.population.rural.copy()
    weeks(scene, 3)
    hunt(scene, 3)
    assert (scene.world.population.rural == before).all()
    assert scene.world.collaboration.terror_victims.sum() == scene.world.collaboration.dread.sum() == 0.0


def test_that_guards_of_the_soviet_side_go_to_the_forest_and_nobody_is_lost():
    scene = small.scene(camps=3, terror=np.zeros(small.CELLS))
    w = scene.world
    w.collaboration.village_guards[:, 1] = 60.0
    everyone = people_of(w)
    hunt(scene, 24)
    gone = 60.0 * small.CELLS - w.collaboration.village_guards[:, 1].sum()
    assert gone > 100.0
    assert people_of(w) == everyone
    assert w.detachments.people.sum() + w.collaboration.executed.sum() == 300.0 * small.CELLS + gone

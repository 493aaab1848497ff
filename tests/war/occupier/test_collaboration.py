"""Officials, village guards, and the terror against those who serve."""

import numpy as np
from tests import toy

from hinterland.core.journal import Kind
from hinterland.engine.watch import people_of
from hinterland.war.occupier import collaboration


def weeks(of: toy.Scene, n: int, each=None) -> None:
    """Let villages live through some weeks."""
    w = of.world
    for day in range(7 * n):
        now = toy.later(of, day)
        if each is not None:
            each(w)
        collaboration.serve(
            w.collaboration, w.population, w.zones, w.supply, of.land, of.outside, of.rules.collaboration, now.today
        )


def hunt(of: toy.Scene, n: int) -> None:
    """Let detachments look for those who serve, for some weeks."""
    w = of.world
    for day in range(7 * n):
        now = toy.later(of, day)
        w.journal.used[0] = 0
        collaboration.strike(
            *(w.collaboration, w.detachments, w.population, w.recruitment, w.security, w.journal),
            *(of.land, of.outside, of.rules.collaboration, now.today),
        )


def served(**changes: object) -> toy.Scene:
    """Return a scene in which officials and police serve and camps lie about."""
    of = toy.scene(camps=3, **changes)
    weeks(of, 20)
    of.world.population.rural[:] -= 200.0
    of.world.security.police[:] += 200.0
    return of


def test_that_officials_come_from_the_villages_and_go_back_at_liberation():
    of = toy.scene()
    w, everyone = of.world, people_of(of.world)
    weeks(of, 30)
    assert w.collaboration.officials.sum() > 1000.0
    assert people_of(w) == everyone
    weeks(of._replace(outside=toy.changed(of.outside, occupied=np.zeros(toy.CELLS, np.uint8))), 1)
    assert w.collaboration.officials.sum() == w.collaboration.guard.sum() == 0.0
    assert people_of(w) == everyone


def test_that_terror_follows_its_orders():
    killed = []
    for level in (0.0, 0.3, 0.9):
        of = served(terror=np.full(toy.CELLS, level))
        hunt(of, 20)
        killed.append(of.world.collaboration.killed.sum() + of.world.security.police_fallen.sum())
    assert killed[0] == 0.0
    assert killed[1] < killed[2]


def test_that_terror_costs_nobody_who_is_not_counted():
    of = served(terror=np.full(toy.CELLS, 0.9))
    everyone = people_of(of.world)
    of.world.collaboration.guard[:, 0] = 60.0
    of.world.population.rural[:] -= 60.0
    hunt(of, 20)
    assert people_of(of.world) == everyone
    assert of.world.collaboration.guard_fallen.sum() > 0.0


def test_that_every_strike_is_in_the_journal_by_whom_it_fell_on():
    of = served(terror=np.full(toy.CELLS, 0.9))
    w, told, police = of.world, 0.0, 0.0
    for week in range(10):
        for day in range(7):
            w.journal.used[0] = 0
            now = toy.later(of, 7 * week + day)
            collaboration.strike(
                *(w.collaboration, w.detachments, w.population, w.recruitment, w.security, w.journal),
                *(of.land, of.outside, of.rules.collaboration, now.today),
            )
            lines = np.flatnonzero(w.journal.kind[: w.journal.used[0]] == int(Kind.terror))
            told += w.journal.true[lines].sum()
            police += w.journal.second[lines].sum()
            assert set(w.journal.other[lines]) <= {0, 1, 3}
    assert told == w.collaboration.killed.sum() > 0.0
    assert police == w.security.police_fallen.sum() > 0.0


def test_that_terror_spreads_dread_and_divides_the_people():
    of = served(terror=np.full(toy.CELLS, 0.9))
    of.world.population.soviet[:18], of.world.population.soviet[18:] = 0.2, 0.8
    hunt(of, 20)
    w = of.world
    assert w.collaboration.dread.mean() > 0.05
    assert w.collaboration.division.mean() > 0.0
    assert w.population.soviet[:18].mean() < 0.2
    assert w.population.soviet[18:].mean() > 0.8


def test_that_villages_arm_against_takers_whom_they_do_not_want():
    guards = []
    for mind, taken in ((0.1, 3.0), (0.1, 0.0), (0.8, 3.0)):
        of = toy.scene()
        of.world.population.soviet[:] = mind

        def take(w, taken=taken):
            w.supply.forced[:] = taken

        weeks(of, 30, take)
        guards.append(of.world.collaboration.guard[:, 0].sum())
    assert guards[0] > 100.0
    assert guards[1] == guards[2] == 0.0
    assert (of.world.collaboration.shield == 0.0).all()


def test_that_burned_villages_arm_for_those_whom_they_trust():
    of = toy.scene()
    of.world.population.soviet[:], of.world.zones.control[:] = 0.9, 0.8

    def burn(w):
        w.population.burned[:] = 0.1

    weeks(of, 30, burn)
    w = of.world
    assert w.collaboration.guard[:, 1].sum() > 100.0
    assert w.collaboration.guard[:, 0].sum() == 0.0
    assert w.collaboration.units.sum() > 10.0


def test_that_tatar_villages_arm_where_food_is_taken():
    guards = []
    for share in (0.0, 0.5):
        of = toy.scene()
        of = of._replace(land=of.land._replace(tatar=np.full(toy.CELLS, share)))
        of.world.population.soviet[:] = 0.6

        def take(w):
            w.supply.forced[:] = 3.0

        weeks(of, 20, take)
        guards.append(of.world.collaboration.guard[:, 0].sum())
    assert guards[0] == 0.0 < guards[1]


def test_that_raw_detachments_put_newcomers_to_death_and_old_ones_rarely():
    dead = []
    for skill in (0.0, 0.95):
        of = toy.scene(camps=3, terror=np.zeros(toy.CELLS))
        of.world.detachments.skill[:] = skill
        of.world.recruitment.joined[:] = 20.0
        everyone = people_of(of.world)
        for day in range(70):
            now = of._replace(today=of.today._replace(day=of.today.day + day, phase=(of.today.day + day) % 7))
            w = now.world
            w.journal.used[0] = 0
            collaboration.strike(
                *(w.collaboration, w.detachments, w.population, w.recruitment, w.security, w.journal),
                *(of.land, of.outside, of.rules.collaboration, now.today),
            )
        assert people_of(of.world) == everyone
        dead.append(of.world.collaboration.executed.sum())
    assert dead[0] > 2.0 * dead[1]


def test_that_collaboration_left_out_changes_nothing():
    of = toy.scene(camps=3, rules=toy.rules_with(collaboration={"at_work": 0}))
    before = of.world.population.rural.copy()
    weeks(of, 3)
    hunt(of, 3)
    assert (of.world.population.rural == before).all()
    assert of.world.collaboration.killed.sum() == of.world.collaboration.dread.sum() == 0.0


def test_that_guards_of_the_soviet_side_go_to_the_forest_and_nobody_is_lost():
    of = toy.scene(camps=3, terror=np.zeros(toy.CELLS))
    w = of.world
    w.collaboration.guard[:, 1] = 60.0
    everyone = people_of(w)
    hunt(of, 24)
    gone = 60.0 * toy.CELLS - w.collaboration.guard[:, 1].sum()
    assert gone > 100.0
    assert people_of(w) == everyone
    assert w.detachments.people.sum() + w.collaboration.executed.sum() == 300.0 * toy.CELLS + gone

"""The terror of partisans against those who serve the occupier."""

import math

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.core.origin import LOCAL
from hinterland.engine.watch import people_of
from hinterland.war.occupier import terror

P = small.parameters_with().terror
CAMPS = 14 * small.CELLS
"""Detachments in the scenes of many: close to all the rows of the table."""
MANY = 1e9
"""So many who serve in a cell that every attack finds them and few deaths matter."""


def search(scene: small.Scene, weeks: int, each=None) -> None:
    """Let detachments look for those who serve; `each(now)` is called before a day, and what it returns after it."""
    for day in range(7 * weeks):
        now = small.later(scene, day)
        now.world.journal.used[0] = 0
        after = each(now) if each is not None else None
        small.call(terror.strike, now)
        if after is not None:
            after(now)


def serving(**changes: object) -> small.Scene:
    """Return a scene in which officials, police and guards serve and three camps lie in every cell."""
    scene = small.scene(camps=3, **changes)
    w = scene.world
    w.collaboration.officials[:], w.security.police[:] = 250.0, 200.0
    w.collaboration.village_guards[:, 0] = 60.0
    w.collaboration.guards_in_unit[:] = 40.0
    w.population.rural[:] -= 510.0
    return scene


def many(men: float = 100.0, **changes: object) -> small.Scene:
    """Return a scene of 504 raw detachments of so many armed men of the place."""
    scene = small.scene(camps=CAMPS // small.CELLS, terror=np.ones(small.CELLS), **changes)
    restore(scene, men)
    return scene


def restore(scene: small.Scene, men: float) -> None:
    """Give the detachments and the villages back what they have lost."""
    d = scene.world.detachments
    d.people[:] = 0.0
    d.people[:CAMPS, LOCAL] = d.men[:CAMPS] = d.rifles[:CAMPS] = men
    d.men_in_cell[:] = men * CAMPS / small.CELLS
    d.skill[:] = 0.0
    scene.world.population.rural[:] = scene.land.rural


def lines(scene: small.Scene, kind: Kind) -> np.ndarray:
    """Return the lines of today's journal of a kind."""
    journal = scene.world.journal
    return np.flatnonzero(journal.kind[: journal.used[0]] == int(kind))


def test_that_a_detachment_strikes_as_often_as_orders_strength_and_targets_say():
    """504 detachments in 24 weeks are 12,096 draws, of a variance below their chance."""
    weeks = 24
    for level, men, rifles, served, factor in (
        (1.0, 30.0, 1.0, MANY, 0.5),
        (0.5, 30.0, 1.0, MANY, 0.25),
        (1.0, 30.0, 0.4, MANY, 0.2),
        (1.0, 120.0, 1.0, P.half_saturation_targets * 1.77, 0.4),
    ):
        scene, strikes = many(men), 0
        scene = scene._replace(forcing=small.changed(scene.forcing, terror=np.full(small.CELLS, level)))

        def watch(now, men=men, rifles=rifles, served=served):
            restore(now, men)
            now.world.detachments.rifles[:CAMPS] = rifles * men
            now.world.security.police[:] = served
            now.world.journal.used[0] = 0

            def count(now):
                nonlocal strikes
                strikes += lines(now, Kind.terror).size

            return count

        search(scene, weeks, watch)
        mean = P.strike_chance * factor
        assert strikes / (weeks * CAMPS) == pytest.approx(mean, abs=4.0 * math.sqrt(mean / (weeks * CAMPS)))


def test_that_few_men_attack_nobody():
    scene = many(P.minimum_men - 1.0)
    scene.world.security.police[:] = MANY
    search(scene, 6, lambda now: restore(now, P.minimum_men - 1.0))
    assert scene.world.security.police_fallen.sum() == 0.0
    scene = many(P.minimum_men)
    scene.world.security.police[:] = MANY
    search(scene, 6, lambda now: restore(now, P.minimum_men))
    assert scene.world.security.police_fallen.sum() > 0.0


def test_that_a_strike_kills_the_declared_number_and_falls_by_their_numbers_on_those_who_serve():
    """Beyond the first the dead vary by their mean and by rounding."""
    victims, whom = [], []

    def watch(now):
        restore(now, 2000.0)
        now.world.security.police[:], now.world.collaboration.officials[:] = 2e6, 1e6

        def keep(now):
            journal, k = now.world.journal, lines(now, Kind.terror)
            victims.extend(journal.true[k] + journal.second[k])
            whom.extend(journal.other[k])

        return keep

    search(many(2000.0), 40, watch)
    n = len(victims)
    assert n > 2500
    spread = math.sqrt((P.victims_per_strike - 1.0) ** 2 + 0.25)
    assert np.mean(victims) == pytest.approx(P.victims_per_strike, abs=4.0 * spread / math.sqrt(n))
    assert min(victims) == 1.0
    total = 3.0 + P.suspects_per_official
    for kind, weight in ((terror.POLICE, 2.0), (terror.OFFICIAL, 1.0), (terror.CIVILIAN, P.suspects_per_official)):
        share = weight / total
        found = (np.array(whom) == kind).mean()
        assert found == pytest.approx(share, abs=4.0 * math.sqrt(share * (1.0 - share) / n))


@pytest.mark.parametrize("men", [20.0, 2000.0])
def test_that_a_fight_with_a_village_guard_costs_both_sides_the_declared_shares(men):
    """A unit of 40 guards loses up to twice the mean; the losses of the detachment differ by rounding alone."""
    fights, guards, partisans = 0, 0.0, 0.0
    scene = many(men)
    scene = scene._replace(forcing=small.changed(scene.forcing, terror=np.zeros(small.CELLS)))

    def watch(now):
        restore(now, men)
        now.world.collaboration.village_guards[:, 0], now.world.collaboration.guards_in_unit[:] = 1e6, 40.0

        def count(now):
            nonlocal fights, guards, partisans
            k = lines(now, Kind.self_defence)
            fights += k.size
            guards += now.world.journal.true[k].sum()
            partisans += now.world.journal.second[k].sum()

        return count

    weeks = 100
    search(scene, weeks, watch)
    chance = P.raid_chance * men / (men + P.half_saturation_men)
    assert fights / (weeks * CAMPS) == pytest.approx(chance, abs=4.0 * math.sqrt(chance / (weeks * CAMPS)))
    mean = P.guard_loss_share * 40.0
    assert guards / fights == pytest.approx(mean, abs=4.0 * math.sqrt(mean**2 / 3.0 + 0.25) / math.sqrt(fights))
    assert partisans / fights == pytest.approx(P.attacker_loss_share * men, abs=4.0 * 0.5 / math.sqrt(fights))


@pytest.mark.parametrize("guards", [60.0, 6000.0])
def test_that_guards_of_the_soviet_side_join_at_the_declared_rate(guards):
    """At half saturation half of the rate, parted among the detachments of a cell."""
    scene, joined, weeks = many(P.half_saturation_partisans * 1.77 / 14.0), 0.0, 60
    men = float(scene.world.detachments.men[0])

    def watch(now):
        restore(now, men)
        now.world.collaboration.village_guards[:, 1] = guards

        def count(now):
            nonlocal joined
            joined += now.world.terror.guards_joined.sum()

        return count

    search(scene, weeks, watch)
    # Within a day those who have joined are among the detachments and no longer among the guards: below 1 per cent.
    mean = 0.5 * P.guard_joining_rate * guards
    rounding = 4.0 * 0.5 * math.sqrt(14.0 / (weeks * small.CELLS))
    assert joined / (weeks * small.CELLS) == pytest.approx(mean, rel=0.01, abs=rounding)


@pytest.mark.parametrize(("joined", "skill"), [(3.0, 0.0), (300.0, 0.0), (300.0, 0.9)])
def test_that_raw_detachments_execute_the_declared_share_of_newcomers(joined, skill):
    scene, weeks, executed = many(), 60, 0.0

    def watch(now):
        nonlocal executed
        executed += now.world.terror.executed.sum()
        now.world.terror.executed[:] = 0.0
        restore(now, 100.0)
        now.world.detachments.skill[:] = skill
        now.world.recruitment.joined[:] = joined

    search(scene, weeks, watch)
    mean = 7.0 * joined * P.suspects_executed_share * (1.0 - skill)
    assert executed / (weeks * small.CELLS) == pytest.approx(mean, abs=4.0 * math.sqrt(mean / (weeks * small.CELLS)))


def test_that_terror_costs_nobody_who_is_not_counted():
    scene = serving(terror=np.full(small.CELLS, 0.9))
    scene.world.recruitment.joined[:] = 20.0
    everyone = people_of(scene.world)

    def watch(now):
        now.world.recruitment.joined[:] = 20.0
        return None

    search(scene, 20, watch)
    w = scene.world
    assert people_of(w) == everyone
    assert min(w.terror.victims.sum(), w.terror.guard_fallen.sum(), w.security.police_fallen.sum()) > 0.0


def test_that_every_strike_is_in_the_journal_by_whom_it_fell_on():
    scene, civilians, police = serving(terror=np.full(small.CELLS, 0.9)), 0.0, 0.0

    def watch(_):
        def keep(now):
            nonlocal civilians, police
            journal, k = now.world.journal, lines(now, Kind.terror)
            civilians += journal.true[k].sum()
            police += journal.second[k].sum()
            assert set(journal.other[k]) <= {terror.OFFICIAL, terror.CIVILIAN, terror.POLICE}

        return keep

    search(scene, 10, watch)
    assert civilians == scene.world.terror.victims.sum() > 0.0
    assert police == scene.world.security.police_fallen.sum() > 0.0


def test_that_one_death_spreads_dread_and_divides_the_people_by_the_declared_shares():
    """One detachment, one strike on a cell of a thousand villagers: 0.7 is divided, half of this moves support."""
    for support in (0.2, 0.8):
        parameters = small.parameters_with(terror={"strike_chance": 1.0, "victims_per_strike": 1.0})
        scene = small.scene(terror=np.ones(small.CELLS), parameters=parameters)
        w = scene.world
        small.place_detachment(w, 0, 0, 1e9)
        w.population.rural[0], w.security.police[0] = 1000.0, 99999.0
        w.population.support_soviet[0], w.population.support_axis[0] = support, 0.4
        small.call(terror.strike, scene)
        assert w.security.police_fallen.sum() == 1.0
        assert w.terror.dread[0] == pytest.approx(P.dread_per_share_killed / 100000.0)
        shift = P.polarisation_per_share_killed / 1000.0
        assert w.terror.polarisation[0] == pytest.approx(shift)
        moved = P.opinion_polarisation * shift * 0.3
        if support < 0.5:
            assert w.population.support_soviet[0] == pytest.approx(support * (1.0 - moved))
            assert w.population.support_axis[0] == pytest.approx(0.4 + 0.6 * moved)
        else:
            assert w.population.support_soviet[0] == pytest.approx(support + (1.0 - support) * moved)
            assert w.population.support_axis[0] == pytest.approx(0.4 * (1.0 - moved))


def test_that_dread_and_division_fade_once_a_week():
    scene = small.scene()
    w = scene.world
    w.terror.dread[:], w.terror.polarisation[:] = 0.8, 0.4
    for day in range(7 * 3):
        small.call(terror.fade, small.later(scene, day))
    np.testing.assert_allclose(w.terror.dread, 0.8 * (1.0 - P.decay_rate) ** 3)
    np.testing.assert_allclose(w.terror.polarisation, 0.4 * (1.0 - P.decay_rate) ** 3)


def test_that_terror_left_out_changes_nothing():
    scene = small.scene(camps=3, parameters=small.parameters_with(terror={"enabled": 0}))
    w = scene.world
    w.security.police[:] = w.collaboration.village_guards[:] = 100.0
    search(scene, 3)
    assert (w.security.police == 100.0).all()
    assert (w.collaboration.village_guards == 100.0).all()
    assert w.terror.victims.sum() == w.terror.dread.sum() == 0.0

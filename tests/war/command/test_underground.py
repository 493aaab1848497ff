"""The underground in towns: who is set aside, who joins, and who is arrested."""

import numpy as np
import pytest
from tests import small

from hinterland.engine.watch import people_of
from hinterland.war.command import underground

TOWN = 14
AWAY = {"organising": np.zeros(small.CELLS), "sorties": 0.0}
AREA = 1.77
"""Area of a cell of the small theatre in 1000 km2."""


def weeks(scene: small.Scene, many: int) -> dict[str, float]:
    """Let the underground of every town work for so many weeks; return the sums of what it counts."""
    sums = dict.fromkeys(("joined", "arrested"), 0.0)
    for days in range(7 * many):
        now = small.later(scene, days)
        small.call(underground.step, now)
        for name in sums:
            sums[name] += getattr(now.world.underground, name).sum()
    return sums


def town(members: float = 200.0, police: float = 0.0, camps: int = 0, **changes: object) -> small.Scene:
    """Return a scene with an underground in one town and nobody set aside elsewhere."""
    scene = small.scene(camps=camps, **(AWAY | changes))
    scene.world.underground.members[TOWN] = members
    scene.world.population.urban[TOWN] -= members
    scene.world.population.urban[:] += 20000.0
    scene.world.security.police[:] = police
    return scene


def towns(members: float, police: float = 0.0, **changes: object) -> small.Scene:
    """Return a scene with an underground of this size in every cell, of a large town that supports it."""
    scene = small.scene(**(AWAY | changes))
    scene.world.population.urban[:] = 200_000.0
    scene.world.population.support_soviet[:] = 0.6
    scene.world.security.police[:] = police
    return scene


def fortnights(scene: small.Scene, members: float, many: int) -> dict[str, float]:
    """Update every town so many times, each time with the same members; return the sums of what is counted."""
    sums = dict.fromkeys(("joined", "arrested"), 0.0)
    for round_ in range(many):
        scene.world.underground.members[:] = members
        scene.world.population.urban[:] = 200_000.0
        for days in range(14):
            now = small.later(scene, 14 * round_ + days)
            small.call(underground.step, now)
            for name in sums:
                sums[name] += getattr(now.world.underground, name).sum()
    return sums


def test_that_the_party_sets_people_aside_where_it_is_old():
    """In annexed towns it sets aside a twenty-fifth of what it does elsewhere, as is declared."""
    chosen = []
    for old in (1, 0):
        total = 0.0
        for seed in range(20):
            scene = small.scene(
                seed=seed, occupied=np.zeros(small.CELLS, np.uint8), organising=np.ones(small.CELLS), sorties=0.0
            )
            scene.world.population.urban[:] = 20_000.0
            scene = scene._replace(land=scene.land._replace(soviet_1938=np.full(small.CELLS, old, np.uint8)))
            weeks(scene, 2)
            assert scene.world.underground.members.sum() == 0.0, "nobody is underground before the enemy comes"
            total += scene.world.underground.stay_behind.sum()
        chosen.append(total)
        come = scene._replace(forcing=small.changed(scene.forcing, occupied=np.ones(small.CELLS, np.uint8), **AWAY))
        weeks(come, 2)
        assert scene.world.underground.stay_behind.sum() == 0.0
    n = 20 * small.CELLS
    due = 2.0 * 0.00015 * 20_000.0 * np.array([1.0, 0.04])
    assert (np.abs(np.array(chosen) - n * due) < 4.0 * 0.5 * np.sqrt(n)).all()


def test_that_no_more_are_set_aside_than_is_declared():
    scene = town(0.0, occupied=np.zeros(small.CELLS, np.uint8), organising=np.ones(small.CELLS))
    weeks(scene, 30)
    limit = 0.0004 * (scene.world.population.urban + scene.world.underground.stay_behind)
    assert (scene.world.underground.stay_behind <= limit + 1.0).all()
    assert (scene.world.underground.stay_behind >= limit - 2.0).all()


@pytest.mark.parametrize("members", [20.0, 2000.0])
def test_that_as_many_join_as_is_declared(members):
    """Nobody is near or sent: three and a half per cent a week, by the support and the room that there is."""
    many = 20
    joined = fortnights(towns(members), members, many)["joined"]
    support = 0.6**2 / (0.6**2 + 0.3**2)
    room = 1.0 - members / (0.05 * 0.6 * 200_000.0)
    n = small.CELLS * many
    assert abs(joined - n * 2.0 * 0.035 * members * support * room) < 4.0 * 0.5 * np.sqrt(n)


def test_that_units_in_touch_make_it_grow_twice_as_fast_at_most():
    """Growth is doubled where very many are near; it grows by half where 20.2 are on a thousand km2."""
    many, members, grown = 20, 400.0, []
    for density in (0.0, 20.2, 1e9):
        scene = towns(members)
        scene.world.radio.partisans_in_contact[:] = density * AREA
        grown.append(fortnights(scene, members, many)["joined"])
    error = 4.0 * 0.5 * np.sqrt(small.CELLS * many)
    assert abs(grown[1] - 1.5 * grown[0]) < 2.5 * error
    assert abs(grown[2] - 2.0 * grown[0]) < 3.0 * error


def test_that_the_party_sends_organisers_by_air_and_through_units_in_touch():
    many, sent = 20, []
    for heard, organising in ((0.0, 0.0), (0.0, 1.0), (1e9, 1.0)):
        scene = towns(0.0, organising=organising * np.ones(small.CELLS), sorties=1e9)
        scene.world.radio.partisans_in_contact[:] = heard
        sent.append(fortnights(scene, 0.0, many)["joined"])
    n = small.CELLS * many
    large = 2.0 * 3.0 * 200_000.0 / 208_000.0
    due = n * large * np.array([0.0, 0.3, 1.0 + 0.4])
    assert (np.abs(np.array(sent) - due) < 4.0 * 0.5 * np.sqrt(n) + 0.01 * due).all()


@pytest.mark.parametrize("members", [20.0, 2000.0])
@pytest.mark.parametrize("share", [0.45, 0.8])
def test_that_waves_of_arrests_take_and_kill_as_many_as_is_declared(members, share):
    """The size of a wave is even about its mean, so its variance is a third of the square of the half-width."""
    many, posts = 60, 500.0
    parameters = small.parameters_with(underground={"arrests_per_week": 0.5, "arrested_share": share})
    scene = towns(members, AREA * posts, parameters=parameters, reprisal=0.8 * np.ones(small.CELLS))
    arrested = fortnights(scene, members, many)["arrested"]
    chance = 2.0 * 0.5 * posts / (posts + 180.0) * members / (members + 25.0) * (1.0 - 0.5 * 0.6)
    square = members**2 * (share**2 + min(share, 1.0 - share) ** 2 / 3.0) + 0.25
    n = small.CELLS * many
    mean, variance = chance * share * members, chance * square - (chance * share * members) ** 2
    assert abs(arrested - n * mean) < 4.0 * np.sqrt(n * variance)
    killed = scene.world.underground.executed.sum()
    assert abs(killed - 0.5 * 0.8 * arrested) < 4.0 * 0.5 * np.sqrt(n * chance)
    assert scene.world.population.prisoners.sum() == arrested - killed


def test_that_policing_leads_to_arrests_and_nobody_is_lost():
    taken = []
    for police in (0.0, 100.0, 2000.0):
        scene = town(police=police)
        scene.world.underground.members[:] = 200.0
        everyone = people_of(scene.world)
        arrested = weeks(scene, 30)["arrested"]
        assert people_of(scene.world) == everyone
        jailed = scene.world.population.prisoners.sum() + scene.world.underground.executed.sum()
        assert jailed == arrested
        taken.append(jailed)
    assert taken[0] == 0.0
    assert taken[1] < taken[2]


def test_that_arrests_in_towns_leave_the_forest_alone():
    scene = town(camps=2, police=5000.0, reprisal=np.ones(small.CELLS))
    scene.world.underground.members[:] = 200.0
    assert weeks(scene, 40)["arrested"] > 200.0
    assert scene.world.detachments.alive[:72].sum() == 72
    assert scene.world.detachments.men[:72].sum() == 7200.0


def test_that_quarries_keep_a_core_to_the_end():
    kept = []
    for share in (0.0, 1.0):
        scene = town(300.0, police=6000.0)
        quarries = np.zeros(small.CELLS)
        quarries[TOWN] = share
        scene = scene._replace(land=scene.land._replace(catacombs=quarries))
        scene.world.population.support_soviet[:] = 0.05
        weeks(scene, 130)
        kept.append(scene.world.underground.members[TOWN])
    assert kept[1] > 150.0
    assert kept[0] < 0.5 * kept[1]


def test_that_members_go_home_when_the_enemy_is_gone():
    scene = town(occupied=np.zeros(small.CELLS, np.uint8))
    everyone = people_of(scene.world)
    weeks(scene, 2)
    assert scene.world.underground.members.sum() == scene.world.underground.groups.sum() == 0.0
    assert people_of(scene.world) == everyone


def test_that_left_out_it_changes_nothing():
    scene = town(police=3000.0, parameters=small.parameters_with(underground={"enabled": 0}))
    assert sum(weeks(scene, 20).values()) == 0.0
    assert scene.world.underground.members.sum() == 200.0

"""The underground in towns."""

import numpy as np
from tests import small

from hinterland.engine.watch import people_of, rifles_of
from hinterland.war.command import underground

TOWN = 14
AWAY = {"organising": np.zeros(small.CELLS), "sorties": 0.0}


def weeks(scene: small.Scene, many: int) -> small.Scene:
    """Let the underground of every town work for so many weeks; keep the sums of what it counts."""
    w = scene.world
    for days in range(7 * many):
        now = small.later(scene, days)
        underground.step(
            *(w.underground, w.detachments, w.population, w.supply, w.recruitment, w.radio, w.security, w.journal),
            *(now.land, now.forcing, now.parameters.underground, now.today),
        )
        counted = w.underground.joined, w.underground.arrested, w.underground.weapons_passed_on
        for total, today in zip(TOTALS, counted, strict=True):
            total[0] += today.sum()
    return scene


TOTALS = [np.zeros(1) for _ in range(3)]
JOINED, ARRESTED, PASSED = TOTALS


def town(members: float = 200.0, camps: int = 0, police: float = 0.0, **changes: object) -> small.Scene:
    """Return a scene with an underground in one town and nobody set aside elsewhere; the totals begin anew."""
    for total in TOTALS:
        total[:] = 0.0
    scene = small.scene(camps=camps, **(AWAY | changes))
    scene.world.underground.members[TOWN] = members
    scene.world.population.urban[TOWN] -= members
    scene.world.population.urban[:] += 20000.0
    scene.world.security.police[:] = police
    return scene


def test_that_the_party_sets_people_aside_where_it_is_old():
    shares = []
    for old in (1, 0):
        scene = town(0.0, occupied=np.zeros(small.CELLS, np.uint8), organising=np.ones(small.CELLS))
        scene = scene._replace(land=scene.land._replace(soviet_1938=np.full(small.CELLS, old, np.uint8)))
        weeks(scene, 10)
        assert scene.world.underground.members.sum() == 0.0, "nobody is underground before the enemy comes"
        shares.append(scene.world.underground.stay_behind.sum())
        come = scene._replace(forcing=small.changed(scene.forcing, occupied=np.ones(small.CELLS, np.uint8), **AWAY))
        weeks(come, 2)
        assert scene.world.underground.stay_behind.sum() == 0.0
    assert shares[1] < 0.2 * shares[0]
    assert shares[0] > 50.0


def test_that_the_party_and_units_in_touch_make_it_grow():
    grown = []
    for heard, sent, sorties in ((0.0, 0.0, 0.0), (1000.0, 0.0, 100.0), (1000.0, 1.0, 100.0)):
        scene = town(organising=sent * np.ones(small.CELLS), sorties=sorties)
        scene.world.radio.partisans_in_contact[:] = heard
        grown.append(weeks(scene, 30).world.underground.members.sum())
    assert grown == sorted(grown)
    assert 200.0 < grown[0] < grown[1] < grown[2]


def test_that_dense_policing_leads_to_arrests_and_nobody_is_lost():
    taken = []
    for police in (0.0, 100.0, 2000.0):
        scene = town(police=police)
        scene.world.underground.members[:] = 200.0
        everyone = people_of(scene.world)
        weeks(scene, 30)
        assert people_of(scene.world) == everyone
        jailed = scene.world.population.prisoners.sum() + scene.world.underground.executed.sum()
        assert jailed == ARRESTED[0]
        taken.append(jailed)
    assert taken[0] == 0.0
    assert taken[1] < taken[2]


def test_that_arrests_in_towns_leave_the_forest_alone():
    scene = town(camps=2, police=5000.0, reprisal=np.ones(small.CELLS))
    scene.world.underground.members[:] = 200.0
    weeks(scene, 40)
    assert ARRESTED[0] > 200.0
    assert scene.world.detachments.alive[:72].sum() == 72
    assert scene.world.detachments.men[:72].sum() >= 7200.0


def test_that_weapons_go_from_a_town_to_detachments_far_from_it():
    scene = town(500.0, camps=1)
    w = scene.world
    w.detachments.rifles[:36] = 10.0
    w.security.garrison[:] = 500.0
    w.supply.scattered[:] = 300.0
    rifles = rifles_of(w)
    weeks(scene, 20)
    armed = np.flatnonzero(w.detachments.rifles[:36] > 10.0)
    assert PASSED[0] == (w.detachments.rifles[:36] - 10.0).sum() > 20.0
    assert len(armed) > 2
    assert TOWN not in armed
    assert rifles_of(w) == rifles
    assert w.supply.captured[TOWN] > 0.0, "some are stolen from garrisons"


def test_that_the_town_itself_sends_people_to_the_forest():
    scene = town(500.0, camps=1)
    before = scene.world.detachments.men[:36].sum()
    weeks(scene, 20)
    assert scene.world.detachments.men[:36].sum() > before


def test_that_quarries_keep_a_core_to_the_end():
    kept = []
    for share in (0.0, 1.0):
        scene = town(300.0, police=6000.0)
        quarries = np.zeros(small.CELLS)
        quarries[TOWN] = share
        scene = scene._replace(land=scene.land._replace(catacombs=quarries))
        scene.world.population.support_soviet[:] = 0.05
        kept.append(weeks(scene, 130).world.underground.members[TOWN])
    assert kept[1] > 150.0
    assert kept[0] < 0.5 * kept[1]


def test_that_members_go_home_when_the_enemy_is_gone():
    scene = town(occupied=np.zeros(small.CELLS, np.uint8))
    everyone = people_of(scene.world)
    weeks(scene, 2)
    assert scene.world.underground.members.sum() == scene.world.underground.groups.sum() == 0.0
    assert people_of(scene.world) == everyone


def test_that_left_out_it_changes_nothing():
    scene = town(camps=1, police=3000.0, parameters=small.parameters_with(underground={"enabled": 0}))
    weeks(scene, 20)
    assert scene.world.underground.members.sum() == 200.0
    assert JOINED[0] == ARRESTED[0] == PASSED[0] == 0.0

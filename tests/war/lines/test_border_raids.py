"""Forays from the Soviet side of the front, internment, and who joins where villages are few."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.war.civilians import internment
from hinterland.war.lines import border_raids
from hinterland.war.partisans import demobilisation, detachments, recruitment

WEST = np.arange(small.CELLS) % small.SIDE < 3
"""The enemy holds the western half; the others are free ground."""


def front(troops: float = 0.0, **changes: object) -> small.Scene:
    """Return a scene with a front down the middle and a based detachment of a hundred on the Soviet side of it."""
    held = WEST.astype(np.uint8)
    km = np.abs(np.arange(small.CELLS) % small.SIDE - 2.5) * 40.0
    causes = {"occupied": held, "front_km": km, "based": np.where(WEST, 0.0, 40.0), "temp": np.array([10.0])}
    scene = small.scene(**(causes | changes))
    for i, cell in enumerate(range(3, small.CELLS, small.SIDE)):
        small.place_detachment(scene.world, i, cell)
        scene.world.detachments.base[i] = cell
    scene.world.security.garrison[:] = troops
    small.call(detachments.list_by_cell, scene)
    return scene


def weeks(scene: small.Scene, days: int, **parameters: float):
    """Let based detachments go out and come back for so many days."""
    r = small.parameters_with(border_raids=parameters).border_raids
    for n in range(days):
        now = small.later(scene, n)
        w, causes, today = now.world, now.forcing, now.today
        w.journal.used[0] = 0
        border_raids.supply_bases(
            w.border_raids, w.detachments, w.recruitment, w.population, w.supply, now.land, causes, r, today
        )
        border_raids.send_and_recall(w.border_raids, w.detachments, w.population, w.journal, now.land, causes, r, today)
        border_raids.attack(
            w.border_raids, w.detachments, w.population, w.supply, w.security, w.expeditions, w.attacks, w.journal,
            now.land, causes, r, today,
        )  # fmt: skip
        yield now


def ended(scene: small.Scene, days: int = 140, **parameters: float) -> np.ndarray:
    """Return the groups whose foray ended, those destroyed, villagers killed and enemies killed over a time."""
    told = np.zeros(4)
    for now in weeks(scene, days, **parameters):
        w = now.world
        kind = w.journal.kind[: w.journal.used[0]]
        villages = w.journal.second[: kind.size][kind == int(Kind.village_burned)]
        told += (
            w.border_raids.raids_ended.sum(),
            w.border_raids.groups_destroyed.sum(),
            villages.sum(),
            w.attacks.axis_dead.sum(),
        )
    return told


def test_that_groups_cross_the_front_and_come_back_where_nobody_hunts_them():
    scene = front()
    out = 0.0
    for now in weeks(scene, 140):
        away = now.world.border_raids.men_across.sum(axis=1) > 0
        assert now.forcing.occupied[now.world.border_raids.target[away]].all()
        out = max(out, now.world.border_raids.men_across.sum())
    assert out > 0.0
    assert scene.world.detachments.killed.sum() == 0.0


def test_that_patrols_destroy_groups_and_the_more_of_them_the_more():
    shares = []
    for troops, search in ((0.0, 0.0), (100.0, 0.0), (100.0, 1.0)):
        told = ended(front(troops, patrols=np.full(small.CELLS, search)))
        shares.append(told[1] / told[0])
    assert shares[0] == 0.0
    assert shares[0] < shares[1] < shares[2]
    assert shares[2] > 0.5


def test_that_missing_men_are_sent_from_the_rear_and_some_of_them_from_prisons():
    scene = front(100.0, patrols=np.ones(small.CELLS))
    before = scene.world.population.red_army[0]
    filled = convicts = 0.0
    for now in weeks(scene, 140):
        filled += now.world.border_raids.replacements.sum()
        convicts += now.world.border_raids.convicts.sum()
    assert filled == before - scene.world.population.red_army[0]
    assert 0.05 < convicts / filled < 0.3


def test_that_everyone_who_goes_out_is_somewhere():
    scene = front(100.0, patrols=np.ones(small.CELLS))
    w = scene.world

    def everyone() -> float:
        p, d = w.population, w.detachments
        return sum(
            a.sum()
            for a in (
                p.red_army,
                p.rural,
                w.border_raids.civilians_killed,
                p.partisans_dead,
                p.prisoners,
                p.conscripted,
                d.people,
                w.border_raids.men_across,
            )
        )

    before = everyone()
    for _ in weeks(scene, 140):
        assert everyone() == before
        assert (w.detachments.men == w.detachments.people.sum(axis=1)).all()


def test_that_in_lands_abroad_groups_fall_upon_villages_and_the_soviet_side_tells_of_soldiers():
    at_home = ended(front(), attacks_per_week=1.0)
    scene = front()
    abroad = scene._replace(land=scene.land._replace(abroad=WEST.astype(np.uint8)))
    claimed = told = 0.0
    for now in weeks(abroad, 140, attacks_per_week=1.0):
        j = now.world.journal
        kind, n = j.kind[: j.used[0]], j.used[0]
        claimed += j.claimed[:n][kind == int(Kind.village_burned)].sum()
        told += j.claimed[:n][kind == int(Kind.foray)].sum()
    assert abroad.world.border_raids.civilians_killed.sum() > 3.0 * at_home[2]
    assert claimed == 0.0
    assert told > 0.0


def test_that_a_based_detachment_is_not_disbanded_on_free_ground_while_its_base_stands():
    scene = front()
    w = scene.world
    for given_up in (False, True):
        if given_up:
            w.detachments.base[:] = -1
        small.call(demobilisation.step, scene)
        assert (w.demobilisation.to_army.sum() > 0) == given_up


def test_that_a_base_is_given_up_when_the_front_has_gone_far_away():
    scene = front()
    far = scene._replace(forcing=small.changed(scene.forcing, front_km=np.full(small.CELLS, 900.0)))
    for _ in weeks(far, 8):
        pass
    assert (scene.world.detachments.base == -1).all()


def test_that_without_forays_nothing_of_this_happens():
    scene = front(100.0)
    assert (ended(scene, enabled=0.0) == 0.0).all()


def test_that_the_interned_are_taken_from_the_villages_and_let_go_with_the_order():
    scene = small.scene(internment=np.full(small.CELLS, 0.4))
    w = scene.world
    before = w.population.rural.sum()

    def live(scene: small.Scene, days: int) -> float:
        for n in range(days):
            now = small.later(scene, n)
            internment.step(w.internment, w.population, now.land, now.forcing, now.parameters.internment, now.today)
        assert w.population.rural.sum() + w.internment.dead.sum() + w.internment.interned.sum() == before
        return w.internment.interned.sum()

    held = live(scene, 200)
    assert held == pytest.approx(0.4 * before, rel=0.2)
    assert (
        live(scene._replace(forcing=small.changed(scene.forcing, internment=np.zeros(small.CELLS))), 200) < 0.3 * held
    )


def test_that_hardly_anyone_joins_where_villages_are_few_or_people_speak_finnic():
    joined = []
    for changes in ({}, {"rural": np.full(small.CELLS, 4000.0)}, {"finnic": np.ones(small.CELLS)}):
        scene = small.scene(camps=2)
        scene = scene._replace(land=scene.land._replace(**changes))
        scene.world.population.rural[:] = scene.land.rural
        for n in range(7):
            now = small.later(scene, n)
            w = now.world
            small.call(recruitment.step, now)
            joined.append(w.recruitment.joined_local.sum())
    usual, thin, finnic = np.reshape(joined, (3, 7)).sum(axis=1)
    assert thin < 0.1 * usual
    assert finnic < 0.5 * usual


def test_that_without_internment_nobody_is_interned():
    scene = small.scene(internment=np.full(small.CELLS, 0.4))
    off = small.parameters_with(internment={"enabled": 0.0}).internment
    for n in range(7):
        now = small.later(scene, n)
        internment.step(now.world.internment, now.world.population, now.land, now.forcing, off, now.today)
    assert scene.world.internment.interned.sum() == 0.0

"""Forays from the Soviet side of the front, internment, and who joins where villages are few."""

import numpy as np
import pytest
from tests import toy

from hinterland.core.journal import Kind
from hinterland.war.civilians import internment
from hinterland.war.lines import border_raids
from hinterland.war.partisans import demobilisation, detachments, recruitment

WEST = np.arange(toy.CELLS) % toy.SIDE < 3
"""The enemy holds the western half; the others are free ground."""


def front(troops: float = 0.0, **changes: object) -> toy.Scene:
    """Return a scene with a front down the middle and a based detachment of a hundred on the Soviet side of it."""
    held = WEST.astype(np.uint8)
    km = np.abs(np.arange(toy.CELLS) % toy.SIDE - 2.5) * 40.0
    causes = {"occupied": held, "front_km": km, "based": np.where(WEST, 0.0, 40.0), "temp": np.array([10.0])}
    of = toy.scene(**(causes | changes))
    for i, cell in enumerate(range(3, toy.CELLS, toy.SIDE)):
        toy.pitch(of.world, i, cell)
        of.world.detachments.base[i] = cell
    of.world.security.garrison[:] = troops
    toy.call(detachments.gather, of)
    return of


def weeks(of: toy.Scene, days: int, **rules: float):
    """Let based detachments go out and come back for so many days."""
    r = toy.rules_with(border_raids=rules).border_raids
    for n in range(days):
        now = toy.later(of, n)
        w, causes, today = now.world, now.outside, now.today
        w.journal.used[0] = 0
        border_raids.base(
            w.border_raids, w.detachments, w.recruitment, w.population, w.supply, now.land, causes, r, today
        )
        border_raids.go(w.border_raids, w.detachments, w.population, w.journal, now.land, causes, r, today)
        border_raids.strike(
            w.border_raids, w.detachments, w.population, w.supply, w.security, w.expeditions, w.attacks, w.journal,
            now.land, causes, r, today,
        )  # fmt: skip
        yield now


def ended(of: toy.Scene, days: int = 140, **rules: float) -> np.ndarray:
    """Return the groups whose foray ended, those destroyed, villagers killed and enemies killed over a time."""
    told = np.zeros(4)
    for now in weeks(of, days, **rules):
        w = now.world
        kind = w.journal.kind[: w.journal.used[0]]
        villages = w.journal.second[: kind.size][kind == int(Kind.village_burned)]
        told += w.border_raids.groups.sum(), w.border_raids.destroyed.sum(), villages.sum(), w.attacks.axis_dead.sum()
    return told


def test_that_groups_cross_the_front_and_come_back_where_nobody_hunts_them():
    of = front()
    out = 0.0
    for now in weeks(of, 140):
        away = now.world.border_raids.out.sum(axis=1) > 0
        assert now.outside.occupied[now.world.border_raids.target[away]].all()
        out = max(out, now.world.border_raids.out.sum())
    assert out > 0.0
    assert of.world.detachments.killed.sum() == 0.0


def test_that_patrols_destroy_groups_and_the_more_of_them_the_more():
    shares = []
    for troops, search in ((0.0, 0.0), (100.0, 0.0), (100.0, 1.0)):
        told = ended(front(troops, patrols=np.full(toy.CELLS, search)))
        shares.append(told[1] / told[0])
    assert shares[0] == 0.0
    assert shares[0] < shares[1] < shares[2]
    assert shares[2] > 0.5


def test_that_missing_men_are_sent_from_the_rear_and_some_of_them_from_prisons():
    of = front(100.0, patrols=np.ones(toy.CELLS))
    before = of.world.population.red_army[0]
    filled = convicts = 0.0
    for now in weeks(of, 140):
        filled += now.world.border_raids.filled.sum()
        convicts += now.world.border_raids.convicts.sum()
    assert filled == before - of.world.population.red_army[0]
    assert 0.05 < convicts / filled < 0.3


def test_that_everyone_who_goes_out_is_somewhere():
    of = front(100.0, patrols=np.ones(toy.CELLS))
    w = of.world

    def everyone() -> float:
        p, d = w.population, w.detachments
        return sum(
            a.sum()
            for a in (
                p.red_army,
                p.rural,
                w.border_raids.civilians,
                p.fallen,
                p.prisoners,
                p.army,
                d.people,
                w.border_raids.out,
            )
        )

    before = everyone()
    for _ in weeks(of, 140):
        assert everyone() == before
        assert (w.detachments.men == w.detachments.people.sum(axis=1)).all()


def test_that_in_lands_abroad_groups_fall_upon_villages_and_the_soviet_side_tells_of_soldiers():
    at_home = ended(front(), strike=1.0)
    of = front()
    abroad = of._replace(land=of.land._replace(abroad=WEST.astype(np.uint8)))
    claimed = told = 0.0
    for now in weeks(abroad, 140, strike=1.0):
        j = now.world.journal
        kind, n = j.kind[: j.used[0]], j.used[0]
        claimed += j.claimed[:n][kind == int(Kind.village_burned)].sum()
        told += j.claimed[:n][kind == int(Kind.foray)].sum()
    assert abroad.world.border_raids.civilians.sum() > 3.0 * at_home[2]
    assert claimed == 0.0
    assert told > 0.0


def test_that_a_based_detachment_is_not_disbanded_on_free_ground_while_its_base_stands():
    of = front()
    w = of.world
    for given_up in (False, True):
        if given_up:
            w.detachments.base[:] = -1
        toy.call(demobilisation.step, of)
        assert (w.demobilisation.to_army.sum() > 0) == given_up


def test_that_a_base_is_given_up_when_the_front_has_gone_far_away():
    of = front()
    far = of._replace(outside=toy.changed(of.outside, front_km=np.full(toy.CELLS, 900.0)))
    for _ in weeks(far, 8):
        pass
    assert (of.world.detachments.base == -1).all()


def test_that_without_forays_nothing_of_this_happens():
    of = front(100.0)
    assert (ended(of, at_work=0.0) == 0.0).all()


def test_that_the_interned_are_taken_from_the_villages_and_let_go_with_the_order():
    of = toy.scene(internment=np.full(toy.CELLS, 0.4))
    w = of.world
    before = w.population.rural.sum()

    def live(scene: toy.Scene, days: int) -> float:
        for n in range(days):
            now = toy.later(scene, n)
            internment.step(w.internment, w.population, now.land, now.outside, now.rules.internment, now.today)
        assert w.population.rural.sum() + w.internment.dead.sum() + w.internment.interned.sum() == before
        return w.internment.interned.sum()

    held = live(of, 200)
    assert held == pytest.approx(0.4 * before, rel=0.2)
    assert live(of._replace(outside=toy.changed(of.outside, internment=np.zeros(toy.CELLS))), 200) < 0.3 * held


def test_that_hardly_anyone_joins_where_villages_are_few_or_people_speak_finnic():
    joined = []
    for changes in ({}, {"rural": np.full(toy.CELLS, 4000.0)}, {"finnic": np.ones(toy.CELLS)}):
        of = toy.scene(camps=2)
        of = of._replace(land=of.land._replace(**changes))
        of.world.population.rural[:] = of.land.rural
        for n in range(7):
            now = toy.later(of, n)
            w = now.world
            toy.call(recruitment.step, now)
            joined.append(w.recruitment.joined_local.sum())
    usual, thin, finnic = np.reshape(joined, (3, 7)).sum(axis=1)
    assert thin < 0.1 * usual
    assert finnic < 0.5 * usual


def test_that_without_internment_nobody_is_interned():
    of = toy.scene(internment=np.full(toy.CELLS, 0.4))
    off = toy.rules_with(internment={"at_work": 0.0}).internment
    for n in range(7):
        now = toy.later(of, n)
        internment.step(now.world.internment, now.world.population, now.land, now.outside, off, now.today)
    assert of.world.internment.interned.sum() == 0.0

"""Who the partisans are: shares by sex and nation, and how they pass from one detachment to another."""

from math import sqrt

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.core.origin import CADRE, LOCAL, STRAGGLER
from hinterland.war.partisans import composition
from hinterland.war.partisans.composition import (
    BELARUSIAN,
    DEPENDANTS,
    JEWISH,
    OTHER,
    POLISH,
    RUSSIAN,
    UKRAINIAN,
    UNARMED,
    WOMEN,
)


def look(scene: small.Scene, events: tuple[tuple[Kind, int, int], ...] = (), days: int = 28) -> np.ndarray:
    """Let the make-up be followed for some days, the first with these events; return the shares of the rows."""
    for n in range(days):
        now = small.later(scene, n)
        w = now.world
        for kind, who, other in events if n == 0 else ():
            k = w.journal.used[0]
            w.journal.kind[k], w.journal.who[k], w.journal.other[k], w.journal.cell[k] = kind, who, other, 0
            w.journal.used[0] += 1
        small.call(composition.step, now)
    return scene.world.composition.shares


def place(scene: small.Scene, i: int, origin: int, men: float = 100.0, cell: int = 7) -> None:
    """Put people of one origin into a row."""
    small.place_detachment(scene.world, i, cell, men)
    scene.world.detachments.people[i] = 0.0
    scene.world.detachments.people[i, origin] = men


def test_that_shares_of_nations_add_up_to_one_and_women_lie_between():
    world = small.war(330)
    alive = np.flatnonzero(world.detachments.alive)
    shares = world.composition.shares[alive]
    assert alive.size > 50
    assert shares[:, 1:].sum(axis=1) == pytest.approx(np.ones(alive.size))
    assert (shares >= 0.0).all()
    assert (shares <= 1.0).all()
    assert 0.01 < shares[:, WOMEN].mean() < 0.3


def test_that_local_people_have_the_make_up_of_the_place_and_of_the_readiness_to_join():
    """Of a hundred people 80 are Belarusians, 8 Jews, 6 Russians, 5 Poles, 1 a Ukrainian; 0.04 of Poles are ready."""
    scene = small.scene()
    place(scene, 0, LOCAL)
    shares = look(scene, ((Kind.formation, 0, -1),))
    ready = {BELARUSIAN: 0.8, JEWISH: 0.08, RUSSIAN: 0.06, POLISH: 0.04 * 0.05, UKRAINIAN: 0.01, OTHER: 0.0}
    for column, part in ready.items():
        assert shares[0, column] == pytest.approx(part / sum(ready.values()))
    # A hundred people are 100 / 190 of a large detachment.
    assert shares[0, WOMEN] == pytest.approx(0.05 + 0.045 * 100.0 / 190.0)


def test_that_soldiers_have_the_make_up_of_the_army():
    scene = small.scene()
    place(scene, 1, STRAGGLER)
    shares, p = look(scene, ((Kind.formation, 1, -1),)), scene.parameters.composition
    army = {RUSSIAN: p.army_russian, UKRAINIAN: p.army_ukrainian, BELARUSIAN: p.army_belarusian, JEWISH: p.army_jewish}
    for column, part in army.items():
        assert shares[1, column] == pytest.approx(part)
    assert shares[1, OTHER] == pytest.approx(1.0 - sum(army.values()))
    assert shares[1, WOMEN] == pytest.approx(p.women_soldiers)


def test_that_where_nobody_is_ready_to_join_newcomers_count_as_others():
    scene = small.scene(parameters=small.parameters_with(composition={"polish_readiness": 0.0}))
    nobody = np.zeros(small.CELLS)
    names = ("jewish", "belarusian", "russian", "ukrainian")
    scene = scene._replace(land=scene.land._replace(polish=nobody + 1.0, **dict.fromkeys(names, nobody)))
    place(scene, 0, LOCAL)
    assert look(scene, ((Kind.formation, 0, -1),))[0, OTHER] == pytest.approx(1.0)


def test_that_a_row_used_again_starts_anew():
    scene = small.scene()
    place(scene, 0, STRAGGLER)
    look(scene, ((Kind.formation, 0, -1),))
    place(scene, 0, LOCAL)
    scene.world.detachments.founded_day[0] = 200
    shares = look(scene, ((Kind.formation, 0, -1),))
    assert shares[0, BELARUSIAN] == pytest.approx(0.8 / 0.952)


def test_that_a_detachment_that_divides_passes_its_shares_on():
    scene = small.scene()
    d = scene.world.detachments
    place(scene, 0, STRAGGLER)
    before = look(scene, ((Kind.formation, 0, -1),))[0].copy()
    place(scene, 1, STRAGGLER, 50.0)
    d.people[0] *= 0.5
    d.named[1] = -1
    shares = look(scene, ((Kind.formation, 1, 0),))
    assert shares[1] == pytest.approx(before)
    assert shares[0] == pytest.approx(before)


def test_that_a_detachment_that_joins_another_brings_its_people_with_it():
    scene = small.scene()
    d = scene.world.detachments
    place(scene, 0, LOCAL)
    place(scene, 1, STRAGGLER)
    a, b = look(scene, ((Kind.formation, 0, -1), (Kind.formation, 1, -1)))[:2].copy()
    d.people[0] += d.people[1]
    d.people[1], d.alive[1] = 0.0, 0
    shares = look(scene, ((Kind.dissolution, 1, 0),))
    assert shares[0] == pytest.approx(0.5 * (a + b))


def test_that_jews_who_are_taken_in_are_counted_as_such():
    scene = small.scene()
    scene.world.murder_of_the_jews.flight_over[:] = 1
    place(scene, 0, LOCAL, 80.0)
    before = look(scene, ((Kind.formation, 0, -1),))[0].copy()
    assert before[JEWISH] == 0.0
    scene.world.persecution.admitted_by_detachment[0, [UNARMED, DEPENDANTS]] = 12.0, 8.0
    scene.world.detachments.people[0, LOCAL] += 20.0
    shares = look(scene)
    assert shares[0, JEWISH] == pytest.approx(0.2)
    # Of eight women, children and old people 0.7 are women: 5.6 of a hundred.
    assert shares[0, WOMEN] == pytest.approx(0.8 * before[WOMEN] + 0.056)


def test_that_refugees_lost_before_the_count_are_not_counted_as_women():
    """Of ten women, children and old people taken in one is left: 0.7 of a hundred are women among the newcomers."""
    scene = small.scene()
    place(scene, 0, LOCAL, 99.0)
    before = look(scene, ((Kind.formation, 0, -1),))[0, WOMEN]
    scene.world.persecution.admitted_by_detachment[0, DEPENDANTS] = 10.0
    scene.world.detachments.people[0, LOCAL] += 1.0
    assert look(scene)[0, WOMEN] == pytest.approx(0.99 * before + 0.007)


def test_that_jews_are_lost_less_often_than_others():
    """When half of a detachment is lost, 0.35 times a half of its Jews are: 0.2 of it become 0.2 * 0.825 / 0.5."""
    scene = small.scene()
    place(scene, 0, LOCAL)
    look(scene, ((Kind.formation, 0, -1),))
    shares = scene.world.composition.shares
    shares[0, 1:] = [0.2, 0.1, 0.6, 0.1, 0.0, 0.0]
    scene.world.detachments.people[0, LOCAL] = 50.0
    look(scene)
    assert shares[0, JEWISH] == pytest.approx(0.33)
    assert shares[0, 2:] == pytest.approx(0.67 / 0.8 * np.array([0.1, 0.6, 0.1, 0.0, 0.0]))


def test_that_cadres_of_a_new_detachment_are_people_of_the_place_and_later_ones_are_not():
    scene = small.scene()
    place(scene, 0, CADRE)
    home = look(scene, ((Kind.formation, 0, -1),))[0, BELARUSIAN]
    assert home == pytest.approx(0.8 / 0.952)
    scene.world.detachments.people[0, CADRE] += 100.0
    assert look(scene)[0, BELARUSIAN] == pytest.approx(0.5 * (home + 0.04))


def test_that_who_is_dead_or_gone_is_counted_no_more():
    scene = small.scene()
    place(scene, 0, LOCAL)
    look(scene, ((Kind.formation, 0, -1),))
    assert scene.world.composition.people[0, 1:].sum() == pytest.approx(100.0)
    scene.world.detachments.alive[0] = 0
    look(scene)
    assert scene.world.composition.people[0].sum() == 0.0


@pytest.mark.parametrize("soldiers", [1.0, 20.0, 2000.0])
def test_that_the_declared_share_of_those_who_join_from_the_army_are_jews(soldiers):
    """Besides them five Jews from ghettos and thirty local people join in every cell."""
    scene, jewish, days = small.scene(), 0.0, 100
    for after in range(days):
        now = small.later(scene, after)
        w = now.world
        w.persecution.admitted[:, UNARMED] = 5.0
        w.recruitment.joined_local[:] = 30.0
        w.recruitment.joined[:] = 35.0 + soldiers
        small.call(composition.step, now)
        jewish += w.composition.jewish_joined.sum()
    draws = days * small.CELLS
    part = 0.018 * soldiers % 1.0
    error = sqrt(draws * part * (1.0 - part)) + 1e-6
    assert abs(jewish - (5.0 + 0.018 * soldiers) * draws) < 4.0 * error

"""Who the partisans are: shares by sex and nation, and how they pass from one detachment to another."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.core.origin import CADRE, LOCAL, STRAGGLER
from hinterland.war.partisans import composition
from hinterland.war.partisans.composition import BELARUSIAN, JEWISH, RUSSIAN, WOMEN


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


def band(scene: small.Scene, i: int, origin: int, men: float = 100.0, cell: int = 7) -> None:
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
    assert shares[:, WOMEN].mean() > 0.01


def test_that_local_people_have_the_make_up_of_the_place_and_soldiers_that_of_the_army():
    scene = small.scene()
    band(scene, 0, LOCAL)
    band(scene, 1, STRAGGLER)
    shares = look(scene, ((Kind.formation, 0, -1), (Kind.formation, 1, -1)))
    assert shares[0, BELARUSIAN] > 0.7
    assert shares[1, RUSSIAN] == pytest.approx(scene.parameters.composition.army_russian)
    assert shares[0, WOMEN] > 3.0 * shares[1, WOMEN]


def test_that_a_row_used_again_starts_anew():
    scene = small.scene()
    band(scene, 0, STRAGGLER)
    look(scene, ((Kind.formation, 0, -1),))
    band(scene, 0, LOCAL)
    scene.world.detachments.founded_day[0] = 200
    shares = look(scene, ((Kind.formation, 0, -1),))
    assert shares[0, BELARUSIAN] > 0.7


def test_that_a_detachment_that_divides_passes_its_shares_on():
    scene = small.scene()
    d = scene.world.detachments
    band(scene, 0, STRAGGLER)
    before = look(scene, ((Kind.formation, 0, -1),))[0].copy()
    band(scene, 1, STRAGGLER, 50.0)
    d.people[0] *= 0.5
    d.named[1] = -1
    shares = look(scene, ((Kind.formation, 1, 0),))
    assert shares[1] == pytest.approx(before)
    assert shares[0] == pytest.approx(before)


def test_that_a_detachment_that_joins_another_brings_its_people_with_it():
    scene = small.scene()
    d = scene.world.detachments
    band(scene, 0, LOCAL)
    band(scene, 1, STRAGGLER)
    a, b = look(scene, ((Kind.formation, 0, -1), (Kind.formation, 1, -1)))[:2].copy()
    d.people[0] += d.people[1]
    d.people[1], d.alive[1] = 0.0, 0
    shares = look(scene, ((Kind.dissolution, 1, 0),))
    assert shares[0] == pytest.approx(0.5 * (a + b))


def test_that_jews_who_are_taken_in_are_counted_as_such():
    scene = small.scene()
    scene.world.persecution.confinement_begun[:] = 1
    band(scene, 0, LOCAL, 80.0)
    none = look(scene, ((Kind.formation, 0, -1),))[0, JEWISH]
    assert none == 0.0
    scene.world.persecution.admitted_by_detachment[0, 1] = 20.0
    scene.world.detachments.people[0, LOCAL] += 20.0
    assert look(scene)[0, JEWISH] == pytest.approx(0.2)


def test_that_cadres_of_a_new_detachment_are_people_of_the_place_and_later_ones_are_not():
    scene = small.scene()
    band(scene, 0, CADRE)
    assert look(scene, ((Kind.formation, 0, -1),))[0, BELARUSIAN] > 0.7
    scene.world.detachments.people[0, CADRE] += 100.0
    assert look(scene)[0, BELARUSIAN] < 0.6


def test_that_commanders_differ_and_soften_only_where_moscow_is_heard_and_wants_it():
    minds = []
    for contact, wanted in ((0, 1.0), (1, 0.0), (1, 1.0)):
        scene = small.scene(camps=3, protection=wanted)
        scene.world.detachments.contact[:] = contact
        rows = tuple((Kind.formation, i, -1) for i in range(3 * small.CELLS))
        look(scene, rows, 140)
        minds.append(scene.world.composition.attitude[: 3 * small.CELLS].copy())
    assert minds[0].std() > 0.2
    assert minds[0] == pytest.approx(minds[1])
    assert minds[2].mean() > minds[0].mean() + 0.05


def test_that_who_is_dead_or_gone_is_counted_no_more():
    scene = small.scene()
    band(scene, 0, LOCAL)
    look(scene, ((Kind.formation, 0, -1),))
    assert scene.world.composition.people[0].sum() > 100.0
    scene.world.detachments.alive[0] = 0
    look(scene)
    assert scene.world.composition.people[0].sum() == 0.0


def test_that_commanders_differ_in_aggressiveness_and_a_commissar_comes_with_contact():
    scene = small.scene()
    for i in range(60):
        small.place_detachment(scene.world, i, i % small.CELLS)
    scene.world.detachments.contact[:30] = 0
    look(scene, tuple((Kind.formation, i, -1) for i in range(60)), 70)
    made = scene.world.composition
    assert made.aggressiveness[:60].min() < 0.2 < 0.8 < made.aggressiveness[:60].max()
    assert abs(made.aggressiveness[:60].mean() - 0.5) < 0.12
    assert (made.commissar_influence[:30] == 0.0).all()
    assert made.commissar_influence[30:60].min() > 0.5

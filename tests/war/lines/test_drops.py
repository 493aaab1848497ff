"""Groups dropped into the Baltic republics, and what is lost of those that are found."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import WEDNESDAY
from hinterland.core.journal import Kind
from hinterland.core.movements import BALTIC
from hinterland.core.origin import CADRE
from hinterland.core.response import saturate
from hinterland.theatre.land import ESSR, LASSR, LSSR
from hinterland.war.lines import drops


def baltic(camps: int = 0, seed: int = 1, **changes: object) -> small.Scene:
    """Return a scene in which the square is three Baltic republics, each of two rows, where nine in ten are Balts."""
    scene = small.scene(day=308, camps=camps, seed=seed, **changes)
    republic = np.repeat([ESSR, LASSR, LSSR], small.CELLS // 3).astype(np.int32)
    return scene._replace(
        land=scene.land._replace(
            republic=republic, baltic=np.full(small.CELLS, 0.9), soviet_1938=np.zeros(small.CELLS, np.uint8)
        )
    )


def test_that_each_staff_drops_the_declared_number_of_groups_of_people_of_different_number():
    weeks = 300
    scene = baltic(flying=np.array([0.5]))
    w = scene.world
    sizes = []
    for n in range(weeks):
        now = small.later(scene, 7 * n)
        before = w.drops.groups.copy(), w.recruitment.forming[:, CADRE].copy()
        small.call(drops.step, now._replace(today=now.today._replace(phase=WEDNESDAY)))
        landed = w.drops.groups - before[0]
        people = (w.recruitment.forming[:, CADRE] - before[1])[landed == 1]
        assert w.drops.dropped.sum() == w.recruitment.forming[:, CADRE].sum() - before[1].sum()
        sizes += list(people)
    groups = w.drops.groups.reshape(3, -1).sum(axis=1)
    # A mean of 0.6 a week: one group or none.
    assert groups == pytest.approx(np.full(3, weeks * 1.2 * 0.5), abs=4 * np.sqrt(weeks * 0.6 * 0.4))
    # Sizes are even between 12 and 20, which is a variance of 64 / 12, and a quarter for the whole number.
    assert np.mean(sizes) == pytest.approx(16, abs=4 * np.sqrt((64 / 12 + 0.25) / len(sizes)))
    assert min(sizes) >= 12
    assert max(sizes) <= 20
    assert np.var(sizes) > 4.0


def test_that_groups_land_on_cover_in_proportion_to_it():
    landed = np.zeros(small.CELLS)
    for seed in range(600):
        scene = baltic(seed=seed)
        small.call(drops.step, scene._replace(today=scene.today._replace(phase=WEDNESDAY)))
        landed += scene.world.drops.groups
    share = scene.land.cover / scene.land.cover.sum()
    assert landed / landed.sum() == pytest.approx(share, abs=4 * np.sqrt(share.max() / landed.sum()))


def found(men: float, rounds: int = 60) -> tuple[small.Scene, float, float]:
    """Let movements search for detachments of so many men, again and again; return the scene, the found, the lost."""
    scene = baltic(camps=4)
    w = scene.world
    used = int(w.detachments.used[0])
    w.national_movements.strength[:, BALTIC] = 500.0
    many, lost = 0.0, 0.0
    for n in range(rounds):
        w.detachments.people[:used] = 0.0
        w.detachments.people[:used, CADRE] = w.detachments.men[:used] = men
        before = lost
        for k in range(7):
            small.call(drops.search, small.later(scene, 7 * n + k))
            lines = w.journal.kind[: w.journal.used[0]] == int(Kind.drop_lost)
            many += lines.sum()
            lost += w.journal.second[: w.journal.used[0]][lines].sum()
        assert used * men - w.detachments.people.sum() == lost - before
    return scene, many, lost


@pytest.mark.parametrize("men", [1.0, 15.0, 40.0, 2000.0])
def test_that_a_group_that_is_found_loses_the_declared_share_and_a_large_one_no_more(men):
    scene, many, lost = found(men)
    w = scene.world
    used = int(w.detachments.used[0])
    under_arms = 500.0 / 1.77
    chance = 0.9 * saturate(under_arms, 60.0) * (0.9 - 1.5 * 0.1) * (1.0 - saturate(men, 40.0))
    chance *= 1.0 - w.population.support_soviet[0]
    asked = 60 * used
    assert many == pytest.approx(chance * asked, abs=4 * np.sqrt(asked * chance * (1 - chance)))
    assert lost == pytest.approx(0.85 * min(men, 40.0) * many, abs=4 * np.sqrt(0.25 * many))
    taken = w.population.prisoners.sum()
    assert taken == pytest.approx(0.25 * lost, abs=4 * np.sqrt(0.25 * many))
    assert w.population.partisans_dead.sum() == lost - taken


def test_that_without_movements_or_on_old_soviet_ground_nobody_searches():
    for ground in ({"soviet_1938": np.ones(small.CELLS, np.uint8)}, {}):
        scene = baltic(camps=4)
        scene = scene._replace(land=scene.land._replace(**ground))
        scene.world.national_movements.strength[:, BALTIC] = 500.0 if ground else 0.0
        for k in range(7):
            small.call(drops.search, small.later(scene, k))
        assert scene.world.detachments.men.sum() == 100.0 * 4 * small.CELLS

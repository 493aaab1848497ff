"""United formations: brigades of a district under one staff."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import MONDAY
from hinterland.war.partisans import formations


def bound(scene: small.Scene, weeks: int = 40) -> small.Scene:
    """Let staffs put brigades under one another for so many weeks."""
    for n in range(7 * weeks):
        now = small.later(scene, n)
        small.call(formations.step, now)
        small.call(formations.survey, now)
    return scene


def brigades(scene: small.Scene, cells: list[int]) -> small.Scene:
    """Put a brigade of 500 into each of the cells."""
    b = scene.world.brigades
    for n, c in enumerate(cells):
        b.alive[n], b.key[n], b.cell[n], b.men[n], b.detachments[n] = 1, n, c, 500.0, 5.0
    b.used[0] = len(cells)
    return scene


def test_that_brigades_of_a_district_come_under_one_staff_where_a_territorial_staff_leads():
    scene = bound(brigades(small.scene(chain=np.full(small.CELLS, 2.0)), [7, 7, 8, 13, 35]))
    f = scene.world.formations
    assert f.count.sum() == 1.0
    assert (f.of_brigade[:4] == f.of_brigade[0]).all()
    assert f.of_brigade[4] == -1, "the fifth lies too far away"
    assert f.men[f.of_brigade[0]] == 2000.0


def test_that_none_are_founded_without_a_territorial_staff_or_with_too_few_brigades():
    assert bound(brigades(small.scene(), [7, 7, 8, 13])).world.formations.count.sum() == 0.0
    few = brigades(small.scene(chain=np.full(small.CELLS, 2.0)), [7, 8])
    assert bound(few).world.formations.count.sum() == 0.0


def test_that_a_formation_without_brigades_is_broken_up():
    scene = bound(brigades(small.scene(chain=np.full(small.CELLS, 2.0)), [7, 7, 8, 13]))
    scene.world.brigades.alive[:3] = 0
    formations.survey(scene.world.formations, scene.world.brigades, scene.today._replace(phase=MONDAY))
    assert scene.world.formations.count.sum() == 0.0
    assert (scene.world.formations.of_brigade[:4] >= 0).sum() <= 1


def monday(scene: small.Scene) -> small.Scene:
    """Let brigades join and found formations on one Monday."""
    small.call(formations.step, scene._replace(today=scene.today._replace(phase=MONDAY)))
    return scene


def led(seed: int = 1, **parameters: float) -> small.Scene:
    """Return a scene in which a territorial staff leads."""
    chosen = small.parameters_with(formations=parameters)
    return small.scene(chain=np.full(small.CELLS, 2.0), seed=seed, parameters=chosen)


def test_that_each_of_four_brigades_founds_a_formation_at_the_declared_rate():
    """Two districts with four brigades each have a formation after one Monday when any of the four founds it."""
    cells, made = [0, 0, 1, 6, 35, 35, 34, 29], 0
    for seed in range(1, 301):
        made += monday(brigades(led(seed), cells)).world.formations.used[0]
    due = 1.0 - (1.0 - 0.05) ** 4
    assert made / 600 == pytest.approx(due, abs=4 * np.sqrt(due * (1.0 - due) / 600))


def test_that_a_free_brigade_joins_a_formation_with_room_at_the_declared_rate():
    joined = 0
    for seed in range(1, 101):
        scene = brigades(led(seed), [7] * 7)
        f = scene.world.formations
        f.used[0], f.alive[0], f.cell[0], f.brigades[0] = 1, 1, 8, 1.0
        monday(scene)
        joined += (f.of_brigade[:7] == 0).sum()
        assert f.brigades[0] == 1.0 + (f.of_brigade[:7] == 0).sum()
    assert joined / 700 == pytest.approx(0.08, abs=4 * np.sqrt(0.08 * 0.92 / 700))


@pytest.mark.parametrize(("km", "cells"), [(44.0, [7]), (44.9, [7, 13]), (46.0, [7, 13, 8]), (90.0, [7, 13, 8, 19])])
def test_that_a_district_is_a_circle_in_km(km, cells):
    """From cell 7 it is 44.5 km north to 13, 45.3 km east to 8 and 89.0 km north to 19."""
    scene = brigades(led(district_km=km, founding_per_week=0.5, minimum_brigades=2), [7, 7, 13, 8, 19])
    b, f = scene.world.brigades, scene.world.formations
    small.plain(formations.found)(f, b, scene.world.journal, scene.land, scene.parameters.formations, 0)
    assert sorted(set(b.cell[:5][f.of_brigade[:5] == 0])) == sorted(cells)
    assert f.brigades[0] == (f.of_brigade == 0).sum()


def test_that_a_full_table_refuses_and_counts_formations_and_brigades_stay_free():
    refused = 0.0
    for seed in range(1, 31):
        scene = brigades(led(seed, founding_per_week=0.5), [7, 7, 8, 13])
        scene.world.formations.used[0] = scene.world.formations.alive.size
        monday(scene)
        refused += scene.world.formations.refused[0]
        assert (scene.world.formations.of_brigade == -1).all()
    assert refused == pytest.approx(60.0, abs=4 * np.sqrt(120 * 0.25)), "half of four brigades in thirty worlds"

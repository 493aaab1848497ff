"""United formations: brigades of a district under one staff."""

import numpy as np
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
        b.alive[n], b.cell[n], b.men[n], b.detachments[n] = 1, c, 500.0, 5.0
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

"""Reports on their way up the staffs."""

import numpy as np
from tests import small

from hinterland.core.journal import Kind
from hinterland.war.reporting import staffs


def passed_up(parameters=None, heard: float = 1.0, deeds: int = 1, days: int = 1, chain: float = 1.0) -> small.Scene:
    """Let units report 10,000 rails in every cell, and staffs pass it on; on later days nothing is reported."""
    scene = small.scene(camps=1, parameters=parameters, chain=np.full(small.CELLS, chain))
    w = scene.world
    w.radio.partisans_in_contact[:] = heard * w.detachments.men_in_cell
    total = 0.0
    for n in range(days):
        now = small.later(scene, n)
        if n == 0:
            w.reports.soviet_rails[:] = 10000.0
            for k in range(deeds * small.CELLS):
                w.journal.kind[k], w.journal.cell[k] = Kind.rail_cut, k % small.CELLS
            w.journal.used[0] = deeds * small.CELLS
        staffs.pass_up(
            *(w.staffs, w.reports, w.detachments, w.radio, w.journal),
            *(now.land, now.forcing, now.parameters.staffs, now.today),
        )
        total += w.staffs.reported[:, staffs.RAILS].sum()
    return scene._replace(today=scene.today._replace(seed=int(total)))


def told(**how: object) -> float:
    return passed_up(**how).today.seed / (10000.0 * small.CELLS)


def test_that_a_report_grows_with_every_staff_it_passes():
    by_steps = [told(chain=steps) for steps in (0.0, 1.0, 2.0, 3.0)]
    assert by_steps == sorted(by_steps)
    assert 0.99 < by_steps[0] < 1.01
    assert by_steps[3] > 1.2


def test_that_deeds_done_beside_others_are_told_twice():
    assert told(deeds=6) > 1.05 * told(deeds=1)


def test_that_what_nobody_hears_is_told_late_and_not_lost():
    assert told(heard=0.0) == 0.0
    soon, later = told(heard=0.5), told(heard=0.5, days=280)
    assert soon < 0.6 < later
    assert later > 0.98 * told()


def test_that_staffs_left_out_pass_on_what_they_were_told():
    off = small.parameters_with(staffs={"enabled": 0.0})
    assert 0.99 < told(parameters=off, deeds=6, chain=3.0) < 1.01

"""Reports on their way up the staffs."""

import numpy as np
from tests import toy

from hinterland.core.journal import Kind
from hinterland.war.reporting import staffs


def passed_up(rules=None, heard: float = 1.0, deeds: int = 1, days: int = 1, chain: float = 1.0) -> toy.Scene:
    """Let units report 10,000 rails in every cell, and staffs pass it on; on later days nothing is reported."""
    of = toy.scene(camps=1, rules=rules, chain=np.full(toy.CELLS, chain))
    w = of.world
    w.radio.heard[:] = heard * w.detachments.here
    total = 0.0
    for n in range(days):
        now = toy.later(of, n)
        if n == 0:
            w.reports.soviet_rails[:] = 10000.0
            for k in range(deeds * toy.CELLS):
                w.journal.kind[k], w.journal.cell[k] = Kind.rail_cut, k % toy.CELLS
            w.journal.used[0] = deeds * toy.CELLS
        staffs.tell(
            w.staffs, w.reports, w.detachments, w.radio, w.journal, now.land, now.outside, now.rules.staffs, now.today
        )  # fmt: skip
        total += w.staffs.told[:, staffs.RAILS].sum()
    return of._replace(today=of.today._replace(seed=int(total)))


def told(**how: object) -> float:
    return passed_up(**how).today.seed / (10000.0 * toy.CELLS)


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
    off = toy.rules_with(staffs={"at_work": 0.0})
    assert 0.99 < told(rules=off, deeds=6, chain=3.0) < 1.01

"""What the occupier has on paper of his own men, and what he logs."""

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import SATURDAY
from hinterland.core.journal import Kind
from hinterland.war.reporting import axis_returns

P = small.parameters_with().axis_returns


def write(scene: small.Scene, week: int = 0) -> None:
    """Write the returns of a week."""
    day = SATURDAY + 7 * week
    now = scene._replace(today=scene.today._replace(day=day, phase=SATURDAY))
    small.call(axis_returns.write, now, order_of_battle=small.order_of_battle())


def test_that_part_of_the_wounded_is_on_the_returns_of_soldiers_and_of_native_units_apart() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.security.garrison[:], w.forces.native_troops[:] = 100.0, 10.0
    w.forces.present[:] = 1
    w.forces.men[:], w.forces.wounded[:] = 1000.0, [100.0, 100.0, 100.0, 500.0]
    write(scene)
    assert w.axis_returns.garrison == pytest.approx(100.0 * (1.0 + 0.1 * P.wounded_on_rations))
    assert w.axis_returns.natives == pytest.approx(10.0 * (1.0 + 0.5 * P.wounded_on_rations))


def test_that_police_who_are_gone_are_struck_off_at_the_declared_rate() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.security.police[:] = 80.0
    write(scene)
    assert (w.axis_returns.police == 80.0).all()
    w.security.police[:] = 0.0
    for week in range(1, 6):
        write(scene, week)
    assert w.axis_returns.police == pytest.approx(80.0 * (1.0 - P.struck_off_per_week) ** 5)


def test_that_groups_are_counted_as_they_stand_on_the_lists() -> None:
    scene = small.scene(camps=1)
    w = scene.world
    w.picture.cell[:10, 0], w.picture.cell[:4, 1] = 3, 7
    write(scene)
    assert (w.axis_returns.groups[3], w.axis_returns.groups[7], w.axis_returns.groups.sum()) == (10.0, 4.0, 14.0)


def test_that_reports_name_part_of_the_burned_villages_and_log_part_of_the_deserters() -> None:
    scene = small.scene(camps=0)
    w = scene.world
    w.population.villages_burned[:] = 20.0
    w.journal.used[0] = 1000
    w.journal.kind[:1000], w.journal.true[:1000], w.journal.key[:1000] = Kind.defection, 10.0, np.arange(1000)
    small.call(axis_returns.log_events, scene)
    assert w.axis_returns.villages_burned == pytest.approx(20.0 * P.villages_named_share, abs=1.0)
    assert w.journal.found[:1000].mean() == pytest.approx(10.0 * P.deserters_logged_share, abs=4 * 0.5 / np.sqrt(1000))


EXTREME = {
    "axis_returns": {
        "wounded_on_rations": 0.0, "struck_off_per_week": 1.0, "villages_named_share": 0.1,
        "deserters_logged_share": 0.2, "insurgents_assumed_ratio": 3.0,
    },
    "unit_returns": {
        "overdue_per_week": 1.0, "reported_without_contact": 0.0, "came_over_overstatement": 5.0,
        "struck_off_per_week": 0.5, "known_abroad_share": 0.1, "insurgents_overstatement": 4.0,
    },
    "press_returns": {
        "passed_on_share": 1.0, "ordered_copies_per_week": 20_000.0, "padding_to_order": 1.0,
        "printed_per_copy_dropped": 6.0, "struck_off_per_week": 0.005, "found_share": 0.5,
        "half_saturation_forces": 20.0,
    },
    "harvest_returns": {
        "crop_per_levy": 8.0, "people_per_worker": 6.0, "spoilt_booked_share": 0.0, "admitted_share": 0.0,
        "blamed_share": 1.0, "half_saturation_believed": 10.0, "handed_in_share": 0.2,
    },
    "internment_returns": {
        "struck_off_per_week": 0.02, "deaths_entered_share": 0.3, "heard_share": 0.1, "releases_heard_per_week": 0.3,
    },
    "intelligence_returns": {
        "longest_way_days": 10.0, "copied_to_party": 1.0, "copied_to_nkvd": 1.0, "listed_per_agent": 6.0,
        "struck_off_per_week": 0.4,
    },
}  # fmt: skip
WORDS = {"journal.claimed", "journal.found", "staffs.reported", "staffs.overdue"}
"""Arrays of others that hold what sides say: of events, and what staffs pass on."""


def test_that_returns_do_not_change_the_war() -> None:
    usual, other = (small.war(300, parameters=small.parameters_with(**given)) for given in ({}, EXTREME))
    theirs = {name: values for name, _, values in other.arrays()}
    differ = {name for name, _, values in usual.arrays() if not np.array_equal(values, theirs[name])}
    assert {one for one in differ if one.partition(".")[0] not in EXTREME} <= WORDS
    assert {"axis_returns.garrison", "axis_returns.police", "unit_returns.underground"} <= differ
    assert {"press_returns.presses", "intelligence_returns.agents"} <= differ

"""Where and when partisans stand, and what they hold, on the coarse theatre of history."""

import numpy as np

from hinterland.engine.result import Run


def on(run: Run, quantity: str, region: str, day: str) -> float:
    """Return a quantity on a day."""
    return run.mean(quantity, region, day, day)


def test_that_the_movement_of_belarus_grows_until_the_red_army_comes(coarse: Run):
    days = ("1942-01-01", "1942-07-01", "1943-01-01", "1943-07-01", "1944-01-01")
    strength = [on(coarse, "partisans.strength", "Belarus", day) for day in days]
    assert strength == sorted(strength)
    assert on(coarse, "partisans.strength", "Belarus", "1944-06-20") > 0.9 * strength[-1]


def test_that_people_wait_for_a_weapon_and_are_called_up_in_the_end(coarse: Run):
    waiting, strength = coarse.values("partisans.reserve"), coarse.values("partisans.strength")
    share = waiting[400:900] / strength[400:900]
    assert share.min() > 0.05
    assert share.max() < 1.0
    assert waiting[-1] == 0.0


def test_that_only_pockets_are_held_in_the_first_winter_and_far_more_later(coarse: Run):
    held = coarse.values("zones.area", "Belarus") / np.maximum(coarse.values("land.occupied", "Belarus"), 1.0)
    winter, later = held[163:283].max(), held[830:920].mean()
    assert winter < 0.05
    assert later > 4.0 * winter


def test_that_few_in_the_west_rise_before_the_staffs_send_units_there(fine: Run):
    west, all_of_it = (on(fine, "partisans.strength", where, "1943-01-01") for where in ("W_Belarus", "Belarus"))
    assert west < 0.25 * all_of_it

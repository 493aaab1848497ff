"""Shapes and sizes of what each side believed and told, of surges on the railway, and of documented days."""

import numpy as np
import pytest

from hinterland.engine.result import Run


def level(run: Run, day: str, said_by: str | None = None, region: str = "USSR_occupied") -> float:
    """Return the partisans of a region on a day: true, or as a side had them."""
    return float(run.series("partisans.strength", region, said_by)[day])


def test_that_the_occupier_sees_a_fraction_at_first_and_about_as_many_as_the_ledger_has_later(coarse):
    """German lists of 1943 and 1944 have 100,000 (R114), Soviet ones 120,000 to 250,000 (R111, S522): 0.4 to 0.83."""
    early = [level(coarse, day, "german") / level(coarse, day) for day in ("1941-09-15", "1941-10-31")]
    assert max(early) < 0.5
    late = [level(coarse, day, "german") / level(coarse, day, "soviet") for day in ("1943-06-30", "1943-12-31")]
    assert min(late) > 0.4
    assert max(late) < 1.0


def test_that_the_occupier_sees_districts_unevenly(coarse):
    """The share that he sees differs by more than a factor of two between regions at four of five ends of a quarter.

    On four seeds the factor of June 1943 is 1.6 to 2.4, that of June 1942 2.9 to 6.7.
    """
    regions = ("Belarus", "Ukraine", "Leningrad", "Kalinin", "Orel", "Smolensk", "Crimea", "Latvia")
    uneven = 0
    for day in ("1942-06-30", "1942-09-30", "1942-12-31", "1943-03-31", "1943-06-30"):
        there = [r for r in regions if level(coarse, day, None, r) > 500.0]
        seen = [level(coarse, day, "german", r) / level(coarse, day, None, r) for r in there]
        assert len(there) >= 4
        uneven += max(seen) > 2.0 * min(seen)
    assert uneven >= 4


def test_that_staffs_list_more_than_there_are_when_the_first_winter_has_broken_units_up(coarse):
    winter = level(coarse, "1941-12-31", "soviet") / level(coarse, "1941-12-31")
    later = level(coarse, "1942-12-31", "soviet") / level(coarse, "1942-12-31")
    assert winter > 1.2
    assert later < 1.1
    assert level(coarse, "1941-09-15", "soviet") > 0.5 * level(coarse, "1941-09-15")


def exploded(run: Run, first: str, last: str) -> float:
    """Return the charges that exploded in a night behind Army Group Centre, as crews counted them."""
    return run.mean("railway.charges_exploded", "AGC_area", first, last, said_by="german")


def test_that_the_named_night_of_a_campaign_stands_far_above_the_nights_before(coarse):
    night = exploded(coarse, "1943-08-03", "1943-08-03")
    assert night > 50.0 * exploded(coarse, "1943-06-01", "1943-06-30")
    assert night > 5.0 * exploded(coarse, "1943-08-05", "1943-08-31")


def test_that_less_is_done_while_units_save_for_a_campaign(coarse):
    """The order left twenty days before the third of August; nothing else was ordered before the twentieth of July."""
    region = "E_Belarus"
    june = coarse.mean("railway.attacks", region, "1943-06-15", "1943-07-10")
    saving = coarse.mean("railway.attacks", region, "1943-07-24", "1943-08-02")
    assert saving < 0.85 * june


def test_that_a_part_of_the_trains_asked_for_is_cancelled(coarse):
    asked, run, arrived, cancelled = (
        coarse.mean(f"trains.{what}", "USSR_occupied", "1942-01-01", "1942-12-31")
        for what in ("needed", "run", "arrived", "cancelled")
    )
    assert asked == pytest.approx(arrived + cancelled, rel=1e-6)
    assert arrived <= run <= asked
    assert 0.05 * asked < cancelled < 0.6 * asked


def test_that_the_slovak_rising_stands_where_and_while_the_army_holds_towns(coarse):
    insurgents = coarse.series("uprising.insurgents", "Slovakia")
    assert insurgents[:"1944-08-26"].max() == 0.0
    assert insurgents["1944-09-10":"1944-10-10"].mean() > 1000.0
    assert insurgents["1945-01-01":].max() < 0.3 * insurgents.max()


def test_that_a_unit_that_came_over_did_so_on_its_documented_day(coarse):
    events = coarse.events
    that_day = events[(events.kind == "defection") & (events.date.astype(str).str[:10] == "1943-08-16")]
    assert that_day.true.max() > 300.0


def test_that_named_units_are_near_most_of_the_places_of_their_marches(coarse):
    """A cell of the coarse theatre is some 110 km wide."""
    off = np.asarray(coarse.played.world.marches.off_km)
    there = off[off >= 0.0]
    assert there.size >= 10
    assert np.median(there) < 120.0

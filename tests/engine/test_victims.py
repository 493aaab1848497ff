"""Victims are told by month and of ground that holds an oblast; what the model made by cell and day is marked."""

import numpy as np
import pytest

from hinterland.core.fault import Fault
from hinterland.engine import victims
from hinterland.study.measurement.indicators import Indicator, withheld
from hinterland.theatre.assemble import Theatre, load


@pytest.fixture(scope="module")
def coarse_ground() -> Theatre:
    return load(3)


@pytest.mark.parametrize(
    "place", ["Koniuchy", "Ostrovets", "Zhabinka", "Katyn", "Grodno", "Pskov", "around:Minsk,27km"]
)
def test_that_no_place_and_no_circle_around_one_is_ground_of_which_victims_are_told(
    coarse_ground: Theatre, place: str
) -> None:
    with pytest.raises(Fault, match="holds no whole oblast") as refused:
        victims.check("jews.murdered", place, coarse_ground)
    assert "oblast or larger" in refused.value.remedy
    victims.check("partisans.strength", place, coarse_ground)


@pytest.mark.parametrize("place", [None, "Belarus", "oblast:minsk", "W_Ukraine+Latvia", "oblast:minsk|Koniuchy"])
def test_that_an_oblast_or_larger_is_told(coarse_ground: Theatre, place: str | None) -> None:
    assert victims.withheld("jews.murdered", place, 31, coarse_ground) == ""


def test_that_a_sum_over_a_documented_operation_is_told_and_its_highest_day_is_not(coarse_ground: Theatre) -> None:
    operation = Indicator("expeditions.enemy_killed", "Cottbus", 697, 729, None, "sum")
    assert withheld(operation, coarse_ground) == ""
    assert "holds no whole oblast" in withheld(operation._replace(take="max"), coarse_ground)
    assert "holds no whole oblast" in withheld(operation._replace(region="around:Lepel,40km"), coarse_ground)
    for first, last in ((710, 710), (600, 632), (620, 729), (730, 740)):
        elsewhen = operation._replace(first=first, last=last)
        assert "holds no whole oblast" in withheld(elsewhen, coarse_ground)


def test_that_dead_partisans_are_victims_where_the_german_side_reports_them(coarse_ground: Theatre) -> None:
    assert victims.withheld("partisans.dead", "Koniuchy", 3, coarse_ground) == ""
    assert "holds no whole oblast" in victims.withheld("partisans.dead", "Koniuchy", 31, coarse_ground, "german")
    assert "less than a month" in victims.withheld("partisans.dead", "Belarus", 3, coarse_ground, "german")
    assert victims.withheld("partisans.dead", "Belarus", 31, coarse_ground, "german") == ""


def test_that_a_refusal_names_drawn_ground_as_it_was_written(coarse_ground: Theatre) -> None:
    asked = "towns:Minsk,Orsha"
    known = coarse_ground.regions.named(asked)
    assert known != asked
    assert f"and {asked} holds" in victims.withheld("jews.murdered", known, 31, coarse_ground)
    assert coarse_ground.regions.as_asked("Belarus") == "Belarus"


def test_that_part_of_a_month_is_not_told(coarse_ground: Theatre) -> None:
    with pytest.raises(Fault, match="less than a month"):
        victims.check("civilians.killed", "Belarus", coarse_ground, 1)


def test_that_the_highest_day_of_victims_is_not_asked_and_a_month_is(coarse_ground: Theatre) -> None:
    month = Indicator("civilians.killed", "Belarus", 400, 430, None, "sum")
    assert withheld(month, coarse_ground) == ""
    assert "one day" in withheld(month._replace(take="max"), coarse_ground)
    assert "less than a month" in withheld(month._replace(last=401), coarse_ground)


def test_that_each_day_is_the_mean_of_its_month_and_sums_by_month_stay() -> None:
    days = np.arange(70.0)  # 22 June to 30 August 1941
    means = victims.by_month(days, 0)
    assert set(np.round(means, 6)) == {4.0, 24.0, 54.5}
    assert means[9:40].sum() == pytest.approx(days[9:40].sum())
    assert np.allclose(victims.by_month(np.stack([days, 2 * days], -1), 0)[:, 1], 2 * means)

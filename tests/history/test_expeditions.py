"""What expeditions, reprisals and the small war come to over the whole war, in orders of magnitude."""

import numpy as np
import pytest

from hinterland.engine.result import Run

LAND = "USSR_occupied"
SUMMER_1943 = "1943-07-15"


def total(run: Run, name: str, start: str = "1941-06-22", end: str = "1944-10-31", said_by: str | None = None) -> float:
    """Return the sum of a quantity over the occupied land."""
    return run.sum(name, LAND, start, end, said_by=said_by)


def test_that_about_nine_tenths_of_those_killed_in_expeditions_were_civilians(coarse: Run):
    partisans = total(coarse, "expeditions.partisans_killed")
    others = total(coarse, "civilians.killed_in_expeditions") + total(coarse, "expeditions.jews_killed")
    assert 0.88 < others / (others + partisans) < 0.96


def test_that_a_tenth_to_a_third_of_the_enclosed_partisans_are_lost(fine: Run):
    """At resolution 3, where a ring is little wider than a cell, it is 6 in 100: a known miss."""
    lost = total(fine, "expeditions.partisans_killed") + total(fine, "expeditions.captured")
    assert 0.1 < lost / total(fine, "expeditions.enclosed") < 0.34


def test_that_own_dead_are_some_hundredths_of_the_enemy_dead_reported(coarse: Run):
    reported = total(coarse, "expeditions.enemy_killed", said_by="german")
    assert 0.005 < total(coarse, "expeditions.own_dead", said_by="german") / reported < 0.1


def test_that_weapons_are_few_beside_the_dead_reported(coarse: Run):
    reported = total(coarse, "expeditions.enemy_killed", said_by="german")
    assert 0.01 < total(coarse, "expeditions.weapons", said_by="german") / reported < 0.2


def test_that_from_summer_1943_districts_are_driven_off_rather_than_killed(coarse: Run):
    def ratio(start: str, end: str) -> float:
        driven = total(coarse, "expeditions.driven_off", start, end)
        return driven / total(coarse, "civilians.killed_in_expeditions", start, end)

    assert ratio("1942-01-01", "1942-10-01") == 0.0
    assert ratio("1942-11-01", "1943-06-30") < 1.5
    assert ratio(SUMMER_1943, "1944-07-31") > 2.0


def test_that_an_expedition_of_the_journal_is_in_the_series(coarse: Run):
    """The journal has those that have ended, in the USSR and abroad."""
    ended = coarse.events[coarse.events["kind"] == "expedition"]
    killed = sum(coarse.sum("expeditions.partisans_killed", land) for land in ("USSR", "Abroad"))
    assert ended["true"].sum() <= killed
    assert ended["true"].sum() == pytest.approx(killed, rel=0.01)


def test_that_reprisals_have_a_heavy_tail(coarse: Run):
    dead = coarse.events.loc[coarse.events["kind"] == "reprisal", "true"].to_numpy()
    assert np.median(dead) < 15
    assert dead.max() > 500
    assert np.sort(dead)[-dead.size // 100 :].sum() > 0.15 * dead.sum()


@pytest.mark.parametrize("name", ["ambushes.on_soldiers", "ambushes.on_police", "economy.raids", "roads.cut"])
def test_that_the_small_war_grows_with_the_movement(coarse: Run, name: str):
    first, last = total(coarse, name, "1942-01-01", "1942-06-30"), total(coarse, name, "1943-01-01", "1943-06-30")
    assert last > 1.5 * first > 0.0


@pytest.mark.parametrize("name", ["ambushes.on_soldiers", "ambushes.on_police", "economy.raids", "roads.cut"])
def test_that_the_small_war_is_counted_under_its_headings(coarse: Run, name: str):
    assert 0.7 < total(coarse, name, said_by="german") / total(coarse, name) < 0.9


def test_that_police_and_native_troops_are_several_hundred_thousand_by_the_end_of_1942(coarse: Run):
    names = ("police.strength", "selfdefence.for_occupier", "natives.strength")
    assert 200_000 < sum(coarse.mean(name, LAND, "1942-12-31", "1942-12-31") for name in names) < 600_000

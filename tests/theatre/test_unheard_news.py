"""Spells without news: what is heard stands still, and the war does not."""

import numpy as np

from hinterland.study.scenarios.scenario_files import load
from hinterland.theatre.news import without_spells


def test_that_news_stands_as_on_the_eve_and_comes_again_after_the_spell() -> None:
    heard = np.arange(20.0).reshape(10, 2)
    made = without_spells(heard, [(3, 5)])
    assert (made[3:6] == heard[2]).all()
    np.testing.assert_array_equal(np.delete(made, slice(3, 6), 0), np.delete(heard, slice(3, 6), 0))
    assert heard[3, 0] == 6.0


def test_that_the_scenario_of_stalingrad_changes_the_news_and_not_the_front() -> None:
    silent = load("no_news_of_stalingrad")._replace(resolution=3)
    heard = silent._replace(unheard=())
    (first, last), both = silent.unheard[0], [s.prepared().series for s in (silent, heard)]
    moved = np.flatnonzero((both[0].news != both[1].news).any(axis=1))
    assert (moved.min(), moved.max()) == (first, last)
    np.testing.assert_array_equal(*(series.on(last).front_km for series in both))

"""Documented crimes stand in the report by place and day, with their sources, and apart from what the model makes."""

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.engine.result import Run
from hinterland.evidence.documented import CRIMES
from hinterland.evidence.ledger import Ledger
from hinterland.report import documented, html
from hinterland.report.maps import Atlas


def test_that_the_crimes_of_the_days_of_a_run_are_told_and_no_others(summer: Run, ledger: Ledger):
    listed = [one for _, those in documented.crimes(summer, ledger) for one in those]
    first, last = date_of(summer.first), date_of(summer.first + summer.days - 1)
    expected = {
        one.id
        for one in ledger.documented.values()
        if one.kind in CRIMES and one.date_from <= last and one.date_to >= first
    }
    assert {one.id for one in listed} == expected
    assert len(listed) == len(expected) > 10


def test_that_each_crime_stands_in_the_page_with_its_source(coarse: Run, ledger: Ledger):
    page = html.html(coarse, ledger)
    crimes = [one for one in ledger.documented.values() if one.kind in CRIMES]
    section = page[page.index('id="documented"') : page.index('id="strength"')]
    assert section.count("<tr><td") == len(crimes)
    for one in crimes:
        assert f'<span class="id">{one.id}' in section
    assert section.count("from memory") >= sum(one.verified == "memory" for one in crimes)


def test_that_dates_are_told_as_exactly_as_they_are_known(ledger: Ledger):
    dates = {one.id: documented.when(one) for one in ledger.documented.values()}
    for one in ledger.documented.values():
        if one.precision > documented.BY_DAY:
            assert not dates[one.id].split()[0].isdigit() or len(dates[one.id].split()[0]) == 4
    babi_yar = next(one for one in ledger.documented.values() if one.best == 33771)
    assert dates[babi_yar.id].endswith("1941")


def test_that_the_map_of_the_dead_has_one_colour_for_each_oblast(coarse: Run, monkeypatch):
    drawn = []
    monkeypatch.setattr(Atlas, "_filled", lambda self, values, bounds, colours: drawn.append(values) or [])
    atlas = Atlas(coarse)
    atlas.killed()
    (share,) = drawn
    assert share.max() > 0
    for cells in atlas.oblasts.values():
        assert np.unique(share[cells]).size == 1


def test_that_every_event_of_a_run_says_that_it_is_simulated(summer: Run):
    assert summer.events["simulated"].all()
    assert len(summer.events) > 0

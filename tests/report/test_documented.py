"""Documented crimes stand in the report by place and day, with their sources, and apart from what the model makes."""

import numpy as np
import pytest

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
    crimes_alone = section[: section.index('id="places"')]
    assert crimes_alone.count("<tr><td") == len(crimes)
    assert section.count("<tr><td") == len(ledger.documented), "the run holds every day of the ledger"
    for one in ledger.documented.values():
        assert f'<span class="id">{one.id}' in section
    assert section.count("from memory") >= sum(one.verified == "memory" for one in crimes)


def test_that_ghettos_flight_and_risings_stand_by_land_and_are_no_crimes(summer: Run, ledger: Ledger):
    by_land = documented.others(summer, ledger)
    lands = [land for land, _ in by_land]
    assert lands == sorted(lands)
    assert {"Belarus", "Lithuania"} <= set(lands)
    last = date_of(summer.first + summer.days - 1)
    told = {one.id for _, those in by_land for one in those}
    assert told.isdisjoint(one.id for one in ledger.documented.values() if one.kind in CRIMES or one.date_from > last)
    ghettos = {
        one.id
        for one in ledger.documented.values()
        if one.kind == "ghetto_established" and date_of(summer.first) <= one.date_from <= last
    }
    assert ghettos
    assert ghettos <= told
    before = {one.id for one in ledger.documented.values() if one.kind == "population_before"}
    assert before & told, "how many lived there before the war stands with them"


def test_that_what_became_of_the_others_is_told_where_the_source_says_it(coarse: Run, ledger: Ledger):
    page = html.html(coarse, ledger)
    section = page[page.index('id="documented"') : page.index('id="strength"')]
    rows = {one: row for row in section.split("<tr>") for one in ledger.documented if f'class="id">{one}' in row}
    said = [one for one in ledger.documented.values() if one.survivors]
    assert len(said) > 50
    for one in said:
        assert one.survivors in rows[one.id]


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


def test_that_the_number_of_a_year_that_no_source_counts_is_the_sum_of_single_events():
    from hinterland.report.murdered import only_events
    from hinterland.theatre.persecution_tables import YEARS, read_documents

    regions = read_documents().regions
    found = {(region.id, year) for region in regions.values() for year in YEARS if only_events(region, year)}
    assert {("crimea", 1943), ("kamenets_podolsk", 1943), ("kharkov", 1942)} <= found
    assert not {("crimea", 1941), ("galicia", 1943), ("transnistria", 1942)} & found
    for which, year in found:
        assert regions[which].murdered(year) == pytest.approx(read_documents().events(which, year), abs=1)


def test_that_the_row_of_such_a_year_says_so(coarse: Run, ledger: Ledger):
    page = html.html(coarse, ledger)
    rows = page[page.index("The murdered Jews by region and year") : page.index('id="strength"')].split("<tr")
    crimea = [row for row in rows if ">Crimea<" in row]
    marked = [row for row in crimea if "at least; single events" in row]
    assert len(marked) == 1
    assert "<td>1943</td>" in marked[0]

"""The accounts of a whole war hold as many murdered Jews in every region and year as documents give."""

import pytest

import hinterland
from hinterland.engine.result import Run
from hinterland.report.murdered import documented_of, ends, query
from hinterland.theatre.persecution_tables import YEARS, read_documents


def beside(run: Run) -> dict[tuple[str, int], tuple[float, float]]:
    """Return the documented and the modelled number of every region and year with a documented one."""
    documents = read_documents()
    return {
        (region.id, year): (documented_of(documents, region, year), run.sum("jews.murdered", place, *ends(year)))
        for region in documents.regions.values()
        if (place := query(run, region))
        for year in YEARS
        if region.murdered(year) > 0
    }


def apart(run: Run) -> list[tuple[str, int]]:
    """Return the regions and years apart from documents by more than 10 per cent."""
    return [key for key, (documented, modelled) in beside(run).items() if abs(modelled - documented) > 0.1 * documented]


def test_that_every_region_and_year_but_two_small_ones_is_within_a_tenth_on_coarse_cells(coarse: Run):
    assert len(beside(coarse)) > 40
    assert apart(coarse) == [("kamenets_podolsk", 1943), ("crimea", 1943)]
    assert coarse.sum("jews.murdered") == pytest.approx(2_670_000, rel=0.02)


@pytest.mark.slow
def test_that_every_region_and_year_but_the_crimea_in_1943_is_within_a_tenth_on_finer_cells():
    assert apart(hinterland.run("history", seed=1, resolution=4)) == [("crimea", 1943)]


def test_that_the_two_small_numbers_that_are_missed_are_missed_by_few_hundred_people(coarse: Run):
    """Hold what is known to be missed: 141 people where 453 are documented, and 245 where 114 are."""
    found = beside(coarse)
    assert abs(found["kamenets_podolsk", 1943][1] - 453) < 330
    assert abs(found["crimea", 1943][1] - 114) < 150


def test_that_hardly_any_ghetto_of_soviet_land_outlives_1943(coarse: Run):
    for region in ("e_belarus", "w_belarus", "galicia", "e_ukraine", "belostok"):
        place = query(coarse, read_documents().regions[region])
        assert coarse.mean("jews.confined", place, "1944-02-01", "1944-02-29") < 100


def test_that_some_thousands_escape_and_detachments_take_in_armed_men_first(coarse: Run):
    assert 20_000 < coarse.sum("jews.escaped") < 120_000
    armed = coarse.sum("jews.admitted_armed") / coarse.sum("jews.asked_armed")
    others = coarse.sum("jews.admitted_dependants") / coarse.sum("jews.asked_dependants")
    assert armed > 5 * others
    assert coarse.sum("jews.returned") > 0

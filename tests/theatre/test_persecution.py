"""The murder of the Jews as documents give it: its arithmetic, and the account by cell and day."""

import re

import numpy as np
import pytest

from hinterland.core.calendar import DAYS, date_of, day_of
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.assemble import Theatre, load
from hinterland.theatre.decisions import read_decisions, scaled_by
from hinterland.theatre.forcing import ARRIVED, BROUGHT, MURDERED, TAKEN, TAKEN_OUT
from hinterland.theatre.ground import cell_at
from hinterland.theatre.persecution import Persecution
from hinterland.theatre.persecution_arithmetic import Arithmetic, differences
from hinterland.theatre.persecution_policy import Policy
from hinterland.theatre.persecution_tables import YEARS, Documents, read_documents

PAGE = THEATRE.parent / "docs" / "murder_of_the_jews.md"


@pytest.fixture(scope="module")
def documents() -> Documents:
    return read_documents()


@pytest.fixture(scope="module", params=[3, 4])
def theatre(request) -> Theatre:
    return load(request.param)


def cells(theatre: Theatre, documents: Documents, region: str) -> np.ndarray:
    """Return which cells lie in a region."""
    names = [oblast.id for oblast in theatre.ground.oblasts]
    return np.isin(theatre.ground.oblast, [names.index(one) for one in documents.regions[region].oblasts])


def sums(p: Persecution, what: int, inside: np.ndarray) -> list[float]:
    """Return the people of entries of one kind in some cells, by year."""
    day = np.repeat(np.arange(DAYS), np.diff(p.start))
    year = np.array([date_of(d).year for d in range(DAYS)])[day]
    here = (p.what == what) & inside[p.cell]
    return [float(p.people[here & (year == one)].sum()) for one in YEARS]


def test_that_every_figure_is_what_its_formula_gives():
    assert differences() == []


def test_that_a_formula_takes_nothing_but_rows_and_arithmetic():
    sums = Arithmetic()
    assert sums.value("J45.before - J45.survived") == 148_000.0
    assert sums.value("D207 + P05 / 2") == 4000.0 + 1050.0
    for wrong in ("J99.before", "J45.length", "D207 ** 2", "len(D207)", "1 / 0", "D207 +"):
        with pytest.raises(Fault, match=r"names no figure|cannot (be worked out|stand in a formula)"):
            sums.value(wrong)


def test_that_every_figure_names_rows_of_the_ledger_or_is_nothing(documents):
    rows = re.compile(r"[JDP]\d+|events_|census|before|fled|\w+\.murdered")
    bare = [
        (region.id, name)
        for region in documents.regions.values()
        for name, figure in region.figures.items()
        if figure > 0 and not rows.search(region.basis[name]) and region.id != "volhynia"
    ]
    assert bare == []


def test_that_the_murdered_by_region_and_year_are_those_of_the_table_or_of_the_events(documents, theatre):
    """Within 2 per cent or 50 people; 8 per cent in occupied Russia, much of which was free again by 1942."""
    for region in documents.regions.values():
        inside = cells(theatre, documents, region.id)
        for year, found in zip(YEARS, sums(theatre.persecution, MURDERED, inside), strict=True):
            wanted = max(region.murdered(year), documents.events(region.id, year)) if region.id != "abroad" else 0.0
            part = 0.08 if region.id == "russia_west" else 0.02
            assert found == pytest.approx(wanted, rel=part, abs=50), (region.id, year)


def test_that_nobody_is_murdered_who_is_not_there(theatre):
    p = theatre.persecution
    there, least = p.jews - p.fled, 0.0
    for day in range(DAYS):
        today = slice(p.start[day], p.start[day + 1])
        sign = np.where(np.isin(p.what[today], (BROUGHT, ARRIVED)), 1.0, -1.0)
        np.add.at(there, p.cell[today], sign * p.people[today])
        least = min(least, there.min())
    assert least > -0.01


def test_that_people_taken_elsewhere_arrive_and_those_brought_are_those_of_the_table(documents, theatre):
    everywhere = np.ones(theatre.persecution.jews.size, bool)
    brought, taken, arrived, out = (
        sum(sums(theatre.persecution, what, everywhere)) for what in (BROUGHT, TAKEN, ARRIVED, TAKEN_OUT)
    )
    by_origin = {
        kind: sum(m.people for m in documents.deportations if (m.origin == "abroad") == kind) for kind in (0, 1)
    }
    assert brought == pytest.approx(by_origin[1], abs=1)
    assert taken == pytest.approx(arrived, abs=5)
    assert taken + out == pytest.approx(by_origin[0], abs=5)


def test_that_entries_of_a_day_are_in_order_and_on_occupied_ground(theatre):
    p = theatre.persecution
    assert p.start[0] == 0
    assert p.start[-1] == p.cell.size == p.what.size == p.people.size
    for day in (100, 400, 1000):
        today = slice(p.start[day], p.start[day + 1])
        key = p.what[today].astype(int) * p.jews.size + p.cell[today]
        assert (np.diff(key) > 0).all()
    day = np.repeat(np.arange(DAYS), np.diff(p.start))
    assert (theatre.front.occupied[day, p.cell] == 1).mean() > 0.999


def test_that_jews_before_the_war_are_as_many_as_documented(documents, theatre):
    for region in documents.regions.values():
        inside = cells(theatre, documents, region.id)
        if region.id != "abroad" and region.basis["before"] != "census":
            held = inside & theatre.front.occupied.any(axis=0)
            assert theatre.persecution.jews[held].sum() == pytest.approx(region.figures["before"], rel=1e-3)
    ground, land = theatre.ground, theatre.land
    people = ground.rural + ground.urban
    assert (theatre.persecution.jews <= people).all()
    assert (land.jewish * people).sum() == pytest.approx(theatre.persecution.jews.sum())
    nations = land.russian + land.belarusian + land.ukrainian + land.polish + land.jewish + land.baltic + land.tatar
    assert (nations <= 1.0 + 1e-9).all()


def test_that_flight_is_that_of_the_region_and_of_its_large_towns(documents, theatre):
    p = theatre.persecution
    for region in documents.regions.values():
        inside = cells(theatre, documents, region.id)
        if region.id not in ("abroad", "no_figure", "russia_west"):
            assert p.fled[inside].sum() == pytest.approx(region.figures["fled"], rel=0.02, abs=400), region.id
    kiev = cell_at(theatre.ground, 50.45, 30.52)
    assert 1 - p.fled[kiev] / p.jews[kiev] == pytest.approx(60_000 / 224_200, abs=0.02)


def test_that_a_documented_event_is_in_its_place_and_on_its_days():
    theatre = load(4)
    p, kiev = theatre.persecution, cell_at(theatre.ground, 50.45, 30.52)
    days = [day_of(date_of(99)), 100]
    assert [date_of(day).isoformat() for day in days] == ["1941-09-29", "1941-09-30"]
    found = 0.0
    for day in days:
        today = slice(p.start[day], p.start[day + 1])
        found += float(p.people[today][(p.cell[today] == kiev) & (p.what[today] == MURDERED)].sum())
    assert found == pytest.approx(33_771, rel=0.02)


def test_that_years_with_more_documented_events_than_their_total_are_told_in_the_documents(documents):
    over = {
        (region.name, str(year))
        for region in documents.regions.values()
        for year in YEARS
        if region.id != "abroad" and documents.events(region.id, year) - region.murdered(year) > 1.0
    }
    section = (
        PAGE.read_text(encoding="utf-8").partition("## Years with more documented events")[2].partition("\n## ")[0]
    )
    rows = [line.split("|")[1:3] for line in section.splitlines() if re.match(r"\| .*\| \d{4} \|", line)]
    assert {(name.strip(), year.strip()) for name, year in rows} == over


def test_that_what_is_given_takes_little_memory(theatre):
    p = theatre.persecution
    assert p.cell.nbytes + p.what.nbytes + p.people.nbytes + p.start.nbytes < 1_000_000


def test_that_a_scenario_carries_out_as_much_as_its_policy_is_of_that_of_history():
    history = [d for d in read_decisions() if d.switch == "murder"]
    theatre = load(3)
    masks = {d.id: theatre.regions.mask(d.region or "USSR") for d in history}
    cells, galicia = len(theatre.ground.h3), theatre.regions.mask("Galicia")
    day = day_of(date_of(500))

    def share(scenario) -> np.ndarray:
        return Policy(history, scenario, masks, cells).share(day)

    assert (share(history) == 1.0).all()
    assert (share([])[galicia] == 0.0).all()
    assert share([scaled_by(d, 0.5) for d in history])[galicia] == pytest.approx(0.5)
    without = share([d for d in history if d.id not in ("murder_023", "murder_024", "murder_025")])
    assert (without[galicia] == 0.0).all()
    assert (without[theatre.regions.mask("Crimea")] == 1.0).all()

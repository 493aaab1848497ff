"""The murdered Jews by region and year: what documents give, and how many stand in the accounts of the model."""

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from hinterland.core.calendar import FIRST, LAST, day_of
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.report.drawing import between, number
from hinterland.report.place_names import Spelled, spelled
from hinterland.theatre.persecution_tables import MURDERED, YEARS, Documents, Region, read_documents

TERM = re.compile(r"(?:(?P<row>J\d+)\.(?P<figure>\w+))|(?P<event>D\d+)|(?P<move>P\d+)|(?P<other>[a-z_]+)\.(?P<of>\w+)")
"""A word of a formula of `murder_of_the_jews.csv` that names a row; see `persecution_arithmetic`."""

SINGLE = re.compile(r"J\d+\.\w+|D\d+|events_\d{4}|0?")
"""A formula that takes over one figure of a source, or the documented events of a year, and works nothing out."""
OF_EVENTS = re.compile(r"events_(\d{4})")
EVENTS = "documented events of "
"""What a term of the documented events of a year begins with; the year follows."""
NUMBERS = {"victims", "low", "best", "high"}
"""Words of `recalled` that say that the number of an event is from memory."""


class Count(NamedTuple):
    """A region and year: people as documented and as in the accounts of the run, in words; `sure`: nothing is recalled.

    `ours`: no source gives the number of the year, which is worked out here from several. `events`: the documented
    number is only the sum of single events, for no source counts the year, so that it is a least. The row of a region
    with all years together has its range; `year` is then empty.
    """

    region: Spelled
    year: str
    documented: str
    modelled: str
    source: str
    sure: bool
    ours: bool
    events: bool
    note: str


def counts(run: Run, ledger: Ledger) -> list[Count]:
    """Return the regions and years that a run recorded as a whole, in the order of the table."""
    documents = read_documents()
    found: list[Count] = []
    for region in documents.regions.values():
        found += _of_region(run, ledger, documents, region)
    return found


def _of_region(run: Run, ledger: Ledger, documents: Documents, region: Region) -> list[Count]:
    years = [year for year in YEARS if region.murdered(year) > 0 and _recorded(run, year)]
    if not years or not (place := query(run, region)):
        return []
    name, found, modelled = spelled(region.name), list[Count](), 0.0
    for year in years:
        people = run.sum("jews.murdered", place, *ends(year))
        modelled += people
        ours = worked_out(documents, region, year)
        source, sure = _sources(ledger, documents, region, (f"murdered_{year}",))
        documented = _people(documented_of(documents, region, year), ours)
        events = only_events(region, year)
        found.append(Count(name, str(year), documented, number(people), source, sure, ours, events, ""))
    low, high = (figure if figure >= 0 else None for figure in (region.figures["low"], region.figures["high"]))
    total = float(sum(documented_of(documents, region, year) for year in years))
    if len(years) == sum(region.murdered(year) > 0 for year in YEARS):
        source, sure = _sources(ledger, documents, region, (*MURDERED, "low", "high"))
        words = number(total) + (f" ({between(low, None, high)})" if low is not None else "")
        ours = any(one.ours for one in found)
        found.append(Count(name, "", words, number(modelled), source, sure, ours, False, region.note))
    return found


def only_events(region: Region, year: int) -> bool:
    """Return whether the number of a region and year is the sum of its single events, as no source counts the year."""
    return OF_EVENTS.fullmatch(region.basis[f"murdered_{year}"]) is not None


def worked_out(documents: Documents, region: Region, year: int) -> bool:
    """Return whether the number of a region and year is worked out here from several, and stands in no source."""
    if documents.events(region.id, year) > region.murdered(year):
        return False
    return not SINGLE.fullmatch(region.basis[f"murdered_{year}"])


def _people(figure: float, ours: bool) -> str:
    """Return a number of people as it is printed, in hundreds where it is worked out here."""
    return number(float(round(figure, -2) if ours else figure))


def documented_in_all(run: Run) -> tuple[float, float]:
    """Return the murdered Jews of all regions and years by the tables; zeros where a run did not record every year.

    The first number is the sum of the totals, the second has the documented events of a year where they are more.
    """
    if not all(_recorded(run, year) for year in YEARS):
        return 0.0, 0.0
    documents = read_documents()
    every = [(region, year) for region in documents.regions.values() if region.oblasts for year in YEARS]
    totals = math.fsum(region.murdered(year) for region, year in every)
    return totals, math.fsum(documented_of(documents, region, year) for region, year in every)


def documented_of(documents: Documents, region: Region, year: int) -> float:
    """Return the documented number of a region and year: its total, or its documented events where they are more."""
    return max(float(region.murdered(year)), documents.events(region.id, year))


def query(run: Run, region: Region) -> str:
    """Return the rule of a region on the cells of a run; nothing where no cell of it is large enough."""
    known = set(run.cells["oblast"])
    return "|".join(f"oblast:{one}" for one in region.oblasts if one in known)


def ends(year: int) -> tuple[date, date]:
    """Return the first and the last day of a year in the war."""
    return max(date(year, 1, 1), FIRST), min(date(year, 12, 31), LAST)


def _recorded(run: Run, year: int) -> bool:
    first, last = map(day_of, ends(year))
    return run.first <= first and last < run.first + run.days


def _sources(ledger: Ledger, documents: Documents, region: Region, figures: tuple[str, ...]) -> tuple[str, bool]:
    """Return the sources on which figures of a region rest, with their rows, and whether no figure is recalled."""
    terms = dict.fromkeys(term for name in figures for term in _terms(documents, region, name, set()))
    words = "; ".join(dict.fromkeys(_word(ledger, documents, term) for term in terms))
    return words, bool(terms) and all(_seen(ledger, documents, term) for term in terms)


def _terms(documents: Documents, region: Region, figure: str, met: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the rows on which a figure rests, with the column; also through figures of other regions."""
    met.add((region.id, figure))
    year = figure.removeprefix("murdered_")
    if year.isdigit() and documents.events(region.id, int(year)) > region.murdered(int(year)):
        yield EVENTS + year, region.id
        return
    for term in TERM.finditer(region.basis[figure]):
        if term["row"]:
            yield term["row"], term["figure"]
        elif term["event"]:
            yield term["event"], ""
        elif term["other"] in documents.regions and (term["other"], term["of"]) not in met:
            yield from _terms(documents, documents.regions[term["other"]], term["of"], met)
    for year in OF_EVENTS.findall(region.basis[figure]):
        yield EVENTS + year, region.id


def _word(ledger: Ledger, documents: Documents, term: tuple[str, str]) -> str:
    row, region = term
    if not row.startswith(EVENTS):
        return f"{(ledger.jews_by_region.get(row) or ledger.documented[row]).source} {row}"
    recalled = [one for one in _events(documents, row, region) if _recalled(ledger, one)]
    words = f"{row} in {documents.regions[region].name}"
    return words + (f" (from memory: {', '.join(recalled)})" if recalled else "")


def _seen(ledger: Ledger, documents: Documents, term: tuple[str, str]) -> bool:
    """Return whether the figure of a row was seen in a text; of the events of a year, whether all of them were."""
    row, column = term
    if row in ledger.jews_by_region:
        return not ledger.jews_by_region[row].from_memory(column)
    rows = _events(documents, row, column) if row.startswith(EVENTS) else [row]
    return not any(_recalled(ledger, one) for one in rows)


def _events(documents: Documents, row: str, region: str) -> list[str]:
    """Return the documented events of a region in the year that a row of `EVENTS` names."""
    year = int(row.removeprefix(EVENTS))
    return [one.id for one in documents.killings if one.region == region and one.in_year(year) > 0]


def _recalled(ledger: Ledger, event: str) -> bool:
    """Return whether the number of a documented event is from memory."""
    one = ledger.documented[event]
    return one.verified != "yes" or bool(NUMBERS & set(one.recalled.split()))

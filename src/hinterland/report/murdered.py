"""The murdered Jews by region and year: what documents give, and how many stand in the accounts of the model."""

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

EVENTS = "documented events of the region"
NUMBERS = {"victims", "low", "best", "high"}
"""Words of `recalled` that say that the number of an event is from memory."""


class Count(NamedTuple):
    """A region and year: people as documented and as in the accounts of the run, in words; `sure`: nothing is recalled.

    The row of a region with all years together has its range; `year` is then empty.
    """

    region: Spelled
    year: str
    documented: str
    modelled: str
    source: str
    sure: bool
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
        source, sure = _sources(ledger, documents, region, (f"murdered_{year}",))
        documented = number(float(documented_of(documents, region, year)))
        found.append(Count(name, str(year), documented, number(people), source, sure, ""))
    low, high = (figure if figure >= 0 else None for figure in (region.figures["low"], region.figures["high"]))
    total = float(sum(documented_of(documents, region, year) for year in years))
    if len(years) == sum(region.murdered(year) > 0 for year in YEARS):
        source, sure = _sources(ledger, documents, region, (*MURDERED, "low", "high"))
        words = number(total) + (f" ({between(low, None, high)})" if low is not None else "")
        found.append(Count(name, "", words, number(modelled), source, sure, region.note))
    return found


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
    words = "; ".join(dict.fromkeys(_word(ledger, term) for term in terms))
    return words, bool(terms) and all(_seen(ledger, documents, term) for term in terms)


def _terms(documents: Documents, region: Region, figure: str, met: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the rows on which a figure rests, with the column; also through figures of other regions."""
    met.add((region.id, figure))
    for term in TERM.finditer(region.basis[figure]):
        if term["row"]:
            yield term["row"], term["figure"]
        elif term["event"]:
            yield term["event"], ""
        elif term["other"] in documents.regions and (term["other"], term["of"]) not in met:
            yield from _terms(documents, documents.regions[term["other"]], term["of"], met)
    if "events_" in region.basis[figure]:
        yield EVENTS, region.id


def _word(ledger: Ledger, term: tuple[str, str]) -> str:
    row, _ = term
    if row == EVENTS:
        return EVENTS
    return f"{(ledger.jews_by_region.get(row) or ledger.documented[row]).source} {row}"


def _seen(ledger: Ledger, documents: Documents, term: tuple[str, str]) -> bool:
    """Return whether the figure of a row was seen in a text; of the events of a region, whether all of them were."""
    row, column = term
    if row in ledger.jews_by_region:
        return not ledger.jews_by_region[row].from_memory(column)
    rows = [one.id for one in documents.killings if one.region == column] if row == EVENTS else [row]
    events = [ledger.documented[one] for one in rows]
    return all(one.verified == "yes" and not NUMBERS & set(one.recalled.split()) for one in events)

"""Claims for the page: each as a row in words, as a mark on its chart, and as a citation."""

from collections.abc import Iterator, Mapping
from typing import Any

from hinterland.core.calendar import date_of
from hinterland.engine.quantities import NAMES, find
from hinterland.engine.result import Run
from hinterland.evidence.cite import bibtex, cite_claim
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import Claim
from hinterland.page.mentions import Named, named_by
from hinterland.report.charts import mark_of
from hinterland.report.claim_rows import VERDICTS, Row, rows
from hinterland.report.place_names import Spelled
from hinterland.report.titles import title_of
from hinterland.study.confrontation.compare import compare
from hinterland.web.pack import packed

Mark = list[float | None] | None
"""Where a claim stands on its chart: first and last day, low, best and high; nowhere where it has no chart."""


def file_of(run: Run, ledger: Ledger, regions: list[str], shares: Mapping[str, list[float]] = {}) -> bytes:
    """Return the packed file of all claims beside a run, with the sources that they come from and their conflicts.

    A claim of one of the `regions` of the charts has its place on a chart. `shares` says of what the band of a claim is
    made, where an ensemble stands beside the run.
    """
    by_id = rows(run, ledger, compare(run, ledger=ledger))
    claims = [claim for claim in ledger.judged if claim.id in by_id]
    named = named_by(ledger)
    listed = [
        _described(claim, by_id[claim.id], _mark(claim, run, ledger) if claim.region in regions else None, named)
        for claim in claims
    ]
    used = dict.fromkeys(claim.source for claim in claims)
    sources = {key: ledger.sources[key] for key in used if key in ledger.sources}
    return packed(
        {
            "claims": listed,
            "verdicts": {word: list(meaning) for word, meaning in VERDICTS.items()},
            "sources": {
                key: {"title": one.title, "author": one.author, "year": one.year, "trust": one.reliability}
                for key, one in sources.items()
            },
            "titles": {name: title_of(name) for name in sorted({claim.quantity for claim in claims})},
            "shares": dict(shares),
            "conflicts": dict(_conflicts(claims, ledger)),
            "state": ledger.digest,
        },
        b"",
    )


def citations_of(ledger: Ledger) -> bytes:
    """Return the packed file of the citations of all claims by id: in BibTeX, and as an item of CSL JSON."""
    items = [(claim.id, cite_claim(ledger, claim.id)) for claim in ledger.judged if claim.said_by != "house"]
    return packed({name: [bibtex(item), item] for name, item in items}, b"")


def _described(claim: Claim, row: Row, mark: Mark, named: Named) -> dict[str, Any]:
    """Return a claim as the page has it; what is empty is left out."""
    fields = row._asdict() | {
        "where": [spelled(one) for one in row.where],
        "quantity": claim.quantity,
        "region": claim.region,
        "from": claim.date_from.isoformat() if claim.date_from else "",
        "to": claim.date_to.isoformat() if claim.date_to else "",
        "figures": [claim.low, claim.best, claim.high] if claim.numeric else "",
        "unit": claim.unit,
        "about": claim.about,
        "source": claim.source,
        "url": claim.found_at if claim.found_at.startswith("http") else "",
        "conflict": claim.conflict,
        "mark": mark,
        "named": named.get(claim.id),
    }
    return filled(fields)


def filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sent without what is empty or not so; a figure of 0 is neither."""
    return {name: value for name, value in fields.items() if value is not False and value not in ("", None, [])}


def _mark(claim: Claim, run: Run, ledger: Ledger) -> Mark:
    """Return where a claim stands on the chart of its quantity: first and last day, low, best and high in its unit."""
    if not claim.numeric or claim.quantity not in NAMES or claim.id in ledger.barred:
        return None
    q = find(claim.quantity)
    found = mark_of(claim, date_of(run.first), run.days, q.unit, q.kind == "flow")
    return [found.first, found.last, found.low, found.best, found.high] if found else None


def _conflicts(claims: list[Claim], ledger: Ledger) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the conflicts of claims, each with its words and the ids of its claims."""
    sides: dict[str, list[str]] = {}
    for claim in claims:
        for name in claim.conflict.split():
            sides.setdefault(name, []).append(claim.id)
    for name, ids in sides.items():
        if one := ledger.conflicts.get(name):
            yield name, {"name": one.name, "what": one.what, "reading": one.reading, "claims": ids}


def spelled(one: Spelled) -> dict[str, Any]:
    """Return a name of a place: by the rule, and in the languages of the land where it is known."""
    names = {code: local for code, _, local in one.names}
    return filled({"name": one.name, "names": names or "", "called": one.called})

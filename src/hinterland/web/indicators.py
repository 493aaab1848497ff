"""What a page reads of the record: quantities, regions, and claims beside what each side would have said.

Everything is given by rows of the record and by atoms of the map, so that the page adds up as `DailyFigures` does.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from hinterland.core.journal import Kind
from hinterland.engine.event_figures import FIGURES
from hinterland.engine.observed.quantity import SIDES, Quantity, Share
from hinterland.engine.quantities import QUANTITIES, SHARES
from hinterland.engine.victims import holds_an_oblast
from hinterland.evidence.registry import of_victims
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, ask, of_ledger
from hinterland.study.measurement.measure import find
from hinterland.theatre.assemble import Theatre
from hinterland.web.image import Parts

REGIONS = ("USSR", "Belarus", "Ukraine", "Russia", "Lithuania", "Latvia", "Estonia", "AGC_rear")
"""Regions that a page shows, beside those that claims name."""
PLAIN = ("mean", "rate", "sum", "max", "min", "first", "last")
"""Ways of taking days together that a page knows."""


def indicators_of(parts: Parts) -> dict[str, Any]:
    """Return quantities, regions and claims as a page reads them."""
    questions = [one for one in _questions(parts.theatre) if _is_plain(one, parts)]
    names = dict.fromkeys([*REGIONS, *(q.said.region for q in questions)])
    whole = [name for name in names if not parts.theatre.cut(name).size]
    return figures_of(parts, whole) | {"claims": [_claim(one) for one in questions]}


def figures_of(parts: Parts, regions: Iterable[str]) -> dict[str, Any]:
    """Return all quantities, kinds of event and lines, and some regions, as a page reads them.

    No region may cut through an atom.
    """
    return {
        "quantities": {q.name: _quantity(q, parts) for q in (*QUANTITIES, *parts.schedule.quantities)}
        | {s.name: _share(s) for s in SHARES},
        "regions": {name: _region(name, parts.theatre) for name in regions},
        "kinds": {int(kind): [kind.name, *FIGURES[kind]] for kind in Kind},
        "lines": list(parts.theatre.railway.line),
    }


def _questions(theatre: Theatre) -> list[Question]:
    """Return every claim of the ledger that a run can answer, as a question."""
    ledger = ledger_of_package()
    known = {one.claim.id: one for one in of_ledger(ledger, theatre)}
    asked = (known.get(claim.id) or ask(claim, ledger, theatre) for claim in ledger.judged)
    return [one for one in asked if isinstance(one, Question)]


def _is_plain(question: Question, parts: Parts) -> bool:
    """Whether a page can read what a question asks: one quantity of one region, its days taken together plainly."""
    said, m = question.said, find(question.said.name)
    if m is None or question.relation or question.unfit or said.unit or said.take not in PLAIN or m.take:
        return False
    if m.over != (said.name,) or m.under or m.factor != 1.0 or m.east or m.west:
        return False
    return not parts.theatre.cut(said.region).size and said.last <= parts.scenario.end


def _quantity(q: Quantity, parts: Parts) -> dict[str, Any]:
    """Return the rows of the record that are added up for a quantity: as it was, and as each side says it."""
    row = {name: n for n, name in enumerate(parts.series)}
    end = "@people" if q.kind == "mean" else ""
    sides = {"": None} | {side: side for side in SIDES}
    rows = {key: [row[path + end] for path in q.sources(side)] for key, side in sides.items()}
    facts = {"unit": q.unit, "kind": q.kind, "doc": q.doc, "rows": {key: found for key, found in rows.items() if found}}
    return facts | {"victims": [key for key, side in sides.items() if rows[key] and of_victims(q.name, side)]}


def _share(share: Share) -> dict[str, Any]:
    """Return of a share the two quantities that are divided, and the factor."""
    kept = ("unit", "kind", "over", "under", "factor")
    return {name: getattr(share, name) for name in kept}


def _region(name: str, theatre: Theatre) -> dict[str, Any]:
    """Return the atoms of a region, its people, and whether victims are given of it."""
    mask = theatre.regions.mask(name)
    people = float((theatre.land.rural + theatre.land.urban)[mask].sum())
    atoms = [int(one) for one in np.unique(theatre.inside(name))]
    return {"atoms": atoms, "people": people, "whole": holds_an_oblast(name, theatre)}


def _claim(question: Question) -> list[Any]:
    """Return a claim as a row: what it says, and what is set beside it."""
    claim, said = question.claim, question.said
    figures = [None if one is None else one * question.scale for one in (claim.low, claim.best, claim.high)]
    figures = [None if one is None else float(f"{one:.6g}") for one in figures]
    beside = [said.name, said.region, said.first, said.last, said.said_by or "", said.take]
    return [claim.id, *beside, *figures, claim.said_by, claim.source]

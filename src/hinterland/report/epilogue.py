"""After the war: what the ledger says came of partisans and of their memory, by date and country, and who says so.

Nothing here is made by the model. The lines are the claims of the ledger on the aftermath, in its own words.
"""

import re
from datetime import date
from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import LAST
from hinterland.core.fault import Fault
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import Claim
from hinterland.report.drawing import day, month
from hinterland.theatre.assemble import Theatre

AFTERMATH = "Y29"
"""The system of the design to which these claims belong."""
COUNTRIES = {
    "RSFSR": "Russia", "BSSR": "Belarus", "UkSSR": "Ukraine", "MSSR": "Moldova", "LSSR": "Lithuania",
    "LaSSR": "Latvia", "ESSR": "Estonia", "KFSSR": "Russia",
}  # fmt: skip
EXACT, MONTH, YEAR = (1, 2, 3), 4, 5


class Memory(NamedTuple):
    """One line of the epilogue: `when` and `country` in words; `remark` is what the ledger notes beside the claim."""

    id: str
    when: str
    iso: str
    country: str
    words: str
    remark: str
    said_by: str
    sure: bool


def after_the_war(ledger: Ledger, theatre: Theatre) -> list[Memory]:
    """Return the claims on what came after, in order of their dates; those without a date come last."""
    return _lines(ledger, theatre, later=True)


def looked_back_to(ledger: Ledger, theatre: Theatre) -> list[Memory]:
    """Return the claims on the war itself to which honours, days and disputes of later years go back."""
    return _lines(ledger, theatre, later=False)


def _lines(ledger: Ledger, theatre: Theatre, *, later: bool) -> list[Memory]:
    claims = [c for c in ledger.judged if AFTERMATH in c.system.split() and is_later(c) == later]
    return [_memory(c, theatre) for c in sorted(claims, key=lambda c: (c.date_from or date.max, c.id))]


def is_later(claim: Claim) -> bool:
    """Whether a claim is about what came after: it begins after the war, has no end, or no date at all."""
    if claim.date_from is None or claim.date_from > LAST:
        return True
    return claim.date_to is None


def _memory(claim: Claim, theatre: Theatre) -> Memory:
    remark = "; ".join(re.findall(r"\[(.*?)\]", claim.note))
    words = re.sub(r"\s*\[.*?\]", "", claim.note).strip()
    iso = claim.date_from.isoformat() if claim.date_from else ""
    who = f"{claim.said_by} ({claim.author})" if claim.author else claim.said_by
    sure = claim.verified != "memory"
    return Memory(claim.id, when(claim), iso, country(claim.region, theatre), words, remark, who, sure)


def when(claim: Claim) -> str:
    """Return the date of a claim in words, as exactly as it is known and no more."""
    first, last = claim.date_from, claim.date_to
    if first is None:
        return "undated"
    if claim.when_prec in EXACT:
        return day(first)
    if claim.when_prec == MONTH:
        return month(first)
    if claim.when_prec == YEAR or (last is not None and last.year == first.year):
        return str(first.year)
    return f"since {first.year}" if last is None else f"{first.year} to {last.year}"


def country(region: str, theatre: Theatre) -> str:
    """Return the country of today in which a region lies, or its own name where it is no part of one."""
    name = region.replace("_", " ").replace("+", ", ")
    try:
        mask = theatre.regions.mask(region)
    except Fault:
        return name
    oblasts = [theatre.ground.oblasts[k] for k in np.unique(theatre.ground.oblast[mask])]
    found = {COUNTRIES.get(o.republic, "") for o in oblasts}
    return found.pop() or name if len(found) == 1 else name

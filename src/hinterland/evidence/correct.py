"""Apply the corrections: claims as written are kept; a correction whose guard no longer stands is a fault."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from hinterland.evidence import cells
from hinterland.evidence.model import Claim, Correction
from hinterland.evidence.table import Reading


def as_written(value: object) -> str:
    """Return a field of a claim as it stands in a file: whole numbers without a point, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def fallen(claim: Claim, correction: Correction) -> list[str]:
    """Return what of the guard no longer stands, in words; an empty list means that the correction holds."""
    return [
        f"{column} is {found!r} and not {wanted!r}"
        for column, wanted in correction.guard.items()
        if (found := as_written(getattr(claim, column, ""))) != wanted
    ]


def apply(claims: Iterable[Claim], corrections: Iterable[Correction], reading: Reading) -> list[Claim]:
    """Return the claims as judged, in the same order; the raw ones are left as they are.

    Only corrections of effect `set` change a claim. A guard that has fallen is noted and changes nothing.
    """
    judged = {claim.id: claim for claim in claims}
    for correction in corrections:
        claim = judged.get(correction.claim)
        if claim is None:
            continue
        if amiss := fallen(claim, correction):
            reading.wrong(
                correction.line,
                f"{correction.id} no longer fits {claim.id}: {'; '.join(amiss)}",
                "judge it again, then mend its guard or take it out",
            )
        elif correction.effect == "set":
            changes: dict[str, Any] = {c: _value(c, v) for c, v in correction.set.items()}
            judged[claim.id] = replace(claim, **changes)
    return list(judged.values())


def _value(column: str, text: str) -> object:
    if column in ("date_from", "date_to"):
        return cells.day(text, column, end=column == "date_to")
    if column in ("where_prec", "when_prec"):
        return cells.precision(text, column)
    return text

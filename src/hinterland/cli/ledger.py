"""`hinterland claims` and `publish`: what was said and by whom, and the ledger as a database."""

from collections.abc import Iterable, Mapping
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinterland.cli import tables
from hinterland.core.calendar import read_day
from hinterland.core.fault import Fault
from hinterland.evidence.registry import plural

if TYPE_CHECKING:
    from hinterland.evidence.model import Claim

MARGIN = " " * 10


def claims(
    quantity: Annotated[str | None, typer.Option(help="A quantity, or a pattern such as 'rails.*'.")] = None,
    region: Annotated[str | None, typer.Option(help="A region, or ground such as around:Minsk,50km.")] = None,
    said_by: Annotated[str | None, typer.Option(help="Who said it, perhaps with an author: historian:Gogun.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Leave out what ended before this date.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Leave out what began after this date.")] = None,
    conflict: Annotated[str | None, typer.Option(help="A conflict by its id, or '*' for any.")] = None,
    text: Annotated[str | None, typer.Option(help="Words to look for, in any order and spelling.")] = None,
    numeric: Annotated[bool, typer.Option("--numeric", help="Only claims that give a number.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV with every column.")] = False,
) -> None:
    """List the claims that fit every condition."""
    from hinterland.study.catalogue.claims_within import claims_within
    from hinterland.study.claims.ledger_of_package import ledger_of_package
    from hinterland.theatre.query import is_drawn

    whole = ledger_of_package()
    first = None if since is None else read_day(since, what="--from")
    last = None if until is None else read_day(until, what="--to", end=True)
    if first and last and last < first:
        raise Fault(None, 0, f"--to {last} comes before --from {first}", "exchange them")
    wanted: dict[str, Any] = {
        "quantity": quantity,
        "region": region,
        "said_by": said_by,
        "since": first,
        "until": last,
        "conflict": conflict,
        "text": text,
        "numeric": True if numeric else None,
    }
    fits = claims_within(whole, **wanted)
    for line in whole.names.notes(wanted | {"region": None if region and is_drawn(region) else region}):
        typer.echo(line, err=True)
    if as_csv:
        tables.as_csv(whole.claims[fits])
    else:
        found = list(compress(whole.judged, fits))
        show(found)
        typer.echo(f"{len(found)} claims" if len(found) != 1 else "1 claim")


def show(found: Iterable["Claim"]) -> None:
    """Print claims, two lines each: who says which number of what, and the words."""
    for claim in found:
        speaker = f"{claim.said_by}:{claim.author}" if claim.author else claim.said_by
        place = ", ".join(filter(None, (claim.region, dates(claim)))) + claim.mark
        number = figure({"low": claim.low, "best": claim.best, "high": claim.high, "unit": claim.unit})
        head = f"{claim.id:<9} {speaker:<19} {number:<27} {claim.quantity}  {place}"
        parts = [claim.id, speaker, number, claim.quantity, place]
        wide = tables.width()
        for line in [head] if len(head) <= wide else tables.joined([*filter(None, parts)], wide, ""):
            typer.echo(line)
        tables.say(MARGIN + claim.note, MARGIN)
        if claim.publication:
            tables.say(f"{MARGIN}published in: {claim.publication}", MARGIN)


def figure(claim: Mapping[str, Any]) -> str:
    """Return the number of a claim with its bounds and unit, or nothing where it gives none: a bound is None or NaN."""
    low, best, high = (claim[c] if claim[c] == claim[c] else None for c in ("low", "best", "high"))
    unit = plural(claim["unit"])
    if best is not None:
        bounds = "" if low is None and high is None else f" ({_n(low)}-{_n(high)})"
        return f"{_n(best)}{bounds} {unit}"
    if low is not None and high is not None:
        return f"{_n(low)}-{_n(high)} {unit}"
    if low is not None:
        return f"at least {_n(low)} {unit}"
    return "" if high is None else f"at most {_n(high)} {unit}"


def dates(claim: "Claim") -> str:
    """Return the dates of a claim."""
    start, end = ("" if day is None else day.isoformat() for day in (claim.date_from, claim.date_to))
    return start if start == end else f"{start} to {end}"


def publish(
    folder: Annotated[Path, typer.Argument(help="Where to write.")] = Path("out/ledger"),
    address: Annotated[
        str, typer.Option(help="Address of the folder of a published page, for the names of claims in linked data.")
    ] = "",
) -> None:
    """Write the ledger as SQLite, Parquet, JSON, JSON-LD and CSV, with a description of every column."""
    from hinterland.evidence.publish import publish as write
    from hinterland.study.claims.ledger_of_package import ledger_of_package

    for path in write(ledger_of_package(), folder, address):
        typer.echo(path)


def _n(value: float | None) -> str:
    return "?" if value is None else f"{value:,.10g}"

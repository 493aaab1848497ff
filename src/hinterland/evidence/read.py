"""Read claims: every fault of a file is found in one reading, and nothing is changed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from hinterland.core.fault import Faults
from hinterland.evidence import cells, counts
from hinterland.evidence.cells import Unreadable
from hinterland.evidence.model import (
    ALIASES,
    COLUMNS,
    FREE,
    KINDS,
    NUMERIC,
    REQUIRED,
    SPEAKERS,
    STANDINGS,
    SUBJECTS,
    Claim,
)
from hinterland.evidence.numbers import Note, Wrong, check_numbers
from hinterland.evidence.registry import Quantity
from hinterland.evidence.table import Reading, Row, near
from hinterland.evidence.wanted import Wanted, read_wanted
from hinterland.files.caution import Caution

PARTED = re.compile(r" [+/] ")
"""What joins quantities in one that a user writes out: `a + b` is a sum, `a / b` one over another."""


@dataclass(frozen=True)
class Known:
    """What names may stand in a claim; a set that is None is not looked at.

    With `strict` an unknown quantity is a fault. A user's file may name any: what the model does not
    hold is listed later.
    """

    quantities: dict[str, Quantity] = field(default_factory=dict)
    regions: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    conflicts: frozenset[str] | None = None
    taken: frozenset[str] = frozenset()
    strict: bool = False

    def aliases(self) -> dict[str, str]:
        """Return every older name of a quantity with its present one."""
        return {old: q.name for q in self.quantities.values() for old in q.aliases}


class Given(NamedTuple):
    """What a user's file gives: its claims, by their ids the line of each and what it asks, and all cautions."""

    claims: list[Claim]
    lines: dict[str, int]
    wanted: dict[str, Wanted]
    cautions: list[Caution]


def read_file(path: Path | str, known: Known | None = None) -> Given:
    """Return the claims of one CSV file, their lines and all cautions, in the order of its lines.

    Raises `Faults`, every fault of every line, where anything is wrong: a file is taken whole or not at all.
    """
    reading = Reading(Path(path))
    lines: dict[str, int] = {}
    wanted: dict[str, Wanted] = {}
    claims = claims_of(reading, known or Known(), lines, wanted)
    if not claims and not reading.faults:
        reading.wrong(0, "the table has a header and no claims", "write each claim on a line below it")
    if reading.faults:
        raise Faults(sorted(reading.faults, key=lambda f: f.line))
    return Given(claims, lines, wanted, sorted(reading.cautions, key=lambda c: c.line))


def claims_of(
    reading: Reading, known: Known, seen: dict[str, int] | None = None, wanted: dict[str, Wanted] | None = None
) -> list[Claim]:
    """Return the claims that could be read, noting every fault of the file; `seen` takes the line of each id.

    `wanted` takes what a line asks beside its claim; without it the file may not have the columns for that.
    """
    aliases = known.aliases()
    seen = {} if seen is None else seen
    claims = []
    allowed = COLUMNS if wanted is None else (*COLUMNS, *Wanted._fields)
    for row in reading.rows(required=REQUIRED, allowed=allowed, aliases=ALIASES):
        name = row.cells.get("id", "")
        if name in seen:
            reading.wrong(row.line, f"the id {name} stands on line {seen[name]} already", "give each claim its own id")
        elif name:
            seen[name] = row.line
        if wanted is not None:
            wanted[name] = read_wanted(row.cells, partial(reading.wrong, row.line))
        if claim := _claim(reading, row, known, aliases):
            claims.append(claim)
    return claims


def _claim(reading: Reading, row: Row, known: Known, aliases: dict[str, str]) -> Claim | None:
    """Return the claim of one line, or None after noting each of its faults."""
    given = {column: row.cells.get(column, "") for column in COLUMNS}
    values: dict[str, Any] = {}
    before = len(reading.faults)

    def wrong(message: str, remedy: str) -> None:
        reading.wrong(row.line, message, remedy)

    note = Note(wrong, lambda message, remedy: reading.caution(row.line, message, remedy))

    def take(column: str, read: Callable[..., Any], **more: Any) -> Any:
        try:
            values[column] = read(given[column], column, **more)
        except Unreadable as error:
            wrong(error.message, error.remedy)
            values[column] = None

    _names(given, known, aliases, wrong)
    take("where_prec", cells.precision)
    take("when_prec", cells.precision)
    take("date_from", cells.day, end=False)
    take("date_to", cells.day, end=True)
    for column in ("low", "best", "high"):
        take(column, cells.number)
    if not given["when_prec"]:
        ends = [given[end] for end in ("date_from", "date_to") if given[end]]
        values["when_prec"] = max(map(cells.coarseness, ends), default=7)
    start, stop = values["date_from"], values["date_to"]
    if start and stop and stop < start:
        wrong(f"date_to {stop} comes before date_from {start}", "exchange the two dates")
    check_numbers(given, [values["low"], values["best"], values["high"]], known.quantities.get(given["quantity"]), note)
    if len(reading.faults) > before:
        return None
    return Claim(**{**given, **values})


def _names(given: dict[str, str], known: Known, aliases: dict[str, str], wrong: Wrong) -> None:
    """Check every cell that is a name, and give older names their present form."""
    for column in ("quantity", "kind", "verified", "about") if not known.strict else ():
        given[column] = given[column] if given[column] in aliases else given[column].lower()
    for column in ("id", "quantity", "region", "said_by"):
        if not given[column] and not (column == "region" and given["kind"] in FREE):
            wrong(f"{column} is empty", "every claim needs one")
    if given["id"] and not cells.ID.fullmatch(given["id"]):
        wrong(f"the id {given['id']!r} is not usable", "use letters, digits, and - _ . after a first letter")
    if given["id"] in known.taken:
        wrong(f"the id {given['id']} is in the ledger already", "give each claim its own id")
    if len(written := PARTED.split(given["quantity"])) > 1:
        for old in {part for part in written if part in aliases}:
            given["quantity"] = re.sub(rf"(?<![\w.]){re.escape(old)}(?![\w.])", aliases[old], given["quantity"])
    if given["quantity"] in aliases:
        given["quantity_in_record"] = given["quantity_in_record"] or given["quantity"]
        given["quantity"] = aliases[given["quantity"]]
    _quantity(given, known, wrong)
    speaker, _, author = given["said_by"].partition(":")
    given["said_by"], given["author"] = speaker.lower(), given["author"] or author
    lists = (("kind", KINDS), ("said_by", SPEAKERS), ("verified", STANDINGS), ("about", SUBJECTS))
    for column, allowed in lists:
        word = given[column]
        if word and word not in allowed:
            wrong(f"{column} {word!r} is not known", near(word, allowed, "use " + ", ".join(allowed)))
    if message := counts.amiss(given["counts"]):
        wrong(message, "write two words of counts.csv, such as total all, or leave it empty")
    for part in filter(None, given["region"].split("+") if known.regions is not None else ()):
        if ":" not in part and part not in (known.regions or ()):
            wrong(f"there is no region {part!r}", near(part, known.regions or (), "name one of the tables"))
    word = given["source"]
    if known.sources is not None and word not in known.sources:
        wrong(f"there is no source {word!r}", near(word, known.sources, "add it to sources.toml"))
    for word in given["conflict"].split() if known.conflicts is not None else ():
        if word not in (known.conflicts or ()):
            wrong(f"there is no conflict {word!r}", near(word, known.conflicts or (), "add it to conflicts.csv"))


def _quantity(given: dict[str, str], known: Known, wrong: Wrong) -> None:
    """Check the quantity, and take the kind of a claim from it where none is given."""
    name = given["quantity"]
    written = [name] if known.strict else PARTED.split(name)
    if name and not all(cells.NAME.fullmatch(part) for part in written):
        remedy = near(name.replace("_", "."), known.quantities, "write it like partisans.strength or rails.cut")
        form = "noun.measure" if known.strict else "noun.measure, or such names joined by ' + ' and ' / '"
        wrong(f"the quantity {name!r} is not of the form {form}", remedy)
    elif name and known.strict and name not in known.quantities and name.split(".")[0] not in FREE:
        wrong(f"there is no quantity {name!r}", near(name, known.quantities, "add it to quantities.csv"))
    if not given["kind"]:
        measured = known.quantities.get(name)
        kinds = {"flow": "flow", "share": "share", "ratio": "ratio"}
        given["kind"] = kinds.get(measured.kind, "level") if measured else "level"


def confrontable(claim: Claim) -> bool:
    """Whether a claim gives a number for a measured quantity, so that a run can be asked for the same.

    Patterns and entities may carry a number of forms, modes or members, which measures nothing.
    """
    measured = claim.quantity.split(".")[0] not in FREE
    return claim.numeric and measured and claim.kind in (*NUMERIC, "event", "context")

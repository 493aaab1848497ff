"""Ask the ledger: by condition, or in SQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hinterland.core.fault import Fault
from hinterland.core.spelling import plain
from hinterland.evidence.model import Claim, Correction

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection

ASKING = ("SELECT", "EXPLAIN")
"""Kinds of SQL statement that leave the tables as they are."""


def frame(claims: Iterable[Claim], corrections: Iterable[Correction]) -> "pd.DataFrame":
    """Return claims as a table: dates as timestamps, precision codes as nullable whole numbers."""
    import pandas as pd

    claims = list(claims)
    made = pd.DataFrame({f.name: [getattr(c, f.name) for c in claims] for f in fields(Claim)})
    for end in ("date_from", "date_to"):
        made[end] = pd.to_datetime(made[end]).astype("datetime64[s]")
    for code in ("where_prec", "when_prec"):
        made[code] = made[code].astype("Int8")
    for value in ("low", "best", "high"):
        made[value] = made[value].astype(float)
    notes: dict[str, list[Correction]] = {}
    for correction in corrections:
        notes.setdefault(correction.claim, []).append(correction)
    made["numeric"] = [c.numeric for c in claims]
    made["corrections"] = [" ".join(n.id for n in notes.get(c.id, [])) for c in claims]
    made["barred"] = [any(n.effect == "bar" for n in notes.get(c.id, [])) for c in claims]
    return made


def fitting(
    claims: Sequence[Claim],
    *,
    quantity: str | None = None,
    region: str | None = None,
    since: date | None = None,
    until: date | None = None,
    said_by: str | None = None,
    conflict: str | None = None,
    text: Sequence[bool] | None = None,
    kind: str | None = None,
    numeric: bool | None = None,
) -> list[bool]:
    """Return for each claim whether it fits every condition given, as `names.Known.conditions` returns them.

    quantity: a whole name, the noun alone, or a pattern with `*`.
    region: an id that is the claim's region or one part of it, whatever its case.
    since, until: dates that the claim's own overlap; open ends are open, claims without any date never fit.
    said_by: a speaker, or a speaker with an author, or a part of the name, after a colon (`historian:Gogun`).
    conflict: the id of a conflict, or `*` for any.
    text: for each claim, whether it holds what is looked for.
    """
    asked: list[Callable[[Claim], bool]] = []
    if quantity is not None:
        pattern = quantity if "." in quantity or "*" in quantity else f"{quantity}.*"
        asked.append(lambda c: fnmatchcase(c.quantity, pattern))
    if region is not None:
        asked.append(lambda c: region.lower() in c.region.lower().split("+"))
    if since is not None or until is not None:
        asked.append(lambda c: c.date_from is not None or c.date_to is not None)
    if since is not None:
        asked.append(lambda c: c.date_to is None or c.date_to >= since)
    if until is not None:
        asked.append(lambda c: c.date_from is None or c.date_from <= until)
    if said_by is not None:
        speaker, _, author = said_by.partition(":")
        asked.append(lambda c: c.said_by == speaker and plain(author) in plain(c.author))
    if conflict is not None:
        asked.append(lambda c: bool(c.conflict) if conflict == "*" else conflict in c.conflict.split())
    if kind is not None:
        asked.append(lambda c: c.kind == kind)
    if numeric is not None:
        asked.append(lambda c: c.numeric == numeric)
    held = [True] * len(claims) if text is None else text
    return [bool(holds) and all(fits(c) for fits in asked) for c, holds in zip(claims, held, strict=True)]


def connect(tables: "Mapping[str, pd.DataFrame]") -> "DuckDBPyConnection":
    """Return a database in memory that holds a copy of every table and can reach no file."""
    import duckdb

    base = duckdb.connect(":memory:")
    for name, table in tables.items():
        base.register("incoming", table)
        base.execute(f'create table "{name}" as select * from incoming')
        base.unregister("incoming")
    base.execute("set enable_external_access = false")
    return base


def sql(connection: "DuckDBPyConnection", text: str) -> "pd.DataFrame":
    """Return the answer to a question in SQL; raises `Fault` where it is refused or would change a table."""
    import duckdb

    try:
        if any(s.type.name not in ASKING for s in connection.extract_statements(text)):
            raise Fault(None, 0, "that SQL would change the tables", "ask with select, describe or summarize")
        answer = connection.cursor().sql(text)
        if answer is None:
            raise Fault(None, 0, "that SQL asks nothing", "begin with select")
        return answer.df()
    except duckdb.Error as error:
        said = str(error).splitlines()[0]
        raise Fault(None, 0, f"the SQL is refused ({said})", "ask `describe claims` for the columns") from None

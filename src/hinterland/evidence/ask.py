"""Ask the ledger: by condition, or in SQL."""

from collections.abc import Iterable, Mapping, Sequence
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


def query(
    claims: "pd.DataFrame",
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
) -> "pd.DataFrame":
    """Return the claims that fit every condition given, as `names.Known.conditions` returns them.

    quantity: a whole name, the noun alone, or a pattern with `*`.
    region: an id that is the claim's region or one part of it, whatever its case.
    since, until: dates that the claim's own overlap; open ends are open, claims without any date never fit.
    said_by: a speaker, or a speaker with an author, or a part of the name, after a colon (`historian:Gogun`).
    conflict: the id of a conflict, or `*` for any.
    text: for each claim, whether it holds what is looked for.
    """
    import pandas as pd

    fits = pd.Series(True, index=claims.index)
    if quantity is not None:
        pattern = quantity if "." in quantity or "*" in quantity else f"{quantity}.*"
        fits &= claims["quantity"].map(lambda name: fnmatchcase(name, pattern)).astype(bool)
    if region is not None:
        fits &= claims["region"].map(lambda r: region.lower() in r.lower().split("+")).astype(bool)
    if since is not None or until is not None:
        fits &= claims["date_from"].notna() | claims["date_to"].notna()
    if since is not None:
        fits &= ~(claims["date_to"] < pd.Timestamp(since))
    if until is not None:
        fits &= ~(claims["date_from"] > pd.Timestamp(until))
    if said_by is not None:
        speaker, _, author = said_by.partition(":")
        fits &= claims["said_by"] == speaker
        if author:
            fits &= claims["author"].map(lambda name: plain(author) in plain(name)).astype(bool)
    if conflict is not None:
        named = claims["conflict"].map(lambda c: bool(c) if conflict == "*" else conflict in c.split())
        fits &= named.astype(bool)
    if text is not None:
        fits &= pd.Series(text, index=claims.index)
    if kind is not None:
        fits &= claims["kind"] == kind
    if numeric is not None:
        fits &= claims["numeric"] == numeric
    return claims[fits]


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

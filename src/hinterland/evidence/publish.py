"""Publish the ledger by one call: SQLite, Parquet, JSON, linked data, and plain tables that describe themselves."""

import csv
import errno
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinterland.evidence import cite
from hinterland.evidence.address import HERE, folder_of_page
from hinterland.evidence.documented import DocumentedEvent
from hinterland.evidence.jews_by_region import FIGURES, JewsOfRegion
from hinterland.evidence.model import COLUMNS, FREE, Conflict, Correction, Entity, Region, Source
from hinterland.evidence.package import Table, published
from hinterland.evidence.provenance import linked
from hinterland.evidence.registry import Quantity
from hinterland.files import crate, output
from hinterland.files.place import path_of

if TYPE_CHECKING:
    from hinterland.evidence.ledger import Ledger

NUMBERS = {
    **dict.fromkeys(("where_prec", "when_prec", "precision"), "integer"),
    **dict.fromkeys(("low", "best", "high", "lat", "lon", *FIGURES), "real"),
}
LINKS = {
    "claims": {"source": "sources(id)", "quantity": "quantities(name)"},
    "claim_conflicts": {"claim": "claims(id)", "conflict": "conflicts(id)"},
    "claim_regions": {"claim": "claims(id)"},
    "claim_grounds": {"claim": "claims(id)"},
    "corrections": {"claim": "claims(id)"},
    "entity_claims": {"entity": "entities(id)", "claim": "claims(id)"},
}
"""Columns of the published tables that point to the key of another one."""


def publish(ledger: "Ledger", folder: Path | str, address: str = "") -> list[Path]:
    """Write the ledger into a folder and return the files: SQLite, Parquet, JSON, JSON-LD, CSV with a data package.

    Claims are published as judged, and beside them in `claims_raw` as they stand in the files. The database
    holds primary and foreign keys and a full-text index of the notes. `address` is that of the folder of a page, within
    which `ledger.jsonld` names claims; without it they are named within the folder in which that file lies. An earlier
    publication is replaced as a whole; raises `Fault` for no such address, and where the folder holds anything that the
    program did not write.
    """
    folder = path_of(folder, "the folder")
    page = folder_of_page(address) if address else HERE
    with output.folder(folder, "publish") as made:
        files = [folder / path.relative_to(made) for path in _fill(ledger, made, page)]
    return files


def _fill(ledger: "Ledger", folder: Path, page: str) -> list[Path]:
    tables = tables_of(ledger)
    made = [_sqlite(tables, folder / "ledger.sqlite"), _json(ledger, tables, folder / "ledger.json")]
    made += [_csv(table, folder / f"{table.name}.csv") for table in tables]
    made += _parquet(tables, folder)
    described = folder / "datapackage.json"
    described.write_text(_dumped(published(ledger, tables, LINKS)), encoding="utf-8")
    item = cite.cite_ledger(ledger)
    texts = {"ledger.jsonld": _dumped(linked(ledger, page)), "ledger.csl.json": _dumped([item])}
    for name, text in (*texts.items(), ("ledger.bib", cite.bibtex(item))):
        (folder / name).write_text(text, encoding="utf-8")
        made.append(folder / name)
    meanings = {
        "ledger.sqlite": "All tables with their keys, and a full-text index of the notes",
        "ledger.json": "All tables as JSON",
        "ledger.jsonld": "Claims, who said them, sources and what they rest on, in the words of PROV-O",
        "datapackage.json": "Every column of every table (Frictionless Data Package)",
        **{f"{table.name}.{end}": f"The table {table.name}" for table in tables for end in ("csv", "parquet")},
    }
    words = f"{item['note']}; state {ledger.digest}. Claims that disagree stand side by side and are never averaged."
    return [*made, described, crate.write(folder, crate.Crate(cite.TITLE, words, meanings))]


def tables_of(ledger: "Ledger") -> list[Table]:
    """Return every table that is published; a table comes after those that it points to."""
    claims = ledger.judged
    free = sorted({c.quantity for c in claims if c.quantity.split(".")[0] in FREE} - set(ledger.quantities))
    quantities = [*ledger.quantities.values(), *(Quantity(q, "", "text", "", ()) for q in free)]
    barred = {c.id: int(c.id in ledger.barred) for c in claims}
    return [
        _table("sources", Source, ledger.sources.values()),
        _table("quantities", Quantity, quantities, key="name"),
        _table("conflicts", Conflict, ledger.conflicts.values()),
        _table("regions", Region, ledger.regions.values()),
        Table("claims", ("id",), (*COLUMNS, "barred"), [(*_cells(c), barred[c.id]) for c in claims]),
        Table("claims_raw", ("id",), COLUMNS, [_cells(c) for c in ledger.raw]),
        _pairs("claim_conflicts", "conflict", ((c.id, one) for c in claims for one in c.conflict.split())),
        _pairs("claim_regions", "region", ((c.id, r) for c in claims for r in c.region.split("+") if r)),
        _pairs("claim_grounds", "rests_on", ((c.id, one) for c in claims for one in c.rests_on.split())),
        _table("corrections", Correction, ledger.corrections),
        _table("documented_events", DocumentedEvent, ledger.documented.values()),
        _table("jews_by_region", JewsOfRegion, ledger.jews_by_region.values()),
        _table("entities", Entity, ledger.entities.values()),
        Table(
            "entity_claims",
            ("entity", "claim"),
            ("entity", "claim"),
            [(e.id, one) for e in ledger.entities.values() for one in e.claims],
        ),
    ]


def _table(name: str, kind: type, rows: Iterable[Any], key: str = "id") -> Table:
    return Table(name, (key,), tuple(f.name for f in fields(kind)), [_cells(row) for row in rows])


def _pairs(name: str, second: str, lines: Iterable[tuple[str, str]]) -> Table:
    return Table(name, ("claim", second), ("claim", second), list(dict.fromkeys(lines)))


def _cells(row: Any) -> tuple[Any, ...]:
    """Return the fields of a row as plain values: dates as text, lists as words, mappings as JSON."""

    def plain(value: Any) -> Any:
        if isinstance(value, tuple):
            return " ".join(value)
        if isinstance(value, dict):
            return json.dumps(value, ensure_ascii=False) if value else ""
        return value.isoformat() if isinstance(value, date) else value

    return tuple(plain(value) for value in astuple(row))


def _sqlite(tables: Sequence[Table], path: Path) -> Path:
    base = sqlite3.connect(path)
    try:
        base.execute("pragma foreign_keys = on")
        for table in tables:
            columns = [
                f'"{c}" {NUMBERS.get(c, "integer" if c in ("barred", "line") else "text")}' for c in table.columns
            ]
            columns.append("primary key (" + ", ".join(f'"{c}"' for c in table.key) + ")")
            for column, target in LINKS.get(table.name, {}).items():
                columns.append(f'foreign key ("{column}") references {target}')
            base.execute(f'create table "{table.name}" ({", ".join(columns)})')
            marks = ", ".join("?" * len(table.columns))
            base.executemany(f'insert into "{table.name}" values ({marks})', table.lines)
        for column in ("quantity", "region", "said_by", "source", "kind"):
            base.execute(f'create index "claims_{column}" on claims ("{column}")')
        base.execute(
            "create virtual table claims_fts using fts5(note, quantity, region, author, content='claims', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        base.execute("insert into claims_fts(claims_fts) values ('rebuild')")
        base.commit()
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(path)) from None
    finally:
        base.close()
    return path


def _json(ledger: "Ledger", tables: Sequence[Table], path: Path) -> Path:
    whole: dict[str, Any] = {"citation": cite.cite_ledger(ledger)}
    whole |= {t.name: [dict(zip(t.columns, line, strict=True)) for line in t.lines] for t in tables}
    path.write_text(_dumped(whole), encoding="utf-8")
    return path


def _csv(table: Table, path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(table.columns)
        out.writerows(table.lines)
    return path


def _parquet(tables: Sequence[Table], folder: Path) -> list[Path]:
    import duckdb

    made = []
    with duckdb.connect(":memory:") as base:
        for table in tables:
            path = folder / f"{table.name}.parquet"
            types = {c: {"integer": "tinyint", "real": "double"}[t] for c, t in NUMBERS.items()}
            types |= {"date_from": "date", "date_to": "date", "barred": "tinyint", "line": "integer"}
            kinds = ", ".join(f"'{c}': '{types.get(c, 'varchar')}'" for c in table.columns)
            source = str(folder / f"{table.name}.csv").replace("'", "''")
            try:
                base.execute(
                    f"copy (select * from read_csv('{source}', header = true, delim = ',', quote = '\"', "
                    f"escape = '\"', nullstr = '', auto_detect = false, columns = {{{kinds}}})) "
                    f"to '{str(path).replace(chr(39), chr(39) * 2)}' (format parquet)"
                )
            except duckdb.IOException as error:
                raise OSError(errno.EIO, str(error), str(path)) from None
            made.append(path)
    return made


def _dumped(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"

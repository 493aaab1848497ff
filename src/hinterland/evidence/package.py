"""The ledger as a Frictionless Data Package: which file holds what, with a schema for every table."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hinterland.evidence import cite
from hinterland.evidence.counts import Word
from hinterland.evidence.documented import DocumentedEvent
from hinterland.evidence.jews_by_region import JewsOfRegion
from hinterland.evidence.model import (
    COLUMNS,
    KINDS,
    REQUIRED,
    SPEAKERS,
    STANDINGS,
    SUBJECTS,
    Assumption,
    Conflict,
    Entity,
)
from hinterland.evidence.number_words import NumberWord
from hinterland.evidence.registry import Quantity, UnitName

if TYPE_CHECKING:
    from hinterland.evidence.ledger import Ledger


class Table(NamedTuple):
    """One published table: its name, its key, its columns, its lines."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    lines: list[tuple[Any, ...]]


_MEANING = {
    "id": "Stable name of the claim: S of the two documents, R and O of the record",
    "kind": "What sort of statement it is",
    "quantity": "What it is about, as noun.measure; after event., relation., entity. and so on any word",
    "region": "Where, as ids of the table of regions; + joins regions",
    "where_prec": "How exactly the place is known, 1 (exact) to 7 (whole theatre)",
    "date_from": "First day",
    "date_to": "Last day; empty where the claim is open-ended",
    "when_prec": "How exactly the dates are known, 1 (to the day) to 7 (undated)",
    "low": "Lower bound, or the number of a claim of more than",
    "best": "The number",
    "high": "Upper bound, or the number of a claim of up to",
    "unit": "What is counted, spelled as in units.csv; /day and /month mark mean rates",
    "counts": "What the number counts: a word of time and a word of scope of counts.csv",
    "said_by": "The side that said it",
    "author": "The person or office that said it, where named",
    "about": "Whom it is about",
    "source": "Where it stands, an id of the sources",
    "page": "Page or section",
    "publication": "Where the figure was first published: author, title, year, page or document",
    "found_at": "Line of the document, or address",
    "rests_on": "Claims or sources on which it rests: what rests on the same report is one witness",
    "verified": "document and yes: looked up; memory: from memory; house: an assumption",
    "system": "Systems of the model that it tests",
    "conflict": "Conflicts that it belongs to",
    "pair": "Claims of other speakers, or of the same one at another time, on the same thing",
    "quantity_in_record": "The name of the quantity in the table that it was taken from",
    "note": "What is claimed, in our words, and in brackets what to beware of",
}
_PLAIN = {
    "profile": "tabular-data-resource",
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
}
_CODE = {"minimum": 1, "maximum": 7}
_SPECIAL: dict[str, dict[str, Any]] = {
    "id": {"constraints": {"required": True, "unique": True, "pattern": r"[A-Za-z][A-Za-z0-9_.\-]{0,39}"}},
    "kind": {"constraints": {"required": True, "enum": list(KINDS)}},
    "quantity": {"constraints": {"required": True, "pattern": r"[a-z][a-z0-9_]*\.[a-z0-9][a-z0-9_]*"}},
    "where_prec": {"type": "integer", "constraints": _CODE},
    "when_prec": {"type": "integer", "constraints": _CODE},
    "date_from": {"type": "date"},
    "date_to": {"type": "date"},
    "low": {"type": "number", "constraints": {"minimum": 0}},
    "best": {"type": "number", "constraints": {"minimum": 0}},
    "high": {"type": "number", "constraints": {"minimum": 0}},
    "said_by": {"constraints": {"required": True, "enum": list(SPEAKERS)}},
    "about": {"constraints": {"enum": list(SUBJECTS)}},
    "source": {"constraints": {"required": True}},
    "verified": {"constraints": {"required": True, "enum": list(STANDINGS)}},
}


def claim_schema() -> dict[str, Any]:
    """Return the schema of a table of claims."""
    columns = [{"name": c, "type": "string", "description": _MEANING[c], **_SPECIAL.get(c, {})} for c in COLUMNS]
    for column in columns:
        if column["name"] in REQUIRED and "constraints" not in column:
            column["constraints"] = {"required": False}
    return {"fields": columns, "primaryKey": ["id"], "missingValues": [""]}


def _schema(kind: type, key: str) -> dict[str, Any]:
    """Return the schema of a table that holds one of the apparatus."""
    columns: list[dict[str, Any]] = []
    for name in (f.name for f in fields(kind)):
        column: dict[str, Any] = {"name": name, "type": "date" if name.startswith("date_") else "string"}
        if name == key:
            column["constraints"] = {"required": True, "unique": True}
        columns.append(column)
    return {"fields": columns, "primaryKey": [key], "missingValues": [""]}


def descriptor(folder: Path) -> dict[str, Any]:
    """Return the descriptor of the data package that lies in `folder`, every table with its schema."""
    tables: list[dict[str, Any]] = [
        {"name": f"claims-{path.stem}", "path": f"claims/{path.name}", "schema": "claim.schema.json"}
        for path in sorted((folder / "claims").glob("*.csv"))
    ]
    apparatus: tuple[tuple[str, type, str], ...] = (
        ("quantities", Quantity, "name"),
        ("units", UnitName, "unit"),
        ("counts", Word, "word"),
        ("number_words", NumberWord, "word"),
        ("conflicts", Conflict, "id"),
        ("entities", Entity, "id"),
        ("assumptions", Assumption, "id"),
        ("documented_events", DocumentedEvent, "id"),
        ("jews_by_region", JewsOfRegion, "id"),
    )
    tables += [{"name": name, "path": f"{name}.csv", "schema": _schema(kind, key)} for name, kind, key in apparatus]
    tables = [table | _PLAIN for table in tables]
    plain = [
        {"name": name, "path": f"{name}.toml", "format": "toml", "mediatype": "application/toml"}
        for name in ("sources", "corrections")
    ]
    return _head() | {"resources": tables + plain}


def _head(version: str = "") -> dict[str, Any]:
    """Return what every package of the ledger says of itself."""
    head: dict[str, Any] = {"name": "hinterland-ledger", "title": cite.TITLE, "profile": "data-package"}
    head["licenses"] = [{"name": cite.LICENCE, "path": "https://creativecommons.org/licenses/by/4.0/"}]
    head["contributors"] = [{"title": "The Hinterland contributors", "role": "author"}]
    return head | ({"version": version} if version else {})


def published(ledger: "Ledger", tables: Sequence[Table], links: dict[str, dict[str, str]]) -> dict[str, Any]:
    """Return the descriptor of the published tables, with the keys by which they point to each other."""
    resources = []
    for table in tables:
        columns = [
            {
                "name": c,
                "description": _MEANING.get(c, ""),
                **(_SPECIAL.get(c, {}) if _of_claims(table) else {}),
            }
            for c in table.columns
        ]
        for column in columns:
            column.setdefault("type", "integer" if column["name"] in ("barred", "line") else "string")
            column.pop("constraints", None)
        schema: dict[str, Any] = {"fields": columns, "primaryKey": list(table.key), "missingValues": [""]}
        for link, target in links.get(table.name, {}).items():
            other, _, key = target.rstrip(")").partition("(")
            pointed = {"fields": [link], "reference": {"resource": other, "fields": [key]}}
            schema.setdefault("foreignKeys", []).append(pointed)
        resources.append({"name": table.name, "path": f"{table.name}.csv", "schema": schema} | _PLAIN)
    return _head(ledger.digest) | {"resources": resources}


def _of_claims(table: Table) -> bool:
    return table.columns[: len(COLUMNS)] == COLUMNS


def files(folder: Path) -> dict[str, dict[str, Any]]:
    """Return what has to stand in `datapackage.json` and `claim.schema.json` of the folder of the ledger."""
    return {"datapackage.json": descriptor(folder), "claim.schema.json": claim_schema()}

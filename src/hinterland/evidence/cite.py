"""How to cite a claim, and the ledger: BibTeX and CSL JSON, with ids that stay.

What is cited is the publication in which a figure first stood, where the claim names one; where it was read, often a
mirror, is named beside it and is never the title. Without a publication the source of the claim is the publication.
"""

import re
from typing import TYPE_CHECKING, Any

from hinterland.core.fault import Fault
from hinterland.evidence.documented import DocumentedEvent
from hinterland.evidence.jews_by_region import JewsOfRegion
from hinterland.evidence.model import RECALLED, Claim, Source
from hinterland.evidence.table import near

if TYPE_CHECKING:
    from hinterland.evidence.ledger import Ledger

TITLE = "Hinterland: the ledger of claims on the war behind the Eastern Front, 1941-45"
LICENCE = "CC-BY-4.0"
DOUBT = re.compile(r" \((?P<whole>from memory)\)$|; (?P<part>[^;]*(?:from memory|not seen|not known))$")
"""What a publication says of its own standing, at its end."""
UNTRACED = re.compile(r"\bnot (?:known|seen|named)\b")
PAGE = re.compile(r", pp?\. (?P<page>[\d-]+(?: ff\.)?)$")
"""The page with which a publication ends."""
PLACED = re.compile(r"\b(?:pp?|Nr|no)\. ?\d")
"""Words of a publication of which something is not traced, and those that give a page or a number."""


def cite_claim(ledger: "Ledger", name: str) -> dict[str, Any]:
    """Return one claim, or a documented row, as an item of CSL JSON: the publication, where it was read, the ledger.

    A publication is one text in the form author, title (place, year), page; its doubts stand in the note.
    Raises `Fault` where there is no claim of that id.
    """
    if row := ledger.documented.get(name) or ledger.jews_by_region.get(name):
        return _cite_row(ledger, row)
    claim = ledger.by_id.get(name)
    if claim is None:
        raise Fault(None, 0, f"there is no claim {name!r}", near(name, ledger.by_id, "list the claims for their ids"))
    source = ledger.sources[claim.source]
    item = {"id": f"hinterland-{claim.id}"} | (_published(claim) if claim.publication else _own(claim, source))
    item |= {
        "note": _note(claim, source),
        "archive": TITLE,
        "archive_location": f"claim {claim.id}, state {ledger.digest}",
    }
    return item | _address(claim.found_at)


def _cite_row(ledger: "Ledger", row: DocumentedEvent | JewsOfRegion) -> dict[str, Any]:
    """Return a documented event, or the Jews of a region, as an item of CSL JSON."""
    what = row.place if isinstance(row, DocumentedEvent) else row.region
    marks = [RECALLED if row.verified == "memory" else "", f"{row.recalled} {RECALLED}" if row.recalled else ""]
    item = {
        "id": f"hinterland-{row.id}",
        "type": "document",
        "title": row.source,
        "note": "; ".join(filter(None, (what, row.note, *marks, row.read_at and f"read at: {row.read_at}"))),
        "archive": TITLE,
        "archive_location": f"row {row.id}, state {ledger.digest}",
    }
    return item | _address(row.read_at)


def _address(read_at: str) -> dict[str, str]:
    """Return the first address at which a thing was read as its URL, which names one only; the note has all."""
    first = read_at.split(maxsplit=1)[0] if read_at.startswith("http") else ""
    return {"URL": first} if first else {}


def _own(claim: Claim, source: Source) -> dict[str, Any]:
    """Return the source of a claim as what is cited."""
    item: dict[str, Any] = {
        "type": {"book": "book", "memoir": "book", "web": "webpage"}.get(source.kind, "document"),
        "title": source.title,
        "author": [{"literal": part.strip()} for part in re.split(r"[,;]", source.author)],
        "issued": {"literal": source.year},
    }
    if claim.page:
        item["section" if source.kind == "document" else "page"] = claim.page
    return item


def _published(claim: Claim) -> dict[str, Any]:
    """Return the publication that a claim names as what is cited: its text without doubts, its year and page."""
    title = DOUBT.sub("", claim.publication)
    item: dict[str, Any] = {"type": "document", "title": title}
    if years := re.findall(r"\b(?:19|20)\d\d(?=\))", title):
        item["issued"] = {"literal": years[-1]}
    if page := PAGE.search(title):
        item["page"] = page["page"]
    return item


def traced(ledger: "Ledger") -> str:
    """Return in a sentence how far the publications of the wider record are known: of claims not of the documents."""
    rows = [c.publication for c in ledger.raw if c.verified in ("yes", "memory")]
    untraced = [one for one in rows if UNTRACED.search(one)]
    recalled = [one for one in rows if RECALLED in one and one not in untraced]
    placed = sum(bool(PLACED.search(one)) for one in rows)
    return (
        f"Of the {len(rows)} claims of the wider record {len(untraced)} name something that is not known, not seen or "
        f"not named, {len(recalled)} have a publication that is from memory in whole or part, and "
        f"{len(rows) - len(untraced) - len(recalled)} are of neither kind; {placed} give a page or a number."
    )


def cite_ledger(ledger: "Ledger") -> dict[str, Any]:
    """Return the ledger as a whole as an item of CSL JSON; its version is the state of its claims."""
    return {
        "id": "hinterland-ledger",
        "type": "dataset",
        "title": TITLE,
        "author": [{"literal": "The Hinterland contributors"}],
        "version": ledger.digest,
        "note": f"{len(ledger.raw)} claims from {len(ledger.sources)} sources; licence {LICENCE}",
    }


def bibtex(item: dict[str, Any]) -> str:
    """Return an item of CSL JSON as an entry of BibTeX."""
    known = {"book": "book", "webpage": "online", "dataset": "dataset", "software": "software"}
    kind = known.get(item["type"], "misc")
    values = {
        "title": "{" + _plain(item["title"]) + "}",
        "author": " and ".join("{" + _plain(a["literal"]) + "}" for a in item.get("author", [])),
        "year": _plain(item.get("issued", {}).get("literal", "")),
        "pages": _plain(item.get("page", "")),
        "chapter": _plain(item.get("section", "")),
        "version": item.get("version", ""),
        "url": item.get("URL", ""),
        "note": _plain(". ".join(filter(None, (item.get("note", ""), item.get("archive_location", ""))))),
    }
    lines = [f"  {field} = {{{value}}}" for field, value in values.items() if value]
    return f"@{kind}{{{item['id']},\n" + ",\n".join(lines) + "\n}\n"


def _note(claim: Claim, source: Source) -> str:
    """Return who is said to have said it, and whether anyone has looked it up."""
    parts = [f"said by {claim.said_by}" + (f" ({claim.author})" if claim.author else "")]
    if claim.verified == "memory":
        parts.append(RECALLED)
    if claim.publication:
        if doubt := DOUBT.search(claim.publication):
            parts.append("publication " + (doubt["whole"] or doubt["part"]))
        where = ", ".join(filter(None, (source.title, claim.page, "" if "://" in claim.found_at else claim.found_at)))
        parts.append(f"read at: {where}")
    parts.append(f"source: {source.reliability}")
    return f"{claim.note} [{'; '.join(parts)}]"


def _plain(text: str) -> str:
    """Return text with the signs that TeX reads as commands made harmless."""
    signs = {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
    return "".join(signs.get(sign) or (f"\\{sign}" if sign in "&%$#_" else sign) for sign in text)

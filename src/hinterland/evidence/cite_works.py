"""How to cite many claims at once: one item of CSL JSON for each work, which names the claims that stand on it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hinterland.core.version import VERSION
from hinterland.evidence.cite import PAGE, TITLE, cite_claim, cite_ledger

if TYPE_CHECKING:
    from hinterland.evidence.ledger import Ledger

PROGRAM = "Hinterland: the war behind the Eastern Front, 1941-45, as a model"
"""The title of the program, as CITATION.cff has it."""
OF_ONE_CLAIM = ("page", "section", "URL", "note")
"""What an item says of a single claim, and not of the work."""


def cite_program(code: str) -> dict[str, Any]:
    """Return the program as an item of CSL JSON; `code` is the word of its code and tables, or empty."""
    return {
        "id": "hinterland",
        "type": "software",
        "title": PROGRAM,
        "author": [{"literal": "The Hinterland contributors"}],
        "version": VERSION,
        "note": f"code and tables {code}" if code else "",
    }


def cite_works(ledger: "Ledger", ids: Iterable[str]) -> list[dict[str, Any]]:
    """Return the works on which claims (or documented rows) stand, those with the most claims first.

    A work is one, whatever page or address a claim was read at.
    Raises `Fault` for an id that the ledger does not have.
    """
    works: dict[str, dict[str, Any]] = {}
    standing: dict[str, list[str]] = {}
    for name in dict.fromkeys(ids):
        item = cite_claim(ledger, name)
        title = PAGE.sub("", item["title"])
        works.setdefault(title, {key: item[key] for key in item if key not in OF_ONE_CLAIM} | {"title": title})
        standing.setdefault(title, []).append(name)
    ordered = sorted(works, key=lambda title: (-len(standing[title]), title))
    return [
        works[title]
        | {
            "id": f"hinterland-work-{number}",
            "note": "claims " + ", ".join(standing[title]),
            "archive": TITLE,
            "archive_location": f"state {ledger.digest}",
        }
        for number, title in enumerate(ordered, 1)
    ]


def cite_ledger_with_events(ledger: "Ledger") -> dict[str, Any]:
    """Return the ledger as an item that says where documented events are cited one by one."""
    item = cite_ledger(ledger)
    events = f"{len(ledger.documented)} documented events, each with its source: hinterland explain ID --cite"
    return item | {"note": f"{item['note']}. {events}"}

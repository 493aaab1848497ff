"""Publications that argue about a question: the lists `[[literature]]` in files of counterfactuals and explanations."""

from typing import Any, NamedTuple

from hinterland.core.names import Names
from hinterland.core.paths import EVIDENCE
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.scenarios.toml_document import Document

OF_LITERATURE = ("source", "point", "verified")
VERIFIED = ("yes", "memory")


class Literature(NamedTuple):
    """A publication on a question: the id of the source in the ledger, what it argues, and how that is known."""

    source: str
    point: str
    verified: str


def literature(document: Document, table: dict[str, Any]) -> tuple[Literature, ...]:
    """Return the publications of a file; raise `Fault` with its line for one that the ledger does not know."""
    value = table.get("literature", [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        remedy = "write [[literature]] and below it source, point, verified"
        raise document.fault("literature", "literature is not a list of publications", remedy)
    instead = f"give one of {(EVIDENCE / 'sources.toml').name}"
    known = Names("source", ledger_of_package().sources if value else (), instead=instead)
    return tuple(_publication(document._replace(nth=n), one, known) for n, one in enumerate(value))


def _publication(document: Document, one: dict[str, Any], known: Names) -> Literature:
    document.refuse_unknown(one, OF_LITERATURE, " of a publication")
    source, point, verified = (document.text_of(one, key, "") for key in OF_LITERATURE)
    if source not in known.known:
        fault = known.unknown(source)
        raise document.fault("source", fault.message, fault.remedy)
    if verified not in VERIFIED:
        raise document.fault("verified", f"verified is {verified!r}", "write yes or memory")
    return Literature(source, point, verified)

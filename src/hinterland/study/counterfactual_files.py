"""Counterfactuals: small TOML files with a question, two scenarios that answer it, and the literature on it."""

from pathlib import Path
from typing import Any, NamedTuple

from hinterland.core.fault import Fault
from hinterland.core.names import Names
from hinterland.core.paths import COUNTERFACTUALS, EVIDENCE
from hinterland.engine.dataset import chosen_quantities
from hinterland.engine.scenario import Scenario
from hinterland.evidence.ledger import load as load_ledger
from hinterland.files.text import TOML, read_text
from hinterland.study import scenario_files
from hinterland.study.toml_document import Document, parsed

KEYS = ("question", "text", "first", "second", "quantities", "regions", "literature")
OF_LITERATURE = ("source", "point", "verified")
VERIFIED = ("yes", "memory")
FORM = "see counterfactuals/airlift.toml for the form"


class Literature(NamedTuple):
    """A publication on a question: the id of the source in the ledger, what it argues, and how that is known."""

    source: str
    point: str
    verified: str


class Counterfactual(NamedTuple):
    """A question on causes: two scenarios, of which the second lacks the cause, and what is read off both."""

    name: str
    question: str
    text: str
    first: Scenario
    second: Scenario
    quantities: tuple[str, ...]
    regions: tuple[str, ...]
    literature: tuple[Literature, ...] = ()


def names() -> list[str]:
    """Return the names of the counterfactuals that come with the package."""
    return sorted(path.stem for path in COUNTERFACTUALS.glob("*.toml"))


def load(name: str | Path) -> Counterfactual:
    """Read a counterfactual by its name, or from the path of a TOML file of the user's own.

    Raises `Fault` with file, line and remedy for what is none.
    """
    path = Path(name)
    if path.suffix.lower() != ".toml":
        path = COUNTERFACTUALS / f"{Names('counterfactual', names()).find(str(name))}.toml"
    text = read_text(path, TOML)
    table, document = parsed(path, text, "a counterfactual", FORM), Document(path, text)
    document.refuse_unknown(table, KEYS)
    for key in KEYS[:-1]:
        if key not in table:
            raise document.fault(key, f"{key} is missing", FORM)
    try:
        quantities = tuple(q.name for q in chosen_quantities(_words(document, table, "quantities")))
    except Fault as fault:
        raise document.fault("quantities", fault.message, fault.remedy) from None
    return Counterfactual(
        path.stem,
        document.text_of(table, "question", ""),
        document.text_of(table, "text", ""),
        _scenario(document, table, "first"),
        _scenario(document, table, "second"),
        quantities,
        tuple(_words(document, table, "regions")),
        tuple(_literature(document, table)),
    )


def _scenario(document: Document, table: dict[str, Any], key: str) -> Scenario:
    """Return a scenario by its name, or by the path of a file as seen from the file that is read."""
    name = document.text_of(table, key, "")
    place = document.path.parent / name if name.endswith(".toml") else name
    try:
        return scenario_files.load(place)
    except Fault as fault:
        raise fault if fault.path else document.fault(key, fault.message, fault.remedy) from None


def _words(document: Document, table: dict[str, Any], key: str) -> list[str]:
    value = table[key]
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise document.fault(key, f"{key} is not a list of names", f'write {key} = ["..."]')
    return value


def _literature(document: Document, table: dict[str, Any]) -> list[Literature]:
    value = table.get("literature", [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        remedy = "write [[literature]] and below it source, point, verified"
        raise document.fault("literature", "literature is not a list of publications", remedy)
    return [_publication(document._replace(nth=n), one) for n, one in enumerate(value)]


def _publication(document: Document, one: dict[str, Any]) -> Literature:
    document.refuse_unknown(one, OF_LITERATURE, " of a publication")
    source, point, verified = (document.text_of(one, key, "") for key in OF_LITERATURE)
    known = Names("source", load_ledger().sources, instead=f"give one of {(EVIDENCE / 'sources.toml').name}")
    if source not in known.known:
        fault = known.unknown(source)
        raise document.fault("source", fault.message, fault.remedy)
    if verified not in VERIFIED:
        raise document.fault("verified", f"verified is {verified!r}", "write yes or memory")
    return Literature(source, point, verified)

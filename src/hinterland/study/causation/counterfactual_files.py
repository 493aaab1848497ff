"""Counterfactuals: small TOML files with a question, two scenarios that answer it, and the literature on it."""

from pathlib import Path
from typing import NamedTuple

from hinterland.core.fault import Fault
from hinterland.core.paths import COUNTERFACTUALS
from hinterland.engine.dataset import chosen_quantities
from hinterland.engine.scenario import Scenario
from hinterland.study.causation.literature import Literature, literature
from hinterland.study.causation.question_files import opened
from hinterland.study.scenarios import scenario_files
from hinterland.study.scenarios.toml_document import names_in

FORM = "see counterfactuals/airlift.toml for the form"
KEYS = ("first", "second", "quantities", "regions")


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
    return names_in(COUNTERFACTUALS)


def load(name: str | Path) -> Counterfactual:
    """Read a counterfactual by its name, or from the path of a TOML file of the user's own.

    Raises `Fault` with file, line and remedy for what is none.
    """
    table, document = opened(name, COUNTERFACTUALS, "counterfactual", "a counterfactual", KEYS, FORM)
    try:
        quantities = tuple(q.name for q in chosen_quantities(document.names_of(table, "quantities")))
    except Fault as fault:
        raise document.fault("quantities", fault.message, fault.remedy) from None
    return Counterfactual(
        document.path.stem,
        document.text_of(table, "question", ""),
        document.text_of(table, "text", ""),
        scenario_files.of_document(document, table, "first"),
        scenario_files.of_document(document, table, "second"),
        quantities,
        tuple(document.names_of(table, "regions")),
        literature(document, table),
    )

"""Rival explanations: small TOML files with a question, a scenario for each explanation, and the literature on it."""

from pathlib import Path
from typing import Any, NamedTuple

from hinterland.core.fault import Fault
from hinterland.core.names import Names
from hinterland.core.paths import EXPLANATIONS
from hinterland.engine.scenario import Scenario
from hinterland.evidence.registry import of_victims, quantities
from hinterland.study.causation.literature import Literature, literature
from hinterland.study.causation.question_files import opened
from hinterland.study.scenarios import scenario_files
from hinterland.study.scenarios.toml_document import Document, names_in

FORM = "see explanations/why_people_joined.toml for the form"
KEYS = ("quantities", "explanations")
OF_EXPLANATIONS = ("scenario", "says")


class Explanation(NamedTuple):
    """What an explanation says, and the scenario in which it alone is at work."""

    says: str
    scenario: Scenario

    @property
    def name(self) -> str:
        """The name of its scenario."""
        return self.scenario.name


class RivalExplanations(NamedTuple):
    """A question with two explanations or more; `quantities` are those of the claims that bear on it most."""

    name: str
    question: str
    text: str
    quantities: tuple[str, ...]
    explanations: tuple[Explanation, ...]
    literature: tuple[Literature, ...] = ()


def names() -> list[str]:
    """Return the names of the questions that come with the package."""
    return names_in(EXPLANATIONS)


def load(name: str | Path) -> RivalExplanations:
    """Read a question by its name, or from the path of a TOML file of the user's own.

    Raises `Fault` with file, line and remedy for what is none.
    """
    table, document = opened(name, EXPLANATIONS, "question", "a file of explanations", KEYS, FORM)
    return RivalExplanations(
        document.path.stem,
        document.text_of(table, "question", ""),
        document.text_of(table, "text", ""),
        tuple(_quantities(document, table)),
        tuple(_explanations(document, table)),
        literature(document, table),
    )


def _quantities(document: Document, table: dict[str, Any]) -> list[str]:
    """Return quantities that claims may be of; none that counts victims.

    Raises `Fault` for one that does, and for an unknown name.
    """
    known = Names("quantity", quantities())
    try:
        found = [known.find(name) for name in document.names_of(table, "quantities")]
    except Fault as fault:
        raise fault if fault.path else document.fault("quantities", fault.message, fault.remedy) from None
    if victims := [name for name in found if of_victims(name)]:
        message = f"{victims[0]} counts victims, and no explanation is scored by them"
        raise document.fault("quantities", message, "leave it out")
    return found


def _explanations(document: Document, table: dict[str, Any]) -> list[Explanation]:
    value = table["explanations"]
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(one, dict) for one in value):
        remedy = "write [[explanations]] twice or more, and below each scenario and says"
        raise document.fault("explanations", "explanations is not a list of two or more", remedy)
    found: list[Explanation] = []
    for n, one in enumerate(value):
        own = document._replace(nth=n)
        own.refuse_unknown(one, OF_EXPLANATIONS, " of an explanation")
        if "scenario" not in one:
            raise own.fault("explanations", "an explanation has no scenario", 'write scenario = "..." below it')
        explanation = Explanation(own.text_of(one, "says", ""), scenario_files.of_document(own, one, "scenario"))
        if explanation.name in {other.name for other in found}:
            raise own.fault("scenario", f"{explanation.name} is given twice", "give each scenario once")
        found.append(explanation)
    return found

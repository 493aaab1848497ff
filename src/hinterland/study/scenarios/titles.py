"""The scenarios that come with the package, by name and title, read without the engine that plays them."""

from hinterland.core.paths import SCENARIOS
from hinterland.files.text import TOML, read_text
from hinterland.study.scenarios.toml_document import Document, names_in, parsed

FORM = "see scenarios/history.toml for the form"


def titles() -> dict[str, str]:
    """Return the title of every scenario of the package by its name; raise `Fault` for a file that is not TOML."""
    return {name: _title(name) for name in names_in(SCENARIOS)}


def _title(name: str) -> str:
    path = SCENARIOS / f"{name}.toml"
    text = read_text(path, TOML)
    return Document(path, text).text_of(parsed(path, text, "a scenario", FORM), "title", name)

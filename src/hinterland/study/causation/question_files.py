"""Files of questions on causes: what counterfactuals and rival explanations have in common, and how both are opened."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hinterland.core.names import Names
from hinterland.files.text import TOML, read_text
from hinterland.study.scenarios.toml_document import Document, names_in, parsed

SHARED, OPTIONAL = ("question", "text"), ("literature",)
"""Keys that every file of a question has, and may have."""


def opened(
    name: str | Path, folder: Path, kind: str, what: str, own: Sequence[str], form: str
) -> tuple[dict[str, Any], Document]:
    """Return what stands in a file of a folder, by its name, or in a TOML file of the user's own, by its path.

    `kind` is the word for such a name and `what` for such a file; `own` are the keys that it must have besides those
    that all have, `form` says where to see one. Raises `Fault` with file, line and remedy for what is none.
    """
    path = Path(name)
    if path.suffix.lower() != ".toml":
        path = folder / f"{Names(kind, names_in(folder)).find(str(name))}.toml"
    text = read_text(path, TOML)
    table, document = parsed(path, text, what, form), Document(path, text)
    document.refuse_unknown(table, (*SHARED, *own, *OPTIONAL))
    for key in (*SHARED, *own):
        if key not in table:
            raise document.fault(key, f"{key} is missing", form)
    return table, document

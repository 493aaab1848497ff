"""What all made pages share: their first lines, tables in which a bar does no harm, and links to parameters."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from hinterland.report.counterfactuals import markdown

WIDE = 118
"""Letters in a line of a paragraph."""
COMMAND = "python -m docs.making"


def head(title: str, *lines: str) -> Iterator[str]:
    """Yield the title of a page, its first paragraph, and by what it was written."""
    text = " ".join((*lines, f"Written by `{COMMAND}`; do not edit."))
    yield from (f"# {title}", "", *wrap(text, WIDE, break_on_hyphens=False))


def table(above: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table with an empty line before it; bars within cells are kept as text."""
    yield ""
    yield from markdown(above, [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows])


def code(text: str) -> str:
    """Return a text as code, or nothing where there is none."""
    return f"`{text}`" if text else ""


def sentence(text: str) -> str:
    """Return a text with a full stop at its end."""
    return text if text.endswith((".", "!", "?", ":")) else text + "."


def parameters_of(group: str, to_docs: str = "") -> str:
    """Return a link to a group of the page of parameters, from a page that lies `to_docs` below it."""
    return f"[{group}]({to_docs}parameters.md#{group})"

"""How objects are shown: in a notebook by a heading and a small table, in a console by one line."""

from collections.abc import Mapping
from html import escape

from hinterland.core.given import shortened as cut

SHORT = 200
"""Letters in which a thing of the ledger says what it is."""


def card(heading: str, rows: Mapping[str, object], hint: str = "") -> str:
    """Return a heading, a table of names and values, and a hint, as HTML in which every text is escaped."""
    lines = "".join(f"<tr><th>{escape(name)}</th><td>{escape(str(value))}</td></tr>" for name, value in rows.items())
    below = f"<p><small>{escape(hint)}</small></p>" if hint else ""
    return f"<div><p><b>{escape(heading)}</b></p><table>{lines}</table>{below}</div>"


def shortened(text: str) -> str:
    """Return what a thing says of itself on one line, cut where it is long, with the closing bracket."""
    line = " ".join(text.split())
    return cut(line, SHORT) + ">"

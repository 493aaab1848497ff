"""How objects show themselves in a notebook: a heading and a small table, as HTML."""

from collections.abc import Mapping
from html import escape


def card(heading: str, rows: Mapping[str, object], hint: str = "") -> str:
    """Return a heading, a table of names and values, and a hint, as HTML in which every text is escaped."""
    lines = "".join(f"<tr><th>{escape(name)}</th><td>{escape(str(value))}</td></tr>" for name, value in rows.items())
    below = f"<p><small>{escape(hint)}</small></p>" if hint else ""
    return f"<div><p><b>{escape(heading)}</b></p><table>{lines}</table>{below}</div>"

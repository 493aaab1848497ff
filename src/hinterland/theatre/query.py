"""The grammar of regions: how a query is taken apart into terms, with brackets kept whole.

`A|B` is the land of either, `A&B` that of both, `A+B` is `A|B` bound tighter than `&`, `!A` is all that is not A, and
brackets hold what is worked out first. Well-known text such as `POLYGON((...))` has brackets of its own.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.core.given import names_a_file, shortened

FORMS = {
    "circle": "circle:LAT,LON,KM in degrees and km",
    "around": "around:PLACE,KM, as in around:Minsk,50km",
    "strip": "strip:PLACE-PLACE,KM or strip:LAT,LON,LAT,LON,KM, as in strip:Minsk-Smolensk,30km",
    "railway": "railway:PLACE-PLACE,KM, as in railway:Minsk-Smolensk,30km",
    "towns": "towns:PLACE,PLACE, as in towns:Minsk,Orsha",
}
"""How each kind of ground is written."""
FILE = re.compile(r"(?:file:)?(.+\.(?:geojson|json))", re.IGNORECASE)
"""A file of GeoJSON, named by how its name ends."""


def split(text: str, sign: str) -> list[str]:
    """Return the parts of a text between signs that stand outside all brackets.

    Raises `Fault` for a bracket that is not closed, or was not opened.
    """
    parts, depth, start = [], 0, 0
    for n, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            break
        if letter == sign and not depth:
            parts.append(text[start:n])
            start = n + 1
    if depth:
        what = "closes" if depth < 0 else "opens"
        raise Fault(None, 0, f"a bracket {what} in {shortened(text)} without the other", "write both or neither")
    return [*parts, text[start:]]


@contextmanager
def nested(text: str) -> Iterator[None]:
    """Raise `Fault` where a query is nested so deep that it cannot be read."""
    try:
        yield
    except RecursionError:
        raise Fault(None, 0, f"{shortened(text)} is nested too deep", "write it with fewer brackets") from None


def bracketed(term: str) -> str | None:
    """Return what stands between the brackets around a whole term, or None where there are none."""
    if not (term.startswith("(") and term.endswith(")")):
        return None
    inner = term[1:-1]
    try:
        split(inner, "|")
    except Fault:
        return None
    return inner


def file_of(term: str) -> str | None:
    """Return the path of the file of GeoJSON that a term names, or None."""
    found = FILE.fullmatch(term.strip())
    return found[1] if found else None


def is_drawn(query: str) -> bool:
    """Whether a query is written as drawn ground or as a rule, and not as a name or names joined by `+`."""
    kind = query.partition(":")[0].strip().lower()
    return kind in FORMS or any(sign in query for sign in "|&!(") or file_of(query) is not None


def is_file(text: str, base: Path | None = None) -> bool:
    """Whether a whole query is a file of GeoJSON: one that is there, or a path without the signs of a query."""
    path = file_of(text)
    return path is not None and (not any(sign in path for sign in "|&+!(") or names_a_file((base or Path()) / path))


def has_file(text: str) -> bool:
    """Whether a query may name a file, whose content can change."""
    return "json" in text.lower()


def rewritten(text: str, read: Callable[[str], str]) -> str:
    """Return a query with every term, less the blanks around it, replaced by what `read` makes of it."""
    return "|".join(
        "&".join("+".join(read(term.strip()) for term in split(part, "+")) for part in split(either, "&"))
        for either in split(text, "|")
    )


def terms_of(text: str) -> list[str]:
    """Return the terms of a query, in order; what stands in brackets is one."""
    found: list[str] = []

    def note(term: str) -> str:
        found.append(term)
        return term

    rewritten(text, note)
    return found

"""Names of places that the reader can switch to another language, by style alone and without a script.

Every name stands in the page as written by the rule, and beside it in each language in which it is known. A choice
in the head of the page shows one of them; a place without a name in the language chosen keeps that of the rule.
"""

from collections.abc import Mapping
from typing import NamedTuple

from hinterland.evidence.model import Region
from hinterland.report.drawing import element, text
from hinterland.theatre.local_names import LANGUAGES, gazetteer
from hinterland.theatre.region_names import names_of

CHOICE = "tongue"
"""The id of the choice in the page."""
RIGHT_TO_LEFT = ("yi",)


def style() -> str:
    """Return the style that shows the names of the language that is chosen, where there are any."""
    styles = [".spelled > [lang] { display:none; }"]
    for code in LANGUAGES:
        chosen = f'body:has(#{CHOICE} option[value="{code}"]:checked) .spelled'
        styles.append(f'{chosen}:has(> [lang="{code}"]) > .rule {{ display:none; }}')
        styles.append(f'{chosen} > [lang="{code}"] {{ display:inline; }}')
    return "\n".join(styles)


def languages() -> list[tuple[str, str]]:
    """Return the languages that can be chosen: code and name."""
    return list(LANGUAGES.items())


class Spelled(NamedTuple):
    """A name as the rule has it, and `names` in the languages of the land: code, direction of writing, name.

    `called` is what an occupier called a district of his own, in his language; it stands in quotation marks.
    """

    name: str
    names: list[tuple[str, str, str]]
    called: str = ""


def spelled(name: str, oblast: str = "") -> Spelled:
    """Return a name of a place with the names that its languages have for it, where the place is known."""
    found = gazetteer().named(name.removesuffix(" city"), oblast)
    return Spelled(name, _listed(found.names if found else {}))


def of_region(region: str, regions: Mapping[str, Region]) -> list[Spelled]:
    """Return the names of a region or of several joined by `+`, as the table of regions has them, and not their ids.

    A claim of no region has none.
    """
    return [_part(part, regions) for part in region.split("+") if part]


def _part(part: str, regions: Mapping[str, Region]) -> Spelled:
    if part not in regions:
        return spelled(part.replace("_", " "))
    known = names_of(part)
    return Spelled(regions[part].name, _listed(known.names), known.occupier)


def _listed(names: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return names by language with the code and the direction of writing."""
    return [(code, direction(code), own) for code, own in names.items()]


def on_map(name: str, names: Mapping[str, str], x: float, y: float) -> str:
    """Return a name on a map: by the rule, and in every language in which it is known."""
    others = (text(own, x, y, lang=code) for code, own in names.items())
    return element("g", text(name, x, y, class_="rule"), *others, class_="spelled")


def direction(code: str) -> str:
    """Return the direction in which a language is written, as HTML has it."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"

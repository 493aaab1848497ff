"""Names that the occupier gave to his operations stand in quotation marks, and it is said whose they are."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.evidence.ledger import Ledger

SAID = "so called by the occupier"
"""The one wording that says whose a name is."""
TEXTS = {
    EVIDENCE / "documented_events.csv": ("place", "victims", "perpetrators", "survivors", "source", "note"),
    EVIDENCE / "jews_by_region.csv": ("region", "source", "note"),
    EVIDENCE / "conflicts.csv": ("name", "what", "reading"),
    EVIDENCE / "entities.csv": ("name", "role", "note"),
    EVIDENCE / "assumptions.csv": ("statement", "reason"),
    EVIDENCE / "patterns.csv": ("reading",),
    EVIDENCE / "works.csv": ("reading",),
    EVIDENCE / "quantities.csv": ("meaning",),
    THEATRE / "regions.csv": ("name", "note"),
    THEATRE / "axis.csv": ("name", "note"),
    THEATRE / "expedition_commands.csv": ("note",),
    **dict.fromkeys(sorted((EVIDENCE / "claims").glob("*.csv")), ("author", "note")),
}
"""The columns of each table that are told; titles of publications are their authors' words."""
OTHERS = ("Heinrich Himmler", "Otto Heidkaemper", "Police company Nuernberg", "at Nuremberg", "Red Square")
"""People, places and units that bear such a name."""
PEOPLE = {("R100", "Fritz")}
"""Authors with such a name, by claim."""


def names() -> set[str]:
    """Return every name, in English and in German."""
    with (THEATRE / "operation_names.csv").open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file) for column in ("name", "original")}


NAMED = re.compile(rf"(?<!\w)({'|'.join(sorted(map(re.escape, names()), key=len, reverse=True))})(?!\w)")


def bare_names(text: str) -> Iterator[str]:
    """Yield every name of a text that stands outside quotation marks, or of which the text does not say whose it is."""
    for other in OTHERS:
        text = text.replace(other, "")
    yield from NAMED.findall(re.sub(r'"[^"]*"', "", text))
    if SAID not in text:
        yield from NAMED.findall(text)


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and every told cell of a table; the name and the role of an entity are told together."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = next(iter(row.values()))
            cells = [row[column] for column in TEXTS[path]]
            if path.name == "entities.csv":
                cells = [", ".join(cells[:2]), *cells[2:]]
            yield from ((key, cell) for cell in cells if (key, cell) not in PEOPLE)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_that_every_name_of_an_operation_is_told_as_the_occupiers(path: Path) -> None:
    assert [(key, text) for key, text in texts(path) if any(bare_names(text))] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Weapons taken in operation Cottbus.", 2),
        ('Weapons taken in the operation "Cottbus".', 1),
        (f'Weapons taken in the operation "Cottbus", {SAID}.', 0),
        (f"Weapons taken in Cottbus, {SAID}.", 1),
        ("Heinrich Himmler", 0),
    ],
)
def test_that_a_name_without_marks_or_without_its_giver_is_found(text: str, count: int) -> None:
    assert len(list(bare_names(text))) == count


def test_that_the_ground_of_an_operation_bears_its_name_and_that_of_no_place(ledger: Ledger) -> None:
    regions = [region for region in ledger.regions.values() if region.kind == "operation"]
    assert len(regions) >= 20
    assert [r.name for r in regions] == [f'Area of the operation "{r.id}", {SAID}' for r in regions]
    known = names()
    assert [region.id for region in regions if region.id not in known] == []

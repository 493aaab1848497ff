"""Cells of the tables are read out of their order, by date or one alone, so each says all that it means."""

import csv
import re
from pathlib import Path

import pytest

from hinterland.core.paths import EVIDENCE, THEATRE

TEXTS = {
    EVIDENCE / "documented_events.csv": ("place", "victims", "perpetrators", "survivors", "source", "note"),
    EVIDENCE / "jews_by_region.csv": ("region", "source", "note"),
    EVIDENCE / "conflicts.csv": ("name", "what", "reading"),
    EVIDENCE / "entities.csv": ("name", "role", "note"),
    EVIDENCE / "quantities.csv": ("meaning",),
    THEATRE / "decisions.csv": ("text",),
    **dict.fromkeys(sorted((EVIDENCE / "claims").glob("*.csv")), ("note",)),
}
"""The columns of each table that are told."""
BY_PLACE = re.compile(
    r"\b(as|see|rows?|lines?) (above|below)\b|^(above|below|the same)\b|\b(ditto|idem)\b"
    r"|\brows? (before|after|of|on)\b|\b(same|next|previous|preceding|following) (row|line|report|action|sweep)\b",
    re.IGNORECASE,
)
"""Words that point to another row by its place in the file."""


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_that_no_cell_points_to_a_row_by_its_place(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cells = [(next(iter(row.values())), column, row[column]) for row in rows for column in TEXTS[path]]
    assert [cell for cell in cells if BY_PLACE.search(cell[2])] == []


@pytest.mark.parametrize(
    "words",
    ["as above", "Contains the row above", "Total of the rows below", "before any row of the decisions", "same report"],
)
def test_that_words_of_place_are_found(words: str) -> None:
    assert BY_PLACE.search(words)


@pytest.mark.parametrize("words", ["Contains D011", "Orders from above", "Villages below the mountains"])
def test_that_other_words_are_left(words: str) -> None:
    assert not BY_PLACE.search(words)

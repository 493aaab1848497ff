"""No word of the occupier for those whom he fought or killed stands in our own voice: only in quotation marks."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WORDS = re.compile(
    r"(?<![A-Za-z])(infest\w*|ban(dit|den)\w*|hunt\w*|judenfrei|free of jews|cleans(ed|ing)|pacif(y|ied|ication))\b",
    re.IGNORECASE,
)
BANDS = re.compile(r"\bbands?\b", re.IGNORECASE)
"""In tables of people; in code and papers a band is one of figures."""
QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
NAMES = (
    "Prokopyuk Hunters",  # the unit's own name
    "Wolf Hunt",  # told in quotation marks, see `tests/evidence/test_operation_names.py`
    "hunting and foraging",  # for game
    "bandenbekampfung_concept",  # the name of the concept of which S489 speaks
    "rear_area_infested",  # what the record calls the quantity of S181
    "band of the claims",
    "90 % band",
)
"""What is none of his words for people."""
TABLES = sorted([*(ROOT / "evidence").rglob("*.csv"), *(ROOT / "theatre").glob("*.csv")])
TABLES = [path for path in TABLES if path.name not in ("operation_names.csv",) and not path.name.startswith("cells_")]
LINKS = {"found_at", "read_at", "publication", "id", "quantity_in_record"}
PROSE = sorted(
    [
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "src").rglob("*.j2"),
        *(ROOT / "bench").glob("*.py"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "scenarios").glob("*.toml"),
        *(ROOT / "counterfactuals").rglob("*.toml"),
        *(ROOT / "explanations").rglob("*.toml"),
        *(ROOT / "teaching").rglob("*.toml"),
        *((ROOT / "evidence").glob("*.toml")),
        *(ROOT.glob("*.md")),
        *((ROOT / "theatre").glob("*.md")),
        *((ROOT / "evidence").glob("*.md")),
    ]
)


def own_voice(text: str, words: re.Pattern[str]) -> list[str]:
    """Return the words of a text that stand outside quotation marks."""
    for name in NAMES:
        text = text.replace(name, "")
    return [found.group(0) for found in words.finditer(QUOTED.sub("", text))]


def cells(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the key, the column and the text of every cell that is told."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = next(iter(row.values()))
            yield from ((key, column, text or "") for column, text in row.items() if column not in LINKS)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_that_no_cell_speaks_in_the_occupiers_words(path: Path) -> None:
    found = [
        (*cell, words) for cell in cells(path) for pattern in (WORDS, BANDS) if (words := own_voice(cell[2], pattern))
    ]
    assert found == []


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_that_no_line_speaks_in_the_occupiers_words(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [(k, words) for k, line in enumerate(lines, 1) if (words := own_voice(line, WORDS))] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the German side counts those reported as bandits killed", ["bandits"]),
        ('counted as "bandits", so called by the occupier', []),
        ("Hunting units search the mountains", ["Hunting"]),
        ("reports.german_bandits", ["bandits"]),
        ("zones.infested", ["infested"]),
    ],
)
def test_that_such_words_are_found(text: str, found: list[str]) -> None:
    assert own_voice(text, WORDS) == found

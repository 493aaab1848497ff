"""The book is current: what is made from the code is that of the code, and what is written by hand covers the code."""

import importlib.util
import json
import re
from pathlib import Path

import pytest
from docs.making.layout import COMMAND
from docs.making.model_tables import PARTS, PLACES
from docs.making.other_hosts import fetched_from_elsewhere, styles_from_elsewhere
from docs.making.pages import DOCS, MADE, TABLES, made_pages, with_tables

from hinterland.core.version import VERSION
from hinterland.engine import catalogue
from hinterland.evidence.cite_works import PROGRAM

TOP = Path(__file__).parents[2]
WORDS = 18
"""A submodel is described in so many words at least."""
HEADING = re.compile(r"^## (?P<name>\w+)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
CONCEPTS = (
    *("Basic principles", "Emergence", "Adaptation", "Objectives", "Learning", "Prediction", "Sensing"),
    *("Interaction", "Stochasticity", "Collectives", "Observation"),
)
ELEMENTS = (
    *("1. Purpose and patterns", "2. Entities, state variables and scales", "3. Process overview and scheduling"),
    *("4. Design concepts", "5. Initialization", "6. Input data", "7. Submodels"),
)
DECISIONS = {"murder"}
"""Names of dated decisions that the description of submodels mentions."""
MISSES = re.compile(r"^- \*\*.*?(?=\n- \*\*|\n\n|\Z)", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return made_pages()


def test_that_every_page_and_table_made_from_the_code_is_current(made):
    stale = [name for name, text in made.items() if (DOCS / name).read_text(encoding="utf-8") != text]
    assert stale == [], f"write them anew: {COMMAND}"


def test_that_every_table_is_used_and_every_mark_names_one():
    named = {found["name"] for path in with_tables() for found in MADE.finditer(path.read_text(encoding="utf-8"))}
    assert named == set(TABLES)


def test_that_every_subsystem_is_described_on_the_page_of_its_part_and_nothing_else_is():
    wanted = {part: {s["name"] for s in catalogue.subsystems() if s["part"] == part} for part in PARTS}
    for part, names in wanted.items():
        text = (DOCS / "odd" / f"{part}.md").read_text(encoding="utf-8")
        described = {found["name"]: len(found["text"].split()) for found in HEADING.finditer(text)}
        assert set(described) == names
        assert [name for name, words in described.items() if words < WORDS] == []


def test_that_the_parts_and_places_of_the_description_are_those_of_the_model():
    assert {s["part"] for s in catalogue.subsystems()} == set(PARTS)
    assert {f["place"] for f in catalogue.fields()} == set(PLACES)


def test_that_the_description_has_every_element_of_odd_and_all_eleven_design_concepts():
    text = (DOCS / "odd.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## (.*)$", text, re.MULTILINE)) == ELEMENTS
    between = text.partition("## 4.")[2].partition("## 5.")[0]
    assert tuple(re.findall(r"^\*\*([\w ]+)\.\*\*", between, re.MULTILINE)) == CONCEPTS


def test_that_parameters_in_the_description_of_submodels_exist():
    """A word in code that looks like a parameter of the submodel is one, or is state, a kernel or a file."""
    known = {p["name"].partition(".")[2] for p in catalogue.parameters()}
    known |= {f["name"].partition(".")[2] for f in catalogue.fields()} | {s["name"] for s in catalogue.subsystems()}
    unknown = []
    for part in PARTS:
        text = (DOCS / "odd" / f"{part}.md").read_text(encoding="utf-8")
        by_hand = MADE.sub("", text)
        words = set(re.findall(r"`([a-z_0-9]+)`", by_hand))
        unknown += [f"{part}: {word}" for word in sorted(words - known - DECISIONS)]
    assert unknown == []


def test_that_readme_and_front_page_tell_the_same_five_misses():
    pages = [(TOP / "README.md").read_text(encoding="utf-8"), (DOCS / "index.md").read_text(encoding="utf-8")]
    told = []
    for text, head in zip(pages, ("known misses", "gets wrong"), strict=True):
        section = text[text.index(head) :]
        told.append([" ".join(one.split()) for one in MISSES.findall(section)[:5]])
    assert len(told[0]) == 5
    assert told[0] == told[1]


def test_that_every_row_of_known_misses_says_where_its_figure_comes_from():
    text = (DOCS / "validation.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    rows = [row for row in rows if len(row) == 4 and row[0] != "what"]
    assert len(rows) > 30
    for row in rows:
        assert row[3], row[0]
        for name in re.findall(r"\]\(([^)#]+)", row[3]):
            assert (DOCS / name).is_file(), name


def test_that_the_ways_to_cite_the_program_agree():
    cff = (TOP / "CITATION.cff").read_text(encoding="utf-8")
    meta = json.loads((TOP / "codemeta.json").read_text(encoding="utf-8"))
    assert re.findall(r'^title: "(.*)"$', cff, re.MULTILINE) == [PROGRAM] == [meta["name"]]
    assert re.findall(r"^version: (.*)$", cff, re.MULTILINE) == [VERSION] == [meta["version"]]
    (licences,) = re.findall(r"^license: \[(.*)\]$", cff, re.MULTILINE)
    assert [url.rpartition("/")[2] for url in meta["license"]] == licences.split(", ")
    assert re.findall(r"^  - name: \"(.*)\"$", cff, re.MULTILINE) == [author["name"] for author in meta["author"]]
    assert re.findall(r"^  - ([\w -]+)$", cff, re.MULTILINE) == meta["keywords"]
    folded = " ".join(cff.partition("abstract: >-")[2].partition("keywords:")[0].split())
    assert folded == meta["description"]


@pytest.mark.parametrize(
    ("html", "fetched"),
    [
        ('<a href="https://example.org">away</a>', 0),
        ('<script src="https://example.org/a.js"></script>', 1),
        ('<link rel="stylesheet" href="//example.org/a.css">', 1),
        ('<link rel="canonical" href="https://example.org/">', 0),
        ('<img src="local.svg">', 0),
        ("<style>@import 'https://example.org/a.css';</style>", 1),
    ],
)
def test_that_what_a_page_would_fetch_from_another_host_is_found(html, fetched):
    assert len(fetched_from_elsewhere(html)) == fetched


def test_that_a_font_from_another_host_is_found_in_a_style_sheet():
    assert styles_from_elsewhere("src: url(https://example.org/a.woff2), url(../b.woff2)") == [
        "https://example.org/a.woff2"
    ]


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("mkdocs") is None, reason="the book is built by `make docs`")
def test_that_the_book_is_built_strictly(tmp_path):
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    build(load_config(str(TOP / "mkdocs.yml"), site_dir=str(tmp_path / "book"), strict=True))
    assert (tmp_path / "book" / "pictures" / "short_war.svg").is_file()
    assert len(list((tmp_path / "book").rglob("*.html"))) > 80

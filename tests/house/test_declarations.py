"""Every number is declared once, with unit, meaning, range and what holds it up."""

import csv
import inspect
import re
from pathlib import Path

import pytest

from hinterland.core.chance import STREAMS
from hinterland.core.declare import Field, Param, specs
from hinterland.engine.day import SCHEDULE

TOP = Path(__file__).parents[2]
UNIT = re.compile(r"1|[a-zA-Z0-9µ%]+([/ ][a-zA-Z0-9]+)*")
LEANS = re.compile(
    r"^The (same|first|second|third)\b|^(Also|Likewise|Added to that)\b"
    r"|\b(these|this|of them|likewise|thereof|there (is|are)|killed there|down there|supplied there|such an?)\b"
    r"|\bsuch \w+|\bThat\b|\bhalf of (it|that|this)\b|\b(halve|Share of) it\b|\bhalf that\b"
    r"|\b(of|to|on|from) that (share|chance|effect|number|rate|support|harvest|grain|plan|addition|factor|norm|gain)\b"
    r"|\bthat effect\b|\bwhere (it|they) (do|reaches all)\b|\bat which they do$|\bChance that (he|it|they)\b"
)
"""What a description says only to a reader of the line above it."""


def by_group(classes: dict[str, type]) -> pytest.MarkDecorator:
    """Return a mark that runs a test for the declarations of every group, by their full names."""
    named = {group: {f"{group}.{name}": spec for name, spec in specs(cls).items()} for group, cls in classes.items()}
    return pytest.mark.parametrize("declared", named.values(), ids=list(named))


FIELDS, PARAMS = by_group(SCHEDULE.states), by_group(SCHEDULE.parameters)


@pytest.fixture(scope="module")
def entries() -> set[str]:
    """Return the ids of every claim and every assumption of the ledger."""
    ledger = [TOP / "evidence" / "assumptions.csv", *sorted((TOP / "evidence" / "claims").glob("*.csv"))]
    ids: set[str] = set()
    for path in ledger:
        with path.open(encoding="utf-8", newline="") as table:
            ids |= {row["id"] for row in csv.DictReader(table)}
    return ids


def test_that_a_group_is_declared_in_the_war_or_the_core():
    homes = {name: inspect.getmodule(cls).__name__ for name, cls in SCHEDULE.states.items()}
    assert {n: m for n, m in homes.items() if not m.startswith(("hinterland.war.", "hinterland.core."))} == {}


def check_words(name: str, spec: Field | Param) -> None:
    """Check how a declaration is described, and that its unit is spelled as units are."""
    assert spec.doc[:1].isupper(), name
    assert not spec.doc.endswith("."), name
    assert UNIT.fullmatch(spec.unit), (name, spec.unit)


@FIELDS
def test_that_a_state_array_says_what_it_is(declared):
    for name, spec in declared.items():
        assert isinstance(spec, Field), name
        check_words(name, spec)
        assert spec.place, name


@FIELDS
def test_that_what_counts_today_starts_each_day_at_nothing(declared):
    assert [name for name, spec in declared.items() if spec.daily and spec.start] == []


@PARAMS
def test_that_a_parameter_says_what_it_is_and_how_far_it_may_go(declared):
    for name, spec in declared.items():
        assert isinstance(spec, Param), name
        check_words(name, spec)
        assert spec.span.low < spec.span.high, name
        assert spec.span.low <= spec.default <= spec.span.high, name
        assert spec.span.scale in {"linear", "log"}, name
        assert spec.span.scale == "linear" or spec.span.low > 0, name


@PARAMS
def test_that_a_parameter_is_understood_without_the_line_above_it(declared):
    assert [(name, spec.doc) for name, spec in declared.items() if LEANS.search(spec.doc)] == []


@pytest.mark.parametrize("said", ["The same of Poles", "Share of that chance lost", "Deaths in such a week"])
def test_that_a_description_that_leans_on_another_is_found(said):
    assert LEANS.search(said)


@PARAMS
def test_that_a_parameter_rests_on_an_entry_of_the_ledger(declared, entries):
    for name, spec in declared.items():
        assert spec.cites, name
        assert set(spec.cites) <= entries, name


def test_that_a_stream_of_chance_belongs_to_a_file_and_says_what_it_decides():
    groups = {path.stem for path in (TOP / "src" / "hinterland" / "war").rglob("*.py")}
    for name, doc in STREAMS.values():
        owner, _, what = name.partition(".")
        assert owner in groups, name
        assert what, name
        assert len(doc.split()) >= 3, name


def test_that_every_assumption_of_the_house_is_used_somewhere():
    """An assumption that nothing rests on any more is taken out of the ledger."""
    with (TOP / "evidence" / "assumptions.csv").open(encoding="utf-8", newline="") as table:
        entered = {row["id"] for row in csv.DictReader(table)}
    sources = (TOP / "src" / "hinterland").rglob("*.py")
    cited = {one for path in sources for one in re.findall(r"house-\d{4}", path.read_text(encoding="utf-8"))}
    assert entered - cited == set()
    assert {one for one in cited if one != "house-0001"} - entered == set()

"""The documentation gives the counts of claims and patterns that the ledger and the model give today."""

from functools import cache
from pathlib import Path

import pytest
from tests.study.claims.test_counted import LATER, LEDGER, questions
from tests.study.made_up import theatre

from hinterland.study.claims.given import given
from hinterland.study.claims.question import Question
from hinterland.study.systems.patterns import read_patterns

ROOT = Path(__file__).parents[2]
DECISION = "docs/decisions/0021-what-a-number-counts.md"


@cache
def counts() -> dict[str, int]:
    """Return how many claims of each kind give a number, and how many of them are answered."""
    answered = {name for name, one in questions().items() if isinstance(one, Question)}
    first = {name for name in questions() if not (name.startswith("N") or name in LATER)}
    second = {name for name in questions() if name.startswith("N")}
    return {
        "all": len(questions()),
        "answered": len(answered),
        "first": len(first & answered),
        "second": len(second),
        "second_answered": len(second & answered),
        "given": sum(bool(given(LEDGER.by_id[name])) for name in answered),
    }


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (
            "docs/results.md",
            "{answered} claims are asked of a run, {first} of the first 382 and {second_answered} of the {second} of "
            "the second record; {given} of them are set beside what is given",
        ),
        (DECISION, "Of 382 older numeric claims {first} are asked of a run"),
        (DECISION, "of the {second} of the second record {second_answered}, of all {all} there are {answered}"),
        (
            "docs/confrontation.md",
            "{answered} of {all} claims are asked of a run, {first} of the first 382; {given} of them",
        ),
    ],
)
def test_that_counts_of_claims_are_those_of_today(file: str, sentence: str) -> None:
    assert sentence.format(**counts()) in " ".join((ROOT / file).read_text(encoding="utf-8").split())


def test_that_the_count_of_patterns_is_that_of_today() -> None:
    patterns = read_patterns(theatre())
    claims = {p.claim for p in patterns}
    tested = claims - {p.claim for p in patterns if p.status != "runs"}
    sentence = f"{len(tested)} of the {len(claims)} qualitative claims are tests; the other {len(claims - tested)} are"
    assert sentence in " ".join((ROOT / "docs/results.md").read_text(encoding="utf-8").split())

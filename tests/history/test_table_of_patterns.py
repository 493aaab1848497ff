"""The table of patterns: every qualitative claim is in it, once and for all read the way its words say."""

from collections import Counter

import pytest

from hinterland.core.paths import SCENARIOS
from hinterland.engine.scenario import Scenario
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.measurement.measure import find as measure
from hinterland.study.systems.pattern_tests import hold, scenario_of, table_of
from hinterland.study.systems.patterns import Pattern, read_patterns
from hinterland.theatre.assemble import load as theatre

THAT_IT_HAPPENS = {
    "S209", "S268", "S286", "S294", "S369", "S542", "S543"
}  # fmt: skip
"""Claims that say of something that it happens or is there, "sometimes" or in "some" cases, and not how much of it."""


@pytest.fixture(scope="module")
def patterns() -> list[Pattern]:
    return read_patterns(theatre(3))


def by_claim(patterns: list[Pattern]) -> dict[str, list[Pattern]]:
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        found.setdefault(pattern.claim, []).append(pattern)
    return found


def test_that_every_pattern_of_the_ledger_is_in_the_table_and_nothing_else(patterns: list[Pattern]) -> None:
    wanted = {claim.id for claim in ledger_of_package().judged if claim.kind == "pattern"}
    assert wanted == by_claim(patterns).keys()


def test_that_at_least_180_patterns_are_written_as_tests(patterns: list[Pattern]) -> None:
    written = {p.claim for p in patterns if p.form != "none"}
    running = {claim for claim, lines in by_claim(patterns).items() if all(p.status == "runs" for p in lines)}
    assert len(written) >= 180
    assert len(running) >= 120


def test_that_every_pattern_says_how_it_is_read_or_why_it_is_not(patterns: list[Pattern]) -> None:
    assert [p.claim for p in patterns if len(p.reading) < 8] == []
    assert [p.claim for p in patterns if p.status == "waits" and not p.why] == []


def test_that_only_claims_which_say_no_more_than_that_something_happens_are_tested_by_that(
    patterns: list[Pattern],
) -> None:
    assert {p.claim for p in patterns if p.form == "above" and p.value == 0.0} == THAT_IT_HAPPENS


def test_that_what_is_added_up_has_one_unit(patterns: list[Pattern]) -> None:
    for name in {side for p in patterns for one in (p.left, *p.right) if one for side in one.name.split(" | ")}:
        for added in name.split(" / "):
            assert len({measure(part).unit for part in added.split(" + ")}) == 1, name


def test_that_no_claim_has_the_same_line_twice(patterns: list[Pattern]) -> None:
    lines = Counter((p.claim, p.form, p.left, p.right, p.against) for p in patterns if p.left is not None)
    assert [line for line, n in lines.items() if n > 1] == []


def test_that_tests_lie_within_the_dates_and_the_scenarios_that_exist(patterns: list[Pattern]) -> None:
    for p in patterns:
        if p.against:
            scenario = scenario_of(p.against, Scenario())
            assert scenario.without
            assert p.against.startswith("without:") or (SCENARIOS / f"{p.against}.toml").is_file()


@pytest.mark.slow
def test_that_history_holds_most_of_its_patterns(patterns: list[Pattern]) -> None:
    found = table_of(patterns, hold(patterns, 2, resolution=3).passed)
    rates = found.claims.set_index("claim")["rate"].dropna()
    assert rates.mean() > 0.7
    for claim in ("S009", "S083", "S288", "S295"):
        assert rates[claim] == 1.0, claim

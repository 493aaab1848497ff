"""Patterns: one interpreter, which holds what is so and finds what is not."""

from pathlib import Path

import numpy as np
import pytest
from tests.study.made_up import MadeUp, theatre

from hinterland.core.fault import Fault, Faults
from hinterland.engine.scenario import Scenario
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.ensembles.drawn_table import drawn_members
from hinterland.study.measurement.indicators import IndicatorReader
from hinterland.study.systems import pattern_tests
from hinterland.study.systems.pattern_tests import hold, scenario_of, table_of
from hinterland.study.systems.patterns import COLUMNS, FORMS, Pattern, passes, read_patterns

LEDGER = ledger_of_package()
DAYS = np.arange(1418.0)


def read(tmp_path: Path, *lines: dict[str, str]) -> list[Pattern]:
    path = tmp_path / "patterns.csv"
    base = {"claim": "S083", "from": "1942-01-01", "to": "1942-12-31", "where": "Belarus", "reading": "r"}
    rows = [",".join((base | line).get(c, "") for c in COLUMNS) for line in lines]
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n")
    return read_patterns(theatre(), path, LEDGER)


def passed(pattern: Pattern, say: object) -> bool:
    reader = IndicatorReader(MadeUp(say))
    right = [float(r.first) if r.take == "day" else reader.read(r) for r in pattern.right]
    assert pattern.left is not None
    return passes(pattern.form, reader.read(pattern.left), right, pattern.value)


RISING, FALLING, FLAT = DAYS + 1, 2000 - DAYS, DAYS * 0 + 50
HILL = np.exp(-(((DAYS - 700) / 50) ** 2))
CASES = {
    "higher in time": (
        {"form": "higher", "quantity": "rails.cut", "than_from": "1941-07-01", "than_to": "1941-12-31"},
        lambda *_: RISING, lambda *_: FALLING,
    ),
    "higher in place": (
        {"form": "higher", "quantity": "rails.cut", "than_where": "Ukraine", "value": "2"},
        lambda _n, region, _f: 5.0 if region == "Belarus" else 2.0,
        lambda _n, region, _f: 3.0 if region == "Belarus" else 2.0,
    ),
    "lower": (
        {"form": "lower", "quantity": "loyalty.soviet", "than_where": "Ukraine", "value": "0.8"},
        lambda _n, region, _f: 0.3 if region == "Belarus" else 0.5,
        lambda _n, region, _f: 0.45 if region == "Belarus" else 0.5,
    ),
    "one side beside the truth": (
        {"form": "higher", "quantity": "axis.dead@soviet", "than_quantity": "axis.dead", "value": "1.5"},
        lambda _n, _r, said_by: 10.0 if said_by == "soviet" else 4.0,
        lambda _n, _r, said_by: 10.0 if said_by == "soviet" else 8.0,
    ),
    "most": (
        {"form": "most", "quantity": "detachments.count", "where": "Latvia", "than_where": "Lithuania;Estonia"},
        lambda _n, region, _f: {"Latvia": 3.0, "Lithuania": 2.0, "Estonia": 1.0}[region],
        lambda _n, region, _f: {"Latvia": 3.0, "Lithuania": 2.0, "Estonia": 4.0}[region],
    ),
    "above": (
        {"form": "above", "quantity": "civilians.killed", "value": "3000"}, lambda *_: 10.0, lambda *_: 5.0,
    ),
    "below at the worst": (
        {"form": "below", "quantity": "partisans.strength", "take": "max", "value": "100"},
        lambda *_: FLAT, lambda *_: np.where(DAYS == 400, 101.0, 0.0),
    ),
    "rises": ({"form": "rises", "quantity": "partisans.strength", "value": "1.3"}, lambda *_: RISING, lambda *_: FLAT),
    "falls": ({"form": "falls", "quantity": "loyalty.german"}, lambda *_: FALLING, lambda *_: FLAT),
    "peaks": (
        {"form": "peaks", "quantity": "rails.cut", "from": "1941-06-22", "to": "1944-12-31",
         "than_from": "1943-04-01", "than_to": "1943-06-30"},
        lambda *_: HILL, lambda *_: np.roll(HILL, 200),
    ),
    "along": (
        {"form": "along", "quantity": "rails.cut | axis.dead", "value": "0.3"},
        lambda *_: RISING, lambda n, *_: RISING if n == "rails.cut" else FALLING,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_that_a_pattern_passes_where_it_is_so_and_fails_where_it_is_broken(case: str, tmp_path: Path) -> None:
    line, so, broken = CASES[case]
    (pattern,) = read(tmp_path, line)
    assert pattern.status == "runs"
    assert passed(pattern, so)
    assert not passed(pattern, broken)


def test_that_across_and_apart_are_opposites(tmp_path: Path) -> None:
    names = [o.id for o in theatre().ground.oblasts]
    line = {"quantity": "rails.cut | axis.dead", "where": "USSR", "value": "0.2"}
    across, apart = read(tmp_path, line | {"form": "across"}, line | {"form": "apart"})

    def say(sign: int) -> object:
        return lambda n, region, _f: names.index(region[7:]) * (1.0 if n == "rails.cut" else sign)

    assert [passed(across, say(1)), passed(apart, say(1))] == [True, False]
    assert [passed(across, say(-1)), passed(apart, say(-1))] == [False, True]


def test_that_nothing_over_nothing_passes_no_form() -> None:
    nan = float("nan")
    assert not any(passes(form, nan, [1.0, 2.0], 0.0) for form in FORMS if form != "none")
    assert not passes("lower", 1.0, [nan], 1.0)


def test_that_things_with_no_tie_are_neither_together_nor_apart() -> None:
    assert [passes("apart", tie, [], 0.2) for tie in (-0.3, -0.1, 0.1, 0.3)] == [True, False, False, False]
    assert [passes("across", tie, [], 0.2) for tie in (-0.3, -0.1, 0.1, 0.3)] == [False, False, False, True]


def test_that_what_the_model_does_not_hold_yet_waits_and_names_its_system(tmp_path: Path) -> None:
    missing, needing = read(
        tmp_path,
        {"claim": "S005", "form": "above", "quantity": "extraction.share"},
        {"form": "above", "quantity": "rails.cut", "needs": "extraction.share"},
    )
    assert (missing.status, needing.status) == ("waits", "waits")
    assert "extraction.share" in missing.why
    assert "Y28" in missing.why


WRONG = {
    "no claim": ({"claim": "S9999"}, "no claim 'S9999'"),
    "no form": ({"form": "better"}, "no form 'better'"),
    "no quantity": ({"quantity": ""}, "no quantity is given"),
    "unknown quantity": ({"quantity": "rails.cuts"}, "no quantity 'rails.cuts'"),
    "unknown region": ({"where": "Atlantis"}, "no region 'Atlantis'"),
    "outside": ({"where": "North_Africa"}, "lies outside the theatre"),
    "no date": ({"from": ""}, "from is empty"),
    "bad date": ({"to": "1942-13-01"}, "not a day of the calendar"),
    "outside the war": ({"from": "1940-01-01"}, "outside the war"),
    "turned round": ({"from": "1943-01-01"}, "ends before it begins"),
    "no number": ({"value": "many"}, "not a number"),
    "no side": ({"quantity": "rails.cut@martian"}, "no side 'martian'"),
    "itself": ({"form": "higher"}, "beside itself"),
}


def test_that_every_fault_of_a_table_is_told_with_its_line(tmp_path: Path) -> None:
    base = {"form": "above", "quantity": "rails.cut"}
    with pytest.raises(Faults) as caught:
        read(tmp_path, *(base | wrong for wrong, _ in WRONG.values()))
    message = str(caught.value).splitlines()
    assert len(message) == len(WRONG)
    for number, (line, (_, words)) in enumerate(zip(message, WRONG.values(), strict=True), 2):
        assert f":{number}:" in line
        assert words in line


def test_that_a_scenario_is_set_against_the_same_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = {"form": "higher", "quantity": "rails.cut", "than_scenario": "no_corridor", "value": "1.1"}
    (pattern,) = read(tmp_path, line)
    seen = []

    def play(jobs: list[pattern_tests.Job], *_: object) -> list[np.ndarray]:
        seen.extend((job.scenario.name, job.member.seed) for job in jobs)
        return [np.array([12.0 if job.scenario.name == "history" else 9.0 + job.member.seed]) for job in jobs]

    monkeypatch.setattr(pattern_tests, "perform", play)
    found = hold([pattern], 3, seed=1, resolution=3)
    assert sorted(seen) == [(name, seed) for name in ("history", "no_corridor") for seed in (1, 2, 3)]
    assert found.passed[:, 0].tolist() == [True, False, False]
    assert found.change[:, 0].tolist() == pytest.approx([12 / 10 - 1, 12 / 11 - 1, 12 / 12 - 1])


def test_that_both_scenarios_are_played_on_the_draws_of_the_posterior(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pattern,) = read(tmp_path, {"form": "higher", "quantity": "rails.cut", "than_scenario": "no_corridor"})
    seen: dict[str, list[dict[str, float]]] = {}

    def play(jobs: list[pattern_tests.Job], *_: object) -> list[np.ndarray]:
        for job in jobs:
            seen.setdefault(job.scenario.name, []).append(dict(job.member.parameters))
        return [np.array([1.0]) for _ in jobs]

    monkeypatch.setattr(pattern_tests, "perform", play)
    hold([pattern], 2, draws="posterior", resolution=3)
    first, second = (dict(one.parameters) for one in drawn_members("posterior", 2))
    assert seen == {"history": [first, second], "no_corridor": [first, second]}
    assert first != second
    with pytest.raises(Fault, match="a spread is given with prior draws"):
        hold([pattern], 2, draws="prior", spread=0.5, resolution=3)


def test_that_a_switch_can_be_left_out_without_a_file_of_its_own() -> None:
    made = scenario_of("without:raid", Scenario(resolution=3, without=frozenset({"press"})))
    assert made.without == {"raid", "press"}
    assert made.resolution == 3


def test_that_a_claim_of_several_lines_holds_only_where_all_do(tmp_path: Path) -> None:
    above = {"form": "above", "quantity": "rails.cut"}
    patterns = read(tmp_path, above, above | {"value": "9"}, {"claim": "S005", "form": "none"})
    found = table_of(patterns, np.array([[True, True, False], [True, False, False]]), LEDGER)
    claims = found.claims.set_index("claim")
    assert claims.loc["S083", "rate"] == 0.5
    assert claims.loc["S083", "verdict"] == "mixed"
    assert claims.loc["S005", "status"] == "no"
    systems = found.systems.set_index("system")
    assert systems.loc["Y10", "run"] == 1
    assert systems.loc["Y28", "not_tested"] == 1

"""Counterfactuals: pairs that share seed and draw, played once, and set beside each other."""

import numpy as np
import pytest

import hinterland as hl
from hinterland.core.fault import Fault, Faults
from hinterland.core.names import Names
from hinterland.report.counterfactuals import heads, page, rows, signs
from hinterland.study.causation import counterfactual_files
from hinterland.study.causation.counterfactual import answers, asked_of
from hinterland.study.causation.paired_wars import indicators_of, periods_of
from hinterland.study.claims.ledger_of_package import ledger_of_package

ASKED = ["partisans.strength", "civilians.killed"]
SHORT = {"end": "1941-07-20", "resolution": 3}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("pairs")


@pytest.fixture(scope="module")
def answer(folder):
    """Two pairs whose wars differ from the first day: nobody joins in the second."""
    return hl.counterfactual("history", "no_recruits", 2, quantities=ASKED, out=folder, **SHORT)


def test_that_the_difference_is_that_of_single_wars_on_the_same_seed(answer) -> None:
    by_hand = [
        [hl.run(name, seed=seed, **SHORT).mean("partisans.strength") for name in ("no_recruits", "history")]
        for seed in (1, 2)
    ]
    line = answer.lines[(answer.lines["quantity"] == ASKED[0]) & (answer.lines["period"] == "whole")].iloc[0]
    assert line["difference"] == pytest.approx(np.mean([a - b for a, b in by_hand]))
    assert line["difference"] < 0
    assert (line["same_sign"], line["pairs"]) == (1.0, 2)


def test_that_months_and_years_stand_beside_the_whole(answer) -> None:
    assert list(dict.fromkeys(answer.lines["period"])) == ["whole", "1941", "1941-06", "1941-07"]
    found = answer.dataset["partisans_strength"]
    assert dict(found.sizes) == {"war": 2, "pair": 2, "time": 2, "region": 1}
    assert found.sel(war="no_recruits").mean() < found.sel(war="history").mean()


def test_that_no_war_is_played_twice(answer, folder, monkeypatch) -> None:
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", lambda _: pytest.fail("a war was played"))
    again = hl.counterfactual("history", "no_recruits", 2, quantities=ASKED, out=folder, **SHORT)
    assert again.lines.equals(answer.lines)


def test_that_victims_stand_side_by_side_and_nothing_is_made_of_their_difference(answer) -> None:
    assert [row[0] for row in rows(answer, victims=True)] == ["civilians.killed (person)"]
    assert heads(answer, victims=True) == ["what", "where", "history", "no_recruits"]
    assert answer.lines[answer.lines["victims"]][["difference", "low", "high", "same_sign"]].isna().all(axis=None)
    assert "civilians_killed_difference" not in answer.dataset
    killed = [line for line in page(answer).splitlines() if line.startswith("| civilians.killed")]
    assert killed
    assert all(line.count("|") == 5 for line in killed)


def test_that_a_notebook_shows_both_wars_and_no_difference_of_victims(answer) -> None:
    killed = answer.lines[answer.lines["quantity"] == "civilians.killed"].iloc[0]
    row = f"<td>{killed['first']:,.5g} and {killed['second']:,.5g}</td>"
    assert f"<tr><th>civilians.killed, {killed['region']} (person)</th>{row}</tr>" in answer._repr_html_()


def test_that_a_page_says_what_has_a_sign_and_what_has_none(answer) -> None:
    first, second = signs(answer)
    assert first == "- Lower in `no_recruits`:"
    assert second.startswith("  - partisans.strength, USSR: -")
    even = answer._replace(lines=answer.lines.assign(low=-1.0, high=1.0))
    (line,) = signs(even)
    assert line.startswith("- Of no clear sign")
    assert "partisans.strength (USSR)" in line
    assert "civilians.killed" not in " ".join([first, second, line])


def test_that_a_page_says_how_many_runs_it_rests_on(answer) -> None:
    assert "2 pairs of wars at resolution 3, seeds 1 to 2, with parameters at their values" in page(answer)


def test_that_a_scenario_of_several_counterfactuals_is_played_once(monkeypatch) -> None:
    played: list[str] = []
    counted: list[tuple[int, int]] = []

    def note(scenario, members, indicators, workers, on_progress, **named):
        played.append(scenario.name)
        on_progress(len(members), len(members))
        return np.zeros((len(members), len(indicators)))

    monkeypatch.setattr("hinterland.study.causation.paired_wars.indicator_values", note)
    asked = [asked_of(name, resolution=3) for name in ("airlift", "corridor", "radios")]
    found = answers(asked, 2, on_progress=lambda done, of: counted.append((done, of)))
    assert counted == [(2, 8), (4, 8), (6, 8), (8, 8)]
    assert sorted(played) == ["history", "no_airlift", "no_corridor", "no_radio"]
    assert [one.asked.name for one in found] == ["airlift", "corridor", "radios"]


@pytest.mark.parametrize("name", counterfactual_files.names())
def test_that_every_counterfactual_of_the_library_can_be_asked(name) -> None:
    asked = asked_of(name, resolution=3)
    assert asked.question.endswith("?")
    assert asked.first.name == "history"
    assert asked.second.title
    assert {one.source for one in asked.literature} <= set(ledger_of_package().sources)
    assert asked.literature
    assert len(indicators_of(asked)) == len(asked.quantities) * len(asked.regions) * len(periods_of(asked.first))
    assert any(q.startswith("civilians.killed") for q in asked.quantities)


def test_that_months_are_told_from_years_and_from_the_whole_war() -> None:
    periods = periods_of(asked_of("airlift", resolution=3).first)
    months = [one.name for one in periods if one.is_month]
    assert months[:2] == ["1941-06", "1941-07"]
    assert {one.name for one in periods} - set(months) == {"whole", "1941", "1942", "1943", "1944", "1945"}


def test_that_the_library_holds_twelve_questions_or_more() -> None:
    assert len(counterfactual_files.names()) >= 12


GOOD = """question = "Why?"
text = ""
first = "history"
second = "no_radio"
quantities = ["rails.cut"]
regions = ["USSR"]
"""


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        (GOOD.replace("no_radio", "no_radios_at_all"), "there is no scenario", 4),
        (GOOD.replace("rails.cut", "rails.cat"), "there is no quantity", 5),
        (GOOD.replace('["rails.cut"]', '"rails.cut"'), "quantities is not a list", 5),
        (GOOD + 'answer = "no"\n', "unknown key 'answer'", 7),
        (GOOD + '[[literature]]\nsource = "nobody"\npoint = ""\nverified = "memory"\n', "there is no source", 8),
        (GOOD + '[[literature]]\nsource = "howell"\npoint = ""\nverified = "sure"\n', "verified is 'sure'", 10),
        (GOOD.replace('second = "no_radio"\n', ""), "second is missing", 1),
        ("question = [", "is not TOML", 1),
    ],
)
def test_that_a_file_that_is_none_is_refused_by_its_line(text, words, line, tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Fault) as refused:
        counterfactual_files.load(path)
    assert words in str(refused.value)
    assert (refused.value.path, refused.value.line) == (path, line)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"first": "airlifts"}, "perhaps you mean airlift"),
        ({"first": "history", "second": "history"}, "are the same"),
        ({"first": "history", "second": "no_radio", "quantities": []}, "the list of quantities is empty"),
        ({"first": "history", "second": "no_radio", "regions": ["Atlantis"]}, "Atlantis"),
        ({"first": "history", "second": "no_radio", "runs": 0}, "the number of runs 0 is out of range"),
        ({"first": "history", "second": "no_radio", "draws": "poster"}, "perhaps you mean posterior"),
        ({"first": "history", "second": "no_radio", "resolution": 9}, "the resolution 9 is out of range"),
        ({"first": "airlift", "resolution": 9}, "the resolution 9 is out of range"),
    ],
)
def test_that_what_cannot_be_meant_is_refused_before_anything_is_played(given, words, monkeypatch) -> None:
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", lambda _: pytest.fail("a war was played"))
    with pytest.raises((Fault, Faults), match=words):
        hl.counterfactual(**given)


def test_that_pairs_that_branch_off_differ_by_nothing_before_the_date() -> None:
    found = hl.counterfactual(
        "history", "no_recruits", 2, quantities=ASKED[:1], branch="1941-07-10", end="1941-08-31", resolution=3
    )
    by_period = found.lines.set_index("period")["difference"]
    assert by_period["1941-06"] == 0
    assert by_period["1941-08"] < 0
    assert "--from 1941-07-10" in page(found)
    assert found.asked.second.name == "no_recruits_from_1941-07-10"


@pytest.mark.parametrize("branch", ["1941-06-22", "1945-09-01", "soon"])
def test_that_a_day_on_which_no_war_can_branch_off_is_refused(branch, monkeypatch) -> None:
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", lambda _: pytest.fail("a war was played"))
    with pytest.raises(Fault):
        hl.counterfactual("history", "no_radio", branch=branch)


def test_that_names_of_the_library_are_found_whatever_their_spelling() -> None:
    assert Names("counterfactual", counterfactual_files.names()).find("Rail War") == "rail_war"
    assert counterfactual_files.load("Rail War").name == "rail_war"

"""What the page needs to play a war: a form of all causes, and other scenarios beside the war that it shows."""

import pytest

from hinterland.core.declare import specs
from hinterland.engine.day import SCHEDULE
from hinterland.page import series, what_if
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.scenarios import scenario_files
from hinterland.theatre.parameters import GROUPS
from hinterland.web.pack import unpacked


@pytest.fixture(scope="module")
def played(run) -> what_if.WhatIf:
    """What-ifs of the short war."""
    return what_if.WhatIf(run, ledger_of_package(), series.regions_of(run, ledger_of_package()))


@pytest.fixture(scope="module")
def form(played) -> dict:
    """The form of all causes."""
    return unpacked(played.files()["form"]())[0]


def test_that_the_form_holds_every_parameter_of_a_subsystem_as_it_is_declared(form):
    declared = {
        f"{group}.{name}": one
        for group, kind in SCHEDULE.parameters.items()
        if group not in GROUPS
        for name, one in specs(kind).items()
    }
    rows = {row["name"]: row for row in form["parameters"]}
    assert rows.keys() == declared.keys()
    for name, row in rows.items():
        one = declared[name]
        assert (row["usual"], *row["span"]) == (one.default, one.span.low, one.span.high)
        assert row["basis"] in form["bases"]
    assert set(form["first"]) <= rows.keys()


def test_that_what_a_parameter_rests_on_is_a_claim_or_an_assumption_with_its_reason(form):
    claims = ledger_of_package().by_id
    for row in form["parameters"]:
        for name in row["cites"]:
            statement, reason = form["assumptions"].get(name, ("", ""))
            assert (statement and reason) or name in claims, f"{row['name']} cites {name}"


def test_that_a_scenario_of_the_form_says_what_its_file_says(form):
    (airlift,) = (one for one in form["scenarios"] if one["name"] == "no_airlift")
    assert airlift["without"] == sorted(scenario_files.load("no_airlift").without)
    assert airlift["question"].endswith("?")
    (winter,) = (one for one in form["scenarios"] if one["name"] == "mild_winter_1941")
    assert winter["warmer"] == [{"from": "1941-11-01", "to": "1942-03-31", "degrees": 8.0}]


def test_that_other_scenarios_are_played_over_the_days_and_the_cells_of_the_run(run):
    for _, _, other in what_if.lacking_a_cause(run.scenario):
        assert (other.resolution, other.end) == (run.scenario.resolution, run.scenario.end)


def test_that_a_run_of_another_scenario_has_no_counterfactuals():
    assert not list(what_if.lacking_a_cause(scenario_files.load("no_airlift")))


def test_that_every_scenario_that_is_offered_has_its_file(run, played, form):
    if not played.can_be_played:
        pytest.skip("the module is not built: make web")
    files = played.files()
    offered = {one["name"] for one in form["scenarios"]} - {run.scenario.name}
    assert {f"scenario-{name}" for name in offered} == {name for name in files if name.startswith("scenario-")}
    assert {"no_airlift", "no_expeditions"} <= offered
    header, _ = unpacked(files["scenario-no_expeditions"]())
    assert header["scenario"]["name"] == "no_expeditions"
    assert header["runs"], "its tables have no size of their own, so that nothing is tested"


def test_that_of_a_war_that_was_not_built_the_page_has_the_form_alone(run, monkeypatch):
    monkeypatch.setattr(what_if.module, "at_hand", lambda key: None)
    lacking = what_if.WhatIf(run, ledger_of_package(), ["USSR"])
    assert not lacking.can_be_played
    files = lacking.files()
    assert files.keys() == {"form"}
    assert {one["name"] for one in unpacked(files["form"]())[0]["scenarios"]} >= {"history", "no_expeditions"}

"""Every view has a JSON twin of the form that the interface describes, made from what the page itself reads."""

import json
import re

import numpy as np
import pytest
from tests.page.codes import error_of
from tests.page.conftest import TOP

from hinterland.evidence.registry import of_victims
from hinterland.page import api, fields, tracks
from hinterland.page.answers import Answer
from hinterland.page.content import made
from hinterland.page.spots import spot_of
from hinterland.page.teaching_files import lessons, tour
from hinterland.page.twins import TWIN, twins_of
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.theatre.inputs import read_units


@pytest.fixture(scope="module")
def twins(data) -> dict[str, bytes]:
    """All twins of the war of the tests."""
    found = {name: made(content) for name, content in twins_of(data).items()}
    return {name: content for name, content in found.items() if content is not None}


def held(twins, name):
    """Return what a twin says."""
    return json.loads(twins[TWIN.format(name)])


def form_of(name: str) -> type[Answer]:
    """Return the form that is described for a twin."""
    (found,) = [t.form for t in api.TWINS if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", t.name), name)]
    return found


def test_that_every_twin_has_the_form_that_is_described(twins):
    names = [name.removeprefix("api/").removesuffix(".json") for name in twins]
    for name in names:
        form_of(name).model_validate_json(twins[TWIN.format(name)])
    assert {t.name for t in api.TWINS if "{" not in t.name} <= set(names)


def test_that_the_example_of_every_form_is_there(twins):
    for twin in api.TWINS:
        if twin.example:
            assert TWIN.format(twin.name.partition("{")[0] + twin.example) in twins, twin.name


def test_that_a_field_of_the_map_is_that_of_the_run_to_four_digits(run, twins):
    for field in fields.FIELDS:
        found = np.array(held(twins, f"map/{field.id}")["values"], float)
        true = fields.values_of(run, field)
        assert (np.isnan(found) == np.isnan(true)).all()
        error = error_of(true, held(twins, f"map/{field.id}")["field"]["top"], field.power)
        assert (np.abs(found - true) <= error + 5.1e-4 * np.abs(true))[~np.isnan(true)].all()


def test_that_no_twin_tells_the_dead_of_the_model_by_cell_or_week(twins):
    for field in held(twins, "map")["fields"]:
        if of_victims(field["quantity"]):
            one = held(twins, f"map/{field['id']}")
            assert one["places"] != "cells"
            assert one["periods"] == held(twins, "about")["months"]
    week = held(twins, "weeks/1941-10-05")
    assert week["model"]["civilians_killed_up_to"] == "1941-10-31"
    assert week["model"].keys() == {"strength", "civilians_killed", "civilians_killed_up_to"}
    assert all(one["source"] for one in week["record"])


def test_that_a_comparison_holds_both_runs_and_by_how_much_they_differ(run, another, twins):
    described = held(twins, "compare")
    assert [(one["id"], one["seed"]) for one in described["runs"]] == [("run", 1), ("beside-1", 2)]
    assert described["runs"][1]["killed"] == fields.killed_by_month(another)
    for field in fields.FIELDS:
        told = held(twins, f"compare/beside-1/{field.id}")
        assert told["left_values"] == held(twins, f"map/{field.id}")["values"]
        right, true = np.array(told["right_values"], float), fields.values_of(another, field)
        error = error_of(true, max(told["field"]["top"], float(np.nanmax(true))), field.power)
        known = ~np.isnan(true)
        assert (np.abs(right - true) <= error + 5.1e-4 * np.abs(true))[known].all()
        if of_victims(told["field"]["quantity"]):
            assert "difference" not in told
            assert told["places"] != "cells"
        else:
            both = right - np.array(told["left_values"], float)
            size = np.abs(right) + np.abs(np.array(told["left_values"], float))
            assert (np.abs(np.array(told["difference"], float) - both) <= 1e-3 * size)[known].all()
            assert np.nanmax(np.abs(both)) > 0


def test_that_a_chart_holds_what_the_run_has_and_the_claims_on_it(run, twins):
    chart = held(twins, "charts/rails.cut")
    k = [first for first, _ in chart["months"]].index("1941-10-01")
    for side in (None, "german"):
        (series,) = [one for one in chart["series"] if one["region"] == "Belarus" and one["said_by"] == side]
        expected = run.sum("rails.cut", "Belarus", "1941-10-01", "1941-10-31", said_by=side)
        assert series["values"][k] == pytest.approx(expected, rel=1e-4)
    assert set(chart["claims"]) <= {one["id"] for one in held(twins, "claims")["claims"]}


def test_that_a_claim_and_a_dispute_are_those_of_the_list(twins):
    everything = held(twins, "claims")
    one = held(twins, "claims/R045")
    assert one["claim"] in everything["claims"]
    assert one["bibtex"].startswith("@")
    assert one["title"] == everything["titles"][one["claim"]["quantity"]]
    dispute = held(twins, "disputes/security_divisions_1941")
    assert {c["id"] for c in dispute["claims"]} == set(dispute["dispute"]["claims"])


def test_that_every_view_of_the_page_has_a_twin(twins):
    source = (TOP / "page" / "src" / "shared" / "address.svelte.ts").read_text(encoding="utf-8")
    views = re.findall(r'"(\w+)"', source.partition("export const VIEWS = [")[2].partition("]")[0])
    other = {"whatif": "parameters", "own": "form-of-claims"}
    assert "places" in views
    assert {other.get(view, view) for view in views} <= {twin.name for twin in api.TWINS}


def test_that_the_twin_of_a_place_is_of_the_record_alone(twins):
    minsk = held(twins, "places/minsk")
    assert minsk["place"]["names"]["be"] == "Мінск"
    assert [one["freed"] for one in minsk["held"]] == ["1944-07-03"]
    ledger = ledger_of_package()
    assert {one["id"] for one in minsk["events"]} == {
        one.id for one in ledger.documented.values() if spot_of(one.place, one.oblast) == "minsk"
    }
    assert all(one["source"] == ledger.documented[one["id"]].source for one in minsk["events"])
    listed = {TWIN.format(f"places/{one['id']}") for one in held(twins, "places")["places"]}
    assert listed == {name for name in twins if name.startswith("api/places/")}
    for name, content in twins.items():
        if name.startswith("api/places/"):
            assert json.loads(content)["basis"] == "record"
            assert b'"model"' not in content


def test_that_the_twin_of_a_unit_keeps_record_and_model_apart_and_tells_no_killing_of_the_model(run, twins):
    kovpak = held(twins, "units/putivl_detachment_kovpak")
    assert kovpak["record"]["commander"] == "Sydir Kovpak"
    assert kovpak["record"]["diary"][0]["from"] == kovpak["record"]["formed"]
    told = {word for action in tracks.ACTIONS for word in (action.one, action.many)}
    for name, content in twins.items():
        if name.startswith("api/units/"):
            model = json.loads(content)["model"]
            assert model.keys() == {"basis", "way", "last", "people", "actions"}
            assert {one["what"] for one in model["actions"]} <= told
    formed = run.events[(run.events["kind"] == "formation") & (run.events["second"] == 1.0)]
    ways = [held(twins, f"units/{one.id}")["model"]["way"] for one in read_units()]
    assert {way[0]["men"] for way in ways if way} >= {round(men) for men in formed["true"]}


def test_that_the_tour_and_the_lessons_are_those_of_the_files(twins):
    ledger = ledger_of_package()
    assert [one["name"] for one in held(twins, "tour")["stops"]] == [one.name for one in tour(ledger)]
    for one in lessons(ledger):
        told = held(twins, f"lessons/{one.name}")
        assert [side["claim"] for side in told["lesson"]["sides"]] == [side.claim for side in one.sides]
        assert told["claims"].keys() >= {*one.further, *(side.claim for side in one.sides)}


def test_that_a_folder_holds_the_twins_and_their_description(page, twins):
    assert (page / "api" / "claims" / "R045.json").read_bytes() == twins["api/claims/R045.json"]
    description = json.loads((page / api.DESCRIPTION).read_text(encoding="utf-8"))
    paths = {"/" + TWIN.format(t.name) for t in api.TWINS}
    assert set(description["paths"]) == paths
    for path in paths:
        answers = description["paths"][path]["get"]["responses"]
        assert answers.keys() >= {"200", "404"}
        assert "$ref" in answers["200"]["content"]["application/json"]["schema"]

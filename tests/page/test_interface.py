"""The interface of the server: claims are handed in, refused in one line, and nothing that is sent breaks it."""

import json
import re

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient
from tests.page.conftest import TOP
from tests.page.test_own_claims import GOOD, MadeUp, own, state_of
from tests.page.test_what_if_ensembles import MadeUpPairs, ensembles

from hinterland.page import api
from hinterland.page.answers_of_what_ifs import HIGHEST_SEED, MOST_PAIRS
from hinterland.page.arrays import read
from hinterland.page.form_of_claims import MOST_BYTES
from hinterland.page.requests import MOST_OPEN
from hinterland.page.twins import twins_of

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def claims(tmp_path_factory):
    """What takes claims, beside made-up runs."""
    runs = MadeUp()
    runs.may_go_on.set()
    return own(tmp_path_factory.mktemp("own") / "kept", runs)


@pytest.fixture(scope="module")
def what_ifs(tmp_path_factory):
    """What takes what-ifs, beside made-up pairs of wars."""
    play = MadeUpPairs()
    play.may_go_on.set()
    return ensembles(tmp_path_factory.mktemp("what-ifs") / "kept", play)


@pytest.fixture(scope="module")
def app(data, claims, what_ifs):
    """The application of the page of the tests."""
    files = twins_of(data) | {"index.html": b"<head></head>"}

    def content(name):
        one = files.get(name)
        return one if one is None or isinstance(one, bytes) else one()

    return api.app_of(content, claims, what_ifs)


@pytest.fixture
def client(app):
    """Asks the application without a line between."""
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.slow
def test_that_nothing_that_is_sent_breaks_the_interface(app):
    """Every operation is asked with what fits its description and what does not."""
    operations = [found.ok() for found in schemathesis.openapi.from_asgi("/openapi.json", app).get_all_operations()]
    assert len(operations) == len(api.TWINS) + 12
    for operation in operations:

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def answered(case):
            case.call_and_validate(checks=CHECKS)

        answered()


def test_that_claims_are_checked_handed_in_and_answered(client, claims):
    checked = client.post("/api/own-claims/check", content=GOOD)
    assert (checked.status_code, checked.json()["claims"]) == (200, 1)
    begun = client.post("/api/own-claims?name=mine.csv&runs=3", content=GOOD)
    assert begun.status_code == 202
    key = begun.json()["id"]
    state_of(claims, key, "done")
    assert client.get(f"/api/own-claims/{key}").json()["verdicts"][0]["claim"] == "a"
    table = client.get(f"/api/own-claims/{key}/verdicts.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.startswith("claim,")
    assert [one["id"] for one in client.get("/api/own-claims").json()["files"]] == [key]


def test_that_a_what_if_is_asked_for_followed_and_answered(client, what_ifs):
    begun = client.post("/api/what-ifs", json={"scenario": "no_airlift", "runs": 3})
    assert begun.status_code == 202
    key = begun.json()["id"]
    state_of(what_ifs, key, "done")
    assert client.get(f"/api/what-ifs/{key}").json()["played"] == 6
    assert read(client.get(f"/api/what-ifs/{key}/pairs.war").content)[0]["seeds"] == [1, 2, 3]
    assert client.get(f"/api/what-ifs/{key}/rails.cut.json").json()["whole_after"] == [[14.0, 14.0]] * 3
    assert client.get(f"/api/what-ifs/{key}/rails.relaid.json").status_code == 404
    assert [one["id"] for one in client.get("/api/what-ifs").json()["what_ifs"]] == [key]


def test_that_what_is_being_played_is_not_refused_as_unknown(tmp_path):
    runs, play = MadeUp(), MadeUpPairs()
    own_claims, what_ifs = own(tmp_path / "own", runs), ensembles(tmp_path / "what-ifs", play)
    asks = TestClient(api.app_of(lambda name: None, own_claims, what_ifs))
    pairs = asks.post("/api/what-ifs", json={"scenario": "no_airlift", "runs": 3}).json()["id"]
    file = asks.post("/api/own-claims", content=GOOD).json()["id"]
    for path in (f"what-ifs/{pairs}/pairs.war", f"what-ifs/{pairs}/rails.cut.json", f"own-claims/{file}/verdicts.csv"):
        answer = asks.get(f"/api/{path}")
        assert (answer.status_code, answer.text[:21]) == (404, "Nothing was found yet")
    runs.may_go_on.set()
    play.may_go_on.set()
    state_of(what_ifs, pairs, "done")
    state_of(own_claims, file, "done")


def test_that_one_too_many_is_refused_with_the_number_that_may_be_open(tmp_path):
    play = MadeUpPairs()
    asks = TestClient(api.app_of(lambda name: None, None, ensembles(tmp_path, play)))
    answers = [asks.post("/api/what-ifs", json={"scenario": "no_airlift", "seed": n}) for n in range(MOST_OPEN + 1)]
    assert [one.status_code for one in answers] == [202] * MOST_OPEN + [429]
    assert answers[-1].text.startswith(f"{MOST_OPEN} ")
    for one in answers[:-1]:
        asks.delete(f"/api/what-ifs/{one.json()['id']}")
    play.may_go_on.set()


def test_that_faults_come_with_their_lines(client):
    answer = client.post("/api/own-claims", content=GOOD.replace("9000", "nine"))
    assert answer.status_code == 422
    assert [one["line"] for one in answer.json()["faults"]] == [2]


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("POST", "/api/own-claims", b"x" * (MOST_BYTES + 1), 413),
        ("POST", "/api/own-claims/check", b"x" * (MOST_BYTES + 1), 413),
        ("POST", "/api/own-claims?runs=0", GOOD.encode(), 400),
        ("POST", "/api/own-claims?runs=many", GOOD.encode(), 400),
        ("POST", "/api/own-claims?name=" + "x" * 200, GOOD.encode(), 400),
        ("GET", "/api/own-claims/../../etc/passwd", b"", 404),
        ("GET", "/api/own-claims/..%2f..%2fasked.json", b"", 404),
        ("GET", "/api/own-claims/0000000000000000", b"", 404),
        ("GET", "/api/own-claims/0000000000000000/verdicts.csv", b"", 404),
        ("DELETE", "/api/own-claims/0000000000000000", b"", 404),
        ("PUT", "/api/own-claims", GOOD.encode(), 405),
        ("POST", "/api/what-ifs", b" " * 40_000, 413),
        ("POST", "/api/what-ifs", b"{", 400),
        ("POST", "/api/what-ifs", b"\xff", 400),
        ("POST", "/api/what-ifs", b'{"runs": 0}', 400),
        ("POST", "/api/what-ifs", b'{"runs": 101, "scenario": "no_airlift"}', 400),
        ("POST", "/api/what-ifs", b'{"changes": {"rail.guards_half": NaN}}', 400),
        ("POST", "/api/what-ifs", b'{"changes": {"rail.guards_half": 1e9}}', 400),
        ("POST", "/api/what-ifs", b'{"scenario": "../history"}', 400),
        ("POST", "/api/what-ifs", b'{"keep": "/tmp"}', 400),
        ("POST", "/api/what-ifs", b"{}", 400),
        ("GET", "/api/what-ifs/../../etc/passwd", b"", 404),
        ("GET", "/api/what-ifs/0000000000000000", b"", 404),
        ("GET", "/api/what-ifs/0000000000000000/pairs.war", b"", 404),
        ("GET", "/api/what-ifs/0000000000000000/rails.cut.json", b"", 404),
        ("DELETE", "/api/what-ifs/wars", b"", 404),
        ("GET", "/api/claims/..%2f..%2fpyproject.json", b"", 404),
        ("GET", "/api/claims/NONE.json", b"", 404),
        ("GET", "/docs", b"", 404),
    ],
)
def test_that_what_is_refused_gets_one_line(client, method, path, content, status):
    answer = client.request(method, path, content=content)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.strip()
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00" * 50, b"PK\x03\x04" + b"x" * 90, b"{}", b"a\n" * 9, b'"'])
def test_that_a_malformed_file_is_a_fault_with_a_remedy(client, content):
    answer = client.post("/api/own-claims", content=content)
    assert answer.status_code == 422
    assert all(one["message"] and one["remedy"] for one in answer.json()["faults"])


def test_that_the_page_says_what_its_server_plays_for(client, claims):
    def index(*players):
        return TestClient(api.app_of(lambda name: b"<head></head>", *players)).get("/").text

    assert api.MARK.format("own-claims what-ifs") in client.get("/").text
    assert api.MARK.format("own-claims") in index(claims)
    assert index() == "<head></head>"


def test_that_the_description_names_every_way_to_ask(client):
    description = json.loads(client.get("/openapi.json").text)
    assert {"/api/own-claims", "/api/own-claims/check", "/api/own-claims/{key}/verdicts.csv"} < set(
        description["paths"]
    )
    for path in description["paths"].values():
        for asked in path.values():
            assert asked["summary"]
            assert asked["responses"]


def test_that_the_form_of_the_page_has_the_bounds_of_the_server():
    folder = TOP / "page" / "src" / "whatif"
    (seed,) = re.findall(r"HIGHEST_SEED = (\S+);", (folder / "wanted.ts").read_text(encoding="utf-8"))
    assert float(seed) == HIGHEST_SEED
    (runs,) = re.findall(r"NUMBERS = \[(.+)\];", (folder / "OnComputer.svelte").read_text(encoding="utf-8"))
    assert max(map(int, runs.split(","))) == MOST_PAIRS

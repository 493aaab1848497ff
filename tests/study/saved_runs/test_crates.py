"""What is published describes itself: an RO-Crate beside a run, a page and the ledger says what it is and rests on."""

import json
import re
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

import hinterland as hl
from hinterland.evidence.publish import publish
from hinterland.files import crate
from hinterland.page import site
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.saved_runs import run_crate, store
from hinterland.study.saved_runs.cited import rests_on

NEEDED = ("name", "description", "datePublished", "license", "author")
"""What the root of a crate must say, and its author, by whom the licence is given."""


def graph_of(folder: Path) -> dict[str, dict]:
    document = json.loads((folder / crate.NAME).read_text(encoding="utf-8"))
    nodes = document["@graph"]
    found = {node["@id"]: node for node in nodes}
    assert len(found) == len(nodes)
    return found


def faults_of(folder: Path) -> list[str]:
    """Return what is amiss in a crate by the rules of RO-Crate 1.1: the root, the parts, and what is pointed to."""
    nodes = graph_of(folder)
    itself, root = nodes[crate.NAME], nodes["./"]
    amiss = [f"the root has no {word}" for word in NEEDED if not root.get(word)]
    amiss += [] if itself["about"] == {"@id": "./"} and itself["conformsTo"] == {"@id": crate.PROFILE} else ["itself"]
    for part in root["hasPart"]:
        path = folder / part["@id"]
        if not path.exists() or path.is_dir() != (nodes[part["@id"]]["@type"] == "Dataset"):
            amiss.append(f"{part['@id']} is not there")
    text = json.dumps([{k: v for k, v in node.items() if k != "@id"} for node in nodes.values()])
    pointed = set(re.findall(r'"@id": "([^"]+)"', text)) - {crate.PROFILE}
    return amiss + [f"{one} is not described" for one in sorted(pointed - set(nodes))]


@pytest.fixture(scope="module")
def run() -> hl.Run:
    return hl.run("no_airlift", seed=3, end="1941-06-25", resolution=3, parameters={"rail.guards_half": 9})


@pytest.fixture(scope="module")
def folder(run: hl.Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("out")
    store.fill(run, place)
    run_crate.describe(run, place)
    return place


def test_that_a_run_says_what_it_is_a_function_of(run: hl.Run, folder: Path) -> None:
    nodes = graph_of(folder)
    given = {one["name"]: one["value"] for one in nodes.values() if one["@type"] == "PropertyValue"}
    assert given == run.scenario.parameters | {
        "seed": 3,
        "resolution": 3,
        "start": "1941-06-22",
        "end": "1941-06-25",
        **({"without": " ".join(sorted(run.scenario.without))} if run.scenario.without else {}),
    }
    assert given["rail.guards_half"] == 9
    assert {one["@id"] for one in nodes["#played"]["object"]} >= {"scenario.toml", "#given-seed"}


def test_that_a_run_tells_every_file_of_its_folder_and_no_other(folder: Path) -> None:
    assert faults_of(folder) == []
    told = {part["@id"].rstrip("/") for part in graph_of(folder)["./"]["hasPart"]}
    assert told == {path.name for path in folder.iterdir()} - {crate.NAME}


def test_that_a_run_cites_what_hinterland_cite_prints_of_it(run: hl.Run, folder: Path) -> None:
    nodes = graph_of(folder)
    cited = [nodes[one["@id"]]["name"] for one in nodes["./"]["citation"]]
    assert cited == [item["title"] for item in rests_on(store.parameters(run))[1:]]
    assert len(cited) > 10


def test_that_a_crate_with_a_hole_is_found(folder: Path, tmp_path: Path) -> None:
    document = json.loads((folder / crate.NAME).read_text(encoding="utf-8"))
    nodes = [node for node in document["@graph"] if node["@id"] != "#hinterland"]
    (tmp_path / crate.NAME).write_text(json.dumps(document | {"@graph": nodes}), encoding="utf-8")
    found = faults_of(tmp_path)
    assert "#hinterland is not described" in found
    assert "monthly.csv is not there" in found


def test_that_the_ledger_is_published_as_a_crate(tmp_path: Path) -> None:
    ledger = ledger_of_package()
    files = publish(ledger, tmp_path / "ledger")
    assert (tmp_path / "ledger" / crate.NAME) in files
    assert faults_of(tmp_path / "ledger") == []
    nodes = graph_of(tmp_path / "ledger")
    assert ledger.digest in nodes["./"]["description"]
    assert {path.name for path in files} - {crate.NAME} == {part["@id"] for part in nodes["./"]["hasPart"]}
    assert all(nodes[part["@id"]].get("description") for part in nodes["./"]["hasPart"][:10])


def test_that_a_page_is_written_as_a_crate_of_its_run(
    run: hl.Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "data_of", lambda *_: {})
    monkeypatch.setattr(site, "pages_of", lambda *_: {"index.html": b"page", "data/map.war": b"map"})
    site.write(tmp_path, run)
    assert faults_of(tmp_path) == []
    nodes = graph_of(tmp_path)
    assert [part["@id"] for part in nodes["./"]["hasPart"]] == ["data/", "index.html"]
    assert nodes["./"]["name"].startswith("Page of no_airlift, seed 3")
    assert nodes["#scenario"]["text"] == store.scenario(run)


def test_that_the_reader_of_ro_crates_reads_a_run(folder: Path) -> None:
    read = ROCrate(folder)
    assert read.name.startswith("Run of no_airlift, seed 3, 1941-06-22 to 1941-06-25")
    assert read.license.id == crate.CC_BY["@id"]
    assert {one.id for one in read.data_entities} >= {"monthly.csv", "run.zarr/", "scenario.toml"}
    assert read.get("#played")["instrument"].id == "#hinterland"


def test_that_the_day_of_publication_can_be_given_for_a_build_that_is_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert crate.today() == "1970-01-01"

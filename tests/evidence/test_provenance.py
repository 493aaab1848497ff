"""The ledger as linked data: every claim has one address, who said it, where it was read and what it rests on."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from hinterland.core.fault import Fault
from hinterland.evidence.address import address_of, folder_of_page
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.provenance import linked
from hinterland.evidence.publish import publish

rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
PAGE = "https://example.org/war/"
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SCHEMA = rdflib.Namespace("https://schema.org/")
ONE_OF_EACH = {PROV.wasAttributedTo: PROV.Agent, PROV.hadPrimarySource: PROV.Entity, PROV.wasGeneratedBy: PROV.Activity}
"""What a claim points to exactly once, and the class of what it points to."""


def graph_of(document: dict, **where: str) -> "rdflib.Graph":
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld", **where)


def address(word: str, name: str) -> "rdflib.URIRef":
    return rdflib.URIRef(PAGE + address_of(word, name))


def faults_of(graph: "rdflib.Graph") -> list[str]:
    """Return what is amiss in a graph: a claim without exactly one of each, and an address that names nothing."""
    amiss = []
    for claim in graph.subjects(rdflib.RDF.type, SCHEMA.Claim):
        for link, kind in ONE_OF_EACH.items():
            ends = list(graph.objects(claim, link))
            if [(end, rdflib.RDF.type, kind) in graph for end in ends] != [True]:
                amiss.append(f"{claim} {link}")
    named = set(graph.subjects())
    amiss += [f"{o} is nothing" for o in set(graph.objects()) if str(o).startswith(PAGE) and o not in named]
    return amiss


@pytest.fixture(scope="module")
def document(ledger: Ledger) -> dict:
    return linked(ledger, PAGE)


@pytest.fixture(scope="module")
def graph(document: dict) -> "rdflib.Graph":
    return graph_of(document)


def test_that_every_claim_has_an_address_a_speaker_a_source_and_a_reading(ledger: Ledger, graph) -> None:
    claims = set(graph.subjects(rdflib.RDF.type, SCHEMA.Claim))
    assert claims == {address("claim", claim.id) for claim in ledger.judged}
    assert claims <= set(graph.subjects(rdflib.RDF.type, PROV.Entity))
    assert faults_of(graph) == []


@pytest.mark.parametrize(
    ("subject", "link", "words"),
    [
        (("claim", "R195"), PROV.wasAttributedTo, "#claim=R195"),
        (("claim", "R195"), PROV.wasGeneratedBy, "#claim=R195"),
        (("source", "zhukov_kovtun"), None, "#source=zhukov_kovtun is nothing"),
    ],
)
def test_that_a_graph_with_a_hole_is_found(graph, subject: tuple[str, str], link, words: str) -> None:
    taken = list(graph.triples((address(*subject), link, None)))
    for one in taken:
        graph.remove(one)
    found = faults_of(graph)
    for one in taken:
        graph.add(one)
    assert any(words in fault for fault in found)


def test_that_what_a_claim_rests_on_is_what_it_is_derived_from(ledger: Ledger, graph) -> None:
    found = set(graph.subject_objects(PROV.wasDerivedFrom))
    wanted = {
        (address("claim", c.id), address("claim" if one in ledger.by_id else "source", one))
        for c in ledger.judged
        for one in c.rests_on.split()
    }
    assert found == wanted
    assert len(wanted) > 150


def test_that_numbers_speakers_and_standings_are_those_of_the_ledger(ledger: Ledger, graph) -> None:
    for claim in ledger.judged:
        (number,) = list(graph.objects(address("claim", claim.id), SCHEMA.variableMeasured)) or [None]
        for word, figure in (("minValue", claim.low), ("value", claim.best), ("maxValue", claim.high)):
            given = None if number is None else graph.value(number, SCHEMA[word])
            assert (None if given is None else given.toPython()) == figure, claim.id
        (speaker,) = graph.objects(address("claim", claim.id), PROV.wasAttributedTo)
        assert str(graph.value(speaker, SCHEMA.name)) in (claim.author, claim.said_by, "the contributors")
        (reading,) = graph.objects(address("claim", claim.id), PROV.wasGeneratedBy)
        assert reading == address("reading", claim.verified)


def test_that_an_author_speaks_for_a_side(graph) -> None:
    speaker = address("speaker", "german:Schenckendorff")
    assert graph.value(speaker, PROV.actedOnBehalfOf) == address("speaker", "german")


def test_that_a_correction_stands_beside_the_claim_that_it_is_of(ledger: Ledger, graph) -> None:
    found = set(graph.subject_objects(PROV.wasInfluencedBy))
    assert found == {(address("claim", c.claim), address("correction", c.id)) for c in ledger.corrections}


def test_that_documented_events_tell_victims_perpetrators_and_source(ledger: Ledger, graph) -> None:
    for event in ledger.documented.values():
        node = address("event", event.id)
        told = str(graph.value(node, SCHEMA.description) or "")
        assert all(words in told for words in (event.victims, event.perpetrators, event.survivors)), event.id
        assert (node, PROV.wasGeneratedBy, address("reading", event.verified)) in graph
        assert {str(url) for url in graph.objects(node, SCHEMA.url)} == set(re.findall(r"http\S+", event.read_at))


def test_that_a_published_file_names_claims_within_the_page_that_is_given_or_its_own_folder(
    ledger: Ledger, tmp_path: Path
) -> None:
    publish(ledger, tmp_path / "out", PAGE[:-1])
    file = tmp_path / "out" / "ledger.jsonld"
    written = json.loads(file.read_text(encoding="utf-8"))
    assert written == linked(ledger, PAGE)
    some = [node for node in written["@graph"] if node["@id"] == "#claim=R045"]
    for base, folder in ((PAGE, PAGE), ("./", "https://elsewhere.org/data/")):
        context = written["@context"] | {"@base": base}
        graph = graph_of({"@context": context, "@graph": some}, publicID="https://elsewhere.org/data/ledger.jsonld")
        assert (rdflib.URIRef(f"{folder}#claim=R045"), rdflib.RDF.type, PROV.Entity) in graph


@pytest.mark.parametrize(
    "given",
    ["war", "ftp://example.org/", "https://example.org/war#claim", "https://a b.org/", "http://[", "https:///x"],
)
def test_that_what_is_no_address_is_refused_before_anything_is_written(
    given: str, ledger: Ledger, tmp_path: Path
) -> None:
    with pytest.raises(Fault, match="is no address of a page"):
        publish(ledger, tmp_path / "out", given)
    assert not (tmp_path / "out").exists()


def test_that_the_address_of_a_file_is_told_from_that_of_its_folder() -> None:
    with pytest.raises(Fault, match="is the address of a file"):
        folder_of_page("https://example.org/war/index.html")
    assert folder_of_page("https://example.org/war") == PAGE
    assert address_of("speaker", "soviet:Штаб 1") == "#speaker=" + quote("soviet:Штаб 1", safe="")

"""What a theatre is asked is worked out once, however many tables and pages need it."""

from pathlib import Path

import pytest

from hinterland.evidence.ledger import load
from hinterland.study.claims import question
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, of_ledger
from hinterland.study.confrontation import compare
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger
from hinterland.theatre.assemble import load as theatre
from hinterland.web import indicators

SRC = Path(indicators.__file__).parents[1]


@pytest.fixture
def asked(monkeypatch):
    """The ids of the claims that are asked from now on."""
    ids, ask = [], question.ask

    def noted(claim, *rest, **more):
        ids.append(claim.id)
        return ask(claim, *rest, **more)

    monkeypatch.setattr(question, "ask", noted)
    return ids


def test_that_a_report_and_an_ensemble_ask_no_claim_twice(coarse, asked):
    compare.compare(coarse)
    asked_of_ledger.cache_clear()
    assert compare.compare(coarse)["claim"].size > 500
    assert asked_of_ledger(3)[0] is ledger_of_package()
    assert len(asked) == len(set(asked))


def test_that_another_ledger_is_asked_anew(asked):
    ground, other = theatre(3), load()
    assert of_ledger(other, ground) == of_ledger(ledger_of_package(), ground)
    assert set(asked) >= {claim.id for claim in other.confrontable()}


def test_that_the_page_asks_no_claim_anew_of_the_ledger_of_the_package(asked, monkeypatch):
    monkeypatch.setattr(indicators, "ask", question.ask)
    known = {one.claim.id for one in of_ledger(ledger_of_package(), theatre(3))}
    asked.clear()
    assert {one.claim.id for one in indicators._questions(theatre(3))} & known
    assert not set(asked) & known


@pytest.mark.parametrize("layer", ["page", "web"])
def test_that_the_page_reads_the_ledger_of_the_package_once(layer):
    read = "hinterland.evidence.ledger import load"
    assert not [path.name for path in (SRC / layer).glob("*.py") if read in path.read_text(encoding="utf-8")]


def test_that_an_answer_can_be_changed_without_changing_what_is_kept():
    ground = theatre(3)
    of_ledger(ledger_of_package(), ground).clear()
    assert any(isinstance(one, Question) for one in of_ledger(ledger_of_package(), ground))

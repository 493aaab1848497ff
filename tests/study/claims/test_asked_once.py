"""What a theatre is asked is worked out once, however many tables and pages need it."""

import pytest

from hinterland.evidence.ledger import load
from hinterland.study.claims import question
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, of_ledger
from hinterland.study.confrontation import compare
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger
from hinterland.theatre.assemble import load as theatre


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


def test_that_an_answer_can_be_changed_without_changing_what_is_kept():
    ground = theatre(3)
    of_ledger(ledger_of_package(), ground).clear()
    assert any(isinstance(one, Question) for one in of_ledger(ledger_of_package(), ground))

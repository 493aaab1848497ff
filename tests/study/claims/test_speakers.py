"""Where an ally alone counts something, every output names him as the speaker and not Germany."""

from datetime import date

from tests.study.made_up import claim, theatre

import hinterland
from hinterland.cli import declared
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.quantities import QUANTITIES, find
from hinterland.report import fans
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, ask
from hinterland.study.claims.speakers import ALLIES, SERVICES, services, speaker
from hinterland.study.ensembles.followed import Followed
from hinterland.study.saved_runs import store
from hinterland.study.systems import system_charts


def test_that_the_camps_for_civilians_of_karelia_are_told_by_the_finnish_side():
    assert speaker("people.interned", "german") == speaker("internment.dead", "german") == "finnish"
    assert speaker("people.interned", "soviet") == "soviet"
    assert speaker("people.deported", "german") == "german"
    charts = [c for c in system_charts.read_charts() if "Finnish" in c.name or "camps for civilians" in c.name]
    told = {(one.quantity, one.said_by) for c in charts for one in c.shows if one.said_by == "german"}
    assert told == set(ALLIES), "the charts of these camps show an ally's word"


def test_that_an_ally_speaks_only_of_what_his_side_reports_in_the_model():
    for name, side in ALLIES:
        assert find(name).sources(side), name
    for q in QUANTITIES:
        assert all(services(q.name, side) in SERVICES.values() for side in SIDES if q.sources(side))


def test_that_the_columns_of_the_monthly_table_name_him(tmp_path):
    import pandas as pd

    run = hinterland.run("history", seed=1, end="1941-08-01", resolution=3)
    store.save(run, tmp_path / "run")
    columns = set(pd.read_csv(tmp_path / "run" / "monthly.csv", nrows=1).columns)
    assert {"people.interned by finnish [person]", "internment.dead by finnish [person]"} <= columns
    assert "people.interned by soviet [person]" in columns
    assert not {one for one in columns if one.startswith("intern") and "german" in one}


def test_that_explain_and_charts_of_ensembles_name_him():
    text = "\n".join(declared.quantity("people.interned"))
    assert "as the Finnish side said" in text
    assert "German side" not in text
    assert fans.spoken(Followed("people.interned", "USSR", "german")) == "as Finnish services would report it"
    assert fans.spoken(Followed("axis.dead", "USSR", "german")) == "as German services would report it"


def test_that_a_finnish_claim_meets_the_books_of_the_camps():
    one = claim(
        quantity="people.interned",
        kind="level",
        unit="person",
        region="E_Karelia",
        said_by="finnish",
        date_to=date(1943, 3, 31),
    )
    question = ask(one, ledger_of_package(), theatre())
    assert isinstance(question, Question), question
    assert question.said.said_by == "german"
    assert question.channel == "the finnish report"

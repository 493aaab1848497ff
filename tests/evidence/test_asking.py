"""Asking the ledger by condition, in SQL, by name; and how quickly it answers."""

import statistics
import time
from collections.abc import Callable

import pandas as pd
import pytest

from hinterland.core.fault import Fault
from hinterland.evidence import check
from hinterland.evidence.ledger import Ledger, load


def test_that_conditions_are_taken_together(ledger: Ledger) -> None:
    found = ledger.query(
        quantity="partisans.strength",
        region="Belarus",
        since="1943-01-01",
        until="1943-01-31",
        said_by="soviet",
    )
    assert list(found["id"]) == ["R111a", "R123"]


def test_that_dates_overlap_and_do_not_merely_start(ledger: Ledger) -> None:
    during = set(ledger.query(quantity="rails", since="1943-09-10", until="1943-09-11")["id"])
    assert {"S340", "R060", "R061", "R062", "R073"} <= during
    assert "S350" not in during


def test_that_undated_claims_fit_no_date(ledger: Ledger) -> None:
    assert "S565" in set(ledger.query(text="Righteous")["id"])
    assert "S565" not in set(ledger.query(text="Righteous", since="1900-01-01")["id"])


def test_that_a_region_finds_the_unions_that_it_is_part_of(ledger: Ledger) -> None:
    found = ledger.query(region="Leningrad")
    assert "S337" in set(found["id"])
    assert "S193" not in set(found["id"])


def test_that_speakers_and_authors_are_told_apart(ledger: Ledger) -> None:
    gogun = ledger.query(said_by="historian:gogun")
    assert set(gogun["author"]) == {"Gogun"}
    assert len(ledger.query(said_by="historian")) > len(gogun) > 0
    with pytest.raises(Fault, match="there is no speaker 'sovjet'"):
        ledger.query(said_by="sovjet")


def test_that_a_conflict_can_be_asked_for_by_id_or_at_all(ledger: Ledger) -> None:
    assert set(ledger.query(conflict="strength_1941")["id"]) == {"S034", "S459", "S519", "R106"}
    assert len(ledger.query(conflict="*")) > 100


def test_that_a_date_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Fault, match="is not a date"):
        ledger.query(since="soon")


def test_that_sql_and_query_agree(ledger: Ledger) -> None:
    by_sql = ledger.sql("select id from claims where quantity = 'rails.cut' and said_by = 'soviet' order by id")
    by_query = ledger.query(quantity="rails.cut", said_by="soviet").sort_values("id")
    assert list(by_sql["id"]) == list(by_query["id"])
    joined = ledger.sql("select c.id, s.reliability from claims c join sources s on c.source = s.id")
    assert len(joined) == len(ledger.claims)


@pytest.mark.parametrize(
    "text",
    ["drop table claims", "select bogus from claims", "", "delete from claims", "select * from 'x.csv'"],
)
def test_that_sql_can_neither_change_nor_reach_anything(ledger: Ledger, text: str) -> None:
    with pytest.raises(Fault):
        ledger.sql(text)
    assert len(ledger.sql("from claims")) == len(ledger.claims)


def test_that_explaining_a_quantity_shows_how_the_sides_differ(ledger: Ledger) -> None:
    explanation = ledger.explain("rails.cut")
    sides = explanation.sides.set_index("said_by")
    assert (explanation.kind, explanation.unit) == ("quantity", "rail")
    assert sides.loc["soviet", "greatest"] > sides.loc["german", "greatest"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("partisan_strength", "quantity"),
        ("kovpak", "person"),
        ("Brigade Thirteen", "unit"),
        ("Concert", "operation"),
        ("belarus", "region"),
        ("upa", "unit"),
        ("ak_order", "conflict"),
        ("gerlach", "source"),
        ("s034", "claim"),
    ],
)
def test_that_any_name_is_explained(ledger: Ledger, name: str, kind: str) -> None:
    explanation = ledger.explain(name)
    assert explanation.kind == kind
    assert explanation.meaning
    assert len(explanation.claims)


def test_that_every_thing_the_documents_name_is_found_with_its_claim(ledger: Ledger) -> None:
    named = ledger.claims[ledger.claims["quantity"].str.startswith("entity.")]
    assert len(named) > 30
    for row in named.itertuples():
        assert row.id in set(ledger.explain(row.quantity_in_record).claims["id"]), row.quantity_in_record
    assert "S490" in set(ledger.explain("united_formation").claims["id"])


def test_that_a_name_nearly_right_is_answered_with_the_right_one(ledger: Ledger) -> None:
    with pytest.raises(Fault, match=r"partisans\.strength"):
        ledger.explain("partisan.strenght")


def cpu_seconds(act: Callable[[], object], times: int = 5) -> float:
    spent = []
    for _ in range(times):
        begun = time.process_time()
        act()
        spent.append(time.process_time() - begun)
    return statistics.median(spent)


def test_that_the_whole_ledger_is_read_and_checked_within_a_second_of_work() -> None:
    assert cpu_seconds(load, 3) + cpu_seconds(check.check, 3) < 1.0


def test_that_a_question_is_answered_within_fifty_milliseconds(ledger: Ledger) -> None:
    assert isinstance(ledger.claims, pd.DataFrame)
    ledger.sql("select 1")
    assert cpu_seconds(lambda: ledger.query(quantity="partisans.*", region="Belarus", text="brigade")) < 0.05
    assert cpu_seconds(lambda: ledger.sql("select said_by, count(*) from claims group by 1")) < 0.05
    assert cpu_seconds(lambda: ledger.explain("Kovpak")) < 0.1

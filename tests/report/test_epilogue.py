"""What came after the war is told from the ledger, with exact dates and with who says so."""

from datetime import date

import pytest

from hinterland.core.calendar import LAST
from hinterland.report import epilogue
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.theatre.assemble import load as theatre


@pytest.fixture(scope="module")
def memories() -> dict[str, epilogue.Memory]:
    """Every line of the epilogue, by the claim that it tells."""
    return {m.id: m for m in epilogue.after_the_war(ledger_of_package(), theatre(3))}


@pytest.mark.parametrize(
    ("claim", "when", "country"),
    [
        ("S453", "1955", "USSR"),
        ("S484", "October 2001", "Ukraine"),
        ("S481", "March 2009", "Russia"),
        ("S482", "11 April 2009", "Russia"),
        ("S480", "29 June 2010", "Russia"),
        ("S485", "2011", "Ukraine"),
        ("S487", "2014 to 2020", "Belarus"),
        ("S488", "2020", "Belarus"),
        ("S410", "undated", "Latvia"),
        ("S565", "undated", "Russia"),
    ],
)
def test_that_a_date_is_told_as_exactly_as_it_is_known(memories, claim, when, country):
    assert (memories[claim].when, memories[claim].country) == (when, country)


def test_that_the_days_of_the_claims_are_kept():
    claims = ledger_of_package().by_id
    assert claims["S482"].date_from == date(2009, 4, 11)
    assert claims["S486"].date_from == date(1943, 2, 2)
    assert claims["S029"].date_from == date(1941, 8, 6)


def test_that_what_was_in_the_war_is_told_apart_from_what_came_after(memories):
    ledger, ground = ledger_of_package(), theatre(3)
    back = {m.id for m in epilogue.looked_back_to(ledger, ground)}
    assert {"S029", "S473", "S483", "S486"} <= back
    assert not back & set(memories)
    every = {c.id for c in ledger.judged if epilogue.AFTERMATH in c.system.split()}
    assert back | set(memories) == every
    assert all(ledger.by_id[i].date_from <= LAST for i in back)


def test_that_lines_come_in_order_and_undated_ones_last(memories):
    dates = [m.iso or "9999" for m in memories.values()]
    assert dates == sorted(dates)
    assert dates[-1] == "9999"


def test_that_every_line_says_who_says_so_and_keeps_remarks_apart(memories):
    assert all(m.said_by and m.words for m in memories.values())
    assert all("[" not in m.words for m in memories.values())
    assert memories["S565"].remark.startswith("As of")
    assert "Bauer" in memories["S491"].said_by


def test_that_the_report_tells_it(page):
    assert 'id="after"' in page
    assert "11 April 2009" in page
    assert "2 February 1943" in page

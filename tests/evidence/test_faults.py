"""A file of claims with faults: each is told in one line with the file, the line and the remedy."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hinterland.core.fault import Fault, Faults
from hinterland.evidence.ledger import Ledger, load
from hinterland.evidence.model import Claim
from hinterland.evidence.read import Known, read_file

HEADER = "id,kind,quantity,region,where_prec,date_from,date_to,when_prec,low,best,high,unit,said_by,verified,note"
GOOD = "u1,level,partisans.strength,Belarus,6,1943-01-01,1943-01-01,1,,50000,,persons,soviet,yes,a note"
ON = "1943-03-01,1943-03-01,1,"
AT = f"Belarus,6,{ON}"
OF = "level,partisans.strength,Belarus,6,"
AS = f"{OF}{ON}"
WRONG = {
    f"u2,{OF}1943-02-30,1943-03-01,1,,5,,persons,soviet,yes,n": "not a day of the calendar",
    f"u3,{OF}1.2.1943,1943-03-01,1,,5,,persons,soviet,yes,n": "not a date",
    f"u4,{OF}1943-03-02,1943-03-01,1,,5,,persons,soviet,yes,n": "before date_from",
    f'u5,{AS},"50,000",,persons,soviet,yes,n': "not a number",
    f"u6,{AS}9,5,,persons,soviet,yes,n": "do not rise",
    f"u7,{AS},-5,,persons,soviet,yes,n": "below zero",
    f"u8,{AS},inf,,persons,soviet,yes,n": "not a finite number",
    f"u9,level,new.things,{AT},5,,,soviet,yes,n": "without its unit",
    f"u10,share,zones.area_share,{AT},500,,percent,soviet,yes,n": "more than the whole",
    f"u11,level,partisan power,{AT},5,,persons,soviet,yes,n": "noun.measure",
    f"u12,levle,partisans.strength,{AT},5,,persons,soviet,yes,n": "kind 'levle'",
    f"u13,{AS},5,,persons,martian,yes,n": "said_by 'martian'",
    f"u14,{AS},5,,persons,soviet,maybe,n": "verified 'maybe'",
    f"u15,level,partisans.strength,Belarus,9,{ON},5,,persons,soviet,yes,n": "where_prec '9'",
    f"u16,{OF}1943-03-01,1943-03-01,soon,,5,,persons,soviet,yes,n": "when_prec 'soon'",
    f"u17,level,partisans.strength,,6,{ON},5,,persons,soviet,yes,n": "region is empty",
    f",{AS},5,,persons,soviet,yes,n": "id is empty",
    f"1 2,{AS},5,,persons,soviet,yes,n": "not usable",
    f"u1,{AS},5,,persons,soviet,yes,n": "line 2 already",
    f"S034,{AS},5,,persons,soviet,yes,n": "in the ledger already",
    f"u20,event,event.raid,{AT},,,,soviet,yes,": "says nothing",
    "u21,level,partisans.strength,Belarus,6": "cells where the header has",
    f"u22,{AS},5,,persons,,yes,n": "said_by is empty",
}  # fmt: skip


def refused(path: Path, known: Known | None = None) -> list[str]:
    with pytest.raises(Faults) as caught:
        read_file(path, known)
    return str(caught.value).splitlines()


def test_that_twenty_kinds_of_fault_give_as_many_clear_lines(tmp_path: Path, ledger: Ledger) -> None:
    path = tmp_path / "mine.csv"
    text = "\n".join([HEADER, GOOD, *WRONG]) + "\n"
    path.write_text(text, encoding="utf-8")
    lines = refused(path, ledger.known(taken=True))
    assert len(lines) == len(WRONG) >= 20
    for number, (line, sign) in enumerate(zip(lines, WRONG.values(), strict=True), 3):
        assert line.startswith(f"{path}:{number}: "), line
        assert sign in line
        assert "; " in line.split(sign)[1], "a fault names its remedy"
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("spoiled", list(WRONG)[:3])
def test_that_each_fault_alone_refuses_the_whole_file(tmp_path: Path, spoiled: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("\n".join([HEADER, GOOD, spoiled]) + "\n", encoding="utf-8")
    assert len(refused(path)) == 1


@pytest.mark.parametrize(
    ("header", "sign"),
    [
        (HEADER.replace("region", "regoin"), "perhaps region"),
        (HEADER.replace("region,", "region,region,"), "stands twice"),
        (HEADER.replace("said_by,", ""), "'said_by' is missing"),
        (",,,", "no header"),
    ],
)
def test_that_a_header_at_fault_is_told_on_line_one(tmp_path: Path, header: str, sign: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(header + "\n", encoding="utf-8")
    assert any(line.startswith(f"{path}:1: ") and sign in line for line in refused(path))


def test_that_a_missing_file_and_foreign_letters_are_told(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "none.csv")[0]
    path = tmp_path / "mine.csv"
    path.write_bytes(HEADER.encode() + b"\n" + GOOD.encode() + b"\n\xff\xfe\n")
    assert refused(path)[0].startswith(f"{path}:3: the text is not UTF-8")


def test_that_an_open_quotation_mark_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(HEADER + '\nu1,"level,partisans\n', encoding="utf-8")
    assert "not CSV" in refused(path)[0]


def test_that_line_numbers_hold_below_a_note_of_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    long = GOOD.replace("a note", '"a note\nof three\nlines"')
    path.write_text("\n".join([HEADER, long, next(iter(WRONG))]) + "\n", encoding="utf-8")
    assert refused(path)[0].startswith(f"{path}:5: ")


def test_that_a_short_file_of_a_user_is_enough(tmp_path: Path, ledger: Ledger) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "id,quantity,region,date_from,date_to,best,side,extra\n"
        "u1,partisan_strength,Belarus,1943-01,1943-01,50000,historian:Gerlach,x\n",
        encoding="utf-8",
    )
    given = read_file(path, ledger.known())
    (claim,) = given.claims
    assert [str(one).partition("; ")[0] for one in given.cautions] == [
        f"{path}:1: 1 column is not used: extra",
        f"{path}:2: no unit is given, and person is taken",
    ]
    assert (claim.quantity, claim.quantity_in_record) == ("partisans.strength", "partisan_strength")
    assert (claim.said_by, claim.author) == ("historian", "Gerlach")
    assert (str(claim.date_from), str(claim.date_to), claim.when_prec) == ("1943-01-01", "1943-01-31", 4)
    assert (claim.kind, claim.unit) == ("level", "person")


def test_that_the_ledger_itself_is_refused_for_unknown_names(copy: Path) -> None:
    path = copy / "claims" / "zones.csv"
    text = path.read_text(encoding="utf-8")
    bad = text.replace("zones.area,", "zones.aera,", 1).replace(",Belarus,", ",Belrus,", 1)
    path.write_text(bad.replace(",article,", ",artikle,", 1), encoding="utf-8")
    with pytest.raises(Faults) as caught:
        load(copy)
    message = str(caught.value)
    assert "perhaps zones.area" in message
    assert "no region 'Belrus'; perhaps Belarus" in message
    assert "artikle" in message


CELLS = st.text(st.characters(codec="utf-8", exclude_characters='",\r\n'), max_size=12)


@pytest.mark.filterwarnings("ignore::hinterland.files.caution.Caution")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoiled=st.lists(CELLS, min_size=HEADER.count(",") + 1, max_size=HEADER.count(",") + 1), raw=st.binary())
def test_that_no_text_whatever_is_answered_with_anything_but_claims_or_faults(
    tmp_path: Path, ledger: Ledger, spoiled: list[str], raw: bytes
) -> None:
    path = tmp_path / "any.csv"
    for content in (f"{HEADER}\n{','.join(spoiled)}\n".encode(), HEADER.encode() + b"\n" + raw, raw):
        path.write_bytes(content)
        found: list[Fault] = []
        claims: list[Claim] = []
        try:
            claims = read_file(path, ledger.known()).claims
        except Faults as faults:
            found = faults.faults
        assert all(f.message and f.remedy and f.line >= 0 for f in found)
        assert all(claim.id for claim in claims)

"""Numbers as people write them: asked about with every value that they may have, and never read as another."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.evidence.cells import Unreadable, figure, number
from hinterland.evidence.numerals import PLAIN


def asked(text: str) -> str:
    with pytest.raises(Unreadable) as caught:
        number(text, "best")
    return caught.value.remedy


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("214705", 214705.0),
        ("1e3", 1000.0),
        ("2.14705E+05", 214705.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("+7", 7.0),
        ("", None),
    ],
)
def test_that_plain_numbers_are_read_as_they_stand(text: str, value: float | None) -> None:
    assert number(text, "best") == value


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("3,5", "write 3.5 (a decimal comma?) or 35"),
        ("2,14705E+05", "write 2.14705E+05 (a decimal comma?)"),
        ("1_000", "write 1000"),
        ("214,705", "write 214705 (a comma between thousands?) or 214.705 (a decimal comma?)"),
        ("1.000.000", "write 1000000 (points between thousands?)"),
        ("1.234,5", "write 1234.5 (a decimal comma?)"),
        ("1,234.5", "write 1234.5 (commas between thousands?)"),
        ("1,23,456", "write 123456 (commas between thousands?)"),
        ("0,35", "write 0.35 (a decimal comma?)"),
        ("12 345", "write 12345"),
        ("12\u2009345", "write 12345"),
        ("12\u202f345", "write 12345"),
        ("12\u00a0345,5", "write 12345.5 (a decimal comma?)"),
        ("1'000", "write 1000"),
        ("1\u2019000", "write 1000"),
        ("1 ,", "write one number in digits, with a point before decimals and no other mark"),
        ("1a.2,3", "give digits alone; words and signs of doubt belong in note"),
        ("17,60", "write 17.60 (a decimal comma?) or 1760"),
        ("12 34", "write one number in digits, with a point before decimals and no other mark"),
        ("~500", "write 500 into best, and the doubt into note"),
        ("ca. 500", "write 500 into best, and the doubt into note"),
        ("500?", "write 500 and the mark into note"),
        (">500", "write 500 into low"),
        ("500+", "write 500 into low"),
        ("up to 500", "write 500 into high"),
        ("500-600", "write 500 into low and 600 into high"),
        ("500\u2013600", "write 500 into low and 600 into high"),
        ("5k", "write 5000 (k is 1000)"),
        ("56 тыс.", "write 56000 (тыс is 1000)"),
        ("5m", "write all its digits (m may be million, metres or miles), or the unit into unit"),
        ("\uff11\uff12\uff13", "write 123 in the digits 0 to 9"),
        ("\u0663\u0664\u0665", "write 345 in the digits 0 to 9"),
        ("0x10", "write 16 if that is meant"),
        ("1/2", "write 0.5"),
        ("1/3", "write it with a decimal point"),
        ("35%", "write 35 and percent into unit"),
        ("0,35 %", "write 0.35 (a decimal comma?), and percent into unit"),
        ("3.5 km2", "write 3.5 and km2 into unit"),
        ("$500", "write 500 and the currency into unit"),
        ("5O00", "write 5000 if the letters are digits"),
        ("=SUM(B2:B5)", "save the table with values"),
        ("#REF!", "mend its formula, or leave the cell empty"),
        ("12-Jan", "a spreadsheet may have changed it; write the figure of the source"),
        ("(500)", "write the number without them if none is meant"),
        ("inf", "leave the cell empty where it is unknown"),
        ("-nan", "leave the cell empty where it is unknown"),
        ("1e999", "leave the cell empty where it is unknown"),
        ("n/a", "leave the cell empty where it is unknown"),
        ("many", "give digits alone; words and signs of doubt belong in note"),
    ],
)
def test_that_what_is_no_plain_number_is_asked_about(text: str, remedy: str) -> None:
    assert asked(text) == remedy


def test_that_a_number_below_zero_is_refused_where_things_are_counted_and_read_where_they_are_compared() -> None:
    assert asked("-5").startswith("quantities here are counts")
    assert asked("\u22125").startswith("quantities here are counts")
    assert figure("-5", "value") == -5.0


MARKS = st.sampled_from([",", ".", " ", "\u202f", "'", "_"])


@given(st.integers(1000, 10**9), MARKS)
def test_that_advice_on_marks_between_thousands_names_the_value(value: int, mark: str) -> None:
    text = f"{value:,}".replace(",", mark)
    if PLAIN.fullmatch(text):  # one point: told by the unit, where what is counted is whole
        return
    assert str(value) in re.findall(r"[\d.]+", asked(text))


@given(st.decimals(0, 10**6, places=2))
def test_that_advice_on_a_decimal_comma_names_the_value(value: object) -> None:
    assert str(value) in re.findall(r"[\d.]+", asked(str(value).replace(".", ",")))


@given(st.text(max_size=12))
def test_that_any_text_is_a_number_in_plain_digits_or_is_asked_about(text: str) -> None:
    try:
        value = number(text, "best")
    except Unreadable as caught:
        reason = f"{caught.message}; {caught.remedy}"
        value = None
    else:
        reason = ""
    assert not reason or (reason.startswith("best ") and not reason.endswith("; "))
    assert value is None or (float(text) == value and text.isascii())

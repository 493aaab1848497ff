"""One rule by which dates are read, whoever gives them."""

from datetime import date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.core.calendar import DAYS, FIRST, LAST, date_of, month_of, months_within, parse, read_day
from hinterland.core.fault import Fault

DAY = date(1943, 8, 3)


@pytest.mark.parametrize(
    "value",
    [
        "1943-08-03",
        " 1943-08-03 ",
        DAY,
        datetime(1943, 8, 3),
        pd.Timestamp("1943-08-03"),
        np.datetime64("1943-08-03"),
        np.datetime64("1943-08-03", "ns"),
        np.datetime64("1943-08-03T00:00", "m"),
        pd.DatetimeIndex(["1943-08-03"])[0],
        pd.DatetimeIndex(["1943-08-03"]).to_numpy()[0],
    ],
    ids=repr,
)
def test_that_one_day_is_read_from_whatever_holds_it(value):
    assert read_day(value) == parse(value) == DAY
    assert type(parse(value)) is date


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1943-02", date(1943, 2, 1), date(1943, 2, 28)),
        ("1944-02", date(1944, 2, 1), date(1944, 2, 29)),
        ("1943", date(1943, 1, 1), date(1943, 12, 31)),
        (np.datetime64("1943-02"), date(1943, 2, 1), date(1943, 2, 28)),
        ("1941", FIRST, date(1941, 12, 31)),
        ("1941-06", FIRST, date(1941, 6, 30)),
        ("1945", date(1945, 1, 1), LAST),
        ("1945-05", date(1945, 5, 1), LAST),
    ],
)
def test_that_a_month_or_a_year_is_its_first_day_or_its_last(value, first, last):
    assert parse(value) == first
    assert parse(value, end=True) == last


def test_that_a_month_of_no_war_is_read_whole_where_bounds_do_not_matter():
    assert read_day("1941-06") == date(1941, 6, 1)
    assert read_day("1945", end=True) == date(1945, 12, 31)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("3.8.1943", "year first"),
        ("03.08.1943", "year first"),
        ("08/03/1943", "year first"),
        ("31/12/1943", "year first"),
        ("3-8-43", "year first"),
        ("1943-8-3", "1943-08-03"),
        ("1943/08/03", "1943-08-03"),
        ("1943.08.03", "1943-08-03"),
        ("19430803", "1943-08-03"),
        ("Aug 1943", "1943-08"),
        ("August 1943", "1943-08"),
        ("3 August 1943", "1943-08-03"),
        ("08/1943", "1943-08"),
        ("1943\u201308\u201303", "plain hyphens: 1943-08-03"),
        ("1943-08-03T00:00:00", "time of day: 1943-08-03"),
        ("1943-08-03 12:30", "time of day: 1943-08-03"),
        ("15921", "spreadsheet"),
        ("1943-W31-2", "YYYY-MM-DD, YYYY-MM or YYYY"),
        ("1943-W53-1", "YYYY-MM-DD, YYYY-MM or YYYY"),
        ("1943-45-45", "month from 01 to 12"),
        (np.datetime64("20000-01-01"), "is not a date"),
        ("soon", "YYYY-MM-DD, YYYY-MM or YYYY"),
        ("", "YYYY-MM-DD, YYYY-MM or YYYY"),
        ("1943-02-29", "a day that it has"),
        ("1943-13", "month from 01 to 12"),
        ("1943-00-10", "month from 01 to 12"),
        ("\uff11\uff19\uff14\uff13", "YYYY-MM-DD, YYYY-MM or YYYY"),
        (1943, "write '1943'"),
        (15921, "as text"),
        (1943.0, "as text"),
        (True, "as text"),
        (None, "as text"),
        (["1943-08-03"], "as text"),
        (np.array(["1943-08-03"], "datetime64[D]"), "as text"),
        (np.datetime64("NaT"), "is not a date"),
        (pd.NaT, "no date"),
        (pd.Timestamp("1943-08-03 12:00"), "the date alone: 1943-08-03"),
        (pd.Timestamp("1943-08-03") + pd.Timedelta(1, "ns"), "the date alone: 1943-08-03"),
        (np.datetime64("1943-08-03T05"), "the date alone: 1943-08-03"),
        (datetime(1943, 8, 3, tzinfo=timezone(timedelta(hours=3))), "time zone"),
    ],
    ids=repr,
)
def test_that_any_other_form_is_refused_with_what_to_write(value, words):
    for read in (read_day, parse):
        with pytest.raises(Fault) as caught:
            read(value, what="--from")
        assert "--from" in str(caught.value)
        assert words in str(caught.value)


@pytest.mark.parametrize(
    "value", ["1941-06-21", "1945-05-10", "1914-08-03", "2043-09-15", "1940", "1945-06", "1939-09"]
)
def test_that_a_day_outside_the_war_gets_one_line_with_its_bounds(value):
    with pytest.raises(Fault, match=f"end {value} lies outside the war; give a day from 1941-06-22 to 1945-05-09"):
        parse(value, what="end")
    with pytest.raises(Fault, match="lies outside the war"):
        parse(read_day(value))


@given(st.one_of(st.text(max_size=12), st.from_regex(r"\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}", fullmatch=True)))
def test_that_a_text_is_read_as_it_is_written_or_refused(text):
    """What is read, written again, is the text that was given: nothing is exchanged, filled in or left out."""
    try:
        found = read_day(text)
    except Fault:
        return
    assert found.isoformat().startswith(text.strip())


@given(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1))
def test_that_months_follow_each_other_and_each_holds_days_of_one_month(one, other):
    first, last = sorted((one, other))
    months = months_within(first, last)
    assert [day for a, b in months for day in range(a, b + 1)] == list(range(first, last + 1))
    assert all(month_of(a) == month_of(b) for a, b in months)
    assert [date_of(a).day for a, _ in months[1:]] == [1] * (len(months) - 1)

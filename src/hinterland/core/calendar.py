"""The days of the war: 22 June 1941 is day 0, 9 May 1945 is day 1417; and the one rule by which dates are read.

A date is YYYY-MM-DD, or a month YYYY-MM or a year YYYY, which means its first day, or its last where an end is asked
for. A program may also give a `date`, or a time of pandas, numpy or Python at midnight. Nothing guesses which of two
numbers is the month.
"""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from hinterland.core.fault import Fault
from hinterland.core.given import shown

FIRST = date(1941, 6, 22)
LAST = date(1945, 5, 9)
DAYS = (LAST - FIRST).days + 1
SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(7)
"""Days of the week as the `phase` of `Today`: the war began on a Sunday."""

FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
FORMS = "write it as YYYY-MM-DD, YYYY-MM or YYYY"
MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
"""Signs that word processors set in the place of a hyphen."""


def day_of(when: date) -> int:
    """Return the number of a date in days from 22 June 1941; dates outside the war give numbers outside 0-1417."""
    return (when - FIRST).days


def date_of(day: int) -> date:
    """Return the date of a day number."""
    return FIRST + timedelta(days=int(day))


def read_day(value: Any, *, what: str = "date", end: bool = False) -> date:
    """Return the date that is meant, inside the war or not; raise `Fault` with what to write for anything else."""
    value = _of_python(value)
    if isinstance(value, str):
        return _written(value.strip(), what, end)
    if isinstance(value, datetime):
        return _at_midnight(value, what)
    if isinstance(value, date):
        return value
    remedy = f"write '{value}'" if isinstance(value, int) and 1000 <= value <= 9999 else FORMS + ", as text"
    raise Fault(None, 0, f"{what} {shown(value)} is not a date", remedy)


def parse(value: Any, *, what: str = "date", end: bool = False) -> date:
    """Return a date inside the war, or raise `Fault` saying what is wrong with it.

    Of a month or a year that the war began or ended in, the part inside the war counts.
    """
    value = _of_python(value)
    when = read_day(value, what=what, end=end)
    if isinstance(value, str) and len(value.strip()) < len("YYYY-MM-DD"):
        other = read_day(value, what=what, end=not end)
        if min(when, other) <= LAST and max(when, other) >= FIRST:
            when = min(max(when, FIRST), LAST)
    if not FIRST <= when <= LAST:
        raise Fault(None, 0, f"{what} {_as_written(value)} lies outside the war", f"give a day from {FIRST} to {LAST}")
    return when


def month_of(day: int) -> str:
    """Return the month of a day of the war as YYYY-MM."""
    return f"{date_of(day):%Y-%m}"


@cache
def months_within(first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the first and the last day of every month within some days of the war, both within."""
    begins = [day for day in range(first, last + 1) if day == first or date_of(day).day == 1]
    return tuple((a, b - 1) for a, b in pairwise([*begins, last + 1]))


def months() -> list[str]:
    """Return the months of the war as YYYY-MM, June 1941 first."""
    return sorted({month_of(day) for day in range(DAYS)})


def _of_python(value: Any) -> Any:
    """Return a time of numpy as one of Python, or as text where it is a month or a year; anything else as it is."""
    if getattr(getattr(value, "dtype", None), "kind", "") != "M" or getattr(value, "ndim", 1) != 0:
        return value
    if str(value.dtype) in ("datetime64[M]", "datetime64[Y]"):
        return str(value)
    return value.astype("datetime64[us]").item()  # of a finer unit an item is a number


def _as_written(value: Any) -> str:
    """Return a value as a user wrote it, or as a date of day, month and year."""
    return value.strip() if isinstance(value, str) else f"{value!s:.10}"


def _at_midnight(value: datetime, what: str) -> date:
    """Return the date of a time without hours; raise `Fault` for one with hours or a zone, and for no time."""
    if value != value:
        raise Fault(None, 0, f"{what} is {value!r}, no date", "give a date, or leave it out")
    if value.tzinfo is not None:
        raise Fault(None, 0, f"{what} {value} has a time zone", "give the date alone, which has none")
    if (value.hour, value.minute, value.second, value.microsecond, getattr(value, "nanosecond", 0)) != (0, 0, 0, 0, 0):
        raise Fault(None, 0, f"{what} {value} has a time of day", f"give the date alone: {value:%Y-%m-%d}")
    return date(value.year, value.month, value.day)


def _written(text: str, what: str, end: bool) -> date:
    """Return the date that a text says; raise `Fault` for a text that says none."""
    found = FORM.fullmatch(text)
    if not found:
        raise Fault(None, 0, f"{what} {shown(text)} is not a date", _remedy(text))
    year, month, number = (int(part) if part else 0 for part in found.groups())
    try:
        if found[2] is None:
            return date(year, 12, 31) if end else date(year, 1, 1)
        if found[3] is None:
            return date(year, month, monthrange(year, month)[1] if end else 1)
        return date(year, month, number)
    except ValueError:
        raise Fault(
            None, 0, f"{what} {text!r} is not a day of the calendar", "give a month from 01 to 12 and a day that it has"
        ) from None


def _remedy(text: str) -> str:
    """Return what to write instead of a text that is no date of ours, without a guess at its order."""
    dashed = text.translate(dict.fromkeys(map(ord, DASHES), "-"))
    if dashed != text and FORM.fullmatch(dashed):
        return f"write it with plain hyphens: {dashed}"
    if timed := re.match(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]", text):
        return f"leave out the time of day: {timed[1]}"
    if loose := re.fullmatch(r"([0-9]{4})[-./ ]([0-9]{1,2})(?:[-./ ]([0-9]{1,2}))?\.?", text):
        return "write it as " + "-".join(f"{int(part):02d}" for part in loose.groups() if part)
    if whole := re.fullmatch(r"(19[0-9]{2})([01][0-9])([0-3][0-9])", text):
        return "write it as " + "-".join(whole.groups())
    named = re.fullmatch(r"(?:([0-9]{1,2})\.? )?([A-Za-z]{3,9})\.?,? ([0-9]{4})", text)
    if named and named[2][:3].lower() in MONTHS:
        parts = (named[3], MONTHS.index(named[2][:3].lower()), *((int(named[1]),) if named[1] else ()))
        return "write it as " + "-".join(str(part).zfill(2) for part in parts)
    if turned := re.fullmatch(r"(0?[1-9]|1[0-2])[-./ ]([0-9]{4})", text):
        return f"write it as {turned[2]}-{turned[1].zfill(2)}"
    if re.fullmatch(r"[0-9]{1,2}[-./ ]+[0-9]{1,2}[-./ ]+[0-9]{2,4}\.?", text):
        return "write the year first, then month and day, as YYYY-MM-DD; which number is the month is not guessed"
    if re.fullmatch(r"[0-9]{5}(\.0*)?", text):
        return f"it looks like a spreadsheet's number of a day; {FORMS}"
    return FORMS

"""Single cells: text into dates, numbers and precision codes, with a message and a remedy where it fails."""

import math
import re
from datetime import date

from hinterland.core.calendar import read_day
from hinterland.core.fault import Fault
from hinterland.evidence.model import WHEN, WHERE
from hinterland.evidence.numerals import PLAIN, diagnose

ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}")
NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z0-9][a-z0-9_]*")
_WORDS = {
    "day": 1,
    "week": 2,
    "month": 4,
    "season": 5,
    "year": 5,
    "years": 6,
    "period": 6,
    "undated": 7,
    "exact": 1,
    "place": 1,
    "town": 2,
    "district": 3,
    "oblast": 4,
    "zone": 5,
    "republic": 6,
    "country": 6,
    "theatre": 7,
}


class Unreadable(Exception):
    """A cell that cannot be read: what is wrong, and what to write instead."""

    def __init__(self, message: str, remedy: str) -> None:
        """Keep both halves apart."""
        self.message, self.remedy = message, remedy
        super().__init__(message)


def day(text: str, what: str, *, end: bool) -> date | None:
    """Read a date by the rule of the calendar; a month or a year means its first day, or its last where `end`.

    Raises `Unreadable` for any other text.
    """
    if not text:
        return None
    try:
        return read_day(text, what=what, end=end)
    except Fault as fault:
        raise Unreadable(fault.message, fault.remedy) from None


def coarseness(text: str) -> int:
    """Return the precision code that the length of a date gives: 1 day, 4 month, 5 year, 7 none."""
    return {10: 1, 7: 4, 4: 5}.get(len(text), 7)


def number(text: str, what: str) -> float | None:
    """Read a number from 0 up: digits with at most one point and an exponent, and nothing else.

    Raises `Unreadable` for any other text.
    """
    value = figure(text, what)
    if value is not None and value < 0:
        raise Unreadable(f"{what} is {text}, below zero", "quantities here are counts, shares and sizes, from 0 up")
    return value


def figure(text: str, what: str) -> float | None:
    """Read a number of either sign; raises `Unreadable` with each number that another form may mean."""
    if not text:
        return None
    if not PLAIN.fullmatch(text) or not math.isfinite(float(text)):
        message, remedy = diagnose(text)
        raise Unreadable(f"{what} {text!r} {message}", remedy)
    return float(text)


def precision(text: str, what: str) -> int | None:
    """Read a precision code from 1 (exact) to 7 (unknown), or one of its words.

    Raises `Unreadable` for any other text.
    """
    if not text:
        return None
    code = _WORDS.get(text.lower()) or (int(text) if re.fullmatch(r"[0-9]", text) else 0)
    known = WHERE if what == "where_prec" else WHEN
    if code not in known:
        codes = ", ".join(f"{n} {meaning}" for n, meaning in known.items())
        raise Unreadable(f"{what} {text!r} is not a code from 1 to 7", f"use {codes}")
    return code

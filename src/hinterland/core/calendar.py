"""The days of the war: 22 June 1941 is day 0, 9 May 1945 is day 1417."""

from datetime import date, timedelta

from hinterland.core.fault import Fault

FIRST = date(1941, 6, 22)
LAST = date(1945, 5, 9)
DAYS = (LAST - FIRST).days + 1
SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(7)
"""Days of the week as the `phase` of `Today`: the war began on a Sunday."""


def day_of(when: date) -> int:
    """Return the number of a date in days from 22 June 1941; dates outside the war give numbers outside 0-1417."""
    return (when - FIRST).days


def date_of(day: int) -> date:
    """Return the date of a day number."""
    return FIRST + timedelta(days=int(day))


def parse(text: str, *, what: str = "date") -> date:
    """Read an ISO date inside the war, or raise `Fault` saying what is wrong with it."""
    try:
        when = date.fromisoformat(text)
    except ValueError:
        raise Fault(None, 0, f"{what} {text!r} is not a date", "write it as YYYY-MM-DD") from None
    if not FIRST <= when <= LAST:
        raise Fault(None, 0, f"{what} {text} lies outside the war", f"give a day from {FIRST} to {LAST}")
    return when


def months() -> list[str]:
    """Return the months of the war as YYYY-MM, June 1941 first."""
    return sorted({date_of(d).isoformat()[:7] for d in range(DAYS)})

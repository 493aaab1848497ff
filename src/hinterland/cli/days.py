"""The first and the last day that a command is given with `--from` and `--to`."""

from datetime import date

from hinterland.core.calendar import FIRST, LAST, parse
from hinterland.core.fault import Fault


def days_given(start: str | None, end: str | None) -> tuple[date, date]:
    """Return the first and the last day; the war begins and ends them where none is given.

    Raises `Fault` for a text that is no date of the war, and for a last day before the first.
    """
    first = FIRST if start is None else parse(start, what="--from")
    last = LAST if end is None else parse(end, what="--to", end=True)
    if last < first:
        raise Fault(None, 0, f"--to {last} comes before --from {first}", "exchange them")
    return first, last

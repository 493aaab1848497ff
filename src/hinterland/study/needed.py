"""What a run must record so that some figures can be read off it: recording is a third of what a war costs."""

from collections.abc import Iterable

from hinterland.engine.quantities import find
from hinterland.engine.record import Recording
from hinterland.study import journal_readings
from hinterland.study.indicators import Indicator
from hinterland.study.measure import find as measure


def recording_for(readings: Iterable[Indicator]) -> Recording:
    """Return what a run records so that these figures can be read; one that no run can tell needs nothing.

    Maps are not kept: they are only looked at for ground that cuts through what is recorded.
    """
    series: set[str] = set()
    events = False
    for reading in set(readings):
        for name in reading.name.split(" | "):
            m = measure(name)
            events |= reading.take in journal_readings.TAKES or (m is not None and m.take in journal_readings.TAKES)
            if m is not None:
                series |= _series(m.over, reading.said_by) | _series(m.under, m.under_said_by or reading.said_by)
    return Recording(frozenset(series), maps=False, events=events)


def _series(names: Iterable[str], said_by: str | None) -> set[str]:
    """Return the recorded series of which quantities are read: as a side said them where it did, else as they were."""
    found: set[str] = set()
    for name in names:
        m = measure(name)
        if m is not None and (m.over != (name,) or m.under):
            found |= _series(m.over + m.under, said_by)
        elif m is not None:
            q = find(name)
            people = "@people" if q.kind == "mean" else ""
            found |= {path + people for path in q.sources(said_by) or q.sources()}
    return found

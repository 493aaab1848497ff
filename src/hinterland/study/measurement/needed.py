"""What a run must record so that some figures can be read off it: recording is a third of what a war costs."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from hinterland.engine.quantities import find
from hinterland.engine.record import Recording
from hinterland.study.measurement.indicators import Indicator
from hinterland.study.measurement.journal_indicators import TAKES
from hinterland.study.measurement.measure import find as measure


class Needed(NamedTuple):
    """What is needed to read some figures off a run.

    `regions` are recorded as they are, `recording` is all that is kept, and `together` has the regions in which each
    quantity is added up, by its name and the speaker.
    """

    regions: tuple[str, ...]
    recording: Recording
    together: dict[tuple[str, str | None], tuple[str, ...]]


@lru_cache(maxsize=8)
def needed_for(indicators: tuple[Indicator, ...]) -> Needed:
    """Return what is needed so that these figures can be read; one that no run holds needs nothing.

    Maps are not kept: they are only looked at for ground that cuts through what is recorded.
    """
    regions = tuple(dict.fromkeys(r.region for r in indicators if r.region))
    together: dict[tuple[str, str | None], dict[str, None]] = {}
    for indicator in indicators:
        for quantity in _sums(indicator):
            together.setdefault(quantity, {}).update(dict.fromkeys({indicator.region} & {*regions}))
    series = {
        path + ("@people" if find(name).kind == "mean" else "")
        for name, said_by in together
        for path in find(name).sources(said_by)
    }
    events = any(take in TAKES for indicator in indicators for take in _takes(indicator))
    recording = Recording(frozenset(series), maps=False, events=events)
    return Needed(regions, recording, {quantity: tuple(places) for quantity, places in together.items()})


def _sums(indicator: Indicator) -> set[tuple[str, str | None]]:
    """Return the quantities of the engine that a figure adds up, by name and speaker."""
    found = set()
    for name in indicator.name.split(" | "):
        if (m := measure(name)) is not None:
            found |= _named(m.over, indicator.said_by) | _named(m.under, m.under_said_by or indicator.said_by)
    return found


def _takes(indicator: Indicator) -> set[str]:
    """Return the ways in which days are taken together, that of the figure and those of its measures."""
    measures = [measure(name) for name in indicator.name.split(" | ")]
    return {indicator.take, *(m.take for m in measures if m is not None)}


def _named(names: Iterable[str], said_by: str | None) -> set[tuple[str, str | None]]:
    """Return the engine's own quantities behind names: as a side said them where it did, else as they were."""
    found: set[tuple[str, str | None]] = set()
    for name in names:
        m = measure(name)
        if m is not None and (m.over != (name,) or m.under):
            found |= _named(m.over + m.under, said_by)
        elif m is not None:
            found.add((name, said_by if find(name).sources(said_by) else None))
    return found

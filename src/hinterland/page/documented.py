"""Documented events for the page: crimes and other dated events of named places, as sources give them.

They are the only deaths that the page shows by place and day, and nothing of them is the model's.
"""

from typing import Any

import numpy as np

from hinterland.core.calendar import day_of
from hinterland.engine.result import Run
from hinterland.evidence.documented import CRIMES, DocumentedEvent, in_order
from hinterland.evidence.ledger import Ledger
from hinterland.page.claims import filled, spelled
from hinterland.page.land import tenths
from hinterland.page.spots import spot_of
from hinterland.report.documented import in_words, is_within
from hinterland.web.pack import packed


def file_of(run: Run, ledger: Ledger) -> bytes:
    """Return the packed file of the documented events of the days of a run, in order of time."""
    found = [one for one in ledger.documented.values() if is_within(one, run)]
    return packed({"events": [described(one, run) for one in in_order(found)]}, b"")


def described(one: DocumentedEvent, run: Run) -> dict[str, Any]:
    """Return an event in words, with its days counted from the first of the run, and its place where that is known."""
    words = in_words(one)
    fields = words._asdict() | {
        "place": spelled(words.place),
        "spot": spot_of(one.place, one.oblast),
        "crime": one.kind in CRIMES,
        "first": day_of(one.date_from) - run.first,
        "last": day_of(one.date_to) - run.first,
        "precision": one.precision,
        "url": one.read_at if one.read_at.startswith("http") else "",
    }
    if np.isfinite([one.lat or np.nan, one.lon or np.nan]).all():
        fields["at"] = tenths(np.array([[one.lat, one.lon]]))[0].tolist()
    return filled(fields)

"""Documented events: crimes and other dated events of named places, as sources give them.

They are the only deaths that the project shows by place and day. What the model makes is never shown so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from hinterland.core.calendar import read_day
from hinterland.evidence import cells
from hinterland.evidence.model import shortened
from hinterland.evidence.table import Reading
from hinterland.evidence.typed_rows import Columns, frame_of, read_rows

if TYPE_CHECKING:
    import pandas as pd

KINDS = {
    "population_before": "Jewish population before",
    "ghetto_established": "ghetto set up",
    "mass_shooting": "mass shooting",
    "ghetto_murder": "murder of the people of a ghetto",
    "deportation_of_jews": "deportation of Jews",
    "camp": "camp",
    "village_destroyed": "village destroyed with its people",
    "reprisal": "reprisal",
    "killing_by_partisans": "killing by Soviet partisans",
    "killing_by_nationalists": "killing by a national movement",
    "uprising": "uprising",
    "flight_or_evacuation": "flight or evacuation",
    "unit_came_over": "unit that came over to the partisans",
    "raid": "raid",
    "parade": "parade",
}
"""Kinds of event, and their names in words."""
Counts = Literal["killed", "deported", "confined", "living", "came over", "men", ""]
Scope = Literal["event", "stock", "toll_of_place", "total_of_region"]
COUNTS: tuple[str, ...] = get_args(Counts)
SCOPES: tuple[str, ...] = get_args(Scope)
STANDINGS = ("yes", "memory")
CRIMES = (
    *("mass_shooting", "ghetto_murder", "deportation_of_jews", "camp", "village_destroyed", "reprisal"),
    *("killing_by_partisans", "killing_by_nationalists"),
)
"""Kinds of event in which people were murdered."""


@dataclass(frozen=True, slots=True)
class DocumentedEvent:
    """One event as a source gives it; figures are people, and `counts` says what of them is counted.

    `scope` is `event` for what may be added up, `stock` for a state, `toll_of_place` and `total_of_region` for sums
    that contain other rows. `verified` is `yes` where the text was seen, `memory` where it was not; `recalled` names
    the fields of a `yes` row that are from memory all the same. `precision` is that of the dates, 1 (day) to 7.
    """

    id: str
    kind: str
    place: str
    local_name: str
    lat: float
    lon: float
    oblast: str
    date_from: date
    date_to: date
    precision: int
    low: float | None
    best: float | None
    high: float | None
    counts: str
    victims: str
    perpetrators: str
    survivors: str
    source: str
    read_at: str
    verified: str
    recalled: str
    scope: str
    note: str

    @property
    def figure(self) -> float | None:
        """The number of the source: the best one, else the middle of its range, else its one bound."""
        if self.best is not None:
            return self.best
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends) / len(ends) if ends else None

    def __repr__(self) -> str:
        """Say what happened where, when and to how many, and who says so."""
        figure = f", {self.figure:,.0f} {self.counts}" if self.figure is not None else ""
        what = f"{KINDS[self.kind]} at {self.place}, {self.date_from}{figure}"
        return shortened(f"<DocumentedEvent {self.id}: {what} ({self.source})")


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(DocumentedEvent))


def _coordinate(text: str, column: str) -> float | None:
    return cells.figure(text or "none", column)


def _amiss(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the figures and the dates of an event."""
    figures = [given[k] for k in ("low", "best", "high") if given[k] is not None]
    if figures != sorted(figures):
        yield "low, best and high do not rise", "put them in this order"
    if figures and not given["counts"]:
        yield "a figure stands without what it counts", "fill in counts"
    if given["date_to"] < given["date_from"]:
        yield "date_to comes before date_from", "exchange them"


_COLUMNS = Columns(
    choices={"kind": tuple(KINDS), "counts": COUNTS, "scope": SCOPES, "verified": STANDINGS},
    filled=("place", "source"),
    values={
        "date_from": lambda text, column: read_day(text, what=column),
        "date_to": lambda text, column: read_day(text, what=column, end=True),
        **dict.fromkeys(("low", "best", "high"), cells.number),
        **dict.fromkeys(("lat", "lon"), _coordinate),
        "precision": cells.precision,
    },
    amiss=_amiss,
)


def read(reading: Reading) -> dict[str, DocumentedEvent]:
    """Return every documented event by its id, noting what is wrong with a line."""
    return read_rows(reading, DocumentedEvent, _COLUMNS)


def in_order(events: Iterable[DocumentedEvent]) -> list[DocumentedEvent]:
    """Return events in order of time."""
    return sorted(events, key=lambda one: (one.date_from, one.date_to, one.id))


def frame(events: Iterable[DocumentedEvent]) -> "pd.DataFrame":
    """Return events as a table, one line each in order of time, with a column `documented` that is true."""
    import pandas as pd

    made = frame_of(in_order(events), COLUMNS)
    for end in ("date_from", "date_to"):
        made[end] = pd.to_datetime(made[end]).astype("datetime64[s]")
    made["documented"] = True
    return made

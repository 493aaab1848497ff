"""What an ensemble follows by month: headline quantities in every land, and what is much claimed.

Read are the headlines as they were, whatever is claimed of them; and the quantities and regions of which the ledger
holds three claims or more, or claims of both sides, each as those say it whose claims they are.
"""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from hinterland.core.calendar import months_within
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.scenario import Scenario
from hinterland.study.claims.question import Question
from hinterland.study.ensembles.ensemble_dataset import TAKE
from hinterland.study.measurement.indicators import Indicator, withheld
from hinterland.study.measurement.measure import find as measure
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.operation_names import operation_days

CLAIMS = 3
"""Claims of a quantity in a region from which it is followed by month."""
THE_DEAD = (("civilians.killed", "USSR_occupied"), ("civilians.killed", "Belarus"))
"""What is always shown, and shown first."""
HEADLINES = (
    *("civilians.killed", "villages.burned", "partisans.strength", "detachments.count"),
    *("axis.dead", "rails.cut", "trains.derailed", "railway.attacks"),
)
"""Quantities that are followed in every land; the dead stand first."""
LANDS = (
    *("USSR", "USSR_occupied", "Belarus", "Ukraine", "Russia"),
    *("Karelia", "Lithuania", "Latvia", "Estonia", "Moldova"),
)
"""Regions in which headlines are followed."""
KINDS = ("stock", "flow")


class Followed(NamedTuple):
    """A quantity in a region, and who reports it: None for what was so."""

    name: str
    region: str
    said_by: str | None

    @classmethod
    def of(cls, question: Question) -> "Followed":
        """Return what a claim is set beside."""
        return cls(question.true.name, question.true.region, question.said.said_by)

    def month(self, first: int, last: int) -> Indicator:
        """Return the figure of a month: the sum of a flow, the mean of a stock."""
        return Indicator(self.name, self.region, first, last, self.said_by, TAKE[kind_of(self.name)])


def kind_of(name: str) -> str:
    """Return whether a quantity is a stock or a flow; nothing for any other, which is not followed."""
    m = measure(name)
    return m.kind if m is not None and m.kind in KINDS and not m.take else ""


def months_followed(questions: Sequence[Question], scenario: Scenario, ground: Theatre) -> list[Indicator]:
    """Return the figures of all months that are read so that courses can be drawn."""
    periods = months_within(scenario.start, scenario.end)
    rows = [[one.month(*period) for period in periods] for one in followed(questions)]
    return [one for row in rows if not any(withheld(month, ground) for month in row[1:-1] or row) for one in row]


def followed(questions: Sequence[Question]) -> list[Followed]:
    """Return what is followed, the dead first: headlines, and what is followed because of the claims."""
    always = dict.fromkeys((*THE_DEAD, *product(HEADLINES, LANDS)))
    by_place: dict[tuple[str, str], list[str | None]] = {place: [None] for place in always}
    for q in questions:
        in_months = kind_of(q.true.name) and q.true.region and not q.true.unit
        if in_months and q.true.region not in operation_days():
            by_place.setdefault((q.true.name, q.true.region), []).append(q.said.said_by)
    return [
        Followed(*place, said_by)
        for place, speakers in by_place.items()
        if place in always or len(speakers) >= CLAIMS or {*SIDES} <= {*speakers}
        for said_by in sorted({*speakers}, key=str)
    ]

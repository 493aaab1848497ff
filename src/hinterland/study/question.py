"""Questions: a claim put so that any run can answer it, or the reason why none can."""

from typing import NamedTuple

from hinterland.core.fault import Fault
from hinterland.engine.observed.quantity import SIDES
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import SPEAKERS, Claim
from hinterland.evidence.units import EVERY
from hinterland.study.bounds import days_of, nowhere_counted
from hinterland.study.indicators import LONG, Indicator, reports
from hinterland.study.measure import OTHER, apart, convert, near
from hinterland.study.measure import find as measure
from hinterland.theatre.assemble import Theatre


class Question(NamedTuple):
    """A claim as figures to be read off a run: what was so, and what its speaker would have said.

    Numbers of the claim are multiplied by `scale` into the unit of the reading. `channel` says in words
    through whose report the answer goes. `adjusted` says which other days than its own a claim is set beside, and
    `unfit` why it cannot be judged beside them.
    """

    claim: Claim
    true: Indicator
    said: Indicator
    scale: float
    unit: str
    channel: str
    note: str
    adjusted: str = ""
    unfit: str = ""

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Question of {self.claim!r}, beside {self.channel}>"


class Unanswered(NamedTuple):
    """A claim that the model cannot answer, and why not."""

    claim: Claim
    reason: str


def ask(claim: Claim, ledger: Ledger, theatre: Theatre) -> Question | Unanswered:
    """Put a claim as a question, or say why it cannot be one."""
    if not claim.numeric:
        return Unanswered(claim, "gives no number")
    if claim.said_by not in SPEAKERS:
        return Unanswered(claim, f"the speaker {claim.said_by!r} is not known")
    m = measure(claim.quantity)
    if m is None or claim.quantity in OTHER:
        return Unanswered(claim, _unheld(claim, ledger))
    trouble = _place(claim, theatre) or nowhere_counted(m, claim.region, theatre)
    if trouble:
        return Unanswered(claim, trouble)
    span = days_of(claim)
    if isinstance(span, str):
        return Unanswered(claim, span)
    compared = convert(claim.unit, m.unit)
    if compared is None:
        return Unanswered(claim, apart(claim.unit, m.unit))
    scale, every = compared
    take = "max" if m.take == "max" else _take(m.kind, span.last - span.first + 1, bool(every))
    if every and m.kind != "flow":
        return Unanswered(claim, f"{m.name} is a {m.kind} and has no rate a {every}")
    scale = scale / EVERY[every] if every else scale
    said_by, channel = _speaker(claim, ledger)
    if said_by is not None and not reports(m, said_by):
        said_by, channel = None, f"what was so: the model holds no {said_by} report of it"
    true = Indicator(claim.quantity, theatre.regions.named(claim.region), span.first, span.last, None, take)
    said = true._replace(said_by=said_by)
    adjusted = "; ".join(filter(None, (theatre.regions.told(claim.region), span.adjusted)))
    return Question(claim, true, said, scale, m.unit, channel, m.note, adjusted, span.unfit)


def _take(kind: str, days: int, rate: bool) -> str:
    if kind == "flow":
        return "rate" if rate else "sum"
    if kind == "ratio":
        return "ratio"
    return "max" if days > LONG and kind == "stock" else "mean"


def _unheld(claim: Claim, ledger: Ledger) -> str:
    if claim.quantity in OTHER:
        return OTHER[claim.quantity]
    if claim.quantity in ledger.quantities:
        systems = f" ({claim.system})" if claim.system else ""
        return f"the model does not hold {claim.quantity}{systems}"
    like = near(claim.quantity)
    return f"there is no quantity {claim.quantity!r}" + (f"; perhaps {like} is meant" if like else "")


def _place(claim: Claim, theatre: Theatre) -> str:
    """Return what is wrong with the region of a claim, or nothing."""
    try:
        theatre.something_inside(claim.region)
    except Fault as fault:
        return f"{fault.message}; {fault.remedy}"
    return ""


def _speaker(claim: Claim, ledger: Ledger) -> tuple[str | None, str]:
    """Return whose report a claim is set beside, and that in words."""
    if claim.said_by in SIDES:
        return claim.said_by, f"the {claim.said_by} report"
    resting = {_side(one, ledger) for one in (claim.rests_on.split() or [claim.source])}
    if len(resting) == 1 and (side := resting.pop()) in SIDES:
        return side, f"the {side} report on which it rests"
    return None, "what was so"


def _side(name: str, ledger: Ledger, depth: int = 5) -> str:
    """Return the side of a source, or of a claim: its own, or the one that all beneath it share."""
    if name in ledger.sources:
        return ledger.sources[name].side
    claim = ledger.by_id.get(name)
    if claim is None or not depth:
        return ""
    if claim.said_by in SIDES:
        return claim.said_by
    beneath = {_side(one, ledger, depth - 1) for one in claim.rests_on.split()}
    return beneath.pop() if len(beneath) == 1 else claim.said_by

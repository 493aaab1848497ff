"""Questions: a claim put so that any run can answer it, or the reason why none can."""

from pathlib import Path
from typing import NamedTuple

from hinterland.core.fault import Fault
from hinterland.core.once import KEPT, once
from hinterland.engine.observed.quantity import SIDES
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import SPEAKERS, Claim
from hinterland.evidence.wanted import USUAL, Wanted
from hinterland.study.claims.bounds import Span, days_of, nowhere_counted
from hinterland.study.claims.counted import how, reported_by
from hinterland.study.claims.given import note as note_of_given
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.speakers import side_of, speaker
from hinterland.study.claims.taken import scenario_without, taken_of, whole_of
from hinterland.study.measurement.ground_indicators import CENSUS
from hinterland.study.measurement.indicators import Indicator, reports, withheld
from hinterland.study.measurement.indicators import note as note_of_figure
from hinterland.study.measurement.measure import OF_THE_CENSUS, OTHER, near
from hinterland.study.measurement.measure import find as measure
from hinterland.theatre.assemble import Theatre
from hinterland.theatre.assemble import load as theatre_at


class Question(NamedTuple):
    """A claim as figures to be read off a run: what was so, and what its speaker would have said.

    Numbers of the claim are multiplied by `scale` into the unit of the reading. `channel` says in words
    through whose report the answer goes. `adjusted` says which other days than its own a claim is set beside, and
    `unfit` why it cannot be judged beside them. Where `relation` is `of`, the figure is `true` over
    `other`, the same in a larger region; where it is `without`, it is `other` in `scenario` less `true` in the war.
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
    relation: str = ""
    other: tuple[Indicator, Indicator] | None = None
    """The second figure, as it was and as the speaker says it."""
    scenario: str = ""
    asked: str = ""
    """In words what the file asks of the claim beside the usual."""

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Question of {self.claim!r}, beside {self.channel}>"


class Unanswered(NamedTuple):
    """A claim that the model cannot answer, and why not."""

    claim: Claim
    reason: str


def ask(
    claim: Claim, ledger: Ledger, theatre: Theatre, wanted: Wanted = USUAL, folder: Path | None = None
) -> Question | Unanswered:
    """Put a claim as a question, or say why it cannot be one.

    `wanted` is what the file of the claim asks beside it, and `folder` where files begin that its region names.
    """
    if not claim.numeric:
        return Unanswered(claim, "gives no number")
    if claim.said_by not in SPEAKERS:
        return Unanswered(claim, f"the speaker {claim.said_by!r} is not known")
    m = measure(claim.quantity)
    if m is None or claim.quantity in OTHER:
        return Unanswered(claim, _unheld(claim, ledger))
    span = Span(0, 0, OF_THE_CENSUS, "") if m.take in CENSUS else days_of(claim)
    try:
        region = _place(claim.region, theatre, folder)
        whole = wanted.of and whole_of(region, _place(wanted.of, theatre, folder), m, theatre)
        scenario = wanted.without and scenario_without(wanted.without, folder)
        taken = taken_of(claim, m, wanted, span.last - span.first + 1 if isinstance(span, Span) else 1)
    except Fault as fault:
        return Unanswered(claim, f"{fault}")
    if trouble := nowhere_counted(m, region, theatre):
        return Unanswered(claim, trouble)
    if isinstance(span, str):
        return Unanswered(claim, span)
    quantity = ledger.quantities.get(claim.quantity)
    asked = how(claim, quantity)
    if isinstance(asked, str):
        return Unanswered(claim, asked)
    said_by, channel = _speaker(claim, ledger)
    if (alone := reported_by(claim, quantity)) is not None:
        said_by, channel = alone or None, f"the {alone} report, which alone counts so" if alone else "what was so"
    if said_by is not None and not (asked.unit and said_by == SIDES[0]) and not reports(m, said_by):
        said_by, channel = None, f"what was so: the model holds no {said_by} report of it"
    if scenario:
        said_by, channel = None, "what was so, as nobody reports what did not happen"
    where = "" if asked.unit else region
    true = Indicator(claim.quantity, where, span.first, span.last, None, asked.take or taken.take, asked.unit)
    said = true._replace(said_by=said_by)
    if reason := withheld(true, theatre) or withheld(said, theatre):
        return Unanswered(claim, reason)
    notes = theatre.regions.note(claim.region, folder), span.adjusted
    question = Question(
        claim,
        true,
        said,
        taken.scale,
        taken.unit,
        channel,
        "; ".join(filter(None, (note_of_given(claim), m.note, note_of_figure(true)))),
        "; ".join(filter(None, notes)),
        span.unfit,
        asked=wanted.in_words,
    )
    if whole:
        return question._replace(relation="of", other=(true._replace(region=whole), said._replace(region=whole)))
    if scenario:
        return question._replace(relation="without", other=(true, said), scenario=scenario)
    return question


def of_ledger(ledger: Ledger, theatre: Theatre) -> list[Question | Unanswered]:
    """Return what the model is asked for each claim of the ledger that can be confronted.

    Of the ledger and a theatre that come with the package it is worked out once.
    """
    resolution = theatre.ground.resolution
    if ledger is ledger_of_package() and theatre is theatre_at(resolution):
        return list(_of_package(resolution))
    return [ask(claim, ledger, theatre) for claim in ledger.confrontable()]


@once(KEPT)
def _of_package(resolution: int) -> tuple[Question | Unanswered, ...]:
    ledger, theatre = ledger_of_package(), theatre_at(resolution)
    return tuple(ask(claim, ledger, theatre) for claim in ledger.confrontable())


def _unheld(claim: Claim, ledger: Ledger) -> str:
    if claim.quantity in OTHER:
        return OTHER[claim.quantity]
    if claim.quantity in ledger.quantities:
        systems = f" ({claim.system})" if claim.system else ""
        return f"the model does not hold {claim.quantity}{systems}"
    like = near(claim.quantity)
    return f"there is no quantity {claim.quantity!r}" + (f"; perhaps {like} is meant" if like else "")


def _place(region: str, theatre: Theatre, folder: Path | None) -> str:
    """Return a region as the tables have it; raise `Fault` where it is not known or holds nothing."""
    named = theatre.regions.named(region, folder)
    theatre.something_inside(named)
    return named


def _speaker(claim: Claim, ledger: Ledger) -> tuple[str | None, str]:
    """Return whose report a claim is set beside, and that in words."""
    if (side := side_of(claim.quantity, claim.said_by)) in SIDES:
        return side, f"the {claim.said_by} report"
    resting = {_side(one, ledger) for one in (claim.rests_on.split() or [claim.source])}
    if len(resting) == 1 and (side := resting.pop()) in SIDES:
        return side, f"the {speaker(claim.quantity, side)} report on which it rests"
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

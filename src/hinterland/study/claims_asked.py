"""What the claims of the ledger ask of a run: the figures that an ensemble is read for, so that it can be scored."""

from typing import NamedTuple

from hinterland.core.fault import Fault
from hinterland.evidence.ledger import Ledger, load
from hinterland.study.indicators import Indicator
from hinterland.study.question import Question, ask
from hinterland.study.related import HERE, indicators_of
from hinterland.theatre.assemble import load as theatre


class ClaimsAsked(NamedTuple):
    """The claims of the ledger that a run can answer, as questions, and what is read off each run for them."""

    ledger: Ledger
    questions: tuple[Question, ...]
    readings: tuple[Indicator, ...]

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"<ClaimsAsked: {len(self.questions)} questions, {len(self.readings)} readings>"


def claims_asked(resolution: int) -> ClaimsAsked:
    """Return what the ledger asks of runs on cells of a resolution.

    A claim of the ledger asks of one war alone: what it would take another scenario to say is asked of users' files.
    """
    ledger = load()
    asked = [ask(claim, ledger, theatre(resolution)) for claim in ledger.confrontable()]
    wanted = indicators_of(asked)
    if set(wanted) - {HERE}:
        raise Fault(None, 0, "the ledger asks of other scenarios too", "leave out the column `without`")
    questions = tuple(one for one in asked if isinstance(one, Question))
    return ClaimsAsked(ledger, questions, tuple(wanted[HERE]))

"""Comparing a run with the ledger: claim by claim, what was so, what would have been said, what was claimed."""

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.core.given import shown
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import Claim
from hinterland.evidence.registry import of_the_dead, of_victims
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, Unanswered, ask, of_ledger
from hinterland.study.claims.verdict import exaggeration, span, word
from hinterland.study.measurement.indicators import IndicatorReader
from hinterland.study.saved_runs.saved import SavedRun

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "claim", "quantity", "region", "from", "to", "said_by", "unit", "low", "best", "high", "verified",
    "model_true", "model_said", "channel", "factor", "verdict", "reason", "note",
)  # fmt: skip


def compare(run: Run | SavedRun, claims: Iterable[Claim] | None = None, ledger: Ledger | None = None) -> "pd.DataFrame":
    """Compare a run with the ledger: return a table with one line for every numeric claim that may be compared.

    `low`, `best` and `high` are what was claimed, `model_true` what was so in the run, and `model_said` what the side
    that made the claim would have said of it, all in the `unit` of the claim. `factor` is what was claimed over what
    was so. `verdict` is agrees (within a factor of 1.5 of the bounds), model higher, claim higher, cannot tell or not
    modelled, with the `reason`. Beside figures of the dead of any side `overlap` stands
    for agrees, and only within the bounds; those of victims have no `factor` either.
    `claims` are those of the ledger if left out. Raises `Fault` for anything but a run, and for one that was
    saved without its record.

    >>> import hinterland as hl
    >>> run = hl.run("history", seed=1, end="1941-07-10", resolution=3)
    >>> table = hl.compare(run)
    >>> sorted(set(table.loc[table["verdict"] == "not modelled", "model_said"].dropna()))  # later years were not played
    []
    """
    import pandas as pd

    if isinstance(run, SavedRun):
        run = run.unpacked
    if not hasattr(run, "every_day") or not hasattr(run, "theatre"):
        raise Fault(
            None, 0, f"the run is {shown(run)}", "give a run that hinterland.run or hinterland.open has returned"
        )
    ledger = ledger or ledger_of_package()
    reader = IndicatorReader(run)
    own = None if claims is None else [ask(claim, ledger, run.theatre) for claim in claims]
    asked = of_ledger(ledger, run.theatre) if own is None else own
    return pd.DataFrame([_row(one, reader) for one in asked], columns=COLUMNS)


def _row(asked: Question | Unanswered, reader: IndicatorReader) -> dict[str, Any]:
    claim = asked.claim
    row: dict[str, Any] = {
        "claim": claim.id, "quantity": claim.quantity, "region": claim.region, "from": claim.date_from,
        "to": claim.date_to, "said_by": claim.said_by, "unit": claim.unit, "low": claim.low,
        "best": claim.best, "high": claim.high, "verified": claim.verified, "verdict": "not modelled",
    }  # fmt: skip
    if isinstance(asked, Unanswered):
        return row | {"reason": asked.reason}
    try:
        true, said = reader.read(asked.true), reader.read(asked.said)
    except Fault as fault:
        return row | {"reason": f"{fault.message}; {fault.remedy}"}
    claimed = span(claim, asked.scale)
    victims = of_victims(claim.quantity)
    return row | {
        "from": date_of(asked.true.first),
        "to": date_of(asked.true.last),
        "model_true": true / asked.scale,
        "model_said": said / asked.scale,
        "channel": asked.channel,
        "factor": math.nan if victims else exaggeration(claimed, true),
        "verdict": word(claimed, said, of_the_dead(claim.quantity)),
        "reason": "",
        "note": asked.note,
    }

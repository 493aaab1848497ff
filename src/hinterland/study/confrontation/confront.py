"""Confronting claims with an ensemble: whether a figure agrees with the rest, and by how much it was exaggerated."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.notebook import card
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.scenario import Scenario
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import Claim
from hinterland.evidence.registry import counts_victims, of_the_dead, of_victims
from hinterland.files.caution import Caution, Warn, as_warnings
from hinterland.files.place import path_of
from hinterland.study.claims.holdout import held_out
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, Unanswered, of_ledger
from hinterland.study.claims.related import HERE, Figures, by_side, figures_of, indicators_of, scenario_named
from hinterland.study.claims.verdict import (
    CLAIM_HIGHER,
    MODEL_HIGHER,
    WITHIN,
    Span,
    exaggeration,
    log_error,
    span,
    worded,
)
from hinterland.study.confrontation.asking import questions_of
from hinterland.study.confrontation.band_shares import band_shares, member_figures
from hinterland.study.ensembles.draws import Member, members
from hinterland.study.ensembles.ensemble import OnProgress, indicator_values
from hinterland.study.measurement.indicators import Indicator
from hinterland.study.scenarios.scenario_files import scenario_at
from hinterland.theatre.assemble import load as theatre

if TYPE_CHECKING:
    import pandas as pd

SPREAD = 0.25
"""Share of its declared range over which a parameter is drawn where no posterior is given."""
BAND = (0.05, 0.5, 0.95)
VAGUE = 30.0
"""A band wider than this factor holds nearly anything: a claim inside it says nothing."""
BINS = 10
PARTS = ("calibration", "held out")
"""Parts of the ledger: no calibration sees the second."""
OWN = "own"
"""The part of claims of a user's file, which no calibration sees and none is held out of."""


class Score(NamedTuple):
    """How a part of the claims fared: `covered` is the share of two-sided claims inside the 90 % band.

    `bounds_kept` is the share of one-sided claims that the band reaches, `error` the median factor by which
    the median run misses, `ranks` how many claims fell into each tenth of the ensemble (flat where bands are
    right). `victims` is the number of claims of victims, which stand beside the model and are in no other number.
    """

    claims: int
    asked: int
    covered: float
    bounds_kept: float
    error: float
    ranks: tuple[int, ...]
    victims: int = 0


class Confrontation(NamedTuple):
    """One line for each claim, the scores of all and of parts, what the ensemble was, and what to beware of."""

    lines: "pd.DataFrame"
    scores: dict[str, Score]
    members: int
    scenario: str
    cautions: tuple[Caution, ...] = ()
    figures: "pd.DataFrame | None" = None
    """What each member says of each claim, and what was so in it, in the unit of the claim."""

    def __repr__(self) -> str:
        """Say how many claims there are, and how many of each verdict."""
        verdicts = self.lines["verdict"].value_counts()
        counts = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items())
        return f"<Confrontation of {len(self.lines)} claims with {self.members} runs of {self.scenario}: {counts}>"

    def _repr_html_(self) -> str:
        """Show in a notebook how many claims there are of each verdict, and how all of them fared."""
        verdicts = {str(name): count for name, count in self.lines["verdict"].value_counts().items()}
        every = self.scores["all"]
        fared = {"Inside the 90 % band": f"{every.covered:.0%}", "Median error, factor": f"{every.error:.2f}"}
        heading = f"{len(self.lines)} claims and {self.members} runs of {self.scenario}"
        return card(heading, verdicts | fared, "See .lines for every claim and .scores for each part")


def confront(
    path: Path | str | None = None,
    runs: int | Sequence[Member] = 20,
    *,
    scenario: str | Path | Scenario = "history",
    seed: int = 1,
    spread: float = SPREAD,
    resolution: int = 4,
    workers: int = 1,
    on_progress: OnProgress | None = None,
    warn: Warn = as_warnings,
    keep: Path | None = None,
) -> Confrontation:
    """Confront claims with an ensemble: compare each with what the model would have had its speaker say.

    `path` is a CSV file of claims, or None for the ledger. The answer has `lines`, a table with one line for each claim
    (bands of the ensemble in the unit of the claim, the rank of the claim among the runs, a verdict, which says of a
    miss whether the model or the claim is higher, and how much of the band is seeds, parameters, reporting, and what
    the model lacks), `figures` of every member, and `scores`. Claims of victims are set beside the model and are not
    scored. The ledger is scored in two parts, a user's file as a
    whole. Runs record the regions of the claims as they are, drawn ground with them.
    `runs` is a number of runs, each with its own seed and draw of parameters, or the runs themselves (draws of a
    posterior). Of a user's file `lines` has what each side would report, too. With `keep`, a folder, what was read off
    runs is kept there, and a confrontation that was stopped goes on where it was.

    Before anything is played, `warn` is given every `Caution` about a file: what is used otherwise than it stands, and
    which claims cannot be asked and why. Raises `Faults` with every fault of the file, or with every reason where no
    claim of it can be asked.

    >>> import hinterland as hl
    >>> found = hl.confront(runs=2, resolution=3)
    >>> found.members, "predicted_50" in found.lines
    (2, True)
    """
    ledger = ledger_of_package()
    chosen = scenario_at(scenario, resolution)
    resolution = chosen.resolution
    played = list(runs) if isinstance(runs, Sequence) else members(runs, seed, spread, chosen.parameters)
    cautions: list[Caution] = []
    if path is None:
        asked = of_ledger(ledger, theatre(resolution))
    else:
        asked, cautions = questions_of(path_of(path, "the file of claims"), ledger, theatre(resolution))
    warn(cautions)
    questions = [one for one in asked if isinstance(one, Question)]
    sides = {q.claim.id: by_side(q, theatre(resolution)) for q in questions} if path is not None else {}
    wanted = indicators_of(asked)
    wanted[HERE] = list(dict.fromkeys([*wanted[HERE], *(one for said in sides.values() for one in said.values())]))
    figures: dict[tuple[str, Indicator], np.ndarray] = {}
    for number, (name, read) in enumerate(wanted.items()):
        there = None if keep is None else keep / f"runs-{number}"
        values = indicator_values(scenario_named(name, chosen), played, read, workers, on_progress, out=there)
        figures.update(((name, one), values[:, n]) for n, one in enumerate(read))
    both = [figures_of(one, figures) for one in questions]
    said, true = (np.stack([one[k] for one in both]) for k in range(2))
    lines = judge(asked, figures, ledger).merge(
        band_shares(questions, said, true, played, theatre(resolution) if path is None else None), "left", "claim"
    )
    if path is not None:
        lines["part"] = OWN
        lines = lines.merge(_reported(questions, sides, figures), "left", "claim")
    parts = PARTS if path is None else ()
    scores = {part: score(lines[lines["part"] == part]) for part in parts} | {"all": score(lines)}
    by_member = member_figures(questions, said, true, played)
    return Confrontation(lines, scores, len(played), chosen.name, tuple(cautions), by_member)


def judge(asked: Sequence[Question | Unanswered], figures: Figures, ledger: Ledger) -> "pd.DataFrame":
    """Return one line for each claim from the figures of an ensemble."""
    import pandas as pd

    rows = []
    for one in asked:
        row = _claimed(one.claim) | {"barred": one.claim.id in ledger.barred}
        if isinstance(one, Unanswered):
            rows.append(row | {"verdict": "not modelled", "reason": one.reason})
        else:
            rows.append(row | _judged(one, *figures_of(one, figures)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _reported(
    questions: Sequence[Question], sides: Mapping[str, Mapping[str, Indicator]], figures: Figures
) -> "pd.DataFrame":
    """Return the bands of what each side would report of each claim, in its unit; none where it reports nothing."""
    import pandas as pd

    rows = []
    for q in questions:
        row: dict[str, Any] = {"claim": q.claim.id}
        for side in SIDES:
            said = figures[HERE, sides[q.claim.id][side]] / q.scale if side in sides[q.claim.id] else np.zeros(0)
            row |= _band(side, said[np.isfinite(said)])
        rows.append(row)
    return pd.DataFrame(rows)


COLUMNS = (
    "claim", "part", "quantity", "asked", "region", "from", "to", "said_by", "author", "unit", "low", "best", "high",
    "verified", "barred", "predicted_05", "predicted_50", "predicted_95", "rank", "true_05", "true_50",
    "true_95", "exaggeration_05", "exaggeration_50", "exaggeration_95", "log_error", "bound", "verdict",
    "channel", "reason", "adjusted", "note",
)  # fmt: skip


def _claimed(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.id, "part": PARTS[held_out(claim)], "quantity": claim.quantity,
        "region": claim.region, "from": claim.date_from, "to": claim.date_to, "said_by": claim.said_by,
        "author": claim.author, "unit": claim.unit, "low": claim.low, "best": claim.best, "high": claim.high,
        "verified": claim.verified,
    }  # fmt: skip


def _judged(question: Question, said: np.ndarray, true: np.ndarray) -> dict[str, Any]:
    """Return what an ensemble says to one claim, in the unit of the claim."""
    claimed = span(question.claim)
    said, true = said / question.scale, true / question.scale
    finite = said[np.isfinite(said)]
    row: dict[str, Any] = {
        "from": date_of(question.true.first),
        "to": date_of(question.true.last),
        "asked": question.asked,
        "channel": question.channel,
        "adjusted": question.adjusted,
        "note": "; ".join(filter(None, (question.adjusted, question.note))),
        "bound": claimed.bound,
    }
    if finite.size < max(1, said.size / 2):
        return row | {"verdict": "cannot tell", "reason": "most runs hold nothing to compare it with"}
    row |= _band("predicted", finite) | _band("true", true[np.isfinite(true)])
    if question.unfit:
        return row | {"verdict": "cannot tell", "reason": question.unfit}
    verdict, reason = _word(claimed, row["predicted_05"], row["predicted_95"])
    victims = of_victims(question.claim.quantity)
    row |= {"verdict": worded(verdict, of_the_dead(question.claim.quantity)), "reason": reason}
    if victims:
        return row
    times = np.array([exaggeration(claimed, t) for t in true[np.isfinite(true)]])
    return (
        row
        | _band("exaggeration", times)
        | {"rank": rank(claimed, finite), "log_error": log_error(claimed, float(np.median(finite)))}
    )


def _band(name: str, values: np.ndarray) -> dict[str, float]:
    keys = [f"{name}_{int(100 * q):02d}" for q in BAND]
    if not values.size:
        return dict.fromkeys(keys, math.nan)
    ordered = np.sort(values)
    return dict(zip(keys, (_quantile(ordered, q) for q in BAND), strict=True))


def _quantile(ordered: np.ndarray, share: float) -> float:
    """Return a quantile between neighbours, or the nearer of them where one is infinite."""
    at = share * (ordered.size - 1)
    below, above = float(ordered[math.floor(at)]), float(ordered[math.ceil(at)])
    if math.isinf(above):
        return above if at - math.floor(at) > 0.5 else below
    return below + (at - math.floor(at)) * (above - below)


def _word(claimed: Span, low: float, high: float) -> tuple[str, str]:
    """Return the verdict on a claim beside a band, and a reason where there is one to give."""
    if claimed.high < low:
        return MODEL_HIGHER, ""
    if claimed.low > high:
        return CLAIM_HIGHER, ""
    if (high + 1e-9) / (max(low, 0.0) + 1e-9) > VAGUE and high - low > 1.0:
        return "cannot tell", f"the runs differ by more than a factor of {VAGUE:g}"
    return "agrees", ""


def rank(claimed: Span, figures: np.ndarray) -> float:
    """Return the share of runs below a claim, runs that say just the same counting half."""
    return float((figures < claimed.best).mean() + 0.5 * (figures == claimed.best).mean())


def score(lines: "pd.DataFrame") -> Score:
    """Return how the claims of a table fared; one that cannot be judged, or is of victims, is not counted as asked."""
    asked = lines[lines["rank"].notna()]
    shown = lines["predicted_50"].notna() & counts_victims(lines)
    bound = asked["bound"].astype(bool)
    inside = asked["verdict"].isin([*WITHIN, "cannot tell"])
    sided, ends = inside[~bound], inside[bound]
    ranks = np.minimum((asked["rank"][~bound].to_numpy(float) * BINS).astype(int), BINS - 1)
    errors = asked["log_error"].abs().dropna()
    return Score(
        len(lines),
        len(asked),
        float(sided.mean()) if len(sided) else math.nan,
        float(ends.mean()) if len(ends) else math.nan,
        float(np.exp(errors.median())) if len(errors) else math.nan,
        tuple(int(n) for n in np.bincount(ranks, minlength=BINS)),
        int(shown.sum()),
    )

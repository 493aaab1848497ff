"""Scores of an ensemble beside the claims of the ledger and beside baselines: how near, how sure, for whom."""

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.given import whole
from hinterland.core.notebook import card
from hinterland.evidence.registry import of_victims
from hinterland.files.place import path_of
from hinterland.inference.baselines import baselines, predict
from hinterland.inference.discrepancy import scales_by_claim, widened
from hinterland.inference.observations import Observations
from hinterland.inference.scores import scores
from hinterland.study.claims.observed_claims import family_of, filled, logarithms, observations
from hinterland.study.claims.question import Question
from hinterland.study.ensembles.claims_ensemble import ClaimsEnsemble, play_for_claims, read_for_claims
from hinterland.study.ensembles.draws import HAND, MOST_RUNS, POSTERIOR, SPREADS
from hinterland.study.ensembles.ensemble import OnProgress
from hinterland.study.scores.score_tables import PARTS, by_claim, by_group
from hinterland.theatre.assemble import load as theatre

if TYPE_CHECKING:
    import pandas as pd

RUNS = 60
FEWEST = 10
"""Least number of runs for the ends of a 90 % band."""
ONE_TERM, BY_FAMILY = ", one discrepancy", ", discrepancy by family"


class ScoreTable(NamedTuple):
    """How an ensemble and the baselines fared.

    `table` has a line for each part of the ledger, group of claims and method; `claims` one for each claim and method;
    `discrepancy` the scale of the term that is added to the ensemble, for all and by family.
    """

    table: "pd.DataFrame"
    claims: "pd.DataFrame"
    discrepancy: dict[str, float]
    runs: int
    model: str

    def __repr__(self) -> str:
        """Say how many claims and methods there are."""
        return f"<ScoreTable: {self.claims['claim'].nunique()} claims, {self.runs} runs, {self._methods()} methods>"

    def _repr_html_(self) -> str:
        """Show in a notebook how all methods fared on claims that are held out."""
        rows = self.table[(self.table["part"] == PARTS[1]) & (self.table["by"] == "all")]
        words = {row.method: f"CRPS {row.crps:.3f}, {row.inside_90:.0%} in the 90 % band" for row in rows.itertuples()}
        return card(f"{self.runs} runs beside claims held out", words, "See .table, .claims and .discrepancy")

    @property
    def beside(self) -> str:
        """The method that all are set beside: the ensemble with one discrepancy term."""
        return self.model + ONE_TERM

    def _methods(self) -> int:
        return int(self.claims["method"].nunique())


def score(
    folder: str | PathLike[str] | None = None,
    runs: int = RUNS,
    *,
    scenario: str | PathLike[str] = "history",
    draws: str = HAND,
    seed: int = 1,
    resolution: int = 4,
    workers: int = 1,
    on_progress: OnProgress | None = None,
) -> ScoreTable:
    """Score an ensemble beside the claims of the ledger and beside baselines.

    `folder` is that of an ensemble (`hinterland ensemble`); without it `runs` are played and not kept. All scores are
    in natural logarithms. CRPS is the continuous ranked probability score (0 is best); `gain` is how much higher that
    of a method is than that of the ensemble with one discrepancy term (positive: the ensemble is better). Both have
    95 % intervals from resampling whole series. `inside_50` and `inside_90` are the shares of claims of two ends that
    bands reach, `bounds_reached` that of the others by the 90 % band. `factor` is by what the median misses and `width`
    the upper over the lower end of the 90 % band, each in the median. PIT values are even from 0 to 1 where a method
    says rightly how sure it is; `pit_unevenness` is the greatest gap. No method sees the figures of claims held out.
    Raises `Fault` for a folder without an ensemble, a damaged file, and fewer than 10 runs.

    >>> import hinterland as hl
    >>> hl.score("out/nowhere")
    Traceback (most recent call last):
    hinterland.core.fault.Fault: out/nowhere: there is no such folder; give the folder of an ensemble
    """
    if folder is None:
        runs = whole(runs, "the number of runs", 1, MOST_RUNS)
        if runs < FEWEST:
            raise _too_few(runs)
        given: dict[str, Any] = {"seed": seed, "resolution": resolution, "workers": workers}
        ensemble = play_for_claims(scenario, runs, draws, **given, on_progress=on_progress)
    else:
        ensemble = read_for_claims(path_of(folder, "the folder"))
    if len(ensemble.values) < FEWEST:
        raise _too_few(len(ensemble.values))
    return score_of(ensemble)


def _too_few(runs: int) -> Fault:
    return Fault(None, 0, f"too few runs for a band: {runs}", f"score {FEWEST} runs or more")


def score_of(ensemble: ClaimsEnsemble) -> ScoreTable:
    """Return the scores of an ensemble and of the baselines. Claims of victims are not scored."""
    ground = theatre(int(ensemble.about["resolution"]))
    samples, can = filled(logarithms(ensemble.said(), ensemble.questions))
    kept = can & np.array([not of_victims(q.claim.quantity) for q in ensemble.questions])
    questions = [q for q, ok in zip(ensemble.questions, kept, strict=True) if ok]
    claims, samples = observations(questions, ground), samples[kept]
    name = model_name(ensemble.about)
    every, scales = scales_by_claim(samples, claims)
    methods = {
        name: samples,
        name + ONE_TERM: widened(samples, np.full(len(samples), every)),
        name + BY_FAMILY: widened(samples, scales),
    }
    families = {family_of(q): float(scale) for q, scale in zip(questions, scales, strict=True)}
    table, lines = tables_of(questions, claims, methods, name + ONE_TERM)
    return ScoreTable(table, lines, {"all": every, **dict(sorted(families.items()))}, len(ensemble.values), name)


def tables_of(
    questions: Sequence[Question], claims: Observations, methods: Mapping[str, np.ndarray], beside: str
) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """Return the scores of methods and baselines by group, each set beside one method, and by claim.

    What a method predicts is (claims, samples), in natural logarithms.
    """
    known = baselines(claims.of(~claims.held_out))
    every = {**methods, **{title: predict(method, claims) for title, method in known.items()}}
    scored = {title: scores(one, claims.low, claims.best, claims.high) for title, one in every.items()}
    return by_group(questions, claims, scored, beside), by_claim(questions, claims, every, scored)


def model_name(about: Mapping[str, Any]) -> str:
    """Return how an ensemble of this description is called in tables: by how its parameters were drawn."""
    drawn = about.get("drawn", {})
    kinds = {width: kind for kind, width in SPREADS.items()}
    kind = POSTERIOR if "table" in drawn else kinds.get(drawn.get("spread"), "given")
    return f"model, {about.get('draws') or kind} draws"

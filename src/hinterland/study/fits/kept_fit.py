"""A fit as its folder keeps it: tables that are read again, so that a fit can be shown without playing anything."""

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from hinterland.core.declare import Param, Span
from hinterland.core.fault import Fault
from hinterland.engine.parameters import parameters
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import Claim
from hinterland.evidence.registry import of_victims
from hinterland.files.csv_lines import rows_of
from hinterland.study.ensembles.claims_ensemble import read_for_claims
from hinterland.study.ensembles.draws import PRIOR, SPREADS, spans_drawn
from hinterland.study.fits.fit_results import BAND, MECHANISM, MISFITS
from hinterland.study.fits.fit_stages import DESCRIPTION, GIVE, bank_of, description_of

AGAIN = "repeat hinterland fit: it goes on where it was, and writes its tables anew"
ENDS = ("05", "50", "95")
"""How columns of the ends of bands are named."""
Row = dict[str, str]
Read = TypeVar("Read")
RUNS = "runs"
OF = " of "
"""Between a speaker and those whom it speaks about."""


class FittedParameter(NamedTuple):
    """A parameter after a fit: the window of its prior, and mean and deviation in normal scores (0 and 1 before)."""

    name: str
    unit: str
    span: Span
    mean: float
    deviation: float

    @property
    def moved(self) -> float:
        """How much the claims say of it: the divergence of the posterior from the prior, in natural logarithms."""
        variance = self.deviation**2
        return 0.5 * (self.mean**2 + variance - 1.0 - math.log(variance))


class Bias(NamedTuple):
    """By what factor a speaker says too much of those it speaks about: the 5, 50 and 95 % ends, on so many claims."""

    speaker: str
    about: str
    claims: int
    low: float
    middle: float
    high: float


class Misfit(NamedTuple):
    """A claim that no parameters reach.

    `away` is the least implausibility at any point that was tried, `with_discrepancy` the same where the model may lack
    as much as its family of quantities lacks elsewhere. `in_runs` is what the same speaker says in the runs of the fit
    (5, 50, 95 %, in the unit of the claim), and `mechanism` what people wrote beside it.
    """

    claim: Claim
    away: float
    with_discrepancy: float
    in_runs: tuple[float, float, float]
    mechanism: str


class KeptFit(NamedTuple):
    """What a folder keeps of a fit; claims of victims are in none of it, as none is fitted."""

    folder: Path
    about: Mapping[str, object]
    parameters: tuple[FittedParameter, ...]
    biases: tuple[Bias, ...]
    misfits: tuple[Misfit, ...]
    shown: int

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<KeptFit of {len(self.parameters)} parameters to {self.shown} claims, {len(self.misfits)} misfits>"


def is_fit(folder: Path) -> bool:
    """Whether a folder is that of a fit."""
    return (folder / DESCRIPTION).is_file()


def read_fit(folder: Path, ledger: Ledger) -> KeptFit:
    """Return the fit that a folder holds; raise `Fault` with the file that is missing or cannot be read."""
    about = {"draws": PRIOR} | description_of(folder)["file"]
    if about["draws"] not in SPREADS:
        raise Fault(folder / DESCRIPTION, 0, "describes no fit", GIVE)
    own, spans = parameters(), spans_drawn(SPREADS[about["draws"]])
    parts = _table(folder / "claims.csv", lambda row: row["part"])
    fitted = tuple(_table(folder / "parameters.csv", lambda row: _parameter(row, own, spans)))
    biases = tuple(_table(folder / "speakers.csv", _bias))
    far = _table(folder / MISFITS, _far)
    said = _said(bank_of(folder) / RUNS) if far else {}
    misfits = tuple(
        Misfit(ledger.by_id[one], away, lessened, _ends(said[one]), mechanism)
        for one, away, lessened, mechanism in far
        if one in said and one in ledger.by_id and not of_victims(ledger.by_id[one].quantity)
    )
    return KeptFit(folder, about, fitted, biases, misfits, parts.count("calibration"))


def _said(runs: Path) -> dict[str, np.ndarray]:
    """Return by claim what its speaker says in the runs that have a figure, in the unit of the claim."""
    played = read_for_claims(runs)
    pairs = zip(played.questions, played.said(), strict=True)
    return {q.claim.id: figures[np.isfinite(figures)] / q.scale for q, figures in pairs if np.isfinite(figures).any()}


def _table(path: Path, read: Callable[[Row], Read]) -> list[Read]:
    """Return the lines of a table, each as `read` reads it; raise `Fault` with the line that it cannot read."""
    found = []
    for line, row in rows_of(path):
        try:
            found.append(read(row))
        except (KeyError, ValueError, TypeError):
            raise Fault(path, line, "cannot be read as a line of this table", AGAIN) from None
    return found


def _parameter(row: Row, own: Mapping[str, Param], spans: Mapping[str, Span]) -> FittedParameter:
    name = row["parameter"]
    deviation = float(row["sd_score"])
    if not deviation > 0:
        raise ValueError(name)
    return FittedParameter(name, own[name].unit, spans[name], float(row["mean_score"]), deviation)


def _bias(row: Row) -> Bias:
    speaker, _, about = row["speaker"].partition(OF)
    low, middle, high = (float(row[f"factor_{end}"]) for end in ENDS)
    return Bias(speaker, about, int(row["shown_claims"]), low, middle, high)


def _far(row: Row) -> tuple[str, float, float, str]:
    return row["claim"], float(row["implausibility"]), float(row["with_discrepancy"]), row[MECHANISM] or ""


def _ends(figures: np.ndarray) -> tuple[float, float, float]:
    low, middle, high = np.quantile(figures, BAND).tolist()
    return low, middle, high

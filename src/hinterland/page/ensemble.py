"""The ensemble beside a run: its bands by month, and of what the band of every claim is made."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from hinterland.evidence.registry import of_victims
from hinterland.study.confrontation.band_shares import COLUMNS, shares_by_draw
from hinterland.study.ensembles.claims_ensemble import ClaimsEnsemble, read_for_claims
from hinterland.study.ensembles.courses import Courses, read_courses
from hinterland.theatre.assemble import load as theatre

DIGITS = 3


class Ensemble(NamedTuple):
    """Bands by month, and by claim the shares of its band: chance, parameters, reporting, what the model lacks."""

    courses: Courses
    shares: dict[str, list[float]]


def read(folder: Path) -> Ensemble:
    """Return the ensemble of a folder; raise `Fault` as `read_courses` does."""
    return Ensemble(read_courses(folder), shares_of(read_for_claims(folder)))


def shares_of(ensemble: ClaimsEnsemble) -> dict[str, list[float]]:
    """Return the shares of every claim of which they can be given; of victims there are none."""
    ground = theatre(int(ensemble.about["resolution"]))
    table = shares_by_draw(ensemble.questions, ensemble.said(), ensemble.true(), ensemble.draw, ground)
    victims = [of_victims(q.claim.quantity) for q in ensemble.questions]
    known = table[~np.array(victims, bool)].dropna(subset=list(COLUMNS))
    shares = known[list(COLUMNS)].round(DIGITS).to_numpy().tolist()
    return dict(zip(known["claim"], shares, strict=True))

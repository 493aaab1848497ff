"""Folders of an ensemble and of a fit that are made up, so that no war is played."""

from pathlib import Path

import numpy as np
import pytest

from hinterland.evidence.registry import of_victims
from hinterland.study.claims.holdout import held_out
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger, play_for_claims
from hinterland.study.ensembles.draws import spans_drawn
from hinterland.study.ensembles.ensemble import Job
from hinterland.study.fits.fit_file import WHOLE
from hinterland.study.fits.fit_stages import FitFolder

_, QUESTIONS, _ = asked_of_ledger(3)
RUNS = 20
NAMES = tuple(spans_drawn())[:30]
PLAIN = [q for q in QUESTIONS if not held_out(q.claim) and not of_victims(q.claim.quantity)]
SEVERAL = next(q for q in PLAIN if q.claim.region == "Belarus" and q.claim.best)
OTHER = next(q for q in PLAIN if q.claim.region not in ("Belarus", "") and q.claim.best)
DEAD = next(q for q in QUESTIONS if of_victims(q.claim.quantity))
NEEDED = "units that <hide>"
FIT = {
    "parameters.csv": "parameter,mean_score,sd_score\n"
    + "".join(f"{name},{(-1) ** k * k / 20:g},{1.0 - k / 60:g}\n" for k, name in enumerate(NAMES)),
    "speakers.csv": "speaker,shown_claims,factor_05,factor_50,factor_95\n"
    "german of axis,24,1.4,2.2,3.3\nsoviet of axis,6,0.7,1.2,2.0\nsoviet of red_army,0,0.2,0.5,0.9\n",
    "claims.csv": "claim,part\nx,calibration\ny,calibration\nz,held out\n",
    "misfits.csv": "claim,quantity,region,said_by,implausibility,with_discrepancy,mechanism_that_would_be_needed\n"
    f"{SEVERAL.claim.id},,,,7.9,2.5,{NEEDED}\n{OTHER.claim.id},,,,3.2,2.1,\n{DEAD.claim.id},,,,9.9,9.9,\n",
}


def figures(job: Job) -> np.ndarray:
    """Return the figures of a run: every one is 1000 times its seed, whatever it is of."""
    return np.full(len(job.indicators), 1000.0 * job.member.seed)


def ensemble(out: Path, runs: int = RUNS, by_month: bool = True) -> Path:
    """Make the folder of an ensemble, whose figures are 1000 to 1000 times `runs`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("hinterland.study.ensembles.ensemble.figures", figures)
        patch.setattr("hinterland.study.ensembles.ensemble.fill_cache", lambda _: None)
        play_for_claims("history", runs, "prior", resolution=3, out=out, by_month=by_month)
    return out


def fit(out: Path) -> Path:
    """Make the folder of a fit with the tables of `FIT` and with runs as in `ensemble`."""
    kept = FitFolder(out)
    usual = {key: number for key, (number, *_) in WHOLE.items()}
    kept.describe({"file": {**usual, "resolution": 3, "scenario": "history", "draws": "prior", "out": str(out)}})
    for name, text in FIT.items():
        kept.put(name, text.encode())
    ensemble(out / "runs", by_month=False)
    return out

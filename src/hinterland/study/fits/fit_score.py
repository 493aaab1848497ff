"""How near a fit comes to the claims that it did not see, beside runs of the prior and the baselines of `score`.

The figures of claims held out are read here and nowhere else in a fit, when all else is done.
"""

import numpy as np

from hinterland.inference.discrepancy import scales_by_claim, widened
from hinterland.study.claims.observed_claims import filled, observations
from hinterland.study.fits.fit_results import Fit
from hinterland.study.fits.fit_stages import FitFolder
from hinterland.study.scores.score import ONE_TERM, tables_of
from hinterland.study.scores.score_tables import PARTS
from hinterland.theatre.assemble import load as theatre

POSTERIOR, PRIOR, RUNS = "posterior by emulators", "prior by emulators", "runs of the bank"


def write_scores(folder: FitFolder, found: Fit, bank: np.ndarray) -> Fit:
    """Write the scores on claims held out, by group and by claim, all beside the posterior; return the fit with them.

    `bank` is what the runs of the prior say to the claims of the fit, (claims, runs), in natural logarithms.
    """
    claims = observations(found.claims.questions, theatre(found.file.resolution))
    samples, _ = filled(bank)
    every, _ = scales_by_claim(samples, claims)
    methods = {
        POSTERIOR: found.posterior.predicted,
        PRIOR: found.before().predicted,
        RUNS: samples,
        RUNS + ONE_TERM: widened(samples, np.full(len(samples), every)),
    }
    both = tables_of(found.claims.questions, claims, methods, POSTERIOR)
    held, by_claim = (table[table["part"] == PARTS[1]] for table in both)
    for name, table in (("score.csv", held), ("score-claims.csv", by_claim)):
        folder.put(name, table.to_csv(index=False, lineterminator="\n", float_format="%.6g").encode())
    return found._replace(scores=held)

"""Runs made up from the claims of the ledger, so that it is known which explanation made them."""

import numpy as np

from hinterland.study.causation import explanation_files
from hinterland.study.claims.verdict import span
from hinterland.study.ensembles.claims_ensemble import ClaimsEnsemble, asked_of_ledger

RUNS = 12
LEDGER, QUESTIONS, INDICATORS = asked_of_ledger(3)
ASKS = explanation_files.load("why_people_joined")
PAIR = ASKS._replace(explanations=tuple(e for e in ASKS.explanations if e.name in ("joining_pushed", "history")))


def made_up(by_year: float = 0.0, off: float = 0.0) -> ClaimsEnsemble:
    """Return runs about what is claimed, off by a common amount and by another for each year of the war."""
    chance = np.random.default_rng(6)
    table = np.full((RUNS, len(INDICATORS)), 100.0)
    for q in QUESTIONS:
        claimed = max(span(q.claim, q.scale).best, 1.0)
        trend = by_year * ((q.true.first + q.true.last) / 730.5 - 2.0)
        table[:, INDICATORS.index(q.said)] = claimed * np.exp(off + trend + 0.4 * chance.normal(size=RUNS))
    about = {"scenario": "history", "draws": "prior", "seed": 1, "resolution": 3}
    return ClaimsEnsemble(LEDGER, QUESTIONS, INDICATORS, table, np.arange(RUNS), about)

"""The steps of a fit that are worked out and not played: each is kept as a stage of its folder."""

from typing import Any

import numpy as np

from hinterland.inference.bounded_claims import NormalClaims
from hinterland.inference.calibration_check import calibration, tripled
from hinterland.inference.claim_errors import Sizes
from hinterland.inference.conditioning import Claimed, Posterior, conditioned, model_of, sizes_from
from hinterland.inference.emulators import Emulators, fitted
from hinterland.inference.history_matching import Region, matched
from hinterland.inference.smoother import agreement, smoothed
from hinterland.study.fits.fit_claims import FitClaims
from hinterland.study.fits.fit_file import FitFile
from hinterland.study.fits.fit_stages import Arrays, FitFolder


def emulators_of(
    folder: FitFolder, name: str, claims: FitClaims, played: np.ndarray, scores: np.ndarray, draw: np.ndarray
) -> Emulators:
    """Return emulators of what runs say to the claims, from their figures (runs, indicators), scores and draws."""
    made_from = {
        "values": claims.values(played),
        "scores": scores,
        "draw": draw,
        "family": claims.claimed.labels.family,
    }
    order = ("scores", "values", "draw", "family")
    kept = folder.stage(name, made_from, lambda: fitted(*(made_from[one] for one in order))._asdict())
    return Emulators(**kept)


def region_of(folder: FitFolder, emulators: Emulators, claims: FitClaims, asked: FitFile) -> Region:
    """Return what the shown claims leave of the prior, and points there for the second wave."""
    claimed = claims.claimed

    def make() -> Arrays:
        model = model_of(emulators, claimed.labels, sizes_from(emulators, claimed))
        found = matched(emulators, model, claimed, asked.second_runs, asked.seed)
        return {name: np.asarray(one) for name, one in found._asdict().items()}

    made_from = {**_arrays(emulators, claimed), "asked": np.array([asked.second_runs, asked.seed])}
    kept = folder.stage("region", made_from, make)
    return Region(kept["points"], float(kept["plausible"]), float(kept["cut"]), kept["least"], kept["least_alone"])


def posterior_of(
    folder: FitFolder, emulators: Emulators, claims: FitClaims, asked: FitFile
) -> tuple[Sizes, Posterior, dict[str, Any]]:
    """Return the sizes of biases and discrepancies, the posterior, and the figures of all checks."""
    claimed = claims.claimed
    numbers = {"draws": np.array([asked.posterior_draws, asked.seed])}

    def make() -> Arrays:
        sizes = sizes_from(emulators, claimed)
        model = model_of(emulators, claimed.labels, sizes)
        found = conditioned(model, claimed, asked.posterior_draws, asked.seed)
        plain = {name: one for name, one in found._asdict().items() if name != "claims"}
        by_size = {f"size_{name}": np.asarray(one) for name, one in sizes._asdict().items()}
        return plain | by_size | {f"claim_{name}": one for name, one in found.claims._asdict().items()}

    kept = folder.stage("posterior", {**_arrays(emulators, claimed), **numbers}, make)
    sizes = Sizes(
        float(kept["size_speaker"]), float(kept["size_about"]), kept["size_discrepancy"], float(kept["size_every"])
    )
    normal = NormalClaims(kept["claim_figure"], kept["claim_variance"])
    posterior = Posterior(kept["mean"], kept["deviation"], kept["draws"], kept["predicted"], normal)
    return sizes, posterior, _checks(folder, emulators, claims, asked, sizes, posterior)


def _checks(
    folder: FitFolder, emulators: Emulators, claims: FitClaims, asked: FitFile, sizes: Sizes, posterior: Posterior
) -> dict[str, Any]:
    """Return the figures of the smoother, of made-up ledgers, and of the claims of each side tripled."""
    claimed = claims.claimed
    rows = np.flatnonzero(claimed.shown)

    def make() -> Arrays:
        model = model_of(emulators, claimed.labels, sizes)
        found = agreement(model, smoothed(model, rows, posterior, asked.seed), posterior)
        checks = {f"smoother.{name}": value for name, value in found._asdict().items()}
        for speaker in np.unique(claimed.labels.speaker[rows]):
            moved = tripled(emulators, claimed, sizes, int(speaker))._asdict()
            checks |= {f"tripled.{claims.speakers[speaker]}.{name}": moved[name] for name in list(moved)[1:]}
        if asked.ledgers:
            checked = calibration(emulators, claimed, sizes, asked.ledgers, asked.seed)
            checks |= {f"made_up_ledgers.{name}": value for name, value in checked._asdict().items()}
        return {name: np.asarray(value, float) for name, value in checks.items()}

    numbers = {"asked": np.array([asked.ledgers, asked.seed, asked.posterior_draws])}
    kept = folder.stage("checks", {**_arrays(emulators, claimed), **numbers}, make)
    return {name: float(value) for name, value in kept.items()}


def _arrays(emulators: Emulators, claimed: Claimed) -> Arrays:
    """Return all that the posterior depends on as arrays."""
    labels = {f"label_{name}": one for name, one in claimed.labels._asdict().items()}
    plain = {name: one for name, one in claimed._asdict().items() if name != "labels"}
    return {**emulators._asdict(), **plain, **labels}

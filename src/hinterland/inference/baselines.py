"""Baselines: what can be predicted of a claim from other claims, without a model of the war.

Each is a function of the claims that it may learn from and of those that it is asked for, of which the figures are
taken away (`observations.blind`). It returns samples of shape (claims asked, samples), in natural logarithms.
"""

from collections.abc import Callable, Mapping

import numpy as np

from hinterland.inference.gaussian_process import BIASES, LINES, WHOLE, GaussianProcess, fitted
from hinterland.inference.observations import LEVELS, Observations, blind

Method = Callable[[Observations, Observations], np.ndarray]
FEW = 3
"""Claims of a unit below which those of all units are taken."""
ELSEWHERE = 1.0
"""How many years' distance the distance to another region counts as."""
FOLDS = 5


def climatology(shown: Observations, asked: Observations) -> np.ndarray:
    """Return the figures of all claims of the same unit."""
    shown = shown.of(~shown.bound)
    found = []
    for unit in asked.unit:
        alike = shown.best[shown.unit == unit]
        found.append(np.quantile(alike if alike.size >= FEW else shown.best, LEVELS))
    return np.stack(found)


def nearest(shown: Observations, asked: Observations) -> np.ndarray:
    """Return the nearest claim of the same quantity, by date, area and region, with the errors that this makes."""
    shown = shown.of(~shown.bound)
    own, middle = _nearest(shown, shown, leave_out=True), _nearest(shown, asked, leave_out=False)
    return _with_errors(own, middle, shown, asked)


def _with_errors(own: np.ndarray, middle: np.ndarray, shown: Observations, asked: Observations) -> np.ndarray:
    """Return samples about the figures `middle`, by the errors that the same method makes on shown claims, `own`.

    Where a figure is NaN they are those of the climatology.
    """
    known = np.isfinite(own)
    errors = own[known] - shown.best[known]
    errors = np.concatenate([errors, -errors]) if errors.size >= FEW else shown.best - shown.best.mean()
    beside = middle[:, None] + np.quantile(errors, LEVELS)
    return np.where(np.isfinite(middle)[:, None], beside, climatology(shown, asked))


def _nearest(shown: Observations, asked: Observations, leave_out: bool) -> np.ndarray:
    """Return the figure of the nearest claim of the same quantity, NaN where there is none."""
    far = np.abs(asked.time[:, None] - shown.time) + np.abs(asked.area[:, None] - shown.area)
    far += ELSEWHERE * (asked.region[:, None] != shown.region)
    far[asked.quantity[:, None] != shown.quantity] = np.inf
    if leave_out:
        np.fill_diagonal(far, np.inf)
    best = far.argmin(axis=1)
    return np.where(np.isfinite(far[np.arange(len(best)), best]), shown.best[best], np.nan)


def ratio_of_sides(shown: Observations, asked: Observations) -> np.ndarray:
    """Return the nearest claim of another speaker times the usual ratio between the two, with the errors of that.

    The ratio of two speakers is the median over pairs of claims on one quantity, each with the nearest of the other;
    where they share none it is one.
    """
    shown = shown.of(~shown.bound)
    speakers = np.unique(shown.speaker)
    ratios = {(a, b): _ratio(shown, a, b) for a in speakers for b in speakers if a != b}
    own, middle = _from_others(shown, shown, ratios), _from_others(shown, asked, ratios)
    return _with_errors(own, middle, shown, asked)


def _ratio(shown: Observations, one: int, other: int) -> float:
    """Return the median logarithm of what one speaker says over what another does, 0 where they share no quantity."""
    ours = shown.of(shown.speaker == one)
    theirs = _nearest(shown.of(shown.speaker == other), ours, leave_out=False)
    apart = (ours.best - theirs)[np.isfinite(theirs)]
    return float(np.median(apart)) if apart.size else 0.0


def _from_others(shown: Observations, asked: Observations, ratios: Mapping[tuple[int, int], float]) -> np.ndarray:
    found = np.full(len(asked.id), np.nan)
    for speaker in np.unique(asked.speaker):
        rows, others = asked.speaker == speaker, shown.of(shown.speaker != speaker)
        if not len(others.id):
            continue
        corrected = others.best + np.array([ratios.get((int(speaker), int(one)), 0.0) for one in others.speaker])
        found[rows] = _nearest(others._replace(best=corrected), asked.of(rows), leave_out=False)
    return found


def baselines(shown: Observations) -> dict[str, Method]:
    """Return every baseline by its name. The sizes of Gaussian processes are set here, on shown claims."""
    lines, alone, biased = (fitted(shown, terms) for terms in (LINES, WHOLE, {**WHOLE, **BIASES}))
    return {
        "unit climatology": climatology,
        "nearest claim": nearest,
        "constant ratio between sides": ratio_of_sides,
        "log-linear in time and area": _of(lines),
        "Gaussian process": _of(alone),
        "Gaussian process with source biases": _of(biased),
    }


def _of(process: GaussianProcess) -> Method:
    return lambda shown, asked: process.predict(shown, asked)


def predict(method: Method, claims: Observations) -> np.ndarray:
    """Return samples for all claims: of those held out from all that are shown, of a shown one from other series.

    Shown series are parted into `FOLDS`, and each part is predicted from the others. The figures of no claim that is
    asked for, and of none that is held out, are seen by the method.
    """
    shown = ~claims.held_out
    fold = claims.series % FOLDS
    found = np.empty((len(claims.id), LEVELS.size))
    for rows, learnt in [(claims.held_out, shown)] + [(shown & (fold == k), shown & (fold != k)) for k in range(FOLDS)]:
        if rows.any():
            found[rows] = method(claims.of(learnt), blind(claims.of(rows)))
    return found

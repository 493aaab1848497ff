"""History matching: which parameters can give what was claimed, and which claims none can.

The implausibility of a claim at a point is its distance from what the emulator says there, in standard deviations of
all that may lie between the two (Craig and others 1997; Vernon and others 2010). A point is out where the third largest
is above 3, so that two claims that are wrong cannot empty the space.
"""

from typing import NamedTuple

import numpy as np

from hinterland.inference.claim_errors import OWN
from hinterland.inference.conditioning import Claimed, ClaimModel, conditioned
from hinterland.inference.emulators import Emulators
from hinterland.inference.scores import distance

CUT = 3.0
DECIDES = 3
"""The largest implausibility but so many less one decides."""
TRIED = 10
"""Points that are tried for each that is wanted, half from the prior and half from near the posterior."""
WIDENED = 4.0
"""Factor on the variance of all errors where points near the posterior are drawn: the region is wider than it."""


class Region(NamedTuple):
    """The parameters that are left: `points` (wanted, P) in normal scores, and how the claims fared.

    `plausible` is the share of points of the prior that are left, `cut` the implausibility that `points` keep to: 3, or
    more where too few were found. `least` and `least_alone` are the least implausibility of each shown claim (shown,)
    at any point that was tried, with and without the discrepancy.
    """

    points: np.ndarray
    plausible: float
    cut: float
    least: np.ndarray
    least_alone: np.ndarray


def implausibility(predicted: np.ndarray, low: np.ndarray, high: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """Return implausibilities (claims, points) of what is predicted (claims, points); 0 between the bounds."""
    return np.asarray(np.abs(distance(predicted, low[:, None], high[:, None])) / np.sqrt(variance)[:, None])


def deciding(implausible: np.ndarray) -> np.ndarray:
    """Return the third largest implausibility of each point; the smallest where there are fewer claims."""
    ordered = np.sort(implausible, axis=0)
    return np.asarray(ordered[max(len(ordered) - DECIDES, 0)])


def matched(emulators: Emulators, model: ClaimModel, claimed: Claimed, wanted: int, seed: int) -> Region:
    """Return the region that the shown claims leave, and points in it for a second wave."""
    rows = np.flatnonzero(claimed.shown)
    low, high = claimed.low[rows], claimed.high[rows]
    biases = (model.loadings[rows, model.parameters :] ** 2).sum(axis=1)
    alone = np.diag(emulators.chance)[rows] + biases + OWN**2
    whole = np.diag(model.rest)[rows] + biases + OWN**2
    count = TRIED * max(wanted, 1)
    prior = np.random.default_rng(seed).standard_normal((count - count // 2, model.parameters))
    wider = model._replace(rest=WIDENED * model.rest)
    near = conditioned(wider, claimed, count // 2, seed + 1).draws[:, : model.parameters]
    points = np.concatenate([prior, near])
    predicted = emulators.at(points)[rows]
    decides = deciding(implausibility(predicted, low, high, whole))
    order = np.argsort(decides > CUT, kind="stable") if (decides <= CUT).sum() >= wanted else np.argsort(decides)
    chosen = np.sort(order[:wanted])
    return Region(
        points[chosen],
        float((decides[: len(prior)] <= CUT).mean()),
        float(max(CUT, decides[chosen].max(initial=0.0))),
        implausibility(predicted, low, high, whole).min(axis=1),
        implausibility(predicted, low, high, alone).min(axis=1),
    )

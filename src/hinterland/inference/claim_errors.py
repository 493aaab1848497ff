"""By how much claims and the model may differ beside what parameters do: biases of speakers, discrepancy, own errors.

A claim is what the model says, plus the bias of its speaker, plus that of its speaker about those it is about, plus
what the model lacks, plus an error of its own. Biases are zero in the mean and may not be. What the model lacks is
shared: half of it by all claims on one quantity and region, the rest by all claims on one figure of the model. So ten
copies of a claim say of the model what one says. Sizes are set on shown claims alone.
"""

from typing import NamedTuple

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize

OWN = 0.1
"""Standard deviation of a claim's own error, in natural logarithms: rounding, and the day that is meant."""
SHARED = 0.5
"""Part of the variance of the discrepancy that all claims on one quantity and region share."""
FIRST = (-1.6, -1.6, -0.7)
"""First logarithms of the standard deviations: of biases of speakers, of speakers about others, of the discrepancy."""
PRIOR = (1.0, 1.0, 1.0)
"""Standard deviations of their priors about these values."""
POOLING = 0.5
"""Standard deviation of the logarithm of a family's discrepancy about that of all."""
BOUNDS, FAMILY_BOUNDS = (-5.0, 1.6), (-2.0, 2.0)
"""Between which logarithms are sought: of the three, and of a family beside all."""
NEAR = 1e-8
"""Change of the likelihood, as a share, at which the search ends."""


class Labels(NamedTuple):
    """What claims have in common, each an array of N numbers; the same number, the same thing."""

    speaker: np.ndarray
    about: np.ndarray
    """The speaker and whom the claim is about, as one number."""
    family: np.ndarray
    place: np.ndarray
    """The quantity and the region, as one number."""
    indicator: np.ndarray
    """The figure of the model that the claim is set beside."""

    def of(self, rows: np.ndarray) -> "Labels":
        """Return those of some claims."""
        return Labels(*(one[rows] for one in self))


class Sizes(NamedTuple):
    """Standard deviations in natural logarithms; `discrepancy` is by family, by the numbers of the labels."""

    speaker: float
    about: float
    discrepancy: np.ndarray
    every: float
    """Discrepancy of a family of which no claim is shown."""


def alike(one: np.ndarray) -> np.ndarray:
    """Return where two claims have a label in common, as 0 and 1, (N, N)."""
    return np.asarray(one[:, None] == one, float)


def sharing(labels: Labels) -> np.ndarray:
    """Return the correlation of the discrepancies of claims of one family, (N, N)."""
    return SHARED * alike(labels.place) + (1.0 - SHARED) * alike(labels.indicator)


def discrepancy_covariance(labels: Labels, sizes: Sizes) -> np.ndarray:
    """Return the covariance of what the model lacks, (N, N)."""
    deviation = sizes.discrepancy[labels.family]
    return np.asarray(np.outer(deviation, deviation) * sharing(labels))


def bias_loadings(labels: Labels, sizes: Sizes) -> np.ndarray:
    """Return how claims rise with biases in units of their priors, (N, speakers + speakers about others)."""
    speakers, pairs = int(labels.speaker.max()) + 1, int(labels.about.max()) + 1
    return np.hstack([sizes.speaker * np.eye(speakers)[labels.speaker], sizes.about * np.eye(pairs)[labels.about]])


def sizes_of(misses: np.ndarray, known: np.ndarray, labels: Labels) -> Sizes:
    """Return the likeliest sizes, with weak priors, from claims less what the model says where all scores are 0, (N,).

    `known` is the covariance of the misses by parameters, chance, emulators and own errors, (N, N).
    """
    families = int(labels.family.max()) + 1
    member = np.eye(families)[labels.family]
    terms = [alike(labels.speaker), alike(labels.about)]
    shared, eye = sharing(labels), np.eye(len(misses))
    apart = np.concatenate([PRIOR, np.full(families, POOLING)])
    start = np.concatenate([FIRST, np.zeros(families)])

    def unlikely(sizes: np.ndarray) -> tuple[float, np.ndarray]:
        """Return how unlikely the misses are, and its slope by each size; a family's is beside that of all."""
        variance = np.exp(2.0 * sizes[:2])
        deviation = np.exp(sizes[2] + sizes[3:])[labels.family]
        lacking = np.outer(deviation, deviation) * shared
        whole = known + variance[0] * terms[0] + variance[1] * terms[1] + lacking
        factor = cho_factor(whole, lower=True)
        inverse = cho_solve(factor, eye)
        weighed = inverse @ misses
        slope = 0.5 * (inverse - np.outer(weighed, weighed))
        of_families = 2.0 * member.T @ (slope * lacking).sum(axis=1)
        by_term = [2.0 * v * float((slope * term).sum()) for v, term in zip(variance, terms, strict=True)]
        away = (sizes - start) / apart
        loss = float(np.log(np.diag(factor[0])).sum() + 0.5 * misses @ weighed + 0.5 * away @ away)
        return loss, np.concatenate([by_term, [of_families.sum()], of_families]) + away / apart

    bounds = [BOUNDS] * len(FIRST) + [FAMILY_BOUNDS] * families
    found = minimize(unlikely, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": NEAR}).x
    speaker, about, every = np.exp(found[: len(FIRST)]).tolist()
    return Sizes(speaker, about, np.exp(found[2] + found[3:]), every)

"""Baselines: what each can learn from made-up claims, and that none sees what is held out."""

import numpy as np
import pytest
from tests.inference.made_up_claims import claims

from hinterland.inference.baselines import baselines, climatology, nearest, predict, ratio_of_sides
from hinterland.inference.gaussian_process import BIASES, WHOLE, fitted
from hinterland.inference.observations import blind
from hinterland.inference.scores import scores

NAMES = [
    "unit climatology", "nearest claim", "constant ratio between sides", "log-linear in time and area",
    "Gaussian process", "Gaussian process with source biases",
]  # fmt: skip
BIASED = claims(240, bias=2.0)
FEW = claims(60)
CHANGED = FEW._replace(**{end: np.where(FEW.held_out, 99.0, getattr(FEW, end)) for end in ("low", "best", "high")})


@pytest.fixture(scope="module")
def biased():
    return baselines(BIASED.of(~BIASED.held_out))


def error(samples: np.ndarray, claims) -> float:
    return float(scores(samples, claims.low, claims.best, claims.high).crps.mean())


def test_that_no_baseline_sees_a_claim_held_out():
    learnt = [baselines(one.of(~one.held_out)) for one in (FEW, CHANGED)]
    assert list(learnt[0]) == NAMES
    for name in NAMES:
        before, after = (predict(of[name], one) for of, one in zip(learnt, (FEW, CHANGED), strict=True))
        np.testing.assert_array_equal(before, after)
        assert np.isfinite(before).all()


@pytest.mark.parametrize("name", NAMES)
def test_that_no_baseline_sees_the_claim_that_it_predicts(name, biased):
    shown = BIASED.of(~BIASED.held_out)
    one = np.arange(len(shown.id)) == 0
    moved = shown._replace(best=np.where(one, 99.0, shown.best))
    rest = shown.of(~one)
    np.testing.assert_array_equal(*(biased[name](rest, blind(of.of(one))) for of in (shown, moved)))


def test_that_lines_in_time_and_area_are_found(biased):
    held = BIASED.of(BIASED.held_out)
    found = {name: error(predict(method, BIASED)[BIASED.held_out], held) for name, method in biased.items()}
    assert found["log-linear in time and area"] < 0.7 * found["unit climatology"]
    assert found["Gaussian process with source biases"] < 0.5 * found["Gaussian process"]


def test_that_a_process_with_biases_covers_what_it_says(biased):
    samples = predict(biased["Gaussian process with source biases"], BIASED)
    found = scores(samples, BIASED.low, BIASED.best, BIASED.high)
    assert found.inside_90[BIASED.held_out].mean() == pytest.approx(0.9, abs=0.1)


def test_that_the_ratio_of_sides_is_used_for_the_side_that_exaggerates(biased):
    low, high = (claims(240, noise=0.05, bias=bias) for bias in (0.0, 3.0))
    middles = [np.median(predict(ratio_of_sides, own), axis=1) for own in (low, high)]
    lifted = (middles[1] - middles[0])[low.speaker == 1]
    assert np.median(lifted) == pytest.approx(3.0, abs=0.8)


def test_that_the_sizes_of_a_process_are_the_same_every_time():
    one, two = (fitted(FEW, {**WHOLE, **BIASES}) for _ in range(2))
    assert one.variances == two.variances
    assert one.reach == two.reach


def test_that_a_quantity_of_which_nothing_is_shown_gets_the_climatology():
    strange = blind(FEW.of(np.arange(60) < 2))._replace(quantity=np.array([77, 77]))
    np.testing.assert_array_equal(nearest(FEW, strange), climatology(FEW, strange))


def test_that_the_slopes_by_which_sizes_are_found_lead_to_the_likeliest():
    process = fitted(FEW, WHOLE)
    assert process.variances["noise"] == pytest.approx(0.09, rel=0.8)  # the noise of the made-up claims is 0.3

"""A war is the same to the last bit on every processor, and is what it was when its hashes were written down."""

import hashlib
import json
import math
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
from tests import golden

from hinterland.core import elementary, trigonometry

TOP = Path(__file__).parents[2]
WITHOUT = "-FMA,-FMA4,-AVX2,-AVX512F,-FMA_Usable,-AVX2_Usable,-AVX512F_Usable"
"""What the C library is told that the processor lacks, in the words of its older and newer versions."""
OLDER = {
    "GLIBC_TUNABLES": f"glibc.cpu.hwcaps={WITHOUT}",
    "NPY_DISABLE_CPU_FEATURES": " ".join(one for one in __cpu_dispatch__ if __cpu_features__.get(one)),
}
ENOUGH = "1941-08-31"
"""By then the worlds of both processors differed for every seed while kernels still called the C library."""


def on_an_older_processor(call: str) -> list:
    """Return what a call of a function of the tests returns where fused and wide steps are not to be had."""
    module, _, function = call.partition(":")
    program = f"import json; from tests.{module} import *; print(json.dumps({function}))"
    path = os.pathsep.join((str(TOP / "src"), str(TOP)))
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **OLDER, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def sum_of(values) -> str:
    """Return a short hash of numbers."""
    return hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest()[:16]


def many(count: int = 200_000) -> np.ndarray:
    """Return numbers between 0 and 1."""
    return np.random.default_rng(1).random(count)


def of_the_library() -> list[str]:
    """Return hashes of what the C library and numpy make of numbers in functions that kernels no longer call."""
    x = many()
    return [sum_of([math.pow(u, v) for u, v in zip(x.tolist(), x[::-1].tolist(), strict=True)]), sum_of(np.exp(x))]


def of_our_own() -> list[str]:
    """Return hashes of what our own functions make of the same numbers."""
    x = many()
    grown = [f(x) for f in (elementary.exp, elementary.log, elementary.tanh)]
    turned = [f(7.0 * x) for f in (trigonometry.sin, trigonometry.cos)]
    angles = [f(x) for f in (trigonometry.arcsin, trigonometry.arccos)]
    both = [elementary.power(x, x[::-1]), trigonometry.arctan2(x, x[::-1]), trigonometry.hypot(x, x[::-1])]
    return [sum_of(values) for values in (*grown, *turned, *angles, *both)]


def of_numpy() -> list[str]:
    """Return hashes of sums, roots and orders of numpy, on which forcing and initial state rest."""
    made = []
    for kind in (np.float64, np.float32):
        x = many().astype(kind)
        lengths = [*range(1, 40), 127, 128, 129, 1000, 8193, 100_000]
        made.append([x[:n].sum() for n in lengths] + [x[1 : n + 1].mean() for n in lengths])
        made.append([x[: 3 * n : 3].sum() for n in lengths])
        table = x[:199_500].reshape(57, -1)
        made += [table.sum(axis=0), table.sum(axis=1), table.T.sum(axis=1), table.mean(axis=0), table.cumsum(axis=1)]
        made += [table.sum(axis=1, dtype=np.float64), np.add.reduceat(x, np.arange(0, x.size, 37)), np.sqrt(x)]
        made += [
            np.bincount((x * 50.0).astype(int), x),
            np.argsort(np.round(x, 2), kind="stable"),
            table.argmax(axis=1),
        ]
        made += [np.linspace(0.0, 1.0, 77), np.radians(x), np.degrees(x), x * x / 3.0, np.round(x, 3), np.average(x)]
    return [sum_of(values) for values in made]


def two_processors() -> bool:
    """Return whether this machine can play an older one: its C library changes what it returns."""
    return on_an_older_processor("engine.test_any_processor:of_the_library()") != of_the_library()


@pytest.fixture(scope="module")
def older() -> None:
    """Skip where this machine cannot play an older one."""
    if platform.system() != "Linux" or platform.machine() != "x86_64" or not two_processors():
        pytest.skip("this C library has but one version of its functions for this processor")


def test_that_our_own_functions_have_the_same_bits_on_an_older_processor(older):
    assert on_an_older_processor("engine.test_any_processor:of_our_own()") == of_our_own()


def test_that_sums_and_orders_of_numpy_have_the_same_bits_on_an_older_processor(older):
    assert on_an_older_processor("engine.test_any_processor:of_numpy()") == of_numpy()


def test_that_a_short_war_is_the_same_on_an_older_processor(older):
    here = [list(line) for line in golden.play([3], ENOUGH)]
    assert on_an_older_processor(f"golden:play([3], {ENOUGH!r})") == here


@pytest.mark.slow
def test_that_eight_whole_wars_are_the_same_on_an_older_processor(older):
    assert on_an_older_processor("golden:play(SEEDS)") == [list(line) for line in golden.play(golden.SEEDS)]


def test_that_a_known_war_is_the_same_to_the_last_bit(coarse):
    assert golden.hashes_of(coarse) in golden.read(), "where results move on purpose, run `make golden` and say why"


@pytest.mark.slow
def test_that_eight_known_wars_are_the_same_to_the_last_bit():
    assert golden.play(golden.SEEDS) == golden.read()

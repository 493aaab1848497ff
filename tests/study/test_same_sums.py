"""What a run writes has the same bits whatever the threads and the kernels of the library of linear algebra."""

import ast
import os
import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import hinterland
from hinterland.core.elementary import tanh
from hinterland.core.fault import Fault
from hinterland.engine.sums_by_region import SumsByRegion
from hinterland.study.measurement.indicators import rank_correlation
from hinterland.theatre.news import news

SRC = Path(__file__).parents[2] / "src" / "hinterland"
PRODUCTS = {
    "dot", "vdot", "inner", "matmul", "tensordot", "vecdot", "matvec", "einsum", "convolve", "correlate",
    "corrcoef", "cov", "corr", "linalg", "polyfit", "lstsq",
}  # fmt: skip
"""Names under which numpy and pandas call the library of linear algebra."""
FITTED = {
    "bootstrap", "bounded_claims", "calibration_check", "claim_errors", "conditioning", "emulators", "free_level",
    "gaussian_process", "sensitivity", "smoother", "weight_of_evidence",
}  # fmt: skip
"""Parts of `inference` that only `score`, `fit`, `sensitivity` and `explanations` use. Their tables hold six digits."""
EXEMPT = {f"inference/{name}.py" for name in FITTED} | {"study/fits/fit_results.py"}
MACHINES = (("1", "Nehalem"), ("2", "Haswell"))


def played(folder: Path, threads: str, kernels: str) -> dict[str, bytes]:
    """Play a short war by the command line of a user and return every file that it leaves."""
    variables = {"OPENBLAS_NUM_THREADS": threads, "OMP_NUM_THREADS": threads, "OPENBLAS_CORETYPE": kernels}
    arguments = ["run", "--resolution", "3", "--to", "1941-08-31", "--quiet", "--out", str(folder)]
    program = "from hinterland.cli.main import answer; import sys; sys.exit(answer(sys.argv[1:]))"
    done = subprocess.run([sys.executable, "-c", program, *arguments], env={**os.environ, **variables}, check=False)
    assert done.returncode == 0
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.slow
@pytest.mark.skipif(platform.machine() != "x86_64", reason="the kernels are those of one kind of processor")
def test_that_every_file_of_a_run_is_the_same_bytes_for_any_threads_and_kernels(tmp_path):
    one, other = (played(tmp_path / kernels, threads, kernels) for threads, kernels in MACHINES)
    assert one.keys() == other.keys()
    assert len(one) > 300
    assert [name for name in one if one[name] != other[name]] == []


def test_that_sums_by_region_are_those_of_the_run():
    run = hinterland.run("history", seed=2, end="1941-08-31", resolution=3)
    places = {name: run.atoms(name) for name in ("Belarus", "USSR", "vitebsk")}
    sums = SumsByRegion(run, places)
    for row, name in enumerate(run.played.record.series):
        figures = run.played.record.table[row].astype(float)
        found = sums.row(name)
        for n, atoms in enumerate(places.values()):
            np.testing.assert_allclose(found[:, n], figures[:, atoms].sum(axis=1), rtol=1e-12, atol=1e-9)
        assert found.dtype == np.float64


def test_that_values_of_several_regions_are_those_of_each():
    run = hinterland.run("history", seed=2, end="1941-08-31", resolution=3)
    places = ["Belarus", "USSR", "oblast:vitebsk"]
    for name, said_by in (("partisans.strength", "soviet"), ("loyalty.soviet", None), ("radio.contact_share", None)):
        found = run.every_day_by_region(name, places, said_by)
        each = np.stack([run.every_day(name, place, said_by) for place in places], -1)
        np.testing.assert_allclose(found, each, rtol=1e-12, atol=1e-12)
    with pytest.raises(Fault, match="says nothing"):
        run.every_day_by_region("people.fear", places, "german")


def test_that_news_is_the_ground_won_less_the_ground_lost():
    occupied = np.zeros((1418, 3), np.uint8)
    occupied[:200, 0] = occupied[100:, 1] = 1
    area, group = np.array([40_000.0, 10_000.0, 5_000.0]), np.array([0, 1, 1])
    heard = news(occupied, area, group)
    won, lost = 40_000.0 / 160_000.0, -10_000.0 / 160_000.0
    assert heard[150, 1] == 0.6 * tanh(3 * lost) + 0.4 * tanh(lost)
    assert heard[210, 0] == 0.6 * tanh(3 * won) + 0.4 * tanh(won + lost)
    assert heard[1000].tolist() == [0.0] * 5


def test_that_a_correlation_of_ranks_is_what_it_was():
    rng = np.random.default_rng(7)
    for _ in range(20):
        a, b = rng.integers(0, 9, 12), rng.normal(size=12)
        ranks = [np.array([(v < x).sum() + (v == x).sum() / 2 for x in v]) for v in (a, b)]
        assert rank_correlation(a, b) == pytest.approx(np.corrcoef(*ranks)[0, 1])


def products(path: Path) -> list[str]:
    """Return the products of matrices in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.BinOp | ast.AugAssign)]
    lines = [f"{path.name}:{node.lineno}: @" for node in found if isinstance(node.op, ast.MatMult)]
    named = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in PRODUCTS]
    return lines + [f"{path.name}:{node.lineno}: {node.attr}" for node in named]


def test_that_no_product_of_matrices_stands_on_the_way_to_what_is_written():
    files = [path for path in sorted(SRC.rglob("*.py")) if str(path.relative_to(SRC)) not in EXEMPT]
    assert [line for path in files for line in products(path)] == []


def test_that_no_run_and_no_confrontation_uses_what_is_exempt():
    used = [SRC / "study" / f"{name}.py" for name in ("confrontation/band_shares", "causation/counterfactual")]
    used += [path for part in ("engine", "report", "theatre", "war") for path in (SRC / part).rglob("*.py")]
    found = [name for path in used for name in FITTED if f"inference.{name} " in path.read_text(encoding="utf-8")]
    assert found == []

"""Pictures for notebooks: what is drawn stands where the figures say, and the examples run."""

import doctest

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest

import hinterland as hl
from hinterland import pictures
from hinterland.core.fault import Fault
from hinterland.study.ensembles import ensemble_dataset

matplotlib.use("Agg")
RUNS = 11
NAMES = ("plot_biases", "plot_fan", "plot_misfits", "plot_ridges")


@pytest.fixture(autouse=True)
def no_open_figures():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def made_up():
    """An ensemble of which every figure of run k is 10,000 k, without a war."""
    with pytest.MonkeyPatch.context() as patch:

        def values(scenario, members, indicators, *rest, **named):
            return np.repeat(10_000.0 * np.arange(RUNS)[:, None], len(indicators), axis=1)

        patch.setattr(ensemble_dataset, "indicator_values", values)
        return hl.ensemble(
            "history", runs=RUNS, quantities=["partisans.strength"], regions=["Belarus", "Crimea"], resolution=3
        )


def test_that_a_fan_has_its_median_and_bands_at_their_values(made_up):
    axes = pictures.plot_fan(made_up, claims=False)
    (median,) = axes.lines
    np.testing.assert_allclose(median.get_ydata(), 50_000.0)
    assert len(median.get_ydata()) == made_up.sizes["time"]
    ends = [sorted({round(y) for y in band.get_paths()[0].vertices[:, 1]}) for band in axes.collections]
    assert ends == [[5_000, 95_000], [25_000, 75_000]]
    assert axes.get_ylabel() == "person"


def test_that_claims_stand_at_their_figures_beside_their_own_side(made_up):
    bare = pictures.plot_fan(made_up, "partisans.strength", "Crimea", "soviet", claims=False)
    axes = pictures.plot_fan(made_up, "partisans.strength", "Crimea", "soviet")
    marks = [line for line in axes.lines[len(bare.lines) :] if line.get_marker() not in ("None", None)]
    table = hl.claims("partisans.strength", region="Crimea", said_by="soviet")
    assert len(marks) >= 3
    assert {float(mark.get_ydata()[0]) for mark in marks} <= {*table["best"], *table["low"], *table["high"]}
    assert {mark.get_marker() for mark in marks} == {"o"}


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda ds: pictures.plot_fan(ds, "rails.cut"), "no quantity 'rails.cut'"),
        (lambda ds: pictures.plot_fan(ds, region="Belaruss"), "perhaps you mean Belarus"),
        (lambda ds: pictures.plot_fan(ds, said_by="sovjet"), "perhaps you mean soviet"),
        (lambda ds: pictures.plot_fan(ds.isel(member=0)), 'give what hinterland.ensemble(by="month") returns'),
        (lambda _: pictures.plot_fan("history"), 'give what hinterland.ensemble(by="month") returns'),
        (lambda _: pictures.plot_ridges("nowhere"), "there is no such folder"),
    ],
)
def test_that_a_picture_of_what_is_not_there_is_refused_in_one_line(made_up, ask, words):
    with pytest.raises(Fault) as found:
        ask(made_up)
    assert words in str(found.value)
    assert "\n" not in str(found.value)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_picture_has_an_example_that_runs(name):
    found = doctest.DocTestFinder(recurse=False).find(getattr(pictures, name), name, globs=vars(pictures).copy())
    assert sum(len(one.examples) for one in found) >= 1
    failures: list[str] = []
    for one in found:
        doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(one, out=failures.append)
    assert "".join(failures) == ""


def test_that_the_module_says_what_it_draws():
    drawn = {name for name in vars(pictures) if name.startswith("plot_")}
    assert drawn == set(NAMES)
    assert all(name in pictures.__doc__ for name in NAMES)

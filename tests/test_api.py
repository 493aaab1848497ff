"""The public interface: what `import hinterland` gives; the examples of its docstrings and of README.md run."""

import doctest
import html
import inspect
import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import matplotlib
import numpy as np
import pandas as pd
import pytest
import xarray as xr

import hinterland as hl
from hinterland.core.fault import Fault
from hinterland.engine.result import Run
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.confrontation.confront import Confrontation, Score
from hinterland.study.saved_runs import store
from hinterland.study.scenarios.scenario_files import load as load_scenario

matplotlib.use("Agg")
TOP = Path(__file__).parents[1]
PYTHON = TOP / "docs" / "how_to_python.md"
FUNCTIONS = sorted(name for name in hl.__all__ if inspect.isfunction(getattr(hl, name)))
END = "1941-08-10"
SHORT = {"end": END, "resolution": 3}
FIGURES = (
    "id,quantity,region,date_from,date_to,best,unit,said_by\n"
    "A1,rails.cut,USSR_occupied,1943-08-03,1943-09-15,214705,rails,soviet\n"
)
HEAVY = {"numba", "numpy", "pandas", "xarray", "scipy", "duckdb", "zarr", "matplotlib"}


@pytest.fixture(scope="module")
def war() -> Run:
    """Fifty days on the coarse theatre."""
    return hl.run("history", seed=1, **SHORT)


@pytest.fixture(scope="module")
def saved(war, tmp_path_factory):
    return hl.open(store.save(war, tmp_path_factory.mktemp("out") / "short"))


def test_that_the_functions_are_those_of_the_documents():
    assert FUNCTIONS == [
        "claims", "compare", "confront", "counterfactual", "documented_events", "ensemble", "explanations", "open",
        "parameters", "quantities", "run", "scenarios", "score", "sensitivity",
    ]  # fmt: skip
    assert set(hl.__all__) <= set(dir(hl))
    with pytest.raises(AttributeError, match="no attribute 'total'"):
        getattr(hl, "total")  # noqa: B009


def test_that_importing_the_package_imports_no_heavy_library():
    program = "import sys, json, hinterland; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY & set(json.loads(done.stdout)) == set()


@pytest.mark.parametrize("name", hl.__all__)
def test_that_every_public_name_has_an_example_that_runs(name):
    public = getattr(hl, name)
    assert public.__name__ == name
    found = doctest.DocTestFinder(recurse=False).find(public, name, globs={})
    assert sum(len(one.examples) for one in found) >= 2
    failures: list[str] = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    for one in found:
        runner.run(one, out=failures.append)
    assert "".join(failures) == ""


@pytest.mark.parametrize("name", FUNCTIONS)
def test_that_every_function_says_what_it_refuses(name):
    function = getattr(hl, name)
    assert "Raises `Fault" in function.__doc__ or not inspect.signature(function).parameters


@pytest.mark.parametrize("page", [PYTHON, TOP / "README.md"])
def test_that_the_python_of_a_page_runs(page, monkeypatch, tmp_path, saved):
    """The block as it stands, on the coarse theatre and with one run or two instead of twenty."""
    block = re.search(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)[1]
    monkeypatch.setattr(hl, "run", partial(hl.run, resolution=3, end="1943-09-15"))
    ensemble, confront = hl.ensemble, hl.confront
    pairs = partial(hl.counterfactual, resolution=3, end="1943-07-15", quantities=["rails.cut"])
    monkeypatch.setattr(hl, "counterfactual", lambda *a, runs, branch: pairs(*a, 1, branch=branch))
    monkeypatch.setattr(hl, "ensemble", lambda *a, runs, **named: ensemble(*a, runs=2, resolution=3, end=END, **named))
    monkeypatch.setattr(hl, "confront", lambda path, runs: confront(path, runs=1, resolution=3))
    monkeypatch.setattr(hl, "explanations", lambda runs: SimpleNamespace(table=runs))  # tests/study
    monkeypatch.setattr(
        hl, "score", lambda folder: SimpleNamespace(table=folder)
    )  # runs: tests/study/scores/test_score.py
    monkeypatch.setattr(hl, "sensitivity", lambda folder: folder)  # runs of a fit: tests/study/fits/test_sensitivity.py
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my_figures.csv").write_text(FIGURES, encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "history-1").symlink_to(saved.folder)
    scope: dict[str, object] = {}
    exec(compile(block, str(page), "exec"), scope)
    if page != PYTHON:
        return
    assert set(scope["ds"].dims) == {"time", "region", "said_by"}
    assert set(scope["many"].dims) == {"member", "time", "region", "said_by"}
    for name in set(FUNCTIONS):
        assert f"hl.{name}(" in block, name


def test_that_a_dataset_holds_what_the_run_holds(war):
    ds = war.to_dataset(["axis.dead", "loyalty.soviet", "zones.area_share", "Axis.Dead"], ["Belarus", "AGC_area"])
    assert list(ds) == ["axis_dead", "loyalty_soviet", "zones_area_share"]
    assert dict(ds.sizes) == {"time": war.days, "region": 2, "said_by": 3}
    assert ds["axis_dead"].sum("time").sel(said_by=["truth", "german"]).min() > 0
    for region in ("Belarus", "AGC_area"):
        for said_by, side in (("truth", None), ("soviet", "soviet"), ("german", "german")):
            dead = ds["axis_dead"].sel(region=region, said_by=said_by)
            np.testing.assert_allclose(dead, war.values("axis.dead", region, side), rtol=1e-6)
        for name in ("loyalty.soviet", "zones.area_share"):
            values = ds[name.replace(".", "_")].sel(region=region)
            np.testing.assert_allclose(values.sel(said_by="truth"), war.values(name, region), rtol=1e-5)
            assert np.isnan(values.sel(said_by=["soviet", "german"])).all()
    assert (ds["axis_dead"].attrs["units"], ds.attrs["seed"]) == ("person", 1)


def test_that_a_dataset_of_everything_has_every_quantity(war):
    ds = war.to_dataset(regions=["Belarus"])
    assert {values.attrs["quantity"] for values in ds.values()} == set(hl.quantities()["name"])


def test_that_a_series_of_a_dataset_is_plotted_with_its_unit(war):
    ds = war.to_dataset(["partisans.strength"], ["Belarus"])
    (line,) = ds["partisans_strength"].sel(region="Belarus", said_by="truth").plot()
    assert "[person]" in line.axes.get_ylabel()
    assert len(line.get_ydata()) == war.days


def test_that_a_saved_run_is_the_run(war, saved):
    assert repr(saved) == repr(war).replace("<Run", "<SavedRun")
    assert (saved.seed, saved.scenario) == (war.seed, war.scenario)
    names, places = ["rails.cut", "zones.area_share"], ["Belarus", "vitebsk"]
    xr.testing.assert_allclose(saved.to_dataset(names, places), war.to_dataset(names, places), rtol=1e-5)
    assert saved.to_dataset(["rails.cut"], ["Belorussia"])["region"].item() == "Belarus"
    assert set(saved.events) == set(war.events)
    for column in war.events:
        np.testing.assert_array_equal(saved.events[column], war.events[column], err_msg=column)
    parameters = saved.parameters.set_index("name")
    assert parameters.loc["rail.guards_half", "value"] == war.parameters.rail.guards_half
    assert dict(saved.maps.sizes)["cell"] == len(war.cells)
    assert saved.lines.sizes["line"] == war.theatre.railway.km.size
    assert set(saved.to_dataset(["rails.cut"])["region"].to_numpy()) == set(saved.regions)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda run, _: run.sum("partisans.strength"), "is a stock and has no sum over days; ask for its mean"),
        (lambda run, _: run.sum("loyalty.soviet"), "is a mean and has no sum over days; ask for its mean"),
        (lambda run, _: run.sum("zones.area_share"), "ask for its ratio or its mean"),
        (lambda run, _: run.ratio("rails.cut"), "is a flow and no ratio; ask for its sum or its mean"),
        (lambda run, _: run.ratio("partisans.strength"), "is a stock and no ratio; ask for its mean"),
        (lambda run, _: run.mean("rails.cut", said_by="sovjet"), "no side 'sovjet'; perhaps you mean soviet"),
        (lambda run, _: run.to_dataset("rails.cut"), "quantities is 'rails.cut'; give a list"),
        (lambda run, _: run.to_dataset(["rails.cutt"]), "perhaps you mean rails.cut"),
        (lambda run, _: run.to_dataset(["rails.cut"], ["Belaruss"]), "perhaps you mean Belarus"),
        (lambda _, saved: saved.to_dataset(["rails.cut"], ["Belaruss"]), "perhaps you mean Belarus"),
        (lambda _, saved: saved.to_dataset(["rails.cut"], "Belarus"), "give a list"),
        (lambda _, __: hl.open("nowhere"), "there is no saved run; give a folder that hinterland run has written"),
        (lambda _, __: hl.open(5), "the folder is 5; give the path of a folder"),
        (lambda _, __: hl.compare("history"), "the run is 'history'; give a run"),
        (lambda _, __: hl.claims("rails.cutt"), "perhaps you mean rails.cut"),
        (lambda _, __: hl.claims(start="3.8.1943"), "year first"),
        (lambda _, __: hl.confront(resolution=9), "give 3, 4 or 5"),
        (lambda _, __: hl.confront(scenario=None), "the scenario is None"),
        (lambda _, __: hl.ensemble(runs=0), "the number of runs 0 is out of range"),
        (lambda _, __: hl.ensemble(runs=2, by="week"), "no period 'week'; give one of month, total"),
        (lambda _, __: hl.ensemble(runs=2, spread=2), "give a number from 0 to 1"),
        (lambda _, __: hl.ensemble(runs=2, quantities="rails.cut"), "quantities is 'rails.cut'; give a list"),
        (lambda _, __: hl.ensemble(runs=2, quantities=[]), "the list of quantities is empty"),
        (lambda _, __: hl.ensemble(runs=2, regions=["Belaruss"]), "perhaps you mean Belarus"),
        (lambda _, __: hl.ensemble(runs=2, workers=0), "the number of workers 0 is out of range"),
        (lambda _, __: hl.ensemble(runs=2, draws="poster"), "perhaps you mean posterior"),
        (lambda _, __: hl.ensemble(runs=2, draws="hand", spread=0.1), "both draws and spread are given; give one"),
        (lambda _, __: hl.ensemble(runs=2, scheduler=8786), "the scheduler is 8786; give its address as text"),
        (lambda _, __: hl.ensemble(runs=2, out=5), "the folder is 5, which is no path"),
        (lambda _, __: hl.score("nowhere"), "there is no such folder; give the folder of an ensemble"),
        (lambda _, __: hl.score(runs=3), "too few runs for a band: 3; score 10 runs or more"),
    ],
)
def test_that_a_wrong_question_is_refused_in_one_line_with_what_to_ask(war, saved, ask, words):
    with pytest.raises(Fault) as caught:
        ask(war, saved)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_that_sum_mean_and_ratio_do_what_their_names_say(war):
    days = ("Belarus", "1941-07-01", "1941-08-09")
    values = war.values("axis.dead", "Belarus")[9:49]
    assert war.sum("axis.dead", *days) == values.sum() > 0
    assert war.mean("axis.dead", *days) == pytest.approx(values.sum() / 40)
    assert war.mean("partisans.strength", *days) == war.values("partisans.strength", "Belarus")[9:49].mean()
    over, under = (war.values(name, "Belarus")[9:49] for name in ("partisans.women", "partisans.strength"))
    assert war.ratio("partisans.women_share", *days) == pytest.approx(100 * over.sum() / under.sum())
    assert war.mean("partisans.women_share", *days) == pytest.approx((100 * over / under).mean())


def test_that_an_ensemble_holds_for_each_run_what_the_run_holds():
    asked = {"quantities": ["axis.dead", "partisans.strength", "partisans.women_share"], "regions": ["USSR", "Belarus"]}
    found = hl.ensemble("history", runs=2, seed=4, **asked, **SHORT)
    assert found["axis_dead"].dims == ("member", "time", "region", "said_by")
    assert found["time"].dt.strftime("%Y-%m-%d").values.tolist() == ["1941-06-22", "1941-07-01", "1941-08-01"]
    assert found["seed"].to_numpy().tolist() == [4, 5]
    run = hl.run("history", seed=5, **SHORT)
    july = found.sel(member=1, time="1941-07-01", region="USSR")
    days = ("USSR", "1941-07", "1941-07")
    assert min(run.sum("axis.dead", *days, "soviet"), run.sum("axis.dead", *days)) > 0
    assert float(july["axis_dead"].sel(said_by="soviet")) == pytest.approx(run.sum("axis.dead", *days, "soviet"))
    assert float(july["axis_dead"].sel(said_by="truth")) == pytest.approx(run.sum("axis.dead", *days))
    strength = july["partisans_strength"].sel(said_by="truth")
    assert float(strength) == pytest.approx(run.mean("partisans.strength", *days))
    women = july["partisans_women_share"]
    assert float(women.sel(said_by="truth")) == pytest.approx(run.ratio("partisans.women_share", *days))
    assert np.isnan(women.sel(said_by=["soviet", "german"])).all()
    whole = hl.ensemble("history", runs=2, seed=4, by="total", **asked, **SHORT)
    assert whole["axis_dead"].dims == ("member", "region", "said_by")
    np.testing.assert_allclose(whole["axis_dead"], found["axis_dead"].sum("time", skipna=False))


def test_that_tables_of_names_hold_what_the_calls_take(war):
    assert set(hl.scenarios()["name"]) >= {"history", "no_airlift"}
    parameters = hl.parameters()
    assert (parameters["low"] <= parameters["default"]).all()
    assert (parameters["default"] <= parameters["high"]).all()
    assert (parameters["meaning"].str.len() > 10).all()
    assert (parameters["cites"] != "").all()
    table = hl.quantities().set_index("name")
    assert set(table["kind"]) == {"stock", "flow", "mean", "share", "ratio"}
    for name, sides in table["said_by"].items():
        for side in ("soviet", "german"):
            if side in sides:
                assert war.values(name, said_by=side).size == war.days
            else:
                with pytest.raises(Fault, match="says nothing"):
                    war.values(name, said_by=side)


def test_that_claims_are_those_of_the_ledger():
    assert len(hl.claims()) == len(ledger_of_package().claims)
    pd.testing.assert_frame_equal(
        hl.claims("rails.cut", said_by="german"), ledger_of_package().query(quantity="rails.cut", said_by="german")
    )


def test_that_objects_show_themselves_in_a_notebook(war, saved):
    killed = f"{war.sum('civilians.killed'):,.0f}"
    for shown in (war._repr_html_(), saved._repr_html_()):
        assert f"<td>{killed}</td>" in shown, "the civilians killed are shown"
        assert len(shown) < 1500
    ledger = ledger_of_package()
    assert f"<td>{len(ledger.judged)}</td>" in ledger._repr_html_()
    lines, nothing = pd.DataFrame({"verdict": ["agrees", "agrees", "claim higher"]}), float("nan")
    found = Confrontation(lines, {"all": Score(3, 3, 2 / 3, nothing, 1.5, ())}, 2, "history")
    assert "<tr><th>agrees</th><td>2</td></tr>" in found._repr_html_()
    assert "67%" in found._repr_html_()
    for one in (war, saved, ledger, found):
        assert len(repr(one)) < 300


def test_that_a_scenario_shows_in_a_notebook_how_it_differs_from_history():
    made = load_scenario("no_airlift")
    shown = made._repr_html_()
    assert shown.startswith("<div><p><b>Scenario no_airlift</b>")
    assert f"<tr><th>without</th><td>{', '.join(sorted(made.without))}</td></tr>" in shown
    assert "parameters" not in shown, "what is as in history is left out"
    changed = made._replace(parameters={"rail.guards_half": 9.0}, warmer=((0, 1, -2.5),), scaled=(("airlift", 0.5),))
    for row in (
        "<tr><th>parameters</th><td>rail.guards_half = 9</td></tr>",
        "<tr><th>warmer</th><td>1941-06-22 to 1941-06-23: -2.5 °C</td></tr>",
        "<tr><th>scaled</th><td>airlift times 0.5</td></tr>",
    ):
        assert row in changed._repr_html_()


def test_that_markup_in_a_name_is_escaped(tmp_path):
    path = tmp_path / "a<b>.toml"
    path.write_text('title = "mine"\n', encoding="utf-8")
    shown = hl.run(path, end="1941-06-23", resolution=3)._repr_html_()
    assert "a<b>" not in shown
    assert html.escape("a<b>") in shown

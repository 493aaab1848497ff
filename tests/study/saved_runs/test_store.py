"""A run is written whole or not at all, with units and meanings, and can be read and played again."""

import gzip
import io
import json

import numpy as np
import pandas as pd
import pytest

import hinterland
from hinterland.core.fault import Fault
from hinterland.engine.dataset import chosen_quantities, queries, regions, variable, variables
from hinterland.engine.quantities import QUANTITIES, SHARES
from hinterland.engine.victims import holds_an_oblast
from hinterland.evidence.registry import of_victims
from hinterland.study.saved_runs import months, store, zarr_store
from hinterland.study.scenarios import scenario_files

CHANGED = {"rail.guards_half": 12.0, "population.initial_support_soviet": 0.3}


@pytest.fixture(scope="module")
def run() -> hinterland.engine.result.Run:
    """A winter of a scenario with everything in it that a scenario may change."""
    return hinterland.run(
        "mild_winter_1941", seed=4, start="1941-11-20", end="1942-02-10", resolution=3, parameters=CHANGED
    )


@pytest.fixture(scope="module")
def folder(run, tmp_path_factory):
    return store.save(run, tmp_path_factory.mktemp("out") / "mild")


@pytest.fixture
def quick(monkeypatch):
    """Let the store of arrays be an empty folder, where only its place is looked at."""

    def bare(run, path, on_variable):
        path.mkdir()
        for one in variables(run, chosen_quantities(None), regions(run)):
            on_variable(one)

    monkeypatch.setattr(zarr_store, "write", bare)


def test_that_a_saved_run_holds_what_the_run_holds(run, folder):
    saved = store.load(folder)
    assert saved.sizes["time"] == run.days
    for name, region, said_by in (
        ("partisans.strength", "Belarus", None),
        ("partisans.strength", "Belarus", "soviet"),
        ("rails.cut", "Ukraine", "german"),
        ("loyalty.soviet", "W_Belarus", None),
        ("axis.dead", "vitebsk", None),
    ):
        variable = name.replace(".", "_") + (f"_{said_by}" if said_by else "")
        series = saved[variable].sel(region=region).to_series()
        expected = run.series(name, region, said_by)
        np.testing.assert_allclose(series, expected, rtol=1e-5, err_msg=name)
        assert (series.index == expected.index).all()


@pytest.mark.parametrize("share", [s.name for s in SHARES])
def test_that_saved_shares_are_those_of_the_run(run, folder, share):
    values = store.load(folder)[share.replace(".", "_")].sel(region="Belarus").to_numpy()
    np.testing.assert_allclose(values, run.values(share, "Belarus"), rtol=1e-4)


def test_that_every_quantity_has_a_unit_a_meaning_and_an_origin(folder):
    saved = store.load(folder)
    assert {saved[v].attrs["quantity"] for v in saved} == {q.name for q in (*QUANTITIES, *SHARES)}
    for name, values in saved.data_vars.items():
        assert values.attrs["units"], name
        assert values.attrs["long_name"][0].isupper(), name
        assert values.attrs["kind"] in {"stock", "flow", "mean", "share", "ratio"}, name
        assert values.attrs["said_by"] in {"truth", "soviet", "german"}, name
        assert values.attrs["sources"], name


def test_that_no_two_quantities_share_a_name_on_disk():
    names = [variable(q, side) for q in (*QUANTITIES, *SHARES) for side in (None, "soviet", "german")]
    assert len(set(names)) == len(names)


def test_that_a_saved_run_says_what_it_is_a_function_of(run, folder):
    described = store.load(folder).attrs
    assert (described["scenario"], described["seed"], described["resolution"]) == ("mild_winter_1941", 4, 3)
    assert json.loads(described["changed"]) == CHANGED
    parameters = json.loads(described["parameters"])
    assert parameters["rail.guards_half"] == {"value": 12.0, "unit": "person/km"}
    assert json.loads(described["warmer"]) == [["1941-11-01", "1942-03-31", 8.0]]
    assert hinterland.__version__ in described["source"]
    rules = pd.read_csv(folder / "parameters.csv", keep_default_na=False).set_index("name")
    assert rules.loc["population.initial_support_soviet", "value"] == 0.3
    assert len(rules) == len(parameters)
    assert (rules["low"] <= rules["value"]).all()
    assert (rules["value"] <= rules["high"]).all()


def test_that_maps_lines_and_events_are_saved_with_their_places(run, folder):
    maps = store.load(folder, "maps")
    assert maps.sizes == {"date": 5, "cell": len(run.cells)}
    np.testing.assert_array_equal(maps["strength"], run.maps["strength"])
    assert maps["cell"].to_numpy().tolist() == list(run.cells["h3"])
    lines = store.load(folder, "lines")
    assert lines.sizes["line"] == run.theatre.railway.km.size
    assert float(lines["closed"].max()) <= 1.0
    events = store.load(folder, "events").to_dataframe()
    assert len(events) == len(run.events) > 100
    assert (events["kind"].to_numpy() == run.events["kind"].to_numpy()).all()
    np.testing.assert_array_equal(events["true"], run.events["true"])


def test_that_the_months_add_up_to_the_days(run, folder):
    table = pd.read_csv(folder / "monthly.csv").set_index(["month", "region"])
    december = table.loc[("1941-12", "Belarus")]
    assert december["days"] == 31
    days = ("Belarus", "1941-12-01", "1941-12-31")
    assert december["partisans.joined [person]"] == pytest.approx(run.sum("partisans.joined", *days), rel=1e-4)
    assert december["partisans.strength [person]"] == pytest.approx(run.mean("partisans.strength", *days), rel=1e-4)
    reported = run.sum("rails.cut", *days, said_by="soviet")
    assert december["rails.cut by soviet [rail]"] == pytest.approx(reported, rel=1e-4)
    assert table.loc[("1941-11", "Belarus"), "days"] == 11
    assert len(table) == 4 * len(regions(run))
    assert len(table.columns) == 1 + len(months.columns())
    said = [(name, *name.rpartition(" [")[0].partition(" by ")[::2]) for name in table.columns]
    victims = [column for column, name, side in said if of_victims(name, side)]
    assert not table.drop(columns=victims).isna().any(axis=None)
    whole = [
        holds_an_oblast(name, run.theatre) for name in queries(run.theatre, table.index.get_level_values("region"))
    ]
    assert (whole == table[victims].notna().T).all(axis=None)


def test_that_the_saved_scenario_plays_the_same_war_again(run, folder):
    again = hinterland.run(folder / "scenario.toml", seed=4, start="1941-11-20", end="1942-02-10", resolution=3)
    np.testing.assert_array_equal(again._table.whole(), run._table.whole())
    assert scenario_files.load(folder / "scenario.toml")._replace(name="", title="") == run.scenario._replace(
        name="", title="", start=0, end=1417, resolution=4
    )


def test_that_saving_twice_gives_the_same_files(run, folder, quick, tmp_path):
    other = store.save(run, tmp_path / "again")
    for name in ("monthly.csv", "events.csv.gz", "parameters.csv", "scenario.toml"):
        assert (folder / name).read_bytes() == (other / name).read_bytes(), name
    with gzip.open(folder / "events.csv.gz") as packed:
        assert len(pd.read_csv(io.BytesIO(packed.read()))) == len(run.events)


def test_that_a_run_replaces_an_earlier_one_and_leaves_nothing_beside_it(run, quick, tmp_path, monkeypatch):
    place = tmp_path / "mine"
    store.save(run, place)
    monkeypatch.setattr(store, "scenario", lambda _: "title = 'later'")
    store.save(run, place)
    assert (place / "scenario.toml").read_text(encoding="utf-8") == "title = 'later'"
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_that_notes_laid_into_the_folder_of_a_run_stay(run, quick, tmp_path):
    place = store.save(run, tmp_path / "mine")
    (place / "notes.md").write_text("mine", encoding="utf-8")
    with pytest.raises(Fault, match=r"holds notes\.md \(not of hinterland\); move what is yours"):
        store.save(run, place)
    assert (place / "notes.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("trouble", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_that_a_save_cut_short_leaves_the_earlier_run_as_it_was(run, quick, tmp_path, monkeypatch, trouble):
    def fail(*_):
        raise trouble

    place = store.save(run, tmp_path / "mine")
    before = {p.name: p.stat().st_mtime_ns for p in place.iterdir()}
    monkeypatch.setattr(store, "scenario", fail)
    with pytest.raises((KeyboardInterrupt, Fault)) as caught:
        store.save(run, place)
    if isinstance(trouble, OSError):
        assert "No space left" in str(caught.value)
        assert "40 MB" in str(caught.value)
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]
    assert {p.name: p.stat().st_mtime_ns for p in place.iterdir()} == before


def test_that_a_folder_with_other_things_in_it_is_left_alone(run, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(Fault, match=r"holds one\.txt \(not of hinterland\)"):
        store.save(run, tmp_path / "letters")
    assert (tmp_path / "letters" / "one.txt").read_text(encoding="utf-8") == "dear"


def test_that_a_place_below_a_file_cannot_be_written(run, quick, tmp_path):
    (tmp_path / "taken").write_text("a letter", encoding="utf-8")
    with pytest.raises(Fault, match="give a folder that can be written"):
        store.save(run, tmp_path / "taken" / "run")


@pytest.mark.parametrize(("group", "words"), [(None, "no saved run"), ("cells", "no group 'cells'")])
def test_that_what_was_not_saved_cannot_be_loaded(tmp_path, group, words):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Fault, match=words):
        store.load(tmp_path, group)


def test_that_loading_a_store_that_is_none_changes_nothing(tmp_path):
    (tmp_path / "run.zarr").mkdir()
    (tmp_path / "run.zarr" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Fault, match="is no store of arrays"):
        store.load(tmp_path)
    assert (tmp_path / "run.zarr" / "mine.txt").read_text(encoding="utf-8") == "mine"

"""A saved run opens without a warning, and it and each of its groups become netCDF and come back the same."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from zarr.codecs import BloscCodec

import hinterland
from hinterland.engine.dataset import about, wide_dataset
from hinterland.study.saved_runs import store, zarr_store

TOP = Path(__file__).parents[3]
LARGE = 2**60 + 1
GROUPS = (None, *zarr_store.GROUPS)


@pytest.fixture(scope="module")
def run() -> hinterland.engine.result.Run:
    """A summer with everything in it that a scenario may change, and a seed that netCDF has no number for."""
    return hinterland.run(
        "mild_winter_1941",
        seed=LARGE,
        start="1941-06-25",
        end="1941-08-31",
        resolution=3,
        parameters={"population.initial_support_soviet": 0.3},
    )


@pytest.fixture(scope="module")
def saved(run, tmp_path_factory) -> Path:
    return store.save(run, tmp_path_factory.mktemp("out") / "mine") / "run.zarr"


def made(run, group: str | None) -> xr.Dataset:
    """Return a dataset as it is before it is written."""
    return wide_dataset(run) if group is None else getattr(zarr_store, group)(run)


def test_that_a_store_opens_without_a_warning_in_a_script_of_a_user(saved):
    program = (
        "import sys, xarray as xr\n"
        f"for group in {GROUPS!r}:\n"
        "    sizes = [sum(xr.open_zarr(sys.argv[1], group=group, **how).sizes.values())\n"
        "             for how in ({}, {'consolidated': False}, {'consolidated': True})]\n"
        "    assert sizes[0] == sizes[1] == sizes[2] > 0, sizes\n"
        "print('opened')\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(saved)], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("opened\n", "")


@pytest.mark.parametrize("group", GROUPS)
def test_that_what_is_saved_becomes_netcdf_and_comes_back_the_same(saved, group, tmp_path):
    opened = xr.open_zarr(saved, group=group, chunks=None)
    opened.to_netcdf(tmp_path / "run.nc", engine="scipy")
    with xr.open_dataset(tmp_path / "run.nc", engine="scipy") as back:
        assert back.equals(opened)
        assert back.attrs["Conventions"] == "CF-1.11"


@pytest.mark.parametrize("engine", ["netCDF4", "h5netcdf"])
@pytest.mark.parametrize("group", GROUPS)
def test_that_it_becomes_netcdf_of_the_newer_kind_where_there_is_a_library_for_it(saved, group, engine, tmp_path):
    pytest.importorskip(engine)
    opened = xr.open_zarr(saved, group=group)
    opened.to_netcdf(tmp_path / "run.nc", engine=engine.lower())
    with xr.open_dataset(tmp_path / "run.nc", engine=engine.lower()) as back:
        assert back.equals(opened)


@pytest.mark.parametrize("group", GROUPS)
def test_that_a_run_becomes_netcdf_before_it_is_saved(run, group, tmp_path):
    whole = made(run, group)
    whole.to_netcdf(tmp_path / "run.nc", engine="scipy")
    with xr.open_dataset(tmp_path / "run.nc", engine="scipy") as back:
        assert back.equals(whole)


@pytest.mark.parametrize("group", GROUPS)
def test_that_attributes_are_texts_and_numbers_that_every_netcdf_holds(run, group):
    whole = made(run, group)
    for where, attributes in [("", whole.attrs), *((str(name), v.attrs) for name, v in whole.variables.items())]:
        for name, value in attributes.items():
            assert isinstance(name, str), where
            assert name.isidentifier(), f"{where} {name}"
            if isinstance(value, str):
                assert value, f"{where} {name}"
            else:
                assert type(value) is int, f"{where} {name}"
                assert abs(value) < 2**31, f"{where} {name}"
    assert [v for v in whole.variables if not str(v).isidentifier()] == []


def test_that_attributes_with_parts_are_json_and_a_large_seed_is_whole(run):
    attributes = about(run)
    assert attributes["seed"] == str(LARGE)
    assert json.loads(attributes["without"]) == sorted(run.scenario.without)
    assert json.loads(attributes["changed"]) == {"population.initial_support_soviet": 0.3}
    assert json.loads(attributes["warmer"]) == [["1941-11-01", "1942-03-31", 8.0]]
    assert json.loads(attributes["scaled"]) == {}
    assert json.loads(attributes["parameters"])["population.initial_support_soviet"] == {"value": 0.3, "unit": "1"}


@pytest.mark.parametrize(("group", "name"), [(None, "time"), ("maps", "date"), ("lines", "date"), ("events", "date")])
def test_that_a_day_is_the_same_number_in_every_run(saved, group, name):
    raw = xr.open_zarr(saved, group=group, decode_times=False)[name]
    assert raw.dtype == np.int32
    assert raw.attrs["units"] == "days since 1941-06-22"
    assert raw.attrs["calendar"] == "standard"
    assert int(raw.min()) >= 3
    assert int(raw.max()) == 70  # 31 August
    if group is None:
        assert raw.to_numpy().tolist() == list(range(3, 71))


@pytest.mark.parametrize("group", ["maps", "events"])
def test_that_places_are_told_as_the_conventions_have_them(saved, group):
    opened = xr.open_zarr(saved, group=group)
    assert (opened["lat"].attrs["units"], opened["lat"].attrs["standard_name"]) == ("degrees_north", "latitude")
    assert (opened["lon"].attrs["units"], opened["lon"].attrs["standard_name"]) == ("degrees_east", "longitude")


def test_that_a_store_is_the_same_bytes_when_it_is_written_again(run, saved, tmp_path):
    again = tmp_path / "again.zarr"
    zarr_store.write(run, again)
    first, second = (
        {p.relative_to(top): p.read_bytes() for p in sorted(top.rglob("*")) if p.is_file()} for top in (saved, again)
    )
    assert first == second
    assert len(first) > 300


def test_that_the_quantities_of_a_store_are_the_bytes_that_xarray_and_zarr_write(run, saved, tmp_path):
    whole = wide_dataset(run)
    packing = BloscCodec(cname="zstd", clevel=1, shuffle="shuffle")
    how = {name: {"chunks": values.shape, "compressors": [packing]} for name, values in whole.data_vars.items()}
    whole.to_zarr(tmp_path / "theirs.zarr", zarr_format=3, consolidated=False, encoding=how)
    theirs = [p.relative_to(tmp_path / "theirs.zarr") for p in (tmp_path / "theirs.zarr").rglob("*") if p.is_file()]
    theirs.remove(Path("zarr.json"))  # in the store, which has groups, it holds what they hold
    assert len(theirs) > 800
    assert [p for p in theirs if (saved / p).read_bytes() != (tmp_path / "theirs.zarr" / p).read_bytes()] == []
    assert {p.name for p in saved.iterdir()} - set(zarr_store.GROUPS) == {
        p.name for p in (tmp_path / "theirs.zarr").iterdir()
    }


def test_that_a_run_without_an_event_can_be_saved(run, monkeypatch, tmp_path):
    monkeypatch.setitem(vars(run), "events", run.events.iloc[:0])
    zarr_store.write(run, tmp_path / "run.zarr")
    opened = xr.open_zarr(tmp_path / "run.zarr", group="events")
    opened.to_netcdf(tmp_path / "run.nc", engine="scipy")
    assert dict(opened.sizes) == {"event": 0}
    assert opened["date"].dtype.kind == "M"

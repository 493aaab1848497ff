"""A saved run answers for any ground, as the run itself does, with the same words on what is apportioned."""

from pathlib import Path

import numpy as np
import pytest

import hinterland as hl
from hinterland.core.fault import Fault
from hinterland.engine.result import Run
from hinterland.files import manifest
from hinterland.files.caution import Caution
from hinterland.study.saved_runs import store
from hinterland.study.saved_runs.saved import SavedRun

GROUND = "around:Smolensk,120km"
KNOWN = "strip:Gomel-Bryansk,60km"
ASKED = ("partisans.strength", "rails.cut", "axis.dead", "axis.garrisons", "zones.area", "loyalty.soviet")


@pytest.fixture(scope="module")
def run() -> Run:
    return hl.run(seed=3, start="1941-10-01", end="1942-01-31", resolution=3, regions=[KNOWN])


@pytest.fixture(scope="module")
def saved(run: Run, tmp_path_factory: pytest.TempPathFactory) -> SavedRun:
    return hl.open(store.save(run, tmp_path_factory.mktemp("out") / "mine"))


@pytest.mark.parametrize("said_by", [None, "german"])
@pytest.mark.parametrize("region", ["Belarus", KNOWN, "Belarus&oblast:minsk", "towns:Minsk", None])
def test_that_a_saved_run_says_what_the_run_says_to_the_bit(
    run: Run, saved: SavedRun, region: str | None, said_by: str | None
) -> None:
    for name in ("rails.cut", "railway.attacks"):
        assert saved.series(name, region, said_by).equals(run.series(name, region, said_by))


@pytest.mark.filterwarnings("ignore::hinterland.files.caution.Caution")
def test_that_ground_is_apportioned_in_a_saved_run_as_in_the_run(run: Run, saved: SavedRun) -> None:
    for name in ASKED:
        np.testing.assert_array_equal(saved.series(name, GROUND), run.series(name, GROUND), err_msg=name)
    assert saved.sum("rails.cut", GROUND, "1941-11", "1941-12") == run.sum("rails.cut", GROUND, "1941-11", "1941-12")
    assert saved.mean("partisans.strength", GROUND) == run.mean("partisans.strength", GROUND)
    assert saved.ratio("zones.area_share", GROUND) == run.ratio("zones.area_share", GROUND)
    values = (one.to_dataset(["rails.cut"], [GROUND, "Belarus"])["rails_cut"].to_numpy() for one in (saved, run))
    np.testing.assert_array_equal(*values)


def test_that_a_saved_run_tells_what_it_apportions(saved: SavedRun) -> None:
    with pytest.warns(Caution, match="of police.strength is apportioned by"):
        dataset = saved.to_dataset(["police.strength"], [GROUND])
    assert float(dataset["police_strength"].sel(said_by="truth").sum()) > 0.0


def test_that_ground_known_before_the_run_is_among_what_was_saved(run: Run, saved: SavedRun) -> None:
    assert KNOWN in saved.regions
    values = saved.to_dataset(["rails.cut"], [KNOWN])["rails_cut"].sel(said_by="truth", region=KNOWN)
    np.testing.assert_allclose(values, run.values("rails.cut", KNOWN), rtol=1e-6)


@pytest.mark.parametrize("name", ["Брэст", "Гомель", "brest"])
def test_that_saved_regions_are_asked_for_by_their_names_in_any_language(run: Run, saved: SavedRun, name: str) -> None:
    found = saved.to_dataset(["rails.cut"], [name])["rails_cut"].sel(said_by="truth").squeeze("region")
    np.testing.assert_allclose(found, run.values("rails.cut", name), rtol=1e-6)


@pytest.mark.parametrize("region", ["Belaruss", "around:Minks,50km", "POLYGON((27 53, 28 53, 28 54, 27 54))"])
def test_that_a_saved_run_refuses_what_the_run_refuses(run: Run, saved: SavedRun, region: str) -> None:
    for one in (run, saved):
        with pytest.raises(Fault, match=r"perhaps you mean|is not closed"):
            one.to_dataset(["rails.cut"], [region])


def test_that_a_folder_without_its_record_answers_for_what_was_saved(saved: SavedRun, tmp_path: Path) -> None:
    import shutil

    folder = shutil.copytree(saved.folder, tmp_path / "older")
    shutil.rmtree(folder / "run.zarr" / "record")
    manifest.seal(folder, "run")
    older = hl.open(folder)
    assert older.to_dataset(["rails.cut"], ["Belarus"])["rails_cut"].sizes["region"] == 1
    with pytest.raises(Fault, match="saved without its record"):
        older.series("rails.cut", GROUND)

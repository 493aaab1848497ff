"""A saved run that was damaged or changed is told by the name of the file; other files in its folder are the user's."""

import random
import shutil
from pathlib import Path

import pytest
from tests.trust.spoiling import CHANGES, spoiled

import hinterland
from hinterland.core.fault import Fault, Faults
from hinterland.files import manifest
from hinterland.study.causation.why import why
from hinterland.study.saved_runs import store
from hinterland.study.saved_runs.cited import cited
from hinterland.study.saved_runs.saved import SavedRun

FILES = (
    "scenario.toml",
    "parameters.csv",
    "run.zarr/zarr.json",
    "run.zarr/rails_cut/zarr.json",
    "run.zarr/record/starts/zarr.json",
)
MANY = 150
"""Damaged runs that are tried in the long test."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of a run of three days."""
    run = hinterland.run("history", seed=1, end="1941-06-24", resolution=3, lines=True)
    return store.save(run, tmp_path_factory.mktemp("out") / "short")


@pytest.fixture
def copy(folder, tmp_path):
    return shutil.copytree(folder, tmp_path / "copy")


@pytest.mark.parametrize("name", FILES)
def test_that_a_file_that_was_changed_or_is_missing_is_named(name, copy):
    SavedRun(copy)
    whole = (copy / name).read_bytes()
    (copy / name).write_bytes(whole.replace(b"1", b"2", 1) + b" ")
    with pytest.raises(Fault, match="was changed since it was written, or is damaged; play it again") as caught:
        SavedRun(copy)
    assert caught.value.path == copy / name
    (copy / name).unlink()
    with pytest.raises(Fault, match="is missing; play it again"):
        SavedRun(copy)


def test_that_tables_and_notes_in_the_folder_may_be_changed(copy):
    (copy / "monthly.csv").write_text("mine", encoding="utf-8")
    (copy / "notes.md").write_text("mine", encoding="utf-8")
    assert SavedRun(copy).seed == 1


@pytest.mark.parametrize("name", FILES[:3])
def test_that_a_damaged_run_without_its_manifest_is_refused_too(name, copy):
    (copy / manifest.NAME).unlink()
    assert SavedRun(copy).seed == 1
    (copy / name).write_bytes(b"\xff{")
    with pytest.raises((Fault, Faults)):
        _ = SavedRun(copy).parameters


def check_read_or_refused(folder: Path) -> None:
    """Ask a run of all that commands ask of it; it may be refused, and nothing else may be raised."""
    try:
        saved = SavedRun(folder)
        assert saved.unpacked.days == 3
        _ = saved.events, saved.parameters
        if len(saved.events):
            why(saved, 0)
        assert cited(saved)
    except (Fault, Faults):
        return


@pytest.mark.slow
def test_that_no_damaged_run_ends_otherwise(copy):
    """Without its manifest, so that what reads arrays and tables is reached."""
    (copy / manifest.NAME).unlink()
    files = sorted(path for path in copy.rglob("*") if path.is_file() and "report" not in path.name)
    for turn in range(MANY):
        chance = random.Random(turn)
        path = chance.choice(files)
        whole = path.read_bytes()
        path.write_bytes(spoiled(whole, [(chance.choice(CHANGES), turn)]))
        check_read_or_refused(copy)
        path.write_bytes(whole)

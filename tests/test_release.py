"""A release: its archives are the same for the same content, and its checksums and metadata are of its files."""

import hashlib
import importlib.util
import json
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

from hinterland.core.fault import Fault
from hinterland.files import crate

TOP = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def release() -> ModuleType:
    spec = importlib.util.spec_from_file_location("release", TOP / ".ci" / "release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fill(folder: Path) -> Path:
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "one.txt").write_text("one", encoding="utf-8")
    (folder / "a.txt").write_text("two", encoding="utf-8")
    return folder


def test_that_the_same_content_gives_the_same_archive(
    release: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(release.EPOCH, "700000000")
    packed = []
    for name in ("first", "second"):
        folder = fill(tmp_path / name)
        (folder / "a.txt").chmod(0o600 if name == "first" else 0o644)
        (tmp_path / f"{name}-out").mkdir()
        release.archive(folder, tmp_path / f"{name}-out" / "x.tar.gz")
        packed.append((tmp_path / f"{name}-out" / "x.tar.gz").read_bytes())
    assert packed[0] == packed[1]
    with tarfile.open(tmp_path / "first-out" / "x.tar.gz") as made:
        assert made.getnames() == ["x/a.txt", "x/b", "x/b/one.txt"]


def test_that_checksums_and_metadata_are_of_the_files_of_a_release(release: ModuleType, tmp_path: Path) -> None:
    for name in release.MEANINGS:
        if name != release.CHECKSUMS:
            (tmp_path / name).write_text(name, encoding="utf-8")
    release.finish(tmp_path, release.MEANINGS)
    lines = (tmp_path / release.CHECKSUMS).read_text(encoding="utf-8").splitlines()
    assert {line.split()[1] for line in lines} == set(release.MEANINGS) - {release.CHECKSUMS}
    for line in lines:
        digest, name = line.split()
        assert digest == hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    nodes = {one["@id"]: one for one in json.loads((tmp_path / crate.NAME).read_text(encoding="utf-8"))["@graph"]}
    assert {part["@id"] for part in nodes["./"]["hasPart"]} == set(release.MEANINGS)
    assert [one["@id"] for one in nodes["./"]["license"]] == [crate.APACHE["@id"], crate.CC_BY["@id"]]


def test_that_a_release_that_lacks_a_file_is_refused(release: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text("odd", encoding="utf-8")
    with pytest.raises(Fault, match=r"odd\.txt"):
        release.finish(tmp_path, release.MEANINGS)
    assert [path.name for path in tmp_path.iterdir()] == ["odd.txt"]

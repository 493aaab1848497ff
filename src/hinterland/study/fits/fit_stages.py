"""Stages of a fit as files: what was worked out from the same arrays by the same code is read, and not made again."""

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.user_cache import write_whole
from hinterland.files import mark, place
from hinterland.files.sums import sum_of
from hinterland.study.ensembles.run_store import PART

if TYPE_CHECKING:
    import xarray as xr

PACKAGE = Path(__file__).parents[2]
KEY = "key"
DESCRIPTION = "fit.json"
GIVE = "give the folder of hinterland fit"
Arrays = Mapping[str, np.ndarray]


class FitFolder:
    """The folder of a fit: a description, stages, tables, and the runs in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        """Take a folder that is new, empty, or that of an earlier fit; raise `Fault` for any other."""
        self.shown, self.path = folder, place.resolve(folder)
        there = [one for one in self.path.iterdir() if not one.name.startswith(PART)] if self.path.is_dir() else []
        if there and mark.read(self.path / DESCRIPTION) is None:
            raise Fault(folder, 0, "holds what is no fit, or was changed", "give a new or an empty folder")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise self._unwritten(trouble) from None
        self._code = _code()

    @property
    def runs(self) -> Path:
        """The folder of all runs."""
        return self.shown / "runs"

    def stage(self, name: str, made_from: Arrays, make: Callable[[], Arrays]) -> Arrays:
        """Return the arrays of a stage: those that are kept, where they were made from the same, or new ones."""
        path, key = self.path / f"{name}.npz", self._key(name, made_from)
        try:
            with np.load(path, allow_pickle=False) as kept:
                if str(kept[KEY]) == key:
                    return {one: kept[one] for one in kept.files if one != KEY}
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            pass
        made = {one: np.asarray(values) for one, values in make().items()}
        content = io.BytesIO()
        np.savez(content, **{KEY: np.array(key)}, **made)  # type: ignore[arg-type]
        self.put(path.name, content.getvalue())
        return made

    def put(self, name: str, content: bytes) -> None:
        """Write a file whole, or not at all; raise `Fault` where it cannot be written."""
        try:
            write_whole(self.path / name, content, PART, lasting=True)
        except OSError as trouble:
            raise self._unwritten(trouble) from None

    def describe(self, description: Mapping[str, Any]) -> None:
        """Write the description."""
        self.put(DESCRIPTION, mark.marked(json.loads(json.dumps(description)), {"command": "fit"}))

    def put_groups(self, name: str, groups: Mapping[str, "xr.Dataset"]) -> None:
        """Write a Zarr store of groups in the place of an earlier one; raise `Fault` where it cannot be written."""
        part = self.path / f"{PART}-{name}"
        try:
            for left in (part, self.path / name):
                shutil.rmtree(left, ignore_errors=True)
            for group, made in groups.items():
                made.to_zarr(part, group=group, mode="a", zarr_format=3, consolidated=False)
            part.rename(self.path / name)
        except OSError as trouble:
            raise self._unwritten(trouble) from None

    def _key(self, name: str, made_from: Arrays) -> str:
        digest = hashlib.sha256(f"{name}\n{self._code}\n".encode())
        for one, values in sorted(made_from.items()):
            values = np.ascontiguousarray(values)
            digest.update(f"{one} {values.dtype} {values.shape}\n".encode())
            digest.update(values.tobytes())
        return digest.hexdigest()

    def _unwritten(self, trouble: OSError) -> Fault:
        message = f"cannot be written ({trouble.strerror or trouble})"
        return Fault(self.shown, 0, message, "give a folder that can be written, on a disk with room")


def description_of(folder: Path) -> dict[str, Any]:
    """Return what the folder of a fit says of it; raise `Fault` where a folder is that of no fit, or was changed."""
    path = folder / DESCRIPTION
    if not folder.is_dir():
        raise Fault(folder, 0, "there is no such folder", "give the folder of a fit")
    if mark.read(path) is None:
        raise Fault(folder, 0, "holds no fit, or its description was changed", GIVE)
    found: dict[str, Any] = json.loads(path.read_bytes())
    if not isinstance(found.get("file"), dict):
        raise Fault(path, 0, "describes no fit", GIVE)
    return found


def bank_of(folder: Path) -> Path:
    """Return the folder of the fit whose runs a fit rests on: its own, or the one from which it took them.

    Raises `Fault` as `description_of` does.
    """
    return Path(description_of(folder).get("bank", folder))


def _code() -> str:
    """Return a digest of the code that stages depend on."""
    modules = (*(PACKAGE / "inference").glob("*.py"), *Path(__file__).parent.glob("fit*.py"))
    return sum_of(np.__version__, ((path.name, path) for path in modules))

"""Where an output leads, and whether it may be written at all: looked at before anything is played."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hinterland.core.fault import Fault
from hinterland.core.given import names_a_file, shown
from hinterland.files.manifest import read_only

Inputs = Iterable[str | Path | None]
"""Files that a command reads; names of scenarios and what is left out may be among them."""


def path_of(value: Any, what: str) -> Path:
    """Return a path that a program gives; raise `Fault` for what is none."""
    try:
        return Path(value)
    except TypeError:
        raise Fault(None, 0, f"{what} is {shown(value)}, which is no path", "give a path, as text or a Path") from None


def resolve(place: Path) -> Path:
    """Return the path to which a place leads, all links followed; raises `Fault` for a link that leads nowhere."""
    for part in (place, *place.absolute().parents):
        if part.is_symlink() and not part.exists():
            raise Fault(place, 0, f"leads over a link to nothing ({part.readlink()})", "mend or remove the link")
    target = Path(os.path.realpath(place))
    if target.name.startswith(".hinterland"):
        raise Fault(place, 0, "has a name that hinterland keeps for itself", "give another name")
    return target


def for_folder(place: Path, inputs: Inputs) -> Path:
    """Return where a folder of results goes, or raise `Fault`."""
    target = resolve(place)
    if os.path.lexists(target):
        if not target.is_dir():
            raise Fault(place, 0, "is a file, not a folder; cannot be written", "give a folder")
        if os.path.ismount(target):
            raise Fault(place, 0, "is where a disk is mounted", "give a folder inside it")
        if target in (here := Path.cwd(), *here.parents):
            raise Fault(place, 0, "is the folder in which you work, or one above it", "give a folder inside it")
        if read_only(target) or not os.access(target, os.W_OK | os.X_OK):
            raise Fault(place, 0, "is read-only; cannot be written", "allow it to be written, or give another folder")
    inside = {_identity(Path(top, name)) for top, _, names in os.walk(target) for name in names}
    for one in _files(inputs):
        if target in one.parents or _identity(one) in inside:
            raise Fault(place, 0, f"holds {one.name}, which this command reads", "give another folder")
    return target


def for_file(place: Path, inputs: Inputs) -> Path:
    """Return where a file of results goes, or raise `Fault`."""
    target = resolve(place)
    if target.is_dir():
        raise Fault(place, 0, "is a folder", "give the name of a file")
    if os.path.lexists(target) and not target.is_file():
        raise Fault(place, 0, "is a device or a pipe, not a file", "give the name of a file")
    if target.is_file() and read_only(target):
        raise Fault(place, 0, "is read-only; cannot be written", "allow it to be written, or give another file")
    refuse_input(place, target, inputs)
    return target


def refuse_input(place: Path, target: Path, inputs: Inputs) -> None:
    """Raise `Fault` where a file to be written is one that the command reads, also by another name of it."""
    for one in _files(inputs):
        if one == target or (target.exists() and target.samefile(one)):
            raise Fault(place, 0, f"is {one.name}, which this command reads", "give another file to write")


def _files(inputs: Inputs) -> list[Path]:
    return [Path(os.path.realpath(one)) for one in inputs if one is not None and names_a_file(one)]


def _identity(path: Path) -> tuple[int, int]:
    there = path.lstat()
    return there.st_dev, there.st_ino

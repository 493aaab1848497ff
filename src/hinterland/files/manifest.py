"""The manifest of a folder that the program wrote: every file in it with its digest, and what is not of the program."""

import os
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hinterland.core.fault import Fault
from hinterland.files import exchange, mark

NAME = ".hinterland.json"
PART = NAME + ".part"
"""Holds the manifest until it is whole."""


class Foreign(NamedTuple):
    """What lies in a folder and is not of the program: its path in the folder, and how that is known."""

    name: str
    why: str


def begin(folder: Path, command: str) -> None:
    """Mark a folder as one that is being written: whatever is in it is of the program."""
    _replace(folder, mark.marked({}, {"command": command, "files": None}))


def seal(folder: Path, command: str, also: Mapping[str, Sequence[str]] | None = None) -> None:
    """List every file in the manifest and bring all to the disk; `also` gives other digests that files may have."""
    listed: dict[str, list[str]] = {}
    for name, entry in _walk(folder):
        if entry.is_dir(follow_symlinks=False):
            listed[name + "/"] = []
        elif name != NAME:
            listed[name] = sorted({mark.digest_of(Path(entry.path)), *(also or {}).get(name, ())})
    _replace(folder, mark.marked({}, {"command": command, "files": dict(sorted(listed.items()))}))
    exchange.flush(folder)


def foreign(folder: Path) -> list[Foreign]:
    """Return what lies in a folder and is not of the program, or was changed since; links always count."""
    own = mark.read(folder / NAME)
    listed = mark.accepted(own)
    found = []
    for name, entry in _walk(folder):
        if entry.is_symlink():
            found.append(Foreign(name, "a link"))
        elif entry.is_dir(follow_symlinks=False):
            if name + "/" not in listed:
                found.append(Foreign(name, "not of hinterland"))
        elif name in listed and entry.is_file(follow_symlinks=False):
            if mark.digest_of(Path(entry.path)) not in listed[name]:
                found.append(Foreign(name, "changed since"))
            elif read_only(Path(entry.path)):
                found.append(Foreign(name, "read-only"))
        elif name != NAME or own is None:
            found.append(Foreign(name, "not of hinterland"))
    return sorted(found)


def refuse_foreign(folder: Path, place: Path) -> None:
    """Raise `Fault`, with the place as the user wrote it, where a folder holds what is not of the program."""
    found = foreign(folder)
    if found:
        first, many = found[0], len(found)
        what = f"holds {first.name} ({first.why})" + (f" and {many - 1} more that are not replaced" if many > 1 else "")
        raise Fault(place, 0, what, "move what is yours to another place, or give a new or empty folder")


def refuse_changed(folder: Path, names: Sequence[str], remedy: str) -> None:
    """Raise `Fault` for a file that is not as it was written, of those in the folder under one of these names.

    Nothing is known of a folder that has come here without its manifest.
    """
    for name, digests in mark.accepted(mark.read(folder / NAME)).items():
        path = folder / name
        if name.partition("/")[0] not in names or name.endswith("/"):
            continue
        if not path.is_file():
            raise Fault(path, 0, "is missing", remedy)
        if mark.digest_of(path) not in digests:
            raise Fault(path, 0, "was changed since it was written, or is damaged", remedy)


def remove(folder: Path) -> None:
    """Remove all that is known to be of the program in a folder, the mark last, and the folder if it is then empty."""
    own = mark.read(folder / NAME)
    if own is not None and own["files"] is None:
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != NAME:
                path.unlink(missing_ok=True)
    (folder / PART).unlink(missing_ok=True)
    strange = {one.name for one in foreign(folder)}
    inside = list(_walk(folder))
    for name, entry in inside:
        if name not in strange and name != NAME and not entry.is_dir(follow_symlinks=False):
            Path(entry.path).unlink(missing_ok=True)
    if not strange:
        (folder / NAME).unlink(missing_ok=True)
    for path in (*(Path(e.path) for _, e in reversed(inside) if e.is_dir(follow_symlinks=False)), folder):
        with suppress(OSError):
            path.rmdir()


def read_only(path: Path) -> bool:
    """Return whether the owner of a file or folder has forbidden to write it, which the system lets root pass over."""
    return not path.stat().st_mode & stat.S_IWUSR


def _walk(folder: Path, inside: str = "") -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Yield everything in a folder by its path in it, a folder before what it holds; no link is followed."""
    with os.scandir(folder) as entries:
        for entry in list(entries):
            yield inside + entry.name, entry
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{inside}{entry.name}/")


def _replace(folder: Path, text: bytes) -> None:
    part = folder / PART
    part.write_bytes(text)
    part.replace(folder / NAME)

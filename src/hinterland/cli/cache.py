"""`hinterland cache`: where compiled kernels are kept, how many there are, and how to be rid of them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from hinterland.cli import remembered
from hinterland.core.fault import Fault

VERSION = re.compile(r"[0-9a-f]{12}")
SOURCES = re.compile(r".+_([0-9a-f]{12}|[0-9a-f]{40})")
OLDER = re.compile(r".+\.py3\d+\.(nbi|\d+\.nbc)(\.tmp\.[0-9a-f]+)?")
"""Files as versions before this one kept them."""


class Kept(NamedTuple):
    """The files of a cache that this program has written."""

    fresh: list[Path]
    stale: list[Path]
    """Of another version, of a text that has changed, damaged, or broken off."""


def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Remove what this and older versions have kept.")] = False,
) -> None:
    """Show where compiled kernels are kept, or remove them; they are compiled anew when they are needed."""
    from hinterland.core.user_cache import PLACE, place

    root = place()
    if root is None:
        raise Fault(None, 0, "there is no home folder, so no kernels are kept", f"name a folder in {PLACE}")
    kept = look(root)
    if clear:
        files = [*kept.fresh, *kept.stale]
        amount = size(files)
        left = remove(root, files)
        typer.echo(f"removed {amount} from {root}")
        if left:
            typer.echo(f"left {len(left)} that are not of this program: {', '.join(map(str, left[:5]))}")
        return
    typer.echo(f"folder   {root} ({PLACE} names another)")
    typer.echo(f"in use   {size(kept.fresh)}")
    typer.echo(f"stale    {size(kept.stale)}: of other versions or of changed sources; hinterland cache --clear")


def look(root: Path) -> Kept:
    """Return the files of a cache; links are not followed, and files of others are left out."""
    from hinterland.core.cache import CORE, ENDING
    from hinterland.core.user_cache import PART

    kept = Kept([], [])
    current = remembered.version()
    for path in sorted(remembered.files(root)):
        (kept.fresh if path.stem == current else kept.stale).append(path)
    for path in sorted(_files(root)):
        if path.name.endswith(ENDING):
            fresh = path.parent.parent.name == CORE and _holds(path)
            (kept.fresh if fresh else kept.stale).append(path)
        elif (path.name.startswith(".") and path.name.endswith(PART)) or OLDER.fullmatch(path.name):
            kept.stale.append(path)
    return kept


def _files(root: Path) -> Iterator[Path]:
    """Give every file at the depth of kernels, in folders that are named as those of a cache."""
    for version in _folders(root, VERSION):
        for sources in _folders(version, SOURCES):
            yield from (path for path in sources.iterdir() if path.is_file() and not path.is_symlink())


def _folders(inside: Path, named: re.Pattern[str]) -> list[Path]:
    if not inside.is_dir():
        return []
    return [p for p in inside.iterdir() if named.fullmatch(p.name) and p.is_dir() and not p.is_symlink()]


def _holds(path: Path) -> bool:
    """Return whether a file is whole and of the texts that its source files have now."""
    from hinterland.core.cache import is_current, unseal

    try:
        entry = unseal(path.read_bytes())
        return entry is not None and is_current(entry[0])
    except OSError:
        return False


def remove(root: Path, files: list[Path]) -> list[Path]:
    """Remove files of the cache and the folders that are then empty; return what is left that is of others."""
    for path in files:
        path.unlink(missing_ok=True)
    explained = [folder for folder in (root / remembered.FOLDER,) if folder.is_dir()]
    versions = [folder for version in _folders(root, VERSION) for folder in (*_folders(version, SOURCES), version)]
    for folder in (*explained, *versions):
        if not any(folder.iterdir()):
            folder.rmdir()
    return sorted(p for p in root.rglob("*") if not p.is_dir()) if root.is_dir() else []


def size(files: list[Path]) -> str:
    """Return how many files there are and how much room they take."""
    room = sum(path.stat().st_size for path in files)
    return f"{len(files)} {'file' if len(files) == 1 else 'files'}, {room / 1e6:.1f} MB"

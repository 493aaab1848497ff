"""The folder in which a user's cache lies, when it can be trusted, and files that are whole or not there at all."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

PLACE = "HINTERLAND_CACHE"
"""The environment variable that names the folder; without it, it is `hinterland` in the user's folder for caches."""
PART = ".part"


def place() -> Path | None:
    """Return the folder of the cache, or None where the user has none."""
    if given := os.environ.get(PLACE):
        return Path(os.path.expanduser(given)).absolute()  # noqa: PTH111 - pathlib's raises for a user who is unknown
    home = os.environ.get("XDG_CACHE_HOME", "")
    if Path(home).is_absolute():
        return Path(home) / "hinterland"
    try:
        return Path.home() / ".cache" / "hinterland"
    except RuntimeError:
        return None


def trouble_with(folder: Path) -> str | None:
    """Return why nothing can be taken from an existing folder: another user could have put it there."""
    status = folder.stat()
    if status.st_uid != os.geteuid():
        return "it belongs to another user"
    return "every user can write to it" if status.st_mode & 0o002 else None


def write_whole(path: Path, data: bytes, begins: str = ".", *, lasting: bool = False) -> None:
    """Write a file into a folder that exists, whole or not at all; raises `OSError` where that cannot be done.

    Until it is whole it stands in the folder under a name of its own, which starts with `begins`. A `lasting` one is
    brought to the disk before it takes its place, so that it is whole also where the machine loses its power.
    """
    part = path.with_name(f"{begins}{token_hex()}{PART}")
    try:
        with part.open("xb") as file:
            file.write(data)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if lasting:
        settle(path.parent)


def settle(folder: Path) -> None:
    """Bring the names in a folder to the disk, on file systems that can; what they name stands there already."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)

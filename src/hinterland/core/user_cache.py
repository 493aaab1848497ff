"""The folder in which a user's cache lies, when it can be trusted, and files that are whole or not there at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

PLACE = "HINTERLAND_CACHE"
"""The environment variable that names the folder; without it, it is `hinterland` in the user's folder for caches."""
PART = ".part"


def place() -> Path | None:
    """Return the folder of the cache, or None where the user has none."""
    if given := os.environ.get(PLACE):
        return Path(given).expanduser().absolute()
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


def write_whole(path: Path, data: bytes) -> None:
    """Write a file into a folder that exists, whole or not at all; raises `OSError` where that cannot be done."""
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=PART, delete=False) as part:
        try:
            part.write(data)
            part.close()
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise

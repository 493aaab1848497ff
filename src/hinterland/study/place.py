"""Where a run is written: a folder that appears whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from hinterland.core.fault import Fault

MARKS = ("run.zarr", "report.html")
"""What the folder of a run holds, one or both."""
ROOM = "give a folder that can be written, on a disk with some 40 MB to spare"


@contextmanager
def whole_or_nothing(place: Path) -> Iterator[Path]:
    """Give a hidden folder beside `place`, put it there when all went well, and else leave all as it was.

    An earlier run in the same place is replaced. Raises `Fault` where the place cannot be written or holds
    something that is not a run.
    """
    if place.exists() and not _replaceable(place):
        raise Fault(place, 0, "holds something that is not a run", "give a new or empty folder")
    made = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        yield made
        made.chmod(0o755)
        _exchange(made, place)
    except OSError as error:
        raise Fault(place, 0, f"cannot be written ({error.strerror or error})", ROOM) from None
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _exchange(made: Path, place: Path) -> None:
    """Rename the new folder to its place, and put the old one back where that fails."""
    old = made.with_name(made.name + "-old")
    if place.exists():
        place.rename(old)
    try:
        made.rename(place)
    except BaseException:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _replaceable(place: Path) -> bool:
    return place.is_dir() and (any((place / mark).exists() for mark in MARKS) or not any(place.iterdir()))

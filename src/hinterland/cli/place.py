"""Where a run is written: a folder that appears whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from hinterland.core.fault import Fault

MARK = "report.html"  # what every folder of a run holds


@contextmanager
def whole_or_nothing(place: Path) -> Iterator[Path]:
    """Give a hidden folder beside `place` to write into, and put it there when all is well.

    An earlier run in the same place is replaced. Raises `Fault` before anything is played where the place
    cannot be written, or holds something that is not a run.
    """
    if place.exists() and not _replaceable(place):
        raise Fault(place, 0, "holds something that is not a run", "give --out a new or empty folder")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    except OSError as trouble:
        raise Fault(
            place, 0, f"cannot be written ({trouble.strerror})", "give --out a folder that can be written"
        ) from None
    try:
        yield folder
        folder.chmod(0o755)
        old = folder.with_name(folder.name + "-old")
        if place.exists():
            place.rename(old)
        folder.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _replaceable(place: Path) -> bool:
    return place.is_dir() and ((place / MARK).is_file() or not any(place.iterdir()))

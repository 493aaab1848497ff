"""Answers about what the model declares, kept from one command to the next in the user's cache.

To find what a name means in the model, all of it is imported, with its compiler, and its source is read: that takes
seconds. What was found once holds for as long as no file changes on which it rests, so it is kept in a file that is
named after the bytes of all of these files. A kept file carries a sum of what it holds; one that is damaged, or that
others could have written, is not read. Where nothing can be kept, every answer is worked out anew.
"""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from hinterland.core.paths import EVIDENCE, SCENARIOS
from hinterland.core.user_cache import place, trouble_with, write_whole
from hinterland.files.sums import sum_of

PACKAGE = Path(__file__).parents[1]
FOLDER, ENDING = "explained", ".json"
MOST = 8
"""Files that are kept, each of another version of the program or its tables."""


class Remembered:
    """Lists of lines by a key, found in a file or worked out and added to it."""

    def get(self, key: str, make: Callable[[], list[str]]) -> list[str]:
        """Return the lines of a key: those that are kept, or else what `make` returns, which is kept from now on."""
        if key not in self._known:
            self._known[key] = make()
            self._keep()
        return self._known[key]

    @cached_property
    def _path(self) -> Path | None:
        root = place()
        return None if root is None else root / FOLDER / (version() + ENDING)

    @cached_property
    def _known(self) -> dict[str, list[str]]:
        if self._path is None:
            return {}
        try:
            return {} if trouble_with(self._path.parent) else unsealed(self._path.read_bytes())
        except OSError:
            return {}

    def _keep(self) -> None:
        if self._path is None:
            return
        folder = self._path.parent
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if trouble_with(folder) is None:
                write_whole(self._path, sealed(self._known))
                for older in sorted(files(folder.parent), key=lambda path: -path.stat().st_mtime)[MOST:]:
                    older.unlink(missing_ok=True)


def version() -> str:
    """Return a word that changes with any file from which an answer is made, and with where the package lies."""
    tops = ((PACKAGE, "*.py"), (EVIDENCE, "*.csv"), (EVIDENCE, "*.toml"), (SCENARIOS, "*.toml"))
    found = ((f"{n}/{path.relative_to(top)}", path) for n, (top, kind) in enumerate(tops) for path in top.rglob(kind))
    return sum_of((str(PACKAGE), sys.version), found)[:16]


def files(root: Path) -> Iterator[Path]:
    """Yield the kept files in the folder of a cache."""
    return (root / FOLDER).glob("*" + ENDING)


def sealed(known: dict[str, list[str]]) -> bytes:
    """Return the bytes of a kept file: a sum, and below it the lines by their keys."""
    text = json.dumps(known, ensure_ascii=False).encode()
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def unsealed(data: bytes) -> dict[str, list[str]]:
    """Return the lines of a kept file by their keys; nothing where the file is damaged."""
    total, _, text = data.partition(b"\n")
    if total != hashlib.sha256(text).hexdigest().encode():
        return {}
    known: dict[str, list[str]] = json.loads(text)
    return known

"""The cache of compiled kernels: one file for each, in a folder of the user's own.

Numba's own cache keeps an index beside the code. Two processes that fill it at once can mix both up, and one damaged
file stops every run for good. Here the name of a file says all that its code depends on, the file carries a sum of its
bytes, and it is renamed into place when it is whole. A file that does not hold is compiled anew and replaced. A folder
that cannot be written to never stops a run: its kernels are compiled and not kept, and `CacheWarning` says so.

What kernels share stands in `core`, so every folder of kernels is named after the text of `core`.
"""

import hashlib
import json
import os
import pickle
import platform
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

import llvmlite
import numba
import numpy as np
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

PLACE = "HINTERLAND_CACHE"
"""The environment variable that names the folder; without it, it is `hinterland` in the user's folder for caches."""
MARK = b"hinterland kernel 1\n"
"""The first line of every file of this cache."""
ENDING, PART = ".kernel", ".part"
_SILENT_NAMES = "cache fault given names notebook once paths spelling trigonometry version"
_SILENT = {f"{name}.py" for name in _SILENT_NAMES.split()}
"""Files of `core` that no machine code depends on."""


class CacheWarning(UserWarning):
    """Kernels are compiled but cannot be kept; said once in a process."""


class Label(NamedTuple):
    """What a file of the cache says of itself in its second line."""

    key: str
    source: str
    text: str
    """A sum of the source file as it was."""
    numba: str
    sum: str


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


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


CORE = _sum(b"".join(p.read_bytes() for p in sorted(Path(__file__).parent.glob("*.py")) if p.name not in _SILENT))[:12]
"""The name of the folder for the kernels of this version."""


@cache
def text_of(source: Path, changed: int) -> str:
    """Return the sum of a source file that was changed at this time."""
    return _sum(source.read_bytes())


def seal(label: Label, code: bytes) -> bytes:
    """Return the bytes of a file of the cache."""
    return MARK + json.dumps(label._asdict()).encode() + b"\n" + code


def unseal(data: bytes) -> tuple[Label, bytes] | None:
    """Return what a file of the cache holds, or None where it is damaged."""
    mark, label, code = data[: len(MARK)], *data[len(MARK) :].partition(b"\n")[::2]
    try:
        found = Label(**json.loads(label))
    except (ValueError, TypeError):
        return None
    return (found, code) if mark == MARK and found.sum == _sum(code) else None


def trouble_with(folder: Path) -> str | None:
    """Return why kernels cannot be taken from an existing folder: another user could have put them there."""
    status = folder.stat()
    if status.st_uid != os.geteuid():
        return "it belongs to another user"
    return "every user can write to it" if status.st_mode & 0o002 else None


class KernelCache:
    """The compiled forms of one function, as numba's dispatchers ask for them."""

    def __init__(self, fn: Callable[..., Any]) -> None:
        """Take a function, and what its source file holds now: that is the text which is compiled."""
        self.fn = fn
        self.source = Path(fn.__code__.co_filename).absolute()
        self.text = text_of(self.source, self.source.stat().st_mtime_ns)
        self.name = f"{self.source.stem}.{fn.__qualname__.replace('<locals>', '')[-80:]}.{self.text[:12]}."

    @property
    def cache_path(self) -> str | None:
        """Return the folder, as `dispatcher.stats` shows it."""
        root = place()
        sub = f"{self.source.parent.name}_{_sum(str(self.source.parent).encode())[:12]}"
        return None if root is None else str(root / CORE / sub)

    def load_overload(self, signature: Any, context: Any) -> Any:
        """Return the machine code for a signature, or None where it must be compiled."""
        context.refresh()
        if self.cache_path is None:
            return None
        folder, key = Path(self.cache_path), self._key(signature, context.codegen())
        try:
            if trouble_with(folder.parent) is not None:
                return None
            found = unseal((folder / self._file(key)).read_bytes())
            if found is None or found[0].key != key:
                return None
            return CompileResult._rebuild(context, *pickle.loads(found[1]))
        except Exception:  # whatever is wrong with a file, the kernel can be compiled
            return None

    def save_overload(self, signature: Any, made: Any) -> None:
        """Keep the machine code for a signature, where that can be done."""
        if made.library.has_dynamic_globals or not all(one.can_cache for one in made.lifted):
            return
        if self.cache_path is None:
            _warn("there is no home folder")
            return
        folder, key = Path(self.cache_path), self._key(signature, made.codegen)
        code = dumps(made._reduce())
        label = Label(key, str(self.source), self.text, numba.__version__, _sum(code))
        try:
            for one in (folder.parent, folder):
                one.mkdir(mode=0o700, parents=True, exist_ok=True)
            if trouble := trouble_with(folder.parent):
                _warn(f"{folder.parent}: {trouble}")
                return
            self._write(folder / self._file(key), seal(label, code))
        except OSError as trouble:
            _warn(f"{folder}: {trouble.strerror or trouble}")

    def _write(self, path: Path, data: bytes) -> None:
        """Write a file, whole or not at all, and remove those of earlier texts of the same function."""
        with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=PART, delete=False) as part:
            try:
                part.write(data)
                part.close()
                Path(part.name).replace(path)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        function = self.name.rstrip(".").rpartition(".")[0]
        for other in path.parent.glob(f"{function}.*{ENDING}"):
            if other.name.count(".") == path.name.count(".") and not other.name.startswith(self.name):
                other.unlink(missing_ok=True)

    def _file(self, key: str) -> str:
        return f"{self.name}{key[:24]}{ENDING}"

    def _key(self, signature: Any, codegen: Any) -> str:
        """Return a sum of all that the machine code depends on besides the text of `core`."""
        fn = self.fn
        closure = [cell.cell_contents for cell in fn.__closure__ or ()]
        return _sum(
            repr(
                (
                    [_kind(one) for one in getattr(signature, "args", signature)],
                    codegen.magic_tuple(),
                    (fn.__module__, fn.__qualname__, self.text, _sum(fn.__code__.co_code)),
                    _sum(dumps(closure)) if closure else "",
                    constants(fn.__globals__),
                    (numba.__version__, llvmlite.__version__, platform.python_version()),
                )
            ).encode()
        )

    def flush(self) -> None:
        """Do nothing: there is no index."""

    enable = disable = flush


def _kind(kind: Any) -> str:
    """Return a type in words, with the names of its fields where it has any."""
    inner = "".join(_kind(one) for one in getattr(kind, "types", ()))
    return f"{kind}{tuple(getattr(kind, 'fields', ()))}{inner}"


def constants(names: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the values of a module that its machine code may have been compiled with."""
    found = []
    for name, value in sorted(names.items()):
        if isinstance(value, np.ndarray):
            found.append((name, f"{value.dtype}{value.shape}{_sum(value.tobytes())}"))
        elif not name.startswith("__") and _plain(value):
            found.append((name, repr(value)))
    return found


def _plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(_plain(one) for one in value)
    return isinstance(value, (int, float, str, bytes, np.generic))


def _warn(trouble: str) -> None:
    """Say once why kernels cannot be kept."""
    global _warned
    if not _warned:
        _warned = True
        remedy = f"free some room there, or name a folder in {PLACE}; see hinterland cache"
        warnings.warn(f"compiled kernels cannot be kept: {trouble}; {remedy}", CacheWarning, stacklevel=2)


_warned = False

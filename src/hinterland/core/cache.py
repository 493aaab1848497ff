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
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import llvmlite
import numba
import numpy as np
from numba.core.compiler import CompileResult
from numba.core.serialize import dumps

from hinterland.core.user_cache import PLACE, place, trouble_with, write_whole

MARK = b"hinterland kernel 1\n"
"""The first line of every file of this cache."""
ENDING = ".kernel"
_SILENT_NAMES = "cache fault given names notebook once paths spelling trigonometry user_cache version"
_SILENT = {f"{name}.py" for name in _SILENT_NAMES.split()}
"""Files of `core` that no machine code depends on."""


class CacheWarning(UserWarning):
    """Kernels are compiled but cannot be kept; said once in a process."""


class Label(NamedTuple):
    """What a file of the cache says of itself in its second line."""

    key: str
    source: str
    """The source file, or several as a search path lists them."""
    text: str
    """A sum of each source file as it was."""
    numba: str
    sum: str


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


CORE = _sum(b"".join(p.read_bytes() for p in sorted(Path(__file__).parent.glob("*.py")) if p.name not in _SILENT))[:12]
"""The name of the folder for the kernels of this version."""


@cache
def text_of(source: Path, changed: int) -> str:
    """Return the sum of a source file that was changed at this time."""
    return _sum(source.read_bytes())


def label_of(key: str, sources: Iterable[Path], code: bytes) -> Label:
    """Return the label of code that was made from source files as they stand."""
    paths = sorted(sources)
    return Label(key, os.pathsep.join(map(str, paths)), texts_of(paths), numba.__version__, _sum(code))


def texts_of(sources: Iterable[Path]) -> str:
    """Return the sums of source files as they stand, one after the other."""
    return " ".join(text_of(one, one.stat().st_mtime_ns) for one in sources)


def is_current(label: Label) -> bool:
    """Whether code was made by this numba from the text that its source files have now.

    Raises `OSError` where one of them cannot be read.
    """
    sources = map(Path, label.source.split(os.pathsep))
    return label.numba == numba.__version__ and label.text == texts_of(sources)


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


def folder_of(source: Path) -> Path | None:
    """Return the folder for what is compiled from a source file and its neighbours, None where the user has none."""
    root = place()
    return None if root is None else root / CORE / f"{source.parent.name}_{_sum(str(source.parent).encode())[:12]}"


def read(path: Path, key: str) -> bytes | None:
    """Return the code in a file of the cache, None where it is of another key, damaged, or not to be trusted.

    Raises `OSError` where there is no such file.
    """
    if trouble_with(path.parent.parent) is not None:
        return None
    found = unseal(path.read_bytes())
    return None if found is None or found[0].key != key else found[1]


def keep(path: Path, label: Label, code: bytes) -> None:
    """Write code into a file of the cache, whole or not at all; where that cannot be done, warn once."""
    try:
        for one in (path.parent.parent, path.parent):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
        if trouble := trouble_with(path.parent.parent):
            warn(f"{path.parent.parent}: {trouble}")
            return
        write_whole(path, seal(label, code))
    except OSError as trouble:
        warn(f"{path.parent}: {trouble.strerror or trouble}")


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
        folder = folder_of(self.source)
        return None if folder is None else str(folder)

    def load_overload(self, signature: Any, context: Any) -> Any:
        """Return the machine code for a signature, or None where it must be compiled."""
        context.refresh()
        if self.cache_path is None:
            return None
        key = self._key(signature, context.codegen())
        try:
            code = read(Path(self.cache_path) / self._file(key), key)
            return None if code is None else CompileResult._rebuild(context, *pickle.loads(code))
        except Exception:  # whatever is wrong with a file, the kernel can be compiled
            return None

    def save_overload(self, signature: Any, made: Any) -> None:
        """Keep the machine code for a signature, where that can be done."""
        if made.library.has_dynamic_globals or not all(one.can_cache for one in made.lifted):
            return
        if self.cache_path is None:
            warn("there is no home folder")
            return
        key, code = self._key(signature, made.codegen), dumps(made._reduce())
        path = Path(self.cache_path) / self._file(key)
        keep(path, Label(key, str(self.source), self.text, numba.__version__, _sum(code)), code)
        self._remove_older(path)

    def _remove_older(self, path: Path) -> None:
        """Remove the files of earlier texts of the same function."""
        function = self.name.rstrip(".").rpartition(".")[0]
        for other in path.parent.glob(f"{function}.*{ENDING}"):
            if other.name.count(".") == path.name.count(".") and not other.name.startswith(self.name):
                with suppress(OSError):
                    other.unlink()

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


def warn(trouble: str) -> None:
    """Say once why kernels cannot be kept."""
    global _warned
    if not _warned:
        _warned = True
        remedy = f"free some room there, or name a folder in {PLACE}; see hinterland cache"
        warnings.warn(f"compiled kernels cannot be kept: {trouble}; {remedy}", CacheWarning, stacklevel=2)


_warned = False

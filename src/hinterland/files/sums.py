"""One word for many files: a digest that changes with the name or with any byte of any of them."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def sum_of(begins: object, files: Iterable[tuple[str, Path]]) -> str:
    """Return the SHA-256, in hexadecimal digits, of what `repr` says of `begins` and of files under their names.

    The order in which files are given does not count. Raises `OSError` where one cannot be read.
    """
    digest = hashlib.sha256(repr(begins).encode())
    for name, path in sorted(files):
        data = path.read_bytes()
        digest.update(f"{name}\n{len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()

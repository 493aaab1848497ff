"""Arrays of numbers in one packed file: each by its name, with its type and shape in the header.

The file is that of `hinterland.web.pack`, so that the page unpacks it with the library of the war.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from hinterland.web.pack import packed, unpacked

TYPES = {"u1": "<u1", "u2": "<u2", "u4": "<u4", "i2": "<i2", "f4": "<f4"}
"""Types of numbers that the page reads, by the names that the header gives them."""
STEP = 4
"""Every array begins at a multiple of so many bytes, as a browser wants it."""


class Arrays:
    """Arrays that lie one after another."""

    def __init__(self) -> None:
        """Begin with none."""
        self.table: dict[str, list[Any]] = {}
        self.content = bytearray()

    def add(self, name: str, values: np.ndarray, kind: str) -> None:
        """Add an array as numbers of a kind of `TYPES`; raise `ValueError` for a number that the kind cannot hold."""
        made = np.asarray(values)
        if kind != "f4":
            bounds = np.iinfo(TYPES[kind])
            if made.size and not (bounds.min <= made.min() and made.max() <= bounds.max):
                raise ValueError(f"{name} does not fit {kind}: it reaches from {made.min()} to {made.max()}")
        self.content += b"\0" * (-len(self.content) % STEP)
        self.table[name] = [kind, len(self.content), *made.shape]
        self.content += np.ascontiguousarray(made, TYPES[kind]).tobytes()

    def packed(self, header: Mapping[str, Any]) -> bytes:
        """Return the arrays with a header as a packed file; the header gains the table of arrays."""
        return packed({**header, "arrays": self.table}, self.content)


def read(data: bytes) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Return the header of a packed file without its table of arrays, and the arrays by name."""
    header, content = unpacked(data)
    table = header.pop("arrays", {})
    arrays = {
        name: np.frombuffer(content, TYPES[kind], int(np.prod(shape)), at).reshape(shape)
        for name, (kind, at, *shape) in table.items()
    }
    return header, arrays

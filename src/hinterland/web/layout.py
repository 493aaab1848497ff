"""Where things lie in the memory of a module: arrays of this process, each at an address of its own there.

Arrays that share memory here share it there. What a run changes comes first, so that one copy of it brings back the
morning of the first day.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numba
import numpy as np

from hinterland.core.declare import Array
from hinterland.core.group import Group, table_of

EVEN = 16
"""Addresses of arrays are multiples of it."""
SLOT = 4
"""Bytes of a slot: the address of a table."""


class _Alone(NamedTuple):
    """An array alone, as a group of one field."""

    values: Array


def grouped(group: Any) -> Any:
    """Return a group, or an array alone as a group of one field."""
    return group if hasattr(group, "_fields") else _Alone(group)


def rounded(number: int) -> int:
    """Return the first address at or behind a number at which an array may begin."""
    return -(-number // EVEN) * EVEN


class Layout:
    """Addresses of arrays in the memory of a module, and what that memory holds."""

    def __init__(self, first: int) -> None:
        """Begin at an address."""
        self.first = self.end = rounded(first)
        self._blocks: list[tuple[int, int, int]] = []
        """Where pieces of memory begin and end here, and where they begin there."""
        self._parts: list[tuple[int, bytes]] = []

    def place(self, arrays: Iterable[Array]) -> None:
        """Give arrays addresses; those that overlap here do so there."""
        for start, stop, members in _pieces(_distinct(arrays)):
            held = np.zeros(stop - start, np.uint8)
            for one in members:
                at = one.ctypes.data - start
                held[at : at + one.nbytes] = np.ascontiguousarray(one).reshape(-1).view(np.uint8)
            self._blocks.append((start, stop, self.add(held)))

    def put(self, values: Array, at: int) -> None:
        """Give an array an address at which there is room for it."""
        start = values.ctypes.data
        self._blocks.append((start, start + values.nbytes, at))
        self.write(at, values)

    def add(self, values: Array) -> int:
        """Write values behind what is there, and return their address."""
        at, data = self.end, np.ascontiguousarray(values).tobytes()
        self._parts.append((at, data))
        self.end = rounded(at + len(data))
        return at

    def reserve(self, size: int) -> int:
        """Return the address of room in which nothing stands yet."""
        at, self.end = self.end, rounded(self.end + size)
        return at

    def write(self, at: int, values: Array) -> None:
        """Write values into room that was reserved."""
        self._parts.append((at, np.ascontiguousarray(values).tobytes()))

    def address(self, values: Array) -> int:
        """Return the address of an array that was placed, or of a part of one.

        Raises `KeyError` for one that was not placed.
        """
        at = values.ctypes.data
        if values.size == 0:
            return self.first
        for start, stop, there in self._blocks:
            if start <= at and at + values.nbytes <= stop:
                return there + at - start
        raise KeyError(f"an array of {values.shape} {values.dtype} has no address")

    def table(self, group: Any) -> Array:
        """Return the table of a group, or of an array alone, as it stands there: addresses are those of its memory."""
        made = table_of(grouped(group))
        words = made.words.copy()
        for name, (_, first) in made.type.fields.items():
            value = getattr(made.group, name)
            if isinstance(value, np.ndarray):
                words[first] = self.address(value)
        return words

    def reserve_tables(self, groups: Mapping[str, Any]) -> tuple[int, dict[str, int]]:
        """Reserve room for the slots and for the table of every group; return the addresses of both."""
        tables = {name: self.reserve(table_of(grouped(group)).words.nbytes) for name, group in groups.items()}
        slots = self.reserve(SLOT * len(groups))
        self.write(slots, np.array(list(tables.values()), np.int32))
        return slots, tables

    def bytes(self) -> bytearray:
        """Return what the memory holds from the first address on."""
        held = bytearray(self.end - self.first)
        for at, data in self._parts:
            held[at - self.first : at - self.first + len(data)] = data
        return held


def _pieces(arrays: list[Array]) -> list[tuple[int, int, list[Array]]]:
    """Return the pieces of memory in which arrays lie, where each begins and ends, in the order of the arrays."""
    spans = sorted((one.ctypes.data, one.ctypes.data + one.nbytes, n) for n, one in enumerate(arrays))
    pieces: list[tuple[int, int, list[int]]] = []
    for start, stop, n in spans:
        if pieces and start < pieces[-1][1]:
            first, end, members = pieces.pop()
            pieces.append((first, max(stop, end), [*members, n]))
        else:
            pieces.append((start, stop, [n]))
    pieces.sort(key=lambda piece: min(piece[2]))
    return [(start, stop, [arrays[n] for n in members]) for start, stop, members in pieces]


def _distinct(arrays: Iterable[Array]) -> list[Array]:
    """Return arrays of which none is empty, each stretch of memory once."""
    found = {(one.ctypes.data, one.nbytes): one for one in arrays if one.size}
    return list(found.values())


def arrays_of(group: Any) -> list[Array]:
    """Return the arrays of a group, or an array alone."""
    return [one for one in group if isinstance(one, np.ndarray)] if hasattr(group, "_fields") else [group]


def kind_of(group: Any) -> Any:
    """Return numba's type of a group or an array."""
    return table_of(group).type if hasattr(group, "_fields") else numba.typeof(group)


def first_word(kind: Group, field: str) -> int:
    """Return where in a table a field begins."""
    _, first = kind.fields[field]
    return int(first)

"""Hashes of a world and of a record: two wars with the same hashes are the same to the last bit.

A hash is SHA-256 in hexadecimal digits. Numbers are taken with their lowest byte first, and all that are not a number
as one and the same, for processors differ in the bits with which they say so.
"""

import hashlib
from collections.abc import Iterable, Iterator

import numpy as np

from hinterland.core.declare import Array
from hinterland.engine.record import Recorder
from hinterland.engine.world import World


def hash_of(arrays: Iterable[tuple[str, Array]]) -> str:
    """Return the hash of arrays with their names, types and shapes, in this order."""
    digest = hashlib.sha256()
    for name, values in arrays:
        digest.update(f"{name} {values.dtype.kind}{values.dtype.itemsize} {values.shape}\n".encode())
        kept = np.ascontiguousarray(values, values.dtype.newbyteorder("<"))
        if kept.dtype.kind == "f" and np.isnan(kept).any():
            kept = np.where(np.isnan(kept), kept.dtype.type(np.nan), kept)
        digest.update(kept.tobytes())
    return digest.hexdigest()


def hash_of_world(world: World) -> str:
    """Return the hash of every state array."""
    return hash_of((name, values) for name, _, values in world.arrays())


def hash_of_record(record: Recorder) -> str:
    """Return the hash of all that was recorded: figures by day and atom, maps, lines and events."""
    return hash_of(_recorded(record))


def _recorded(record: Recorder) -> Iterator[tuple[str, Array]]:
    """Yield the names and the values of every array of a record."""
    yield from zip(("starts", "atoms", "figures"), record.table.kept(), strict=True)
    yield "map days", np.array(record.map_days, np.int64)
    for name, maps in record.maps.items():
        yield from ((name, values) for values in maps)
    yield from (("closed", values) for values in record.line_closed)
    yield from record.lines.items()
    for day, columns in record.events:
        yield from ((f"{day} {column}", values) for column, values in columns.items())

"""Arrays of a Zarr store that are alike but for their values and what is said of them.

xarray and zarr take some ten milliseconds for an array, most of it to work out again the same description. A run has
hundreds of arrays of one shape: the first is written by them, and the others get its description and its packing.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

HEAD = "zarr.json"
"""The file that describes an array, in format 3 of Zarr."""


class AlikeArrays:
    """Writes arrays like one that stands in a store already: float32 in one piece, packed by Blosc, NaN where empty."""

    def __init__(self, model: Path, attributes: Mapping[str, Any]) -> None:
        """Take the folder of an array in a store, and those of its attributes that are its own."""
        from numcodecs import Blosc

        self._head: dict[str, Any] = json.loads((model / HEAD).read_text(encoding="utf-8"))
        self._shared = {name: value for name, value in self._head["attributes"].items() if name not in attributes}
        _, packing = self._head["codecs"]
        how = packing["configuration"]
        self._packing = Blosc(how["cname"], how["clevel"], Blosc.SHUFFLE, how["blocksize"])

    def __call__(self, folder: Path, values: np.ndarray, attributes: Mapping[str, Any]) -> None:
        """Write an array into a new folder of the store; a piece that is NaN as a whole is left out, as zarr does."""
        assert list(values.shape) == self._head["shape"], folder
        assert values.dtype == np.float32, folder
        folder.mkdir()
        head = self._head | {"attributes": {**attributes, **self._shared}}
        (folder / HEAD).write_text(json.dumps(head, indent=2), encoding="utf-8")
        if not np.isnan(values).all():
            piece = folder.joinpath("c", *("0" for _ in values.shape))
            piece.parent.mkdir(parents=True)
            piece.write_bytes(self._packing.encode(np.ascontiguousarray(values, "<f4")))

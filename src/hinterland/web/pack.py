"""A packed file of the page: a header as JSON and bytes behind it, in gzip, which every browser unpacks by itself.

The header says what the file is (`file`), and by a sum of its memory to which image a file belongs (`of`): files of
two exports are never taken together.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from hinterland.web import wasm
from hinterland.web.image import Image

EFFORT = 9
APART = 16
"""Bytes that may be alike between two that differ, before they count as two runs."""


IMAGE, READINGS, SCENARIO = "image", "readings", "scenario"
"""What a packed file of a war is."""
LETTERS = 16


def packed(header: Mapping[str, Any], content: bytes | bytearray) -> bytes:
    """Return a header and bytes as a packed file; the same ones give the same file."""
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    return gzip.compress(len(text).to_bytes(4, "little") + text + bytes(content), EFFORT, mtime=0)


def unpacked(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return what `packed` was given."""
    whole = gzip.decompress(data)
    length = int.from_bytes(whole[:4], "little")
    return json.loads(whole[4 : 4 + length]), whole[4 + length :]


def packed_image(image: Image, module: wasm.Module) -> bytes:
    """Return an image as a packed file, which names the module that plays it."""
    own = {"file": IMAGE, "of": sum_of(image.memory), "module": sum_of(module.code)}
    return packed(own | image.header, image.memory)


def packed_readings(image: Image, readings: Mapping[str, Any]) -> bytes:
    """Return what a page reads of a war as a packed file, which names the image that it belongs to."""
    return packed({"file": READINGS, "of": sum_of(image.memory), **readings}, b"")


def sum_of(content: bytes | bytearray) -> str:
    """Return the first letters of the SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()[:LETTERS]

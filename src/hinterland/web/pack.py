"""A packed file of the page: a header as JSON and bytes behind it, in gzip, which every browser unpacks by itself."""

import gzip
import json
from collections.abc import Mapping
from typing import Any

from hinterland.web.image import Image

EFFORT = 9
APART = 16
"""Bytes that may be alike between two that differ, before they count as two runs."""


def packed(header: Mapping[str, Any], content: bytes | bytearray) -> bytes:
    """Return a header and bytes as a packed file; the same ones give the same file."""
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    return gzip.compress(len(text).to_bytes(4, "little") + text + bytes(content), EFFORT, mtime=0)


def unpacked(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return what `packed` was given."""
    whole = gzip.decompress(data)
    length = int.from_bytes(whole[:4], "little")
    return json.loads(whole[4 : 4 + length]), whole[4 + length :]


def packed_image(image: Image) -> bytes:
    """Return an image as a packed file."""
    return packed(image.header, image.memory)

"""The mark by which the program knows again what it wrote: a part of a JSON file that holds the digest of the whole."""

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

KEY = "hinterland:written"
"""The key in the file; its form is that of a property of one's own in the W3C's metadata for tables."""


def marked(content: Mapping[str, Any], own: Mapping[str, Any]) -> bytes:
    """Return a JSON file with `content` and the mark, which names the program, what is in `own`, and the digest."""
    version = vars(sys.modules["hinterland"])["__version__"]  # an import here would go up the house
    program = {"program": "hinterland", "version": version}
    whole = {**content, KEY: {**program, **own}}
    whole[KEY]["sha256"] = _digest(whole)
    return (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()


def read(path: Path) -> dict[str, Any] | None:
    """Return the mark in a file, or None where there is no such file, no mark in it, or where it was changed since."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        whole = json.loads(path.read_bytes())
        own = dict(whole[KEY])
        digest = own.pop("sha256")
        ours = digest == _digest({**whole, KEY: own}) and own["program"] == "hinterland"
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return own if ours else None


def accepted(own: Mapping[str, Any] | None) -> dict[str, list[str]]:
    """Return for each file that a mark lists the digests that it may have."""
    return dict((own or {}).get("files") or {})


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(whole: Mapping[str, Any]) -> str:
    text = json.dumps(whole, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()

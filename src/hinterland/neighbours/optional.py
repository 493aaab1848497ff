"""Packages that are not needed to play a war: imported where they are used, missed in one line."""

from importlib import import_module
from typing import Any

from hinterland.core.fault import Fault


def needed(module: str, package: str, purpose: str) -> Any:
    """Return a module of another package; raise `Fault`, with how to install it, where it is not there."""
    try:
        return import_module(module)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != module.partition(".")[0]:
            raise
        raise Fault(None, 0, f"{purpose} needs the package {package}", f"say pip install {package}") from None

"""The hidden folder beside a place in which a result is made: one for each place, held by one process at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.files import exchange, manifest

TAKEN = "is being written by another process of hinterland", "wait until that ends, or give another place"
TRIES = 20


def hidden(target: Path) -> Path:
    """Return the hidden folder that belongs to a place; its name is short, however long that of the place is."""
    return target.with_name(f".hinterland-{sha256(os.fsencode(target.name)).hexdigest()[:16]}")


@contextmanager
def stage(place: Path, target: Path, command: str) -> Iterator[Path]:
    """Give an empty folder beside `target` that no other process uses, and remove it and what is in it in the end.

    What a killed process left there is removed first. The folder is locked; the lock ends with the process,
    however it ends. Raises `Fault`, with the place as the user wrote it, where another process holds the folder.
    """
    folder = hidden(target)
    lock = _claim(place, folder, target)
    try:
        manifest.begin(folder, command)
        yield folder
    finally:
        try:
            for left in (folder, exchange.recover(folder, target)):
                if left and left.is_dir():
                    manifest.remove(left)
        finally:
            os.close(lock)


@contextmanager
def held(place: Path, folder: Path) -> Iterator[None]:
    """Lock a folder while it is exchanged, so that no other process takes the old one for something left over."""
    if not folder.is_dir():
        yield
        return
    lock = _lock(place, folder)
    try:
        yield
    finally:
        os.close(lock)


def _claim(place: Path, folder: Path, target: Path) -> int:
    """Make the hidden folder, after the removal of one that was left over, and return the lock on it.

    Raises `Fault` where another process has it.
    """
    for _ in range(TRIES):
        made = _make(folder)
        try:
            lock = _lock(place, folder)
        except FileNotFoundError:  # the process that had it has just removed it
            continue
        ready = False
        try:
            ready = _still(lock, folder) and _ready(folder, target, made)
            if ready:
                return lock
        finally:
            if not ready:
                os.close(lock)
    raise Fault(place, 0, *TAKEN)


def _ready(folder: Path, target: Path, made: bool) -> bool:
    """Return whether a hidden folder can be used: a new one can, one that was left over is removed."""
    left = exchange.recover(folder, target) if made else folder
    if left:
        _clear(left)
    return made


def _make(folder: Path) -> bool:
    try:
        folder.mkdir()
    except FileExistsError:
        return False
    return True


def _lock(place: Path, folder: Path) -> int:
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise Fault(place, 0, *TAKEN) from None
    except BaseException:
        os.close(lock)
        raise
    return lock


def _still(lock: int, folder: Path) -> bool:
    """Return whether a lock is still one on the folder of that name."""
    try:
        return os.path.samestat(os.fstat(lock), folder.stat())
    except FileNotFoundError:
        return False


def _clear(left: Path) -> None:
    """Remove what a killed process left; raises `Fault` where something in it may be the user's."""
    manifest.remove(left)
    if left.is_dir():
        manifest.refuse_foreign(left, left)

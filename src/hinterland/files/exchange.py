"""Two paths change places in one step, and a file or a folder takes a free place without replacing anything."""

import ctypes
import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hinterland.core.fault import Fault

Check = Callable[[Path], None]
"""Raises `Fault` where what stands at a path may not be replaced."""

HERE, EXCHANGE = -100, 2
"""Constants of Linux: a path counts from the working folder; two paths change places."""
NOT_THERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def aside(made: Path) -> Path:
    """Return where the old result stands for a moment on systems where two paths cannot change places in one step."""
    return made.with_name(made.name + "-old")


def put(made: Path, place: Path, check: Check) -> bool:
    """Put a file or a folder in its place; what stood there, if `check` allows it, leaves it.

    The check is made twice: before, and once more when the old one has left its place, so that whatever was laid
    into it in between is found, and the old one goes back. Returns whether anything stood there.
    """
    if not os.path.lexists(place):
        _take(made, place)
        return False
    check(place)
    _like(made, place)
    if not swap(made, place):
        if made.is_dir():
            _by_two_renames(made, place, check)
        else:
            made.replace(place)
        return True
    try:
        check(made)
    except BaseException:
        swap(made, place)
        raise
    return True


def swap(one: Path, other: Path) -> bool:
    """Let two paths change places in one step; returns False where the system has no such step.

    Raises `OSError` where the step fails.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if rename(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE) == 0:
        return True
    trouble = ctypes.get_errno()
    if trouble in NOT_THERE:
        return False
    raise OSError(trouble, os.strerror(trouble), str(other))


def recover(made: Path, place: Path) -> Path | None:
    """Bring back the old result where only the first of two renames was done; return it where it is left over."""
    old = aside(made)
    if not os.path.lexists(old):
        return None
    if not os.path.lexists(place):
        old.rename(place)
        return None
    return old


def flush(folder: Path) -> None:
    """Bring a folder and what is in it to the disk; raises `OSError` where the disk cannot take it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
        if sync is None:
            os.sync()
        elif sync(handle):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(handle)


def _by_two_renames(made: Path, place: Path, check: Check) -> None:
    old = aside(made)
    place.rename(old)
    try:
        check(old)
        made.rename(place)
    except BaseException:
        old.rename(place)
        raise


def _take(made: Path, place: Path) -> None:
    """Put a file or a folder in a free place; raises `OSError` where the place is taken in the meantime."""
    if made.is_dir():
        made.rename(place)  # the system refuses it where a file or a folder with something in it stands
        return
    try:
        place.hardlink_to(made)
    except FileExistsError:
        raise Fault(place, 0, "was made by another program in the meantime", "give another place") from None
    except OSError:  # a file system without hard links
        if os.path.lexists(place):
            raise
        made.rename(place)
    else:
        made.unlink()


def _like(made: Path, place: Path) -> None:
    """Give the new one the mode and, where that is allowed, the owner of the one that it replaces."""
    shutil.copymode(place, made)
    there = place.stat()
    with suppress(OSError):
        os.chown(made, there.st_uid, there.st_gid)

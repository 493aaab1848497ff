"""What the files of a page hold: bytes, or what makes them when they are first asked for."""

from collections.abc import Callable, Mapping

Content = bytes | Callable[[], bytes | None]
"""What a file holds, or what makes it; that makes nothing of a file that cannot be."""


def made(content: Content) -> bytes | None:
    """Return what a file holds, making it where it is not there yet."""
    return content if isinstance(content, bytes) else content()


def made_of(files: Mapping[str, Content]) -> dict[str, bytes]:
    """Return what files hold, without those that cannot be made."""
    found = ((name, made(one)) for name, one in files.items())
    return {name: one for name, one in found if one is not None}

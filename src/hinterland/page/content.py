"""What the files of a page hold: bytes, or what makes them when they are first asked for."""

from collections.abc import Callable, Mapping

Content = bytes | Callable[[], bytes]
"""What a file holds, or what makes it."""


def made(content: Content) -> bytes:
    """Return what a file holds, making it where it is not there yet."""
    return content if isinstance(content, bytes) else content()


def made_of(files: Mapping[str, Content]) -> dict[str, bytes]:
    """Return what files hold."""
    return {name: made(one) for name, one in files.items()}

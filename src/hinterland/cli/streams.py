"""The output streams of the command: it ends well where the reader closes the pipe or the encoding lacks a letter.

`hinterland claims | head -1` closes the pipe after one line. What is written afterwards goes nowhere, the command does
the rest of its work and leaves with 0. A character that the encoding does not have is written as its number.
"""

import io
import os
import sys
from typing import Any, TextIO

NAMES = {1: "standard output", 2: "standard error"}


class Outlet(io.FileIO):
    """An open file that goes on to nowhere once nobody reads it."""

    def __init__(self, number: int) -> None:
        """Take the number of an open file; it stays open."""
        super().__init__(number, "wb", closefd=False)

    def write(self, data: Any) -> int:
        """Write; where the reader has gone, drop it and all that follows. Any other trouble is reported once."""
        try:
            return super().write(data)
        except BrokenPipeError:
            drop(self.fileno())
            return len(data)
        except OSError as trouble:
            drop(self.fileno())
            raise OSError(trouble.errno, trouble.strerror, NAMES.get(self.fileno())) from None


def drop(number: int) -> None:
    """Lead an open file to nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def prepare() -> None:
    """Put both streams in order; a command that was started without them writes to nowhere."""
    sys.stdout, sys.stderr = _stream(sys.stdout, 1), _stream(sys.stderr, 2)


def _stream(old: TextIO | None, number: int) -> TextIO:
    if not isinstance(old, io.TextIOWrapper):
        return open(os.devnull, "w", encoding="utf-8") if old is None else old  # noqa: PTH123
    old.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(Outlet(number)),
        encoding=old.encoding,
        errors="backslashreplace",
        line_buffering=old.line_buffering,
        write_through=old.write_through,
    )


def finish() -> None:
    """Write what is still held back; raise `OSError` where that cannot be done."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()

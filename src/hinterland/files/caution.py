"""A caution: what was read is used, but not quite as it stands in the file, and the user is warned in one line."""

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from hinterland.core.fault import Fault

MOST = 10
"""Lines that are printed of many faults or cautions."""


class Caution(UserWarning):
    """Input that is used otherwise than it may have been meant: where, what is done with it, what to do about it.

    It has the four parts and the one line of a `Fault`, and can be filtered as a warning of its own class.
    """

    def __init__(self, path: Path | str | None, line: int, message: str, remedy: str) -> None:
        """Keep the four parts apart, so that a program can use them too."""
        self.path, self.line, self.message, self.remedy = path, line, message, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return `file:line: message; remedy`."""
        return str(Fault(self.path, self.line, self.message, self.remedy))


Warn = Callable[[Sequence[Caution]], None]
"""What is done with the cautions about a file: they are printed, kept or raised as warnings."""


def as_warnings(cautions: Sequence[Caution]) -> None:
    """Give each caution as a warning of Python, which names the line of the program that asked."""
    for caution in cautions:
        warnings.warn(caution, stacklevel=3)


def first_of(found: Sequence[object], most: int = MOST) -> list[str]:
    """Return the first faults or cautions as lines, and how many more there are."""
    lines = [str(one) for one in found[:most]]
    if len(found) > most:
        lines.append(f"and {len(found) - most} more of {len(found)}")
    return lines

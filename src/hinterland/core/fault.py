"""A fault in what the user gave: one line that names the file, the line and the remedy."""

import re
from pathlib import Path
from typing import Any

LONG_WORD, LONG_MESSAGE, KEPT = 200, 800, 60
"""Letters from which on a word and a message are cut, and how many of a word are kept."""
LINE_ENDS = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")


class Fault(ValueError):
    """Bad input, reported in one line.

    `path` is the file at fault (or None for a command-line value), `line` its line number (1 is the header of
    a table, 0 when the fault has no line), `message` what is wrong, `remedy` what to do about it.

    >>> import hinterland as hl
    >>> try:
    ...     hl.run("histroy")
    ... except hl.Fault as fault:
    ...     print(fault.message)
    there is no scenario 'histroy'
    """

    def __init__(self, path: Path | str | None, line: int, message: str, remedy: str) -> None:
        """Keep the four parts apart, so that a program can use them too."""
        self.path, self.line, self.message, self.remedy = path, line, message, remedy
        super().__init__(str(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the four parts apart on the way from one process to another."""
        return type(self), (self.path, self.line, self.message, self.remedy)

    def __str__(self) -> str:
        """Return `file:line: message; remedy`."""
        where = "" if self.path is None else f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        return _one_line(f"{where}{_cut(self.message)}; {_cut(self.remedy)}")


class Faults(ValueError):
    """Several faults found in one reading, in the order of their lines; `faults` holds them.

    >>> import hinterland as hl
    >>> found = hl.Faults([hl.Fault("my.csv", 2, "low is above high", "mend it"), hl.Fault("my.csv", 5, "...", "...")])
    >>> [fault.line for fault in found.faults]
    [2, 5]
    """

    def __init__(self, faults: list[Fault]) -> None:
        """Keep every fault; the text is one line for each."""
        self.faults = faults
        super().__init__("\n".join(str(f) for f in faults))

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the faults apart on the way from one process to another."""
        return type(self), (self.faults,)


def _cut(text: str) -> str:
    """Return a text without the rest of words and messages that a user gave at any length."""
    if len(text) <= LONG_WORD:
        return text
    short = re.sub(rf"\S{{{LONG_WORD},}}", lambda found: found[0][:KEPT] + "...", text)
    return short if len(short) <= LONG_MESSAGE else short[:LONG_MESSAGE] + "..."


def _one_line(text: str) -> str:
    """Return a text as one line: a sign that is not seen, such as one that steers a terminal, stands as its number."""
    line = LINE_ENDS.sub(" ", text)
    return line if line.isprintable() else "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in line)


def parted(reason: str, remedy: str = "") -> tuple[str, str]:
    """Return what a reason says and what to do about it, parted by a semicolon; `remedy` where it does not say."""
    message, _, advice = reason.partition("; ")
    return message, advice or remedy

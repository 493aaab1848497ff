"""TOML files of scenarios, counterfactuals and fits while they are read: faults name the line of a key."""

import math
import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from hinterland.core.calendar import parse
from hinterland.core.fault import Fault
from hinterland.core.names import nearest


class Document(NamedTuple):
    """A file while it is read: where it lies and its text, to name the line of a fault.

    `nth` counts the entry of a list that is being read, from 0: of a key that stands in each, its line is meant.
    """

    path: Path
    text: str
    nth: int = 0

    def fault(self, key: str, message: str, remedy: str) -> Fault:
        """Return a fault at the line of a key."""
        return Fault(self.path, self.line(key), message, remedy)

    def line(self, key: str) -> int:
        """Return the line on which a key stands."""
        lines = list(enumerate(self.text.splitlines(), 1))
        begins = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}(?!\w)")
        found = [n for n, line in lines if begins.match(line)] or [n for n, line in lines if key in line] or [1]
        return found[min(self.nth, len(found) - 1)]

    def number(self, key: str, name: str, value: Any, remedy: str) -> float:
        """Return a finite number, or raise `Fault`."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(key, f"{name} is not a number", remedy)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.fault(key, f"{name} is {number:g}, not a finite number", remedy)
        return number

    def day(self, key: str, value: Any, *, end: bool = False) -> date:
        """Return a date inside the war, read by the rule of the calendar, or raise `Fault`."""
        if isinstance(value, datetime):
            raise self.fault(key, f"{key} is a date with a time", f"write a date, such as {value:%Y-%m-%d}")
        try:
            return parse(value, what=key, end=end)
        except Fault as fault:
            raise self.fault(key, fault.message, fault.remedy) from None

    def text_of(self, table: dict[str, Any], key: str, default: str) -> str:
        """Return the text of a key, or raise `Fault` where it is none."""
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self.fault(key, f"{key} is not text", f'write {key} = "..."')
        return value

    def names_of(self, table: dict[str, Any], key: str) -> list[str]:
        """Return the names of a list that is not empty, or raise `Fault`."""
        value = table[key]
        if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
            raise self.fault(key, f"{key} is not a list of names", f'write {key} = ["..."]')
        return value

    def refuse_unknown(self, table: dict[str, Any], known: Sequence[str], of: str = "") -> None:
        """Raise `Fault` for a key that is not known."""
        for key in table:
            if key not in known:
                raise self.fault(
                    key, f"unknown key {key!r}{of}", perhaps(key, known) + "known keys are " + ", ".join(known)
                )


def parsed(path: Path, text: str, what: str, form: str) -> dict[str, Any]:
    """Return a text as TOML; raise `Fault` where it is none. `what` it should be, and `form` are words for the user."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _number_in(str(error))
        reason = str(error).split(" (at")[0].lower()
        raise Fault(path, line, f"is not TOML ({reason})", form) from None
    except RecursionError:
        raise Fault(path, 0, f"is not {what} (its brackets are nested too deep)", form) from None
    except ValueError as error:  # a number of too many digits, a day that no calendar has
        raise Fault(path, 0, f"is not TOML ({str(error).split(';')[0].lower()})", form) from None


def names_in(folder: Path) -> list[str]:
    """Return the names of the files that come with the package in a folder."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def perhaps(given: str, known: Sequence[str]) -> str:
    """Return the beginning of a remedy: the nearest known name, nothing where none is near."""
    near = nearest(given, known)
    return f"perhaps you mean {near[0]}; " if near else ""


def _number_in(message: str) -> int:
    """Return the line number in a message of the TOML reader, 1 where it names the end of the file."""
    words = message.replace(",", " ").replace(")", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else 1

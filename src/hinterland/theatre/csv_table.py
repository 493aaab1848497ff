"""A table of plain data, read line by line: what is wrong is reported with file, line and remedy."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TypeVar

from hinterland.core.calendar import day_of, parse, read_day
from hinterland.core.fault import Fault, Faults
from hinterland.files.csv_lines import check_header, lines_of

T = TypeVar("T")
NAMED = r"(oblast|republic|sovereign|region|occupier|administration|group):[\w-]+"
TERM = re.compile(NAMED + r"|circle:(-?[\d.]+,){2}[\d.]+|strip:(-?[\d.]+,){4}[\d.]+")


class Line:
    """One line of a table: its fields by name, each read with a Fault that knows the place."""

    def __init__(self, path: Path, number: int, fields: dict[str, str]) -> None:
        """Keep the fields and where they stand."""
        self.path, self.at, self.fields = path, number, fields

    def fault(self, message: str, remedy: str) -> Fault:
        """Return a Fault at this line."""
        return Fault(self.path, self.at, message, remedy)

    def text(self, name: str) -> str:
        """Return a field as it is written, less the blanks around it."""
        return self.fields[name].strip()

    def day(self, name: str) -> int:
        """Return the day number of a date; raise `Fault` for one out of the war."""
        try:
            return day_of(parse(self.text(name), what=name, end=name == "to"))
        except Fault as bad:
            raise self.fault(bad.message, bad.remedy) from None

    def when(self, name: str) -> date:
        """Return a date, which may lie outside the war; raise `Fault` for a text that is none."""
        try:
            return read_day(self.text(name), what=name)
        except Fault as bad:
            raise self.fault(bad.message, bad.remedy) from None

    def span(self) -> tuple[int, int]:
        """Return the day numbers of `from` and `to`; raise `Fault` where they are not in order."""
        start, end = self.day("from"), self.day("to")
        if end < start:
            raise self.fault(f"it ends on {self.text('to')}, before it begins", "swap `from` and `to`")
        return start, end

    def number(self, name: str, low: float, high: float) -> float:
        """Return a number that lies from `low` to `high`; raise `Fault` for any other."""
        try:
            value = float(self.text(name))
        except ValueError:
            wrong = f"{name} {self.text(name)!r} is not a number"
        else:
            if low <= value <= high:
                return value
            wrong = f"{name} {value:.12g} is out of range"
        raise self.fault(wrong, f"write a number from {low:.12g} to {high:.12g}")

    def people(self, name: str) -> int:
        """Return a whole number of people, 0 where none is written; raise `Fault` for a fraction."""
        value = self.number(name, 0, 1e8) if self.text(name) else 0.0
        if not value.is_integer():
            raise self.fault(f"{name} {value:.12g} is not a whole number", "leave out the fraction")
        return int(value)

    def anywhere(self, lat: str = "lat", lon: str = "lon") -> tuple[float, float]:
        """Return a place in degrees north and east, anywhere on earth."""
        return self.number(lat, -90, 90), self.number(lon, -180, 180)

    def place(self, lat: str, lon: str) -> tuple[float, float]:
        """Return a place in degrees north and east, somewhere between the Oder, the Volga and the Arctic."""
        return self.number(lat, 40, 72), self.number(lon, 10, 60)

    def choice(self, name: str, known: Collection[str], remedy: str = "") -> str:
        """Return a word that is one of `known`; raise `Fault` for any other, with a `remedy` where the list is long."""
        if (value := self.text(name)) not in known:
            remedy = remedy or f"write one of {', '.join(word or 'nothing' for word in known)}"
            raise self.fault(f"{name} {value!r} is not known", remedy)
        return value

    def rule(self, name: str) -> str:
        """Return an id of `regions.csv`, a rule of its kind, or nothing for everywhere; raise `Fault` for others."""
        rule = self.text(name)
        terms = [] if not rule or rule.isidentifier() else re.split(r"[|&]", rule)
        if bad := next((term for term in terms if not TERM.fullmatch(term)), None):
            remedy = "write kind:id or circle:lat,lon,km, joined by | and &"
            raise self.fault(f"{name} has the term {bad!r}", remedy)
        return rule


def read(folder: Path, name: str, columns: str, *, key: str = "id", faults: list[Fault] | None = None) -> list[Line]:
    """Return the lines of a table with at least `columns`; a `key` among them must be given and unique.

    A line that has not as many fields as the header, or the key of another, is left out and listed in `faults`;
    without such a list the first one is raised, as a table or a column that is missing always is.
    """
    path, wanted = folder / name, columns.split()
    found, seen, wrong = list[Line](), set[str](), list[Fault]()
    if not path.is_file():
        raise Fault(path, 0, "the table is missing", "restore it, or point to another theatre folder")
    lines = lines_of(path)
    _, header = next(lines)
    check_header(path, header, wanted)
    for number, cells in lines:
        line = Line(path, number, dict(zip(header, cells, strict=False)))
        mark = line.fields.get(key, "").strip() if key in wanted else str(number)
        if len(cells) != len(header):
            wrong.append(line.fault("not as many fields as the header", "count the commas"))
        elif not mark or mark in seen:
            wrong.append(line.fault(f"{key} {mark!r} is empty or stands twice", f"give every row its own {key}"))
        else:
            seen.add(mark)
            found.append(line)
    if faults is not None:
        faults += wrong
    elif wrong:
        raise wrong[0]
    return found


def collect(lines: Iterable[Line], reading: Callable[[Line], T], faults: list[Fault]) -> list[T]:
    """Return what `reading` makes of each line; where it raises a `Fault`, that is added to `faults` instead."""
    found: list[T] = []
    for line in lines:
        try:
            found.append(reading(line))
        except Fault as wrong:
            faults.append(wrong)
    return found


def refuse(faults: list[Fault]) -> None:
    """Raise all `faults` in the order of tables and lines; do nothing where there are none."""
    if faults:
        faults.sort(key=lambda fault: (str(fault.path), fault.line))
        raise faults[0] if len(faults) == 1 else Faults(faults)

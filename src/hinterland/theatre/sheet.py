"""A table of plain data, read line by line: what cannot be meant is told with file, line and remedy."""

import csv
import re
from collections.abc import Collection
from pathlib import Path

from hinterland.core.calendar import day_of, parse
from hinterland.core.fault import Fault

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
        """Return the day number of a date."""
        try:
            return day_of(parse(self.text(name), what=name))
        except Fault as bad:
            raise self.fault(bad.message, bad.remedy) from None

    def span(self) -> tuple[int, int]:
        """Return the day numbers of `from` and `to`."""
        start, end = self.day("from"), self.day("to")
        if end < start:
            raise self.fault(f"it ends on {self.text('to')}, before it begins", "swap `from` and `to`")
        return start, end

    def number(self, name: str, low: float, high: float) -> float:
        """Return a number that lies from `low` to `high`."""
        wanted = f"write a number from {low:g} to {high:g}"
        try:
            value = float(self.text(name))
        except ValueError:
            raise self.fault(f"{name} {self.text(name)!r} is not a number", wanted) from None
        if not low <= value <= high:
            raise self.fault(f"{name} {value:g} is out of range", wanted)
        return value

    def place(self, lat: str, lon: str) -> tuple[float, float]:
        """Return a place in degrees north and east, somewhere between the Oder, the Volga and the Arctic."""
        return self.number(lat, 40, 72), self.number(lon, 10, 60)

    def choice(self, name: str, known: Collection[str]) -> str:
        """Return a word that is one of `known`."""
        if (value := self.text(name)) not in known:
            raise self.fault(f"{name} {value!r} is not known", f"write one of {', '.join(known)}")
        return value

    def rule(self, name: str) -> str:
        """Return a region: an id of `regions.csv`, a rule of its kind, or nothing for everywhere."""
        rule = self.text(name)
        terms = [] if not rule or rule.isidentifier() else re.split(r"[|&]", rule)
        if bad := next((term for term in terms if not TERM.fullmatch(term)), None):
            remedy = "write kind:id or circle:lat,lon,km, joined by | and &"
            raise self.fault(f"{name} has the term {bad!r}", remedy)
        return rule


def read(folder: Path, name: str, columns: str) -> list[Line]:
    """Return the lines of a table with at least `columns`; an `id` among them must be given and unique."""
    path, wanted = folder / name, columns.split()
    if not path.is_file():
        raise Fault(path, 0, "the table is missing", "restore it, or point to another theatre folder")
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        if missing := set(wanted) - set(table.fieldnames or ()):
            raise Fault(path, 1, f"the header lacks {', '.join(sorted(missing))}", "add the columns")
        lines = [Line(path, table.line_num, {k: v or "" for k, v in row.items() if k}) for row in table]
    seen: set[str] = set()
    for line in lines if "id" in wanted else ():
        if not (key := line.text("id")) or key in seen:
            raise line.fault(f"id {key!r} is empty or stands twice", "give every row an id of its own")
        seen.add(key)
    return lines

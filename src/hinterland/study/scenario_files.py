"""Scenarios: small TOML files that say how a war differs from history."""

import math
import re
import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from hinterland.core.calendar import day_of, parse
from hinterland.core.fault import Fault
from hinterland.core.names import Names, nearest
from hinterland.core.once import once
from hinterland.core.paths import SCENARIOS
from hinterland.engine.day import SCHEDULE
from hinterland.engine.parameters import choose_parameters, named_parameters
from hinterland.engine.scenario import Scenario
from hinterland.engine.schedule import Schedule
from hinterland.files.text import TOML, read_text
from hinterland.theatre.decisions import levers, read_decisions

FORM = "see scenarios/history.toml for the form"
KEYS = ("title", "text", "without", "parameters", "warmer", "scaled")
SPELL = ("from", "to", "degrees")
MOST = 10.0
"""Greatest factor by which a scenario may scale a decision."""
WARMEST = 30.0


def names() -> list[str]:
    """Return the names of the scenarios that come with the package."""
    return sorted(p.stem for p in SCENARIOS.glob("*.toml"))


def load(name: str | Path, schedule: Schedule = SCHEDULE) -> Scenario:
    """Read a scenario by its name, or from the path of a TOML file of the user's own.

    Its parameters are those of `schedule`. Raises `Fault` with file, line and remedy for what is not a scenario.
    """
    path = _place(name)
    return _read(path, read_text(path, TOML), schedule)


def _place(name: str | Path) -> Path:
    """Return the file of a scenario."""
    path = Path(name)
    if path.suffix.lower() == ".toml":
        return path
    alike = [one for one in names() if one.casefold() == str(name).casefold()]
    if alike:
        return SCENARIOS / f"{alike[0]}.toml"
    if path.is_file():
        raise Fault(
            path, 0, "the name of the file does not end in .toml", "give a TOML file, or the name of a scenario"
        )
    remedy = _perhaps(str(name), names()) + "there are " + ", ".join(names())
    raise Fault(None, 0, f"there is no scenario {str(name)!r}", remedy)


class Document(NamedTuple):
    """A scenario's file while it is read: where it lies and its text, to name the line of a fault.

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


def _read(path: Path, text: str, schedule: Schedule) -> Scenario:
    """Return the scenario that a text describes."""
    table, document = parsed(path, text), Document(path, text)
    for key in table:
        if key not in KEYS:
            raise document.fault(key, f"unknown key {key!r}", known_keys(key, KEYS))
    _text(document, table, "text", "")
    return Scenario(
        name=path.stem,
        title=_text(document, table, "title", path.stem),
        without=frozenset(_without(document, table)),
        parameters=_parameters(document, table, schedule),
        warmer=tuple(_warmer(document, table)),
        scaled=tuple(sorted(_scaled(document, table).items())),
    )


def parsed(path: Path, text: str, form: str = FORM) -> dict[str, Any]:
    """Return a text as TOML, or raise `Fault`, which says in `form` where the form is shown."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _number_in(str(error))
        reason = str(error).split(" (at")[0].lower()
        raise Fault(path, line, f"is not TOML ({reason})", form) from None
    except RecursionError:
        raise Fault(path, 0, "is not TOML (its brackets are nested too deep)", form) from None
    except ValueError as error:  # a number of too many digits, a day that no calendar has
        raise Fault(path, 0, f"is not TOML ({str(error).split(';')[0].lower()})", form) from None


def known_keys(key: str, known: tuple[str, ...]) -> str:
    """Return the remedy for a key that is not known."""
    return _perhaps(key, known) + "known keys are " + ", ".join(known)


def _perhaps(given: str, known: Sequence[str]) -> str:
    near = nearest(given, known)
    return f"perhaps you mean {near[0]}; " if near else ""


def _number_in(message: str) -> int:
    """Return the line number in a message of the TOML reader, 1 where it names the end of the file."""
    words = message.replace(",", " ").replace(")", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else 1


def _text(document: Document, table: dict[str, Any], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise document.fault(key, f"{key} is not text", f'write {key} = "..."')
    return value


def _without(document: Document, table: dict[str, Any]) -> list[str]:
    value = table.get("without", [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise document.fault("without", "without is not a list of names", 'write without = ["airlift"]')
    return [_lever(document, "without", name) for name in value]


@once()
def _levers() -> Names:
    """Return the switches and the decisions of the theatre by name; the table is read once."""
    return levers(read_decisions())


def _lever(document: Document, key: str, name: str) -> str:
    """Return a switch or a decision as the theatre has it; the fault of an unknown one names the line of its key."""
    try:
        return _levers().find(name)
    except Fault as fault:
        raise document.fault(key, fault.message, fault.remedy) from None


def _parameters(document: Document, table: dict[str, Any], schedule: Schedule) -> dict[str, float]:
    value = table.get("parameters", {})
    if not isinstance(value, dict):
        raise document.fault(
            "parameters", "parameters is not a table", 'write [parameters] and below it "rail.guards_half" = 9'
        )
    flat: dict[str, float] = {}
    for name, number in value.items():
        inner = number if isinstance(number, dict) else {"": number}
        for tail, figure in inner.items():
            full = f"{name}.{tail}" if tail else name
            value = document.number(tail or name, full, figure, "give a number within its range")
            flat |= _parameter(document, tail or name, full, value, schedule)
    return flat


def _parameter(document: Document, key: str, full: str, value: float, schedule: Schedule) -> dict[str, float]:
    """Return a parameter by its declared name; the fault of a name or a value names the line of its key."""
    try:
        changed = named_parameters({full: value}, schedule)
        choose_parameters(changed, schedule)
    except Fault as fault:
        raise document.fault(key, fault.message, fault.remedy) from None
    return changed


def _scaled(document: Document, table: dict[str, Any]) -> dict[str, float]:
    """Return the factors of `[scaled]`, by switch or id of a decision."""
    value = table.get("scaled", {})
    if not isinstance(value, dict):
        raise document.fault("scaled", "scaled is not a table", "write [scaled] and below it airlift = 0.5")
    for name, factor in value.items():
        good = isinstance(factor, int | float) and not isinstance(factor, bool) and 0 <= factor <= MOST
        if not good:
            raise document.fault(name, f"{name} is scaled by {factor!r}"[:200], f"give a factor from 0 to {MOST:g}")
    return {_lever(document, name, name): float(factor) for name, factor in value.items()}


def _warmer(document: Document, table: dict[str, Any]) -> list[tuple[int, int, float]]:
    value = table.get("warmer", [])
    if not isinstance(value, list) or not all(isinstance(spell, dict) for spell in value):
        raise document.fault(
            "warmer", "warmer is not a list of spells", "write [[warmer]] and below it from, to, degrees"
        )
    return [_spell(document._replace(nth=n), spell) for n, spell in enumerate(value)]


def _spell(document: Document, spell: dict[str, Any]) -> tuple[int, int, float]:
    """Return a spell of weather: its first and last day, and by how many degrees it is warmer."""
    for key in spell:
        if key not in SPELL:
            raise document.fault(key, f"unknown key {key!r} of a spell of weather", known_keys(key, SPELL))
    if set(SPELL) - set(spell):
        lacking = ", ".join(key for key in SPELL if key not in spell)
        raise document.fault(
            "warmer", f"a spell of weather lacks {lacking}", "write from, to and degrees below [[warmer]]"
        )
    first, last = document.day("from", spell["from"]), document.day("to", spell["to"], end=True)
    degrees = document.number("degrees", "degrees", spell["degrees"], f"give a change from -{WARMEST:g} to {WARMEST:g}")
    if first > last:
        raise document.fault("from", "a spell of weather ends before it begins", "exchange from and to")
    if abs(degrees) > WARMEST:
        remedy = f"give a change from -{WARMEST:g} to {WARMEST:g} degrees"
        raise document.fault("degrees", f"{degrees:g} degrees are out of range", remedy)
    return day_of(first), day_of(last), degrees

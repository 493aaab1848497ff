"""Scenarios: small TOML files that say how a war differs from history."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hinterland.core.calendar import day_of
from hinterland.core.fault import Fault
from hinterland.core.given import names_a_file, place, whole
from hinterland.core.names import Names
from hinterland.core.once import once
from hinterland.core.paths import SCENARIOS
from hinterland.engine.day import SCHEDULE
from hinterland.engine.parameters import choose_parameters, named_parameters, parameters
from hinterland.engine.scenario import Scenario
from hinterland.engine.schedule import Schedule
from hinterland.files.text import TOML, read_text
from hinterland.study.scenarios.titles import FORM
from hinterland.study.scenarios.toml_document import Document, names_in, parsed, perhaps
from hinterland.theatre.decisions import levers, read_decisions

KEYS = ("title", "text", "without", "parameters", "warmer", "scaled", "unheard")
WARMER = ("from", "to", "degrees")
UNHEARD = ("from", "to")
OF = {"warmer": "weather", "unheard": "silence"}
"""Keys that hold spells of days, and what they are spells of."""
MOST = 10.0
"""Greatest factor by which a scenario may scale a decision."""
WARMEST = 30.0


def names() -> list[str]:
    """Return the names of the scenarios that come with the package."""
    return names_in(SCENARIOS)


def load(name: str | Path, schedule: Schedule = SCHEDULE) -> Scenario:
    """Read a scenario by its name, or from the path of a TOML file of the user's own.

    Its parameters are those of `schedule`. Raises `Fault` with file, line and remedy for what is not a scenario.
    """
    path = _place(name)
    return _read(path, read_text(path, TOML), schedule)


def scenario_at(given: Any, resolution: Any) -> Scenario:
    """Return a scenario that a user gives, itself, by name or as a file, at a resolution of the theatre.

    Raises `Fault` where either cannot be meant.
    """
    finest = whole(resolution, "the resolution", 3, 5, "give 3, 4 or 5")
    known = given if isinstance(given, Scenario) else load(place(given, "the scenario"))
    return known._replace(resolution=finest)


def of_document(document: Document, table: dict[str, Any], key: str) -> Scenario:
    """Return a scenario that a file names, or gives by the path of a file as seen from its own folder.

    Raises `Fault` with its line where there is none.
    """
    name = document.text_of(table, key, "")
    place = document.path.parent / name if name.endswith(".toml") else name
    try:
        return load(place)
    except Fault as fault:
        raise fault if fault.path else document.fault(key, fault.message, fault.remedy) from None


def _place(name: str | Path) -> Path:
    """Return the file of a scenario; raise `Fault` where there is none."""
    path = Path(name)
    if path.suffix.lower() == ".toml":
        return path
    alike = [one for one in names() if one.casefold() == str(name).casefold()]
    if alike:
        return SCENARIOS / f"{alike[0]}.toml"
    if names_a_file(path):
        message = "the name of the file does not end in .toml"
        raise Fault(path, 0, message, "give a TOML file, or the name of a scenario")
    remedy = perhaps(str(name), names()) + "there are " + ", ".join(names())
    raise Fault(None, 0, f"there is no scenario {str(name)!r}", remedy)


def _read(path: Path, text: str, schedule: Schedule) -> Scenario:
    """Return the scenario that a text describes."""
    table = parsed(path, text, "a scenario", FORM)
    document = Document(path, text)
    document.refuse_unknown(table, KEYS)
    document.text_of(table, "text", "")
    return Scenario(
        name=path.stem,
        title=document.text_of(table, "title", path.stem),
        without=frozenset(_without(document, table)),
        parameters=_parameters(document, table, schedule),
        warmer=tuple(_warmer(document, table)),
        scaled=tuple(sorted(_scaled(document, table).items())),
        unheard=tuple(_unheard(document, table)),
    )


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
    known = parameters(schedule) if value else {}
    for name, number in value.items():
        inner = number if isinstance(number, dict) else {"": number}
        for tail, figure in inner.items():
            full = f"{name}.{tail}" if tail else name
            value = document.number(tail or name, full, figure, "give a number within its range")
            if full in known and known[full].span.low <= value <= known[full].span.high:
                flat[full] = value
            else:
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
    """Return the factors of `[scaled]`, by switch or id of a decision; raise `Fault` for a factor out of range."""
    value = table.get("scaled", {})
    if not isinstance(value, dict):
        raise document.fault("scaled", "scaled is not a table", "write [scaled] and below it airlift = 0.5")
    for name, factor in value.items():
        good = isinstance(factor, int | float) and not isinstance(factor, bool) and 0 <= factor <= MOST
        if not good:
            raise document.fault(name, f"{name} is scaled by {factor!r}"[:200], f"give a factor from 0 to {MOST:g}")
    return {_lever(document, name, name): float(factor) for name, factor in value.items()}


def _warmer(document: Document, table: dict[str, Any]) -> list[tuple[int, int, float]]:
    return [_warmer_spell(one, spell) for one, spell in _spells(document, table, "warmer", WARMER)]


def _warmer_spell(document: Document, spell: dict[str, Any]) -> tuple[int, int, float]:
    """Return a spell of weather: its first and last day, and by how many degrees it is warmer.

    Raises `Fault` for degrees out of range.
    """
    first, last = _dates(document, spell, "weather")
    degrees = document.number("degrees", "degrees", spell["degrees"], f"give a change from -{WARMEST:g} to {WARMEST:g}")
    if abs(degrees) > WARMEST:
        remedy = f"give a change from -{WARMEST:g} to {WARMEST:g} degrees"
        raise document.fault("degrees", f"{degrees:g} degrees are out of range", remedy)
    return first, last, degrees


def _unheard(document: Document, table: dict[str, Any]) -> list[tuple[int, int]]:
    return [_dates(one, spell, "silence") for one, spell in _spells(document, table, "unheard", UNHEARD)]


def _spells(
    document: Document, table: dict[str, Any], key: str, known: tuple[str, ...]
) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Yield the spells of a list, each with a document that names its own lines; all `known` keys must be there.

    Raises `Fault` for any other list.
    """
    what, value = OF[key], table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(spell, dict) for spell in value):
        listed = ", ".join(known)
        raise document.fault(key, f"{key} is not a list of spells", f"write [[{key}]] and below it {listed}")
    for n, spell in enumerate(value):
        own = document._replace(nth=n)
        own.refuse_unknown(spell, known, f" of a spell of {what}")
        if set(known) - set(spell):
            lacking = ", ".join(one for one in known if one not in spell)
            listed = " and ".join(filter(None, (", ".join(known[:-1]), known[-1])))
            raise own.fault(key, f"a spell of {what} lacks {lacking}", f"write {listed} below [[{key}]]")
        yield own, spell


def _dates(document: Document, spell: dict[str, Any], what: str) -> tuple[int, int]:
    """Return the first and the last day of a spell; raise `Fault` for dates that are not in order."""
    first, last = document.day("from", spell["from"]), document.day("to", spell["to"], end=True)
    if first > last:
        raise document.fault("from", f"a spell of {what} ends before it begins", "exchange from and to")
    return day_of(first), day_of(last)

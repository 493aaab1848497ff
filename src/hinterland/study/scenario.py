"""Scenarios: small TOML files that say how a war differs from history."""

import difflib
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from hinterland.core.calendar import FIRST, LAST, day_of
from hinterland.core.fault import Fault
from hinterland.core.paths import SCENARIOS
from hinterland.engine.setting import Setting

KEYS = ("title", "text", "without", "rules", "warmer", "scaled")
MOST = 10.0
"""Greatest factor by which a scenario may scale a decision."""


def names() -> list[str]:
    """Return the names of the scenarios that come with the package."""
    return sorted(p.stem for p in SCENARIOS.glob("*.toml"))


def load(name: str | Path) -> Setting:
    """Read a scenario by its name, or from the path of a TOML file of the user's own.

    Raises `Fault` naming file, line and remedy for anything that is not a scenario.
    """
    path = Path(name)
    if path.suffix != ".toml":
        path = SCENARIOS / f"{name}.toml"
        if not path.is_file():
            near = difflib.get_close_matches(str(name), names(), 1, 0.3) or ["history"]
            raise Fault(
                None,
                0,
                f"there is no scenario {str(name)!r}",
                f"perhaps you mean {near[0]}; there are " + ", ".join(names()),
            )
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Fault(path, 0, f"cannot be read ({error.strerror})", "give the path of a scenario file") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Fault(path, line, "the text is not UTF-8", "save the file as UTF-8") from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = getattr(error, "lineno", None) or _number_in(str(error))
        raise Fault(
            path,
            line,
            f"is not TOML ({str(error).split(' (at')[0].lower()})",
            "see scenarios/history.toml for the form",
        ) from None
    for key in table:
        if key not in KEYS:
            near = difflib.get_close_matches(key, KEYS, 1, 0.3) or ["rules"]
            raise Fault(
                path,
                _line(text, key),
                f"unknown key {key!r}",
                f"perhaps you mean {near[0]}; known keys are " + ", ".join(KEYS),
            )
    return Setting(
        name=path.stem,
        title=_text(path, text, table, "title", path.stem),
        without=frozenset(_without(path, text, table)),
        rules=_rules(path, text, table),
        warmer=tuple(_warmer(path, text, table)),
        scaled=tuple(sorted(_scaled(path, text, table).items())),
    )


def _number_in(message: str) -> int:
    """Return the line number in a message of the TOML reader, 1 where it names the end of the file."""
    words = message.replace(",", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else 1


def _line(text: str, key: str) -> int:
    """Return the first line on which a key stands."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip().lstrip("[").strip("\"'").startswith(key):
            return number
    return 1


def _text(path: Path, text: str, table: dict[str, Any], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise Fault(path, _line(text, key), f"{key} is not text", f'write {key} = "..."')
    return value


def _without(path: Path, text: str, table: dict[str, Any]) -> list[str]:
    value = table.get("without", [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise Fault(path, _line(text, "without"), "without is not a list of names", 'write without = ["airlift"]')
    return value


def _rules(path: Path, text: str, table: dict[str, Any]) -> dict[str, float]:
    value = table.get("rules", {})
    if not isinstance(value, dict):
        raise Fault(
            path, _line(text, "rules"), "rules is not a table", 'write [rules] and below it "rail.guard_half" = 9'
        )
    flat: dict[str, float] = {}
    for name, number in value.items():
        inner = number if isinstance(number, dict) else {"": number}
        for tail, figure in inner.items():
            full = f"{name}.{tail}" if tail else name
            if isinstance(figure, bool) or not isinstance(figure, int | float):
                raise Fault(
                    path, _line(text, tail or name), f"{full} is not a number", "give a number within its range"
                )
            flat[full] = float(figure)
    return flat


def _scaled(path: Path, text: str, table: dict[str, Any]) -> dict[str, float]:
    """Return the factors of `[scaled]`, by switch or id of a decision."""
    value = table.get("scaled", {})
    if not isinstance(value, dict):
        raise Fault(path, _line(text, "scaled"), "scaled is not a table", "write [scaled] and below it airlift = 0.5")
    for name, factor in value.items():
        good = isinstance(factor, int | float) and not isinstance(factor, bool) and 0 <= factor <= MOST
        if not good:
            remedy = f"give a factor from 0 to {MOST:g}"
            raise Fault(path, _line(text, name), f"{name} is scaled by {factor!r}", remedy)
    return {name: float(factor) for name, factor in value.items()}


def _warmer(path: Path, text: str, table: dict[str, Any]) -> list[tuple[int, int, float]]:
    spells = []
    for spell in table.get("warmer", []):
        try:
            first, last, degrees = spell["from"], spell["to"], float(spell["degrees"])
        except (KeyError, TypeError, ValueError):
            raise Fault(
                path,
                _line(text, "warmer"),
                "a spell of weather lacks from, to or degrees",
                "write all three below [[warmer]]",
            ) from None
        for key, when in (("from", first), ("to", last)):
            if not isinstance(when, date):
                raise Fault(path, _line(text, key), f"{key} is not a date", "write it as 1941-11-01, without quotes")
            if not FIRST <= when <= LAST:
                raise Fault(
                    path, _line(text, key), f"{when} lies outside the war", f"give a day from {FIRST} to {LAST}"
                )
        if first > last:
            raise Fault(path, _line(text, "from"), "a spell of weather ends before it begins", "exchange from and to")
        if abs(degrees) > 30:
            raise Fault(
                path,
                _line(text, "degrees"),
                f"{degrees:g} degrees are out of range",
                "give a change from -30 to 30 degrees",
            )
        spells.append((day_of(first), day_of(last), degrees))
    return spells

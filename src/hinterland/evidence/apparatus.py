"""The critical apparatus: sources, quantities, conflicts, entities, assumptions and corrections, as read."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from hinterland.evidence import cells, counts
from hinterland.evidence.cells import Unreadable
from hinterland.evidence.model import (
    COLUMNS,
    EFFECTS,
    SPEAKERS,
    Assumption,
    Conflict,
    Correction,
    Entity,
    Region,
    Source,
)
from hinterland.evidence.registry import FALLEN, Quantity, older
from hinterland.evidence.table import Reading, Row, near


def toml(reading: Reading) -> dict[str, Any]:
    """Return a TOML file as a mapping, empty after noting why it cannot be read."""
    text = reading.text()
    if text is None:
        return {}
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        reading.wrong(int(found.group(1)) if found else 0, f"the file is not TOML ({error})", "mend the line")
        return {}


def sources(reading: Reading) -> dict[str, Source]:
    """Return every source by id."""
    found = {}
    wanted = [f.name for f in fields(Source) if f.name != "id"]
    lines = _lines(reading, r"^\[([^\]]+)\]")
    for name, given in toml(reading).items():
        line = lines.get(name, 0)
        if not isinstance(given, dict):
            reading.wrong(line, f"{name!r} stands outside any source", "begin each source with [its_id]")
            continue
        if lacking := [w for w in wanted if not str(given.get(w, "")).strip()]:
            reading.wrong(line, f"the source {name} lacks {', '.join(lacking)}", "add it in words")
        if given.get("side") not in (None, *SPEAKERS):
            known = "use " + ", ".join(SPEAKERS)
            reading.wrong(line, f"the side {given['side']!r} of {name} is not known", known)
        found[name] = Source(name, *(str(given.get(w, "")) for w in wanted))
    return found


def quantities(reading: Reading) -> dict[str, Quantity]:
    """Return every quantity by name."""
    found: dict[str, Quantity] = {}
    owner: dict[str, str] = {}
    for row in _table(reading, Quantity):
        name, names = row.cells["name"], older(row.cells["aliases"])
        if not cells.NAME.fullmatch(name):
            reading.wrong(row.line, f"{name!r} is not of the form noun.measure", "write it like rails.cut")
        if name in found:
            reading.wrong(row.line, f"the quantity {name} stands twice", "keep one of them")
        for alias in names:
            if owner.setdefault(alias, name) != name:
                reading.wrong(row.line, f"{alias} is a name of {owner[alias]} too", "give it to one quantity")
        kind, answered = row.cells["kind"], row.cells["counts"]
        if kind not in counts.OF_KIND:
            reading.wrong(
                row.line, f"the kind {kind!r} of {name} is not known", near(kind, counts.OF_KIND, "use another")
            )
        for word in answered.split():
            if word not in counts.words():
                reading.wrong(
                    row.line, f"{word!r} is no word of counts.csv", near(word, counts.words(), "add it there")
                )
        victims = row.cells["victims"]
        if not set(victims.split()) <= {"yes", FALLEN, *SPEAKERS}:
            remedy = f"write yes, a side, {FALLEN} or nothing"
            reading.wrong(row.line, f"{victims!r} does not say whether {name} counts victims", remedy)
        found[name] = Quantity(name, row.cells["unit"], kind, row.cells["meaning"], names, answered, victims)
    return found


def conflicts(reading: Reading) -> dict[str, Conflict]:
    """Return every conflict by id."""
    return {row.cells["id"]: Conflict(**row.cells) for row in once(reading, _table(reading, Conflict))}


def regions(reading: Reading) -> dict[str, Region]:
    """Return every region of the theatre's table by id."""
    return {row.cells["id"]: Region(**row.cells) for row in _table(reading, Region)}


def assumptions(reading: Reading) -> dict[str, Assumption]:
    """Return every assumption of the house by id."""
    found = {}
    for row in once(reading, _table(reading, Assumption)):
        name = row.cells["id"]
        if not re.fullmatch(r"house-\d{4}", name):
            reading.wrong(row.line, f"the id {name!r} is not of the form house-0001", "number it so")
        for column in ("statement", "reason"):
            if not row.cells[column]:
                reading.wrong(row.line, f"{name} has no {column}", "say it in a sentence")
        found[name] = Assumption(**row.cells)
    return found


def entities(reading: Reading, claims: Mapping[str, object]) -> dict[str, Entity]:
    """Return every person, unit, staff, operation, place, paper and honour by id."""
    found = {}
    for row in once(reading, _table(reading, Entity)):
        named = tuple(row.cells["claims"].split())
        for one in named:
            if one not in claims:
                message = f"{row.cells['id']} names {one}, which is no claim"
                reading.wrong(row.line, message, near(one, claims, "drop it"))
        days = {end: _day(reading, row, end) for end in ("date_from", "date_to")}
        given: dict[str, Any] = {**row.cells, **days, "claims": named}
        found[row.cells["id"]] = Entity(**given)
    return found


def corrections(reading: Reading, claims: Mapping[str, object]) -> list[Correction]:
    """Return every correction in the order of the file; guards are asked when a correction is applied."""
    found: list[Correction] = []
    lines = _lines(reading, r'^id\s*=\s*"([^"]+)"')
    for given in toml(reading).get("correction", []):
        made = Correction(
            str(given.get("id", "")),
            str(given.get("claim", "")),
            str(given.get("effect", "")),
            {k: str(v) for k, v in given.get("guard", {}).items()},
            {k: str(v) for k, v in given.get("set", {}).items()},
            str(given.get("reason", "")),
            lines.get(str(given.get("id", "")), 0),
        )
        for message, remedy in _amiss(made, claims, {c.id for c in found}):
            reading.wrong(made.line, message, remedy)
        found.append(made)
    return found


def _amiss(made: Correction, claims: Mapping[str, object], ids: set[str]) -> list[tuple[str, str]]:
    """Return what is wrong with a correction, each with its remedy."""
    name = made.id
    tests = (
        (not name or name in ids, f"a correction of {made.claim} has no id of its own", "give it one"),
        (made.claim not in claims, f"{name} corrects {made.claim!r}, which is no claim", "name a claim"),
        (made.effect not in EFFECTS, f"{name} has the effect {made.effect!r}", "use " + ", ".join(EFFECTS)),
        (not made.guard, f"{name} has no guard", "say which values must still stand for it to hold"),
        (not made.reason, f"{name} gives no reason", "say why"),
        (
            bool(made.set) != (made.effect == "set"),
            f"the effect of {name} does not go with its set",
            'give set where effect = "set", and nowhere else',
        ),
        (
            bool({"id", "low", "best", "high"} & set(made.set)),
            f"{name} would change a number or an id",
            "leave what was said as it was said, and use a caution",
        ),
    )
    unknown = [c for c in (*made.guard, *made.set) if c not in COLUMNS]
    return [(message, remedy) for amiss, message, remedy in tests if amiss] + [
        (f"{name} speaks of {c!r}, which is no column", near(c, COLUMNS, "name a column")) for c in unknown
    ]


def _table(reading: Reading, kind: type) -> list[Row]:
    columns = [f.name for f in fields(kind)]
    return [r for r in reading.rows(required=columns, allowed=columns) if len(r.cells) == len(columns)]


def once(reading: Reading, rows: list[Row]) -> list[Row]:
    """Return the rows, noting every id that is empty, unusable or used twice."""
    seen: set[str] = set()
    for row in rows:
        name = row.cells["id"]
        if not cells.ID.fullmatch(name):
            reading.wrong(row.line, f"the id {name!r} is not usable", "use letters, digits, and - _ .")
        elif name in seen:
            reading.wrong(row.line, f"the id {name} stands twice", "give each line its own id")
        seen.add(name)
    return rows


def _day(reading: Reading, row: Row, column: str) -> date | None:
    try:
        return cells.day(row.cells[column], column, end=column == "date_to")
    except Unreadable as error:
        reading.wrong(row.line, error.message, error.remedy)
        return None


def _lines(reading: Reading, pattern: str) -> dict[str, int]:
    """Return the first line on which each name that the pattern finds stands."""
    found: dict[str, int] = {}
    for n, line in enumerate((Reading(reading.path).text() or "").splitlines(), 1):
        if m := re.match(pattern, line):
            found.setdefault(m.group(1), n)
    return found

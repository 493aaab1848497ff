"""Biographies of named partisan units: what the record has of each and its commander, and beside it what the run has.

The record and the run stand apart: `diary` is of the record, with sources; `way` and all numbers
in arrays are the model's.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.paths import THEATRE
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import Entity
from hinterland.page import documented, tracks
from hinterland.page.arrays import Arrays
from hinterland.page.claims import filled
from hinterland.page.land import tenths
from hinterland.page.layers import facts_of
from hinterland.page.mentions import CLAIM, leader_entry, orders_of, rows_of_units
from hinterland.page.spots import circle_of, near, spots
from hinterland.report.documented import dated
from hinterland.report.drawing import day, span
from hinterland.report.phrasing import bare
from hinterland.theatre.csv_table import Line, read
from hinterland.theatre.decisions import Decision, read_decisions
from hinterland.theatre.inputs import Unit, read_units

ABOUT_DAYS = (2, 3)
"""Precisions of a day that is known to within a week or two."""
WHAT = {
    "start": "sets out",
    "march": "on the march",
    "river": "crosses a river",
    "fight": "a fight",
    "camp": "in camp",
    "end": "the march ends",
    "landed": "lands by parachute",
    "parade": "in a parade",
}
"""The words of `documented_movements.csv` as a diary has them."""
SURE = ("yes", "documents", "record")
"""Words of `verified` of what was looked up."""


def file_of(run: Run, ledger: Ledger) -> bytes:
    """Return the packed file of all named units of the theatre, those too that the run did not set up."""
    units, arrays = read_units(), Arrays()
    those = tracks.spells(run)
    tracks.add_people(run, len(units), arrays)
    tracks.add_actions(run, len(units), those, arrays)
    ways = tracks.ways(run, those)
    ends: dict[int, int] = {}
    for one in those:
        ends[one.unit] = max(one.last, ends.get(one.unit, 0))
    decisions = read_decisions()
    moves, came = _rows("documented_movements.csv", "unit"), _rows("came_over.csv", "joined")
    oblasts = {one.id: k for k, one in enumerate(run.theatre.ground.oblasts)}
    described = []
    for k, unit in enumerate(units):
        entries = [*_founding(unit), *_orders(unit, decisions), *_moves(unit, moves), *_came_over(unit, came)]
        diary = sorted(entries, key=lambda one: (one["from"], one.get("to", "")))
        events = dict.fromkeys(word for one in diary for word in one.get("events", "").split())
        described.append(
            _entries_of(unit, ledger)
            | filled({
                "oblast": oblasts.get(unit.oblast),
                "diary": diary,
                "events": [documented.described(ledger.documented[one], run) for one in events],
                "way": ways.get(k),
                "last": ends.get(k),
            })
        )  # fmt: skip
    actions = [[one.one, one.many] for one in tracks.ACTIONS]
    return arrays.packed({"units": described, "actions": actions})


def _entries_of(unit: Unit, ledger: Ledger) -> dict[str, Any]:
    """Return the facts of a unit, of its commander, and the other units that he led."""
    row = rows_of_units()[unit.id]
    close = near(spots(), unit.lat, unit.lon)
    led = [one.id for one in read_units() if one.id != unit.id and unit.commander and one.commander == unit.commander]
    return filled({
        **facts_of(unit),
        "at": _at(unit.lat, unit.lon),
        "spot": spots()[close[0]].place.id if close.size else "",
        "based": unit.based,
        "sure": row["verified"] in SURE,
        "note": CLAIM.sub("", row["note"]).strip(" ;:"),
        "entry": _entry(ledger.entities.get(row["entity"])),
        "leader": _entry(leader_entry(unit, ledger)),
        "led": led,
    })  # fmt: skip


def _entry(one: Entity | None) -> dict[str, Any] | None:
    """Return an entry of the ledger in words; what is empty is left out."""
    if one is None:
        return None
    dates = span(one.date_from, one.date_to) if one.date_from or one.date_to else ""
    sure = one.verified != "memory"
    return filled({"name": one.name, "role": one.role, "when": dates, "note": one.note, "sure": sure})


def _founding(unit: Unit) -> Iterator[dict[str, Any]]:
    """Yield the founding of a unit as an entry of its diary."""
    when = date_of(unit.formed)
    words = "comes from behind the front" if unit.based else "is set up"
    yield _entry_of(
        when.isoformat(), day(when), words, rows_of_units()[unit.id]["verified"], at=_at(unit.lat, unit.lon)
    )


def _orders(unit: Unit, decisions: tuple[Decision, ...]) -> Iterator[dict[str, Any]]:
    """Yield the orders to march to the commander of a unit."""
    for one in orders_of(unit, decisions):
        first, last = date_of(one.start), date_of(one.end)
        leg, _, target = bare(one.text).partition(":")[2].strip().partition(", to ")
        close = near(spots(), *circle_of(one.to_region)[:2])
        target = spots()[close[0]].place.name if close.size else target
        words = f"its commander is ordered to march to {target} ({leg})"
        ends = [circle_of(rule)[:2] for rule in (one.region, one.to_region)]
        yield _entry_of(
            first.isoformat(),
            f"{day(first)} to {day(last)}",
            words,
            one.verified,
            to=last.isoformat(),
            order=[_at(*end) for end in ends],
            claims=" ".join(CLAIM.findall(one.claim)),
        )


def _moves(unit: Unit, moves: Mapping[str, list[Line]]) -> Iterator[dict[str, Any]]:
    """Yield where documents have a unit on which day."""
    for line in moves.get(unit.id, []):
        yield _documented(line, f"{WHAT[line.text('what')]}: {line.text('place')}", march=line.text("march"))


def _came_over(unit: Unit, came: Mapping[str, list[Line]]) -> Iterator[dict[str, Any]]:
    """Yield the Axis units, or people of them, that came over to a unit."""
    for line in came.get(unit.id, []):
        men = f", {line.text('men')} men" if line.text("men") else ""
        yield _documented(line, f"{line.text('unit')} come over to it{men}")


def _documented(line: Line, words: str, **given: Any) -> dict[str, Any]:
    """Return an entry of a table of documented days."""
    source = line.text("source")
    return _entry_of(
        line.text("date"),
        when_of(line),
        words,
        line.text("verified"),
        at=_at(*line.place("lat", "lon")),
        claims=" ".join(CLAIM.findall(line.text("claim"))),
        events=line.text("event"),
        url=source if source.startswith("http") else "",
        note=line.text("note"),
        **given,
    )


def when_of(line: Line) -> str:
    """Return the documented day of a row in words, as exactly as it is known."""
    when, precision = date.fromisoformat(line.text("date")), int(line.text("precision"))
    return ("about " if precision in ABOUT_DAYS else "") + dated(when, when, precision)


def _entry_of(first: str, when: str, words: str, verified: str, **given: Any) -> dict[str, Any]:
    """Return an entry of a diary; `from` is its first day, `when` the same in words as exactly as it is known."""
    return filled({"from": first, "when": when, "words": words, "sure": verified in SURE, "basis": verified, **given})


def _rows(name: str, of: str) -> dict[str, list[Line]]:
    """Return the rows of a table of the theatre by the unit that a column names."""
    found: dict[str, list[Line]] = {}
    for line in read(THEATRE, name, f"id {of} date precision lat lon event claim verified source note"):
        found.setdefault(line.text(of), []).append(line)
    return found


def _at(lat: float, lon: float) -> list[int]:
    """Return a place as the page has it."""
    found: list[int] = tenths(np.array([[lat, lon]]))[0].tolist()
    return found

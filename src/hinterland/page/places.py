"""Places of the gazetteer: names, where each lies, who held it when, and what the record has there.

Nothing here is made by a run: no function takes more of it than its days, its oblasts and its cells. What the model
has is given for the oblast of a place and of wider ground, by the files of the map and of the charts.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.paths import THEATRE
from hinterland.engine.result import Run
from hinterland.evidence.documented import in_order
from hinterland.evidence.ledger import Ledger
from hinterland.page.claims import filled
from hinterland.page.documented import described
from hinterland.page.land import tenths
from hinterland.page.spots import Spot, circle_of, fine_regions, near, spots
from hinterland.page.units import when_of
from hinterland.report.documented import is_within
from hinterland.report.drawing import span
from hinterland.report.phrasing import bare, ground, standing
from hinterland.theatre.csv_table import read
from hinterland.theatre.decisions import Decision, read_decisions
from hinterland.theatre.ground import cell_at
from hinterland.theatre.inputs import read_units
from hinterland.theatre.operation_names import described as named_operation
from hinterland.theatre.regions import Region
from hinterland.web.pack import packed

EXPEDITION = "expedition"


def file_of(run: Run, ledger: Ledger) -> bytes:
    """Return the packed file of all places that lie somewhere, of ground that holds them, and of expeditions."""
    here, regions = spots(), fine_regions()
    expeditions = [one for one in read_decisions() if one.switch == EXPEDITION]
    masks = {name: regions.mask(name) for name, region in regions.table.items() if region.rule}
    area = {name: float(regions.ground.area[mask].sum()) for name, mask in masks.items()}
    smallest = sorted(masks, key=lambda name: (area[name], name))
    number = {name: k for k, name in enumerate(smallest)}
    swept = [regions.mask(one.region) for one in expeditions]
    units, spells = _units_near(here), _spells()
    oblasts = {one.id: k for k, one in enumerate(run.theatre.ground.oblasts)}
    places = [
        filled({
            **_facts(spot, run),
            "oblast": oblasts[spot.place.oblast],
            "ground": [number[name] for name in smallest if masks[name][spot.cell]],
            "held": spells.get(spot.place.id),
            "units": units.get(k),
            "expeditions": [n for n, mask in enumerate(swept) if mask[spot.cell]],
        })
        for k, spot in enumerate(here)
    ]  # fmt: skip
    others = [one for one in ledger.documented.values() if not is_within(one, run)]
    header = {
        "places": places,
        "oblasts": [ground(one) for one in run.theatre.ground.oblasts],
        "ground": [_ground(regions.table[name], area[name]) for name in smallest],
        "expeditions": [_expedition(one) for one in expeditions],
        "events": [described(one, run) for one in in_order(others)],
    }
    return packed(header, b"")


def _ground(region: Region, area: float) -> list[Any]:
    """Return the id, name, kind and square km of a region; that of an operation is named as its note names it."""
    name = region.note.partition(";")[0] if region.kind == "operation" and "so called" in region.note else region.name
    return [region.id, name, region.kind, round(area)]


def _facts(spot: Spot, run: Run) -> dict[str, Any]:
    """Return the names of a place, where it lies, and how these are known."""
    place = spot.place
    return {
        "id": place.id,
        "name": place.name,
        "names": dict(place.names),
        "today": spot.today,
        "people": spot.people,
        "degrees": [round(spot.lat, 2), round(spot.lon, 2)],
        "at": tenths(np.array([[spot.lat, spot.lon]]))[0].tolist(),
        "cell": cell_at(run.theatre.ground, spot.lat, spot.lon),
        "known": spot.verified,
        "spelled": place.verified,
    }


def _spells() -> dict[str, list[list[str]]]:
    """Return when an enemy of the Soviet state held each town: first day, day of liberation, occupier, how known."""
    found: dict[str, list[list[str]]] = {}
    for line in read(THEATRE, "occupations.csv", "town from to occupier verified"):
        row = [line.text(name) for name in ("from", "to", "occupier", "verified")]
        found.setdefault(line.text("town"), []).append(row)
    return {town: sorted(rows) for town, rows in found.items()}


def _units_near(here: tuple[Spot, ...]) -> dict[int, list[list[str]]]:
    """Return by the number of a place the units that the record puts there: id, and in words when and as what."""
    found: dict[int, list[list[str]]] = {}
    for unit_id, lat, lon, words in _stations():
        for k in near(here, lat, lon):
            found.setdefault(int(k), []).append([unit_id, words])
    return found


def _stations() -> Iterator[tuple[str, float, float, str]]:
    """Yield where the record has a unit: set up, or on a documented day."""
    for unit in read_units():
        yield unit.id, unit.lat, unit.lon, f"set up, {date_of(unit.formed).year}"
    for line in read(THEATRE, "documented_movements.csv", "id unit date precision what lat lon"):
        yield line.text("unit"), *line.place("lat", "lon"), f"{line.text('what')}, {when_of(line)}"


def _expedition(one: Decision) -> dict[str, Any]:
    """Return an expedition of the occupier in words; a name that he gave it stands in quotation marks."""
    lat, lon, km = circle_of(one.region)
    return filled({
        "id": one.id,
        "words": named_operation(bare(one.text)),
        "when": span(date_of(one.start), date_of(one.end)),
        "standing": standing(one).strip(" ()"),
        "at": tenths(np.array([[lat, lon]]))[0].tolist(),
        "km": km,
        "claims": one.claim,
    })  # fmt: skip

"""Further names of regions, entities and army groups, from the tables of a theatre."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.core.spelling import plain
from hinterland.files.csv_lines import rows_of

TABLE, COLUMNS = "other_names.csv", ("name", "kind", "means")
NAMED = ("name", "id")
REGIONS, OF_REGIONS, OF_PLACES = "regions.csv", "region_names.csv", "local_names.csv"
NO_NAMES = ("id", "name", "oblast", "verified")
"""Columns of the last two tables that hold no name in another language."""


def other_names(folder: Path, kind: str) -> dict[str, tuple[str, ...]]:
    """Return the further names of a kind, and what each means, from `other_names.csv` of a theatre, if it has one.

    Regions have also their names in the languages of the land, the occupier's own, and those of the place that they are
    called after. Raises `Fault` for a table that cannot be read.
    """
    found = dict(_listed(folder / TABLE, kind))
    return {**_local(folder), **found} if kind == "region" else found


def _listed(path: Path, kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each name of a kind and what it means; raise `Fault` for a column that is missing and for an empty cell."""
    for number, row in _rows(path, COLUMNS):
        if row["kind"] == kind:
            name, means = row["name"], tuple(row["means"].split())
            if not (name.strip() and means):
                raise Fault(path, number, "a name or what it means is empty", "give both, or remove the line")
            yield name, means


def _local(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the names of regions in other languages, and of which regions each is the name.

    What a region is called in English means the same in any language: Гомель, of the city, is read as Gomel, which is
    the oblast. A name of a region goes before that of a place.
    """
    rows = _rows(folder / REGIONS, NAMED)[::-1]  # of several with one name, the first is meant
    english = {plain(row[column]): row["id"] for column in NAMED for _, row in rows}
    named = [(plain(row["name"]), row) for _, row in _rows(folder / OF_PLACES, ("name",))]
    places = [(english[name], row) for name, row in named if name in english]
    own = [(row["id"], row) for _, row in _rows(folder / OF_REGIONS, ("id",))]
    return {**_in_languages(places, english), **_in_languages(own, english)}


def _in_languages(rows: Iterable[tuple[str, dict[str, str]]], english: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return what each name in some rows means, but for those that mean another region in English."""
    found: dict[str, tuple[str, ...]] = {}
    for means, row in rows:
        for name in (cell for column, cell in row.items() if cell and column not in NO_NAMES):
            if english.get(plain(name), means) == means:
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), means)))
    return found


def _rows(path: Path, columns: Collection[str]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a table that a theatre may lack, with their numbers; raise `Fault` where it lacks a column."""
    return list(rows_of(path, columns)) if path.is_file() else []

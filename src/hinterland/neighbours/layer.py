"""What a layer is: a table with a meaning and a unit for every column, and a shape on the ground for each row."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely

from hinterland.core.calendar import date_of

MODEL, RECORD = "model", "record"
"""Whose a layer is: what the run made, or what sources say."""


class Column(NamedTuple):
    """A column: its name, its unit (empty for a text or a date), what it means, and its values."""

    name: str
    unit: str
    meaning: str
    values: np.ndarray


class Layer(NamedTuple):
    """A table with its meaning, whose it is, and a shape in degrees (longitude, latitude) for each row, or None."""

    name: str
    meaning: str
    of: str
    columns: tuple[Column, ...]
    shapes: np.ndarray | None = None

    def __repr__(self) -> str:
        """Say how much is in it."""
        return f"<Layer {self.name}, of the {self.of}: {len(self.columns[0].values)} rows>"


def text(name: str, meaning: str, values: Iterable[Any]) -> Column:
    """Return a column of texts."""
    return Column(name, "", meaning, np.array([str(one) for one in values], object))


def days(name: str, meaning: str, values: Any) -> Column:
    """Return a column of dates."""
    return Column(name, "", meaning, np.asarray(values).astype("datetime64[D]"))


def numbers(name: str, unit: str, meaning: str, values: Iterable[Any]) -> Column:
    """Return a column of numbers; None is NaN."""
    return Column(name, unit, meaning, np.array([np.nan if one is None else one for one in values], float))


def places(lat: Iterable[float], lon: Iterable[float]) -> tuple[Column, Column]:
    """Return columns of places in degrees north and east."""
    return numbers("lat", "degree", "Degrees north", lat), numbers("lon", "degree", "Degrees east", lon)


def points(columns: Sequence[Column]) -> np.ndarray:
    """Return the places of `places` among columns as points."""
    found = {one.name: one.values for one in columns}
    return np.asarray(shapely.points(found["lon"], found["lat"]))


def date_of_day(day: int) -> np.datetime64:
    """Return a day of the war as numpy has dates."""
    return np.datetime64(date_of(int(day)))

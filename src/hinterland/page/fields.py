"""What the map shows by cell and week: fields in numbers of two bytes, the upper bytes for colours, both for figures.

A code is a share of the field's highest value, spread by a power so that small values keep their differences. The page
plays with the upper bytes alone and reads single figures from both, to within half a step of the code.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import months_within
from hinterland.core.chance import WEEK
from hinterland.engine.result import Run
from hinterland.page.arrays import Arrays
from hinterland.report.maps import KILLED, STRENGTH

WHOLE, NONE = 65_279, 65_535
"""The code of the highest value, and that of no value: the upper byte of the one is 254, of the other 255."""
EVERYWHERE = "USSR|!USSR"
AREA = 1000.0
"""Square km to which densities refer."""


class Field(NamedTuple):
    """A field of the map: what it shows, in which unit, and the values at which its colours begin."""

    id: str
    name: str
    unit: str
    doc: str
    quantity: str
    steps: tuple[float, ...]
    power: float = 2.0


FIELDS = (
    Field(
        "strength",
        "Partisans",
        "on 1,000 km²",
        "Partisans under arms on 1,000 km² of land, mean of the week.",
        "partisans.strength",
        STRENGTH,
    ),
    Field(
        "held",
        "Ground they hold",
        "% of the land",
        "Share of the land of a cell in which partisans and not the occupier govern, mean of the week.",
        "zones.area",
        (2, 10, 25, 50, 75, 90),
        1.0,
    ),
    Field(
        "attacks",
        "Attacks on railways",
        "in the week",
        "Attacks on railways in the cell, sum of the week.",
        "railway.attacks",
        (1, 2, 4, 8, 16, 32),
    ),
    Field(
        "garrisons",
        "Garrisons",
        "soldiers on 1,000 km²",
        "Soldiers of the Axis in garrisons on 1,000 km² of land, mean of the week.",
        "axis.garrisons",
        (10, 50, 100, 200, 400, 800),
    ),
)
"""Fields by cell. Of victims there is none: the model gives them by oblast and month alone."""
DEAD = Field(
    "killed",
    "Civilians killed",
    "of every 1,000 people",
    "Civilians killed by action against partisans since the beginning, of every thousand people of 1941, by oblast "
    "and month. The model does not say where in an oblast, nor on which day.",
    "civilians.killed",
    KILLED,
)
"""The field by oblast and month."""


def weeks(run: Run) -> np.ndarray:
    """Return the first day of every week of a run, counted from its first; the last may be shorter."""
    return np.arange(0, run.days, WEEK)


def by_week(run: Run, values: np.ndarray, total: bool = False) -> np.ndarray:
    """Return values by day (days, n) as means or sums of weeks (weeks, n)."""
    begins = weeks(run)
    sums = np.add.reduceat(values, begins, axis=0)
    return np.asarray(sums if total else sums / np.diff([*begins, run.days])[:, None])


def occupied(run: Run) -> np.ndarray:
    """Return which cells the enemy of the Soviet state holds on the first day of each week, (weeks, cells)."""
    return np.asarray(run.theatre.front.occupied[run.first + weeks(run)] > 0)


def values_of(run: Run, field: Field) -> np.ndarray:
    """Return a field in its unit, (weeks, cells); NaN where the enemy does not hold the cell.

    The run must have been recorded by cell.
    """
    area = run.theatre.land.area
    found = by_cell(run, by_week(run, run.by_atom(field.quantity, EVERYWHERE), field.id == "attacks"))
    if field.id == "held":
        found = 100.0 * np.minimum(found / area, 1.0)
    elif field.id != "attacks":
        found = found * AREA / area
    return np.where(occupied(run), found, np.nan)


def by_cell(run: Run, values: np.ndarray) -> np.ndarray:
    """Return values of atoms (n, atoms) as those of cells (n, cells)."""
    column = np.full(run.theatre.all_atoms, -1)
    atoms = run.atoms(EVERYWHERE)
    column[atoms] = np.arange(atoms.size)
    return np.asarray(values[:, column[run.theatre.land.atom]])


def killed_by_oblast(run: Run) -> np.ndarray:
    """Return civilians killed since the beginning of the run of every thousand people of 1941, (months, oblasts).

    Oblasts abroad, and those in which nobody lived, have NaN.
    """
    ground, land = run.theatre.ground, run.theatre.land
    inside = np.unique(ground.oblast[land.abroad == 0])
    names = [f"oblast:{ground.oblasts[k].id}" for k in inside]
    days = run.values_by_region("civilians.killed", names)
    dead = np.cumsum(np.add.reduceat(days, month_begins(run), axis=0), axis=0)
    people = np.bincount(ground.oblast, land.rural + land.urban, len(ground.oblasts))[inside]
    found = np.full((len(dead), len(ground.oblasts)), np.nan)
    found[:, inside] = 1000.0 * dead / np.where(people > 0, people, np.nan)
    return found


def killed_by_month(run: Run) -> list[float]:
    """Return civilians killed in the whole land, by month."""
    return [float(v) for v in np.add.reduceat(run.values("civilians.killed"), month_begins(run))]


def month_begins(run: Run) -> np.ndarray:
    """Return the first day of every month of a run that it has, counted from its first."""
    return np.array([first - run.first for first, _ in months_within(run.first, run.first + run.days - 1)])


def lost_capacity(run: Run) -> np.ndarray:
    """Return the share of its capacity that every railway line had lost in each week, (weeks, lines), NaN if unused.

    The run must have recorded its lines.
    """
    left, whole = (by_week(run, run.lines(name), total=True) for name in ("capacity", "whole"))
    return 1.0 - np.divide(left, whole, out=np.full(left.shape, np.nan), where=whole > 0)


def codes(values: np.ndarray, top: float, power: float) -> np.ndarray:
    """Return values from 0 to `top` as codes, `NONE` for NaN."""
    share = np.clip(np.nan_to_num(values) / top, 0.0, 1.0) ** (1.0 / power)
    return np.where(np.isnan(values), NONE, np.rint(share * WHOLE)).astype(np.uint16)


def since_before(rows: np.ndarray) -> np.ndarray:
    """Return bytes (n, m), each row less the one before it, which takes less room once packed."""
    return np.diff(rows, axis=0, prepend=np.zeros((1, rows.shape[1]), rows.dtype))


def files_of(run: Run) -> tuple[bytes, bytes]:
    """Return the packed files of the upper bytes of all fields, and of the lower ones."""
    upper, lower, described = Arrays(), Arrays(), []
    shown = [(field, "cell", values_of(run, field)) for field in FIELDS] + [(DEAD, "oblast", killed_by_oblast(run))]
    for field, place, values in shown:
        top = float(np.nanmax(values, initial=0.0)) or 1.0
        found = codes(values, top, field.power)
        upper.add(field.id, since_before((found >> 8).astype(np.uint8)), "u1")
        lower.add(field.id, (found & 255).astype(np.uint8), "u1")
        described.append(field._asdict() | {"place": place, "top": top})
    lines = codes(lost_capacity(run), 1.0, 1.0)
    upper.add("lines", since_before((lines >> 8).astype(np.uint8)), "u1")
    return upper.packed({"fields": described}), lower.packed({})

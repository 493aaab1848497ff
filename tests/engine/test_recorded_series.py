"""What is recorded of a day is what plain sums over the arrays of the world give."""

import numpy as np
import pytest

from hinterland.core.journal import Kind
from hinterland.core.membership import living
from hinterland.engine.recorded_series import RecordedSeries, plan_of, recorded_series
from hinterland.engine.result import Run
from hinterland.engine.sparse_record import SparseRecord
from hinterland.engine.world import World


def recorded(run: Run) -> np.ndarray:
    """Return what is recorded of a run's last day, by series and atom."""
    world, theatre = run.played.world, run.theatre
    found = recorded_series()
    table = SparseRecord(len(found), 1, theatre.all_atoms)
    table.add(plan_of(world, theatre, found), world.journal, world.detachments)
    return table.whole()[:, 0]


def plain(run: Run, world: World, series: RecordedSeries) -> np.ndarray:
    """Return the sums of a series by atom, the slow way."""
    theatre, size = run.theatre, run.theatre.all_atoms
    land, used = theatre.land, int(world.detachments.used[0])
    if series.place == "event":
        lines = int(world.journal.used[0])
        _, kind, *column = series.field.split(".")
        which = world.journal.kind[:lines] == Kind[kind]
        weight = getattr(world.journal, column[0])[:lines][which] if column else np.ones(which.sum())
        return np.bincount(land.atom[world.journal.cell[:lines][which]], weight, size)
    group, field = series.field.split(".")
    values = getattr(getattr(world, group), field).astype(float)
    values = values[:, series.column] if values.ndim == 2 else values
    where = {
        "cell": lambda: land.atom,
        "atom": lambda: np.arange(size),
        "line": lambda: np.where(land.line_mid >= 0, land.atom[land.line_mid], -1),
        "country": lambda: np.arange(theatre.foreign.first, size),
        "detachment": lambda: land.atom[world.detachments.cell],
    }[series.place]()
    if series.place == "detachment":
        values, where = values[:used], where[:used]
    if series.weighted:
        values = values * (land.rural + land.urban)
    return np.bincount(where[where >= 0], values[where >= 0], size)


@pytest.mark.parametrize("filled", [False, True], ids=["as it ended", "with a figure everywhere"])
def test_that_every_track_is_the_plain_sum_of_its_array(coarse, filled):
    world = coarse.played.world
    if filled:
        kept = [values.copy() for group in world for values in group]
        rng = np.random.default_rng(1)
        ended = np.ones(world.detachments.cell.size, bool)
        ended[living(world.detachments)] = False
        for name, place in {(t.field, t.place) for t in recorded_series().values() if t.place != "event"}:
            group, field = name.split(".")
            values = getattr(getattr(world, group), field)
            values[:] = rng.integers(0, 3, values.shape)
            if place == "detachment":
                values[ended] = 0  # as it ended: of those that are no more nothing is held
    table = recorded(coarse)
    for n, series in enumerate(recorded_series().values()):
        np.testing.assert_allclose(table[n], plain(coarse, world, series), rtol=1e-6, err_msg=series.field)
    if filled:
        for values, before in zip((v for group in world for v in group), kept, strict=True):
            values[:] = before

"""What happens far away reshuffles no chance: draws hang on keys, and never on rows of the world."""

import sys
from typing import NamedTuple

import numpy as np
import pytest

import hinterland as hl
from hinterland.core.jit import daily
from hinterland.core.membership import new_detachment, update_strength
from hinterland.core.origin import LOCAL
from hinterland.subsystem import assumed

DAY = 90
SHORT = {"seed": 3, "resolution": 3, "end": "1942-05-31"}
ACTED = ["date", "kind", "cell", "true", "second", "claimed", "found"]


class Parameters(NamedTuple):
    """Where one more detachment is founded."""

    cell: float = assumed(-1, "cell", (-1, 1e6), "Cell in which one more detachment is founded, -1 for none", "mine-1")


@daily(after="detachments.found")
def found(detachments, parameters, today):
    """Found one more detachment of forty people, without a radio."""
    if today.day == DAY and parameters.cell >= 0.0:
        i = new_detachment(detachments, int(parameters.cell), today.day)
        detachments.people[i, LOCAL] = 40.0
        update_strength(detachments, i)


@pytest.fixture(scope="module")
def wars():
    """Return a war, and the same with one more detachment in Karelia, on ground that Finland holds."""
    mine = sys.modules[__name__]
    plain = hl.run("history", subsystems=[mine], **SHORT)
    ground = plain.theatre.ground
    cell = int(np.argmin(np.hypot(ground.lat - 62.0, (ground.lon - 33.0) / 2)))
    return plain, hl.run("history", subsystems=[mine], parameters={"test_keys.cell": cell}, **SHORT), cell


def acts(run, cells):
    """Return what happened in some cells, in the order of the details that are no rows."""
    inside = cells[run.events["cell"].to_numpy()]
    return run.events[inside].sort_values(ACTED, kind="stable").reset_index(drop=True)


def test_that_one_more_detachment_far_away_changes_nothing_elsewhere(wars):
    plain, more, cell = wars
    ground = plain.theatre.ground
    far = np.hypot((ground.lat - ground.lat[cell]) * 111.0, (ground.lon - ground.lon[cell]) * 50.0) > 500.0
    there = plain.events["cell"].to_numpy()
    assert far[there].sum() > 5000
    rows = [acts(run, far)["who"].to_numpy() for run in wars[:2]]
    assert (rows[0] != rows[1]).mean() > 0.1  # they lie in other rows
    assert acts(plain, far)[ACTED].equals(acts(more, far)[ACTED])
    for one in ("Belarus", "Ukraine"):
        np.testing.assert_array_equal(
            plain.series("partisans.strength", one, "german"), more.series("partisans.strength", one, "german")
        )

"""Scenes for tests of national movements: annexed land, and detachments that meet one movement for some weeks."""

import numpy as np
from tests import small

from hinterland.core.journal import Kind
from hinterland.engine.world import World
from hinterland.theatre.land import UKSSR
from hinterland.war.rivals import clashes, village_burnings

LAND = small.land()
COLUMNS = ("true", "second", "claimed", "found")
KINDS = (Kind.clash, Kind.disarming, Kind.denunciation, Kind.truce, Kind.village_burned, Kind.garrison_attack)
OFTEN = {"encounter_chance": 1.0, "half_saturation_fighters": 20.0, "half_saturation_partisans": 5.0}
"""Parameters of `clashes` with which nearly every detachment meets a movement every week."""


def annexed(**changes: object):
    """Return the small ground as land annexed in 1939, half Polish and half Ukrainian."""
    one = np.ones(small.CELLS)
    ground = LAND._replace(
        soviet_1938=np.zeros(small.CELLS, np.uint8),
        republic=np.full(small.CELLS, UKSSR, np.int32),
        polish=0.5 * one,
        west_ukrainian=0.5 * one,
    )
    return ground._replace(**changes)


def stance(polish: float = 0.0, ukrainian: float = 0.0) -> dict[str, object]:
    """Return orders on how to deal with the movements."""
    one = np.ones(small.CELLS)
    return {"stance_polish": polish * one, "stance_ukrainian": ukrainian * one}


class Meetings:
    """What came of encounters: columns of the journal by kind of event, and counts of the day, over all days."""

    def __init__(self) -> None:
        """Begin without any."""
        self.columns: dict[tuple[Kind, str], list[np.ndarray]] = {}
        self.joint = self.peaceful = 0.0

    def add(self, world: World) -> None:
        """Add today's journal and counts."""
        used = int(world.journal.used[0])
        for kind in KINDS:
            chosen = world.journal.kind[:used] == int(kind)
            for column in COLUMNS:
                values = getattr(world.journal, column)[:used][chosen].copy()
                self.columns.setdefault((kind, column), []).append(values)
        self.joint += world.clashes.joint_attacks.sum()
        self.peaceful += world.clashes.peaceful_meetings.sum()

    def figures(self, kind: Kind, column: str = "true") -> np.ndarray:
        """Return a column of the journal for one kind of event."""
        return np.concatenate(self.columns[kind, column])

    def total(self, kind: Kind, column: str = "true") -> float:
        """Return the sum of a column for one kind of event."""
        return float(self.figures(kind, column).sum())

    def count(self, *kinds: Kind) -> int:
        """Return how many events of these kinds there were."""
        return sum(self.figures(kind).size for kind in kinds)

    @property
    def hostile(self) -> int:
        """How many hostile acts there were."""
        return self.count(Kind.clash, Kind.disarming, Kind.denunciation)

    @property
    def encounters(self) -> float:
        """How many encounters there were."""
        return self.hostile + self.joint + self.peaceful


def meet(
    k: int = 0, strength: float = 400.0, contact: int = 1, camps: int = 6, weeks: int = 4, prepare=None, each=None,
    network: float = 0.6, parameters=None, **changes,
):  # fmt: skip
    """Let detachments and one movement meet for some weeks; return the scene and what came of it.

    `prepare(world)` is called before each day, `each(world, today)` after it.
    """
    scene = small.scene(camps=camps, parameters=parameters, **changes)._replace(land=annexed())
    w = scene.world
    w.detachments.contact[:] = contact
    w.security.garrison[:] = 50.0
    w.national_movements.strength[:, k] = strength
    w.national_movements.network[:, k] = network
    met = Meetings()
    for n in range(7 * weeks):
        now = small.later(scene, n)
        if prepare:
            prepare(w)
        small.call(clashes.meet, now)
        small.call(village_burnings.burn, now)
        met.add(w)
        if each:
            each(w, now.today)
    return scene, met


def near(values: np.ndarray, mean: float) -> bool:
    """Return whether the mean of independent values is within four standard errors of an expected one."""
    return abs(values.mean() - mean) <= 4.0 * values.std() / np.sqrt(values.size)


def share_near(part: float, total: float, share: float) -> bool:
    """Return whether a part of a total is within four standard errors of an expected share."""
    return abs(part / total - share) <= 4.0 * np.sqrt(share * (1.0 - share) / total)

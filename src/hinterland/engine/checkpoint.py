"""The whole state of a war on the morning of a day, from which it can go on, in one way or in several."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.engine.record import Recorder
from hinterland.engine.world import World


class Checkpoint(NamedTuple):
    """All that later days follow from, beside a scenario, and all that was recorded before.

    `day` is the first day that has not been played, `seed` that of the war, `arrays` holds a copy of every state array
    by its full name, the journal of the last day among them, and `record` a copy of the record.
    """

    day: int
    seed: int
    arrays: Mapping[str, Array]
    record: Recorder

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Checkpoint: the morning of day {self.day}, seed {self.seed}>"


def checkpoint_of(world: World, record: Recorder, day: int, seed: int) -> Checkpoint:
    """Return a checkpoint that shares no memory with the war that it is taken of."""
    return Checkpoint(day, seed, {name: values.copy() for name, _, values in world.arrays()}, record.copied())


def restore(kept: Checkpoint, world: World, record: Recorder) -> None:
    """Set a world and its record to a checkpoint; both may go on, and the checkpoint stays as it is.

    Raises `Fault` for a world of another ground or other subsystems, and for a record of other days or arrays.
    """
    if trouble := next(_differences(kept, world), None) or record.difference_from(kept.record):
        remedy = "branch off from a war on the same ground, of the same subsystems, that records the same"
        raise Fault(None, 0, f"the war cannot go on from here: {trouble}", remedy)
    for name, _, values in world.arrays():
        values[...] = kept.arrays[name]
    record.resume(kept.record)


def _differences(kept: Checkpoint, world: World) -> Iterator[str]:
    """Yield in words what a world has otherwise than a checkpoint."""
    own = {name: values for name, _, values in world.arrays()}
    yield from (f"only one of both has {name}" for name in sorted(own.keys() ^ kept.arrays.keys()))
    for name in own.keys() & kept.arrays.keys():
        if own[name].shape != kept.arrays[name].shape:
            yield f"{name} has {kept.arrays[name].size} values before and {own[name].size} after"

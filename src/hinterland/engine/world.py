"""The world of a run: the states of all subsystems in one piece of memory."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from hinterland.core.declare import Array, allocate, memory_of, specs


class World:
    """The true state of the war and what was said of it: a group per subsystem, as `world.rail.rails_destroyed`."""

    def __init__(self, states: Mapping[str, Any], sizes: Mapping[str, int]) -> None:
        """Allocate every array at its first value; `states` are classes by name, `sizes` the rows of every place."""
        self.states = dict(states)
        self.groups: dict[str, Any] = dict(zip(states, allocate(*states.values(), sizes=sizes), strict=True))
        self.__dict__.update(self.groups)
        self._counts = self._memory_of_counts()

    def __getattr__(self, name: str) -> Any:
        """Refuse a name that no subsystem bears; those that one bears are attributes."""
        raise AttributeError(f"the world has no group {name!r}")

    def __iter__(self) -> Iterator[Any]:
        """Yield the groups in the order of the schedule."""
        return iter(self.groups.values())

    def __repr__(self) -> str:
        """Say how much it holds."""
        return f"<World: the state of {len(self.groups)} groups, such as .detachments and .rail>"

    def arrays(self) -> Iterator[tuple[str, Any, Array]]:
        """Yield the full name, the declaration and the values of every state array."""
        for group, cls in self.states.items():
            for field, spec in specs(cls).items():
                yield f"{group}.{field}", spec, getattr(self.groups[group], field)

    def clear_counts(self) -> None:
        """Set the counts of the day to zero."""
        self._counts.fill(0)
        self.journal.used[0] = 0

    def _memory_of_counts(self) -> Array:
        """Return the piece of memory that holds the counts of the day and nothing else; all are float64."""
        counts = [values for _, spec, values in self.arrays() if spec.daily]
        memory, first = memory_of(min(counts, key=lambda values: values.ctypes.data))
        # To fill bytes takes half the time of filling numbers.
        return memory[first : first + sum(values.size for values in counts)].view(np.uint8)

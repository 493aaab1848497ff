"""Another scenario as a difference: what the memory of a war holds otherwise, and arrays of its own behind it.

Of the forcing of all days, a row of words each, whole columns are given, as steps from day to day.

Most of a scenario is like history, so that one more costs a few kilobytes.
"""

from typing import Any

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.fault import Fault
from hinterland.engine.parameters import choose_parameters
from hinterland.engine.scenario import Scenario
from hinterland.theatre.parameters import GROUPS
from hinterland.web.forcing_image import past_of
from hinterland.web.image import Image, Parts, image_of, parts_of
from hinterland.web.pack import APART, SCENARIO, packed, sum_of


def difference(base: Image, parts: Parts, scenario: Scenario) -> bytes:
    """Return as a packed file how a scenario differs from that of an image, whose parts are given.

    Raises `Fault` where it has other entities, so that its world has other sizes, or parameters of its own for the time
    before it holds.
    """
    other = parts_of(scenario, parts.schedule)
    image = image_of(other, base.header["first"], base)
    if trouble := _trouble(base.header, image.header):
        remedy = "write an image of its own for it"
        raise Fault(None, 0, f"{scenario.name} cannot stand beside {parts.scenario.name}: {trouble}", remedy)
    first, rows, size = base.header["first"], base.header["rows"], len(base.memory)
    one, two = (np.frombuffer(memory, np.uint8)[: rows["at"] - first] for memory in (base.memory, image.memory))
    runs = runs_of(one != two)
    days, steps = steps_of(*(_days(memory, rows, first) for memory in (base.memory, image.memory)))
    added = image.memory[size:]
    content = steps.tobytes() + b"".join(two[start:stop].tobytes() for start, stop in runs) + added
    header: dict[str, Any] = {
        "file": SCENARIO,
        "of": sum_of(base.memory),
        "scenario": image.header["scenario"],
        "end": image.header["end"],
        "words": days.tolist(),
        "runs": [[first + start, stop - start] for start, stop in runs],
        "added": len(added),
    }
    if (past := past_of(scenario)) is not scenario:
        header["later"] = {"since": scenario.since, "parameters": _changes(past, scenario, parts)}
    return packed(header, content)


def _trouble(one: dict[str, Any], other: dict[str, Any]) -> str:
    """Return why two images do not have their things in the same places, nothing where they have."""
    same = ("slots", "tables", "changed", "rows", "arrays", "counts", "days", "series")
    return ", ".join(f"its {name} lie elsewhere" for name in same if one[name] != other[name])


def _changes(past: Scenario, scenario: Scenario, parts: Parts) -> dict[str, float]:
    """Return the parameters of subsystems that are otherwise once a scenario holds than in its past."""
    one, other = (choose_parameters(each.parameters, parts.schedule).groups for each in (past, scenario))
    return {
        f"{group}.{name}": getattr(other[group], name)
        for group, values in one.items()
        if group not in GROUPS
        for name in values._fields
        if getattr(values, name) != getattr(other[group], name)
    }


def _days(memory: bytearray, rows: dict[str, int], first: int) -> Array:
    """Return the words of the forcing of every day, (days, words), as int64."""
    size, days, words = np.dtype(np.int64), rows["days"], rows["words"]
    return np.frombuffer(memory, size, days * words, rows["at"] - first).reshape(days, words)


def steps_of(one: Array, two: Array) -> tuple[Array, Array]:
    """Return which words are otherwise on some day, and by how much each of them steps up each day, (words, days).

    Most stay as they were the day before, or step to the next address, so that steps pack better than words.
    """
    words = np.flatnonzero((one != two).any(axis=0))
    return words, np.diff(two[:, words].T, axis=1, prepend=np.int64(0))


def runs_of(differs: Array) -> list[tuple[int, int]]:
    """Return where stretches that differ begin and end; two that lie close together count as one."""
    at = np.flatnonzero(differs)
    if not at.size:
        return []
    breaks = np.flatnonzero(np.diff(at) > APART)
    starts, stops = at[np.r_[0, breaks + 1]], at[np.r_[breaks, at.size - 1]] + 1
    return [(int(a), int(b)) for a, b in zip(starts, stops, strict=True)]

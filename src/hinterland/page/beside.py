"""Another run beside the one that a page shows, so that the two can be compared on the map.

Its fields by cell and week are coded as those of the run of the page are; of its record the page holds nothing else.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from hinterland.core.fault import Fault
from hinterland.engine.result import Run
from hinterland.engine.scenario import Scenario
from hinterland.page import fields

MOST = 8
"""Runs that a page may hold beside its own: each takes about as much room as the map of the page."""
UPPER, LOWER = "beside-{}", "beside-{}-figures"
"""Names of the files of a run by its number, from 1: the upper bytes of its fields, and the lower ones."""


class Beside(NamedTuple):
    """A run beside that of a page: what it is a function of, and the packed files of its fields."""

    about: dict[str, Any]
    upper: bytes
    lower: bytes


def check_alike(own: Scenario, other: Scenario) -> None:
    """Raise `Fault` where two scenarios are not of the same days on the same cells."""
    if (own.start, own.end, own.resolution) != (other.start, other.end, other.resolution):
        message = f"{other.title or other.name} is of other days or another resolution than the run of the page"
        raise Fault(None, 0, message, "give runs of the same days and resolution")


def beside(run: Run, other: Run) -> Beside:
    """Return another run as a page holds it beside its own; raise `Fault` as `check_alike` does."""
    check_alike(run.scenario, other.scenario)
    about = {
        "title": other.scenario.title,
        "scenario": other.scenario.name,
        "seed": other.seed,
        "changes": len(other.scenario.parameters),
        "killed": fields.killed_by_month(other),
    }
    return Beside(about, *fields.files_of(other))


def files_of(runs: Sequence[Beside]) -> dict[str, bytes]:
    """Return the packed files of all runs beside that of a page, by name."""
    found: dict[str, bytes] = {}
    for number, one in enumerate(runs, 1):
        found |= {UPPER.format(number): one.upper, LOWER.format(number): one.lower}
    return found

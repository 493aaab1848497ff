"""Build the module that a wheel ships, so that users of the wheel wait for nothing: `make web`."""

import sys

from hinterland.engine.day import SCHEDULE
from hinterland.engine.schedule import Schedule
from hinterland.study.scenarios.scenario_files import load
from hinterland.web import module
from hinterland.web.driver import Function
from hinterland.web.image import functions_of, parts_of

COARSE = 3
"""A resolution; the module is the same at each."""


def asked_for(schedule: Schedule = SCHEDULE) -> tuple[tuple[Function, ...], tuple[str, ...]]:
    """Return the functions and the slots of the module of a schedule."""
    parts = parts_of(load("history")._replace(resolution=COARSE), schedule)
    return functions_of(parts), tuple(parts.slots)


def main() -> None:
    """Write the object of the schedule of the package into the package, and remove those of other sources."""
    functions, slots = asked_for()
    made = module.object_of(functions, slots)
    wanted = module.shipped_as(module.key_of(functions, slots))
    wanted.parent.mkdir(exist_ok=True)
    for other in wanted.parent.iterdir():
        other.unlink()
    wanted.write_bytes(made)
    sys.stdout.write(f"{wanted} holds the module of this source, {len(made):,} bytes\n")


if __name__ == "__main__":
    main()

"""What a subsystem of your own is written with: declarations, kernels, random numbers and quantities.

A subsystem is a module (or a class) that may hold `State`, `Parameters`, `QUANTITIES` and kernels. Each kernel is made
with `daily(after=...)` or `weekly(day, after=...)`, where `after` names the kernel of the schedule after which it acts
(`hinterland schedule` prints them). It takes what it names: states of subsystems, `land`, `forcing`, `parameters` (its
own), `today`. Give it to `hinterland.run("history", subsystems=[mine])`. `docs/tutorial_subsystem.md` writes one.
"""

from hinterland.core.calendar import FRIDAY, MONDAY, SATURDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY
from hinterland.core.chance import draw_count, draw_whole, stream, uniform, weekly_batch_row, weekly_batch_size
from hinterland.core.declare import (
    Array,
    assumed,
    bounded,
    derived,
    directional,
    f8,
    i4,
    i8,
    log,
    measured,
    per,
    switch,
    u1,
)
from hinterland.core.geometry import density, distance_km, step_towards
from hinterland.core.jit import daily, kernel, weekly
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import living, weekly_batch
from hinterland.core.response import saturate
from hinterland.engine.observed.quantity import own as observed

__all__ = [
    "FRIDAY",
    "MONDAY",
    "SATURDAY",
    "SUNDAY",
    "THURSDAY",
    "TUESDAY",
    "WEDNESDAY",
    "Array",
    "Kind",
    "assumed",
    "bounded",
    "daily",
    "density",
    "derived",
    "directional",
    "distance_km",
    "draw_count",
    "draw_whole",
    "f8",
    "i4",
    "i8",
    "kernel",
    "living",
    "log",
    "measured",
    "observed",
    "per",
    "record_event",
    "saturate",
    "step_towards",
    "stream",
    "switch",
    "u1",
    "uniform",
    "weekly",
    "weekly_batch",
    "weekly_batch_row",
    "weekly_batch_size",
]

"""What a subsystem of your own is written with: declarations, kernels, random numbers and quantities.

A subsystem is a module (or a class) that may hold `State`, `Parameters`, `QUANTITIES` and kernels. Each kernel is made
with `daily(after=...)` or `weekly(day, after=...)`, where `after` names the kernel of the schedule after which it acts
(`hinterland schedule` prints them). It takes what it names: states of subsystems, `land`, `forcing`, `parameters` (its
own), `today`. Give it to `hinterland.run("history", subsystems=[mine])`.
"""

from hinterland.core.calendar import FRIDAY, MONDAY, SATURDAY, SUNDAY, THURSDAY, TUESDAY, WEDNESDAY
from hinterland.core.chance import stream, uniform, whole
from hinterland.core.declare import Array, f8, i4, i8, log, param, per, switch, u1
from hinterland.core.jit import daily, kernel, weekly
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
    "daily",
    "f8",
    "i4",
    "i8",
    "kernel",
    "log",
    "observed",
    "param",
    "per",
    "stream",
    "switch",
    "u1",
    "uniform",
    "weekly",
    "whole",
]

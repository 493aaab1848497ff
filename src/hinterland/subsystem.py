"""What a subsystem of your own is written with: declarations, kernels, chance and the journal.

A subsystem is a module (or a class) that may hold `State`, `Parameters`, `QUANTITIES` and kernels. Each kernel is made
with `daily(after=...)` or `weekly(day, after=...)`, where `after` names the kernel of the schedule after which it acts
(`hinterland schedule` prints them). It takes what it names: states of subsystems, `land`, `forcing`, `parameters` (its
own), `today`. Give it to `hinterland.run("history", subsystems=[mine])`.
"""

__all__ = [
    *("FRIDAY", "MONDAY", "SATURDAY", "SUNDAY", "THURSDAY", "TUESDAY", "WEDNESDAY"),
    *("Array", "daily", "f8", "i4", "i8", "kernel", "log", "param", "per", "stream", "switch", "u1", "uniform"),
    *("weekly", "whole"),
]

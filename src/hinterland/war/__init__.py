"""The war: one folder for each of its parts, one file for each subsystem.

A subsystem declares `State`, `Parameters` and kernels, and imports no other subsystem. They meet in the schedule,
`engine/day.py`, by the names of their files.
"""

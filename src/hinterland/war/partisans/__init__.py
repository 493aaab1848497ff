"""The movement itself: who joins, detachments and what they carry, camps, brigades and zones, to demobilisation.

State: every detachment as an agent, recruits by cell, brigades, formations, stores of arms and food, held ground.
It takes people from `civilians`, orders from `command`, cargo from `lines`, and is hunted by `occupier` and `rivals`.
"""

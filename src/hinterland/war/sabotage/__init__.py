"""Partisan attacks: rail sabotage, long-delay mines, attacks on posts, and fights with local forces.

State: the day's damage to each railway line, hidden mines, fights and their dead. The package takes detachments and
explosives from `partisans` and guards from `occupier`; it passes damage to `railway` and events to the journal.
"""

"""Partisan attacks: attempts on railways and their damage, long-delay mines, attacks on posts, hunts by local forces.

State: parties on their way, the day's damage to each railway line and its structures, hidden mines, fights and their
dead. The package takes detachments and explosives from `partisans` and guards from `occupier`; it passes damage to
`railway` and events to the journal.
"""

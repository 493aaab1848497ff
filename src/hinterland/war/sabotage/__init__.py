"""Partisan attacks: on railways, posts, roads and the economy, long-delay mines; and the searches that answer.

State: parties on their way, the day's damage to each railway line and its structures, hidden mines, fights and their
dead. The package takes detachments and explosives from `partisans` and guards from `occupier`; it passes damage to
`railway` and events to the journal.
"""

"""What partisans do to the occupier: rails and trains, mines of long delay, attacks on posts and patrols.

State: the day's damage to every railway line, mines that lie hidden, fights and their dead. It takes parties and
explosive from `partisans`, guards from `occupier`, and gives damage to `railway` and acts to the journal.
"""

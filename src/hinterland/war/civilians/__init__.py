"""The people who live under occupation: who they are, what is taken from them, and what is done to them.

State: people by cell, food, fear and minds; ghettos; hostages; the interned; family camps. It takes orders and levels
from the forcing, gives recruits to `partisans`, answers to acts counted in `sabotage` and `rivals`, and tells its dead
to `reporting`.
"""

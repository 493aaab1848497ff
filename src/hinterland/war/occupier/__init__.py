"""The occupier and those who serve him: units, garrisons and police, expeditions, collaboration and defection.

State: men and morale of every unit, garrisons and police by cell, expeditions, officials and village guards. It takes
the order of battle and decisions from the forcing, and acts on `partisans` and `civilians`.
"""

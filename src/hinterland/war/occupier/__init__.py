"""The occupier and those who serve him: units, guards and police, expeditions, collaboration and defection.

State: men and morale of every unit, garrisons and police by cell, expeditions under way, officials and village guards.
It takes the order of battle and decisions from the forcing, acts on `partisans` and `civilians`, and keeps a picture of both.
"""

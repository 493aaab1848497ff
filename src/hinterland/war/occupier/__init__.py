"""The occupier and those who serve him: units, guards and police, expeditions, collaboration and defection.

State: men and morale of every unit, garrisons and police by cell, expeditions under way, officials, village guards.
It takes the order of battle and decisions from the forcing, and acts on `partisans` and `civilians`.
"""

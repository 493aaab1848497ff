"""The occupier and those who serve him: units, garrisons, police, expeditions and their rings, officials, terror.

State: men and morale of every unit, garrisons and police by cell, expeditions, officials and village guards, those who
were killed for serving, defectors. It takes the order of battle and decisions from the forcing, and acts on `partisans`
and `civilians`.
"""

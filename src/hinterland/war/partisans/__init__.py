"""The partisan movement: recruitment, detachments and their stores, camps, brigades, zones and demobilisation.

State: every detachment as an agent, recruits by cell, brigades, formations, stores of arms and food, held ground.
People come from `civilians`, orders from `command`, cargo from `lines`; `occupier` and `rivals` fight the detachments.
"""

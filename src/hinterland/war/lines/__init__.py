"""What crosses the front and the frontier: airlift, corridor, dropped groups, border raids, the war abroad.

State: cargo and people moved, groups sent out, escaped prisoners and insurgents abroad. It takes sorties and gates
from the forcing and gives arms, explosive and cadres to `partisans`.
"""

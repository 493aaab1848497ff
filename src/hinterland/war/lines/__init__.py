"""Exchange across the front and the frontier: airlift, corridor, dropped groups, border raids and war abroad.

State: cargo and people moved, groups sent out, escaped prisoners and insurgents abroad. It takes sorties and openings
of the corridor from the forcing and gives weapons, explosive and cadres to `partisans`.
"""

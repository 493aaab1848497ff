"""National movements: armed movements for a national state, and their clashes with Soviet partisans.

State: fighters, rifles and networks of the Polish, Ukrainian and Baltic movements by cell. They recruit from
`civilians`, meet the detachments of `partisans` and the police of `occupier`, and fight each other.
"""

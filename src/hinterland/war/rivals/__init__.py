"""Armed movements that fight for a national state, and their clashes with Soviet partisans.

State: strength, arms and networks of the Polish, Ukrainian and Baltic movements by cell. They take people from
`civilians`, and meet detachments and police.
"""

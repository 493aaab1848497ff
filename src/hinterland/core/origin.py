"""Who the partisans of a detachment are: where they came from, sex and nationality, as columns of arrays."""

STRAGGLER, CADRE, LOCAL, DEFECTOR = 0, 1, 2, 3
"""Soldiers cut off and escaped prisoners; those sent by the Party or dropped; people of the place; those who had
served the occupier."""
ORIGINS = 4
"""Number of columns of `detachments.people`."""
WOMEN, JEWISH, POLISH, BELARUSIAN, RUSSIAN, UKRAINIAN, OTHER, COLUMNS = range(8)
"""Columns of `composition.shares` and `composition.people`, and their number. All but the first add up to everybody."""

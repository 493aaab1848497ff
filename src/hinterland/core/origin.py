"""Where a partisan came from: the columns of `detachments.people`."""

STRAGGLER, CADRE, LOCAL, DEFECTOR = 0, 1, 2, 3
"""Soldiers cut off and escaped prisoners; those sent by the Party or dropped; people of the place; those who had
served the occupier."""
ORIGINS = 4

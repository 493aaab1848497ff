"""Sex and nationality of partisans: the columns of `composition.shares` and `composition.people`."""

WOMEN, JEWISH, POLISH, BELARUSIAN, RUSSIAN, UKRAINIAN, OTHER, COLUMNS = range(8)
"""Women, then the nationalities of all, which add up to everybody; and the number of columns."""

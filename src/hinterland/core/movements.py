"""National movements with arms of their own: the columns of `rivals`."""

POLISH, UKRAINIAN, BALTIC, LEFT = 0, 1, 2, 3
"""The Home Army; the Ukrainian insurgents; the bands of the Baltic; the Polish left, which is on the Soviet side."""
MOVEMENTS = 4

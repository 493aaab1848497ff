"""Constants of the calendar, of geography and of units; every other number of a kernel is a declared parameter."""

HOURS_PER_DAY = 24.0
DAYS_PER_WEEK = 7.0
WEEKS_PER_YEAR = 52.0
DAYS_PER_YEAR = 365.0
DAYS_PER_MONTH = 30.4
KG_PER_TONNE = 1000.0
KM2_PER_1000KM2 = 1000.0
KM_PER_100KM = 100.0
KM_PER_DEGREE = 111.2
"""Length of a degree of latitude."""
SIDES = 6
"""Neighbours of a cell: the cells are hexagons."""
HEXAGON_WIDTH = 1.07457
"""Distance between opposite sides of a hexagon of area 1: the root of 2 over the root of 3."""

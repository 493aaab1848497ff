"""The ground of a page: coast, lakes, towns and the outline of every cell on the flat map of the report."""

from typing import Any

from hinterland.report.maps import STRENGTH, VIEW, WARM, WIDTH, towns_named
from hinterland.report.outlines import Sheet, coast, hexagon
from hinterland.theatre.assemble import Theatre

GRAIN = 0.2
"""Units of the drawing to which outlines are rounded."""
TOWNS = 30
"""Towns that a page names at most."""


def ground_of(theatre: Theatre) -> dict[str, Any]:
    """Return the map as paths, empty for cells that lie off it, and the steps of its colours."""
    sheet = Sheet(WIDTH, *VIEW)
    seen = sheet.on(sheet.place(theatre.ground.lat, theatre.ground.lon), WIDTH / 20)
    cells = [hexagon(sheet, cell, GRAIN) if here else "" for cell, here in zip(theatre.ground.h3, seen, strict=True)]
    land, lakes = coast(sheet, "land"), coast(sheet, "lake")
    towns = [[town.name, round(x, 1), round(y, 1)] for town, x, y in towns_named(sheet, TOWNS)]
    drawn = {"size": [sheet.width, sheet.height], "land": land, "lakes": lakes, "cells": cells, "towns": towns}
    return drawn | {"steps": STRENGTH, "colours": WARM}

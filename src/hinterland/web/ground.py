"""The ground of a page: coast, lakes and the outline of every cell on the flat map of the report."""

from typing import Any

from hinterland.report.maps import STRENGTH, VIEW, WARM, WIDTH
from hinterland.report.outlines import Sheet, coast, hexagon
from hinterland.theatre.assemble import Theatre

GRAIN = 0.2
"""Units of the drawing to which outlines are rounded."""


def ground_of(theatre: Theatre) -> dict[str, Any]:
    """Return the map as paths, empty for cells that lie off it, and the steps of its colours."""
    sheet = Sheet(WIDTH, *VIEW)
    seen = sheet.on(sheet.place(theatre.ground.lat, theatre.ground.lon), WIDTH / 20)
    cells = [hexagon(sheet, cell, GRAIN) if here else "" for cell, here in zip(theatre.ground.h3, seen, strict=True)]
    land, lakes = coast(sheet, "land"), coast(sheet, "lake")
    size = [sheet.width, sheet.height]
    return {"size": size, "land": land, "lakes": lakes, "cells": cells, "steps": STRENGTH, "colours": WARM}

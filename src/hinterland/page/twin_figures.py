"""Figures of the page as plain values: cells, fields of the map by week, railway lines, and charts by month."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np

from hinterland.core.chance import WEEK
from hinterland.engine.sums_by_region import SPEAKERS
from hinterland.page.fields import NONE, WHOLE
from hinterland.page.land import TENTHS
from hinterland.page.series import name_of
from hinterland.study.ensembles.courses import BANDS

Opened = Callable[[str], tuple[dict[str, Any], dict[str, np.ndarray]]]
DIGITS = 4
"""Digits of a figure of the map: it is kept to within less than the last of them."""
ABSENT = 255
"""The upper byte of no value."""
MODEL = "model"


def day_of(about: dict[str, Any], day: int) -> str:
    """Return the date of a day of the run, counted from 0."""
    return (date.fromisoformat(about["first"]) + timedelta(int(day))).isoformat()


def weeks_of(about: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the first and the last day of every week of the run, as dates."""
    days = range(0, about["days"], WEEK)
    return [(day_of(about, d), day_of(about, min(d + WEEK, about["days"]) - 1)) for d in days]


def plain(values: np.ndarray, digits: int = DIGITS) -> list[Any]:
    """Return figures with so many digits as lists, None where there is none."""
    found = [float(f"{value:.{digits}g}") if np.isfinite(value) else None for value in values.ravel().tolist()]
    return list(np.array(found, object).reshape(values.shape).tolist())


def cells(opened: Opened) -> dict[str, Any]:
    """Return the ground: cells with their oblasts and areas, oblasts, towns; places in km from the middle."""
    header, arrays = opened("land")
    middles, about = arrays["middles"] / TENTHS, opened("about")[0]
    described = [
        {
            "cell": n,
            "oblast": header["oblasts"][k]["id"],
            "area_km2": round(float(area), 1),
            "middle_km": place.tolist(),
        }
        for n, (k, area, place) in enumerate(zip(arrays["oblast"], arrays["area"], middles, strict=True))
    ]
    towns = [
        {**{k: v for k, v in town.items() if k != "at"}, "place_km": [x / TENTHS for x in town["at"]]}
        for town in header["towns"]
    ]
    return {
        "resolution": about["resolution"],
        "middle_degrees": header["middle"],
        "cells": described,
        "oblasts": header["oblasts"],
        "towns": towns,
        "languages": header["languages"],
    }


def fields(opened: Opened) -> dict[str, Any]:
    """Return what the map can show."""
    about = opened("about")[0]
    return {"basis": MODEL, "fields": opened("map")[0]["fields"], "weeks": weeks_of(about), "months": about["months"]}


def field(opened: Opened, one: dict[str, Any]) -> dict[str, Any]:
    """Return a field of the map: its values by week and cell, or by month and oblast."""
    values = decoded(one, opened("map")[1], opened("figures")[1])
    return {"basis": MODEL, "field": one, **places_of(opened, one), "values": plain(values)}


def places_of(opened: Opened, one: dict[str, Any]) -> dict[str, Any]:
    """Return of what periods and places a field of the map is: of weeks and cells, or of months and oblasts."""
    about = opened("about")[0]
    if one["place"] == "cell":
        return {"periods": weeks_of(about), "places": "cells"}
    return {"periods": about["months"], "places": [oblast["id"] for oblast in opened("land")[0]["oblasts"]]}


def decoded(one: dict[str, Any], upper: Mapping[str, np.ndarray], lower: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the values of a field from both of its bytes, NaN where there is none."""
    code = summed(upper[one["id"]]).astype(int) * 256 + lower[one["id"]]
    return np.asarray(np.where(code == NONE, np.nan, one["top"] * (code / WHOLE) ** one["power"]))


def lines(opened: Opened) -> dict[str, Any]:
    """Return railway lines: by week the share of capacity that each had lost, and the rails destroyed on it so far."""
    upper = summed(opened("map")[1]["lines"]).astype(int)
    lost = np.where(upper == ABSENT, np.nan, upper / (ABSENT - 1))
    cut = np.cumsum(opened("layers")[1]["rails_cut"].astype(int), axis=0)
    ends = opened("land")[1]["railways"] / TENTHS
    return {
        "basis": MODEL,
        "lines": opened("land")[0]["lines"],
        "ends_km": ends.tolist(),
        "weeks": weeks_of(opened("about")[0]),
        "capacity_lost": plain(lost, 2),
        "rails_cut": cut.tolist(),
    }


def charts(opened: Opened) -> dict[str, Any]:
    """Return which quantities, regions and months the charts have."""
    header = opened("charts")[0]
    regions = [{"id": key, "name": name} for key, name in header["regions"]]
    return {
        "basis": MODEL,
        "quantities": header["quantities"],
        "regions": regions,
        "months": header["months"],
        "runs": header["runs"],
    }


def chart(opened: Opened, one: dict[str, Any]) -> dict[str, Any]:
    """Return a quantity by month in every region, as it was and as each side reports it, its bands and its claims."""
    header, arrays = opened("charts")
    regions = [key for key, _ in header["regions"]]
    names = {name_of(one["name"], side): side for side in SPEAKERS}
    series = [
        {"region": region, "said_by": side, "values": plain(row, 6)}
        for name, side in names.items()
        if name in arrays
        for region, row in zip(regions, arrays[name].astype(float), strict=True)
    ]
    bands = [
        {"region": region, "said_by": names[name], "values": plain(arrays[f"band {name} {region}"].astype(float), 6)}
        for name, region in header["bands"]
        if name in names
    ]
    marked = [c["id"] for c in opened("claims")[0]["claims"] if "mark" in c and c["quantity"] == one["name"]]
    return {
        "basis": MODEL,
        "quantity": one,
        "months": header["months"],
        "series": series,
        "band_shares": list(BANDS),
        "bands": bands,
        "runs": header["runs"],
        "claims": marked,
    }


def summed(rows: np.ndarray) -> np.ndarray:
    """Return rows of bytes from their differences: each row is what it adds to the row before it."""
    return np.cumsum(rows, axis=0, dtype=np.uint8)


def groups(values: np.ndarray, starts: np.ndarray) -> list[list[int]]:
    """Return values that lie one group after another as lists."""
    return [values[a:b].tolist() for a, b in pairwise(starts.tolist())]

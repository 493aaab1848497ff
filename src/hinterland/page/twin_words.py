"""Words of the page as plain values: claims, disputes, documented events, weeks, units, expeditions, causes."""

from typing import Any

from hinterland.page.twin_figures import MODEL, Opened, day_of, groups, weeks_of

RECORD = "record"
STAYS = 28
"""Days for which the page shows a documented event."""


def claims(opened: Opened) -> dict[str, Any]:
    """Return all claims with what the run has beside each, their sources and the meanings of the verdicts."""
    header = opened("claims")[0]
    kept = ("claims", "sources", "titles", "verdicts", "state")
    return {"basis": RECORD} | {name: header[name] for name in kept}


def claim(opened: Opened, one: dict[str, Any]) -> dict[str, Any]:
    """Return one claim with its source, its disputes, of what its band is made, and its citation."""
    header, (bibtex, csl) = opened("claims")[0], opened("citations")[0][one["id"]]
    return {
        "basis": RECORD,
        "claim": one,
        "title": header["titles"][one["quantity"]],
        "source": header["sources"].get(one["source"]),
        "disputes": [name for name in one.get("conflict", "").split() if name in header["conflicts"]],
        "shares": header["shares"].get(one["id"]),
        "bibtex": bibtex,
        "csl": csl,
        "state": header["state"],
    }


def dispute(opened: Opened, name: str) -> dict[str, Any]:
    """Return a dispute with its claims in full."""
    header = opened("claims")[0]
    one = header["conflicts"][name]
    ids = set(one["claims"])
    return {"basis": RECORD, "dispute": one, "claims": [c for c in header["claims"] if c["id"] in ids]}


def documented(opened: Opened) -> dict[str, Any]:
    """Return all documented events, with dates."""
    return {"basis": RECORD, "events": [dated_event(opened, one) for one in opened("documented")[0]["events"]]}


def weeks(opened: Opened) -> dict[str, Any]:
    """Return every week with the partisans under arms in it, the mean of the week."""
    about = opened("about")[0]
    rows = zip(weeks_of(about), about["strength"], strict=True)
    return {"basis": MODEL, "weeks": [{"first": a, "last": b, "strength": v} for (a, b), v in rows]}


def week(opened: Opened, first: str, last: str) -> dict[str, Any]:
    """Return what the page says of a week: strength, the dead up to the end of its month, what is documented."""
    about = opened("about")[0]
    whole = [a for a, _ in weeks_of(about)]
    n = whole.index(first)
    month = next(k for k, (_, end) in enumerate(about["months"]) if first <= end)
    events = opened("documented")[0]["events"]
    start, end = 7 * n, 7 * n + 6
    return {
        "first": first,
        "last": last,
        "model": {
            "strength": about["strength"][n],
            "civilians_killed_up_to": about["months"][month][1],
            "civilians_killed": sum(about["killed"][: month + 1]),
        },
        "record": [dated_event(opened, e) for e in events if e["first"] <= end and e["first"] + STAYS > start],
    }


def units(opened: Opened) -> dict[str, Any]:
    """Return Axis units and named partisan units of the record, and the way of these in the model."""
    header, about = opened("layers")[0], opened("about")[0]
    axis = [
        {
            "name": one["name"],
            "kind": header["kinds"][one["kind"]],
            "first": day_of(about, one["first"]),
            "last": day_of(about, one["last"]),
            "men": one["men"],
            "radius_km": one["radius"],
        }
        for one in header["axis"]
    ]
    partisans = [
        {
            **{name: one[name] for name in ("id", "name", "level", "commander", "commissar", "formed", "men")},
            "model": [{"date": day_of(about, d), "cell": cell, "men": men} for d, cell, men in one["way"]],
        }
        for one in header["units"]
    ]
    return {"axis": axis, "partisans": partisans}


def expeditions(opened: Opened) -> dict[str, Any]:
    """Return the expeditions of the run: days, men and cells; names are those that the occupier gave in an order."""
    (header, arrays), about = opened("layers"), opened("about")[0]
    cells = groups(arrays["expedition_cells"], arrays["expedition_starts"])
    found = zip(
        *(arrays[f"expedition_{name}"].tolist() for name in ("first", "last", "men", "order")), cells, strict=True
    )
    return {
        "basis": MODEL,
        "expeditions": [
            {
                "first": day_of(about, first),
                "last": day_of(about, last),
                "men": men,
                "so_called_by_the_occupier": header["operations"][order - 1] if order else "",
                "cells": swept,
            }
            for first, last, men, order, swept in found
        ],
    }


def parameters(form: dict[str, Any]) -> dict[str, Any]:
    """Return every cause that can be changed: value, range, unit, meaning and what it rests on."""
    return {name: form[name] for name in ("parameters", "assumptions", "bases")}


def scenarios(form: dict[str, Any]) -> dict[str, Any]:
    """Return the war of the page and those that lack a cause, as differences from history."""
    return {"scenarios": form["scenarios"], "seed": form["seed"]}


def dated_event(opened: Opened, one: dict[str, Any]) -> dict[str, Any]:
    """Return a documented event with dates instead of days of the run."""
    about = opened("about")[0]
    rest = {name: value for name, value in one.items() if name not in ("first", "last", "at", "iso")}
    return rest | {"from": day_of(about, one["first"]), "to": day_of(about, one["last"])}

"""Places, named units, the tour and the lessons as plain values: what the record has, and apart from it the model's."""

from typing import Any

from hinterland.page.land import TENTHS
from hinterland.page.tracks import NOBODY
from hinterland.page.twin_figures import MODEL, Opened, day_of, weeks_of
from hinterland.page.twin_words import RECORD, dated_event

OF_LIST = ("id", "name", "names", "today", "people")
"""What the list of places has of each."""


def places(opened: Opened) -> dict[str, Any]:
    """Return all places of the gazetteer that lie somewhere."""
    rows = opened("places")[0]["places"]
    return {"basis": RECORD, "places": [_listed(opened, one) for one in rows]}


def place(opened: Opened, one: dict[str, Any]) -> dict[str, Any]:
    """Return what the record has of a place; nothing of it is made by the run but the number of its cell."""
    header = opened("places")[0]
    events = (*opened("documented")[0]["events"], *header["events"])
    return {
        "basis": RECORD,
        "place": _listed(opened, one) | {name: one[name] for name in ("degrees", "cell", "known")},
        "names_known": one.get("spelled", ""),
        "ground": [
            dict(zip(("id", "name", "kind", "area_km2"), header["ground"][k], strict=True))
            for k in one.get("ground", [])
        ],
        "held": [dict(zip(("first", "freed", "occupier", "known"), row, strict=True)) for row in one.get("held", [])],
        "events": [dated_event(opened, event) for event in events if event.get("spot") == one["id"]],
        "units": [{"id": unit, "words": words} for unit, words in one.get("units", [])],
        "expeditions": [_without(header["expeditions"][k], "at", "km") for k in one.get("expeditions", [])],
        "claims": _naming(opened, "place", one["id"]),
    }


def unit(opened: Opened, row: int, one: dict[str, Any]) -> dict[str, Any]:
    """Return the biography of a named unit: what the record has, and apart from it what the run has."""
    about, arrays = opened("about")[0], opened("units")[1]
    weeks = [first for first, _ in weeks_of(about)]
    people = zip(weeks, arrays["people"][row].tolist(), strict=True)
    facts = _without(one, "at", "oblast", "diary", "events", "way", "last")
    ended = one.get("last")
    return {
        "record": {
            "basis": RECORD,
            **facts,
            "oblast": _oblast(opened, one),
            "diary": [_entry(entry) for entry in one["diary"]],
            "events": [dated_event(opened, event) for event in one.get("events", [])],
            "claims": _naming(opened, "unit", one["id"]),
        },
        "model": {
            "basis": MODEL,
            "way": [{"date": day_of(about, day), "cell": cell, "men": men} for day, cell, men in one.get("way", [])],
            "last": None if ended is None else day_of(about, ended - 1),
            "people": [{"week": week, "people": many} for week, many in people if many != NOBODY],
            "actions": _actions(opened, row, weeks),
        },
    }


def tour(opened: Opened) -> dict[str, Any]:
    """Return the stops of the tour in order; a figure in a text is an id of the record or a figure of this run."""
    header = opened("teaching")[0]
    return {"stops": header["stops"], "events": _events(opened, header), "claims": _counted(header)}


def lessons(opened: Opened) -> dict[str, Any]:
    """Return which lessons there are."""
    rows = opened("teaching")[0]["lessons"]
    return {"lessons": [{name: one[name] for name in ("name", "title", "question")} for one in rows]}


def lesson(opened: Opened, one: dict[str, Any]) -> dict[str, Any]:
    """Return a lesson with its sheet for the teacher."""
    header = opened("teaching")[0]
    return {"lesson": one, "events": _events(opened, header), "claims": _counted(header)}


def _listed(opened: Opened, one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in OF_LIST if name in one} | {"oblast": _oblast(opened, one)}


def _oblast(opened: Opened, one: dict[str, Any]) -> str:
    found: str = opened("land")[0]["oblasts"][one["oblast"]]["id"]
    return found


def _without(one: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name not in names}


def _naming(opened: Opened, kind: str, key: str) -> list[str]:
    """Return the ids of the claims whose words name a place or a unit."""
    rows = opened("claims")[0]["claims"]
    return [one["id"] for one in rows if any(of == kind and of_id == key for of, of_id, _ in one.get("named", []))]


def _entry(one: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of a diary, with places in km from the middle."""
    found = _without(one, "basis", "at", "order") | {"known": one["basis"]}
    if "at" in one:
        found["place_km"] = [x / TENTHS for x in one["at"]]
    if "order" in one:
        found["order_km"] = [[x / TENTHS for x in end] for end in one["order"]]
    return found


def _actions(opened: Opened, row: int, weeks: list[str]) -> list[dict[str, Any]]:
    """Return what a unit did by week, in words; no killing is among it."""
    header, arrays = opened("units")
    first, last = arrays["action_starts"][row : row + 2].tolist()
    found = zip(*(arrays[f"action_{name}"][first:last].tolist() for name in ("week", "kind", "sum")), strict=True)
    return [
        {"week": weeks[week], "what": header["actions"][kind][many > 1], "number": many} for week, kind, many in found
    ]


def _events(opened: Opened, header: dict[str, Any]) -> dict[str, Any]:
    return {name: dated_event(opened, one) for name, one in header["events"].items()}


def _counted(header: dict[str, Any]) -> dict[str, Any]:
    """Return by the id of a claim what its number counts, and upon what it rests."""
    return {name: {"counts": words, "rests_on": header["rests_on"][name]} for name, words in header["counted"].items()}

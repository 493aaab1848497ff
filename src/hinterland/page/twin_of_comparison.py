"""What the view that compares two runs shows, as plain values: fields of both by week, and by how much they differ."""

from typing import Any

from hinterland.page.beside import LOWER, UPPER
from hinterland.page.twin_figures import MODEL, Opened, decoded, places_of, plain, weeks_of

OWN = "run"
"""How the address of the page names its own run."""


def numbered(opened: Opened) -> dict[int, str]:
    """Return how the address of the page names the runs beside its own, by their numbers from 1."""
    return {number: UPPER.format(number) for number, _ in enumerate(opened("about")[0]["beside"], 1)}


def runs(opened: Opened) -> dict[str, Any]:
    """Return the runs that can be compared, what the map shows of each, and the weeks and months."""
    about = opened("about")[0]
    described = ("title", "scenario", "seed", "changes", "killed")
    every = [(OWN, about), *zip(numbered(opened).values(), about["beside"], strict=True)]
    return {
        "basis": MODEL,
        "runs": [{"id": key, **{name: one[name] for name in described}} for key, one in every],
        "fields": [one["id"] for one in opened("map")[0]["fields"]],
        "weeks": weeks_of(about),
        "months": about["months"],
    }


def field(opened: Opened, number: int, one: dict[str, Any]) -> dict[str, Any]:
    """Return a field of the run of the page and of another: both, and by cell and week the other less that of the page.

    The other is that of a number, from 1. Of each value one file holds the upper byte and another the lower one, so
    that the map can be drawn before the second is there. Of victims, which are by oblast and month, no difference is
    told.
    """
    right = UPPER.format(number)
    header, upper = opened(right)
    lower = opened(LOWER.format(number))[1]
    other = next(field for field in header["fields"] if field["id"] == one["id"])
    before = decoded(one, opened("map")[1], opened("figures")[1])
    after = decoded(other, upper, lower)
    answer = {
        "basis": MODEL,
        "left": OWN,
        "right": right,
        "field": one,
        **places_of(opened, one),
        "left_values": plain(before),
        "right_values": plain(after),
    }
    return answer | ({"difference": plain(after - before)} if one["place"] == "cell" else {})

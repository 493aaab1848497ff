"""What the columns of the arrays of several columns hold, in words, and how the sources of a quantity are spelled."""

from collections.abc import Iterable

ORIGINS = ("stragglers", "cadres", "local people", "defectors")
KINDS = ("women", "Jews", "Poles", "Belarusians", "Russians", "Ukrainians", "others")
IN_HIDING = ("men with a weapon", "men without a weapon", "all others")
MOVEMENTS = ("Polish", "Ukrainian", "Baltic", "left of Poland")
RESULTS = (
    "rails", "trains", "bridges", "enemy dead", "posts", "locomotives", "wagons", "stations", "leaflets", "newspapers",
    "tonnes of grain", "people kept from the occupier",
)  # fmt: skip
READERS = ("Army", "Party", "NKVD")
ENTRIES = ("last place", "the place before")

COLUMNS = {
    "border_raids.men_across": ORIGINS,
    "clashes.hostility": MOVEMENTS,
    "clashes.truce_until": MOVEMENTS,
    "collaboration.village_guards": ("for the occupier", "for the Soviet side"),
    "composition.counted_by_origin": ORIGINS,
    "composition.counted_jews": IN_HIDING,
    "composition.people": KINDS,
    "composition.shares": KINDS,
    "composition_returns.by_kind": KINDS,
    "composition_returns.by_origin": ORIGINS,
    "detachments.people": ORIGINS,
    "dispersal.people": ORIGINS,
    "intelligence_returns.copies": READERS[1:],
    "intelligence_returns.received": READERS,
    "national_movements.network": MOVEMENTS,
    "national_movements.rifles": MOVEMENTS,
    "national_movements.strength": MOVEMENTS,
    "persecution.admitted": IN_HIDING,
    "persecution.admitted_by_detachment": IN_HIDING,
    "persecution.applicants": IN_HIDING,
    "persecution.in_hiding": IN_HIDING,
    "persecution.taken_in": IN_HIDING,
    "picture.cell": ENTRIES,
    "picture.men": ENTRIES,
    "recruitment.forming": ORIGINS,
    "staffs.overdue": RESULTS,
    "staffs.reported": RESULTS,
}
"""The columns of each array in order; a constant of its subsystem gives each its number."""
EVENTS = "journal"
"""The group of sources that are events and no arrays."""


def in_words(paths: Iterable[str]) -> str:
    """Return the sources of a quantity, `subsystem.field[column]` or `journal.kind.figure`, without a number to decode.

    >>> in_words(["staffs.reported[0]"])
    'staffs.reported (rails)'
    >>> in_words(["rail.rails_destroyed", "journal.defection.true", "journal.order"])
    'rail.rails_destroyed + events of kind defection (true) + events of kind order (their number)'
    """
    parts: dict[str, list[str]] = {}
    for path in paths:
        array, _, column = path.removesuffix("]").partition("[")
        if path.startswith(f"{EVENTS}."):
            kind, _, figure = path.removeprefix(f"{EVENTS}.").partition(".")
            parts.setdefault(f"events of kind {kind}", []).append(figure or "their number")
        else:
            parts.setdefault(array, []).extend([_column(array, int(column))] if column else [])
    return " + ".join(f"{name} ({', '.join(columns)})" if columns else name for name, columns in parts.items())


def _column(array: str, number: int) -> str:
    """Return what a column holds; of an array of a user's own, which has no names, its place."""
    return COLUMNS[array][number] if array in COLUMNS else f"column {number + 1}"

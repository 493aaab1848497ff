"""What an observable is: its public name, unit and kind, and where each of its faces is read off."""

from typing import NamedTuple


class Quantity(NamedTuple):
    """One observable: `kind` is stock, flow or mean; faces name arrays of the world as `subsystem.field[column]`.

    Stocks are taken at the end of a day and flows counted within it; both add up over cells. A mean is weighted by
    the people of 1941.
    """

    name: str
    unit: str
    kind: str
    doc: str
    true: tuple[str, ...]
    soviet: tuple[str, ...] = ()
    german: tuple[str, ...] = ()


class Share(NamedTuple):
    """An observable that is one quantity divided by another, times a factor (100 for per cent)."""

    name: str
    unit: str
    doc: str
    over: str
    under: str
    factor: float = 100.0


def observed(name: str, unit: str, kind: str, doc: str, *true: str, soviet: str = "", german: str = "") -> Quantity:
    """Return a quantity; each face is a name, or several parted by blanks, that are added up."""
    return Quantity(name, unit, kind, doc, true, tuple(soviet.split()), tuple(german.split()))

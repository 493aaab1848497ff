"""What a quantity is: its public name, unit and kind, and the arrays of the world from which it is read."""

from typing import NamedTuple

from hinterland.evidence.registry import quantity as registered

SIDES = ("soviet", "german")
"""The sides whose reports the model holds."""
TRUTH = "truth"
"""What a table calls that which was so, beside the names of the sides."""


class Quantity(NamedTuple):
    """One quantity: `kind` is stock, flow or mean; name, unit, kind and meaning are those of `evidence/quantities.csv`.

    `true`, `soviet` and `german` name the arrays of the world, as `subsystem.field[column]`, that are added up for what
    was so and for what each side said. What a side owns or does itself (its units, flights, arrests, papers, what it
    takes) stands in its own books as it was; of the other side it says what it sees. Stocks are taken at the end of a
    day and flows counted within it; both add up over cells. A mean is weighted by the people of 1941.
    """

    name: str
    unit: str
    kind: str
    doc: str
    true: tuple[str, ...]
    soviet: tuple[str, ...] = ()
    german: tuple[str, ...] = ()

    def sources(self, said_by: str | None = None) -> tuple[str, ...]:
        """Return the arrays that hold what a side said (none where it said nothing), or, for None, what was so."""
        return {None: self.true, "soviet": self.soviet, "german": self.german}[said_by]


class Share(NamedTuple):
    """A quantity that is one quantity divided by another, times a factor: a share (in per cent) or a ratio."""

    name: str
    unit: str
    kind: str
    doc: str
    over: str
    under: str
    factor: float = 100.0

    def sources(self, said_by: str | None = None) -> tuple[str, ...]:
        """Return the two quantities that are divided; no side says anything of a share."""
        return (self.over, self.under) if said_by is None else ()


def observed(name: str, *true: str, soviet: str = "", german: str = "") -> Quantity:
    """Return a registered quantity; what a side says is one array, or several parted by blanks, that are added up."""
    q = registered(name)
    return Quantity(q.name, q.unit, q.kind, q.meaning, true, tuple(soviet.split()), tuple(german.split()))


def divided(name: str, over: str, under: str, factor: float = 100.0) -> Share:
    """Return a registered quantity that is one quantity divided by another."""
    q = registered(name)
    return Share(q.name, q.unit, q.kind, q.meaning, over, under, factor)


def own(name: str, unit: str, kind: str, doc: str, *true: str, soviet: str = "", german: str = "") -> Quantity:
    """Return a quantity of a user's subsystem, which no registry holds; else as `observed`."""
    return Quantity(name, unit, kind, doc, true, tuple(soviet.split()), tuple(german.split()))

"""What a quantity is: its public name, unit and kind, and the arrays of the world from which it is read."""

from typing import NamedTuple

SIDES = ("soviet", "german")
"""The sides whose reports the model holds."""
TRUTH = "truth"
"""What a table calls that which was so, beside the names of the sides."""


class Quantity(NamedTuple):
    """One quantity: `kind` is stock, flow or mean.

    `true`, `soviet` and `german` name the arrays of the world, as `subsystem.field[column]`, that are added up for what
    was so and for what each side said. Stocks are taken at the end of a day and flows counted within it; both add up over cells. A mean is weighted by
    the people of 1941.
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
    """A quantity that is one quantity divided by another, times a factor (100 for per cent)."""

    name: str
    unit: str
    doc: str
    over: str
    under: str
    factor: float = 100.0
    kind: str = "share"

    def sources(self, said_by: str | None = None) -> tuple[str, ...]:
        """Return the two quantities that are divided; no side says anything of a share."""
        return (self.over, self.under) if said_by is None else ()


def observed(name: str, unit: str, kind: str, doc: str, *true: str, soviet: str = "", german: str = "") -> Quantity:
    """Return a quantity; what a side says is one array, or several parted by blanks, that are added up."""
    return Quantity(name, unit, kind, doc, true, tuple(soviet.split()), tuple(german.split()))

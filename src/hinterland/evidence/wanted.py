"""What a user's file asks of a run beside the claim: which figure of the days, of which whole, prevented by what.

The ledger's own tables have no such columns: there the kind of a quantity and the dates decide.
"""

from typing import NamedTuple

from hinterland.evidence.numbers import Wrong
from hinterland.evidence.table import near

TAKES = {
    "sum": "all days added up",
    "mean": "the mean of the days; of a share, over all of them together",
    "max": "the highest day",
    "min": "the lowest day",
    "first": "the first day",
    "last": "the last day",
    "night": "the single night with most",
}
"""Which figure of the days of a claim may be asked for, in words."""


class Wanted(NamedTuple):
    """How a claim is to be asked: each is empty where the usual is meant.

    `take` is one of `TAKES`. `of` is the region of which the claim gives the share that lies in its own region.
    `without` is the scenario that lacks what the claim says prevented something.
    """

    take: str = ""
    of: str = ""
    without: str = ""

    @property
    def in_words(self) -> str:
        """Return in words what is asked beside the usual; nothing where that is nothing."""
        take = TAKES.get(self.take, "")
        of = f"share of {self.of}" if self.of else ""
        prevented = f"prevented: {self.without} less the war" if self.without else ""
        return ", ".join(filter(None, (take, of, prevented)))


USUAL = Wanted()


def read_wanted(cells: dict[str, str], wrong: Wrong) -> Wanted:
    """Return what a line asks for beside its claim, noting a word that is not known and two that exclude each other."""
    found = Wanted(*(cells.get(column, "") for column in Wanted._fields))
    found = found._replace(take=found.take.lower())
    if found.take and found.take not in TAKES:
        wrong(f"take {found.take!r} is not known", near(found.take, TAKES, "use " + ", ".join(TAKES)))
    if found.of and found.without:
        wrong("a claim cannot be the share of a region and what was prevented", "leave `of` or `without` empty")
    return found

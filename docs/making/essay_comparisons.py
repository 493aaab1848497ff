"""More figures of the essays: pairs of wars, rival explanations, and the operations of the ledger taken together."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from docs.making.essay_figures import DOCS, LEDGER, Band, answered, band_of, figure, members, read, value

from hinterland.evidence.model import Claim


class Pair(NamedTuple):
    """A quantity in two wars of a counterfactual; the difference and its interval of 90 % are NaN for victims."""

    first: float
    second: float
    difference: float
    low: float
    high: float
    pairs: int

    @property
    def change(self) -> str:
        """The difference in per cent of the first war, with its sign."""
        return f"{100.0 * self.difference / self.first:+.0f} %"

    @property
    def interval(self) -> str:
        """The interval of the difference in words."""
        return f"{_signed(self.low)} to {_signed(self.high)}"


def _signed(size: float) -> str:
    return ("-" if size < 0 else "+") + figure(abs(size))


def pair(name: str, quantity: str, region: str, period: str = "whole") -> Pair:
    """Return a line of an answer of `docs/counterfactuals/`."""
    wanted = {"quantity": quantity, "region": region, "period": period}
    rows = read(DOCS / "counterfactuals" / f"{name}.csv")
    (row,) = (one for one in rows if wanted.items() <= one.items())
    figures = (float(row[key] or math.nan) for key in ("first", "second", "difference", "low", "high"))
    return Pair(*figures, int(row["pairs"]))


def change(name: str, quantity: str, region: str, period: str = "whole") -> float:
    """Return by what share of the first war the second differs from it."""
    found = pair(name, quantity, region, period)
    return found.difference / found.first


def explained(explanation: str, part: str = "both") -> dict[str, str]:
    """Return how a rival explanation fares on its claims, levels left free (`docs/explanations.csv`)."""
    wanted = {"of": "asked", "part": part, "level": "free", "explanation": explanation}
    (row,) = (one for one in read(DOCS / "explanations.csv") if wanted.items() <= one.items())
    return row


def weight(explanation: str) -> float:
    """Return the weight of a rival explanation on the claims of its question."""
    return float(explained(explanation)["weight"])


def apart(explanation: str, part: str = "both") -> bool:
    """Return whether claims tell a rival explanation from the best."""
    return explained(explanation, part)["apart"] == "True"


def of_operations(quantity: str) -> dict[str, Claim]:
    """Return for each operation of the ledger the first claim of a quantity, in order of their first days."""
    found: dict[str, Claim] = {}
    for one in LEDGER.by_id.values():
        ground = LEDGER.regions.get(one.region)
        if one.quantity == quantity and one.numeric and ground and ground.kind == "operation":
            found.setdefault(one.region, one)
    return dict(sorted(found.items(), key=lambda item: str(item[1].date_from)))


def asked(claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """Return those claims that the runs can be asked."""
    return {region: one for region, one in claims.items() if answered(one.id)}


def sum_of(claims: Mapping[str, Claim]) -> float:
    """Return the figures of claims on different operations together."""
    return sum(value(one.id) for one in claims.values())


def per_hundred(part: Mapping[str, Claim], whole: Mapping[str, Claim]) -> float:
    """Return how many of one there are for a hundred of the other, over the operations that have both."""
    both = part.keys() & whole.keys()
    return 100.0 * sum(value(part[one].id) for one in both) / sum(value(whole[one].id) for one in both)


def summed(claims: Mapping[str, Claim]) -> Band:
    """Return what the speakers of claims on different operations would report together, run by run."""
    return band_of(np.sum([members(one.id, reported=True) for one in asked(claims).values()], axis=0))

"""Pairs of claims: two speakers on one thing, from which it follows how far one exaggerates beside the other."""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from hinterland.evidence.model import Claim
from hinterland.evidence.read import confrontable


class Pair(NamedTuple):
    """Two claims on one thing by two speakers; `named` where the ledger sets them beside each other itself."""

    first: Claim
    second: Claim
    named: bool

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Pair {self.first.id} and {self.second.id}: {self.first.quantity}, {self.first.region}>"


def pairs_of(claims: Iterable[Claim]) -> list[Pair]:
    """Return every pair of claims that give a number for one quantity, count the same and have two speakers.

    A pair is one that the column `pair` names, or two claims of one region whose dates overlap. A claim that rests on
    the other is no second witness and makes no pair with it.
    """
    numeric = [c for c in claims if confrontable(c)]
    alike: dict[tuple[str, str], list[Claim]] = {}
    for claim in numeric:
        alike.setdefault((claim.quantity, claim.counts), []).append(claim)
    found = []
    for group in alike.values():
        for a, b in combinations(group, 2):
            named = b.id in a.pair.split() or a.id in b.pair.split()
            if _speaker(a) != _speaker(b) and not _rests(a, b) and (named or _same_place_and_time(a, b)):
                found.append(Pair(a, b, named))
    return found


def _speaker(claim: Claim) -> tuple[str, str]:
    return claim.said_by, claim.author


def _rests(a: Claim, b: Claim) -> bool:
    return a.id in b.rests_on.split() or b.id in a.rests_on.split()


def _same_place_and_time(a: Claim, b: Claim) -> bool:
    if a.region != b.region or not (a.date_from and a.date_to and b.date_from and b.date_to):
        return False
    return a.date_from <= b.date_to and b.date_from <= a.date_to

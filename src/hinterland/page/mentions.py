"""Which places and which named partisan units a claim names, in its words or by an entry of the ledger."""

import re
from collections.abc import Iterable, Iterator, Mapping

from hinterland.core.once import once
from hinterland.core.paths import THEATRE
from hinterland.core.spelling import sound
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import SPEAKERS, Claim, Entity
from hinterland.page.spots import Spot, fine_regions, spots
from hinterland.theatre.csv_table import read
from hinterland.theatre.decisions import Decision, read_decisions
from hinterland.theatre.inputs import Unit, read_units
from hinterland.theatre.named_units import leader_of

SHORTEST = 4
"""Letters of a name by which a place is looked for in words: shorter ones are often parts of other words."""
WIDER = (
    r"(?!(?: |-)(?:oblast|region|province|front|district|brigade|detachment|regiment|formation|unit|partisans|forest))"
)
"""What may not follow the name of a place: then the words are of ground or a unit that is called after it."""
LANDS = ("country", "republic", "union")
"""Kinds of region of which a name is that of the land, and of no place in it."""
CLAIM = re.compile(r"\b[A-Z][0-9]{3}[a-z]?\b")
Named = dict[str, list[tuple[str, str, str]]]
"""By the id of a claim what it names: `place` or `unit`, its id, its name."""


def named_by(ledger: Ledger) -> Named:
    """Return what every claim of the ledger names; a claim that names nothing is left out."""
    found: Named = {}
    for claim, spot in places_named(ledger):
        found.setdefault(claim, []).append(("place", spot.place.id, spot.place.name))
    decisions = read_decisions()
    for unit in read_units():
        for claim in claims_of_unit(unit, ledger, decisions):
            found.setdefault(claim, []).append(("unit", unit.id, unit.name))
    return found


def places_named(ledger: Ledger) -> Iterator[tuple[str, Spot]]:
    """Yield claims by id with each place that their words name, where it lies in the ground of the claim."""
    by_name: dict[str, list[Spot]] = {}
    lands = {region.name for region in fine_regions().table.values() if region.kind in LANDS}
    for spot in spots():
        for name in {spot.place.name, spot.today} - {"", *lands}:
            if len(name) >= SHORTEST:
                by_name.setdefault(name, []).append(spot)
    longest = sorted(by_name, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b{WIDER}")
    for claim in ledger.judged:
        words = dict.fromkeys(pattern.findall(claim.note))
        meant = {spot.place.id: spot for name in words for spot in by_name[name] if _inside(spot, claim)}
        for spot in meant.values():
            yield claim.id, spot


def _inside(spot: Spot, claim: Claim) -> bool:
    """Whether a place lies in the ground of a claim; ground without cells holds no place of the theatre."""
    regions = fine_regions()
    known = [part for part in claim.region.split("+") if part in regions.table and regions.table[part].rule]
    return any(bool(regions.mask(part)[spot.cell]) for part in known)


def claims_of_unit(unit: Unit, ledger: Ledger, decisions: Iterable[Decision]) -> list[str]:
    """Return the claims of a unit: of its entry and its leader's, of its orders, of its row, and that name him."""
    row = rows_of_units()[unit.id]
    entries = [one for one in (ledger.entities.get(row["entity"]), leader_entry(unit, ledger)) if one]
    ids = [claim for entry in entries for claim in entry.claims]
    ids += CLAIM.findall(row["note"])
    ids += [claim for order in orders_of(unit, decisions) for claim in CLAIM.findall(order.claim)]
    family = unit.commander.split()[-1] if unit.commander else ""
    if family and family.lower() not in SPEAKERS:
        word = re.compile(rf"\b{re.escape(family)}\b")
        ids += [claim.id for claim in ledger.judged if word.search(claim.note)]
    others = _of_others(unit, ledger)
    return [one for one in dict.fromkeys(ids) if one in ledger.by_id and one not in others]


def _of_others(unit: Unit, ledger: Ledger) -> set[str]:
    """Return the claims of entries of other persons who bear the family name of a unit's commander."""
    if not unit.commander:
        return set()
    own, family = leader_entry(unit, ledger), _names(unit.commander)[1]
    theirs = set(own.claims) if own else set()
    persons = [one for one in ledger.entities.values() if one.kind == "person" and one is not own]
    return {claim for one in persons if _names(one.name)[1] == family for claim in one.claims} - theirs


def leader_entry(unit: Unit, ledger: Ledger) -> Entity | None:
    """Return the entry of the ledger of a unit's commander: of the Soviet side, with a name that sounds alike."""
    if not unit.commander:
        return None
    first, family = _names(unit.commander)
    found = [
        one
        for one in ledger.entities.values()
        if one.kind == "person" and one.side == "soviet" and _alike((first, family), _names(one.name))
    ]
    return found[0] if len(found) == 1 else None


def _names(whole: str) -> tuple[str, str]:
    """Return the first letter of the first name, empty where there is none, and the family name."""
    parts = whole.split()
    return (parts[0][0] if len(parts) > 1 else ""), parts[-1]


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return sound(one[1]) == sound(other[1]) and (not one[0] or not other[0] or one[0] == other[0])


def orders_of(unit: Unit, decisions: Iterable[Decision]) -> list[Decision]:
    """Return the orders to march to the commander of a unit that held when it existed, in order of time."""
    family = unit.commander.split()[-1] if unit.commander else None
    mine = [one for one in decisions if one.switch == "raid" and leader_of(one) == family and one.end >= unit.formed]
    return sorted(mine, key=lambda one: (one.start, one.id))


@once()
def rows_of_units() -> Mapping[str, Mapping[str, str]]:
    """Return what `partisan_units.csv` says of each unit beside its facts: entity, verified, note."""
    lines = read(THEATRE, "partisan_units.csv", "id entity verified note")
    return {line.text("id"): {name: line.text(name) for name in ("entity", "verified", "note")} for line in lines}

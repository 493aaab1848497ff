"""What a name means, be it a quantity, region, person, unit, operation, conflict, source or claim."""

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hinterland.core.fault import Fault
from hinterland.evidence.ask import query
from hinterland.evidence.model import Entity

if TYPE_CHECKING:
    import pandas as pd

    from hinterland.evidence.ledger import Ledger


@dataclass(frozen=True)
class Explanation:
    """What a name means, and the claims that touch it.

    `kind` says what it is the name of. `sides` has a line for every quantity, speaker and unit: how many
    numbers there are, their least and their greatest.
    """

    name: str
    kind: str
    title: str
    meaning: str
    unit: str
    claims: "pd.DataFrame"
    sides: "pd.DataFrame"


def explain(ledger: "Ledger", name: str) -> Explanation:
    """Return what the ledger knows of a name.

    It is looked for among quantities (by older names too), persons and other entities, regions, conflicts,
    sources, claims and the names that the documents use, in this order, without regard to case. Raises `Fault`,
    with the nearest names, where there is none.
    """
    low = name.strip().lower()
    for find in (_quantity, _entity, _region, _conflict, _source, _claim, _recorded):
        if found := find(ledger, low):
            return found
    known = [*ledger.quantities, *(e.name for e in ledger.entities.values()), *ledger.entities]
    known += [*_regions(ledger).values(), *ledger.conflicts, *ledger.sources]
    lowered = {n.lower(): n for n in known}
    close = [lowered[n] for n in difflib.get_close_matches(low, lowered, 3, 0.5)]
    close = close or [n for n in known if low and low in n.lower()][:3]
    remedy = "perhaps you mean " + " or ".join(close) if close else "search the text of the claims instead"
    raise Fault(None, 0, f"the ledger knows nothing called {name!r}", remedy)


def _quantity(ledger: "Ledger", low: str) -> Explanation | None:
    older = {old.lower(): q.name for q in ledger.quantities.values() for old in q.aliases}
    spelled = {q.lower(): q for q in ledger.quantities}
    if (q := ledger.quantities.get(spelled.get(low, older.get(low, "")))) is None:
        return None
    table = ledger.claims
    return _explained(q.name, "quantity", q.name, q.meaning, q.unit, table[table["quantity"] == q.name])


def _entity(ledger: "Ledger", low: str) -> Explanation | None:
    exact = [e for e in ledger.entities.values() if low in (e.id.lower(), e.name.lower())]
    for e in exact or [e for e in ledger.entities.values() if low in _words(e)] or _alike(ledger, low):
        dates = " to ".join(str(d) for d in (e.date_from, e.date_to) if d)
        side = "" if e.side == "none" else e.side
        meaning = ", ".join(filter(None, (e.role, side, e.region, dates, e.note)))
        table = ledger.claims
        return _explained(e.id, e.kind, e.name, meaning, "", table[table["id"].isin(e.claims)])
    return None


def _alike(ledger: "Ledger", low: str) -> list[Entity]:
    """Return the one entity whose name holds all the words of a name, or the other way about."""
    asked = _folded(low)
    within = [e for e in ledger.entities.values() if asked and asked <= _folded(f"{e.kind} {e.id} {e.name}")]
    around = [e for e in ledger.entities.values() if asked >= _folded(e.name)]
    found = within or around
    return found if len(found) == 1 else []


def _folded(text: str) -> set[str]:
    """Return the words of a text without accents, case and points."""
    plain = unicodedata.normalize("NFKD", text.replace("_", " "))
    return set(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).lower()))


def _words(entity: Entity) -> list[str]:
    """Return the words by which a person or an operation may be asked for."""
    if entity.kind not in ("person", "operation"):
        return []
    return entity.name.lower().replace("(", "").replace(")", "").replace(",", "").split()


def _regions(ledger: "Ledger") -> dict[str, str]:
    named = {part for region in ledger.claims["region"] for part in region.split("+") if part}
    return {r.lower(): r for r in (*named, *ledger.regions)}


def _region(ledger: "Ledger", low: str) -> Explanation | None:
    if (name := _regions(ledger).get(low)) is None:
        return None
    known = ledger.regions.get(name)
    meaning = "; ".join(filter(None, (known.kind, known.rule, known.note))) if known else "its rule is not known"
    return _explained(name, "region", known.name if known else name, meaning, "", query(ledger.claims, region=name))


def _conflict(ledger: "Ledger", low: str) -> Explanation | None:
    if (c := ledger.conflicts.get(low)) is None:
        return None
    return _explained(c.id, "conflict", c.name, c.what, "", query(ledger.claims, conflict=c.id))


def _source(ledger: "Ledger", low: str) -> Explanation | None:
    if (s := ledger.sources.get(low)) is None:
        return None
    table = ledger.claims
    touched = (table["source"] == low) | table["rests_on"].map(lambda r: low in r.split()).astype(bool)
    return _explained(low, "source", s.title, f"{s.author}, {s.year}. {s.reliability}", "", table[touched])


def _claim(ledger: "Ledger", low: str) -> Explanation | None:
    if (name := {i.lower(): i for i in ledger.by_id}.get(low)) is None:
        return None
    claim, table = ledger.by_id[name], ledger.claims
    below = table["id"].isin({name, *claim.rests_on.split()})
    above = table["rests_on"].map(lambda r: name in r.split()).astype(bool)
    return _explained(name, "claim", claim.quantity, claim.note, claim.unit, table[below | above])


def _recorded(ledger: "Ledger", low: str) -> Explanation | None:
    """Return what the documents name: by its whole name there, or by words that only one such name holds."""
    table = ledger.claims[ledger.claims["quantity"].str.startswith("entity.")]
    asked, names = _folded(low), table["quantity_in_record"].map(_folded)
    found = table[names.map(lambda words: words == asked).astype(bool)]
    if found.empty:
        found = table[names.map(lambda words: bool(asked) and asked <= words).astype(bool)]
    if found.empty or found["quantity"].nunique() > 1:
        return None
    title = found["quantity_in_record"].iloc[0]
    return _explained(title, "name in the documents", title, " ".join(found["note"]), "", found)


def _explained(name: str, kind: str, title: str, meaning: str, unit: str, claims: "pd.DataFrame") -> Explanation:
    numbers = claims[claims["numeric"]]
    span = numbers[["low", "best", "high"]]
    sides = (
        numbers.assign(least=span.min(axis=1), greatest=span.max(axis=1))
        .groupby(["quantity", "said_by", "unit"], sort=True)
        .agg(numbers=("id", "size"), least=("least", "min"), greatest=("greatest", "max"))
        .reset_index()
    )
    return Explanation(name, kind, title, meaning, unit, claims, sides)

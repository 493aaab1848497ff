"""What a name means, be it a quantity, region, person, unit, operation, conflict, source or claim."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hinterland.core.fault import Fault
from hinterland.core.given import shown
from hinterland.core.names import CHOICES, Names
from hinterland.core.spelling import plain, sound, words
from hinterland.evidence.ask import query
from hinterland.evidence.documented import KINDS
from hinterland.evidence.jews_by_region import FIGURES
from hinterland.evidence.model import RECALLED, mark
from hinterland.evidence.names import Known

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Explanation:
    """What a name means, and the claims that touch it.

    `kind` says what it is the name of. `sides` has a line for every quantity, speaker and unit: how many
    numbers there are, how many of them are from memory, their least and their greatest. `published` and `read_at`
    say of a single claim where it was first published and where it was read.
    """

    name: str
    kind: str
    title: str
    meaning: str
    unit: str
    claims: "pd.DataFrame"
    sides: "pd.DataFrame"
    published: str = ""
    read_at: str = ""

    def __repr__(self) -> str:
        """Say what the name means, shortened, and how many claims touch it."""
        meaning = self.meaning if len(self.meaning) <= 120 else self.meaning[:117] + "..."
        return f"<{self.kind} {self.name}: {meaning} ({len(self.claims)} claims)>"


def explain(known: Known, name: Any) -> Explanation:
    """Return what the ledger knows of a name.

    It is looked for among quantities (by older names too), persons and other entities, regions, conflicts,
    sources, claims, documented events and the names that the documents use, in this order, without regard to case,
    accents, script and the order of words. Raises `Fault`, with the nearest names, where there is none, or more than
    one.
    """
    if not isinstance(name, str) or not plain(name):
        raise Fault(None, 0, f"{shown(name)} is no name", "give a quantity, a person, a region or the id of a claim")
    several: Fault | None = None
    for find in (_quantity, _entity, _region, _conflict, _source, _claim, _documented, _recorded):
        try:
            if found := find(known, name):
                return found
        except Fault as fault:
            several = several or fault
    if several is not None:
        raise several
    if fitting := known.fitting(name):
        choice = " or ".join(q.name for q in fitting[:CHOICES])
        raise Fault(None, 0, f"the ledger knows nothing called {name!r}", f"perhaps you mean {choice}")
    spelled = [*known.quantities.known, *(e.name for e in known.records.entities.values()), *known.entities.known]
    spelled += [*known.regions.known, *known.conflicts.known, *known.sources.known]
    near = Names("name", spelled, by_sound=True, instead="search the text of the claims: claims --text").unknown(name)
    raise Fault(None, 0, f"the ledger knows nothing called {name!r}", near.remedy)


def _among(names: Names, name: str) -> str | None:
    """Return the name of a kind that is meant, or None; raise `Fault` where several are."""
    return names.find(name) if names.meant(name) else None


def _quantity(known: Known, name: str) -> Explanation | None:
    found = _among(known.quantities, name)
    if found is None or (q := known.records.quantities.get(found)) is None:
        return None
    table = known.records.claims
    return _explained(q.name, "quantity", q.name, q.meaning, q.unit, table[table["quantity"] == q.name])


def _entity(known: Known, name: str) -> Explanation | None:
    found = _among(known.entities, name) or _alike(known, name)
    if found is None:
        return None
    e = known.records.entities[found]
    dates = " to ".join(str(d) for d in (e.date_from, e.date_to) if d)
    side = "" if e.side == "none" else e.side
    meaning = ", ".join(filter(None, (e.role, side, e.region, dates, e.note))) + mark(e.verified)
    table = known.records.claims
    return _explained(e.id, e.kind, e.name, meaning, "", table[table["id"].isin(e.claims)])


def _alike(known: Known, name: str) -> str | None:
    """Return the one entity whose name holds all the words of a name, or the other way about."""
    entities = known.records.entities.values()
    titles = [(e.name, e.id) for e in entities]
    titles += [
        (title, means[0]) for title, means in known.records.other_names.get("entity", {}).items() if " " in title
    ]
    for split in (words, _sounds):
        asked = split(name)
        found = {e.id for e in entities if asked <= split(f"{e.kind} {e.id} {e.name}")}
        found = found or {one for title, one in titles if asked >= split(title)}
        if len(found) == 1:
            return found.pop()
    return None


def _sounds(text: str) -> set[str]:
    """Return the words of a text, each by its sound."""
    return {sound(word) for word in words(text)}


def _region(known: Known, name: str) -> Explanation | None:
    if (found := _among(known.regions, name)) is None:
        return None
    region = known.records.regions.get(found)
    meaning = "; ".join(filter(None, (region.kind, region.rule, region.note))) if region else "its rule is not known"
    title, claims = (region.name if region else found), query(known.records.claims, region=found)
    return _explained(found, "region", title, meaning, "", claims)


def _conflict(known: Known, name: str) -> Explanation | None:
    if (found := _among(known.conflicts, name)) is None:
        return None
    c = known.records.conflicts[found]
    return _explained(c.id, "conflict", c.name, c.what, "", query(known.records.claims, conflict=c.id))


def _source(known: Known, name: str) -> Explanation | None:
    if (found := _among(known.sources, name)) is None:
        return None
    s, table = known.records.sources[found], known.records.claims
    touched = (table["source"] == found) | table["rests_on"].map(lambda r: found in r.split()).astype(bool)
    recalled = f"; title and year {RECALLED}" if s.verified == "memory" else ""
    return _explained(found, "source", s.title, f"{s.author}, {s.year}{recalled}. {s.reliability}", "", table[touched])


def _claim(known: Known, name: str) -> Explanation | None:
    if (found := _among(known.claims, name)) is None:
        return None
    claim, table = known.records.by_id[found], known.records.claims
    below = table["id"].isin({found, *claim.rests_on.split()})
    above = table["rests_on"].map(lambda r: found in r.split()).astype(bool)
    explanation = _explained(found, "claim", claim.quantity, claim.note + claim.mark, claim.unit, table[below | above])
    source = known.records.sources.get(claim.source)
    read_at = ", ".join(filter(None, (source.title if source else "", claim.page, claim.found_at)))
    return replace(explanation, published=claim.publication, read_at=read_at)


def _documented(known: Known, name: str) -> Explanation | None:
    """Return a documented event, or the Jews of a region as a source has them, by the id that the report prints."""
    key, records = name.strip().upper(), known.records
    none = records.claims[:0]
    if event := records.documented.get(key):
        days = " to ".join(dict.fromkeys(str(day) for day in (event.date_from, event.date_to)))
        figures = _figures({"at least": event.low, "": event.best, "at most": event.high})
        people = f"{figures} {event.counts}, {event.victims}" if figures else event.victims
        parts = (KINDS[event.kind], days, people, event.perpetrators and f"by {event.perpetrators}", event.note)
        text = "; ".join(filter(None, parts)) + _standing(event.verified, event.recalled)
        found = _explained(key, "documented event", event.place, text, "", none)
        return replace(found, published=event.source, read_at=event.read_at)
    if row := records.jews_by_region.get(key):
        text = _figures({name.replace("_", " "): getattr(row, name) for name in FIGURES})
        text = "; ".join(filter(None, (text, row.note))) + _standing(row.verified, row.recalled)
        found = _explained(key, "Jews of a region", row.region, text, "", none)
        return replace(found, published=row.source, read_at=row.read_at)
    return None


def _figures(figures: Mapping[str, float | None]) -> str:
    """Return figures that are given, each behind its name."""
    return ", ".join(f"{name} {figure:,.10g}".strip() for name, figure in figures.items() if figure is not None)


def _standing(verified: str, recalled: str) -> str:
    """Return in brackets what of a row is from memory, empty where nothing is."""
    fields = ", ".join(one.replace("_", " ") for one in recalled.split())
    return mark(verified) or (f" ({fields} {RECALLED})" if fields else "")


def _recorded(known: Known, name: str) -> Explanation | None:
    """Return what the documents name: by its whole name there, or by words that only one such name holds."""
    table = known.records.claims[known.records.claims["quantity"].str.startswith("entity.")]
    for split in (words, _sounds):
        asked, names = split(name), table["quantity_in_record"].map(split)
        found = table[[held == asked for held in names]]
        found = found if len(found) else table[[asked <= held for held in names]]
        if found["quantity"].nunique() == 1:
            title = found["quantity_in_record"].iloc[0]
            return _explained(title, "name in the documents", title, " ".join(found["note"]), "", found)
    return None


def _explained(name: str, kind: str, title: str, meaning: str, unit: str, claims: "pd.DataFrame") -> Explanation:
    numbers = claims[claims["numeric"]]
    span = numbers[["low", "best", "high"]]
    sides = (
        numbers.assign(least=span.min(axis=1), greatest=span.max(axis=1), memory=numbers["verified"] == "memory")
        .groupby(["quantity", "said_by", "unit"], sort=True)
        .agg(
            numbers=("id", "size"), from_memory=("memory", "sum"), least=("least", "min"), greatest=("greatest", "max")
        )
        .reset_index()
    )
    return Explanation(name, kind, title, meaning, unit, claims, sides)

"""What a name means, be it a quantity, region, person, unit, operation, conflict, source or claim."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from hinterland.core.fault import Fault
from hinterland.core.given import shown
from hinterland.core.names import CHOICES, Names
from hinterland.core.spelling import plain, sound, words
from hinterland.evidence.ask import fitting
from hinterland.evidence.documented import KINDS
from hinterland.evidence.jews_by_region import FIGURES
from hinterland.evidence.model import RECALLED, Claim, mark
from hinterland.evidence.names import Known

if TYPE_CHECKING:
    import pandas as pd


class Side(NamedTuple):
    """What one speaker says of a quantity in one unit: how many numbers, how many of them from memory, their span."""

    quantity: str
    said_by: str
    unit: str
    numbers: int
    from_memory: int
    least: float
    greatest: float


@dataclass(frozen=True)
class Explanation:
    """What a name means, and the claims that touch it.

    `kind` says what it is the name of. `published` and `read_at` say of a single claim where it was first published and
    where it was read.
    """

    name: str
    kind: str
    title: str
    meaning: str
    unit: str
    touching: tuple[Claim, ...]
    by_side: tuple[Side, ...]
    known: Known
    published: str = ""
    read_at: str = ""

    @cached_property
    def claims(self) -> "pd.DataFrame":
        """The claims that touch the name, as lines of the table of all claims."""
        table = self.known.records.claims
        return table[table["id"].isin([claim.id for claim in self.touching])]

    @cached_property
    def sides(self) -> "pd.DataFrame":
        """What each speaker says, a line for every quantity, speaker and unit."""
        import pandas as pd

        return pd.DataFrame(self.by_side, columns=Side._fields)

    def __repr__(self) -> str:
        """Say what the name means, shortened, and how many claims touch it."""
        meaning = self.meaning if len(self.meaning) <= 120 else self.meaning[:117] + "..."
        return f"<{self.kind} {self.name}: {meaning} ({len(self.touching)} claims)>"


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
    touching = (claim for claim in known.records.judged if claim.quantity == q.name)
    return _explained(known, q.name, "quantity", q.name, q.meaning, q.unit, touching)


def _entity(known: Known, name: str) -> Explanation | None:
    found = _among(known.entities, name) or _alike(known, name)
    if found is None:
        return None
    e = known.records.entities[found]
    dates = " to ".join(str(d) for d in (e.date_from, e.date_to) if d)
    side = "" if e.side == "none" else e.side
    meaning = ", ".join(filter(None, (e.role, side, e.region, dates, e.note))) + mark(e.verified)
    touching = (claim for claim in known.records.judged if claim.id in e.claims)
    return _explained(known, e.id, e.kind, e.name, meaning, "", touching)


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
    return _explained(
        known, found, "region", region.name if region else found, meaning, "", _claims(known, region=found)
    )


def _conflict(known: Known, name: str) -> Explanation | None:
    if (found := _among(known.conflicts, name)) is None:
        return None
    c = known.records.conflicts[found]
    return _explained(known, c.id, "conflict", c.name, c.what, "", _claims(known, conflict=c.id))


def _claims(known: Known, **conditions: Any) -> Iterator[Claim]:
    """Return the claims that fit conditions; see `ask.fitting`."""
    return compress(known.records.judged, fitting(known.records.judged, **conditions))


def _source(known: Known, name: str) -> Explanation | None:
    if (found := _among(known.sources, name)) is None:
        return None
    s = known.records.sources[found]
    touching = (c for c in known.records.judged if c.source == found or found in c.rests_on.split())
    recalled = f"; title and year {RECALLED}" if s.verified == "memory" else ""
    meaning = f"{s.author}, {s.year}{recalled}. {s.reliability}"
    return _explained(known, found, "source", s.title, meaning, "", touching)


def _claim(known: Known, name: str) -> Explanation | None:
    if (found := _among(known.claims, name)) is None:
        return None
    claim = known.records.by_id[found]
    below = {found, *claim.rests_on.split()}
    touching = (c for c in known.records.judged if c.id in below or found in c.rests_on.split())
    explanation = _explained(known, found, "claim", claim.quantity, claim.note + claim.mark, claim.unit, touching)
    source = known.records.sources.get(claim.source)
    read_at = ", ".join(filter(None, (source.title if source else "", claim.page, claim.found_at)))
    return replace(explanation, published=claim.publication, read_at=read_at)


def _documented(known: Known, name: str) -> Explanation | None:
    """Return a documented event, or the Jews of a region as a source has them, by the id that the report prints."""
    key, records = name.strip().upper(), known.records
    if event := records.documented.get(key):
        days = " to ".join(dict.fromkeys(str(day) for day in (event.date_from, event.date_to)))
        figures = _figures({"at least": event.low, "": event.best, "at most": event.high})
        people = f"{figures} {event.counts}, {event.victims}" if figures else event.victims
        parts = (KINDS[event.kind], days, people, event.perpetrators and f"by {event.perpetrators}", event.note)
        text = "; ".join(filter(None, parts)) + _standing(event.verified, event.recalled)
        found = _explained(known, key, "documented event", event.place, text, "", ())
        return replace(found, published=event.source, read_at=event.read_at)
    if row := records.jews_by_region.get(key):
        text = _figures({name.replace("_", " "): getattr(row, name) for name in FIGURES})
        text = "; ".join(filter(None, (text, row.note))) + _standing(row.verified, row.recalled)
        found = _explained(known, key, "Jews of a region", row.region, text, "", ())
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
    named = [claim for claim in known.records.judged if claim.quantity.startswith("entity.")]
    for split in (words, _sounds):
        asked, names = split(name), [split(claim.quantity_in_record) for claim in named]
        found = [claim for claim, held in zip(named, names, strict=True) if held == asked]
        found = found or [claim for claim, held in zip(named, names, strict=True) if asked <= held]
        if len({claim.quantity for claim in found}) == 1:
            title, notes = found[0].quantity_in_record, " ".join(claim.note for claim in found)
            return _explained(known, title, "name in the documents", title, notes, "", found)
    return None


def _explained(
    known: Known, name: str, kind: str, title: str, meaning: str, unit: str, claims: Iterable[Claim]
) -> Explanation:
    found = tuple(claims)
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in found:
        if claim.numeric:
            groups.setdefault((claim.quantity, claim.said_by, claim.unit), []).append(claim)
    return Explanation(
        name, kind, title, meaning, unit, found, tuple(_side(groups[key]) for key in sorted(groups)), known
    )


def _side(claims: Sequence[Claim]) -> Side:
    """Return what one speaker says of a quantity in one unit."""
    first, recalled = claims[0], sum(claim.verified == "memory" for claim in claims)
    figures = [one for c in claims for one in (c.low, c.best, c.high) if one is not None]
    span = min(figures), max(figures)
    return Side(first.quantity, first.said_by, first.unit, len(claims), recalled, *map(float, span))

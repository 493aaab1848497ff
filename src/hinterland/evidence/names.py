"""The names that the ledger knows, by kind, and the conditions of a question with each name as the ledger has it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from hinterland.core.calendar import read_day
from hinterland.core.fault import Fault
from hinterland.core.given import shown, truth
from hinterland.core.names import Names, read_as
from hinterland.core.spelling import plain, sound, words
from hinterland.evidence.model import KINDS, SPEAKERS
from hinterland.evidence.ranking import ranked
from hinterland.evidence.records import Records
from hinterland.evidence.registry import Quantity

SEARCHED = ("note", "quantity", "quantity_in_record", "region", "author", "page", "conflict")
"""Columns in which a search for text looks."""
OBLAST = r"oblast:\w+"
"""The rule of a region that is one oblast."""


class Known:
    """The names of one ledger, each kind made ready when it is first asked for."""

    def __init__(self, records: Records) -> None:
        """Take the records."""
        self.records = records

    @cached_property
    def quantities(self) -> Names:
        """Quantities, whole names, and their older names."""
        measured = self.records.quantities.values()
        older = {old: (q.name,) for q in measured for old in q.aliases}
        return Names("quantity", [q.name for q in measured] + self._said("quantity"), other=older)

    @cached_property
    def claims_by_quantity(self) -> Counter[str]:
        """How many claims each quantity has."""
        return Counter(self._each("quantity"))

    def fitting(self, asked: str) -> list[Quantity]:
        """Return the quantities that some words fit, the best first; see `ranking.ranked`."""
        return ranked(asked, self.records.quantities.values(), self.claims_by_quantity)

    @cached_property
    def nouns(self) -> Names:
        """The nouns of quantities: what stands before the point."""
        return Names("quantity", [name.split(".")[0] for name in self.quantities.known])

    @cached_property
    def regions(self) -> Names:
        """Regions of the theatre and of the claims, with their titles and their older and local names."""
        table, others = self.records.regions, self.records.other_names.get("region", {})
        parts = [part for region in self._said("region") for part in region.split("+") if part]
        further = [one for means in others.values() for one in means]
        titles = {region.name: (region.id,) for region in table.values()}
        known = _alike([*table, *parts, *further])
        return Names("region", known, other={**titles, **others}, by_sound=True, instead="see theatre/regions.csv")

    @cached_property
    def oblasts(self) -> Names:
        """Oblasts by their ids, with the titles and the other names of the regions that are one oblast."""
        single = {r.id: r for r in self.records.regions.values() if re.fullmatch(OBLAST, r.rule)}
        of = {key: region.rule.removeprefix("oblast:") for key, region in single.items()}
        local = self.records.other_names.get("region", {})
        other = {name: tuple(of[one] for one in means if one in of) for name, means in local.items()}
        other |= {name: (of[key],) for key, region in single.items() for name in (key, region.name)}
        known = [*of.values(), *(one.oblast for one in self.records.documented.values() if one.oblast)]
        return Names("oblast", known, other=other, by_sound=True)

    @cached_property
    def entities(self) -> Names:
        """Persons, units, operations and the like, by their ids; their names are other names."""
        entities = self.records.entities.values()
        titles: dict[str, tuple[str, ...]] = {}
        for e in entities:
            single = words(e.name) if e.kind in ("person", "operation") else set()
            for name in {e.name, *(single - set(self.records.entities))}:
                titles[name] = (*titles.get(name, ()), e.id)
        other = {**titles, **self.records.other_names.get("entity", {})}
        return Names("entity", [e.id for e in entities], other=other, by_sound=True)

    @cached_property
    def conflicts(self) -> Names:
        """Conflicts, by id or by name."""
        found = self.records.conflicts.values()
        return Names("conflict", [c.id for c in found], other={c.name: (c.id,) for c in found})

    @cached_property
    def sources(self) -> Names:
        """Sources, by id or by title."""
        found = self.records.sources.values()
        return Names("source", [s.id for s in found], other={s.title: (s.id,) for s in found})

    @cached_property
    def claims(self) -> Names:
        """Claims, by id."""
        return Names("claim", self.records.by_id)

    @cached_property
    def speakers(self) -> Names:
        """Those who speak in claims."""
        return Names("speaker", SPEAKERS)

    @cached_property
    def text(self) -> tuple[tuple[str, str], ...]:
        """What is searched of each claim, in plain spelling and by its sound, in the order of the claims."""
        texts = (" ".join(str(getattr(c, column)) for column in SEARCHED) for c in self.records.judged)
        return tuple((plain(text), sound(text)) for text in texts)

    def _said(self, column: str) -> list[str]:
        """Return what stands in a column of the claims, each once."""
        return list(dict.fromkeys(self._each(column)))

    def _each(self, column: str) -> Iterator[str]:
        return (value for c in self.records.judged if (value := getattr(c, column)))

    def conditions(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Return the conditions of a question with names and dates as the ledger has them.

        Raises `Fault` for a condition that no claim can be asked for: an unknown name, a date that is none, a search
        for nothing, a period that ends before it begins.
        """
        made = {key: value for key, value in wanted.items() if value is not None}
        for key, names in (("region", self.regions), ("kind", Names("kind", KINDS))):
            if key in made:
                made[key] = names.find(made[key])
        if "quantity" in made:
            made["quantity"] = self._quantity(made["quantity"])
        if "said_by" in made:
            made["said_by"] = self._speaker(made["said_by"])
        if "conflict" in made and made["conflict"] != "*":
            made["conflict"] = self.conflicts.find(made["conflict"])
        for key in {"since", "until"} & set(made):
            made[key] = read_day(made[key], what=key, end=key == "until")
        if "since" in made and "until" in made and made["since"] > made["until"]:
            raise Fault(None, 0, f"until {made['until']} comes before since {made['since']}", "exchange them")
        if "text" in made:
            made["text"] = self._found(made["text"])
        if "numeric" in made:
            made["numeric"] = truth(made["numeric"], "numeric")
        return made

    def notes(self, wanted: Mapping[str, Any]) -> list[str]:
        """Return in words which names of a question were read as others, other than in case and signs."""
        named = {key: wanted[key] for key in ("quantity", "region", "said_by", "conflict") if wanted.get(key)}
        made = self.conditions(named)
        return [read_as(asked, made[key]) for key, asked in named.items() if plain(asked) != plain(made[key])]

    def _quantity(self, asked: Any) -> str:
        """Return a quantity, a noun or a pattern as the ledger has it; raise `Fault` for one that is not known."""
        if isinstance(asked, str) and "*" in asked:
            pattern = asked.strip().lower()
            if not any(fnmatchcase(name, pattern) for name in self.quantities.known):
                raise Fault(
                    None, 0, f"no quantity is like {asked!r}", self.quantities.unknown(asked.replace("*", "")).remedy
                )
            return pattern
        if isinstance(asked, str) and plain(asked) in {plain(noun) for noun in self.nouns.known}:
            return self.nouns.find(asked)
        if isinstance(asked, str) and "." not in asked and not self.quantities.meant(asked):
            raise self.nouns.unknown(asked)
        return self.quantities.find(asked)

    def _speaker(self, asked: Any) -> str:
        """Return a speaker, perhaps with an author after a colon, as the ledger has them."""
        if not isinstance(asked, str):
            return self.speakers.find(asked)
        speaker, colon, author = asked.partition(":")
        speaker = self.speakers.find(speaker)
        if not colon:
            return speaker
        said = {c.author for c in self.records.judged if c.said_by == speaker and c.author}
        if not plain(author) or not any(plain(author) in plain(one) for one in said):
            author = Names("author", sorted(said), by_sound=True).find(author.strip())
        return f"{speaker}:{author.strip()}"

    def _found(self, asked: Any) -> list[bool]:
        """Return for each claim whether it holds every word of a text, in any order, script and spelling.

        A word that stands nowhere in its own spelling is looked for by its sound.
        Raises `Fault` for a text without words.
        """
        if not isinstance(asked, str) or not plain(asked):
            raise Fault(None, 0, f"the text {shown(asked)} holds no word", "give the words to look for")
        fits = [True] * len(self.text)
        for word in plain(asked).split():
            held = [word in spelled for spelled, _ in self.text]
            if not any(held):
                heard = sound(word)
                held = [heard in sounded for _, sounded in self.text]
            fits = [a and b for a, b in zip(fits, held, strict=True)]
        return fits


def _alike(names: Iterable[str]) -> list[str]:
    """Return names without those that differ from an earlier one in case or signs alone."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(plain(name), name)
    return list(kept.values())

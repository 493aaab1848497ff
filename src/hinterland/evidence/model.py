"""What the ledger is made of: claims, and the apparatus of sources, conflicts and corrections."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Literal, get_args

from hinterland.core.notebook import shortened

Kind = Literal["level", "flow", "share", "ratio", "event", "relation", "entity", "pattern", "context"]
Speaker = Literal[
    "soviet",
    "german",
    "finnish",
    "romanian",
    "hungarian",
    "polish",
    "ukrainian",
    "baltic",
    "slovak",
    "article",
    "museum",
    "historian",
    "reference",
    "house",
]
Standing = Literal["yes", "memory", "document", "house"]
Subject = Literal[
    "partisans",
    "underground",
    "soviet_leadership",
    "red_army",
    "axis",
    "collaborators",
    "rivals",
    "civilians",
    "railway",
    "other",
]

KINDS: tuple[str, ...] = get_args(Kind)
SPEAKERS: tuple[str, ...] = get_args(Speaker)
STANDINGS: tuple[str, ...] = get_args(Standing)
SUBJECTS: tuple[str, ...] = get_args(Subject)
NUMERIC = ("level", "flow", "share", "ratio")
FREE = ("event", "relation", "entity", "pattern", "context")
"""First words of quantities that name no measure, so that any second word may follow."""

WHERE = {
    1: "exact place",
    2: "within some 25 km",
    3: "district",
    4: "oblast",
    5: "part of a country, zone or rear area",
    6: "republic or country",
    7: "whole theatre, or outside it",
}
WHEN = {
    1: "to the day",
    2: "within a week",
    3: "within two weeks",
    4: "to the month",
    5: "to the season or year",
    6: "some time in several years",
    7: "undated",
}


RECALLED = "from memory"
"""The words with which every output marks what is recalled and was not looked up."""


def mark(verified: str) -> str:
    """Return the words that mark a row by its standing: those of memory in brackets, else nothing."""
    return f" ({RECALLED})" if verified == "memory" else ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that somebody made about the war, as it was made.

    Numbers are in `unit`; a bound that the source gives alone stands in `low` or `high`. A unit that ends in
    `/day` or `/month` is a mean rate over the dates. A missing `date_to` means that the claim is open-ended.
    """

    id: str
    kind: str
    quantity: str
    region: str
    where_prec: int | None
    date_from: date | None
    date_to: date | None
    when_prec: int | None
    low: float | None
    best: float | None
    high: float | None
    unit: str
    counts: str
    said_by: str
    author: str
    about: str
    source: str
    page: str
    publication: str
    found_at: str
    rests_on: str
    verified: str
    system: str
    conflict: str
    pair: str
    quantity_in_record: str
    note: str

    @property
    def mark(self) -> str:
        """The words that mark a claim from memory, empty for one that was looked up."""
        return mark(self.verified)

    @property
    def numeric(self) -> bool:
        """Whether the claim gives at least one number."""
        return not (self.low is None and self.best is None and self.high is None)

    def __repr__(self) -> str:
        """Say who claims what, where and when."""
        figures = "/".join("-" if value is None else f"{value:.10g}" for value in (self.low, self.best, self.high))
        number = f" {figures} {self.unit}" if self.numeric else ""
        where = f"{self.region}, {self.date_from or ''} to {self.date_to or ''}"
        return shortened(f"<Claim {self.id}{self.mark}: {self.said_by}, {self.quantity}{number}, {where}: {self.note}")


COLUMNS: tuple[str, ...] = tuple(f.name for f in fields(Claim))
REQUIRED = ("id", "quantity", "region", "date_from", "date_to", "said_by")
"""Columns that any file of claims must have; the others may be left out."""

ALIASES = {"side": "said_by", "notes": "note", "statement": "note"}
"""Column names of older tables, taken for the name that they have now."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where claims come from, and how far it can be trusted, in words."""

    id: str
    title: str
    author: str
    year: str
    side: str
    kind: str
    reliability: str
    licence: str
    verified: str

    def __repr__(self) -> str:
        """Say in short what it is."""
        return shortened(f"<Source {self.id}: {self.author}, {self.title}, {self.year}")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A set of claims that do not agree, kept side by side and never averaged."""

    id: str
    name: str
    found_in: str
    what: str
    reading: str

    def __repr__(self) -> str:
        """Say in short what it is."""
        return shortened(f"<Conflict {self.id}: {self.name}. {self.what}")


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, unit, staff, operation, place, paper or honour that claims name, with role and dates."""

    id: str
    name: str
    kind: str
    role: str
    side: str
    region: str
    date_from: date | None
    date_to: date | None
    claims: tuple[str, ...]
    verified: str
    note: str

    def __repr__(self) -> str:
        """Say in short what it is."""
        return shortened(f"<{self.kind} {self.id}: {self.name}, {self.role}")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is wrong or easily misread in a claim; it holds only while every value of `guard` still stands."""

    id: str
    claim: str
    effect: str
    guard: dict[str, str]
    set: dict[str, str]
    reason: str
    line: int = 0


EFFECTS = ("set", "caution", "bar")


@dataclass(frozen=True, slots=True)
class Assumption:
    """A premise of the model, owned by the house: what is assumed, why, and within which range."""

    id: str
    statement: str
    reason: str
    range: str

    def __repr__(self) -> str:
        """Say in short what it is."""
        return shortened(f"<Assumption {self.id}: {self.statement}")


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the theatre's table: its name, and the rule that says which cells it holds."""

    id: str
    name: str
    kind: str
    rule: str
    note: str

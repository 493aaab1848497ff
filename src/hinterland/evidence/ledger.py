"""The ledger as a whole: loaded and validated in one reading, then asked from Python or SQL."""

from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinterland.core.fault import Fault, Faults
from hinterland.core.notebook import card
from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.evidence import apparatus, ask, documented, jews_by_region, read
from hinterland.evidence.correct import apply
from hinterland.evidence.explain import Explanation, explain
from hinterland.evidence.model import Assumption, Claim
from hinterland.evidence.names import Known
from hinterland.evidence.pairs import Pair, pairs_of
from hinterland.evidence.read import claims_of
from hinterland.evidence.records import Records
from hinterland.evidence.table import Reading
from hinterland.files.other_names import other_names

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection


class Ledger(Records):
    """The records of the ledger, and the ways to ask them: by condition, by name, in SQL."""

    def __repr__(self) -> str:
        """Say how much there is, and how it is asked."""
        return (
            f"<Ledger: {len(self.judged)} claims on {len(self.quantities)} quantities, {len(self.sources)} sources, "
            f"{len(self.conflicts)} conflicts, {len(self.entities)} entities; ask with .query(), .explain(), .sql(), "
            "or see .claims>"
        )

    def _repr_html_(self) -> str:
        """Show in a notebook how much there is of each kind."""
        kinds = ("quantities", "sources", "conflicts", "entities", "corrections")
        rows = {"claims": len(self.judged)} | {kind: len(getattr(self, kind)) for kind in kinds}
        return card("Ledger of claims", rows, "Ask with .query(), .explain(), .sql(), or see .claims")

    @cached_property
    def names(self) -> Known:
        """The names that the ledger knows, by kind."""
        return Known(self)

    @cached_property
    def connection(self) -> "DuckDBPyConnection":
        """The tables claims, sources, quantities, conflicts, entities and corrections, in memory."""
        return ask.connect(self.tables())

    def query(self, **wanted: Any) -> "pd.DataFrame":
        """Return the claims that fit every condition, as a table; see `fitting`."""
        return self.claims[self.fitting(**wanted)]

    def fitting(self, **wanted: Any) -> list[bool]:
        """Return for each judged claim whether it fits every condition.

        Conditions are `quantity`, `region`, `since`, `until`, `said_by`, `conflict`, `text`, `kind` and `numeric`: see
        `ask.fitting`. A name may be spelled in any way and script, a text is words to be found in any order, a date is
        read as everywhere. Raises `Fault`, with the nearest names, for what is not known.
        """
        return ask.fitting(self.judged, **self.names.conditions(wanted))

    def sql(self, text: str) -> "pd.DataFrame":
        """Return the answer to a question in SQL; raises `Fault` where it cannot be answered."""
        return ask.sql(self.connection, text)

    def explain(self, name: str) -> Explanation:
        """Return what the ledger knows of a name: a quantity, region, person, operation, source or claim."""
        return explain(self.names, name)

    def pairs(self) -> list[Pair]:
        """Return every pair of claims by two speakers on one thing that are not barred; see `pairs.pairs_of`."""
        return pairs_of(self.confrontable())

    def known(self, *, taken: bool = False) -> read.Known:
        """Return what a file of claims may name; with `taken`, ids of this ledger are refused."""
        return read.Known(self.quantities, taken=frozenset(self.by_id) if taken else frozenset())

    def tables(self) -> dict[str, "pd.DataFrame"]:
        """Return every table of the ledger as a frame, by name."""
        return {
            "claims": self.claims,
            "sources": _frame(self.sources.values()),
            "quantities": _frame(self.quantities.values()),
            "conflicts": _frame(self.conflicts.values()),
            "entities": _frame(self.entities.values()),
            "corrections": _frame(self.corrections),
            "documented_events": documented.frame(self.documented.values()),
            "jews_by_region": jews_by_region.frame(self.jews_by_region.values()),
        }


def _frame(rows: Any) -> "pd.DataFrame":
    """Return rows as a table in which lists are words set apart by blanks, and mappings their text."""
    import pandas as pd

    def plain(value: Any) -> Any:
        if isinstance(value, tuple):
            return " ".join(value)
        return ", ".join(f"{k} = {v}" for k, v in value.items()) if isinstance(value, dict) else value

    made = pd.DataFrame([{k: plain(v) for k, v in asdict(r).items()} for r in rows])
    for end in {"date_from", "date_to"} & set(made.columns):
        made[end] = pd.to_datetime(made[end]).astype("datetime64[s]")
    return made


def load(folder: Path | str = EVIDENCE, regions: Path | None = THEATRE / "regions.csv") -> Ledger:
    """Read and validate the whole ledger.

    `regions` is the theatre's table of regions; where there is none, names of regions are not checked.
    Raises `Faults` with every fault of every file.
    """
    folder = Path(folder)
    faults: list[Fault] = []

    def at(name: str) -> Reading:
        return Reading(folder / name, faults)

    quantities = apparatus.quantities(at("quantities.csv"))
    sources = apparatus.sources(at("sources.toml"))
    conflicts = apparatus.conflicts(at("conflicts.csv"))
    assumptions = apparatus.assumptions(at("assumptions.csv"))
    places = apparatus.regions(Reading(regions, faults)) if regions and regions.exists() else {}
    names = [frozenset(group) for group in (places, sources, conflicts)]
    claims: dict[str, Claim] = {}
    for path in sorted((folder / "claims").glob("*.csv")):
        known = read.Known(quantities, names[0] or None, names[1], names[2], frozenset(claims), strict=True)
        claims |= {claim.id: claim for claim in claims_of(Reading(path, faults), known)}
    if not claims and not faults:
        at("claims").wrong(0, "there are no claims", "give the folder that holds the ledger")
    for claim in claims.values():
        for one in claim.rests_on.split():
            if one not in claims and one not in sources:
                at("claims").wrong(0, f"{claim.id} rests on {one!r}, no claim and no source", "name one")
    events = documented.read(at("documented_events.csv"))
    jews = jews_by_region.read(at("jews_by_region.csv"))
    entities = apparatus.entities(at("entities.csv"), claims)
    corrections = apparatus.corrections(at("corrections.toml"), claims)
    judged = apply(claims.values(), corrections, at("corrections.toml"))
    if faults:
        raise Faults(sorted(faults, key=lambda f: (str(f.path), f.line)))
    house = [_as_claim(a) for a in assumptions.values()]
    return Ledger(
        (*claims.values(), *house),
        (*judged, *house),
        sources,
        quantities,
        conflicts,
        entities,
        assumptions,
        tuple(corrections),
        places,
        events,
        jews,
        {kind: other_names(regions.parent, kind) for kind in ("region", "entity")} if regions else {},
    )


def _as_claim(assumption: Assumption) -> Claim:
    """Return an assumption as a claim said by the house."""
    span = f" [Range: {assumption.range}]" if assumption.range else ""
    return Claim(
        id=assumption.id,
        kind="context",
        quantity="house.assumption",
        region="",
        where_prec=None,
        date_from=None,
        date_to=None,
        when_prec=None,
        low=None,
        best=None,
        high=None,
        unit="",
        counts="",
        said_by="house",
        author="",
        about="other",
        source="house",
        page="",
        publication="",
        found_at="assumptions.csv",
        rests_on="",
        verified="house",
        system="",
        conflict="",
        pair="",
        quantity_in_record="",
        note=f"{assumption.statement} Reason: {assumption.reason}{span}",
    )

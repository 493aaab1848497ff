"""The references of quantities, regions and scenarios, read off the tables that the program reads."""

from collections import Counter
from collections.abc import Iterator

from docs.making.layout import code, head, table

from hinterland.cli.declared import changes
from hinterland.engine.quantities import NAMES, SHARES
from hinterland.engine.quantities import find as played
from hinterland.evidence.registry import quantities as registered
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.measurement.measure import MADE
from hinterland.study.scenarios import scenario_files
from hinterland.theatre.regions import read_regions


def quantities() -> Iterator[str]:
    """Yield every quantity of the registry: whether a run holds it, who reports it, and how many claims there are."""
    claims = Counter(claim.quantity for claim in ledger_of_package().by_id.values())
    made = {m.name for m in MADE}
    shares = {s.name: f"{s.over} / {s.under}" for s in SHARES}
    yield from head(
        "Quantities",
        "What can be claimed or asked of a run (`evidence/quantities.csv`). *In a run* says whether a run holds the",
        "quantity by day, or whether it is worked out from others when it is compared with a claim. *Said by*",
        "names the sides of which the model writes reports. *Victims* marks what is set beside claims and never",
        "judged or scored.",
    )
    rows = [
        (
            code(q.name),
            q.unit,
            q.kind,
            q.meaning,
            shares.get(q.name) or ("by day" if q.name in NAMES else "worked out" if q.name in made else ""),
            ", ".join(s for s in ("soviet", "german") if q.name in NAMES and played(q.name).sources(s)),
            str(claims[q.name] or ""),
            q.victims,
        )
        for q in registered().values()
    ]
    yield from table(("quantity", "unit", "kind", "meaning", "in a run", "said by", "claims", "victims"), rows)


def regions() -> Iterator[str]:
    """Yield every region by its kind."""
    yield from head(
        "Regions",
        "The regions of `theatre/regions.csv`. A rule is a union (`|`) of terms that may be joined (`&`) or excluded",
        "(`!`). Ground can also be drawn: `around:Minsk,50km`, a polygon, a file of GeoJSON. `hinterland explain NAME`",
        "shows the claims on a region. A region of kind *outside* lies beyond the map.",
    )
    every = list(read_regions().values())
    for kind in dict.fromkeys(r.kind for r in every):
        yield from ("", f"## {kind}")
        rows = [(code(r.id), r.name, code(r.rule), r.note) for r in every if r.kind == kind]
        yield from table(("id", "name", "rule", "note"), rows)


def scenarios() -> Iterator[str]:
    """Yield every scenario and how it differs from history."""
    yield from head(
        "Scenarios",
        "What `hinterland run --scenario NAME` and `hinterland.run(NAME)` play. A scenario is a TOML file of a few",
        "lines in `scenarios/`; one of your own is given by its path.",
    )
    rows = []
    for name in scenario_files.names():
        scenario = scenario_files.load(name)
        rows.append((code(name), scenario.title, "; ".join(changes(scenario))))
    yield from table(("scenario", "how it differs from history", "what it changes"), rows)

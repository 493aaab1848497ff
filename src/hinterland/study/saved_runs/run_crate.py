"""What a published run says of itself: code, scenario, seed, changed parameters, licence, and what it rests on."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hinterland.core.calendar import date_of
from hinterland.core.version import VERSION
from hinterland.engine.result import Run
from hinterland.files.crate import APACHE, CC_BY, CONTRIBUTORS, Crate, Entity, reference, write
from hinterland.study.ensembles.code_version import code_version
from hinterland.study.saved_runs import store
from hinterland.study.saved_runs.cited import rests_on

MEANINGS = {
    "run.zarr": "Every quantity by day, region and speaker, maps by month, railway lines and the journal (Zarr)",
    "monthly.csv": "Quantities by month and region; units stand in the heads of the columns",
    "events.csv.gz": "The journal of the model: no line is a statement about a place or a day",
    "parameters.csv": "Every parameter: value, unit, range, meaning, basis, claims",
    "scenario.toml": "The scenario, which plays the run again",
    "claims.csv": "Every claim of the ledger beside the run",
    "report.html": "The report of the run",
}
PROGRAM: Entity = {
    "@id": "#hinterland",
    "@type": "SoftwareApplication",
    "name": "Hinterland",
    "version": VERSION,
    "license": reference(APACHE),
    "author": reference(CONTRIBUTORS),
}
CAUTION = (
    "Killings that the model makes are given by oblast and month, and are no statement about a place. "
    "Documented crimes are those of the ledger."
)
KINDS = {"software": "SoftwareApplication", "dataset": "Dataset", "book": "Book", "webpage": "WebPage"}
"""Types of what is cited, by those of CSL; any other is a creative work."""


def describe(run: Run, folder: Path, what: str = "Run", meanings: Mapping[str, str] = MEANINGS) -> Path:
    """Write the metadata of an RO-Crate for the files of a run that lie in a folder, and return the file."""
    s = run.scenario
    days = f"{date_of(run.first)} to {date_of(run.first + run.days - 1)}"
    changed = list(_changed(run))
    program = PROGRAM | {"softwareVersion": f"{VERSION}, code and tables {code_version()}"}
    scenario = {"@id": "scenario.toml"} if (folder / "scenario.toml").is_file() else _scenario(run)
    played: Entity = {
        "@id": "#played",
        "@type": "CreateAction",
        "name": f"{s.title} played with seed {run.seed}",
        "instrument": reference(program),
        "agent": reference(CONTRIBUTORS),
        "object": [reference(one) for one in (scenario, *changed)],
        "result": {"@id": "./"},
    }
    cited = [_work(item) for item in rests_on(store.parameters(run))[1:]]
    about = [program, APACHE, *changed, *([scenario] if "@type" in scenario else [])]
    crate = Crate(
        f"{what} of {s.name}, seed {run.seed}, {days}",
        f"{s.title}. {CAUTION}",
        meanings,
        {"citation": cited, "mentions": [played], "isBasedOn": cited[:1]},
        about,
        CC_BY,
    )
    return write(folder, crate)


def _changed(run: Run) -> Iterator[Entity]:
    """Yield what a run is a function of beside its code: seed, resolution, days, and parameters that were changed."""
    s = run.scenario
    given: dict[str, Any] = {
        "seed": run.seed,
        "resolution": s.resolution,
        "start": str(date_of(s.start)),
        "end": str(date_of(s.end)),
        "without": " ".join(sorted(s.without)),
        **s.parameters,
    }
    for name, value in given.items():
        if value != "":
            yield {"@id": f"#given-{name}", "@type": "PropertyValue", "name": name, "value": value}


def _scenario(run: Run) -> Entity:
    text = {"name": f"The scenario {run.scenario.name}", "text": store.scenario(run)}
    return {"@id": "#scenario", "@type": "CreativeWork", **text}


def _work(item: Mapping[str, Any]) -> Entity:
    """Return an item of CSL JSON in the words of schema.org; its note names the claims that stand on it."""
    authors = "; ".join(one["literal"] for one in item.get("author", []))
    given = {
        "creditText": authors,
        "datePublished": item.get("issued", {}).get("literal", ""),
        "version": item.get("version", ""),
        "description": item.get("note", ""),
    }
    made = {"@id": f"#{item['id']}", "@type": KINDS.get(item["type"], "CreativeWork"), "name": item["title"]}
    return made | {name: text for name, text in given.items() if text}

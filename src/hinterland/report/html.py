"""The report of a run: one HTML file with everything in it, to be opened from disk, printed or sent on."""

import math
from pathlib import Path
from typing import Any

import pandas as pd

from hinterland.core.calendar import date_of
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.registry import counts_dead
from hinterland.report import (
    charts,
    documented,
    epilogue,
    figures,
    how_sure,
    key_figures,
    maps,
    murdered,
    narrate,
    page,
    place_names,
    railway,
    system_sections,
    titles,
)
from hinterland.report.claim_rows import VERDICTS
from hinterland.report.drawing import between, day, number, span
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.verdict import CLAIM_HIGHER, MODEL_HIGHER
from hinterland.study.confrontation import compare
from hinterland.study.ensembles.courses import Courses

TEMPLATE = "report.html.j2"


def write(run: Run, folder: Path | str, table: pd.DataFrame | None = None, courses: Courses | None = None) -> Path:
    """Write `report.html` into a folder where none stands, and return its path; raises `OSError` where it cannot.

    `table` is that of `compare` for the run, where it is at hand; `courses` as for `html`.
    """
    path = Path(folder) / "report.html"
    text = html(run, table=table, courses=courses)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
    return path


def html(
    run: Run, ledger: Ledger | None = None, table: pd.DataFrame | None = None, courses: Courses | None = None
) -> str:
    """Return the report of a run as the text of one HTML page that asks for nothing from anywhere.

    `table` is that of `compare` for the run and the ledger, where it is at hand. `courses` are those of runs of the
    same war on draws of the posterior; if left out, those that come with the package where they are of this war.
    """
    ledger = ledger or ledger_of_package()
    if table is None:
        table = compare.compare(run, ledger=ledger)
    return page.template(TEMPLATE).render(**contents(run, ledger, table, courses))


def contents(run: Run, ledger: Ledger, table: pd.DataFrame, courses: Courses | None = None) -> dict[str, Any]:
    """Return everything that the page is filled with."""
    atlas = maps.Atlas(run)
    first, last = date_of(run.first), date_of(run.first + run.days - 1)
    parts = system_sections.sections(run, ledger, atlas, table)
    courses = courses or how_sure.shipped(run)
    drawn = {name: [figures.draw(run, ledger, f) for f in group] for name, group in figures.GROUPS.items()}
    return {
        "css": page.style("report.css", "fans.css"),
        "languages": place_names.languages(),
        "title": run.scenario.title,
        "scenario": run.scenario.name,
        "seed": run.seed,
        "dates": (day(first), day(last)),
        "resolution": run.scenario.resolution,
        "changes": changes(run),
        "dead": key_figures.civilians(run),
        "keys": key_figures.others(run),
        "shared": atlas.shared(),
        "maps": [{"when": day(maps.run_date(run, k)), "svg": atlas.dated(k)} for k in maps.dates(run)],
        "deaths": atlas.killed(),
        "crimes": documented.crimes(run, ledger),
        "other_events": documented.others(run, ledger),
        "murdered": murdered.counts(run, ledger),
        "scale": maps.legend(maps.STRENGTH, maps.WARM, "Partisans on 1,000 km²"),
        "scale_deaths": maps.legend(maps.KILLED, maps.DARK, "Civilians killed of every thousand people, by oblast"),
        "charts": drawn,
        "railway": railway.section(run),
        "speakers": [(who, charts.swatch(who)) for who in charts.SIDES],
        "parts": parts,
        "sure": how_sure.how_sure(courses) if courses else None,
        "counts": counts(table),
        "of_the_dead": int((counts_dead(table) & (table["verdict"] != "not modelled")).sum()),
        "unasked": int((table["verdict"] == "not modelled").sum()),
        "claims": len(table),
        "verdicts": [(word, *rest) for word, rest in VERDICTS.items()],
        "story": [(t.kind, date_of(t.day).isoformat(), t.sentence) for t in narrate.story(run)],
        "misses": misses(table, ledger),
        "after": epilogue.after_the_war(ledger, run.theatre),
        "before": epilogue.looked_back_to(ledger, run.theatre),
        "sources": sources(table, ledger),
    }


def changes(run: Run) -> list[str]:
    """Say how a run departs from history and from the parameters as they are declared."""
    s = run.scenario
    found = [f"without {name}" for name in sorted(s.without)]
    found += [f"{name} = {value:g}" for name, value in sorted(s.parameters.items())]
    found += [f"{name} times {factor:g}" for name, factor in s.scaled]
    found += [f"{day(date_of(a))} to {day(date_of(b))} {degrees:+g} °C" for a, b, degrees in s.warmer]
    found += [f"no news from {day(date_of(a))} to {day(date_of(b))}" for a, b in s.unheard]
    return found


def counts(table: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Return the word of each verdict, its sign, and how many claims got it, in the order of `VERDICTS`.

    Claims of victims and of the fallen are not among them.
    """
    got = table.loc[~counts_dead(table), "verdict"].value_counts()
    return [(word, sign, int(got[word])) for word, (sign, _) in VERDICTS.items() if word in got]


def misses(table: pd.DataFrame, ledger: Ledger, most: int = 8) -> list[dict[str, Any]]:
    """Return the claims that lie furthest from what the model has the same speaker say, one of a quantity.

    Claims of victims or of the fallen, and claims from memory, are not among them.
    """
    missed = table["verdict"].isin([CLAIM_HIGHER, MODEL_HIGHER]) & (table["verified"] != "memory")
    rows = table[missed & ~counts_dead(table)].copy()
    claimed = rows["best"].fillna(rows["low"]).fillna(rows["high"])
    ratio = (rows["model_said"] + 1.0) / (claimed + 1.0)
    rows["away"] = ratio.map(lambda r: abs(math.log(r)) if r > 0 else 0.0)
    chosen = rows.sort_values("away", ascending=False, kind="stable").drop_duplicates("quantity").head(most)
    return [_miss(row, ledger) for row in chosen.to_dict("records")]


def _miss(row: dict[str, Any], ledger: Ledger) -> dict[str, Any]:
    dates = (None if pd.isna(when) else pd.Timestamp(when).date() for when in (row["from"], row["to"]))
    return {
        "id": row["claim"],
        "what": titles.title_of(row["quantity"]) + ", " + row["unit"],
        "where": place_names.of_region(row["region"], ledger.regions),
        "when": span(*dates),
        "said": number(row["model_said"]),
        "claimed": between(*(None if pd.isna(row[k]) else float(row[k]) for k in ("low", "best", "high"))),
        "by": row["said_by"],
    }


def sources(table: pd.DataFrame, ledger: Ledger) -> list[dict[str, Any]]:
    """Return the works that the claims of the table come from, each with its number of claims, most first."""
    answered = set(table.loc[table["verdict"] != "not modelled", "claim"])
    given: dict[str, int] = {}
    for claim in ledger.judged:
        if claim.id in answered:
            given[claim.source] = given.get(claim.source, 0) + 1
    known = [(ledger.sources[s], n) for s, n in given.items() if s in ledger.sources]
    return [
        {"title": s.title, "author": s.author, "year": s.year, "side": s.side, "claims": n}
        for s, n in sorted(known, key=lambda pair: (-pair[1], pair[0].title))
    ]

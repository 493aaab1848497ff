"""The files of a page: the built front end, and the data of one run packed beside it.

As a folder the page loads its files one by one as it needs them; as one file it holds them all and opens from disk.
"""

import base64
import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.core.version import VERSION
from hinterland.engine.result import Run
from hinterland.engine.scenario import Scenario
from hinterland.page import (
    api,
    claims,
    documented,
    fields,
    form_of_claims,
    land,
    layers,
    places,
    series,
    teaching,
    units,
)
from hinterland.page.beside import Beside
from hinterland.page.beside import files_of as files_beside
from hinterland.page.content import Content, made_of
from hinterland.page.ensemble import Ensemble
from hinterland.page.twins import twins_of
from hinterland.page.what_if import WhatIf
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.ensembles.courses import Courses
from hinterland.study.ensembles.ensemble import described
from hinterland.study.ensembles.run_store import other_than
from hinterland.study.saved_runs import run_crate
from hinterland.web.pack import packed

BUILT = Path(str(files("hinterland.page"))) / "built"
"""Where `make page` puts the front end; it is part of the wheel and not of the repository."""
ASSETS = ("index.html", "page.js", "page.css")
PART = "data/{}.war"
SINGLE = "hinterland.html"
"""The page with everything in it."""
MEANINGS = {
    "index.html": "The page, which loads its data as it needs them",
    "page.js": "The program of the page",
    "page.css": "The style of the page",
    SINGLE: "The page and all its data in one file that opens from disk",
    "data": "The data of the page: a header in JSON and arrays, each in a file",
}
PLAYS = "the war that the page plays by itself"
PLAYS_NOT = "no war that the page plays by itself, for its module was not built: say make web"


class Written(NamedTuple):
    """A file of the page, its bytes as they lie, and whether the first map needs it."""

    name: str
    size: int
    first: bool


FIRST = ("about", "land", "map", "documented")
"""Data that the first map needs."""
OF_KIOSK = (*FIRST, "layers", "charts", "claims", "teaching")
"""Data that a kiosk needs."""


def data_of(
    run: Run,
    ensemble: Ensemble | None = None,
    said: Callable[[str], None] = lambda text: None,
    beside: Sequence[Beside] = (),
) -> dict[str, Content]:
    """Return the data of a run for the page as packed files by name; those of what-ifs are made when they are asked.

    `beside` are other runs with which the page compares its own on the map.

    The run must be one that was recorded by cell and with its lines. Raises `Fault` for any other, and for an ensemble
    of other days.
    """
    if not run.played.record.lines or np.unique(run.theatre.land.atom).size < len(run.theatre.ground.h3):
        raise Fault(None, 0, "the run was not recorded by cell and line", "play it with by_cell=True and lines=True")
    courses = ensemble.courses if ensemble else None
    if courses is not None:
        check_ensemble(courses, run.scenario)
    ledger = ledger_of_package()
    said("the map")
    upper, lower = fields.files_of(run)
    made: dict[str, Content] = {"land": land.file_of(run), "map": upper, "figures": lower}
    made["layers"] = layers.file_of(run)
    made["documented"] = documented.file_of(run, ledger)
    said("places and units")
    made |= {"places": places.file_of(run, ledger), "units": units.file_of(run, ledger)}
    said("the charts")
    regions = series.regions_of(run, ledger)
    made["charts"] = series.file_of(run, regions, courses)
    said("the claims")
    made["claims"] = claims.file_of(run, ledger, regions, ensemble.shares if ensemble else {})
    made["citations"] = claims.citations_of(ledger)
    made["teaching"] = teaching.file_of(run, ledger)
    made["own"] = form_of_claims.file_of()
    played = WhatIf(run, ledger, regions)
    made["about"] = about(run, courses, played.can_be_played, beside)
    return made | files_beside(beside) | played.files()


def check_ensemble(courses: Courses, scenario: Scenario) -> None:
    """Raise `Fault` where an ensemble is not of the war of a scenario, over the same days on the same cells."""
    if other := other_than(courses.about, described(scenario)):
        message = f"the ensemble is of another war than the run (other {', '.join(other)})"
        raise Fault(None, 0, message, "give an ensemble of the same scenario, days and resolution")


def about(run: Run, courses: Courses | None, plays: bool, beside: Sequence[Beside] = ()) -> bytes:
    """Return what the run is a function of, whether the page plays it, and the curve by which its days are chosen."""
    strength = fields.by_week(run, run.values("partisans.strength")[:, None])[:, 0]
    about: dict[str, Any] = {
        "title": run.scenario.title,
        "scenario": run.scenario.name,
        "seed": run.seed,
        "first": date_of(run.first).isoformat(),
        "days": run.days,
        "resolution": run.scenario.resolution,
        "cells": len(run.theatre.ground.h3),
        "changes": len(run.scenario.parameters),
        "version": VERSION,
        "runs": courses.runs if courses else 0,
        "plays": plays,
        "beside": [one.about for one in beside],
        "months": series.month_ends(run),
        "strength": [round(float(v), 1) for v in strength],
        "killed": fields.killed_by_month(run),
    }
    return packed(about, b"")


def check_built() -> None:
    """Raise `Fault` where the front end was not built."""
    for name in ASSETS:
        _asset(name)


def pages_of(data: Mapping[str, Content], idle: int | None = None) -> dict[str, Content]:
    """Return every file of the page by name: the folder's with their JSON twins, and the single file that holds them.

    With `idle` the page is a kiosk: it has the tour alone, and begins it again after so many seconds without a touch.
    It has no twins. Raises `Fault` where the front end was not built.
    """
    assets = {name: _asset(name) for name in ASSETS}
    if idle is not None:
        assets["index.html"] = assets["index.html"].replace(b"<html ", b'<html data-kiosk="%d" ' % idle, 1)
        data = {name: one for name, one in data.items() if name in OF_KIOSK}
    kept: dict[str, Content] = {name: one if isinstance(one, bytes) else cache(one) for name, one in data.items()}
    parts = {PART.format(name): one for name, one in kept.items()}
    whole = cache(lambda: single(assets, made_of(kept)))
    if idle is not None:
        return assets | parts | {SINGLE: whole}
    description = json.dumps(api.app_of(lambda name: None).openapi(), ensure_ascii=False).encode()
    return assets | parts | twins_of(kept) | {api.DESCRIPTION: description, SINGLE: whole}


def _asset(name: str) -> bytes:
    path = BUILT / name
    if not path.is_file():
        remedy = "say make page in a checkout, which needs Node, or install the package from a wheel"
        raise Fault(None, 0, "the front end of the page was not built", remedy)
    return path.read_bytes()


def single(assets: dict[str, bytes], data: dict[str, bytes]) -> bytes:
    """Return the page as one file: style, script and data stand in it."""
    text, script, style = (assets[name].decode() for name in ASSETS)
    held = "\n".join(
        f'<script type="text/plain" id="data-{name}">{base64.b64encode(content).decode()}</script>'
        for name, content in data.items()
    )
    safe = script.replace("</script", "<\\/script")
    inlined = f'{held}\n<script type="module">{safe}</script>'
    text = re.sub(r"<link[^>]*stylesheet[^>]*>", lambda _: f"<style>{style}</style>", text)
    text = re.sub(r"<script[^>]*src=[^>]*></script>", "", text)
    return text.replace("</body>", f"{inlined}</body>").encode()


def write(
    folder: Path,
    run: Run,
    ensemble: Ensemble | None = None,
    said: Callable[[str], None] = lambda text: None,
    idle: int | None = None,
    beside: Sequence[Beside] = (),
) -> list[Written]:
    """Write the page of a run into a folder, with the metadata of an RO-Crate, and return what the page holds.

    With `idle` it is a kiosk, see `pages_of`.
    """
    data = data_of(run, ensemble, said, beside)
    said(PLAYS if "module" in data else PLAYS_NOT)
    made = made_of(pages_of(data, idle))
    for name, content in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    run_crate.describe(run, folder, "Page", MEANINGS)
    first = {*ASSETS, *map(PART.format, FIRST)}
    return [Written(name, len(content), name in first) for name, content in made.items()]

"""Every page that is made from the code, and every page written by hand that holds tables made from it.

A table within a page stands between `<!-- made: NAME -->` and `<!-- end -->`.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from docs.making import commands, essays, functions, lists, measured, model_tables

DOCS = Path(__file__).parents[1]
README = DOCS.parent / "README.md"
SYSTEMS = "systems.md"
PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "reference/commands.md": commands.page,
    "reference/python.md": functions.page,
    "reference/quantities.md": lists.quantities,
    "reference/regions.md": lists.regions,
    "reference/scenarios.md": lists.scenarios,
    "reference/schedule.md": model_tables.schedule,
    "reference/state.md": model_tables.state,
    SYSTEMS: measured.systems_page,
    **essays.ESSAYS,
}
"""Pages that are made as a whole, below `docs/`."""
TABLES: dict[str, Callable[[str], Iterator[str]]] = {
    "central_counted": measured.central_counted,
    "central_run": measured.central_run,
    "extent": model_tables.extent,
    "fit_scores": measured.fit_scores,
    "forcing": model_tables.forcing,
    "not_holding": model_tables.not_holding,
    "phases": model_tables.phases,
    "entities": model_tables.entities,
    "groups": model_tables.groups,
    "systems": model_tables.systems,
    "systems_counted": measured.systems_counted,
    "submodels": model_tables.submodels,
}
"""Tables within pages that are written by hand; each takes what stands behind its name."""
MADE = re.compile(r"<!-- made: (?P<name>\w+)(?P<given>[^>]*) -->\n.*?<!-- end -->", re.DOTALL)


def made_pages() -> dict[str, str]:
    """Return the text of every page that is made, in whole or in part, by its path as seen from `docs/`."""
    found = {name: "\n".join(lines()) + "\n" for name, lines in PAGES.items()}
    for path in with_tables():
        found[Path(os.path.relpath(path, DOCS)).as_posix()] = filled(path.read_text(encoding="utf-8"))
    return found


def with_tables() -> list[Path]:
    """Return the pages written by hand that hold tables made from the code."""
    pages = (path for path in sorted(DOCS.rglob("*.md")) if path.relative_to(DOCS).as_posix() not in PAGES)
    return [path for path in (README, *pages) if MADE.search(path.read_text(encoding="utf-8"))]


def filled(text: str) -> str:
    """Return a page with every table in it made anew."""
    return MADE.sub(_made, text)


def _made(found: re.Match[str]) -> str:
    lines = "\n".join(TABLES[found["name"]](found["given"].strip())).strip("\n")
    return f"<!-- made: {found['name']}{found['given']} -->\n\n{lines}\n\n<!-- end -->"

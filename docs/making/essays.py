"""The essays: text with figures that are worked out anew, from the templates in `essays/`.

A template is Markdown in which every figure stands as `{{ ... }}`, a function of `GIVEN`. Days and years may
be typed, and nothing else that is a number (`tests/house/test_essays.py`). A sentence that says which of two figures is
higher has its condition beside it (`since`), so that it cannot outlive the figures.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType

from docs.making import essay_comparisons, essay_figures
from docs.making.layout import COMMAND
from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).with_name("essays")
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))
GIVEN: dict[ModuleType, tuple[str, ...]] = {
    essay_figures: (
        *("beside", "claim", "figure", "parameter", "part", "per_cent", "reported", "says", "share", "since"),
        *("sources", "speaker", "times", "value", "verdict", "was", "who"),
    ),
    essay_comparisons: (
        *("apart", "asked", "change", "explained", "of_operations", "pair", "per_hundred", "sum_of", "summed"),
        "weight",
    ),
}
"""Functions that a template may call."""


def page(name: str) -> Iterator[str]:
    """Yield an essay, filled in."""
    places = Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True)
    places.globals.update({name: getattr(module, name) for module, names in GIVEN.items() for name in names})
    places.globals["runs"] = len(essay_figures.runs().values)
    yield from places.get_template(f"{name}.md").render().rstrip("\n").split("\n")
    yield from ("", f"<!-- Written by `{COMMAND}` from docs/making/essays/{name}.md; do not edit. -->")


ESSAYS: dict[str, Callable[[], Iterator[str]]] = {f"essays/{name}.md": partial(page, name) for name in NAMES}
"""The essays by their path below `docs/`."""

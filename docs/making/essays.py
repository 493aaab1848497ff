"""The essays: text with figures that are worked out anew, from the templates in `essays/`.

A template is Markdown in which every figure stands as `{{ ... }}`, a function of `essay_figures.py`. Days and years may
be typed, and nothing else that is a number (`tests/house/test_essays.py`). A sentence that says which of two figures is
higher has its condition beside it (`since`), so that it cannot outlive the figures.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from docs.making import essay_figures
from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).with_name("essays")
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))
GIVEN = (
    *("apart", "asked", "beside", "change", "claim", "explained", "figure", "of_operations", "pair", "parameter"),
    *("part", "per_cent"),
    *("per_hundred", "reported", "says", "share", "since", "sources", "sum_of", "summed", "times", "value"),
    *("verdict", "was", "weight", "who"),
)
"""Functions that a template may call."""


def page(name: str) -> Iterator[str]:
    """Yield an essay, filled in."""
    places = Environment(loader=FileSystemLoader(FOLDER), undefined=StrictUndefined, trim_blocks=True)
    places.globals.update({one: getattr(essay_figures, one) for one in GIVEN})
    places.globals["runs"] = len(essay_figures.runs().values)
    yield from places.get_template(f"{name}.md").render().rstrip("\n").split("\n")


ESSAYS: dict[str, Callable[[], Iterator[str]]] = {f"essays/{name}.md": partial(page, name) for name in NAMES}
"""The essays by their path below `docs/`."""

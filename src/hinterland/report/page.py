"""What every page of HTML is made with: its template, and its style, which stands in the page itself."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from hinterland.report import place_names

HERE = Path(__file__).parent


@cache
def template(name: str) -> Template:
    """Return a template of this folder; texts put into it are escaped, and a name that is not given is an error."""
    known = FileSystemLoader(HERE)
    return Environment(
        loader=known, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template(name)


def style(*names: str) -> str:
    """Return the styles of these files and that by which names of places are switched."""
    return "\n".join((*((HERE / name).read_text(encoding="utf-8").rstrip() for name in names), place_names.style()))

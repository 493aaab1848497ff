"""What a file of a reader's own claims may hold: its columns, the words that may stand in them, and a template.

Everything is read off the tables by which `hinterland.evidence.read` judges such a file.
"""

from typing import Any

from hinterland.engine.quantities import QUANTITIES, SHARES
from hinterland.evidence.model import REQUIRED, SPEAKERS
from hinterland.evidence.package import claim_schema
from hinterland.evidence.wanted import TAKES
from hinterland.report.titles import title_of
from hinterland.theatre.regions import read_regions
from hinterland.web.pack import packed

COLUMNS = (*REQUIRED[:5], "low", "best", "high", "unit", REQUIRED[5], "author", "note")
"""Columns that most files of claims need; others of the ledger are read too."""
FIGURES = ("low", "best", "high")
"""Columns of which a line needs at least one."""
MOST_BYTES = 256 * 1024
"""Size of a file of claims that a page hands in."""
INVENTED = "An invented line: write your own"
LINES = (
    ("mine-1", "rails.cut", "Belarus", "1943-08-03", "1943-09-15", "", "1000", "", "rail", "german", "", INVENTED),
    (
        "mine-2",
        "partisans.strength",
        "Belarus",
        "1943-01",
        "1943-01",
        "2000",
        "",
        "3000",
        "person",
        "soviet",
        "",
        INVENTED,
    ),
)
"""Lines of the template."""


def template() -> str:
    """Return a file of claims with two invented lines, as CSV."""
    return "".join(",".join(cells) + "\n" for cells in (COLUMNS, *LINES))


def file_of() -> bytes:
    """Return the packed file of what a file of claims may hold."""
    return packed(described(), b"")


def described() -> dict[str, Any]:
    """Return what a file of claims may hold, and the template."""
    meanings = {one["name"]: one["description"] for one in claim_schema()["fields"]}
    return {
        "template": template(),
        "most_bytes": MOST_BYTES,
        "columns": [
            {"name": name, "meaning": meanings[name], "needed": name in REQUIRED, "figure": name in FIGURES}
            for name in COLUMNS
        ],
        "speakers": list(SPEAKERS),
        "takes": dict(TAKES),
        "quantities": [{"name": q.name, "title": title_of(q.name), "unit": q.unit} for q in (*QUANTITIES, *SHARES)],
        "regions": [{"id": key, "name": one.name} for key, one in read_regions().items()],
    }

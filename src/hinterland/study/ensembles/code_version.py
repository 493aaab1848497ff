"""What the figures of a run depend on beside what it is given: one short word for the code and the tables.

Two programs with the same word play the same war from the same seed and parameters and read the same figures off it.
"""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.files.sums import sum_of

PACKAGE = Path(__file__).parents[2]
LAYERS = ("core", "files", "evidence", "theatre", "war", "engine")
"""Folders of the package of which all files count."""
READERS = (
    *("ensembles/draws", "ensembles/ensemble", "measurement/ground_indicators", "measurement/indicators"),
    *("measurement/journal_indicators", "measurement/measure", "measurement/needed"),
)
"""Modules of `study/` by which parameters are drawn and figures are read off a run."""
TABLES = ("documented_events.csv", "quantities.csv", "units.csv")
"""Tables of the ledger that the theatre and the engine read; no claim is among them."""
LIBRARIES = ("llvmlite", "numba", "numpy", "scipy")


@cache
def code_version() -> str:
    """Return a word of 16 letters that changes when anything changes that figures of runs depend on."""
    return sum_of([(name, version(name)) for name in LIBRARIES], _files())[:16]


def _files() -> Iterator[tuple[str, Path]]:
    """Yield every file that counts, with a name that is the same wherever the package is installed."""
    modules = [path for layer in LAYERS for path in (PACKAGE / layer).rglob("*.py")]
    modules += [PACKAGE / "study" / f"{name}.py" for name in READERS]
    for path in (PACKAGE / "subsystem.py", *modules):
        yield path.relative_to(PACKAGE).as_posix(), path
    for path in THEATRE.rglob("*.csv"):
        yield f"theatre/{path.relative_to(THEATRE).as_posix()}", path
    for name in TABLES:
        yield f"evidence/{name}", EVIDENCE / name

"""Names that the occupier gave to his operations, in `operation_names.csv`; others are known by their ground or aim.

`name` is the name in English as `decisions.csv` has it, `original` the German one, `verified` how it is known. Where
`regions.csv` has the ground of an operation, `region` is its id there, and `from` and `to` are its days.
"""

import functools
import re
from pathlib import Path

from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import read

COLUMNS = "name original region from to verified"
NAME = re.compile(r"(?:[^,:(]|\([^)]*\))+")
"""A name at the head of what a decision says, with the German one in brackets; then come our words."""


@functools.cache
def operation_names(folder: Path = THEATRE) -> tuple[str, ...]:
    """Return every name in English; raise `Fault` on a row that cannot be read."""
    return tuple(line.text("name") for line in read(folder, "operation_names.csv", COLUMNS))


@functools.cache
def operation_days(folder: Path = THEATRE) -> dict[str, tuple[int, int]]:
    """Return the first and the last day of every operation that has ground of its own, by the id of its region."""
    lines = read(folder, "operation_names.csv", COLUMNS)
    return {line.text("region"): (line.day("from"), line.day("to")) for line in lines if line.text("region")}


def is_named(words: str) -> bool:
    """Whether what a decision says of an operation begins with a name that the occupier gave it."""
    return any(re.match(re.escape(name) + r"\b", words) for name in operation_names())


def described(words: str) -> str:
    """Return the words for an operation of the occupier: the name that he gave it, or else its ground or aim."""
    if not is_named(words):
        return f"an operation of the occupier {words}"
    name = NAME.findall(words)[0]
    return f"the operation so called by the occupier “{name}”{words[len(name) :]}"

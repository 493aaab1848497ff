"""The titles of quantities: what the registry says of one, up to where it goes into detail."""

import re

from hinterland.evidence.registry import quantities

DETAIL = re.compile(r"[;:]|, (?=at one time|at any time|each counted|by |where |the Soviet )")
"""Where the meaning of a quantity goes into detail."""


def title_of(name: str) -> str:
    """Return the title of a quantity in words; that of a name without a meaning, such as an event, is the name."""
    known = quantities().get(name)
    if known is not None:
        return DETAIL.split(known.meaning)[0].strip().rstrip(".")
    words = name.partition(".")[2].replace("_", " ")
    return words[:1].upper() + words[1:]

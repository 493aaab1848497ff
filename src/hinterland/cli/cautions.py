"""Cautions about a user's file, on the error stream: one line each, the first ten of many."""

import sys
from collections.abc import Sequence

from hinterland.files.caution import Caution, first_of


def warn(cautions: Sequence[Caution]) -> None:
    """Say what to beware of in a file that is used."""
    for line in first_of(cautions):
        sys.stderr.write("hinterland: caution: " + " ".join(line.split()) + "\n")
    sys.stderr.flush()

"""The ledger that comes with the package, read once for all studies."""

from hinterland.core.once import once
from hinterland.evidence.ledger import Ledger, load


@once()
def ledger_of_package() -> Ledger:
    """Return the ledger that comes with the package: the same one each time, so nobody may change it."""
    return load()

"""The ledger, read once for all tests of the evidence."""

import shutil
from pathlib import Path

import pytest

from hinterland.core.paths import EVIDENCE
from hinterland.evidence.ledger import Ledger, load


@pytest.fixture(scope="session")
def ledger() -> Ledger:
    return load()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the ledger's folder that a test may spoil."""
    return Path(shutil.copytree(EVIDENCE, tmp_path / "evidence"))

"""A copy of the ledger for tests that spoil it."""

import shutil
from pathlib import Path

import pytest

from hinterland.core.paths import EVIDENCE


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the ledger's folder that a test may spoil."""
    return Path(shutil.copytree(EVIDENCE, tmp_path / "evidence"))

"""A folder that plays the war, written once for all tests of the page."""

from pathlib import Path

import pytest

from hinterland.study.scenario_files import load
from hinterland.web.site import write

SCENARIOS = ("history", "no_airlift", "no_reprisals", "no_rail_order_1943", "mild_winter_1941", "fixed_opinion")
LATE = "fixed_opinion_from_november_1942"
"""A scenario that goes on from history."""
RESOLUTION = 3


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The war on the coarse theatre and five other scenarios, with the hashes of one native war of each."""
    folder: Path = tmp_path_factory.mktemp("site")
    scenarios = [load(name)._replace(resolution=RESOLUTION) for name in SCENARIOS]
    late = load("fixed_opinion")._replace(name=LATE, resolution=RESOLUTION, before=scenarios[0], since=500)
    write(folder, [*scenarios, late], [1])
    return folder

"""Folders that play the war, each written once for all tests of the page."""

from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

import pytest
from tests import golden

import hinterland
from hinterland.study.scenarios.scenario_files import load
from hinterland.web import image, module, shipping
from hinterland.web.pack import unpacked
from hinterland.web.site import write

SCENARIOS = ("history", "no_airlift", "no_reprisals", "no_rail_order_1943", "mild_winter_1941", "fixed_opinion")
LATE = "fixed_opinion_from_november_1942"
"""A scenario that goes on from history."""
SEEDS = range(1, 9)
WARS = [(SCENARIOS[0], seed) for seed in SEEDS] + [(name, 1) for name in SCENARIOS[1:]]
"""Scenarios and seeds of the wars that are played in every browser."""
RESOLUTION = 3
FINE = 4
LAST, SINCE = 60, 25
"""The last day of the brief war, and the day on which a scenario goes on from it."""
BRIEF = load("history")._replace(resolution=RESOLUTION, end=LAST)
BRIEF_OPINION = load("fixed_opinion")._replace(resolution=RESOLUTION, end=LAST)


Natives = dict[tuple[str, int], dict[str, str]]
"""The hashes of native wars by scenario and seed."""


def native_of(site: Path) -> Natives:
    """Return the hashes of native wars that a folder holds."""
    native = unpacked((site / "readings.war").read_bytes())[0]["native"]
    return {(name, int(seed)): both for name, seeds in native.items() for seed, both in seeds.items()}


def history(lines: Iterable[golden.Hashes]) -> Natives:
    """Return lines of the table of known hashes in the form of those of a folder."""
    return {(line.scenario, int(line.seed)): {"world": line.world, "record": line.record} for line in lines}


@pytest.fixture(scope="session")
def short(tmp_path_factory) -> Path:
    """A war of some weeks, and one that goes on from it in another way, with the hashes of native ones."""
    if module.at_hand(module.key_of(*shipping.asked_for())) is None:
        pytest.skip("the module of this source has not been built: make web")
    folder: Path = tmp_path_factory.mktemp("short")
    with patch.object(image, "CHUNK", 1):  # the room of one day, so that the record lies in many pieces
        write(folder, [BRIEF, BRIEF_OPINION._replace(name=LATE, before=BRIEF, since=SINCE)], [1])
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Path:
    """The war on the coarse theatre and five other scenarios, with the hashes of one native war of each."""
    first = load(SCENARIOS[0])._replace(resolution=RESOLUTION)
    late = load("fixed_opinion")._replace(name=LATE, resolution=RESOLUTION, before=first, since=500)
    others = [load(name)._replace(resolution=RESOLUTION) for name in SCENARIOS[1:]]
    folder: Path = tmp_path_factory.mktemp("site")
    write(folder, [first, *others, late], [1])
    return folder


@pytest.fixture(scope="session")
def fine_site(tmp_path_factory) -> Path:
    """The same at the resolution for which the parameters are set."""
    folder: Path = tmp_path_factory.mktemp("fine")
    write(folder, [load(name)._replace(resolution=FINE) for name in SCENARIOS], [1])
    return folder


@pytest.fixture(scope="session")
def native(site) -> Natives:
    """The hashes of every native war on the coarse theatre."""
    return history(golden.read()) | native_of(site)


@pytest.fixture(scope="session")
def fine_native(fine_site) -> Natives:
    """The same at the resolution for which the parameters are set."""
    runs = (hinterland.run(SCENARIOS[0], seed=seed, resolution=FINE) for seed in SEEDS[1:])
    return history(map(golden.hashes_of, runs)) | native_of(fine_site)

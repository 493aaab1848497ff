"""Every scenario of the package stands beside the image of history: in a small file, and as the native war."""

from pathlib import Path

import pytest
from tests.web import node
from tests.web.conftest import FINE, RESOLUTION, native_of

from hinterland.engine.day import SCHEDULE
from hinterland.study.scenarios import scenario_files
from hinterland.study.scenarios.scenario_files import load
from hinterland.web.differences import difference
from hinterland.web.image import image_of, module_of, parts_of
from hinterland.web.site import write

pytestmark = [node.needed, pytest.mark.slow]
DIFFERENCE = 20_000
"""Bytes that a further scenario may take."""
FIRST = "history"
OTHERS = [name for name in scenario_files.names() if name != FIRST]


@pytest.fixture(scope="module")
def all_of_them(tmp_path_factory) -> Path:
    """Every scenario on the coarse theatre, with the hashes of a native war of each."""
    folder: Path = tmp_path_factory.mktemp("all")
    write(folder, [load(name)._replace(resolution=RESOLUTION) for name in (FIRST, *OTHERS)], [1])
    return folder


def test_that_every_scenario_is_the_native_war(all_of_them):
    native = native_of(all_of_them)
    made = node.play(all_of_them, [{"seed": 1, "scenario": name} for name in OTHERS])
    differ = {name for name, war in zip(OTHERS, made, strict=True) if war["record"] != native[FIRST, 1]["record"]}
    print(f"as history: {sorted(set(OTHERS) - differ)}")  # noqa: T201
    assert len(differ) > len(OTHERS) / 2, "wars that do not differ test nothing"
    for name, war in zip(OTHERS, made, strict=True):
        assert {"world": war["world"], "record": war["record"]} == native[name, 1], name


def test_that_every_scenario_is_a_small_file_at_the_resolution_of_the_parameters():
    parts = parts_of(load(FIRST)._replace(resolution=FINE), SCHEDULE)
    image = image_of(parts, module_of(parts).free)
    sizes = {name: len(difference(image, parts, load(name)._replace(resolution=FINE))) for name in OTHERS}
    print(sorted(sizes.items(), key=lambda one: -one[1]))  # noqa: T201
    assert max(sizes.values()) <= DIFFERENCE

"""Some weeks of the war in Node, to the last bit: the part of the tests of the page that takes seconds.

To build the module takes minutes, so that this is done by `make web`, which `.ci/run` calls.
"""

from pathlib import Path

import pytest
from tests.web import node
from tests.web.conftest import native_of

from hinterland.study.scenario_files import load
from hinterland.web import module, shipping
from hinterland.web.site import write

pytestmark = node.needed
LAST = 60
"""The last day that is played."""


@pytest.fixture(scope="module")
def short(tmp_path_factory) -> Path:
    """A war of some weeks and one without an airlift, with the hashes of native ones."""
    if module.at_hand(*shipping.asked_for()) is None:
        pytest.skip("the module of this source has not been built: make web")
    folder: Path = tmp_path_factory.mktemp("short")
    write(folder, [load(name)._replace(resolution=3, end=LAST) for name in ("history", "fixed_opinion")], [1])
    return folder


def test_that_some_weeks_are_the_native_ones_in_every_bit(short):
    native = native_of(short)
    wars = node.play(short, [{"seed": 1}, {"seed": 1, "scenario": "fixed_opinion"}])
    made = [{"world": war["world"], "record": war["record"]} for war in wars]
    assert made == [native["history", 1], native["fixed_opinion", 1]]
    assert made[0] != made[1]

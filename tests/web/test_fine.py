"""At the resolution for which the parameters are set: the same wars, in files and memory as small as promised."""

import gzip

import pytest
from tests.web import node
from tests.web.conftest import SCENARIOS, WARS

pytestmark = [node.needed, pytest.mark.slow]
MODULE, IMAGE, DIFFERENCE, MEMORY = 150_000, 1_200_000, 20_000, 200_000_000
"""Bytes at most: the module as it is sent, the image, a further scenario, and what a war takes up."""


def test_that_eight_wars_and_six_scenarios_are_the_native_wars(fine_site, fine_native):
    order = [{"seed": seed} | ({"scenario": name} if name != SCENARIOS[0] else {}) for name, seed in WARS]
    made = node.play(fine_site, order)
    assert [{"world": war["world"], "record": war["record"]} for war in made] == [fine_native[war] for war in WARS]
    assert len({war["record"] for war in made}) == len(WARS), "wars that do not differ test nothing"
    assert max(war["bytes"] for war in made) <= MEMORY


def test_that_its_files_are_as_small_as_promised(fine_site):
    assert len(gzip.compress((fine_site / "hinterland.wasm").read_bytes(), 9)) <= MODULE
    assert (fine_site / "image.war").stat().st_size <= IMAGE
    assert max((fine_site / f"{name}.war").stat().st_size for name in SCENARIOS[1:]) <= DIFFERENCE

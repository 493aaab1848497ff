"""Each of six scenarios on each of eight seeds, at both resolutions, is the native war to the last bit."""

import pytest
from tests import golden
from tests.web import node
from tests.web.conftest import FINE, RESOLUTION, SCENARIOS, SEEDS

import hinterland

pytestmark = [node.needed, pytest.mark.slow]
PAIRS = [(name, seed) for name in SCENARIOS for seed in SEEDS]


def native(name: str, seed: int, resolution: int) -> dict[str, str]:
    """Return the hashes of a native war."""
    line = golden.hashes_of(hinterland.run(name, seed=seed, resolution=resolution))
    return {"world": line.world, "record": line.record}


@pytest.mark.parametrize(("folder", "resolution"), [("site", RESOLUTION), ("fine_site", FINE)])
def test_that_every_scenario_on_every_seed_is_the_native_war(folder, resolution, request):
    order = [{"seed": seed} | ({"scenario": name} if name != SCENARIOS[0] else {}) for name, seed in PAIRS]
    made = node.play(request.getfixturevalue(folder), order)
    assert len({war["record"] for war in made}) == len(PAIRS), "wars that do not differ test nothing"
    for pair, war in zip(PAIRS, made, strict=True):
        assert {"world": war["world"], "record": war["record"]} == native(*pair, resolution), pair

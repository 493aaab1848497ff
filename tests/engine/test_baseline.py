"""What a known run comes to, so that a change of results is seen and said.

When results move on purpose, run `HINTERLAND_REBASE=1 make test ARGS=tests/engine/test_baseline.py`, read the
difference in git, and say why in the change.
"""

import json
import os
import platform
from pathlib import Path

import pytest
from tests import golden

from hinterland.engine.quantities import find

FILE = Path(__file__).parents[1] / "baseline" / "coarse.json"
NAMES = (
    "partisans.strength",
    "partisans.in_contact",
    "partisans.joined",
    "partisans.dead",
    "detachments.count",
    "brigades.count",
    "rails.cut",
    "trains.derailed",
    "railway.attacks",
    "garrisons.destroyed",
    "expeditions.count",
    "civilians.killed",
    "people.deported",
    "zones.area",
    "airlift.tonnes",
    "food.forced",
)


def figures(run) -> dict[str, float]:
    """Return what the run came to: the sum of every flow, the mean of every stock, and two reports."""
    sums = {name: run.sum(name) if find(name).kind == "flow" else run.mean(name) for name in NAMES}
    sums["rails.cut (soviet)"] = run.sum("rails.cut", said_by="soviet")
    sums["rails.cut (german)"] = run.sum("rails.cut", said_by="german")
    return sums


def test_that_a_known_run_comes_to_what_it_came_to(coarse):
    now = figures(coarse)
    if os.environ.get("HINTERLAND_REBASE"):
        FILE.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        pytest.fail("the baseline was written anew; read the difference and run again without HINTERLAND_REBASE")
    then = json.loads(FILE.read_text(encoding="utf-8"))
    here = platform.system() == "Linux" and platform.machine() == "x86_64"
    assert now == (then if here else pytest.approx(then, rel=0.03))


def test_that_a_known_war_has_its_known_hashes(coarse):
    known = {(line.scenario, line.seed, line.resolution): line for line in golden.read()}
    found = golden.hashes_of(coarse)
    assert found == known[found.scenario, found.seed, found.resolution]

"""In a war that goes through every kernel, no two decisions use one random number."""

import json
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
WATCHED = """
import collections, json, sys
import numpy as np
from hinterland.core import chance
from tests.engine.test_same_bits import DAYS, fingerprint

first, twice, fraction = {}, collections.Counter(), chance.fraction

def watch(h):
    asked = sys._getframe(2)
    place = f"{asked.f_globals['__name__']}.{asked.f_code.co_name}"
    if int(h) in first:
        twice[place] += 1
    first[int(h)] = place
    return fraction(h)

chance.fraction = watch
with np.errstate(over="ignore"):
    fingerprint(1)
print(json.dumps([len(first), twice]))
"""
"""Counts the 64 bits behind every draw: they depend on the seed, the day, the stream, the unit and its number `n`."""
SHARED = {"hinterland.war.lines.airlift.step"}
"""One draw that is meant for many: the weather over a zone on one night, for all the detachments in it."""


def test_that_no_two_decisions_of_a_busy_war_use_one_number():
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        env={"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": f"{TOP / 'src'}:{TOP}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    draws, twice = json.loads(done.stdout)
    assert draws > 50_000
    assert set(twice) == SHARED

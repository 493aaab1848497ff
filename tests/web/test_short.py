"""Some weeks of the war in Node, to the last bit: the part of the tests of the page that takes seconds.

To build the module takes minutes, so that this is done by `make web`, which `.ci/run` calls.
"""

from tests.web import node
from tests.web.conftest import BRIEF, BRIEF_OPINION, LATE, SINCE, native_of

from hinterland.engine.fingerprint import hash_of_record, hash_of_world
from hinterland.engine.run import play
from hinterland.engine.scenario import Scenario

pytestmark = node.needed
CHANGED = {"rail.guards_half": 12.0, "population.initial_support_soviet": 0.55}
"""Parameters of which the second is read before the first day."""


def both(war):
    """Return the hashes of a war that Node played."""
    return {"world": war["world"], "record": war["record"]}


def here(scenario: Scenario) -> dict[str, str]:
    """Return the hashes of a war that is played natively."""
    played = play(scenario, 1)
    return {"world": hash_of_world(played.world), "record": hash_of_record(played.record)}


def test_that_some_weeks_are_the_native_ones_in_every_bit_whatever_was_set_before(short):
    late = {"seed": 1, "scenario": LATE}
    wars = [{"seed": 1, "parameters": CHANGED}, late | {"parameters": CHANGED}, late, {"seed": 1}]
    made = [both(war) for war in node.play(short, wars)]
    changed = BRIEF._replace(parameters=CHANGED)
    both_changed = {**BRIEF_OPINION.parameters, **CHANGED}
    changed_late = BRIEF_OPINION._replace(parameters=both_changed, before=changed, since=SINCE)
    native = native_of(short)
    assert made == [here(changed), here(changed_late), native[LATE, 1], native["history", 1]]
    assert len({war["record"] for war in made}) == len(made), "wars that do not differ test nothing"

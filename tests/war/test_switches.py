"""Every system of the documents can be left out, and is then out of the war."""

import numpy as np
import pytest
from tests import small

from hinterland.engine.parameters import choose_parameters
from hinterland.study.scenarios import scenario_files
from hinterland.study.systems.works import read_systems, read_works
from hinterland.theatre.assemble import load

SYSTEMS = read_systems()

# What a scenario switches off, and a field of the small war that must then be nothing to the end.
OUT = [
    ("zones", "enabled", ("zones", "control")),
    ("recruitment", "enabled", ("recruitment", "organised")),
    ("supply", "enabled", ("supply", "recently_seized")),
    ("expeditions", "enabled", ("expeditions", "used")),
    ("brigades", "enabled", ("brigades", "used")),
    ("security", "enabled", ("security", "police")),
    ("ambushes", "enabled", ("ambushes", "on_soldiers")),
    ("economic_raids", "enabled", ("economic_raids", "raids")),
]


@pytest.mark.parametrize(("group", "name", "field"), OUT, ids=lambda v: v if isinstance(v, str) else v[1])
def test_that_what_is_switched_off_leaves_nothing_behind(group, name, field):
    seen = {1.0: 0.0, 0.0: 0.0}
    for on in seen:

        def each(world, day, on=on):
            seen[on] += float(np.abs(getattr(getattr(world, field[0]), field[1])).sum())

        small.war(300, parameters=small.parameters_with(**{group: {name: on}}), each=each)
    assert seen[0.0] == 0.0 < seen[1.0]


def test_that_nobody_of_the_place_joins_where_every_way_to_join_is_off():
    ways = ("recruitment", "persecution", "volunteers", "underground_aid")
    off = small.parameters_with(**{way: {"enabled": 0.0} for way in ways})
    with_ways, without = (
        small.sums(("recruitment.joined_local",), 200, range(1, 2), parameters).sum() for parameters in (None, off)
    )
    assert without == 0.0 < with_ways


def test_that_no_post_is_attacked_and_no_mind_changed_where_that_is_off():
    assert (
        small.sums(("attacks.posts_attacked",), 200, range(1, 2), small.parameters_with(attacks={"enabled": 0.0})).sum()
        == 0.0
    )
    still = small.parameters_with(
        population={"enabled": 0.0},
        propaganda={"persuasion_per_week": 0.0, "axis_support_loss_per_week": 0.0},
        terror={"opinion_polarisation": 0.0},
    )
    eve = small.begin(still, small.land()).population.support_soviet
    assert small.war(200, parameters=still).population.support_soviet == pytest.approx(eve)


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=lambda s: s.id)
def test_that_every_system_is_left_out_by_a_scenario_of_its_own(system):
    scenario = scenario_files.load(system.off)
    choose_parameters(scenario.parameters)
    assert [s.id for s in SYSTEMS.values() if s.off == system.off] == [system.id]


def test_that_every_system_has_a_sign_of_an_effect():
    signed = {w.system for w in read_works(load(3)) if w.kind == "interaction"}
    assert signed == set(SYSTEMS)

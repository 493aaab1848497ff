"""From a name to its place in the source in one step: declarations of numbers, kernels that produce outcomes."""

import random

import pytest

from hinterland.core.declare import specs
from hinterland.engine.day import SCHEDULE
from hinterland.engine.origins import declaration, kernel, producers, subsystem
from hinterland.engine.quantities import NAMES

DECLARED = [f"{group}.{name}" for group, cls in SCHEDULE.parameters.items() for name in specs(cls)]
SOME = random.Random(12).sample(DECLARED, 20)
OUTCOMES = random.Random(12).sample(NAMES, 12)


@pytest.mark.parametrize("name", SOME)
def test_that_a_parameter_is_found_at_its_declaration(name):
    at = declaration(SCHEDULE, name)
    assert at is not None
    line = at.path.read_text(encoding="utf-8").splitlines()[at.line - 1]
    assert line.startswith(f"    {name.partition('.')[2]}: float = ")
    assert at.path.stem == name.partition(".")[0]


@pytest.mark.parametrize("name", OUTCOMES)
def test_that_an_outcome_is_found_at_the_kernels_that_produce_it(name):
    found = producers(SCHEDULE, name)
    assert found
    for one in found:
        line = one.path.read_text(encoding="utf-8").splitlines()[one.line - 1]
        assert line.startswith(f"def {one.name.partition('.')[2]}(")


def test_that_events_are_traced_to_the_kernels_that_record_them():
    assert [one.name for one in producers(SCHEDULE, "rails.cut")] == ["rail.step"]
    assert "terror.kill" in [one.name for one in producers(SCHEDULE, "terror.acts")]


def test_that_each_speaker_has_producers_of_its_own():
    assert [one.name for one in producers(SCHEDULE, "rails.cut", "soviet")] == ["staffs.pass_up"]
    assert "clashes.step" not in [one.name for one in producers(SCHEDULE, "rails.cut", "german")]
    assert producers(SCHEDULE, "partisans.women", "german") == []


def test_that_every_kernel_and_subsystem_of_the_schedule_is_found():
    for step in SCHEDULE:
        at, begins = kernel(SCHEDULE, step.name), subsystem(SCHEDULE, step.subsystem.name)
        assert at is not None
        assert begins is not None
        assert at.path == begins.path
        assert at.path.stem == step.subsystem.name
    assert kernel(SCHEDULE, "rail.nothing") is None
    assert subsystem(SCHEDULE, "nothing") is None

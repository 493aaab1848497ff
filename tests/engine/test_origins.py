"""From a name to its place in the source in one step: declarations of numbers, kernels that produce outcomes."""

import random

import pytest

from hinterland.core.declare import specs
from hinterland.engine.day import SCHEDULE
from hinterland.engine.origins import declaration, producers
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

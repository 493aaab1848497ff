"""From a name to its place in the source in one step: declarations of numbers, kernels that produce outcomes."""

import random
import re

import pytest

from hinterland.core import movements, nationality, origin
from hinterland.core.declare import specs
from hinterland.engine.catalogue import fields
from hinterland.engine.day import SCHEDULE
from hinterland.engine.observed.columns import COLUMNS, IN_HIDING, KINDS, MOVEMENTS, ORIGINS, RESULTS, in_words
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.origins import declaration, kernel, producers, subsystem
from hinterland.engine.quantities import NAMES, QUANTITIES
from hinterland.war.civilians import persecution
from hinterland.war.reporting import staffs

DECLARED = [f"{group}.{name}" for group, cls in SCHEDULE.parameters.items() for name in specs(cls)]
SOME = random.Random(12).sample(DECLARED, 20)
OUTCOMES = random.Random(12).sample(NAMES, 12)


def raising(name: str, said_by: str | None = None) -> list[str]:
    """Return the names of the kernels that raise a quantity."""
    return [one.name for one in producers(SCHEDULE, name, said_by).raising]


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
    assert found.raising or found.others
    for one in (*found.raising, *found.others):
        line = one.path.read_text(encoding="utf-8").splitlines()[one.line - 1]
        assert line.startswith(f"def {one.name.partition('.')[2]}(")


def test_that_events_are_traced_to_the_kernels_that_record_them():
    assert raising("rails.cut") == ["rail.step"]
    assert "terror.kill" in raising("terror.acts")


def test_that_each_speaker_has_producers_of_its_own():
    assert raising("rails.cut", "soviet") == ["staffs.pass_up"]
    assert "clashes.step" not in raising("rails.cut", "german")
    assert producers(SCHEDULE, "partisans.women", "german") == ([], [])


def test_that_kernels_that_only_take_people_or_move_them_do_not_raise_a_stock():
    found = producers(SCHEDULE, "partisans.strength")
    raised, others = ({one.name for one in part} for part in found)
    assert {"detachments.found", "corridor.step", "medical_care.step"} <= raised
    assert {"drives.step", "break_outs.step", "movement.step", "demobilisation.step"} <= others
    assert raised & others == set()
    day = list(dict.fromkeys(step.name for step in SCHEDULE))
    for part in found:
        assert [one.name for one in part] == sorted((one.name for one in part), key=day.index)


def test_that_every_array_of_several_columns_has_a_name_for_each():
    wide = {one["name"]: one["wide"] for one in fields() if one["wide"]}
    assert {name: len(columns) for name, columns in COLUMNS.items()} == wide


def test_that_the_names_of_columns_stand_in_the_order_of_their_constants():
    assert [RESULTS[k] for k in (staffs.RAILS, staffs.POSTS, staffs.STATIONS)] == ["rails", "posts", "stations"]
    assert [ORIGINS[k] for k in (origin.STRAGGLER, origin.DEFECTOR)] == ["stragglers", "defectors"]
    assert [KINDS[k] for k in (nationality.WOMEN, nationality.JEWISH, nationality.UKRAINIAN)] == [
        "women", "Jews", "Ukrainians",
    ]  # fmt: skip
    assert [MOVEMENTS[k] for k in (movements.POLISH, movements.LEFT)] == ["Polish", "left of Poland"]
    assert IN_HIDING[persecution.UNARMED] == "men without a weapon"


def test_that_no_source_of_a_quantity_is_spelled_with_a_number():
    for q in QUANTITIES:
        for said_by in (None, *SIDES):
            assert re.search(r"\[|column", in_words(q.sources(said_by))) is None, q.name


def test_that_every_kernel_and_subsystem_of_the_schedule_is_found():
    for step in SCHEDULE:
        at, begins = kernel(SCHEDULE, step.name), subsystem(SCHEDULE, step.subsystem.name)
        assert at is not None
        assert begins is not None
        assert at.path == begins.path
        assert at.path.stem == step.subsystem.name
    assert kernel(SCHEDULE, "rail.nothing") is None
    assert subsystem(SCHEDULE, "nothing") is None

"""What a kernel reads and writes is found in its source, through the kernels that it calls."""

from tests.example_group import market, mill, week

from hinterland.engine.day import SCHEDULE
from hinterland.engine.reading import ITSELF, access, touched, writers


def test_that_fields_are_found_through_the_kernels_that_are_called():
    found = access(week.py_func)
    assert found.writes == {"granary": {"grain", "flour"}, "other": {ITSELF}, "rate": frozenset()}
    assert found.reads == {"granary": {"grain", "flour", "keys"}, "other": {ITSELF}, "rate": frozenset()}


def test_that_a_field_is_found_under_the_name_it_has_in_the_called_kernel():
    assert access(mill.py_func).writes["granary"] == {"grain", "flour"}


def test_that_what_is_only_set_is_not_read():
    found = access(market.py_func)
    assert found.writes["granary"] == {"grain"}
    assert found.reads == {"granary": {"grain"}, "today": frozenset()}, "its size is read"


def test_that_a_step_tells_what_it_touches_by_full_name():
    (step,) = (s for s in SCHEDULE if s.name == "rail.step")
    reads, writes = touched(step)
    assert {"rail.rails_destroyed", "rail.actions", "journal.kind", "mines.hidden", "population.partisans_dead"} <= set(
        writes
    )
    assert "rail.guards_half" in reads, "its own parameters bear the name of the subsystem"
    assert "forcing.strip" in reads
    assert not [name for name in writes if name.startswith(("forcing.", "land.", "today."))]


def test_that_who_writes_an_array_is_found():
    assert [s.name for s in writers(SCHEDULE, "rail.trains_derailed")] == ["rail.step", "rail.set_off"]

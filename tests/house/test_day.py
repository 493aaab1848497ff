"""The schedule holds every subsystem, and a kernel writes its own arrays and what it may draw down."""

import ast
import inspect
from pathlib import Path

import pytest

from hinterland.core import membership, movements, police, ring
from hinterland.engine import day
from hinterland.engine.day import SCHEDULE

WAR = Path(day.__file__).parents[1] / "war"
MODULES = sorted(p for p in WAR.rglob("*.py") if p.stem != "__init__")
PATHS = {path.stem: path for path in MODULES}

# People and things go from hand to hand: whoever moves them takes from one stock and adds to another.
STOCKS = {
    "detachments": "people men men_in_cell wounded rifles explosive food",
    "population": "rural urban stragglers prisoners red_army conscripted evacuated partisans_dead "
    "civilians_killed deported food grain_harvested grain_taken",
    "recruitment": "forming joined joined_local",
    "reserves": "waiting",
    "supply": "scattered captured lost explosive_used moscow_rifles moscow_explosive",
    "security": "police",
    "collaboration": "officials village_guards",
}
# Counts of the day that more than one subsystem adds to.
COUNTS = {
    "detachments": "killed departed founded",
    "population": "villages_burned killed_expedition killed_reprisal grievance grain_eaten "
    "townspeople_evacuated evacuated_today deported_today",
    "security": "police_fallen",
    "attacks": "posts_attacked police_dead axis_dead",
    "drives": "partisans_dead partisans_captured axis_dead partisans_killed own_dead captured executed weapons",
}
# What else one subsystem changes in another, and why.
ARRANGED = {
    "orders": {"detachments.goal", "detachments.rail_quota"},  # an order is kept by those who are to obey it
    "marches": {"detachments.goal"},  # a unit goes where documents have it
    "demobilisation": {"detachments.reported_strength"},  # a detachment whose ground is free is on no list any more
    "radio": {"detachments.radio", "detachments.contact", "detachments.days_silent", "detachments.reported_strength"},
    "brigades": {"detachments.brigade"},
    # A unit that the documents name has a base and experience of its own, and is known to a staff.
    "named_detachments": {
        "detachments.named",
        "detachments.base",
        "detachments.skill",
        "detachments.reported_strength",
    },
    "movement": {"detachments.cell", "detachments.goal"},
    "camps": {"detachments.skill", "detachments.cohesion"},
    "murder_of_the_jews": {
        "persecution.confined",  # who is murdered, brought or taken elsewhere is given from outside
        "persecution.murdered",
        "persecution.murdered_today",
        "persecution.in_hiding",  # those alive are free when the occupation ends
    },
    "family_camps": {
        "persecution.in_hiding",  # a family camp takes in those whom no detachment has taken
        "persecution.murdered",  # and its Jews may be given up
        "persecution.murdered_today",
    },
    "jewish_units": {
        "persecution.in_hiding",  # men in hiding found a unit of their own
        "persecution.admitted",
        "persecution.admitted_by_detachment",
        "detachments.apart",
    },
    "attacks": {"detachments.skill"},
    "ambushes": {"detachments.skill"},
    # A ring is left: a detachment goes to a cell outside it.
    "cordon": {"detachments.cell"},
    "drives": {"detachments.skill", "detachments.cell", "cordon.enclosed"},
    "homecoming": {"detachments.cell"},  # it goes back to the district from which it was driven
    "break_outs": {"detachments.cell", "cordon.enclosed", "dispersal.rifles"},
    "combing": {
        "population.fear",
        "dispersal.people",
        "dispersal.rifles",
        "persecution.in_hiding",  # Jews in hiding are found and murdered
        "persecution.murdered",
        "persecution.murdered_today",
    },
    "rear_reports": {"journal.claimed", "journal.found"},
    "unit_returns": {"journal.claimed"},
    "axis_returns": {"journal.found"},
    "searches": {"detachments.skill"},
    "reprisals": {"population.fear"},
    "national_movements": {
        "population.support_soviet"
    },  # where a movement reaches the people, they keep away from the Soviet side
    "clashes": {
        "national_movements.strength",
        "national_movements.fallen",
        "national_movements.rifles",
    },  # its losses and arms
    "village_burnings": {"national_movements.network"},  # those who live near a burned village turn to the movement
    "quarrels": {
        "national_movements.strength",
        "national_movements.fallen",
        "national_movements.rifles",
        "national_movements.rifles_acquired",
    },  # the same of its fights with others
    "supply": {"detachments.hungry", "population.support_soviet"},
    # Killing those who serve moves two sides apart.
    "terror": {"population.support_soviet", "population.support_axis"},
    "defection": {
        "forces.men",
        "forces.native_men",
        "forces.establishment",
        "forces.morale",
    },  # men who leave their unit
    "propaganda": {
        "population.support_soviet",
        "population.support_axis",
    },  # the word changes minds, a little and slowly
    "attempts": {"detachments.rail_quota"},  # whoever goes out under an order has done a part of it
    "rail": {"mines.hidden"},  # whoever lays a mine of long delay leaves it to itself
    "traffic": {
        "rail.rails_missing",
        "rail.wreck_h",
        "structures.bridge_h",
        "structures.main_bridge_h",
        "structures.station_h",
        "structures.telegraph_h",
    },  # repair
    "border_raids": {"detachments.cell"},  # a detachment may cross the front as a whole
    "raid_bases": {"detachments.base", "detachments.goal"},  # a base that is lost or idle is one no more
    # The will of people abroad is that of their resistance; in frost detachments go back across the front.
    "abroad": {"population.support_soviet", "detachments.goal"},
    "reports": {"journal.claimed", "journal.found"},  # each side's word on an event
}
# What people do to the books of a detachment or movement is told once, in core; arguments are named after the groups.
BOOKS = {
    node.name: node
    for module in (membership, movements, police, ring)
    for node in ast.parse(inspect.getsource(module)).body
    if isinstance(node, ast.FunctionDef) and node.name != "new_detachment"
}
SHARED = {f"{g}.{n}" for part in (STOCKS, COUNTS) for g, names in part.items() for n in names.split()}


def written(tree: ast.AST) -> set[str]:
    """Return the arrays that some code writes, or hands to a function of `core` that writes them."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            found.add(ast.unparse(node.value))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"draw_down", "pour", "take"}:
            found.add(ast.unparse(node.args[0]))
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in BOOKS:
            found |= written(BOOKS[ast.unparse(node.func)])
    return found


def foreign(path: Path) -> set[str]:
    """Return the arrays of other files that a file writes."""
    found = written(ast.parse(path.read_text(encoding="utf-8")))
    return {name for name in found if (group := name.partition(".")[0]) in SCHEDULE.states and group != path.stem}


def test_that_every_subsystem_has_its_place_in_the_day():
    assert set(SCHEDULE.subsystems) == {path.stem for path in MODULES}
    assert len(MODULES) == len({path.stem for path in MODULES}), "the name of a subsystem is its own"


def test_that_a_subsystem_is_told_with_the_part_of_the_war_to_which_it_belongs():
    parts = {path.stem: path.parent.name for path in MODULES}
    assert {name: one.part for name, one in SCHEDULE.subsystems.items()} == parts


def test_that_every_kernel_of_the_day_acts_in_it():
    """A kernel that is made with `daily` or `weekly` and that the schedule does not name would never act."""
    made = {
        f"{path.stem}.{node.name}"
        for path in MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(d).partition("(")[0] in {"daily", "weekly"} for d in node.decorator_list)
    }
    assert made - {"population.settle"} == {step.name for step in SCHEDULE}, "people are settled on the eve"


def test_that_arguments_come_in_the_order_of_the_house():
    """Own state first, then that of others, then facts of the run, parameters and the day."""
    for step in SCHEDULE:
        states = [n for n in step.needs if n in SCHEDULE.states]
        given = [n for n in step.needs if n not in SCHEDULE.states]
        assert list(step.needs) == states + given, step.name
        last = [n for n in given if n in ("parameters", "today")]
        assert given[len(given) - len(last) :] == last == sorted(last), step.name
        own = step.subsystem.name
        assert own not in states or states[0] == own, step.name


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_that_a_subsystem_writes_its_own_arrays_and_what_it_may_draw_down(path):
    assert foreign(path) - SHARED - ARRANGED.get(path.stem, set()) == set()


def test_that_no_arrangement_outlives_its_use():
    used = {name for path in MODULES for name in foreign(path)}
    idle = {f"{stem}: {name}" for stem, names in ARRANGED.items() for name in names - foreign(PATHS[stem])}
    assert idle == set()
    assert SHARED - used == set()

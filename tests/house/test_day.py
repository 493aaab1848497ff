"""The day is one page of straight calls, and a kernel writes its own arrays and what it may draw down."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from hinterland.core import ranks
from hinterland.engine import day
from hinterland.engine.world import World

WAR = Path(day.__file__).parents[1] / "war"
MODULES = sorted(p for p in WAR.glob("*.py") if p.stem != "__init__")
OWNER = {group: inspect.getmodule(cls).__name__.rpartition(".")[2] for group, cls in World.__annotations__.items()}
LAST = ["rules", "today", "first"]

# People and things go from hand to hand: whoever moves them takes from one stock and adds to another.
STOCKS = {
    "detachments": "people men here wounded rifles explosive food",
    "people": "rural urban stragglers prisoners red_army army evacuated food fallen dead deported grown taken",
    "recruits": "forming joined joined_local",
    "stores": "scattered captured lost explosive_used moscow_rifles moscow_explosive",
    "security": "police",
}
# Counts of the day that more than one subsystem adds to.
COUNTS = {
    "detachments": "killed left",
    "people": "burned killed_expedition killed_reprisal wrong eaten moved_east evacuated_today deported_today",
    "security": "police_fallen",
    "fights": "attacks police_dead axis_dead",
}
# What else one subsystem changes in another, and why.
ARRANGED = {
    "command": {"detachments.goal", "detachments.quota"},  # an order is kept by those who are to obey it
    "disposal": {"detachments.known"},  # a detachment whose ground is free is on no list any more
    "radio": {"detachments.radio", "detachments.contact", "detachments.silent", "detachments.known"},
    "brigades": {"detachments.brigade"},
    "movement": {"detachments.cell", "detachments.goal"},
    "camps": {"detachments.skill", "detachments.spirit"},
    "families": {
        "persecution.forest",  # a family camp takes in those whom no detachment has taken
        "persecution.murdered",  # and its Jews may be given up
        "persecution.murdered_today",
    },
    "fights": {"detachments.skill"},
    "expeditions": {"detachments.skill", "people.fear"},
    "reprisals": {"people.fear"},
    "rivals": {"population.soviet"},  # where a movement reaches the people, they keep away from the Soviet side
    "clashes": {
        "rivals.strength",
        "national_movements.fallen",
        "national_movements.network",
        "rivals.rifles",
    },  # its losses, anger and arms
    "supply": {"detachments.hungry", "population.soviet"},
    # Killing those who serve moves two sides apart.
    "collaboration": {"population.soviet", "population.german"},
    "defection": {"forces.men", "forces.native", "forces.full", "forces.spirit"},  # men who leave their unit
    "propaganda": {"population.soviet", "population.german"},  # the word changes minds, a little and slowly
    "rail": {"detachments.quota", "mines.hidden"},  # whoever lays a mine of long delay leaves it to itself
    "mines": {"rail.actions", "rail.derailed", "rail.struck", "rail.wrecked_h", "rail.wreck_new_h"},  # it goes off
    "traffic": {
        "rail.out",
        "rail.bridge_h",
        "rail.span_h",
        "rail.station_h",
        "rail.wire_h",
        "rail.wrecked_h",
    },  # repair
    # A group goes out from its base and comes back; a base that is lost or idle is one no more.
    "forays": {"detachments.cell", "detachments.base", "detachments.goal"},
    # The will of people abroad is that of their resistance; in frost detachments go back across the front.
    "abroad": {"population.soviet", "detachments.goal"},
    "reports": {"journal.claimed", "journal.found"},  # each side's word on an event
}
# What people do to the books of a detachment is told once, in core; its arguments are named after the groups.
BOOKS = {
    node.name: node
    for node in ast.parse(inspect.getsource(ranks)).body
    if isinstance(node, ast.FunctionDef) and node.name not in {"clear", "free_row"}
}
SHARED = {f"{g}.{n}" for part in (STOCKS, COUNTS) for g, names in part.items() for n in names.split()}


def calls() -> Iterator[tuple[ast.Call, ast.FunctionDef]]:
    """Yield every call of the day with the definition of the kernel that it calls."""
    for line in ast.parse(inspect.getsource(day.step_day)).body[0].body[1:]:
        call = line.value
        tree = ast.parse((WAR / f"{call.func.value.id}.py").read_text(encoding="utf-8"))
        yield call, next(n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == call.func.attr)


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
    return {name for name in found if OWNER.get(name.partition(".")[0], path.stem) != path.stem}


def test_that_the_day_is_a_straight_list_of_calls():
    body = ast.parse(inspect.getsource(day.step_day)).body[0].body
    assert isinstance(body[0], ast.Expr)
    assert isinstance(body[0].value, ast.Constant), "the day begins with a sentence on it"
    assert len(body) > 20
    for line in body[1:]:
        assert isinstance(line, ast.Expr)
        assert isinstance(line.value, ast.Call)
        assert not line.value.keywords


def test_that_every_subsystem_has_its_place_in_the_day():
    called = {call.func.value.id for call, _ in calls()}
    assert called == {path.stem for path in MODULES}


def test_that_an_argument_is_named_after_what_is_handed_in():
    for call, kernel in calls():
        handed = [a.attr if isinstance(a, ast.Attribute) else a.id for a in call.args]
        named = [a.arg for a in kernel.args.args]
        rules = ["rules" if ast.unparse(a).startswith("r.") else h for a, h in zip(call.args, handed, strict=True)]
        assert named == rules, ast.unparse(call)


def test_that_arguments_come_in_the_order_of_the_house():
    """Own state first, then that of others, then facts from outside, rules and the day."""
    for call, kernel in calls():
        names = [a.arg for a in kernel.args.args]
        states = [n for n in names if n in OWNER]
        given = [n for n in names if n not in OWNER]
        assert names == states + given, ast.unparse(call)
        assert given == sorted(given, key=lambda n: LAST.index(n) if n in LAST else -1), ast.unparse(call)
        own = [n for n in states if OWNER[n] == call.func.value.id]
        assert not own or states[0] == own[0], ast.unparse(call)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_that_a_subsystem_writes_its_own_arrays_and_what_it_may_draw_down(path):
    assert foreign(path) - SHARED - ARRANGED.get(path.stem, set()) == set()


def test_that_no_arrangement_outlives_its_use():
    used = {name for path in MODULES for name in foreign(path)}
    idle = {f"{stem}: {name}" for stem, names in ARRANGED.items() for name in names - foreign(WAR / f"{stem}.py")}
    assert idle == set()
    assert SHARED - used == set()

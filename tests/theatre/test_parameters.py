"""The assumptions of the theatre are parameters like all others: declared, set by a scenario, and followed."""

import ast
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import hinterland
from hinterland.core.calendar import day_of
from hinterland.core.declare import choose, specs
from hinterland.core.fault import Fault
from hinterland.engine.parameters import parameters
from hinterland.engine.scenario import Scenario
from hinterland.study.ensembles.draws import draw
from hinterland.study.scenarios import scenario_files
from hinterland.theatre.assemble import load
from hinterland.theatre.forcing_series import prepare
from hinterland.theatre.ground import read_ground
from hinterland.theatre.parameters import GROUPS, USUAL, TheatreParameters
from hinterland.theatre.risen_ground import RisenGround

THEATRE = Path(hinterland.__file__).parent / "theatre"
NAMES = [f"{group}.{name}" for group, cls in GROUPS.items() for name in specs(cls)]


def moved(group: str) -> dict[str, float]:
    """Return all numbers of a group set half way from the usual value to the farther end of their ranges."""
    made = {}
    for name, spec in specs(GROUPS[group]).items():
        far = max(spec.span[:2], key=lambda end: abs(end - spec.default))
        made[name] = spec.default + 0.5 * (far - spec.default)
    return made


@pytest.fixture(scope="module")
def otherwise() -> TheatreParameters:
    """Return parameters of the theatre of which none has its usual value."""
    return TheatreParameters(*(choose(cls, moved(group)) for group, cls in GROUPS.items()))


@pytest.fixture(scope="module")
def theatres(otherwise):
    return load(3), load(3, otherwise)


@pytest.fixture(scope="module")
def given(otherwise):
    return prepare(3, frozenset(), ()), prepare(3, frozenset(), (), (), otherwise)


@pytest.mark.parametrize("name", NAMES)
def test_that_a_number_of_the_theatre_is_read_where_it_is_declared_or_put_together(name):
    group, _, field = name.partition(".")
    read = set()
    for file in (f"{group}.py", "assemble.py", "forcing_series.py", "persecution.py"):
        tree = ast.parse((THEATRE / file).read_text(encoding="utf-8"))
        read |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    families = {"land": "kin_", "order_of_battle": "_body", "named_units": ""}
    assert field in read or families.get(group, "?") in field


@pytest.mark.parametrize("part", ["kin", "cover", "airfields", "ring", "jewish"])
def test_that_the_land_follows_its_parameters(theatres, part):
    assert not np.array_equal(getattr(theatres[0].land, part), getattr(theatres[1].land, part))


def test_that_front_railway_and_persecution_follow_theirs(theatres):
    usual, other = theatres
    assert (usual.front.occupied != other.front.occupied).any()
    assert (usual.front.front_km != other.front.front_km).any()
    assert (usual.railway.length != other.railway.length).any()
    assert usual.railway.yards.size > other.railway.yards.size
    assert (usual.persecution.fled != other.persecution.fled).any()


@pytest.mark.parametrize("field", ["news", "snow", "foliage", "corridor_reach", "mobilisation", "railheads", "based"])
def test_that_what_is_given_by_day_follows_its_parameters(given, field):
    warm = (
        prepare(3, frozenset(), ((0, 1000, 5.0),)),
        prepare(3, frozenset(), ((0, 1000, 5.0),), (), given[1].series.parameters),
    )
    series = (one.series for one in (warm if field == "snow" else given))
    days = [3, 130, 320, 700, 1180]
    usual, other = ([getattr(one.on(day), field) for day in days] for one in series)
    assert any(not np.array_equal(a, b) for a, b in zip(usual, other, strict=True))


def test_that_the_ground_of_a_risen_army_follows_its_parameter():
    ground, day = read_ground(4), day_of(date(1944, 9, 14))
    held = [RisenGround(ground, choose(GROUPS["risen_ground"], {"around_km": km})).on(day).sum() for km in (10, 30, 60)]
    assert 0 < held[0] < held[1] < held[2]


def test_that_campaigns_units_and_named_detachments_follow_their_parameters(given):
    usual, other = given
    orders = [[one.series.on(day).campaign_number.size for day in range(740, 780)] for one in given]
    assert orders[0] != orders[1]
    assert (usual.order_of_battle.body != other.order_of_battle.body).any()
    assert (usual.order_of_battle.follows != other.order_of_battle.follows).any()
    assert usual.order_of_battle.reach_cell.size != other.order_of_battle.reach_cell.size
    assert (usual.named_units.men != other.named_units.men).any()


def test_that_kin_is_the_sum_of_shares_of_nationalities(theatres):
    """With every nationality counted on alike it is that number everywhere."""
    same = dict.fromkeys((name for name in specs(GROUPS["land"]) if name.startswith("kin_")), 0.7)
    land = load(3, USUAL._replace(land=choose(GROUPS["land"], same))).land
    people = theatres[0].ground.rural + theatres[0].ground.urban > 0
    np.testing.assert_allclose(land.kin[people], 0.7, atol=0.01)


def test_that_a_scenario_file_sets_a_number_of_the_theatre(tmp_path):
    path = tmp_path / "near.toml"
    path.write_text(
        'title = "A gap that serves its own cell"\n[parameters]\n"forcing.corridor_reach_km" = 20.0\n', encoding="utf-8"
    )
    scenario = scenario_files.load(path)
    assert scenario.parameters_of_theatre() == USUAL._replace(forcing=USUAL.forcing._replace(corridor_reach_km=20.0))
    assert scenario.prepared().series.parameters.forcing.corridor_reach_km == 20.0


def test_that_a_wrong_value_is_refused_with_its_range():
    with pytest.raises(Fault, match=r"front\.voters = 40 lies outside its range; give a value from 3 to 12 1"):
        Scenario(parameters={"front.voters": 40.0}).theatre()


def test_that_a_run_is_played_on_the_theatre_that_its_parameters_make():
    usual, other = (
        hinterland.run("history", seed=1, resolution=3, end="1941-06-24", parameters=changes)
        for changes in ({}, {"land.kin_russian": 0.2})
    )
    assert other.played.parameters.land.kin_russian == 0.2
    assert other.theatre.land.kin.mean() < usual.theatre.land.kin.mean()
    assert other.played.world.population.support_soviet.mean() < usual.played.world.population.support_soviet.mean()


def test_that_the_theatre_is_made_once_for_the_same_numbers():
    assert load(3) is load(3, USUAL) is load(parameters=TheatreParameters(), resolution=3)


def test_that_draws_of_an_ensemble_leave_the_theatre_as_it_is():
    drawn = draw(1, 0, 1.0)
    assert not drawn.keys() & set(NAMES)
    assert set(NAMES) < parameters().keys()

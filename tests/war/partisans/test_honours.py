"""Awards follow what is reported, and only where there is an award."""

from math import sqrt

import pytest
from tests import small

from hinterland.core.journal import Kind, record_event
from hinterland.war.partisans import honours
from hinterland.war.partisans.honours import FIRST_CLASS, HERO, SECOND_CLASS

DETACHMENTS = 14 * small.CELLS
SEEDS = range(1, 11)


def months(scene: small.Scene, claimed: float = 3.0, days: int = 112, who: int = 0) -> dict[int, float]:
    """Let one detachment report trains derailed every day; return how many of each award are given."""
    given: dict[int, float] = {}
    for after in range(days):
        now = small.later(scene, after)
        w = now.world
        cell = w.detachments.cell[who]
        record_event(w.journal, int(Kind.derailment), cell, who, 0, 1.0, 0.0, claimed, 1.0)
        small.call(honours.step, now)
        for n in range(w.journal.used[0]):
            if w.journal.kind[n] == Kind.award:
                award = int(w.journal.other[n])
                given[award] = given.get(award, 0.0) + w.journal.true[n]
    return given


def list_of(deeds: float, seed: int = 1, days: int = 28, **changes: float) -> tuple[small.Scene, dict[int, float]]:
    """Let every detachment have so many deeds at first; return the scene and the awards of some days."""
    scene = small.scene(camps=14, seed=seed, parameters=small.parameters_with(honours=changes), honours=2.0)
    w = scene.world
    w.honours.merit[:DETACHMENTS] = w.honours.hero_merit[:DETACHMENTS] = deeds
    given = {HERO: 0.0, FIRST_CLASS: 0.0, SECOND_CLASS: 0.0}
    for after in range(days):
        now = small.later(scene, after)
        small.call(honours.step, now)
        for n in range(now.world.journal.used[0]):
            given[int(now.world.journal.other[n])] += now.world.journal.true[n]
    return scene, given


def eager(**changes: object) -> small.Scene:
    """Return a scene in which every proposal for a Hero passes."""
    return small.scene(camps=1, parameters=small.parameters_with(honours={"hero_chance_per_month": 1.0}), **changes)


@pytest.mark.parametrize(("level", "awards"), [(0.0, set()), (1.0, {HERO}), (2.0, {HERO, FIRST_CLASS, SECOND_CLASS})])
def test_that_no_award_is_given_before_there_is_one(level, awards):
    assert set(months(eager(honours=level))) == awards


@pytest.mark.parametrize("claimed", [0.0, 1.0, 5.0])
def test_that_awards_follow_the_report_and_not_the_truth(claimed):
    """Every 28 days a list, of 1.2 medals for each train claimed until then; four lists in 112 days."""
    scene = eager(honours=2.0)
    scene.world.detachments.men[0] = 1000.0
    given = months(scene, claimed)
    medals = given.get(FIRST_CLASS, 0.0) + given.get(SECOND_CLASS, 0.0)
    left = 1.2 * scene.world.honours.merit[0]
    assert left < 1.2 * 28.0 * claimed or claimed == 0.0
    # Each list is rounded by chance, and each by less than one.
    assert abs(medals + left - 1.2 * 112.0 * claimed) < 4.0
    assert given.get(HERO, 0.0) == (4.0 if claimed else 0.0)


@pytest.mark.parametrize("deeds", [2.6, 70.0])
def test_that_deeds_bring_the_declared_number_of_medals_of_each_class(deeds):
    """2.6 deeds are worth 3.12 medals: three or four by chance, of which 1.09 are of the first class on average."""
    first = second = 0.0
    for seed in SEEDS:
        scene, given = list_of(deeds, seed)
        first, second = first + given[FIRST_CLASS], second + given[SECOND_CLASS]
        assert scene.world.honours.merit.max() == pytest.approx(0.0)
    many = len(SEEDS) * DETACHMENTS
    assert abs(first + second - 1.2 * deeds * many) < 4.0 * sqrt(0.25 * many)
    assert abs(first - 0.35 * (first + second)) < 4.0 * sqrt(0.25 * many)


def test_that_too_few_deeds_for_a_list_are_kept_for_a_later_one():
    scene, given = list_of(2.4)
    assert given == {HERO: 0.0, FIRST_CLASS: 0.0, SECOND_CLASS: 0.0}
    assert (scene.world.honours.merit[:DETACHMENTS] == 2.4).all()


def test_that_a_proposal_for_a_hero_is_granted_with_the_declared_chance():
    few = list_of(4.9, hero_chance_per_month=0.2)[1]
    heroes = sum(list_of(5.0, seed, hero_chance_per_month=0.2)[1][HERO] for seed in SEEDS)
    mean = 0.2 * len(SEEDS) * DETACHMENTS
    assert few[HERO] == 0.0
    assert abs(heroes - mean) < 4.0 * sqrt(0.8 * mean)


@pytest.mark.parametrize(
    ("kind", "claimed", "deeds"),
    [
        (Kind.rail_cut, 200.0, 2.0),
        (Kind.derailment, 2.0, 2.0),
        (Kind.bridge, 1.0, 2.0),
        (Kind.garrison_attack, 50.0, 1.5),
        (Kind.joint, 7.0, 1.0),
        (Kind.pursuit, 7.0, 0.0),
    ],
)
def test_that_each_kind_of_deed_counts_as_declared(kind, claimed, deeds):
    scene = small.scene(camps=1, honours=0.0)
    w = scene.world
    record_event(w.journal, int(kind), 3, 3, -1, 1.0, 0.0, claimed, 0.0)
    small.call(honours.step, scene)
    assert w.honours.merit[3] == w.honours.hero_merit[3] == pytest.approx(deeds)
    assert w.honours.merit.sum() == w.honours.merit[3]


def test_that_a_unit_out_of_contact_is_not_honoured():
    scene = eager(honours=2.0)
    scene.world.detachments.contact[0] = 0
    assert months(scene) == {}


def test_that_no_more_medals_are_given_than_there_are_people():
    scene = eager(honours=2.0)
    scene.world.detachments.men[0] = 20.0
    medals = months(scene, claimed=500.0, days=28)
    assert medals[FIRST_CLASS] + medals[SECOND_CLASS] == 20.0


def test_that_left_out_nothing_is_counted_or_given():
    scene = small.scene(camps=1, parameters=small.parameters_with(honours={"enabled": 0.0}), honours=2.0)
    assert months(scene) == {}
    assert scene.world.honours.merit.sum() == 0.0

"""Awards follow what is told, and only where there is an award."""

import pytest
from tests import small

from hinterland.core.journal import Kind, record_event
from hinterland.war.partisans import honours


def months(scene: small.Scene, claimed: float = 3.0, days: int = 112, who: int = 0) -> dict[int, float]:
    """Let one detachment tell of trains derailed every day; return how many of each award are given."""
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


def eager(**changes: object) -> small.Scene:
    """Return a scene in which every proposal for a Hero passes."""
    return small.scene(camps=1, parameters=small.parameters_with(honours={"hero_chance_per_month": 1.0}), **changes)


@pytest.mark.parametrize(("level", "awards"), [(0.0, set()), (1.0, {0}), (2.0, {0, 1, 2})])
def test_that_no_award_is_given_before_there_is_one(level, awards):
    assert set(months(eager(honours=level))) == awards


def test_that_awards_follow_the_report_and_not_the_truth():
    silent, boastful = months(eager(honours=2.0), claimed=0.0), months(eager(honours=2.0), claimed=5.0)
    modest = months(eager(honours=2.0), claimed=1.0)
    assert silent == {}
    assert sum(boastful.values()) > sum(modest.values()) > 0.0


def test_that_a_unit_out_of_contact_is_not_honoured():
    scene = eager(honours=2.0)
    scene.world.detachments.contact[0] = 0
    assert months(scene) == {}


def test_that_the_deeds_of_a_unit_that_is_gone_are_not_given_to_its_successor():
    scene = eager(honours=0.0)
    months(scene)
    assert scene.world.honours.deeds[0] > 0.0
    scene.world.detachments.founded_day[0] += 50
    heir = scene._replace(forcing=small.changed(scene.forcing, honours=2.0))
    assert months(heir, claimed=0.0) == {}


def test_that_no_more_medals_are_given_than_there_are_people():
    scene = eager(honours=2.0)
    scene.world.detachments.men[0] = 20.0
    medals = months(scene, claimed=500.0, days=28)
    assert 0.0 < medals.get(1, 0.0) + medals.get(2, 0.0) <= 20.0


def test_that_out_of_work_nothing_is_counted_or_given():
    scene = small.scene(camps=1, parameters=small.parameters_with(honours={"enabled": 0.0}), honours=2.0)
    assert months(scene) == {}
    assert scene.world.honours.deeds.sum() == 0.0

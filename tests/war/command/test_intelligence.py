"""Reports, how good they are, and what comes of them."""

import numpy as np
import pytest
from tests import small

from hinterland.war.command import agents, intelligence
from hinterland.war.command.intelligence import (
    ARMY,
    BASE,
    HUMAN,
    OFFICE,
    PATROL,
    POPULATION,
    RAILWAY,
    RURAL,
    TECHNICAL,
    TROOPS,
)

FIELDS = (
    "agent_reports",
    "technical_reports",
    "base_reports",
    "army_reports",
    "party_reports",
    "nkvd_reports",
    "military_value",
    "political_value",
)
BY_PATROLS = np.array([0.4 * 0.9, 0.2 * 0.6 * 0.25, 0.4 * 0.02 * 0.25])
"""Chance that a task of a patrol gives a report on each kind of place: asked for, and successful."""
BY_AGENTS = np.array([0.4 * 0.9, 0.2 * 0.6, 0.4 * 0.02])


def weeks(scene: small.Scene, many: int = 20) -> dict[str, float]:
    """Let agents be found and reports be sent for so many weeks, and return the sums of what is counted."""
    sums = dict.fromkeys(FIELDS, 0.0)
    for days in range(7 * many):
        now = small.later(scene, days)
        for kernel in (agents.step, intelligence.forget, intelligence.collect):
            small.call(kernel, now)
        for name in FIELDS:
            sums[name] += getattr(now.world.intelligence, name).sum()
    return sums


def reports(sums: dict[str, float]) -> float:
    """Return the reports to all readers."""
    return sums["army_reports"] + sums["party_reports"] + sums["nkvd_reports"]


def rows(scene: small.Scene) -> dict[str, np.ndarray]:
    """Return the reports that the ring holds."""
    ring = scene.world.intelligence
    used = min(int(ring.reports_written[0]), ring.day.size)
    names = ("day", "method", "subject", "place_kind", "consumer", "accuracy", "delay_days", "value")
    return {name: getattr(ring, name)[:used] for name in names}


def test_that_agents_report_only_after_the_order_to_find_them():
    before, after = weeks(small.scene(camps=4, agents=0.0)), weeks(small.scene(camps=4, agents=1.0))
    assert before["agent_reports"] == 0.0
    assert before["army_reports"] > 100.0, "patrols report from the start"
    assert after["agent_reports"] > 50.0


@pytest.mark.parametrize("men", [20.0, 2000.0])
def test_that_patrols_bring_as_many_reports_as_is_declared(men):
    parameters = small.parameters_with(intelligence={"patrol_tasks_per_week": 4.6})
    scene = small.scene(camps=8, agents=0.0, parameters=parameters)
    scene.world.detachments.men[:] = men
    many, p = 10, BY_PATROLS.sum()
    tasks = 4.6 * men / (men + 60.0)
    n = 8 * small.CELLS * many
    variance = tasks * p * (1.0 - p) + 0.25 * p * p
    assert abs(reports(weeks(scene, many)) - n * tasks * p) < 4.0 * np.sqrt(n * variance)


@pytest.mark.parametrize("number", [20.0, 2000.0])
def test_that_agents_bring_as_many_reports_as_is_declared(number):
    """The agents of a cell are shared by its two detachments."""
    scene = small.scene(camps=2, agents=0.0)
    scene.world.agents.number[:] = number
    total, p = 0.0, BY_AGENTS.sum()
    for days in range(70):
        now = small.later(scene, days)
        small.call(intelligence.collect, now)
        total += now.world.intelligence.agent_reports.sum()
    n = 2 * small.CELLS * 10
    tasks = 0.08 * number / 2.0
    assert abs(total - n * tasks * p) < 4.0 * np.sqrt(n * (tasks * p * (1.0 - p) + 0.25 * p * p))


def test_that_technical_means_report_as_seldom_as_is_declared_and_only_with_a_set():
    for has, chance in ((1, 0.015 * BY_AGENTS.sum()), (0, 0.0)):
        scene = small.scene(camps=8, agents=0.0)
        scene.world.detachments.radio[:] = has
        n = 8 * small.CELLS * 40
        assert abs(weeks(scene, 40)["technical_reports"] - n * chance) <= 4.0 * np.sqrt(n * chance)


def test_that_villages_and_offices_are_seen_and_bases_hardly_ever():
    scene = small.scene(camps=4, agents=0.0)
    weeks(scene, 40)
    found = rows(scene)["place_kind"]
    shares = np.bincount(found, minlength=3)[[RURAL, OFFICE, BASE]] / len(found)
    due = BY_PATROLS / BY_PATROLS.sum()
    assert (np.abs(shares - due) < 4.0 * np.sqrt(due * (1.0 - due) / len(found))).all()


def test_that_many_reports_for_the_army_are_of_little_use_and_those_on_people_of_more():
    sums = weeks(small.scene(camps=4, agents=1.0))
    for_the_rest = sums["party_reports"] + sums["nkvd_reports"]
    assert sums["army_reports"] > for_the_rest, "the Army comes first"
    assert sums["military_value"] / sums["army_reports"] < 0.1
    assert sums["political_value"] / for_the_rest > 2.0 * sums["military_value"] / sums["army_reports"]
    assert sums["technical_reports"] < 0.05 * (sums["army_reports"] + for_the_rest)


def test_that_a_report_names_its_reader_by_its_subject():
    scene = small.scene(camps=4, agents=1.0)
    weeks(scene)
    ring = rows(scene)
    military = np.isin(ring["subject"], (TROOPS, RAILWAY))
    assert (ring["consumer"][military] == ARMY).all()
    assert (ring["consumer"][~military] != ARMY).all()
    assert (ring["subject"][ring["place_kind"] == OFFICE] == POPULATION).all()
    assert set(ring["subject"]) >= {TROOPS, RAILWAY, POPULATION}
    for name in ("accuracy", "value"):
        assert ring[name].min() >= 0.0
        assert ring[name].max() <= 1.0


@pytest.mark.parametrize(("has", "days"), [(1, 1.0), (0, 1.0 + 200.0 / 18.0)])
def test_that_couriers_bring_reports_later_than_a_set(has, days):
    scene = small.scene(camps=2, front_km=np.full(small.CELLS, 200.0, np.float32))
    scene.world.detachments.radio[:72] = has
    weeks(scene, 5)
    assert rows(scene)["delay_days"] == pytest.approx(days)


@pytest.mark.parametrize(("method", "base"), [(PATROL, 0.55), (HUMAN, 0.35), (TECHNICAL, 0.8)])
@pytest.mark.parametrize("skill", [0.0, 0.5])
def test_that_reports_are_as_accurate_on_average_as_is_declared(method, base, skill):
    """Experience adds three tenths of it; a report differs from the mean by no more than half of it."""
    parameters, mean = small.parameters_with().intelligence, base + 0.3 * skill
    draws = (np.arange(1000) + 0.5) / 1000
    found = np.array([intelligence.accuracy_of(parameters, method, skill, u) for u in draws])
    assert found.mean() == pytest.approx(mean)
    assert 0.5 * mean <= found.min() < found.max() <= min(1.0, 1.5 * mean)


def test_that_reports_of_the_war_have_the_accuracy_of_their_method():
    scene = small.scene(
        camps=8, agents=0.0, parameters=small.parameters_with(intelligence={"technical_tasks_per_week": 0.3})
    )
    scene.world.detachments.radio[:] = 1
    scene.world.agents.number[:] = 200.0
    weeks(scene, 10)
    ring = rows(scene)
    for method, mean in ((PATROL, 0.58), (HUMAN, 0.38), (TECHNICAL, 0.83)):
        found = ring["accuracy"][ring["method"] == method]
        spread = min(0.5 * mean, 1.0 - mean) / np.sqrt(3.0)
        assert len(found) > 20
        assert abs(found.mean() - mean) < 4.0 * spread / np.sqrt(len(found))


def test_that_only_those_in_touch_report():
    scene = small.scene(camps=2)
    scene.world.detachments.contact[:] = 0
    assert reports(weeks(scene, 10)) == 0.0


def test_that_the_ring_keeps_the_latest_reports():
    scene = small.scene(camps=8, agents=1.0)
    weeks(scene, 30)
    ring = scene.world.intelligence
    assert ring.reports_written[0] > ring.day.size
    oldest = ring.day[ring.reports_written[0] % ring.day.size]
    assert oldest == ring.day.min() > scene.today.day


@pytest.mark.parametrize("area", [1770.0, 253.0])
def test_that_as_many_reports_on_a_thousand_km2_make_as_much_known(area):
    """An exact report makes known a twentieth of a cell of 1,770 km2, and seven times as much of one of a seventh."""
    scene = small.scene()
    land = scene.land._replace(area=np.full(small.CELLS, area))
    known = scene.world.intelligence.railway_knowledge
    intelligence.learn(scene.world.intelligence, land, scene.parameters.intelligence, 3, RAILWAY, 1.0)
    assert known[3] == pytest.approx(0.05 * 1770.0 / area, rel=0.001)
    intelligence.learn(scene.world.intelligence, land, scene.parameters.intelligence, 3, RAILWAY, 0.5)
    assert 1.0 - known[3] == pytest.approx((1.0 - 88.5 / area) * (1.0 - 44.25 / area), rel=0.001)
    assert known.sum() == known[3]


def test_that_what_is_known_is_half_forgotten_in_three_weeks():
    scene = small.scene(camps=4, agents=1.0)
    weeks(scene)
    i = scene.world.intelligence
    known = [a.sum() for a in (i.railway_knowledge, i.troop_knowledge, i.population_knowledge)]
    assert min(known) > 0.5
    scene.world.detachments.alive[:] = 0
    weeks(scene, 3)
    left = [a.sum() for a in (i.railway_knowledge, i.troop_knowledge, i.population_knowledge)]
    assert left == pytest.approx([0.8**3 * a for a in known])


def test_that_left_out_nobody_reports():
    scene = small.scene(camps=2, parameters=small.parameters_with(intelligence={"enabled": 0}))
    assert sum(weeks(scene, 5).values()) == 0.0
    assert scene.world.intelligence.reports_written[0] == 0


@pytest.mark.parametrize("spread", [0.0, 0.5, 1.0])
def test_that_the_accuracy_of_reports_lies_about_its_mean_as_far_as_is_declared(spread):
    chosen = small.parameters_with(intelligence={"accuracy_spread": spread, "patrol_accuracy": 0.4}).intelligence
    found = [intelligence.accuracy_of(chosen, intelligence.PATROL, 0.0, u) for u in (0.0, 0.5, 1.0)]
    assert found == pytest.approx([0.4 - 0.4 * spread, 0.4, 0.4 + 0.4 * spread])

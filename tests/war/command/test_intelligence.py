"""Reports, agents, and what comes of them."""

import numpy as np
from tests import small

from hinterland.war.command import intelligence
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
from hinterland.war.occupier import sweeps

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


def weeks(scene: small.Scene, many: int = 20) -> dict[str, float]:
    """Let agents be found and reports be sent for so many weeks, and return the sums of what is counted."""
    w, told = scene.world, dict.fromkeys(FIELDS, 0.0)
    for days in range(7 * many):
        now = small.later(scene, days)
        parameters = now.parameters.intelligence
        intelligence.update_agents(
            *(w.intelligence, w.underground, w.detachments, w.population, w.security),
            *(now.land, now.forcing, parameters, now.today),
        )
        intelligence.gather(w.intelligence, w.detachments, now.land, now.forcing, parameters, now.today)
        for name in FIELDS:
            told[name] += getattr(w.intelligence, name).sum()
    return told


def rows(scene: small.Scene) -> dict[str, np.ndarray]:
    """Return the reports that the ring holds."""
    ring = scene.world.intelligence
    used = min(int(ring.reports_written[0]), ring.day.size)
    names = (
        "day",
        "cell",
        "detachment",
        "method",
        "subject",
        "place_kind",
        "consumer",
        "accuracy",
        "delay_days",
        "value",
    )
    return {name: getattr(ring, name)[:used] for name in names}


def test_that_agents_report_only_after_the_order_to_find_them():
    before, after = weeks(small.scene(camps=4, agents=0.0)), weeks(small.scene(camps=4, agents=1.0))
    assert before["agent_reports"] == 0.0
    assert before["army_reports"] > 100.0, "patrols report from the start"
    assert after["agent_reports"] > 50.0


def test_that_villages_and_offices_are_seen_and_bases_hardly_ever():
    scene = small.scene(camps=4, agents=1.0)
    weeks(scene, 40)
    kinds = np.bincount(rows(scene)["place_kind"], minlength=3) / len(rows(scene)["place_kind"])
    assert kinds[RURAL] > 0.5
    assert kinds[OFFICE] > 0.03
    assert kinds[BASE] < 0.03


def test_that_many_reports_for_the_army_are_of_little_use_and_those_on_people_of_more():
    told = weeks(small.scene(camps=4, agents=1.0))
    for_the_rest = told["party_reports"] + told["nkvd_reports"]
    assert told["army_reports"] > for_the_rest, "the Army comes first"
    assert told["military_value"] / told["army_reports"] < 0.1
    assert told["political_value"] / for_the_rest > 2.0 * told["military_value"] / told["army_reports"]
    assert told["technical_reports"] < 0.05 * (told["army_reports"] + for_the_rest)


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


def test_that_couriers_bring_reports_later_than_a_set():
    delay = []
    for has in (0, 1):
        scene = small.scene(camps=2, front_km=np.full(small.CELLS, 200.0, np.float32))
        scene.world.detachments.radio[:72] = has
        weeks(scene, 5)
        delay.append(rows(scene)["delay_days"].mean())
    assert delay[0] > 3.0 * delay[1]


def test_that_untrained_agents_are_less_exact_than_patrols():
    scene = small.scene(camps=5, agents=1.0)
    scene.world.detachments.radio[:180] = 1
    weeks(scene, 30)
    ring = rows(scene)
    exact = [ring["accuracy"][ring["method"] == method].mean() for method in (HUMAN, PATROL)]
    assert exact[0] < exact[1]
    assert set(ring["method"]) <= {HUMAN, PATROL, TECHNICAL}


def test_that_dense_garrisons_and_police_cost_agents():
    agents = []
    for posts in (0.0, 300.0, 5000.0):
        scene = small.scene(camps=3, agents=1.0)
        scene.world.security.garrison[:] = posts
        weeks(scene, 30)
        agents.append(scene.world.intelligence.agents.sum())
    assert agents == sorted(agents, reverse=True)
    assert agents[2] < 0.7 * agents[0]


def test_that_only_those_in_touch_report():
    scene = small.scene(camps=2)
    scene.world.detachments.contact[:] = 0
    told = weeks(scene, 10)
    assert told["army_reports"] + told["party_reports"] + told["nkvd_reports"] == 0.0


def test_that_the_ring_keeps_the_latest_reports():
    scene = small.scene(camps=8, agents=1.0)
    weeks(scene, 30)
    ring = scene.world.intelligence
    assert ring.reports_written[0] > ring.day.size
    oldest = ring.day[ring.reports_written[0] % ring.day.size]
    assert oldest == ring.day.min() > scene.today.day


def test_that_a_warned_detachment_is_caught_less_often():
    caught = []
    for warned in (0.0, 1.0):
        dead = 0.0
        for days in range(60):
            scene = small.later(small.scene(camps=2), days)
            w = scene.world
            w.expeditions.troops[:] = 3000.0
            w.intelligence.troop_knowledge[:] = warned
            small.call(sweeps.sweep, scene)
            dead += w.sweeps.partisans_killed.sum()
        caught.append(dead)
    assert 0.0 < caught[1] < 0.9 * caught[0]


def test_that_reports_tell_of_railways_and_people_and_are_forgotten():
    scene = small.scene(camps=4, agents=1.0)
    weeks(scene)
    i = scene.world.intelligence
    known = [a.sum() for a in (i.railway_knowledge, i.troop_knowledge, i.population_knowledge)]
    assert min(known) > 0.5
    scene.world.detachments.alive[:] = 0
    weeks(scene, 20)
    assert i.railway_knowledge.sum() < 0.1 * known[0]


def test_that_left_out_nobody_reports():
    scene = small.scene(camps=2, parameters=small.parameters_with(intelligence={"enabled": 0}))
    assert sum(weeks(scene, 5).values()) == 0.0
    assert scene.world.intelligence.reports_written[0] == 0

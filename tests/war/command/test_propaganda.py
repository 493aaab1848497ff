"""Leaflets, papers, and what they do to minds."""

import numpy as np
from tests import small

from hinterland.war.command import propaganda

FIELDS = ("leaflets", "papers", "copies_airdropped")


def weeks(scene: small.Scene, many: int = 30, sorties: float = 100.0) -> dict[str, float]:
    """Let presses print and the word spread for so many weeks; return the copies of each kind."""
    w, told = scene.world, dict.fromkeys(FIELDS, 0.0)
    for days in range(7 * many):
        now = small.later(scene, days)
        parameters = now.parameters.propaganda
        w.airlift.sorties_available[0] = sorties
        propaganda.publish(w.propaganda, w.brigades, w.airlift, now.land, now.forcing, parameters, now.today)
        propaganda.spread(
            *(w.propaganda, w.detachments, w.underground, w.radio, w.security, w.intelligence, w.population),
            *(now.land, now.forcing, parameters, now.today),
        )
        for name in FIELDS:
            told[name] += getattr(w.propaganda, name).sum()
    return told


def with_brigades(men: float, **changes: object) -> small.Scene:
    """Return a scene with twenty brigades that have a set."""
    scene = small.scene(camps=2, **({"gate": np.zeros(small.CELLS), "press": 1.0} | changes))
    b = scene.world.brigades
    b.used[0] = 20
    b.alive[:20] = b.radio[:20] = 1
    b.cell[:20] = np.arange(20)
    b.men[:20] = men
    return scene


def test_that_presses_are_kept_by_large_brigades_only_and_come_by_air():
    large, small, cut_off = with_brigades(700.0), with_brigades(150.0), with_brigades(700.0)
    told = [weeks(large), weeks(small), weeks(cut_off, sorties=0.0)]
    assert large.world.propaganda.has_press.sum() > 5
    assert small.world.propaganda.has_press.sum() == cut_off.world.propaganda.has_press.sum() == 0
    assert told[0]["papers"] > 0.0 == told[1]["papers"] == told[2]["papers"]
    assert min(t["leaflets"] for t in told) > 0.0, "leaflets need no press"


def test_that_leaflets_come_before_papers_in_a_war():
    first = {}

    def look(world, day):
        for name in FIELDS:
            if getattr(world.propaganda, name).sum() > 0.0:
                first.setdefault(name, day)

    small.war(500, each=look, sorties=60.0, sets=5.0)
    assert first["leaflets"] < 60
    assert first.get("papers", 9999) > first["leaflets"] + 100


def test_that_a_brigade_that_is_gone_has_no_press():
    scene = with_brigades(700.0)
    weeks(scene)
    scene.world.brigades.alive[:] = 0
    weeks(scene, 2)
    small.call(propaganda.survey, scene)
    assert scene.world.propaganda.has_press.sum() == scene.world.propaganda.presses.sum() == 0


def test_that_the_word_turns_people_to_the_soviet_side_and_from_the_other():
    minds = []
    for press in (0.0, 1.0):
        scene = small.scene(camps=2, press=press)
        scene.world.radio.sets[:] = 1.0
        weeks(scene)
        minds.append(
            (
                scene.world.population.support_soviet.mean(),
                scene.world.population.support_axis.mean(),
                scene.world.propaganda.reach.mean(),
            )
        )
    assert minds[1][0] > minds[0][0]
    assert minds[1][1] < minds[0][1]
    assert minds[1][2] > minds[0][2] + 0.05


def test_that_good_news_makes_it_believed():
    gained = []
    for news in (-1.0, 0.0, 1.0):
        scene = small.scene(camps=2, press=1.0, news=np.full(5, news))
        weeks(scene)
        gained.append(scene.world.population.support_soviet.mean())
    assert gained == sorted(gained)
    assert gained[0] < gained[2]


def test_that_people_read_what_is_in_their_own_tongue():
    reach = []
    for strange, tongue in ((0.0, 0.0), (1.0, 0.0), (1.0, 0.6)):
        scene = small.scene(camps=1, press=0.6, tongue=tongue * np.ones(small.CELLS))
        scene = scene._replace(
            land=scene.land._replace(baltic=strange * np.ones(small.CELLS), polish=np.zeros(small.CELLS))
        )
        weeks(scene)
        reach.append(scene.world.propaganda.reach.mean())
    assert reach[1] < 0.6 * reach[0]
    assert reach[2] > 0.9 * reach[0]


def test_that_it_does_more_where_the_party_knows_the_people():
    gained = []
    for known in (0.0, 1.0):
        scene = small.scene(camps=2, press=1.0)
        scene.world.intelligence.population_knowledge[:] = known
        weeks(scene)
        gained.append(scene.world.population.support_soviet.mean())
    assert gained[1] > gained[0]


def test_that_mere_presence_makes_the_occupier_feel_unsafe():
    fright = []
    for camps in (0, 1, 4):
        scene = small.scene(camps=camps, press=0.0, tongue=np.zeros(small.CELLS))
        weeks(scene, 5)
        assert scene.world.security.recent_attacks.sum() == 0.0
        fright.append(scene.world.propaganda.insecurity.mean())
    assert fright[0] == 0.0
    assert fright == sorted(fright)
    assert fright[1] > 0.2


def test_that_left_out_it_changes_no_mind():
    scene = with_brigades(700.0, parameters=small.parameters_with(propaganda={"enabled": 0}))
    before = scene.world.population.support_soviet.copy(), scene.world.population.support_axis.copy()
    assert sum(weeks(scene, 10).values()) == 0.0
    assert (scene.world.population.support_soviet == before[0]).all()
    assert (scene.world.population.support_axis == before[1]).all()

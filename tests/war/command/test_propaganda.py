"""Leaflets, papers, and what they do to minds."""

import numpy as np
from tests import toy

from hinterland.war.command import propaganda

FIELDS = ("leaflets", "papers", "brought")


def weeks(of: toy.Scene, many: int = 30, sorties: float = 100.0) -> dict[str, float]:
    """Let presses print and the word spread for so many weeks; return the copies of each kind."""
    w, told = of.world, dict.fromkeys(FIELDS, 0.0)
    for days in range(7 * many):
        now = toy.later(of, days)
        rules = now.rules.propaganda
        w.airlift.asked[0] = sorties
        propaganda.publish(w.propaganda, w.brigades, w.airlift, now.land, now.outside, rules, now.today)
        propaganda.spread(
            *(w.propaganda, w.detachments, w.underground, w.radio, w.security, w.intelligence, w.population),
            *(now.land, now.outside, rules, now.today),
        )
        for name in FIELDS:
            told[name] += getattr(w.propaganda, name).sum()
    return told


def with_brigades(men: float, **changes: object) -> toy.Scene:
    """Return a scene with twenty brigades that have a set."""
    of = toy.scene(camps=2, **({"gate": np.zeros(toy.CELLS), "press": 1.0} | changes))
    b = of.world.brigades
    b.used[0] = 20
    b.alive[:20] = b.radio[:20] = 1
    b.cell[:20] = np.arange(20)
    b.men[:20] = men
    return of


def test_that_presses_are_kept_by_large_brigades_only_and_come_by_air():
    large, small, cut_off = with_brigades(700.0), with_brigades(150.0), with_brigades(700.0)
    told = [weeks(large), weeks(small), weeks(cut_off, sorties=0.0)]
    assert large.world.propaganda.press.sum() > 5
    assert small.world.propaganda.press.sum() == cut_off.world.propaganda.press.sum() == 0
    assert told[0]["papers"] > 0.0 == told[1]["papers"] == told[2]["papers"]
    assert min(t["leaflets"] for t in told) > 0.0, "leaflets need no press"


def test_that_leaflets_come_before_papers_in_a_war():
    first = {}

    def look(world, day):
        for name in FIELDS:
            if getattr(world.propaganda, name).sum() > 0.0:
                first.setdefault(name, day)

    toy.war(500, each=look, sorties=60.0, sets=5.0)
    assert first["leaflets"] < 60
    assert first.get("papers", 9999) > first["leaflets"] + 100


def test_that_a_brigade_that_is_gone_has_no_press():
    of = with_brigades(700.0)
    weeks(of)
    of.world.brigades.alive[:] = 0
    weeks(of, 2)
    toy.call(propaganda.survey, of)
    assert of.world.propaganda.press.sum() == of.world.propaganda.presses.sum() == 0


def test_that_the_word_turns_people_to_the_soviet_side_and_from_the_other():
    minds = []
    for press in (0.0, 1.0):
        of = toy.scene(camps=2, press=press)
        of.world.radio.sets[:] = 1.0
        weeks(of)
        minds.append(
            (of.world.population.soviet.mean(), of.world.population.german.mean(), of.world.propaganda.reach.mean())
        )
    assert minds[1][0] > minds[0][0]
    assert minds[1][1] < minds[0][1]
    assert minds[1][2] > minds[0][2] + 0.05


def test_that_good_news_makes_it_believed():
    gained = []
    for news in (-1.0, 0.0, 1.0):
        of = toy.scene(camps=2, press=1.0, news=np.full(5, news))
        weeks(of)
        gained.append(of.world.population.soviet.mean())
    assert gained == sorted(gained)
    assert gained[0] < gained[2]


def test_that_people_read_what_is_in_their_own_tongue():
    reach = []
    for strange, tongue in ((0.0, 0.0), (1.0, 0.0), (1.0, 0.6)):
        of = toy.scene(camps=1, press=0.6, tongue=tongue * np.ones(toy.CELLS))
        of = of._replace(land=of.land._replace(baltic=strange * np.ones(toy.CELLS), polish=np.zeros(toy.CELLS)))
        weeks(of)
        reach.append(of.world.propaganda.reach.mean())
    assert reach[1] < 0.6 * reach[0]
    assert reach[2] > 0.9 * reach[0]


def test_that_it_does_more_where_the_party_knows_the_people():
    gained = []
    for known in (0.0, 1.0):
        of = toy.scene(camps=2, press=1.0)
        of.world.intelligence.informed[:] = known
        weeks(of)
        gained.append(of.world.population.soviet.mean())
    assert gained[1] > gained[0]


def test_that_mere_presence_makes_the_occupier_feel_unsafe():
    fright = []
    for camps in (0, 1, 4):
        of = toy.scene(camps=camps, press=0.0, tongue=np.zeros(toy.CELLS))
        weeks(of, 5)
        assert of.world.security.alert.sum() == 0.0
        fright.append(of.world.propaganda.insecurity.mean())
    assert fright[0] == 0.0
    assert fright == sorted(fright)
    assert fright[1] > 0.2


def test_that_left_out_it_changes_no_mind():
    of = with_brigades(700.0, rules=toy.rules_with(propaganda={"at_work": 0}))
    before = of.world.population.soviet.copy(), of.world.population.german.copy()
    assert sum(weeks(of, 10).values()) == 0.0
    assert (of.world.population.soviet == before[0]).all()
    assert (of.world.population.german == before[1]).all()

"""Leaflets, papers, and what they do to minds."""

import numpy as np
import pytest
from tests import small

from hinterland.war.command import propaganda

FIELDS = ("leaflets", "papers", "copies_airdropped")
AREA = 1.77
"""Area of a cell of the small theatre in 1000 km2."""
TUESDAY = 2


def weeks(scene: small.Scene, many: int = 30, sorties: float = 100.0, before=None) -> dict[str, float]:
    """Let presses print and the word spread for so many weeks; return the copies of each kind."""
    w, sums = scene.world, dict.fromkeys(FIELDS, 0.0)
    for week in range(many):
        now = small.later(scene, TUESDAY - scene.today.phase + 7 * week)
        if before is not None:
            before(w)
        w.airlift.sorties_available[0] = sorties
        small.call(propaganda.publish, now)
        small.call(propaganda.spread, now)
        for name in FIELDS:
            sums[name] += getattr(w.propaganda, name).sum()
    return sums


def with_brigades(men: float, many: int = 20, **changes: object) -> small.Scene:
    """Return a scene with so many brigades that have a set."""
    scene = small.scene(camps=2, **({"corridor_reach": np.zeros(small.CELLS), "press": 1.0} | changes))
    b = scene.world.brigades
    b.used[0] = many
    b.alive[:many] = b.radio[:many] = 1
    b.key[:many] = np.arange(many)
    b.cell[:many] = np.arange(many) % small.CELLS
    b.men[:many] = men
    return scene


def test_that_presses_are_kept_by_large_brigades_only_and_come_by_air():
    large, small_ones, cut_off = with_brigades(700.0), with_brigades(150.0), with_brigades(700.0)
    sums = [weeks(large), weeks(small_ones), weeks(cut_off, sorties=0.0)]
    assert large.world.propaganda.has_press.sum() > 5
    assert small_ones.world.propaganda.has_press.sum() == cut_off.world.propaganda.has_press.sum() == 0
    assert sums[0]["papers"] > 0.0 == sums[1]["papers"] == sums[2]["papers"]
    assert min(one["leaflets"] for one in sums) > 0.0, "leaflets need no press"


@pytest.mark.parametrize(("sorties", "reach"), [(25.0, 0.0), (100.0, 0.0), (0.0, 0.6), (1e9, 0.6)])
def test_that_presses_come_as_often_as_is_declared(sorties, reach):
    """Six in a hundred brigades a week, half as many where 25 sorties are flown a day; the corridor helps."""
    scene, many = with_brigades(700.0, 64, corridor_reach=np.full(small.CELLS, reach)), 100
    came = []

    def count(world):
        came.append(world.propaganda.has_press.sum())
        world.propaganda.has_press[:] = 0

    weeks(scene, many + 1, sorties, count)
    n, chance = 64 * many, 0.06 * min(1.0, sorties / (sorties + 25.0) + reach)
    assert abs(sum(came) - n * chance) < 4.0 * np.sqrt(n * chance)


def test_that_a_press_is_lost_as_seldom_as_is_declared():
    scene, many, left = with_brigades(700.0, 64), 100, []

    def count(world):
        left.append(world.propaganda.has_press[:64].sum())
        world.propaganda.has_press[:64] = 1

    weeks(scene, many + 1, 0.0, count)
    n = 64 * many
    assert abs(n - sum(left[1:]) - 0.01 * n) < 4.0 * np.sqrt(0.01 * n)


@pytest.mark.parametrize("copies", [100.3, 2000.7])
def test_that_presses_print_as_much_as_is_declared(copies):
    scene = with_brigades(700.0, 64, parameters=small.parameters_with(propaganda={"press_copies_per_week": copies}))

    def keep(world):
        world.propaganda.has_press[:64] = 1

    many = 20
    sums, n = weeks(scene, many, 0.0, keep), 64 * many
    assert abs(sums["papers"] - 0.99 * n * copies) < 4.0 * np.sqrt(n * (0.01 * copies**2 + 0.25))


@pytest.mark.parametrize("men", [20.0, 2000.0])
@pytest.mark.parametrize(("sets", "share"), [(0.0, 0.3), (1.0, 0.65), (1e9, 1.0)])
def test_that_as_many_leaflets_are_made_and_dropped_as_is_declared(men, sets, share):
    """A partisan copies 0.4 a week if he hears Moscow, which half do where there is one set in a cell."""
    scene, many = small.scene(press=1.0, tongue=np.ones(small.CELLS)), 30
    scene.world.detachments.men_in_cell[:] = men
    scene.world.radio.sets[:] = sets
    sums, n = weeks(scene, many), small.CELLS * many
    people = (scene.world.population.rural + scene.world.population.urban + 1.0).mean()
    assert abs(sums["leaflets"] - n * 0.4 * men * share) < 4.0 * 0.5 * np.sqrt(n) + 0.001 * sums["leaflets"]
    assert abs(sums["copies_airdropped"] - n * 0.002 * people) < 4.0 * 0.5 * np.sqrt(n)


def test_that_leaflets_come_before_papers_in_a_war():
    first = {}

    def look(world, day):
        for name in FIELDS:
            if getattr(world.propaganda, name).sum() > 0.0:
                first.setdefault(name, day)

    small.war(500, each=look, sorties=60.0, sets=5.0)
    assert first["leaflets"] < 60
    assert first["papers"] > first["leaflets"] + 100


def test_that_a_brigade_that_is_gone_has_no_press():
    scene = with_brigades(700.0)
    weeks(scene)
    assert scene.world.propaganda.has_press.sum() > 0
    scene.world.brigades.alive[:] = 0
    weeks(scene, 1)
    small.call(propaganda.survey, small.later(scene, TUESDAY - scene.today.phase))
    assert scene.world.propaganda.has_press.sum() == scene.world.propaganda.presses.sum() == 0


@pytest.mark.parametrize("news", [-1.0, 0.0, 1.0])
@pytest.mark.parametrize("known", [0.0, 1.0])
def test_that_the_word_turns_minds_by_as_much_as_is_declared(news, known):
    """A week of full reach and belief brings over one in a hundred, and takes one in fifty from the occupier.

    Belief is half a habit and half a matter of news, and half as much again where the Party knows the people.
    """
    scene = small.scene(camps=2, press=1.0, news=np.full(5, news))
    w = scene.world
    w.intelligence.population_knowledge[:] = known
    w.propaganda.reach[:] = 0.5
    soviet, axis = w.population.support_soviet.copy(), w.population.support_axis.copy()
    weeks(scene, 1)
    belief = max(0.0, 0.5 + 0.5 * news) * (0.3 + 0.7 * 0.85) * (1.0 + 0.5 * known)
    moved = w.propaganda.reach * belief
    assert w.population.support_soviet == pytest.approx(soviet + 0.01 * moved * (1.0 - soviet))
    assert w.population.support_axis == pytest.approx(axis * (1.0 - 0.02 * np.minimum(1.0, moved)))


def test_that_the_reach_closes_a_seventh_of_its_gap_in_a_week():
    """Copies and the word of mouth count alike: one copy for fifty people, or one partisan among sixty, reach half."""
    scene = small.scene(camps=2, press=1.0, tongue=np.ones(small.CELLS))
    w = scene.world
    w.propaganda.reach[:] = 0.1
    weeks(scene, 1)
    heads = w.population.rural + w.population.urban + 1.0
    cause = w.propaganda.copies_circulating / heads / 0.02 + 60.0 * w.detachments.men_in_cell / heads
    assert w.propaganda.copies_circulating.min() > 0.0
    assert w.propaganda.reach == pytest.approx(0.1 + 0.15 * (cause / (cause + 1.0) - 0.1))


def test_that_people_read_what_is_in_their_own_tongue():
    """What is in a foreign language reaches people as 0.15 of as much would in theirs."""
    reach = []
    for strange, tongue in ((0.0, 0.0), (1.0, 0.0), (1.0, 0.6)):
        scene = small.scene(camps=1, press=0.6, tongue=tongue * np.ones(small.CELLS))
        scene = scene._replace(
            land=scene.land._replace(baltic=strange * np.ones(small.CELLS), polish=np.zeros(small.CELLS))
        )
        weeks(scene)
        reach.append(scene.world.propaganda.reach.mean())
    causes = [x / (1.0 - x) for x in reach]
    assert causes[1] == pytest.approx(0.15 * causes[0], rel=0.05)
    assert causes[2] == pytest.approx(causes[0], rel=0.05)


@pytest.mark.parametrize("camps", [0, 1, 4])
def test_that_mere_presence_makes_the_occupier_feel_unsafe(camps):
    """Half as unsafe as he can where sixty partisans are on a thousand km2."""
    scene = small.scene(camps=camps, press=0.0, tongue=np.zeros(small.CELLS))
    weeks(scene, 5)
    assert scene.world.security.recent_attacks.sum() == 0.0
    density = 100.0 * camps / AREA
    assert scene.world.propaganda.insecurity == pytest.approx(density / (density + 60.0))


def test_that_six_attacks_on_a_cell_and_full_reach_count_as_is_declared():
    scene = small.scene(camps=0, press=0.0, tongue=np.zeros(small.CELLS))
    scene.world.security.recent_attacks[:] = 6.0
    weeks(scene, 1)
    assert scene.world.propaganda.insecurity == pytest.approx(0.5, rel=0.001)
    scene.world.propaganda.reach[:] = 1.0
    weeks(scene, 1)
    cause = 1.0 + 0.5 * 0.85
    assert scene.world.propaganda.reach == pytest.approx(0.85)
    assert scene.world.propaganda.insecurity == pytest.approx(cause / (cause + 1.0), rel=0.001)


def test_that_left_out_it_changes_no_mind():
    scene = with_brigades(700.0, parameters=small.parameters_with(propaganda={"enabled": 0}))
    before = scene.world.population.support_soviet.copy(), scene.world.population.support_axis.copy()
    assert sum(weeks(scene, 10).values()) == 0.0
    assert (scene.world.population.support_soviet == before[0]).all()
    assert (scene.world.population.support_axis == before[1]).all()

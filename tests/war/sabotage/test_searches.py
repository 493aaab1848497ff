"""Local forces that look for detachments."""

import numpy as np
import pytest
from tests import small

from hinterland.core.origin import LOCAL
from hinterland.war.sabotage import searches

CAMPS = 10 * small.CELLS


def search(scene: small.Scene, weeks: int = 1) -> float:
    """Let local forces search for some weeks; return how many detachments they found."""
    found = 0.0
    for _ in range(7 * weeks):
        small.call(searches.step, scene)
        found += scene.world.searches.pursuits.sum()
        scene = small.later(scene, 1)
    return found


def garrisoned(men: float, **changes: object) -> small.Scene:
    """Return a scene of many camps with so many soldiers in every cell."""
    scene = small.scene(camps=10, **changes)
    scene.world.security.garrison[:] = men
    return scene


def test_that_no_detachment_is_found_where_there_are_no_troops_and_more_the_more_there_are():
    found = [search(garrisoned(men)) for men in (0.0, 100.0, 1000.0, 5000.0)]
    assert found[0] == 0.0
    assert found == sorted(found)
    assert found[-1] > 3.0 * found[1]


def test_that_detachments_are_found_by_the_chance_that_the_parameters_declare():
    scene = garrisoned(0.17 * 1770.0)
    w, p = scene.world, scene.parameters.searches
    w.concealment.share[:] = 0.5
    w.detachments.skill[:CAMPS] = 0.4
    w.population.support_soviet[:] = 0.6
    w.commanders.aggressiveness[:] = 0.5
    few = 1.0 - 100.0 / 160.0
    chance = (
        p.discovery_per_week * 0.5 * (1.0 - p.cover_protection * 0.5) * (1.0 - p.evasion_by_experience * 0.4)
        * (1.0 - p.warning_by_support * 0.6) * (1.0 - p.small_size_protection * few)
    )  # fmt: skip
    found = 0.0
    for week in range(40):
        now = small.later(scene, 7 * week)
        for _ in range(7):
            w.detachments.men[:CAMPS] = 100.0
            w.detachments.skill[:CAMPS] = 0.4
            small.call(searches.step, now)
            found += w.searches.pursuits.sum()
            now = small.later(now, 1)
    trials = 40 * CAMPS
    assert found / trials == pytest.approx(chance, abs=4.0 * np.sqrt(chance / trials))


def test_that_forest_hides_better_than_open_ground():
    """The chance falls by the declared part of the share of a cell that hides a camp."""
    scene = garrisoned(1500.0)
    p, wooded, seen = scene.parameters.searches, scene.land.cover > 0.6, np.zeros(small.CELLS)
    men, skill = (values.copy() for values in (scene.world.detachments.men, scene.world.detachments.skill))
    for n in range(7 * 60):
        now = small.later(scene, n)
        now.world.detachments.men[:], now.world.detachments.skill[:] = men, skill
        small.call(searches.step, now)
        seen += now.world.searches.pursuits
    hidden = scene.world.concealment.share * (1.0 - p.cover_lost_to_patrols * scene.forcing.patrols)
    chance = 1.0 - p.cover_protection * hidden
    found, exposed = seen[wooded].sum(), seen[~wooded].sum()
    due = chance[wooded].sum() / chance[~wooded].sum()
    assert found / exposed == pytest.approx(due, rel=4.0 * np.sqrt(1.0 / found + 1.0 / exposed))
    assert chance[wooded].mean() < chance[~wooded].mean()


def test_that_everyone_who_leaves_a_beaten_detachment_is_somewhere():
    scene = garrisoned(3000.0)
    w = scene.world
    villagers = w.population.rural.sum()
    search(scene)
    d = w.detachments
    gone = 36_000.0 - d.men.sum() - d.wounded.sum()
    assert gone > 100.0
    assert (
        gone == w.population.partisans_dead.sum() + w.population.stragglers.sum() + w.population.rural.sum() - villagers
    )
    assert d.rifles.sum() + w.supply.lost.sum() + w.supply.scattered.sum() == 36_000.0


def beaten(men: float, weeks: int) -> tuple[dict[str, float], small.Scene]:
    """Let every detachment of so many raw people be found in the open each week; return sums, and the scene."""
    certain = {"discovery_per_week": 3.0, "small_size_protection": 0.0, "half_saturation_troops": 20.0}
    scene = small.scene(camps=10, parameters=small.parameters_with(searches=certain))
    w, d = scene.world, scene.world.detachments
    w.concealment.share[:] = w.population.support_soviet[:] = 0.0
    sums = dict.fromkeys(("fights", "dead", "wounded", "away", "left", "lost", "pursuers", "police"), 0.0)
    for week in range(weeks):
        now = small.later(scene, 7 * week)
        d.people[:] = d.skill[:] = d.wounded[:] = 0.0
        d.people[:CAMPS, LOCAL] = d.men[:CAMPS] = d.rifles[:CAMPS] = men
        w.security.garrison[:] = w.security.police[:] = 1e6
        w.population.partisans_dead[:] = w.supply.lost[:] = w.supply.scattered[:] = w.security.police_fallen[:] = 0.0
        for _ in range(7):
            small.call(searches.step, now)
            sums["fights"] += w.searches.pursuits.sum()
            sums["pursuers"] += w.attacks.axis_dead.sum() + w.attacks.police_dead.sum()
            sums["police"] += w.attacks.police_dead.sum()
            now = small.later(now, 1)
        sums["dead"] += w.population.partisans_dead.sum()
        sums["wounded"] += d.wounded.sum()
        sums["away"] += CAMPS * men - d.people.sum() - d.wounded.sum() - w.population.partisans_dead.sum()
        sums["left"] += w.supply.lost.sum() + w.supply.scattered.sum()
        sums["lost"] += w.supply.lost.sum()
    return sums, scene


@pytest.mark.parametrize(("men", "weeks"), [(20.0, 30), (2000.0, 3)])
def test_that_losses_of_a_fight_are_those_declared_for_small_and_large_detachments(men, weeks):
    """Each rounding has a standard error of at most half a person for every root of the number of fights."""
    n, scene = beaten(men, weeks)
    p, fights = scene.parameters.searches, n["fights"]
    assert fights == weeks * CAMPS
    error = 4.0 * 0.5 * np.sqrt(fights)
    # The share that dies is even between nothing and twice the mean: its deviation is the mean over the root of 3.
    mean = p.dead_share * men
    assert n["dead"] / fights == pytest.approx(mean, abs=4.0 * np.sqrt((mean**2 / 3.0 + 0.25) / fights))
    assert n["wounded"] == pytest.approx(p.wounded_per_dead * n["dead"], abs=error)
    rest = fights * men - n["dead"] - n["wounded"]
    assert n["away"] == pytest.approx(p.scatter_share * rest, abs=error)
    assert n["left"] == pytest.approx(p.rifles_left_per_person * (n["dead"] + n["away"]), abs=error)
    assert n["lost"] == pytest.approx(p.rifles_lost_share * n["left"], abs=error)
    assert n["pursuers"] == pytest.approx(p.pursuers_killed_per_partisan * n["dead"], abs=error)
    assert n["police"] == pytest.approx(0.5 * n["pursuers"], abs=error)


def test_that_the_more_aggressive_the_commander_the_more_often_a_detachment_is_found():
    found = []
    for bent in (0.0, 1.0):
        scene = garrisoned(1500.0)
        scene.world.commanders.aggressiveness[:] = bent
        found.append(search(scene, 4))
    effect = small.parameters_with().searches.commander_effect_on_discovery
    # A detachment that is found shrinks, and the next weeks find it less easily: the ratio stays below that of chances,
    # but for four standard errors of the counts.
    ratio = found[1] / found[0]
    error = ratio * np.sqrt(1.0 / found[0] + 1.0 / found[1])
    assert 1.0 + 2.0 * error < ratio < (1.0 + effect) / (1.0 - effect) + 4.0 * error


def test_that_guards_on_the_partisans_side_warn_them():
    found = []
    for warning in (0.0, 0.6):
        scene = garrisoned(1500.0)
        scene.world.collaboration.search_warning[:] = warning
        found.append(search(scene))
    assert found[1] == pytest.approx(0.4 * found[0], abs=4.0 * np.sqrt(0.4 * found[0]))

"""Attacks on posts."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.core.origin import LOCAL, STRAGGLER
from hinterland.war.sabotage import attacks

CAMPS = 10 * small.CELLS


def raid(rifles: float = 100.0, prisoners: float = 0.0, bent: float = 0.5, **changes: object) -> small.Scene:
    """Let detachments attack posts for four weeks."""
    scene = small.scene(camps=10, **changes)
    w = scene.world
    w.security.garrison[:] = 400.0
    w.security.police[:] = 100.0
    w.population.prisoners[:] = prisoners
    w.commanders.aggressiveness[:] = bent
    w.detachments.rifles[:CAMPS] = rifles
    for day in range(scene.today.day, scene.today.day + 28):
        small.call(attacks.attack, scene._replace(today=scene.today._replace(day=day, phase=day % 7)))
    return scene


def test_that_whoever_has_no_rifles_attacks_no_post():
    assert raid(0.0).world.attacks.posts_attacked.sum() == 0.0
    assert raid().world.attacks.posts_attacked.sum() > raid(30.0).world.attacks.posts_attacked.sum() > 0.0


def test_that_the_dead_police_are_missing_from_the_police():
    w = raid().world
    assert w.security.police.sum() + w.security.police_fallen.sum() == pytest.approx(100.0 * small.CELLS)
    assert w.security.police_fallen.sum() == w.attacks.police_dead.sum()
    assert 0.0 < w.attacks.posts_destroyed.sum() <= w.attacks.posts_attacked.sum()


def test_that_no_post_of_the_enemy_stands_on_free_ground():
    assert raid(occupied=np.zeros(small.CELLS, np.uint8)).world.attacks.posts_attacked.sum() == 0.0


def test_that_prisoners_are_let_out_where_a_post_falls_and_join_as_far_as_there_are_rifles():
    none, armed, bare = raid(120.0).world, raid(130.0, 200.0).world, raid(60.0, 200.0).world
    assert none.detachments.people[:, STRAGGLER].sum() == 0.0
    for w in (armed, bare):
        freed = 200.0 * small.CELLS - w.population.prisoners.sum()
        joined = w.detachments.people[:, STRAGGLER].sum()
        assert 0.0 <= joined <= freed
        assert joined + w.population.stragglers.sum() >= 0.9 * freed > 0.0
        lines = w.journal.kind[: w.journal.used[0]] == Kind.freed
        assert w.journal.true[: w.journal.used[0]][lines].sum() == freed
    assert armed.detachments.people[:, STRAGGLER].sum() > bare.detachments.people[:, STRAGGLER].sum()


def assault(men: float, weeks: int, **parameters: float) -> tuple[dict[str, float], small.Scene]:
    """Let every detachment of so many people attack about a post a week; return sums, and the scene."""
    chosen = {"attacks_per_week": 0.5, "min_people": 5.0, "half_saturation_people": 20.0, **parameters}
    scene = small.scene(camps=10, parameters=small.parameters_with(attacks=chosen))
    w, d = scene.world, scene.world.detachments
    w.commanders.aggressiveness[:] = 0.5
    names = ("trials", "attacks", "taken", "slain", "police", "dead", "wounded", "rifles", "freed", "odds")
    sums = dict.fromkeys(names, 0.0)
    for week in range(weeks):
        now = small.later(scene, 7 * week)
        d.people[:] = d.wounded[:] = w.population.partisans_dead[:] = w.supply.captured[:] = 0.0
        d.people[:CAMPS, LOCAL] = d.men[:CAMPS] = d.rifles[:CAMPS] = men
        d.cohesion[:CAMPS], d.skill[:CAMPS] = 1.0, 0.5
        w.security.garrison[:] = w.security.police[:] = 1e6
        w.population.prisoners[:] = 50.0
        for _ in range(7):
            w.journal.used[0] = 0
            small.call(attacks.attack, now)
            sums["attacks"] += w.attacks.posts_attacked.sum()
            sums["taken"] += w.attacks.posts_destroyed.sum()
            sums["slain"] += w.attacks.axis_dead.sum() + w.attacks.police_dead.sum()
            sums["police"] += w.attacks.police_dead.sum()
            now = small.later(now, 1)
        sums["trials"] += CAMPS
        sums["dead"] += w.population.partisans_dead.sum()
        sums["wounded"] += d.wounded.sum()
        sums["rifles"] += w.supply.captured.sum()
    return sums, scene


@pytest.mark.parametrize(("men", "weeks"), [(20.0, 60), (2000.0, 20)])
def test_that_attacks_are_as_frequent_as_the_parameters_declare(men, weeks):
    n, scene = assault(men, weeks)
    chance = scene.parameters.attacks.attacks_per_week * men / (men + 20.0)
    assert n["attacks"] / n["trials"] == pytest.approx(chance, abs=4.0 * np.sqrt(chance / n["trials"]))


@pytest.mark.parametrize("outcome", ["taken", "held"])
@pytest.mark.parametrize(("men", "weeks"), [(20.0, 60), (2000.0, 20)])
def test_that_losses_of_an_attack_are_those_declared_for_small_and_large_detachments(men, weeks, outcome):
    """Each rounding has a standard error of at most half a person for every root of the number of attacks."""
    low, high = 0.5, 8.0  # attackers that one defender holds off: both can be won or lost, and losses are set alike
    share = {"taken": 0.24, "held": 0.05}[outcome]
    own = {"taken": 0.0154, "held": 0.033}[outcome]
    alike = {
        "defenders_killed_if_taken": share, "defenders_killed_if_held": share,
        "attackers_killed_if_taken": own, "attackers_killed_if_held": own,
        "defence_advantage": low if outcome == "taken" else high,
    }  # fmt: skip
    n, scene = assault(men, weeks, **alike)
    p, fights = scene.parameters.attacks, n["attacks"]
    assert fights > 2000
    error = 4.0 * 0.5 * np.sqrt(fights)
    slain = share * p.defenders_per_post
    spread = p.post_size_spread * slain / np.sqrt(3.0)
    assert n["slain"] / fights == pytest.approx(slain, abs=4.0 * np.sqrt((spread**2 + 0.25) / fights))
    assert n["police"] == pytest.approx(n["slain"] / (1.0 + p.soldier_weight_at_posts), abs=error)
    assert n["dead"] == pytest.approx(own * men * fights, abs=error)
    assert n["wounded"] == pytest.approx(p.wounded_per_dead * n["dead"], abs=error)
    if n["taken"] == fights:
        assert n["rifles"] == pytest.approx(p.rifles_per_defender * n["slain"], abs=error)
    else:
        assert n["rifles"] <= p.rifles_per_defender * n["slain"] + error


def test_that_a_post_is_taken_by_the_odds_of_strength_against_defenders():
    """Of posts of one size, 60 attackers of middling experience and 28 defenders that each hold off two."""
    n, _ = assault(56.0, 40, post_size_spread=0.0, defence_advantage=2.0)
    assert n["taken"] / n["attacks"] == pytest.approx(0.5, abs=4.0 * 0.5 / np.sqrt(n["attacks"]))


@pytest.mark.parametrize("prisoners", [10.0, 2000.0])
def test_that_as_many_prisoners_are_freed_as_the_declared_share(prisoners):
    scene = small.scene(camps=10, parameters=small.parameters_with(attacks={"attacks_per_week": 0.5}))
    w, freed, taken = scene.world, 0.0, 0.0
    w.commanders.aggressiveness[:] = 0.5
    for _ in range(7 * 40):
        w.population.prisoners[:] = prisoners
        w.security.garrison[:] = w.security.police[:] = 1e6
        w.detachments.people[:CAMPS], w.detachments.men[:CAMPS], w.detachments.rifles[:CAMPS] = 0.0, 400.0, 400.0
        w.detachments.people[:CAMPS, LOCAL] = 400.0
        one = w.attacks.posts_destroyed
        small.call(attacks.attack, scene)
        alone = one == 1.0  # where two posts fall in a cell, fewer are left for the second
        freed += (prisoners - w.population.prisoners)[alone].sum()
        taken += alone.sum()
        scene = small.later(scene, 1)
    mean = scene.parameters.attacks.prisoners_held_share * prisoners
    assert taken > 500
    assert freed / taken == pytest.approx(mean, abs=4.0 * np.sqrt((mean**2 / 3.0 + 0.25) / taken))


def test_that_a_commander_bent_on_fighting_attacks_more():
    timid, bold = (raid(bent=bent).world.attacks.posts_attacked.sum() for bent in (0.0, 1.0))
    effect = small.parameters_with().attacks.commander_effect_on_attacks
    ratio = (1.0 + effect) / (1.0 - effect)
    assert bold / timid == pytest.approx(ratio, abs=4.0 * ratio * np.sqrt(1.0 / timid + 1.0 / bold))

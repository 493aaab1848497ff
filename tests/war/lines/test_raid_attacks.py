"""What groups do beyond the front."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.war.civilians import reprisals
from hinterland.war.lines import raid_attacks

GROUPS = 112


def weeks_across(abroad: bool, weeks: int = 200, rural: float = 50_000.0, **parameters: float):
    """Let groups be across the front; return the scene, attacks, those on villages, civilians and soldiers killed."""
    scene = small.scene(parameters=small.parameters_with(raid_attacks=parameters))
    scene = scene._replace(land=scene.land._replace(abroad=np.full(small.CELLS, abroad, np.uint8)))
    w = scene.world
    for i in range(GROUPS):
        small.place_detachment(w, i, i % small.CELLS)
        w.border_raids.target[i], w.border_raids.men_across[i, 2] = i % small.CELLS, 9.0
    sums = np.zeros(4)
    for n in range(7 * weeks):
        now = small.later(scene, n)
        w.population.rural[:] = rural
        small.call(raid_attacks.attack, now)
        lines = w.journal.kind[: w.journal.used[0]] == int(Kind.village_burned)
        assert w.journal.claimed[: w.journal.used[0]][lines].sum() == 0.0
        civilians = w.journal.second[: w.journal.used[0]][lines].sum()
        assert rural * small.CELLS - w.population.rural.sum() == civilians
        attacks, villages = w.raid_attacks.attacks.sum(), w.raid_attacks.village_attacks.sum()
        sums += attacks, villages, civilians, w.attacks.axis_dead.sum()
    return scene, sums


@pytest.mark.parametrize(("abroad", "share"), [(False, 0.03), (True, 0.62)])
def test_that_attacks_have_the_declared_number_targets_and_results(abroad, share):
    scene, (attacks, villages, civilians, soldiers) = weeks_across(abroad)
    asked, w = 200 * GROUPS, scene.world
    assert attacks == pytest.approx(0.6 * asked, abs=4 * np.sqrt(asked * 0.6 * 0.4))
    assert villages == pytest.approx(share * attacks, abs=4 * np.sqrt(attacks * share * (1 - share)))
    # Of 45 u^4 the mean is 9 and the mean square 45 x 45 / 9 = 225; a quarter is added for the whole number.
    assert civilians == pytest.approx(9 * villages, abs=4 * np.sqrt(villages * (225 - 81 + 0.25)))
    # Even from 0 to twice the mean m: a variance of m x m / 3.
    posts = attacks - villages
    assert soldiers == pytest.approx(0.2 * posts, abs=4 * np.sqrt(posts * (0.04 / 3 + 0.25)))
    claimed = w.raid_attacks.enemies_claimed.sum()
    assert claimed == pytest.approx(3.5 * attacks, abs=4 * np.sqrt(attacks * (3.5 * 3.5 / 3 + 0.25)))
    assert w.raid_attacks.enemies_killed.sum() == soldiers
    assert w.raid_attacks.civilians_killed.sum() == civilians


def test_that_what_a_group_claims_is_drawn_apart_from_what_it_did():
    always = {"attacks_per_week": 1.0, "village_share_soviet": 0.0, "enemies_killed_per_attack": 10.0}
    scene, _ = weeks_across(False, weeks=50, **always)
    r = scene.world.raid_attacks
    # All have 50 attacks. With one draw for both figures they would go together at 0.9 and more.
    assert abs(np.corrcoef(r.enemies_claimed[:GROUPS], r.enemies_killed[:GROUPS])[0, 1]) < 4 / np.sqrt(GROUPS)


def test_that_no_more_villagers_are_killed_than_live_there():
    _, (_, villages, civilians, _) = weeks_across(True, rural=2.0)
    assert 0 < civilians <= 2 * villages


def test_that_with_exponent_0_all_village_attacks_are_alike():
    scene = small.scene(
        parameters=small.parameters_with(raid_attacks={"massacre_exponent": 0.0, "attacks_per_week": 1.0})
    )
    scene = scene._replace(land=scene.land._replace(abroad=np.ones(small.CELLS, np.uint8)))
    w = scene.world
    for i in range(GROUPS):
        small.place_detachment(w, i, i % small.CELLS)
        w.border_raids.target[i], w.border_raids.men_across[i, 2] = i % small.CELLS, 9.0
    for n in range(7):
        small.call(raid_attacks.attack, small.later(scene, n))
        lines = w.journal.kind[: w.journal.used[0]] == int(Kind.village_burned)
        assert (w.journal.second[: w.journal.used[0]][lines] == 9.0).all()


def test_that_every_attack_on_a_post_is_an_event_which_may_draw_a_reprisal():
    scene, harsh = (
        weeks_across(False, weeks=1, attacks_per_week=1.0, village_share_soviet=0.0)[0],
        {"reprisal_chance": 1.0},
    )
    journal = scene.world.journal
    lines = journal.kind[: journal.used[0]] == int(Kind.raid_attack)
    assert lines.sum() == scene.world.raid_attacks.attacks.sum() > 0
    assert journal.true[: journal.used[0]][lines].sum() == scene.world.attacks.axis_dead.sum()
    answered = scene._replace(parameters=small.parameters_with(reprisals=harsh))
    scene.world.forces.troop_harshness[:] = 1.0
    small.call(reprisals.step, answered)
    assert 0 < scene.world.reprisals.acts.sum() <= lines.sum()


def test_that_a_group_at_its_base_attacks_nobody():
    scene = small.scene(camps=2)
    for n in range(7):
        small.call(raid_attacks.attack, small.later(scene, n))
        assert scene.world.raid_attacks.attacks.sum() == 0.0

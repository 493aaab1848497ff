"""What becomes of encounters of Soviet partisans with national movements."""

import numpy as np
import pytest
from tests import small
from tests.war.rivals.scenes import OFTEN, meet, near, share_near, stance

from hinterland.core.journal import Kind
from hinterland.core.movements import BALTIC, LEFT, POLISH, UKRAINIAN
from hinterland.war.rivals import clashes

DEFAULT = small.parameters_with().clashes
STRONG = 4000.0
"""A movement so strong that it does not dwindle within a test."""


def always(**changes: float):
    """Return parameters with which encounters are frequent and no truce is made, but for changes."""
    return small.parameters_with(clashes={**OFTEN, "truce_talk_share": 0.0, **changes})


@pytest.mark.parametrize("order", [-1.0, -0.5, 0.0, 0.6])
@pytest.mark.parametrize(("k", "name"), [(POLISH, "polish"), (UKRAINIAN, "ukrainian")])
def test_that_an_order_decides_the_share_of_hostile_acts_and_of_joint_attacks(k, name, order):
    _, met = meet(k, STRONG, parameters=always(), **stance(**{name: order}))
    hostile = DEFAULT.neutral_clash_share * (1.0 - order) + DEFAULT.hostile_clash_share * max(0.0, -order)
    assert met.encounters > 600
    assert share_near(met.hostile, met.encounters, hostile)
    assert share_near(met.joint, met.encounters, DEFAULT.joint_attack_share * max(0.0, order))


def test_that_half_as_many_meet_at_the_density_and_size_of_half_saturation():
    fighters = DEFAULT.half_saturation_fighters * 1.77

    def keep(w):
        w.national_movements.strength[:, POLISH] = fighters
        w.detachments.men[: 6 * small.CELLS] = w.detachments.people[: 6 * small.CELLS, 2] = 60.0

    _, met = meet(POLISH, weeks=20, prepare=keep, **stance(0.0))
    chances = 20 * 6 * small.CELLS
    assert share_near(met.encounters, chances, DEFAULT.encounter_chance * 0.5 * 0.5)


def test_that_a_hostile_order_turns_declared_shares_into_disarmings_and_denunciations():
    _, met = meet(POLISH, STRONG, weeks=8, parameters=always(), **stance(-1.0))
    assert met.hostile > 600
    assert share_near(met.count(Kind.disarming), met.hostile, DEFAULT.disarming_share)
    assert share_near(met.count(Kind.denunciation), met.hostile, DEFAULT.denunciation_share)


def test_that_nobody_is_denounced_where_no_occupier_is_near():
    def withdraw(w):
        w.security.garrison[:] = 0.0

    _, met = meet(POLISH, STRONG, parameters=always(), prepare=withdraw, **stance(-1.0))
    assert met.count(Kind.denunciation) == 0
    assert share_near(met.count(Kind.clash), met.hostile, 1.0 - DEFAULT.disarming_share)


def test_that_deceit_takes_an_order_below_the_level_of_the_ban():
    for order in (-0.29, 0.4):
        _, met = meet(POLISH, STRONG, parameters=always(), **stance(order))
        assert met.count(Kind.clash) > 0
        assert met.count(Kind.disarming, Kind.denunciation) == 0


def test_that_an_order_reaches_only_those_in_contact():
    (one, a), (two, b) = (meet(contact=0, **stance(order)) for order in (-1.0, 0.6))
    assert (a.hostile, a.joint, a.peaceful) == (b.hostile, b.joint, b.peaceful)
    assert (one.world.national_movements.strength == two.world.national_movements.strength).all()
    assert a.encounters > 0
    assert a.count(Kind.disarming, Kind.denunciation) == 0


def test_that_there_is_no_clash_where_there_is_no_movement():
    _, met = meet(strength=0.0, **stance(-1.0, -1.0))
    assert met.encounters == met.count(Kind.truce) == 0


def fights(k: int, men: float, fighters: float, weeks: int = 60):
    """Return odds, dead fighters, scattered, dead partisans, and claims of fights of so many, one a cell."""
    parameters = always(
        hostile_clash_share=1.0,
        stance_baltic=-1.0,
        fighters_per_encounter=300.0,
        disarming_share=0.0,
        denunciation_share=0.0,
    )
    after = []

    def restore(w):
        w.national_movements.strength[:, k] = w.national_movements.rifles[:, k] = fighters
        d = w.detachments
        d.people[: small.CELLS] = 0.0
        d.people[: small.CELLS, 2] = d.men[: small.CELLS] = d.rifles[: small.CELLS] = men

    def keep(w, today):
        used = int(w.journal.used[0])
        cells = w.journal.cell[:used][w.journal.kind[:used] == int(Kind.clash)]
        after.append(w.national_movements.strength[cells, k].copy())

    _, met = meet(k, camps=1, weeks=weeks, parameters=parameters, prepare=restore, each=keep, **stance(-1.0, -1.0))
    dead = met.figures(Kind.clash)
    odds = men * (0.5 + 0.1) / (men * (0.5 + 0.1) + DEFAULT.fighter_strength * fighters)
    scattered = fighters - dead - np.concatenate(after)
    return odds, dead, scattered, met.figures(Kind.clash, "second"), met.figures(Kind.clash, "claimed")


@pytest.mark.parametrize("k", [UKRAINIAN, BALTIC])
@pytest.mark.parametrize(("men", "fighters"), [(20.0, 20.0), (2000.0, 20.0), (20.0, 140.0), (2000.0, 140.0)])
def test_that_the_losses_of_a_fight_are_the_declared_ones_on_average_in_small_and_large_fights(k, men, fighters):
    """A fighters has at least half of the mean of 300 fighters, so that all of a movement of 140 are in a fight."""
    odds, dead, scattered, fallen, claimed = fights(k, men, fighters)
    both = DEFAULT.dead_per_fighter * min(men, fighters)
    assert dead.size > 500
    assert near(dead, both * odds)
    assert near(fallen, both * (1.0 - odds))
    assert near(scattered, DEFAULT.scatter_share * odds * fighters)
    # A claim is a multiple of the dead but for its rounding, which has a standard deviation of at most a half.
    assert abs((claimed - DEFAULT.soviet_claim_factor * dead).sum()) <= 4.0 * 0.5 * np.sqrt(dead.size)


def test_that_the_draws_of_a_fight_are_independent():
    """The correlation of independent values has a standard error of one over the root of their number."""
    odds, dead, scattered, fallen, claimed = fights(BALTIC, 137.0, 131.0)
    left = dead - odds * (dead + fallen)
    rounding = claimed - DEFAULT.soviet_claim_factor * dead
    for one, two in ((scattered, left), (rounding, scattered), (rounding, left)):
        assert abs(np.corrcoef(one, two)[0, 1]) <= 4.0 / np.sqrt(dead.size)


@pytest.mark.parametrize("mean", [10.0, 100.0])
def test_that_a_band_at_talks_has_the_declared_size_and_a_declared_share_of_it_is_killed(mean):
    parameters = always(hostile_clash_share=1.0, disarming_share=1.0, fighters_per_encounter=mean)
    _, met = meet(POLISH, 20 * STRONG, weeks=20, parameters=parameters, **stance(-1.0))
    fighters, dead = met.figures(Kind.disarming), met.figures(Kind.disarming, "second")
    assert fighters.size > 3000
    assert near(fighters, mean)
    assert fighters.min() >= np.floor(mean / 2)
    assert fighters.max() <= np.ceil(1.5 * mean)
    assert abs((dead - DEFAULT.disarmed_killed_share * fighters).sum()) <= 4.0 * 0.5 * np.sqrt(fighters.size)
    rounding = met.figures(Kind.disarming, "claimed") - DEFAULT.soviet_claim_factor * fighters
    assert abs(rounding.sum()) <= 4.0 * 0.5 * np.sqrt(fighters.size)


@pytest.mark.parametrize("mean", [1.0, 60.0])
def test_that_a_denunciation_leads_to_the_declared_number_of_arrests(mean):
    parameters = always(
        hostile_clash_share=1.0, disarming_share=0.0, denunciation_share=1.0, arrests_per_denunciation=mean
    )
    scene, met = meet(POLISH, 20 * STRONG, weeks=20, parameters=parameters, **stance(-1.0))
    arrests = met.figures(Kind.denunciation)
    assert arrests.size > 3000
    assert near(arrests, mean)
    assert (met.figures(Kind.denunciation, "found") == arrests).all()
    assert scene.world.national_movements.strength.sum() == 20 * STRONG * small.CELLS - arrests.sum()


@pytest.mark.parametrize("mean", [0.5, 20.0])
def test_that_a_joint_attack_kills_the_declared_number_of_police(mean):
    def post(w):
        w.security.police[:] = 1000.0

    parameters = always(stance_left=1.0, joint_attack_share=1.0, police_killed_per_joint_attack=mean)
    _, met = meet(LEFT, STRONG, weeks=20, parameters=parameters, prepare=post)
    dead = met.figures(Kind.garrison_attack)
    assert dead.size == met.joint == met.encounters > 3000
    assert near(dead, mean)


@pytest.mark.parametrize("mean", [7.0, 60.0])
def test_that_a_truce_lasts_as_long_as_declared_on_average(mean):
    lengths = []

    def forget(w):
        w.clashes.truce_until[:] = -1

    def keep(w, today):
        until = w.clashes.truce_until[:, POLISH]
        lengths.append(until[until >= 0] - today.day)

    parameters = always(truce_talk_share=1.0, truce_days=mean)
    _, met = meet(POLISH, STRONG, camps=1, weeks=60, parameters=parameters, prepare=forget, each=keep, **stance(0.0))
    found = np.concatenate(lengths)
    assert found.size == met.peaceful > 1500
    assert near(found, mean)


def test_that_a_truce_prevents_the_declared_share_of_hostile_acts():
    def agree(w):
        w.clashes.truce_until[:] = 10_000

    _, met = meet(UKRAINIAN, STRONG, weeks=8, contact=0, parameters=always(), prepare=agree)
    hostile = 1.2 * DEFAULT.neutral_clash_share + 0.2 * DEFAULT.hostile_clash_share
    assert share_near(met.hostile, met.encounters, hostile * (1.0 - DEFAULT.truce_effect))


def test_that_a_truce_holds_only_where_no_order_forbids_it():
    parameters = small.parameters_with(clashes={"truce_talk_share": 0.5})
    _, free = meet(UKRAINIAN, parameters=parameters, **stance(0.0, 0.1))
    _, forbidden = meet(UKRAINIAN, parameters=parameters, **stance(0.0, -1.0))
    _, out_of_contact = meet(UKRAINIAN, parameters=parameters, contact=0, **stance(0.0, -1.0))
    assert free.total(Kind.truce) == free.total(Kind.truce, "second") > 0
    assert out_of_contact.total(Kind.truce) > 0
    assert forbidden.total(Kind.truce, "second") > 0, "it was attempted"
    assert forbidden.total(Kind.truce) == 0, "and nothing came of it"


def test_that_partisans_attack_with_the_polish_left_and_hardly_fight_it():
    _, met = meet(LEFT, STRONG, weeks=8, parameters=always(), **stance(-1.0, -1.0))
    assert share_near(met.joint, met.encounters, 0.8 * DEFAULT.joint_attack_share)
    assert share_near(met.hostile, met.encounters, 0.2 * DEFAULT.neutral_clash_share)
    assert met.count(Kind.truce) == 0


def test_that_rifles_change_hands_in_encounters_and_none_is_lost():
    scene, met = meet(parameters=always(), **stance(-1.0))
    w = scene.world
    assert met.total(Kind.clash) > 0
    held = (
        w.detachments.rifles.sum() + w.national_movements.rifles.sum() + w.supply.scattered.sum() + w.supply.lost.sum()
    )
    assert held == 6 * small.CELLS * 100.0


@pytest.mark.parametrize(("spread", "least", "most"), [(0.0, 100, 100), (0.5, 50, 150), (1.0, 0, 200)])
def test_that_groups_of_fighters_are_as_unlike_as_is_declared(spread, least, most):
    scene = small.scene(
        parameters=small.parameters_with(clashes={"fighters_per_encounter": 100, "fighters_spread": spread})
    )
    movements = scene.world.national_movements
    movements.strength[0, 0] = 1e6
    sizes = [clashes.fighters_met(movements, scene.parameters.clashes, scene.today, 0, i, 0) for i in range(2000)]
    assert least <= min(sizes) <= max(sizes) <= most
    assert np.mean(sizes) == pytest.approx(100, abs=4 * (100 * spread / np.sqrt(3) + 0.5) / np.sqrt(2000))

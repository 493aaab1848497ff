"""What guards leave of parties, and what these do to rails and trains."""

import numpy as np
import pytest
from tests import small

from hinterland.core.aim import BRIDGE, RAILS, TRAIN
from hinterland.core.journal import Kind
from hinterland.war.sabotage import attempts, rail

CAMPS = 14 * small.CELLS
LEVEL = small.land()._replace(cover=np.zeros(small.CELLS))
"""The square without forest."""


def sent(aim: int, guards: float = 0.0, rails: float = 20.0, **parameters: float) -> small.Scene:
    """Return a scene on open ground with 504 parties with one aim, and so many guards on a km of every line."""
    scene = small.scene(camps=14, parameters=small.parameters_with(rail=parameters), strip=0.0, night_ban=0.0)
    w = scene.world
    w.detachments.skill[:CAMPS] = 0.0
    w.detachments.explosive[:CAMPS] = 1e6
    w.security.guards[:] = guards * 250.0
    w.attempts.line[:CAMPS] = np.arange(CAMPS) % small.LINES
    w.attempts.aim[:CAMPS] = aim
    w.attempts.bridge[:CAMPS] = -1
    w.attempts.rails[:CAMPS] = rails if aim == RAILS else 0.0
    w.attempts.explosive_kg[:CAMPS] = w.attempts.wanted_kg[:CAMPS] = 9.0
    return scene._replace(land=LEVEL)


def nights(scene: small.Scene, count: int, *fields: str) -> np.ndarray:
    """Let the parties set out anew every night; return the sums of fields of `rail` over some nights."""
    sums = np.zeros(len(fields))
    for _ in range(count):
        scene.world.journal.used[0] = 0
        small.call(rail.step, scene)
        sums += [getattr(scene.world.rail, name).sum() for name in fields]
        scene = small.later(scene, 1)
    return sums


def ordered(guards: float = 0.0, **changes: object) -> small.Scene:
    """Return a scene after a night on which 504 camps had a campaign order, and so many guards stood on every line."""
    scene = small.scene(camps=14, **changes)
    scene.world.detachments.rail_quota[:] = 100.0
    scene.world.security.guards[:] = guards
    small.call(attempts.step, scene)
    small.call(rail.step, scene)
    return scene


@pytest.mark.parametrize(("guards", "strip", "skill"), [(0.0, 300.0, 0.0), (9.0, 0.0, 0.0), (3.0, 300.0, 0.5)])
def test_that_guards_foil_as_many_actions_as_the_parameters_declare(guards, strip, skill):
    scene = sent(RAILS, guards, guards_drawn_per_party=0.0)
    scene = scene._replace(forcing=small.changed(scene.forcing, strip=strip))
    scene.world.detachments.skill[:CAMPS] = skill
    p = scene.parameters.rail
    met = guards * (1.0 + p.cleared_strip_gain_per_m * strip) * (1.0 - p.experience_protection * skill)
    foil = met / (met + p.guards_half)
    foiled, actions = nights(scene, 10, "foiled", "actions")
    assert actions == 10 * CAMPS
    assert foiled / actions == pytest.approx(foil, abs=4.0 * np.sqrt(foil * (1.0 - foil) / actions))


def test_that_forest_hides_parties_from_guards():
    scene = sent(RAILS, 9.0, guards_drawn_per_party=0.0)
    scene = scene._replace(land=LEVEL._replace(cover=np.ones(small.CELLS)))
    foiled, actions = nights(scene, 10, "foiled", "actions")
    met = 1.0 - scene.parameters.rail.cover_protection
    assert foiled / actions == pytest.approx(met / (met + 1.0), abs=4.0 * 0.5 / np.sqrt(actions))


def test_that_each_party_keeps_guards_from_the_next():
    """Of 42 parties on a line, the n-th meets what the earlier ones have left of 2,250 guards."""
    scene = sent(RAILS, 9.0)
    p = scene.parameters.rail
    met = np.maximum(0.0, 2250.0 - p.guards_drawn_per_party * np.arange(CAMPS // small.LINES)) / 250.0
    foiled, actions = nights(scene, 10, "foiled", "actions")
    assert foiled / actions == pytest.approx((met / (met + p.guards_half)).mean(), abs=4.0 * 0.5 / np.sqrt(actions))


def test_that_a_foiled_action_costs_as_many_partisans_as_declared():
    scene = sent(RAILS, 1e6, guards_drawn_per_party=0.0)
    foiled = nights(scene, 10, "foiled")[0]
    assert foiled > 0.99 * 10 * CAMPS
    dead = scene.world.population.partisans_dead.sum()
    lost = scene.parameters.rail.partisans_lost_if_foiled
    assert dead / foiled == pytest.approx(lost, abs=4.0 * np.sqrt(lost * (1.0 - lost) / foiled))
    assert scene.world.detachments.men.sum() == 100.0 * CAMPS - dead


@pytest.mark.parametrize("rails", [2.0, 2000.0])
def test_that_patrols_remove_the_declared_share_of_few_and_of_many_charges(rails):
    scene = sent(RAILS, 9.0, rails, guards_drawn_per_party=0.0)
    laid, removed, off, cut, foiled = nights(
        scene, 10, "charges_laid", "charges_removed", "charges_exploded", "rails_destroyed", "foiled"
    )
    parties = 10 * CAMPS - foiled
    assert laid == rails * parties == removed + off
    assert off == cut == scene.world.rail.rails_missing.sum()
    share = 0.5 * scene.parameters.rail.charges_removed_share
    assert removed == pytest.approx(share * laid, abs=4.0 * 0.5 * np.sqrt(parties))


@pytest.mark.parametrize(("busy", "ban"), [(0.0, 0.0), (0.5, 0.0), (1.0, 0.0), (1.0, 1.0)])
def test_that_mines_derail_and_strike_as_many_trains_as_the_parameters_declare(busy, ban):
    scene = sent(TRAIN)
    scene = scene._replace(forcing=small.changed(scene.forcing, night_ban=ban))
    scene.world.traffic.busy_share[:] = busy
    derailed, struck, actions, hours = nights(
        scene, 10, "trains_derailed", "trains_struck", "actions", "new_wreck_closure_h"
    )
    p = scene.parameters.rail
    met = busy * (1.0 - p.night_ban_protection * ban)
    chance = p.derailment_chance * (p.waiting_share + (1.0 - p.waiting_share) * met)
    other = (1.0 - chance) * p.struck_share * met
    assert actions == 10 * CAMPS
    assert derailed / actions == pytest.approx(chance, abs=4.0 * np.sqrt(chance * (1.0 - chance) / actions))
    assert struck / actions == pytest.approx(other, abs=4.0 * np.sqrt(other * (1.0 - other) / actions))
    deviation = p.wreck_closure_spread * p.wreck_closure_h / np.sqrt(3.0 * derailed)
    assert hours / derailed == pytest.approx(p.wreck_closure_h, abs=4.0 * deviation)


def test_that_a_long_delay_mine_is_no_action_until_it_explodes():
    scene = sent(TRAIN)
    scene.world.mines.delayed_share_today[0] = 0.25
    laid, actions, off = nights(scene, 10, "charges_laid", "actions", "charges_exploded")
    assert laid == 10 * CAMPS
    assert actions == off == laid - scene.world.mines.hidden.sum()
    assert scene.world.mines.hidden.sum() / laid == pytest.approx(0.25, abs=4.0 * np.sqrt(0.25 * 0.75 / laid))


@pytest.mark.parametrize(("line", "size"), [(0, 2.0), (1, 1.0)])
def test_that_the_post_of_a_main_bridge_stops_parties_by_the_length_of_the_bridge(line, size):
    scene = sent(BRIDGE, 1e-6)
    scene.world.attempts.line[:CAMPS] = line
    scene.world.attempts.bridge[:CAMPS] = line
    assert small.network().spans.size[line] == size
    scene = scene._replace(parameters=small.parameters_with(rail={"guards_drawn_per_party": 0.0}))
    foiled, actions = nights(scene, 10, "foiled", "actions")
    share = 1.0 - (1.0 - scene.parameters.rail.bridge_post_success) ** (1.0 + size)
    assert foiled / actions == pytest.approx(share, abs=4.0 * np.sqrt(share * (1.0 - share) / actions))
    assert nights(sent(BRIDGE, 0.0), 1, "foiled")[0] == 0.0, "where nobody guards the line no post is manned"


def test_that_what_explodes_is_what_was_carried_there():
    scene = small.scene(camps=14)
    before = scene.world.detachments.explosive.sum()
    scene.world.detachments.rail_quota[:] = 100.0
    small.call(attempts.step, scene)
    small.call(rail.step, scene)
    w = scene.world
    assert w.supply.explosive_used.sum() == pytest.approx(before - w.detachments.explosive.sum())
    assert w.rail.explosive_used_kg.sum() == pytest.approx(w.supply.explosive_used.sum()) != 0.0
    assert (w.rail.explosive_used_kg <= w.rail.explosive_wanted_kg + 1e-9).all()
    assert (w.rail.rails_missing == w.rail.rails_destroyed).all()
    assert w.detachments.explosive.min() >= 0.0


def test_that_the_more_guards_stand_the_fewer_rails_are_cut():
    cut = [ordered(guards).world.rail.rails_destroyed.sum() for guards in (0.0, 500.0, 2500.0, 20_000.0)]
    assert cut == sorted(cut, reverse=True)
    assert cut[-1] < 0.5 * cut[0]


def test_that_every_cut_of_a_night_is_in_the_journal():
    w = ordered().world
    lines = w.journal.kind[: w.journal.used[0]] == Kind.rail_cut
    assert lines.sum() > 20
    assert w.journal.true[: w.journal.used[0]][lines].sum() == w.rail.rails_destroyed.sum()

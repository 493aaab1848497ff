"""Attacks on posts: detachments attack garrisons, posts and police stations.

The chance that a detachment attacks rises with its strength and arms and with the posts within reach. An attack costs
dead on both sides; where a post is taken, rifles are captured and prisoners freed.
"""

from typing import NamedTuple

import numpy as np

from hinterland.core.chance import draw_about, draw_count, draw_even, draw_whole, stream, uniform
from hinterland.core.declare import Array, assumed, directional, f8, log, per, switch
from hinterland.core.jit import daily, kernel
from hinterland.core.journal import Kind, record_event
from hinterland.core.membership import (
    enlist,
    gain_experience,
    in_occupied_land,
    suffer_losses,
    update_strength,
    weekly_batch,
)
from hinterland.core.origin import STRAGGLER
from hinterland.core.police import forces_within_reach, kill_police_and_soldiers
from hinterland.core.response import saturate

BEGIN = stream("attacks.begin", "whether a detachment attacks a post this week")
SIZE = stream("attacks.size", "how many defenders the post has")
WIN = stream("attacks.win", "whether the attack succeeds")
DEFENDERS = stream("attacks.defenders", "how many defenders die, and how many of these are police")
ATTACKERS = stream("attacks.attackers", "how many attackers die and how many are wounded")
ARMS = stream("attacks.arms", "how many rifles are captured")
FREE = stream("attacks.free", "how many prisoners are held at a post that is taken")
GARRISON, FREED = np.int64(Kind.garrison_attack), np.int64(Kind.freed)
DEAD, POLICE = 0, 1
"""Draws of `DEFENDERS`."""
KILLED, WOUNDED = 0, 1
"""Draws of `ATTACKERS`."""
MEAN, HELD = 0, 1
"""Draws of `FREE`: how many are held there on average, and how many are."""


class State(NamedTuple):
    """Attacks on posts, and the dead of fights outside expeditions."""

    posts_attacked: Array = per("atom", f8, "attack", "Attacks on posts and police today", daily=True)
    posts_destroyed: Array = per("atom", f8, "garrison", "Posts and garrisons destroyed today", daily=True)
    axis_dead: Array = per(
        "cell", f8, "person", "German and allied soldiers killed away from the front today", daily=True
    )
    police_dead: Array = per("atom", f8, "person", "Native police killed today", daily=True)


class Parameters(NamedTuple):
    """Chances of attacks on posts, their success and their losses."""

    enabled: float = switch("Whether detachments attack posts and police stations")
    attacks_per_week: float = assumed(
        0.055, "1/week", log(0.005, 0.5), "Chance in a week that a strong, armed detachment attacks a post",
        "house-0045",
    )  # fmt: skip
    min_people: float = assumed(25, "person", (5, 100), "People below which no post is attacked", "house-0705")
    half_saturation_people: float = assumed(
        80, "person", log(20, 400), "People of a detachment at which half of the largest chance of an attack is "
        "reached", "house-0705",
    )  # fmt: skip
    half_saturation_posts: float = assumed(
        33.9, "person/1000km2", log(5, 300), "Troops and police on 1,000 km2 at which half of the largest chance of an "
        "attack is reached", "house-0705",
    )  # fmt: skip
    cohesion_effect: float = assumed(
        0.65, "1", (0, 1), "Share of its attacks that a detachment without cohesion forgoes", "house-0705"
    )
    contact_effect: float = assumed(
        0.4, "1", (0, 1), "Share of its attacks that a detachment without contact forgoes", "house-0705"
    )
    commander_effect_on_attacks: float = assumed(
        0.6, "1", (0, 1), "How far a commander's aggressiveness changes the chance of an attack", "house-0303"
    )
    defenders_per_post: float = assumed(28, "person", (8, 100), "Defenders of an ordinary post", "house-0045")
    post_size_spread: float = assumed(
        0.6, "1", (0, 1), "How far posts are larger or smaller than that, as a share of it", "house-0706"
    )
    defence_advantage: float = assumed(
        2.2, "1", log(0.5, 8), "Attackers of middling experience whom one defender holds off every other time",
        "house-0706",
    )  # fmt: skip
    raw_strength: float = assumed(
        0.5, "1", (0.1, 1), "Strength of a raw attacker beside one of middling experience", "house-0706"
    )
    soldier_weight_at_posts: float = assumed(
        0.5, "1", (0, 2), "Weight of a soldier beside a policeman among the dead of posts", "house-0706"
    )
    defenders_killed_if_taken: float = assumed(
        0.24, "1", (0.02, 1), "Share of the defenders killed where a post is taken", "house-0706"
    )
    defenders_killed_if_held: float = assumed(
        0.05, "1", (0, 0.5), "Share of the defenders killed where a post holds out", "house-0706"
    )
    attackers_killed_if_taken: float = assumed(
        0.0154, "1", log(0.0014, 0.14), "Share of the attackers killed where a post is taken", "house-0706"
    )
    attackers_killed_if_held: float = assumed(
        0.033, "1", log(0.003, 0.3), "Share of the attackers killed where a post holds out", "house-0706"
    )
    wounded_per_dead: float = assumed(
        1.4, "person/person", (0, 4), "Attackers wounded and brought away per attacker killed", "house-0706"
    )
    rifles_per_defender: float = directional(
        0.7, "rifle/person", (0, 2), "Rifles captured per defender killed", "S309", "house-0706"
    )
    prisoners_held_share: float = directional(
        0.03, "1", log(0.002, 0.4), "Share of the prisoners of a cell who are held at a post that is taken",
        "S141", "house-0300",
    )  # fmt: skip
    skill_gain: float = assumed(
        0.04, "1", (0, 0.2), "Share of the experience that it lacks that a detachment gains by an attack", "house-0706"
    )


@daily
def attack(
    attacks, detachments, population, recruitment, supply, security, commanders, journal, land, forcing,
    parameters, today
):  # fmt: skip
    """Decide for a seventh of all detachments whether they attack a post this week."""
    if parameters.enabled == 0.0:
        return
    for i in weekly_batch(detachments):
        if not in_occupied_land(detachments, forcing, i, parameters.min_people) or detachments.goal[i] >= 0:
            continue
        c = detachments.cell[i]
        key = detachments.key[i]
        if uniform(today, BEGIN, key) >= attack_chance(detachments, security, commanders, land, parameters, i, c):
            continue
        defenders = post_size(parameters, today, key)
        won = is_taken(detachments, parameters, today, i, defenders)
        slain = kill_defenders(attacks, security, land, parameters, today, key, c, defenders, won)
        dead = lose_attackers(detachments, population, land, parameters, today, i, won)
        taken = draw_count(parameters.rifles_per_defender * slain, uniform(today, ARMS, key)) if won else 0.0
        detachments.rifles[i] += taken
        supply.captured[c] += taken
        gain_experience(detachments, i, parameters.skill_gain)
        attacks.posts_attacked[land.atom[c]] += 1.0
        attacks.posts_destroyed[land.atom[c]] += 1.0 if won else 0.0
        record_event(journal, GARRISON, c, i, 1 if won else 0, slain, dead, 0.0, 0.0)
        if won and population.prisoners[c] >= 1.0:
            free_prisoners(detachments, population, recruitment, journal, parameters, today, i, c)


@kernel
def attack_chance(detachments, security, commanders, land, parameters, i, c):
    """Return the chance that a detachment attacks a post this week."""
    chance = parameters.attacks_per_week * saturate(detachments.men[i], parameters.half_saturation_people)
    chance *= min(1.0, detachments.rifles[i] / detachments.men[i])
    chance *= 1.0 - parameters.cohesion_effect * (1.0 - detachments.cohesion[i])
    chance *= 1.0 + parameters.commander_effect_on_attacks * (2.0 * commanders.aggressiveness[i] - 1.0)
    posts = forces_within_reach(security, land, c)
    chance *= saturate(posts, parameters.half_saturation_posts)
    return chance * (1.0 - parameters.contact_effect * (1.0 - detachments.contact[i]))


@kernel
def post_size(parameters, today, key):
    """Return how many defenders the post has."""
    return draw_about(parameters.defenders_per_post, parameters.post_size_spread, uniform(today, SIZE, key))


@kernel
def is_taken(detachments, parameters, today, i, defenders):
    """Return whether the post is taken: the more likely, the stronger the detachment beside the defenders."""
    strength = detachments.men[i] * (parameters.raw_strength + detachments.skill[i])
    return uniform(today, WIN, detachments.key[i]) < saturate(strength, parameters.defence_advantage * defenders)


@kernel
def kill_defenders(attacks, security, land, parameters, today, key, c, defenders, won):
    """Let defenders of the post die, soldiers and police by their shares; return how many did."""
    share = parameters.defenders_killed_if_taken if won else parameters.defenders_killed_if_held
    slain = draw_count(share * defenders, uniform(today, DEFENDERS, key, DEAD))
    forces = security.police[c] + parameters.soldier_weight_at_posts * security.garrison[c]
    of_police = slain * security.police[c] / max(forces, 1.0)
    police = min(draw_whole(slain, of_police, uniform(today, DEFENDERS, key, POLICE)), security.police[c])
    kill_police_and_soldiers(attacks, security, land, c, slain, police)
    return slain


@kernel
def lose_attackers(detachments, population, land, parameters, today, i, won):
    """Let attackers die and be wounded; return how many died."""
    key = detachments.key[i]
    share = parameters.attackers_killed_if_taken if won else parameters.attackers_killed_if_held
    killed = draw_count(share * detachments.men[i], uniform(today, ATTACKERS, key, KILLED))
    w = uniform(today, ATTACKERS, key, WOUNDED)
    dead = suffer_losses(detachments, population, land, i, killed, parameters.wounded_per_dead, w)
    update_strength(detachments, i)
    return dead


@kernel
def free_prisoners(detachments, population, recruitment, journal, parameters, today, i, c):
    """Free the prisoners held at the post: those for whom there are rifles join, the others hide."""
    key = detachments.key[i]
    mean = draw_even(parameters.prisoners_held_share * population.prisoners[c], uniform(today, FREE, key, MEAN))
    n = draw_whole(population.prisoners[c], mean, uniform(today, FREE, key, HELD))
    if n <= 0.0:
        return
    armed = min(n, max(0.0, detachments.rifles[i] - detachments.men[i]))
    population.prisoners[c] -= n
    population.stragglers[c] += n - armed
    enlist(detachments, recruitment, i, STRAGGLER, armed, c)
    record_event(journal, FREED, c, i, -1, n, armed, n, 0.0)

"""Reprisals follow attacks with the declared chance, and nothing that happens far away changes them."""

from datetime import date

import numpy as np
import pytest
from tests import small

from hinterland.core.calendar import day_of
from hinterland.core.journal import Kind, record_event
from hinterland.war.civilians import reprisals

P = small.parameters_with().reprisals
RAILWAYS = (Kind.rail_cut, Kind.derailment, Kind.bridge, Kind.station, Kind.telegraph, Kind.foiled)
SOLDIERS = (Kind.garrison_attack, Kind.ambush, Kind.pursuit, Kind.raid_attack)
SERVICE = (Kind.terror, Kind.self_defence, Kind.police_raid)
ECONOMY = (Kind.economic_raid, Kind.road_attack)
SHARES = (
    dict.fromkeys(RAILWAYS, P.railway_share)
    | dict.fromkeys(SOLDIERS, 1.0)
    | dict.fromkeys(SERVICE, P.service_share)
    | dict.fromkeys(ECONOMY, P.economy_share)
)
"""Chance of a reprisal by whom an attack hit, relative to dead soldiers."""
ANSWERED = tuple(SHARES)
ATTACKS = 5000
FREE = 0.8
"""Reprisal policy of the small theatre."""
ALWAYS = {"reprisals": {"reprisal_chance": 1.0, "railway_share": 1.0, "service_share": 1.0, "economy_share": 1.0}}
FULL = {"reprisal": np.ones(small.CELLS)}


def attack(
    scene: small.Scene, attacks: int, kind: Kind = Kind.rail_cut, cells: int = small.CELLS, dead: float = 2.0
) -> None:
    """Write so many attacks of a kind into the journal, by different detachments, cell after cell."""
    for n in range(attacks):
        small.plain(record_event)(scene.world.journal, int(kind), n % cells, n, n % small.LINES, 5.0, dead, 5.0, 3.0)


def events(world, kind: Kind = Kind.reprisal) -> list[tuple]:
    """Return the events of a kind: cell, other, true and second figure, and key."""
    j = world.journal
    lines = np.flatnonzero(j.kind[: j.used[0]] == int(kind))
    return [(int(j.cell[k]), int(j.other[k]), float(j.true[k]), float(j.second[k]), int(j.key[k])) for k in lines]


def after(
    attacks: int = ATTACKS, kind: Kind = Kind.garrison_attack, control: float = 0.0, day: int = 360,
    parameters: dict | None = None, harshness: float = 1.0, dead: float = 2.0, **changes: object,
) -> small.Scene:  # fmt: skip
    """Return a scene in which reprisals have followed so many attacks, or not."""
    scene = small.scene(day=day, parameters=small.parameters_with(**(parameters or {})), **changes)
    scene.world.zones.control[:], scene.world.forces.troop_harshness[:] = control, harshness
    attack(scene, attacks, kind, dead=dead)
    small.call(reprisals.step, scene)
    return scene


def check_share(found: float, chance: float, trials: int) -> None:
    """Check that a chance is met within 4 standard errors."""
    assert abs(found - chance * trials) <= 4.0 * np.sqrt(chance * (1.0 - chance) * trials)


@pytest.mark.parametrize("kind", ANSWERED)
def test_that_every_kind_of_attack_has_the_declared_chance_of_a_reprisal(kind):
    w = after(kind=kind).world
    check_share(w.reprisals.acts.sum(), P.reprisal_chance * FREE * SHARES[kind], ATTACKS)
    assert {other for _, other, *_ in events(w)} == {int(kind)}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (*ANSWERED, Kind.reprisal)])
def test_that_what_is_no_attack_draws_no_reprisal(kind):
    assert after(200, kind, parameters=ALWAYS, **FULL).world.reprisals.acts.sum() == 0.0


@pytest.mark.parametrize(
    ("control", "chance"),
    [(0.0, P.reprisal_chance * FREE), (0.5, P.reprisal_chance * FREE * 0.625), (1.0, 0.25 * P.reprisal_chance * FREE)],
)
def test_that_control_of_partisans_prevents_up_to_three_quarters_of_reprisals(control, chance):
    check_share(after(control=control).world.reprisals.acts.sum(), chance, ATTACKS)


@pytest.mark.parametrize("policy", [0.0, 0.3, 1.0])
def test_that_reprisals_follow_the_policy_in_force(policy):
    w = after(reprisal=np.full(small.CELLS, policy)).world
    check_share(w.reprisals.acts.sum(), P.reprisal_chance * policy, ATTACKS)


def test_that_reprisals_are_twice_as_frequent_until_the_last_day_of_1941():
    new_year = day_of(date(1942, 1, 1))
    for day, factor in ((new_year - 1, P.factor_1941), (new_year, 1.0)):
        check_share(after(day=day).world.reprisals.acts.sum(), P.reprisal_chance * FREE * factor, ATTACKS)


def test_that_attacks_on_people_are_answered_more_than_those_on_railways_and_these_more_than_the_economy():
    acts = [after(kind=kind).world.reprisals.acts.sum() for kind in (Kind.ambush, Kind.rail_cut, Kind.economic_raid)]
    assert acts == sorted(acts, reverse=True)
    assert acts[0] > 2.0 * acts[1] > 4.0 * acts[2] > 0.0


def test_that_an_attack_without_dead_soldiers_is_answered_less():
    check_share(
        after(kind=Kind.pursuit, dead=0.0).world.reprisals.acts.sum(),
        P.reprisal_chance * FREE * P.bloodless_share,
        ATTACKS,
    )


@pytest.mark.parametrize("harshness", [0.2, 0.6, 1.0])
def test_that_reprisals_follow_who_commands_in_the_district(harshness):
    check_share(after(harshness=harshness).world.reprisals.acts.sum(), P.reprisal_chance * FREE * harshness, ATTACKS)


def sizes(kind: Kind = Kind.garrison_attack, **changes: float) -> np.ndarray:
    """Return the dead of 3,500 reprisals where there are people enough."""
    scene = small.scene(day=360, parameters=small.parameters_with(reprisals=ALWAYS["reprisals"] | changes), **FULL)
    scene.world.population.rural[:], scene.world.forces.troop_harshness[:] = 1e7, 1.0
    attack(scene, 3500, kind)
    small.call(reprisals.step, scene)
    return np.array([true for _, _, true, *_ in events(scene.world)])


def test_that_most_reprisals_kill_a_few_and_a_few_kill_whole_villages():
    """The law of sizes: half lie below its scale, and beyond any size it falls as its power."""
    dead = sizes()
    assert dead.size == 3500
    assert dead.min() >= 1.0
    assert np.median(dead) == pytest.approx(1.0 + P.size_of_few, abs=1.0)
    few = P.size_of_few / (2.0 ** (1.0 / P.tail_exponent) - 1.0)
    for size in (20.0, 100.0, 500.0):
        chance = (1.0 + (size - 1.0) / few) ** -P.tail_exponent
        check_share((dead > size).sum(), chance, 3500)
    assert 500.0 < dead.max() <= P.largest_reprisal
    assert np.sort(dead)[-35:].sum() > 0.2 * dead.sum(), "one of a hundred kills more than a fifth of the dead"


def test_that_reprisals_for_railways_are_smaller():
    people, railway = sizes(), sizes(Kind.rail_cut)
    assert np.median(railway) < np.median(people)
    assert np.median(railway) - 1.0 == pytest.approx(P.railway_size * P.size_of_few, abs=1.0)


def test_that_no_reprisal_is_larger_than_the_largest():
    assert sizes(largest_reprisal=200.0, tail_exponent=0.8).max() == 200.0


def test_that_every_reprisal_is_in_the_journal_with_its_dead():
    w = after().world
    logged = events(w)
    assert len(logged) == w.reprisals.acts.sum() > 0
    dead = sum(true for _, _, true, *_ in logged)
    assert dead == w.population.civilians_killed.sum() == w.population.killed_reprisal.sum()


def test_that_no_more_are_killed_than_live_there():
    scene = small.scene(parameters=small.parameters_with(**ALWAYS), **FULL)
    scene.world.population.rural[:], scene.world.forces.troop_harshness[:] = 40.0, 1.0
    attack(scene, 1000)
    small.call(reprisals.step, scene)
    p = scene.world.population
    assert p.rural.min() == 0.0
    assert (p.rural + p.civilians_killed == 40.0).all()


def test_that_without_an_attack_nobody_is_killed():
    w = after(0).world
    assert w.population.civilians_killed.sum() == w.population.fear.sum() == 0.0


def test_that_fear_and_grievance_grow_with_the_share_of_the_people_killed():
    w = after(small.CELLS, parameters=ALWAYS, **FULL).world
    share = w.population.civilians_killed / 50_000.0
    assert share.min() > 0.0
    np.testing.assert_allclose(w.population.fear, np.minimum(1.0, 150.0 * share))
    np.testing.assert_allclose(w.population.grievance, np.minimum(1.0, 0.4 * 150.0 * share))


def test_that_a_village_burns_for_every_eighty_people_killed():
    w = after(3500, parameters=ALWAYS, **FULL).world
    expected = 0.012 * w.population.civilians_killed.sum()
    assert abs(w.population.villages_burned.sum() - expected) <= 4.0 * np.sqrt(expected)


def test_that_reprisals_fall_on_watches_and_hostages_by_the_declared_shares():
    scene = small.scene(parameters=small.parameters_with(**ALWAYS), **FULL)
    scene.world.reprisals.watched_share[:], scene.world.reprisals.hostages[:] = 0.25, 1e9
    scene.world.forces.troop_harshness[:], scene.world.population.rural[:] = 1.0, 1e9
    attack(scene, 3500)
    small.call(reprisals.step, scene)
    groups = [group for *_, group, _ in events(scene.world)]
    for group, chance in ((reprisals.WATCH, 0.25), (reprisals.HOSTAGES, 0.45), (reprisals.RESIDENTS, 0.3)):
        check_share(groups.count(group), chance, 3500)


@pytest.mark.parametrize("kind", ANSWERED)
def test_that_a_watch_is_killed_for_what_it_did_not_prevent_on_its_line_alone(kind):
    scene = small.scene(parameters=small.parameters_with(**ALWAYS), **FULL)
    scene.world.reprisals.watched_share[:], scene.world.forces.troop_harshness[:] = 0.5, 1.0
    attack(scene, 400, kind)
    small.call(reprisals.step, scene)
    killed = scene.world.reprisals.watch_killed.sum()
    assert (killed > 0.0) == (kind in RAILWAYS and kind != Kind.foiled)


def test_that_the_dead_of_the_three_groups_are_all_the_dead():
    scene = small.scene(parameters=small.parameters_with(**ALWAYS), **FULL)
    w = scene.world
    w.reprisals.watched_share[:], w.reprisals.hostages[:], w.forces.troop_harshness[:] = 0.25, 300.0, 1.0
    before = w.population.rural.sum() + w.reprisals.hostages.sum()
    attack(scene, 1500)
    small.call(reprisals.step, scene)
    r, p = w.reprisals, w.population
    parts = (r.residents_killed.sum(), r.hostages_killed.sum(), r.watch_killed.sum())
    assert min(parts) > 0.0
    assert sum(parts) == p.civilians_killed.sum() == p.killed_reprisal.sum()
    assert p.rural.sum() + r.hostages.sum() + sum(parts) == before


@pytest.mark.parametrize("chosen", [{}, ALWAYS], ids=["default", "always"])
def test_that_an_attack_far_away_changes_nothing_elsewhere(chosen):
    """The far attack comes first, so that every other event has another line in the journal than without it."""

    def outcome(far: bool) -> tuple[small.Scene, int]:
        scene = small.scene(parameters=small.parameters_with(**chosen), **FULL)
        w = scene.world
        w.reprisals.watched_share[:], w.reprisals.hostages[:], w.forces.troop_harshness[:] = 0.25, 200.0, 0.6
        place = small.CELLS - 1
        for n in range(20 * far):
            small.plain(record_event)(w.journal, int(Kind.derailment), place, n, 0, 1.0, 0.0, 1.0, 1.0)
        for kind in ANSWERED:
            attack(scene, 250, kind, cells=place)
        small.call(reprisals.step, scene)
        return scene, place

    (without, place), (with_it, _) = outcome(False), outcome(True)
    assert with_it.world.reprisals.acts[place] > 0.0
    for group in ("reprisals", "population"):
        for name, values in without.world.groups[group]._asdict().items():
            other = getattr(with_it.world.groups[group], name)
            if len(values) == small.CELLS:
                values, other = values[:place], other[:place]
            assert values.tobytes() == other.tobytes(), name
    here = events(without.world)
    assert len(here) == without.world.reprisals.acts.sum() > 0
    assert sorted(one for one in events(with_it.world) if one[0] != place) == sorted(here)


def hold(scene: small.Scene, weeks: int, attacks: float) -> np.ndarray:
    """Take or release hostages for so many weeks with so many recent attacks; return how many are held by cell."""
    w = scene.world
    w.security.recent_attacks[:] = w.security.recent_line_attacks[:] = attacks
    for day in range(7 * weeks):
        small.call(reprisals.take_hostages, small.later(scene, day))
    return w.reprisals.hostages.copy()


def test_that_hostages_are_taken_up_to_the_declared_share_and_released_in_quiet():
    """Each week a tenth of the gap closes, so that rounding leaves a cell within sqrt(0.25 / 0.19) of its share."""
    scene = small.scene()
    held = hold(scene, 100, 20.0)
    share = 0.005 * 20.0 / 28.0 * FREE
    expected = share / (1.0 + share) * 50_000.0
    assert abs(held.sum() - small.CELLS * expected) <= 4.0 * np.sqrt(small.CELLS * 0.25 / 0.19)
    left = hold(scene, 30, 0.0)
    assert abs(left.sum() - 0.9**30 * held.sum()) <= 4.0 * np.sqrt(small.CELLS * 0.25 / 0.19)
    assert (scene.world.reprisals.hostages + scene.world.population.rural == scene.land.rural).all()


def test_that_a_watch_is_set_on_attacked_lines_and_prevents_a_quarter_on_its_stretch():
    watched, quiet = small.scene(), small.scene()
    hold(watched, 100, 20.0)
    hold(quiet, 100, 0.0)
    r = watched.world.reprisals
    np.testing.assert_allclose(r.watched_share, 0.5 * 20.0 / 28.0 * FREE, rtol=1e-3)
    np.testing.assert_allclose(r.averted_share, 0.25 * r.watched_share)
    assert quiet.world.reprisals.watched_share.sum() == quiet.world.reprisals.hostages.sum() == 0.0


def test_that_villages_are_burned_with_their_people_only_where_people_are_killed():
    scene = small.scene()
    w = scene.world
    w.population.villages_burned[:] = 100.0
    w.population.killed_expedition[: small.SIDE] = 1.0
    small.call(reprisals.step, scene)
    found = w.reprisals.villages_burned_with_people
    assert (np.abs(found[: small.SIDE] - 12.0) < 1e-9).all()
    assert found[small.SIDE :].sum() == 0.0

"""Raids from the Soviet side of the front."""

import numpy as np
import pytest
from tests import small

from hinterland.core.journal import Kind
from hinterland.core.response import saturate
from hinterland.war.lines import border_raids, raid_attacks, raid_bases
from hinterland.war.partisans import demobilisation, detachments

WEST = np.arange(small.CELLS) % small.SIDE < 3
"""The enemy holds the western half; the others are free ground."""
GROUPS = 112
"""Detachments of a crowd: as many on each day of the week."""


def front(troops: float = 0.0, seed: int = 1, parameters=None, **changes: object) -> small.Scene:
    """Return a scene with a front down the middle and a based detachment of a hundred in each cell beside it."""
    held = WEST.astype(np.uint8)
    km = np.abs(np.arange(small.CELLS) % small.SIDE - 2.5) * 40.0
    causes = {"occupied": held, "front_km": km, "based": np.where(WEST, 0.0, 40.0), "temp": np.array([10.0])}
    scene = small.scene(seed=seed, parameters=parameters, **(causes | changes))
    for i, cell in enumerate(range(3, small.CELLS, small.SIDE)):
        small.place_detachment(scene.world, i, cell)
        scene.world.detachments.base[i] = cell
    scene.world.security.garrison[:] = troops
    small.call(detachments.list_by_cell, scene)
    return scene


def weeks(scene: small.Scene, days: int):
    """Let based detachments go out and come back for so many days."""
    for n in range(days):
        now = small.later(scene, n)
        for kernel in (
            raid_bases.supply_bases,
            border_raids.send_and_recall,
            border_raids.search,
            raid_attacks.attack,
        ):
            small.call(kernel, now)
        yield now


def many_at_base(men: float = 100.0, rounds: int = 60, parameters=None, **changes: object):
    """Yield the state of raids after every detachment of a crowd at the front was asked once to send a group."""
    for seed in range(rounds):
        scene = front(seed=seed, parameters=parameters, **changes)
        for i in range(GROUPS):
            small.place_detachment(scene.world, i, 3 + small.SIDE * (i % small.SIDE), men)
            scene.world.detachments.base[i] = scene.world.detachments.cell[i]
        for n in range(7):
            small.call(border_raids.send_and_recall, small.later(scene, n))
        yield scene


@pytest.mark.parametrize(("degrees", "campaign", "chance"), [
    (10.0, 0.0, 0.16), (-10.0, 0.0, 0.12), (-40.0, 0.0, 0.08), (10.0, 100.0, 0.32),
])  # fmt: skip
def test_that_groups_are_sent_with_the_declared_chance(degrees, campaign, chance):
    """The front is beside the base, and a way of 90 km or more leads across it."""
    sent = 0
    for scene in many_at_base(temp=np.array([degrees]), campaign_rails=np.array([campaign])):
        sent += (scene.world.border_raids.target >= 0).sum()
    asked = 60 * GROUPS
    assert sent == pytest.approx(chance * asked, abs=4 * np.sqrt(asked * chance * (1 - chance)))


def test_that_groups_have_the_declared_size_and_duration_and_one_raid_in_six_is_by_all():
    sizes, days, whole, sent = [], [], 0, 0
    for scene in many_at_base():
        b, d = scene.world.border_raids, scene.world.detachments
        out = b.target >= 0
        across = b.men_across.sum(axis=1)
        small_group = out & (across > 0)
        assert (b.men_sent[small_group] == across[small_group]).all()
        assert (d.cell[out & (across == 0)] == b.target[out & (across == 0)]).all()
        sizes += list(across[small_group])
        days += list(b.return_day[out] - scene.today.day - np.flatnonzero(out) // 8 % 7)
        whole += (out & (across == 0)).sum()
        sent += out.sum()
    assert whole == pytest.approx(0.16 * sent, abs=4 * np.sqrt(sent * 0.16 * 0.84))
    # Even from half to three halves of the mean m: a variance of m x m / 12, and a quarter for the whole number.
    assert np.mean(sizes) == pytest.approx(9.0, abs=4 * np.sqrt((81 / 12 + 0.25) / len(sizes)))
    # The day of the week on which a row acts is phase 0 to 6 from the day of the scene.
    start = scene.today.phase
    assert start == 0
    assert np.mean(days) == pytest.approx(28.0, abs=4 * np.sqrt((28 * 28 / 12 + 0.25) / len(days)))


@pytest.mark.parametrize("cell_km", [11.0, 46.0, 90.0])
def test_that_a_group_goes_the_declared_way_whatever_the_size_of_the_cells(cell_km):
    """The ground is one row of 36 cells, with the base at its end, so that each cell has one way on."""
    rounds, low, high = 3000, 100.0, 360.0
    scene = front(parameters=small.parameters_with(border_raids={"shortest_raid_km": low, "longest_raid_km": high}))
    row = np.full((small.CELLS, 6), -1, np.int32)
    row[:-1, 2] = np.arange(1, small.CELLS)
    land = scene.land._replace(
        neighbours=row,
        lat=np.full(small.CELLS, 54.0),
        cos_lat=np.full(small.CELLS, np.cos(np.radians(54.0))),
        lon=27.0 + cell_km / 111.2 / np.cos(np.radians(54.0)) * np.arange(small.CELLS),
    )
    forcing = small.changed(
        scene.forcing,
        occupied=(np.arange(small.CELLS) > 0).astype(np.uint8),
        front_km=np.arange(small.CELLS, dtype=float),
    )
    p = scene.parameters.border_raids
    ends = [border_raids.route_across(land, forcing, p, scene.today, 0, i) for i in range(rounds)]
    assert min(ends) >= 1
    # The way is even between low and high; the last step by chance adds a quarter of its square at most.
    error = np.sqrt(((high - low) ** 2 / 12 + cell_km**2 / 4) / rounds)
    assert cell_km * np.mean(ends) == pytest.approx((low + high) / 2, abs=4 * error)


def test_that_any_way_on_is_as_likely_as_the_others():
    scene = front()
    # From a base beside the front the way across leads west alone; beyond it on a wide front three ways lead deeper.
    near = scene.land.neighbours.copy()
    near[8] = 7, 1, 13, -1, -1, -1
    km = scene.forcing.front_km.copy()
    km[[7, 1, 13]] = 500.0
    forcing = small.changed(scene.forcing, front_km=km, occupied=np.ones(small.CELLS, np.uint8))
    land = scene.land._replace(neighbours=near)
    met = [border_raids.next_cell(land, forcing, scene.today, i, 8, 0) for i in range(3000)]
    counts = np.array([met.count(7), met.count(1), met.count(13)])
    assert counts.sum() == 3000
    assert counts == pytest.approx(np.full(3, 1000.0), abs=4 * np.sqrt(3000 * 2 / 9))


def searched(troops: float, men: float, patrols: float, rounds: int = 40):
    """Let patrols look for a crowd of groups of so many men for a week; yield the scene and the enemies killed."""
    for seed in range(rounds):
        scene = front(troops, seed=seed, patrols=np.full(small.CELLS, patrols))
        w, enemies = scene.world, 0.0
        w.population.support_soviet[:] = 0.5
        for i in range(GROUPS):
            cell = small.SIDE * (i % small.SIDE)
            small.place_detachment(w, i, cell + 3)
            w.border_raids.target[i], w.border_raids.men_sent[i], w.border_raids.men_across[i, 2] = cell, men, men
            w.detachments.rifles[i] = 1000.0
        for n in range(7):
            small.call(border_raids.search, small.later(scene, n))
            enemies += w.attacks.axis_dead.sum()
        yield scene, enemies


@pytest.mark.parametrize(("troops", "patrols"), [(0.0, 1.0), (30.0, 0.0), (30.0, 0.5), (60.0, 1.0)])
def test_that_patrols_find_groups_with_the_declared_chance(troops, patrols):
    found = sum((s.world.detachments.rifles[:GROUPS] < 1000.0).sum() for s, _ in searched(troops, 20.0, patrols))
    chance = 1.3 * saturate(troops / 1.77, 60.0) * (0.15 + 0.85 * patrols) * (1.0 + 0.6 * 0.5)
    asked = 40 * GROUPS
    assert found == pytest.approx(chance * asked, abs=4 * np.sqrt(asked * chance * (1 - chance)))


@pytest.mark.parametrize("men", [1.0, 9.0, 200.0])
def test_that_of_a_group_that_is_found_the_declared_shares_die_are_captured_and_escape(men):
    """Losses of one man are as unbiased as those of 200; so many troops find every group."""
    found, dead, taken, back, rifles, enemies = 40 * GROUPS, 0.0, 0.0, 0.0, 0.0, 0.0
    for scene, killed in searched(500.0, men, 1.0):
        w = scene.world
        left = w.border_raids.men_across[:GROUPS].sum(axis=1)
        assert ((w.border_raids.target[:GROUPS] == -1) == (left == 0.0)).all()
        rifles += (1000.0 - w.detachments.rifles[:GROUPS]).sum()
        dead += w.population.partisans_dead.sum()
        taken += w.population.prisoners.sum()
        back += left.sum()
        enemies += killed
    # Half of the group is lost instead of all in one case of ten; each whole number adds a variance of a quarter.
    assert dead + taken == rifles == found * men - back
    assert dead + taken == pytest.approx(0.95 * men * found, abs=4 * np.sqrt(found * (0.09 * (men / 2) ** 2 + 0.25)))
    assert dead == pytest.approx(0.75 * (dead + taken), abs=4 * np.sqrt(found * 0.25))
    assert enemies == pytest.approx(0.03 * men * found, abs=4 * np.sqrt(found * 0.25))


def test_that_groups_cross_the_front_and_come_back_where_nobody_searches_for_them():
    scene = front()
    out, ended, destroyed = 0.0, 0.0, 0.0
    for now in weeks(scene, 140):
        away = now.world.border_raids.men_across.sum(axis=1) > 0
        assert now.forcing.occupied[now.world.border_raids.target[away]].all()
        out = max(out, now.world.border_raids.men_across.sum())
        ended += now.world.border_raids.raids_ended.sum()
        destroyed += now.world.border_raids.groups_destroyed.sum()
    assert out > 0.0
    assert ended > 0.0
    assert destroyed == scene.world.detachments.killed.sum() == 0.0


def test_that_patrols_destroy_groups_and_the_more_of_them_the_more():
    shares = []
    for troops, search in ((0.0, 0.0), (100.0, 0.0), (100.0, 1.0)):
        ended = destroyed = 0.0
        for seed in range(6):
            for now in weeks(front(troops, seed, patrols=np.full(small.CELLS, search)), 140):
                ended += now.world.border_raids.raids_ended.sum()
                destroyed += now.world.border_raids.groups_destroyed.sum()
        shares.append(destroyed / ended)
    assert shares[0] == 0.0
    assert shares[0] < shares[1] < shares[2]
    assert shares[2] > 0.5


def test_that_everyone_who_goes_out_is_somewhere():
    scene = front(100.0, patrols=np.ones(small.CELLS))
    w = scene.world

    def everyone() -> float:
        p, d = w.population, w.detachments
        return sum(
            a.sum()
            for a in (
                p.red_army,
                p.rural,
                w.raid_attacks.civilians_killed,
                p.partisans_dead,
                p.prisoners,
                p.conscripted,
                d.people,
                w.border_raids.men_across,
            )
        )

    before = everyone()
    for _ in weeks(scene, 140):
        assert everyone() == before
        assert (w.detachments.men == w.detachments.people.sum(axis=1)).all()


def test_that_a_raid_reports_what_was_claimed_and_killed_on_it_and_nothing_of_the_raid_before():
    parameters = small.parameters_with(raid_attacks={"attacks_per_week": 1.0})
    scene = front(50.0, parameters=parameters)
    w = scene.world
    claimed, killed, raids = 0.0, 0.0, 0
    for now in weeks(scene, 280):
        j = now.world.journal
        lines = j.kind[: j.used[0]] == int(Kind.border_raid)
        claimed += j.claimed[: j.used[0]][lines].sum()
        killed += j.found[: j.used[0]][lines].sum()
        raids += lines.sum()
    b = w.border_raids
    out = b.target >= 0
    pending = (w.raid_attacks.enemies_claimed - b.claimed_before)[out].sum()
    assert raids > 20
    assert claimed + pending == w.raid_attacks.enemies_claimed.sum() > 0.0
    assert killed >= (
        w.raid_attacks.enemies_killed.sum() - (w.raid_attacks.enemies_killed - b.killed_before)[out].sum()
    )


def test_that_a_based_detachment_is_not_disbanded_on_free_ground_while_its_base_stands():
    scene = front()
    w = scene.world
    for given_up in (False, True):
        if given_up:
            w.detachments.base[:] = -1
        small.call(demobilisation.step, scene)
        assert (w.demobilisation.to_army.sum() > 0) == given_up


def test_that_without_raids_nobody_goes_out():
    scene = front(100.0, parameters=small.parameters_with(border_raids={"enabled": 0.0}))
    for now in weeks(scene, 140):
        assert now.world.border_raids.men_across.sum() == now.world.raid_attacks.attacks.sum() == 0.0
    assert (scene.world.border_raids.target == -1).all()


@pytest.mark.parametrize(("share", "lost"), [(0.0, 0.0), (0.25, 10.0), (1.0, 40.0)])
def test_that_so_many_are_lost_where_others_escape_as_is_declared(share, lost):
    changes = {"lost_where_others_escape": share, "escape_chance": 0.9}
    scene = small.scene(parameters=small.parameters_with(border_raids=changes))
    w, fewest = scene.world, 40.0
    for i in range(60):
        small.place_detachment(w, i, 0)
        w.border_raids.target[i], w.border_raids.men_across[i] = 1, (0.0, 0.0, 40.0, 0.0)
        given = w.border_raids, w.detachments, w.population, w.supply, w.attacks, scene.land
        border_raids.lose_men(*given, scene.parameters.border_raids, scene.today, i)
        fewest = min(fewest, 40.0 - w.border_raids.men_across[i].sum())
    assert fewest == lost

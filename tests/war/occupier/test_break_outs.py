"""What becomes of detachments that can hold no longer, and what a closed ring costs."""

import math

import numpy as np
import pytest
from tests import small
from tests.war.occupier import rings

from hinterland.core.origin import LOCAL
from hinterland.engine.watch import people_of, rifles_of
from hinterland.war.occupier import break_outs, cordon, drives

P = small.parameters_with().break_outs


def spent(men: float = 100.0, ring: float = 20.0, wounded: float = 10.0, **changes: object) -> tuple[small.Scene, int]:
    """Return a scene in which every camp was met by the drive and has no ammunition, and the number of camps."""
    scene = rings.closed(camps=14, **changes)
    n = rings.enclose_all(scene, men, ring=ring)
    w = scene.world
    w.drives.met[:n], w.drives.fighting_days[:n], w.detachments.wounded[:n] = 1, 100.0, wounded
    return scene, n


def test_that_who_has_ammunition_and_bread_holds_on():
    scene, n = spent()
    w = scene.world
    w.drives.fighting_days[:n] = 0.0
    small.call(break_outs.step, scene)
    assert (w.cordon.enclosed[:n] == 0).all()
    w.detachments.hungry[:n] = 1.0
    small.call(break_outs.step, scene)
    assert (w.cordon.enclosed[:n] == -1).all()


def test_that_everybody_is_in_one_account_afterwards():
    scene, _ = spent()
    w = scene.world
    everyone, rifles = people_of(w), rifles_of(w)
    small.call(break_outs.step, scene)
    assert people_of(w) == everyone
    assert rifles_of(w) == rifles
    assert w.break_outs.broke_out.sum() > 0.0
    assert w.break_outs.dispersed.sum() > 0.0


def test_that_strong_detachments_break_out_and_weak_ones_disperse():
    shares = []
    for men in (20.0, 40.0, 150.0, 600.0):
        scene, n = spent(men)
        small.call(break_outs.step, scene)
        shares.append(1.0 - scene.world.break_outs.destroyed.sum() / n)
    assert shares[0] == 0.0
    assert shares == sorted(shares)
    assert shares[3] > 0.6


def test_that_a_denser_ring_destroys_more_and_kills_more():
    destroyed, lost = [], []
    for ring in (5.0, 20.0, 100.0):
        scene, n = spent(ring=ring)
        w = scene.world
        small.call(break_outs.step, scene)
        destroyed.append(w.break_outs.destroyed.sum() / n)
        lost.append((w.drives.partisans_killed.sum() + w.drives.captured.sum()) / (100.0 * n))
    assert destroyed == sorted(destroyed)
    assert lost == sorted(lost)


def test_that_a_break_out_leaves_wounded_and_baggage_behind():
    scene, n = spent(1000.0)
    w = scene.world
    small.call(break_outs.step, scene)
    out = np.flatnonzero(w.detachments.men[:n] > 0.0)
    assert out.size > 0.7 * n
    assert w.detachments.wounded[:n].sum() == w.detachments.explosive[out].sum() == w.detachments.food[out].sum() == 0.0
    dead = P.forcing_loss_share * 0.5 * 1000.0
    killed = 1000.0 - w.detachments.men[out].mean()
    assert killed == pytest.approx(dead, abs=4.0 * dead * 0.58 / math.sqrt(out.size))


def test_that_orders_for_labour_keep_the_captured_alive():
    """A quarter is kept without such an order, all where orders ask for labour alone."""
    for clearance, kept in ((0.0, P.kept_alive_share), (1.0, 1.0)):
        scene, n = spent(20.0, clearance=np.full(small.CELLS, clearance))
        w = scene.world
        prisoners = w.population.prisoners.sum()
        small.call(break_outs.step, scene)
        taken = w.drives.captured.sum() + w.drives.partisans_killed.sum()
        assert w.drives.captured.sum() == w.population.prisoners.sum() - prisoners
        assert w.drives.captured.sum() / taken == pytest.approx(kept, abs=4.0 * 0.5 / math.sqrt(taken))
        assert taken == pytest.approx(n * (10.0 + P.caught_share * 0.5 * 20.0), rel=0.1)


def test_that_the_dispersed_keep_their_rifles_and_their_origins():
    scene, n = spent(20.0)
    w = scene.world
    w.detachments.people[:n] = 0.0
    w.detachments.people[:n, LOCAL] = 20.0
    small.call(break_outs.step, scene)
    assert w.dispersal.people[:, LOCAL].sum() == w.dispersal.people.sum() == w.break_outs.dispersed.sum() > 0.0
    assert w.dispersal.rifles.sum() + w.drives.weapons.sum() == 20.0 * n


def lost_in_ring(men: float, cover: float = 0.6, seeds: int = 20) -> float:
    """Return which share of the partisans inside a ring of so many men is killed or captured until it ends."""
    enclosed = lost = 0.0
    for seed in range(seeds):
        scene = rings.begun(camps=4, men=men, seed=seed)
        w, e = scene.world, scene.world.expeditions
        for day in range(int(e.close_day[0]), int(e.last_day[0]) + 1):
            now = rings.on_day(scene, day)
            w.concealment.share[:] = cover
            for kernel in (cordon.close, drives.step, break_outs.step):
                small.call(kernel, now)
        enclosed += w.cordon.partisans_enclosed[0]
        lost += w.drives.partisans_dead[0] + w.drives.partisans_captured[0]
    return lost / enclosed


def test_that_a_closed_ring_costs_a_tenth_to_a_third_and_a_thin_one_less():
    """Historians' order of magnitude, for 8,000 and 12,000 men around 40 km, 20 to 30 on a km."""
    assert 0.1 < lost_in_ring(8_000.0) < 0.33
    assert 0.1 < lost_in_ring(12_000.0) < 0.33
    assert lost_in_ring(1_000.0) < lost_in_ring(8_000.0) < lost_in_ring(60_000.0)

"""The flow of trains is the greatest there is, keeps to the lines, and serves ranks in their order."""

from typing import NamedTuple

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

from hinterland.core.flow import FlowGraph, FlowWork, flow_graph, flow_work, route_trains
from hinterland.theatre.network import ways_of
from hinterland.theatre.railway import Railway, read_railway, starts, yards_pass

RAILHEADS = (
    "pskov luga narva staraya_russa velikiye_luki vitebsk smolensk roslavl bryansk orel kursk kharkov stalino"
    " taganrog simferopol"
)


class Case(NamedTuple):
    """A network with its railheads, and room for a solution."""

    railway: Railway
    graph: FlowGraph
    work: FlowWork
    heads: np.ndarray
    flow: np.ndarray
    delivered: np.ndarray
    wide: np.ndarray
    """What the yards of every junction pass where nothing else is said: more than ever comes."""

    def solve(self, capacity, demand, rank=None, rounds=1, yards=None):
        """Solve and return what arrives in all."""
        rank = np.zeros(self.heads.size, np.int64) if rank is None else rank
        yards = self.wide if yards is None else yards
        ways = (self.railway.entries, starts(self.railway), self.heads)
        route_trains(self.graph, self.work, capacity, yards, *ways, demand, rank, rounds, self.flow, self.delivered)
        return self.delivered.sum()


@pytest.fixture(scope="module")
def case():
    railway = read_railway()
    at = {name: i for i, name in enumerate(railway.junction)}
    heads = np.array([at[name] for name in RAILHEADS.split()], np.int32)
    graph, wide = ways_of(railway), np.full(len(railway.junction), 1e6)
    return Case(railway, graph, flow_work(graph), heads, np.zeros(railway.km.size), np.zeros(heads.size), wide)


def damaged(case, seed):
    """Return capacities (in thousandths of a train) of a network in which lines are closed or slowed."""
    luck = np.random.default_rng(seed)
    left = np.where(luck.random(case.railway.km.size) < 0.15, 0.0, luck.random(case.railway.km.size) ** 0.3)
    return np.round(1000 * case.railway.capacity * left).astype(np.int64), luck.integers(2000, 30000, case.heads.size)


def narrow(case, seed):
    """Return what the yards of every junction pass (in thousandths), some of them damaged and some closed."""
    luck, railway = np.random.default_rng(5000 + seed), case.railway
    yards = np.zeros(len(railway.junction))
    yards[railway.yards] = yards_pass(railway, railway.capacity, luck.uniform(0.0, 1.0))
    hurt = np.where(luck.random(yards.size) < 0.3, luck.random(yards.size), 1.0)
    hurt[luck.random(yards.size) < 0.05] = 0.0
    return np.round(1000 * yards * hurt).astype(np.int64)


def exactly(case, capacity, demand, yards=None):
    """Return the greatest flow in thousandths of a train by another program, every junction written as two."""
    n, railway, heads = len(case.railway.junction), case.railway, case.heads
    passes = np.full(n, 10**7)
    if yards is not None:
        passes[railway.yards] = yards[railway.yards]
    source, sink = np.full(railway.entries.size, 2 * n), np.full(heads.size, 2 * n + 1)
    here = np.concatenate((railway.line_a + n, railway.line_b + n, np.arange(n), source, heads + n))
    there = np.concatenate((railway.line_b, railway.line_a, np.arange(n) + n, railway.entries, sink))
    room = np.concatenate((capacity, capacity, passes, np.full(source.size, 10**7), demand)).astype(np.int32)
    network = csr_matrix((room, (here, there)), shape=(2 * n + 2, 2 * n + 2))
    return maximum_flow(network, 2 * n, 2 * n + 1).flow_value


def test_that_the_flow_is_that_of_an_exact_solver_on_200_damaged_networks(case):
    """Of every two networks one has damaged yards as well."""
    luck, less = np.random.default_rng(0), 0
    for seed in range(200):
        capacity, demand = damaged(case, seed)
        yards = narrow(case, seed) if seed % 2 else None
        rank, rounds = luck.integers(0, 1 + seed % 3, case.heads.size), 1 + seed % 4
        total = case.solve(capacity / 1000, demand / 1000, rank, rounds, None if yards is None else yards / 1000)
        exact = exactly(case, capacity, demand, yards)
        assert 1000 * total == pytest.approx(exact, abs=0.01)
        less += yards is not None and exact < exactly(case, capacity, demand)
    assert less > 80


def test_that_no_line_carries_more_than_it_can_and_no_train_is_lost_on_the_way(case):
    railway = case.railway
    for seed in range(20):
        capacity, demand = damaged(case, seed)
        yards = narrow(case, seed) / 1000
        case.solve(capacity / 1000, demand / 1000, yards=yards)
        assert np.all(np.abs(case.flow) <= capacity / 1000 + 1e-6)
        came = np.zeros(len(railway.junction))
        np.add.at(came, np.where(case.flow > 0, railway.line_b, railway.line_a), np.abs(case.flow))
        assert np.all((came <= yards + 1e-6)[railway.yards])
        balance = np.zeros(len(railway.junction))
        np.add.at(balance, railway.line_b, case.flow)
        np.add.at(balance, railway.line_a, -case.flow)
        np.add.at(balance, case.heads, -case.delivered)
        balance[railway.entries] = 0.0
        assert np.abs(balance).max() < 1e-6
        assert np.all(case.delivered <= demand / 1000 + 1e-6)


def test_that_a_later_rank_takes_nothing_from_an_earlier_one(case):
    rank = (np.arange(case.heads.size) >= 5).astype(np.int64)
    for seed in range(20):
        capacity, demand = damaged(case, seed)
        case.solve(capacity / 1000, demand / 1000, rank)
        together = case.delivered[:5].sum()
        alone = case.solve(capacity / 1000, np.where(rank == 0, demand / 1000, 0.0), rank)
        assert together == pytest.approx(alone, abs=1e-6)


def test_that_turns_share_out_what_is_scarce(case):
    demand = np.full(case.heads.size, 20.0)
    short = 0.25 * case.railway.capacity
    case.solve(short, demand)
    first_come = case.delivered.copy()
    total = case.solve(short, demand, rounds=10)
    assert total == pytest.approx(first_come.sum(), abs=1e-6)
    assert case.delivered.min() > first_come.min() + 1.0
    assert case.delivered.std() < first_come.std()


def test_that_trains_take_the_direct_way_until_it_is_full(case):
    railway = case.railway
    demand = np.zeros(case.heads.size)
    demand[RAILHEADS.split().index("smolensk")] = 10.0
    case.solve(railway.capacity, demand)
    used = case.flow != 0.0
    assert case.flow[railway.line.index("orsha-gusino")] == pytest.approx(10.0)
    # By Minsk it is 775 km from the entry, by Riga 890.
    assert railway.km[used].sum() < 850
    direct = used.copy()
    demand[demand > 0.0] = 60.0
    case.solve(railway.capacity, demand)
    assert case.delivered.sum() > 50.0
    assert np.all(np.abs(case.flow[direct]) >= 10.0)
    assert np.count_nonzero(case.flow) > 1.5 * direct.sum()


def test_that_the_shorter_of_two_ways_is_filled_first():
    heads = np.array([3], np.int32)
    graph = flow_graph(4, np.array([0, 1, 0, 2]), np.array([1, 3, 2, 3]), np.array([2, 2, 1, 2]))
    flow, delivered, zero = np.zeros(4), np.zeros(1), np.zeros(1, np.int64)
    entry, capacity, asked = np.zeros(1, np.int32), np.full(4, 5.0), np.array([7.0])
    route_trains(graph, flow_work(graph), capacity, np.zeros(4), entry, zero, heads, asked, zero, 1, flow, delivered)
    assert flow.tolist() == [2.0, 2.0, 5.0, 5.0]


def test_that_a_far_entry_is_used_only_when_the_near_one_is_full():
    graph = flow_graph(3, np.array([0, 1]), np.array([2, 2]), np.array([3, 1]))
    flow, delivered, zero = np.zeros(2), np.zeros(1), np.zeros(1, np.int64)
    entries, heads, asked = np.array([0, 1], np.int32), np.array([2], np.int32), np.array([6.0])
    for late, expected in ((9, [5.0, 1.0]), (0, [1.0, 5.0])):
        late_start = np.array([0, late])
        work = flow_work(graph)
        route_trains(
            graph, work, np.full(2, 5.0), np.zeros(3), entries, late_start, heads, asked, zero, 1, flow, delivered
        )
        assert flow.tolist() == expected


def test_that_yards_in_the_middle_hold_trains_back_and_send_others_round():
    """From 0 two ways lead to 3, the shorter by the yards of 1."""
    heads = np.array([3], np.int32)
    ends = np.array([0, 1, 0, 2]), np.array([1, 3, 2, 3])
    graph = flow_graph(4, *ends, np.array([1, 1, 3, 3]), np.array([1]))
    flow, delivered, zero = np.zeros(4), np.zeros(1), np.zeros(1, np.int64)
    entry, capacity, asked = np.zeros(1, np.int32), np.full(4, 5.0), np.array([7.0])
    for passes, expected in ((9.0, [5.0, 5.0, 2.0, 2.0]), (3.0, [3.0, 3.0, 4.0, 4.0]), (0.0, [0.0, 0.0, 5.0, 5.0])):
        yards, work = np.array([0.0, passes, 0.0, 0.0]), flow_work(graph)
        route_trains(graph, work, capacity, yards, entry, zero, heads, asked, zero, 1, flow, delivered)
        assert flow.tolist() == expected


def test_that_trains_that_end_in_yards_need_them_too():
    graph = flow_graph(2, np.array([0]), np.array([1]), np.array([1]), np.array([1]))
    flow, delivered, zero = np.zeros(1), np.zeros(1), np.zeros(1, np.int64)
    entry, heads = np.zeros(1, np.int32), np.array([1], np.int32)
    yards, work = np.array([0.0, 2.0]), flow_work(graph)
    route_trains(graph, work, np.full(1, 9.0), yards, entry, zero, heads, np.full(1, 5.0), zero, 1, flow, delivered)
    assert delivered.tolist() == flow.tolist() == [2.0]


@pytest.mark.parametrize("length", [0, 16])
def test_that_a_length_beyond_the_scale_is_refused(length):
    with pytest.raises(ValueError, match="not from 1 to 15"):
        flow_graph(2, np.array([0]), np.array([1]), np.array([length]))


def test_that_a_railhead_at_an_entry_is_served_without_a_line(case):
    at_entry = case._replace(heads=case.railway.entries[:1].copy(), delivered=np.zeros(1))
    assert at_entry.solve(np.zeros(case.railway.km.size), np.array([9.0])) == 9.0
    assert not at_entry.flow.any()


def test_that_nothing_arrives_where_every_line_is_closed(case):
    assert case.solve(np.zeros(case.railway.km.size), np.full(case.heads.size, 5.0)) == 0.0
    assert np.all(case.flow == 0.0)


def test_that_padding_is_passed_over(case):
    capacity, demand = damaged(case, 3)
    total = case.solve(capacity / 1000, demand / 1000)
    padded = case._replace(heads=np.append(case.heads, -1).astype(np.int32), delivered=np.zeros(16))
    assert padded.solve(capacity / 1000, np.append(demand, 9000) / 1000) == pytest.approx(total, abs=1e-6)
    assert padded.delivered[-1] == 0.0


def test_that_the_same_day_has_the_same_trains_on_the_same_lines(case):
    capacity, demand = damaged(case, 7)
    case.solve(capacity / 1000, demand / 1000)
    before = case.flow.copy()
    case.solve(case.railway.capacity, demand / 1000)
    case.solve(capacity / 1000, demand / 1000)
    assert np.array_equal(before, case.flow)


def test_that_compiled_and_interpreted_trains_are_the_same(case):
    capacity, demand = damaged(case, 11)
    case.solve(capacity / 1000, demand / 1000)
    compiled = case.flow.copy()
    if not hasattr(route_trains, "py_func"):
        pytest.skip("nothing is compiled in this run")
    route_trains.py_func(
        case.graph,
        case.work,
        capacity / 1000,
        case.wide,
        case.railway.entries,
        starts(case.railway),
        case.heads,
        demand / 1000,
        np.zeros(case.heads.size, np.int64),
        1,
        case.flow,
        case.delivered,
    )
    assert np.array_equal(compiled, case.flow)


def test_that_the_greatest_flow_is_that_of_a_linear_programme(case):
    """The same figure by a solver of another kind: what flows in, flows out, and no more than a line can carry."""
    railway = case.railway
    lines, junctions, heads = railway.km.size, len(railway.junction), case.heads.size
    for seed in range(10):
        capacity, demand = damaged(case, seed)
        balance = np.zeros((junctions, lines + heads))
        balance[railway.line_b, np.arange(lines)] = 1.0
        balance[railway.line_a, np.arange(lines)] -= 1.0
        balance[case.heads, lines + np.arange(heads)] = -1.0
        inner = np.setdiff1d(np.arange(junctions), railway.entries)
        bounds = [(-c, c) for c in capacity / 1000] + [(0.0, d) for d in demand / 1000]
        worth = np.append(np.zeros(lines), -np.ones(heads))
        found = linprog(worth, A_eq=balance[inner], b_eq=np.zeros(inner.size), bounds=bounds, method="highs")
        assert found.status == 0
        assert case.solve(capacity / 1000, demand / 1000) == pytest.approx(-found.fun, rel=1e-4)

"""The study of the railways: flows and cuts that can be reckoned by hand, and figures that a run agrees with."""

import numpy as np
import pytest

import hinterland
from hinterland.core.fault import Fault
from hinterland.engine.record import LINES
from hinterland.study.railways import rail_war, railway, vital
from hinterland.theatre.assemble import load
from hinterland.theatre.railway import Railway, junctions_with_yards, lengths, yards_pass

DAYS = ("1943-07-15", "1943-09-20")


@pytest.fixture(scope="module")
def summer():
    """The Rail War on the coarse theatre, with every line by day."""
    return hinterland.run("history", seed=1, resolution=3, start=DAYS[0], end=DAYS[1], lines=True)


def made_up(ends: list[tuple[int, int]], junctions: int) -> Railway:
    """Return a network of lines of 50 km between numbered junctions; trains set out at 0."""
    a, b = np.array(ends, np.int32).T
    one, km = np.ones(junctions), np.full(len(ends), 50.0)
    names = tuple(f"j{k}" for k in range(junctions))
    lines = tuple(f"l{k}" for k in range(len(ends)))
    entries, tracks = np.zeros(1, np.int32), km / 50
    routed = lengths(km, tracks), junctions_with_yards(junctions, a, b, entries), 1
    return Railway(names, names, one, one, entries, lines, a, b, km, tracks, np.full(len(ends), 10.0), *routed)


# Two ways lead from 0 to 3, and a single line from there to 4.
SHAPE = made_up([(0, 1), (1, 3), (0, 2), (2, 3), (3, 4)], 5)
ROOM = np.array([9.0, 6.0, 4.0, 5.0, 30.0])
SOURCE, THREE, FOUR = np.array([0]), np.array([3]), np.array([4])


def test_that_the_greatest_flow_is_that_reckoned_by_hand():
    found = vital.passage(SHAPE, ROOM, SOURCE, FOUR)
    assert found.trains == 10.0
    assert found.flow.tolist() == [6.0, 6.0, 4.0, 4.0, 10.0]
    assert vital.passage(SHAPE, ROOM, SOURCE, FOUR, np.array([7.5])).trains == 7.5


def test_that_a_line_run_against_its_direction_counts_less_than_nothing():
    assert vital.passage(SHAPE, ROOM, FOUR, SOURCE).flow.tolist() == [-6.0, -6.0, -4.0, -4.0, -10.0]


def test_that_the_least_cut_is_as_large_as_the_flow_and_parts_the_two():
    cut = vital.least_cut(SHAPE, ROOM, SOURCE, FOUR)
    assert cut.trains == 10.0
    assert cut.lines.tolist() == [1, 2]
    closed = ROOM.copy()
    closed[cut.lines] = 0.0
    assert vital.passage(SHAPE, closed, SOURCE, FOUR).trains == 0.0


def test_that_of_two_equal_cuts_the_nearer_or_the_farther_is_given():
    chain = made_up([(0, 1), (1, 2), (2, 3)], 4)
    room = np.array([5.0, 8.0, 5.0])
    assert vital.least_cut(chain, room, SOURCE, THREE).lines.tolist() == [0]
    assert vital.least_cut(chain, room, SOURCE, THREE, far=True).lines.tolist() == [2]


def test_that_no_cut_is_sought_before_the_place_where_trains_set_out():
    with pytest.raises(Fault, match="set out at j0"):
        vital.least_cut(SHAPE, ROOM, SOURCE, np.array([0, 3]))


def test_that_the_most_vital_line_is_the_one_without_a_way_round():
    losses = vital.most_vital(SHAPE, ROOM, SOURCE, FOUR, np.array([8.0]), 3)
    assert (losses[0].line, losses[0].lost, losses[0].arrives) == (4, 8.0, 0.0)
    # Three trains come by either way: no single line lowers that, and the wider way goes first.
    losses = vital.most_vital(SHAPE, ROOM, SOURCE, THREE, np.array([3.0]), 2)
    assert losses[0].line in (0, 1)
    assert (losses[0].lost, losses[0].room) == (0.0, 4.0)
    assert losses[1].lost == 3.0


def test_that_losing_a_least_cut_of_the_real_network_stops_every_train():
    theatre = load(4)
    day = 772
    heads = vital.heads_of(theatre, day, 1)
    capacity = vital.undamaged(theatre, day)
    for far in (False, True):
        cut = vital.least_cut(theatre.railway, capacity, theatre.railway.entries, heads, far)
        whole = vital.passage(theatre.railway, capacity, theatre.railway.entries, heads)
        assert cut.trains == pytest.approx(whole.trains)
        assert capacity[cut.lines].sum() == pytest.approx(cut.trains, abs=0.01 * cut.lines.size)
        closed = capacity.copy()
        closed[cut.lines] = 0.0
        assert vital.passage(theatre.railway, closed, theatre.railway.entries, heads).trains == 0.0


def test_that_lines_are_recorded_by_day_and_agree_with_the_series(summer):
    for name, (_, kept, _) in LINES.items():
        assert summer.lines(name).shape == (summer.days, len(summer.theatre.railway.line))
        assert summer.lines(name).dtype == kept
    everywhere = "group:north|group:centre|group:south|group:finland|group:romania"
    inside = summer.theatre.land.line_mid >= 0
    cut = summer.lines("cut")[:, inside].sum(axis=1)
    np.testing.assert_array_equal(cut, summer.values("rails.cut", everywhere))
    left = summer.lines("capacity")[:, inside].astype(float).sum(axis=1)
    np.testing.assert_allclose(left, summer.values("line.capacity", everywhere), rtol=2e-3)
    assert np.all(summer.lines("capacity") <= summer.lines("whole"))


def test_that_recording_lines_changes_nothing_and_is_off_unless_asked_for(summer):
    plain = hinterland.run("history", seed=1, resolution=3, start=DAYS[0], end=DAYS[1])
    np.testing.assert_array_equal(plain._table.whole(), summer._table.whole())
    with pytest.raises(Fault, match="lines=True"):
        plain.lines("capacity")
    with pytest.raises(Fault, match="perhaps you mean capacity"):
        summer.lines("capacities")


def test_that_trains_arrived_are_counted_once_for_every_army_group(summer):
    arrived = [summer.values("trains.arrived", f"group:{g}")[-1] for g in vital.GROUPS]
    world = summer.played.world.traffic
    np.testing.assert_allclose(arrived, world.arrived[:3], rtol=1e-6)
    assert summer.values("trains.arrived", "AGC_area")[-1] == pytest.approx(float(world.arrived[1]), rel=1e-6)
    assert summer.values("trains.needed")[-1] == pytest.approx(float(world.demand.sum()), rel=1e-6)


def test_that_what_runs_between_junctions_is_never_more_than_could(summer):
    table = railway.between(summer, "Brest", "smolensk", *DAYS)
    assert len(table) == summer.days
    assert np.all(table["capacity"] <= table["whole"] + 1e-9)
    assert np.all(table["way_capacity"] <= table["capacity"] + 0.05)
    assert 600 < table["way_km"].iloc[0] < 850
    assert table["rails_cut"].sum() > 0


def test_that_a_closed_line_takes_its_share_of_what_could_run(summer):
    table = railway.between(summer, "brest", "zhabinka")
    k = summer.theatre.railway.line.index("brest-zhabinka")
    np.testing.assert_allclose(table["way_capacity"], summer.lines("capacity")[:, k].astype(float))
    np.testing.assert_allclose(table["trains"], summer.lines("trains")[:, k].astype(float))


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (("brest", "smolesnk"), ["smolesnk", "smolensk"]),
        (("brest", "Brest"), ["one junction"]),
        (("brest", "abganerovo"), ["no occupied line", "brest to abganerovo"]),
        (("brest", "minsk", "1943-07-01"), ["1943-07-01", "not recorded"]),
    ],
)
def test_that_a_way_that_cannot_be_meant_is_refused_in_one_line(summer, ends, words):
    with pytest.raises(Fault) as caught:
        railway.between(summer, *ends)
    assert "\n" not in str(caught.value)
    for word in words:
        assert word in str(caught.value)


def test_that_the_cut_before_an_army_group_holds_as_many_trains_as_its_lines(summer):
    k = railway.day_in(summer, "1943-08-10")
    heads, asked = railway.heads(summer, k, 1)
    assert heads.size >= 2
    assert asked.sum() > 50
    for damaged, column in ((True, "capacity"), (False, "whole")):
        cut = railway.cut_before(summer, "1943-08-10", heads, damaged=damaged)
        assert cut[column].sum() == pytest.approx(cut.attrs["trains"], abs=0.01 * len(cut))


def test_that_each_vital_line_lowers_arrivals_from_what_truly_arrived(summer):
    found = railway.vital_lines(summer, "1943-08-10", None, 3)
    assert len(found) == 3
    assert np.all(found["lost"] >= 0)
    assert np.all(np.diff(found["arrives"]) <= 1e-9)
    assert np.all(np.diff(found["could"]) <= 1e-9)


def test_that_the_ways_of_counting_lost_capacity_lie_in_their_order(summer):
    lost = rail_war.capacity_loss(summer, "1943-08-03", "1943-09-15")
    assert 0 < lost["all_lines"] <= lost["attacked_lines"] < lost["while_closed"] < 100
    assert lost["all_lines"] < lost["worst_day"]
    assert 0 < lost["attacked"] <= lost["lines"]


def test_that_lost_capacity_can_be_reckoned_by_hand(summer):
    inside = summer.theatre.regions.mask("AGC_area")[summer.theatre.land.line_mid]
    a, b = summer.span("1943-08-03", "1943-09-15")
    left, whole = (summer.lines(n)[a : b + 1, inside].astype(float).sum() for n in ("capacity", "whole"))
    lost = rail_war.capacity_loss(summer, "1943-08-03", "1943-09-15")
    assert lost["all_lines"] == pytest.approx(100 - 100 * left / whole)
    share = summer.mean("railway.capacity_share", "AGC_area", "1943-08-03", "1943-09-15")
    assert lost["all_lines"] == pytest.approx(100 - share, abs=1.0)


def test_that_the_rails_of_the_study_are_the_rails_of_the_run(summer):
    fell = rail_war.where_cuts_fell(summer, "1943-08-03", "1943-09-15", "USSR").set_index("said_by")
    quantities = {"truth": "rails.cut", "soviet": "rails.reported_by_units", "german": "rails.cut"}
    for said_by, quantity in quantities.items():
        said = summer.sum(quantity, None, "1943-08-03", "1943-09-15", "german" if said_by == "german" else None)
        assert fell.loc[said_by, "rails"] == pytest.approx(said, rel=0.03)
    shares = fell[["carrying", "in_cut", "either"]]
    assert ((shares >= 0) & (shares <= 1)).all().all()
    assert np.all(fell["either"] >= fell[["carrying", "in_cut"]].max(axis=1))


def test_that_months_tell_what_arrived_and_what_more_could_have_come(summer):
    months = rail_war.by_month(summer, "1943-08-01", "1943-08-31")
    assert months["army_group"].tolist() == list(vital.GROUPS)
    assert np.all(months["arrived"] <= months["needed"] + 1e-6)


def test_that_no_more_arrives_than_could_have_come_on_the_days_on_which_trains_are_routed(summer):
    """Routes are made anew every third day, on the lines as they are; in between, trains keep to them."""
    first, last = summer.span("1943-08-01", "1943-08-31")
    for g, group in enumerate(vital.GROUPS):
        arrived = summer.values("trains.arrived", f"group:{group}")[first : last + 1]
        routed = first + 1 + np.flatnonzero(np.diff(arrived))
        assert routed.size >= 5
        for day in routed:
            assert (
                summer.values("trains.arrived", f"group:{group}")[day] <= 1.01 * rail_war._room(summer, [day], g) + 0.1
            )


def test_that_a_month_with_more_trains_in_spite_of_more_damage_is_found():
    import pandas as pd

    months = pd.DataFrame(
        {
            "month": ["1943-08", "1943-09", "1943-10"],
            "army_group": "centre",
            "arrived": [70.0, 60.0, 65.0],
            "loss_all": [5.0, 8.0, 9.0],
        }
    )
    assert rail_war.rose(months, "centre") == [("1943-10", 60.0, 65.0, 8.0, 9.0)]


def test_that_pairs_on_the_same_seeds_differ_only_by_their_scenario(tmp_path):
    same = tmp_path / "same.toml"
    same.write_text('title = "The same"\n', encoding="utf-8")
    found = rail_war.pairs(
        [str(same), "no_airlift"], (1, 2), "1942-08-01", "1942-08-31", resolution=3, workers=1
    ).set_index(["scenario", "figure"])
    assert np.all(found.loc[str(same), "difference"].fillna(0.0) == 0.0)
    without = found.loc["no_airlift"]
    assert np.all(without["low"] <= without["high"])
    np.testing.assert_allclose(without["with_it"] - without["history"], without["difference"], atol=1e-6)
    assert without.loc["partisans", "difference"] != 0.0


def test_that_one_pair_has_no_interval():
    with pytest.raises(Fault, match="two seeds"):
        rail_war.pairs(["no_airlift"], (1,))


def test_that_yards_are_part_of_the_greatest_flow_and_of_the_least_cut():
    """Only at junction 3 do three lines meet."""
    for passes, trains in ((20.0, 10.0), (6.0, 6.0), (0.0, 0.0)):
        yards = np.array([passes])
        assert vital.passage(SHAPE, ROOM, SOURCE, FOUR, yards=yards).trains == trains
        assert vital.passage(SHAPE, ROOM, SOURCE, THREE, yards=yards).trains == trains, "who ends there needs them too"
    narrow = vital.passage(SHAPE, ROOM, SOURCE, FOUR, yards=np.array([6.0]))
    assert np.abs(narrow.flow[[1, 3]]).sum() == narrow.flow[4] == 6.0
    wide = vital.least_cut(SHAPE, ROOM, SOURCE, FOUR, yards=np.array([20.0]))
    assert (wide.lines.tolist(), wide.yards.tolist()) == ([1, 2], [])
    cut = vital.least_cut(SHAPE, ROOM, SOURCE, FOUR, yards=np.array([6.0]))
    assert (cut.lines.tolist(), cut.yards.tolist(), cut.trains) == ([], [3], 6.0)


def test_that_closing_a_least_cut_of_the_real_network_and_its_yards_stops_every_train():
    theatre = load(4)
    capacity = vital.undamaged(theatre, 772)
    heads = vital.heads_of(theatre, 772, 1)
    for beside in (0.1, 0.5):
        yards = yards_pass(theatre.railway, capacity, beside)
        for far in (False, True):
            cut = vital.least_cut(theatre.railway, capacity, theatre.railway.entries, heads, far, yards)
            among = np.isin(theatre.railway.yards, cut.yards)
            assert capacity[cut.lines].sum() + yards[among].sum() == pytest.approx(cut.trains, abs=0.3)
            closed, shut = capacity.copy(), np.where(among, 0.0, yards)
            closed[cut.lines] = 0.0
            assert vital.passage(theatre.railway, closed, theatre.railway.entries, heads, yards=shut).trains == 0.0


def test_that_shares_of_interruptions_by_length_make_up_the_whole(summer):
    table = rail_war.by_length(summer, *DAYS).set_index("army_group")
    assert table.index.tolist() == ["north", "centre", "south", "all lines"]
    lengths = table[table["interruptions"] > 0]
    np.testing.assert_allclose(lengths[["up_to_12h", "to_24h", "longer"]].sum(axis=1), 1.0)
    every = summer.sum("line.interruptions", None, *DAYS)
    assert table.loc["all lines", "interruptions"] == pytest.approx(float(every))
    assert table["interruptions"].iloc[:3].sum() <= every

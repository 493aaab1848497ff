"""A schedule is data: steps in phases, states and parameters collected from them, and a loop that enters them."""

from typing import NamedTuple

import numpy as np
import pytest
from tests import small

from hinterland.core.chance import Today
from hinterland.core.declare import Array, assumed, f8, per
from hinterland.core.fault import Fault
from hinterland.core.group import table_of
from hinterland.core.jit import daily
from hinterland.engine.day import SCHEDULE
from hinterland.engine.parameters import choose_parameters
from hinterland.engine.schedule import Phase, Schedule, Step, subsystem_of
from hinterland.engine.world import World
from hinterland.war.civilians import population

DAYS = 60


def test_that_the_loop_is_the_same_war_as_the_kernels_called_one_by_one():
    looped = small.war(DAYS)
    parameters, land = small.parameters_with(), small.land()
    world = small.begin(parameters, land)
    given = {
        "land": land,
        "order_of_battle": small.order_of_battle(),
        "named_units": small.named_units(),
        **small.network()._asdict(),
    }
    for day in range(DAYS):
        world.clear_counts()
        today = Today(1, day, day % 7, 1 + day // 30 % 12)
        for step in SCHEDULE:
            own = getattr(parameters, step.subsystem.name, None)
            rest = {**given, "forcing": small.forcing(day), "parameters": own, "today": today}
            step.kernel(*(world.groups.get(name, rest.get(name)) for name in step.needs))
    for one, other in zip(looped, world, strict=True):
        for a, b in zip(one, other, strict=True):
            np.testing.assert_array_equal(a, b)


def test_that_the_time_of_every_kernel_can_be_taken():
    parameters, land = small.parameters_with(), small.land()
    world = small.begin(parameters, land)
    loop = small.loop(world, land, parameters)
    loop.seconds = [0.0] * len(SCHEDULE.steps)
    for day in range(14):
        world.clear_counts()
        loop.step(table_of(small.forcing(day)), Today(1, day, day % 7, 6))
    assert all(spent > 0.0 for spent in loop.seconds), "each kernel acts in two weeks"


class papers:
    """Papers: how much is printed, as the forcing has it, be it a whole number or not."""

    class State(NamedTuple):
        """What is printed."""

        printed: Array = per("cell", f8, "1", "How much is printed", daily=True)

    @daily(after="population.step")
    def step(papers, forcing):
        """Print in every cell what the forcing says."""
        papers.printed[:] = forcing.press


def test_that_a_forcing_of_another_type_is_looked_up_anew():
    schedule = Schedule(steps=[Step("What is printed", subsystem_of(papers), papers.step)])
    ready: list[tuple[int, int]] = []
    world = World(schedule.states, small.SIZES)
    loop = small.loop(world, small.land(), choose_parameters({}, schedule), schedule)
    loop.on_kernel = lambda done, scene: ready.append((done, scene))
    for day, press, times in ((30, 0.5, 1), (31, 0.25, 1), (32, 1, 2), (33, 0.75, 3)):
        loop.step(table_of(small.forcing(day)._replace(press=press)), Today(1, day, day % 7, 7))
        assert (world.papers.printed == press).all()
        assert ready == [(1, 1)] * times


class rumours:
    """Rumours: how much a place speaks of partisans."""

    class State(NamedTuple):
        """What is spoken."""

        heard: Array = per("cell", f8, "1", "How much people speak of partisans")

    class Parameters(NamedTuple):
        """How rumours spread."""

        pace: float = assumed(0.1, "1/day", (0, 1), "Share of a place that hears of partisans in a day", "house-0001")

    @daily(after="population.step")
    def spread(rumours, detachments, population, parameters, today):
        """Spread where partisans are."""
        for c in range(rumours.heard.size):
            rumours.heard[c] += parameters.pace * (1.0 - rumours.heard[c])


def test_that_a_subsystem_of_ones_own_acts_after_the_kernel_that_it_names():
    mine = SCHEDULE.with_subsystems(rumours)
    names = [step.name for step in mine]
    assert names.index("rumours.spread") == names.index("population.step") + 1
    assert len(names) == len(SCHEDULE.steps) + 1
    assert mine.states["rumours"] is rumours.State
    assert mine.parameters["rumours"] is rumours.Parameters
    parameters = choose_parameters({"rumours.pace": 0.5}, mine)
    world, land = World(mine.states, small.SIZES), small.land()
    population.settle(world.population, land, parameters.population)
    loop = small.loop(world, land, parameters, mine)
    for day in range(2):
        loop.step(table_of(small.forcing(day)), Today(1, day, day, 6))
    assert world.rumours.heard == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("after", "words"),
    [("", "acts after no other kernel"), ("population.stop", "'population.stop'")],
    ids=["says nothing", "names a kernel that is none"],
)
def test_that_a_kernel_that_has_no_place_is_refused(after, words):
    class gossip:
        @daily(after=after)
        def spread(population, today):
            """Spread."""

    with pytest.raises(Fault, match=words):
        SCHEDULE.with_subsystems(gossip)


def test_that_a_name_that_is_taken_and_a_group_that_is_not_declared_are_refused():
    class radio:
        @daily(after="population.step")
        def step(population, today):
            """Do nothing."""

    class gossip:
        @daily(after="population.step")
        def step(neighbours, today):
            """Ask for what nobody declares."""

    class weather:
        @daily(after="population.step")
        def step(population, today):
            """Do nothing."""

    with pytest.raises(Fault, match="called 'radio' already"):
        SCHEDULE.with_subsystems(radio)
    with pytest.raises(Fault, match="called 'weather' already"):
        SCHEDULE.with_subsystems(weather)
    with pytest.raises(Fault, match="takes 'neighbours'"):
        SCHEDULE.with_subsystems(gossip)
    with pytest.raises(Fault, match=r"population\.step takes 'reserves'"):
        Schedule(Phase("The people", population.step))
    with pytest.raises(Fault, match="holds no kernel"):
        SCHEDULE.with_subsystems(type("empty", (), {}))

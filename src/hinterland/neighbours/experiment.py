"""What is varied and what is read, in the form that samplers of other packages take: one run, some figures."""

import re
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.declare import SWITCH, Param
from hinterland.core.fault import Fault
from hinterland.core.given import several, whole
from hinterland.core.names import Names
from hinterland.engine import victims
from hinterland.engine.dataset import chosen_quantities, some
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.parameters import parameters as declared
from hinterland.engine.scenario import Scenario
from hinterland.study.ensembles.draws import Member
from hinterland.study.ensembles.ensemble import indicator_values
from hinterland.study.ensembles.ensemble_dataset import TAKE
from hinterland.study.measurement.indicators import Indicator, withheld
from hinterland.study.scenarios.play import regions_of, scenario_of
from hinterland.theatre.assemble import load as theatre


class Experiment(NamedTuple):
    """A war, the parameters that are varied with their declarations, and the figures that are read off a run by name.

    Names are those of the project: `rail.guards_half`. `plain` gives them as identifiers of Python.
    """

    scenario: Scenario
    varied: dict[str, Param]
    outcomes: dict[str, Indicator]
    seed: int

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Experiment on {self.scenario.name}: {len(self.varied)} parameters, {len(self.outcomes)} figures>"

    def figures(self, sample: Any, *, runs: int = 1, workers: int = 1) -> np.ndarray:
        """Return the figures of every row of a sample (n, parameters) as an array (n, outcomes).

        Each is the mean of `runs` runs with the seeds `seed`, `seed + 1` and so on, the same for every row, so that
        rows differ by their parameters. A switch is on from 0.5. Raises `Fault` for a sample of another shape, and for
        a value out of the range of its parameter. A figure that no run holds is NaN.
        """
        values = np.atleast_2d(np.asarray(sample, float))
        if values.ndim != 2 or values.shape[1] != len(self.varied):
            message = f"the sample has the shape {values.shape}"
            raise Fault(None, 0, message, f"give a column for each of the {len(self.varied)} parameters")
        runs = whole(runs, "the number of runs", 1, 1000)
        members = [
            Member(self.seed + k, dict(self.scenario.parameters) | self.given(dict(zip(self.varied, row, strict=True))))
            for row in values.tolist()
            for k in range(runs)
        ]
        found = indicator_values(self.scenario, members, tuple(self.outcomes.values()), workers)
        return np.asarray(found.reshape(len(values), runs, -1).mean(axis=1))

    def given(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return values of parameters as they are set, switches as 0 or 1; raise `Fault` for one out of its range."""
        made = {}
        for name, value in values.items():
            span = self.varied[name].span
            if not span.low <= value <= span.high:
                raise Fault(None, 0, f"{name} is {value}", f"give a value from {span.low} to {span.high}")
            made[name] = float(value >= 0.5) if self.varied[name].unit == SWITCH else float(value)
        return made


def experiment(
    scenario: str | PathLike[str] = "history",
    parameters: Sequence[str] = (),
    quantities: Sequence[str] = ("partisans.strength", "rails.cut", "civilians.killed"),
    regions: Sequence[str] = ("USSR",),
    *,
    said_by: Sequence[str] = (),
    start: Any = None,
    end: Any = None,
    seed: int = 1,
    resolution: int = 4,
) -> Experiment:
    """Return an experiment: a scenario, parameters to vary over their declared ranges, and figures to read.

    Each quantity is read in each region over all days of the run, as it was in the model, and also as each side of
    `said_by` reports it: a flow is summed, a stock averaged, a share is the ratio of its sums. Raises `Fault` for
    anything that cannot be meant, and for victims of ground that holds no oblast or of less than a month.

    >>> from hinterland.neighbours.experiment import experiment
    >>> tried = experiment("history", ["rail.guards_half"], ["rails.cut"], ["Belarus"], end="1941-07-10", resolution=3)
    >>> tried
    <Experiment on history: 1 parameters, 1 figures>
    >>> tried.figures([[9.0], [12.0]]).shape
    (2, 1)
    """
    chosen = scenario_of(scenario, start, end, resolution, None)
    every = declared()
    names = [Names("parameter", every).find(name) for name in several(parameters, "the parameters")]
    for name in names:
        if name in chosen.parameters:
            raise Fault(None, 0, f"the scenario sets {name} itself", "vary another parameter, or leave the scenario")
    places, sides = regions_of(some(regions, "regions"), chosen.resolution), [None, *_sides(said_by)]
    outcomes = {}
    for q in chosen_quantities(some(quantities, "quantities")):
        for place in places:
            for side in sides:
                if not q.sources(side):
                    continue
                one = Indicator(q.name, place, chosen.start, chosen.end, side, TAKE[q.kind])
                victims.refuse(withheld(one, theatre(chosen.resolution)))
                outcomes[_name(one, len(places) > 1)] = one
    seed = whole(seed, "the seed", 0, 2**62, "give a whole number from 0 up")
    return Experiment(chosen, {name: every[name] for name in dict.fromkeys(names)}, outcomes, seed)


def plain(name: str) -> str:
    """Return a name as an identifier of Python: `rail.guards_half` as `rail__guards_half`."""
    return re.sub(r"\W", "_", name.replace(".", "__"))


def _sides(said_by: Sequence[str]) -> list[str]:
    known = Names("side", SIDES)
    return [known.find(one) for one in several(said_by, "said_by")]


def _name(one: Indicator, with_region: bool) -> str:
    side = f" by {one.said_by}" if one.said_by else ""
    return one.name + side + (f" in {one.region}" if with_region else "")

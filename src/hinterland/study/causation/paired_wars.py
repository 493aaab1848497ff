"""Wars played in pairs for counterfactuals: both of a pair on one seed and one draw, and none played twice."""

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.calendar import month_of, months_within
from hinterland.core.fault import Fault
from hinterland.engine.dataset import chosen_quantities
from hinterland.engine.scenario import Scenario
from hinterland.study.causation.counterfactual_files import Counterfactual
from hinterland.study.ensembles.drawn_table import drawn_members
from hinterland.study.ensembles.draws import Members, members
from hinterland.study.ensembles.ensemble import OnProgress, described, indicator_values
from hinterland.study.ensembles.ensemble_dataset import TAKE
from hinterland.study.measurement.indicators import Indicator

WHOLE = "whole"
"""The word for all days of a war as a period."""


class Period(NamedTuple):
    """Days that become one figure: what they are called (whole, 1943, 1943-08), the first and the last."""

    name: str
    first: int
    last: int

    @property
    def is_month(self) -> bool:
        """Whether it is called by the month of its first day: neither a year nor the whole war is."""
        return self.name == month_of(self.first)


class PairedFigures(NamedTuple):
    """What both wars of a counterfactual show, of shape (pairs, quantities, regions, periods), and the draw of each."""

    first: np.ndarray
    second: np.ndarray
    draw: np.ndarray
    periods: tuple[Period, ...]


def periods_of(scenario: Scenario) -> tuple[Period, ...]:
    """Return the whole war, every year and every month within the days of a scenario."""
    months = [Period(month_of(first), first, last) for first, last in months_within(scenario.start, scenario.end)]
    years: dict[str, Period] = {}
    for month in months:
        year = month.name[:4]
        years[year] = Period(year, years.get(year, month).first, month.last)
    return (Period(WHOLE, scenario.start, scenario.end), *years.values(), *months)


def indicators_of(asked: Counterfactual) -> list[Indicator]:
    """Return what is read off each war: every quantity in every region over every period, as it was so.

    Raises `Fault` for a quantity that only a side reports.
    """
    known = chosen_quantities(list(asked.quantities))
    if missing := [q.name for q in known if not q.sources(None)]:
        raise Fault(None, 0, f"{missing[0]} is what a side says, and never what is so", "ask for another quantity")
    return [
        Indicator(q.name, region, period.first, period.last, None, TAKE[q.kind])
        for q, region, period in product(known, asked.regions, periods_of(asked.first))
    ]


def play_pairs(
    counterfactuals: Sequence[Counterfactual],
    runs: int,
    *,
    seed: int = 1,
    draws: str | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    out: Path | None = None,
    on_progress: OnProgress | None = None,
) -> list[PairedFigures]:
    """Play the wars of counterfactuals and return their figures; a scenario that several share is played once.

    Run k of every scenario has the seed `seed + k` and, with `draws` (see `draws.kind_of`), the same draw. With `out`
    the runs are kept in a folder of it for each scenario, and what is there is not played again. Raises `Fault` for
    scenarios that cannot be told apart.
    """

    def members_of(kept: Mapping[str, float]) -> Members:
        return drawn_members(draws, runs, seed, kept) if draws else members(runs, seed, kept=kept)

    wanted = _wanted(counterfactuals)
    found: dict[str, Mapping[Indicator, np.ndarray]] = {}
    for n, (name, (scenario, indicators)) in enumerate(wanted.items()):
        played = members_of(scenario.parameters)
        place = None if out is None else out / name
        progress = None if on_progress is None else part_of_all(on_progress, n * runs, len(wanted) * runs)
        rows = indicator_values(scenario, played, indicators, workers, progress, scheduler=scheduler, out=place)
        found[name] = dict(zip(indicators, rows.T, strict=True))
    draw = members_of({}).draws() if draws else np.arange(runs)
    return [_figures(one, found, draw) for one in counterfactuals]


def part_of_all(on_progress: OnProgress, before: int, every: int) -> OnProgress:
    """Return what reports the runs of one scenario as part of all runs; so many were done before."""
    return lambda done, _: on_progress(before + done, every)


def _wanted(counterfactuals: Sequence[Counterfactual]) -> dict[str, tuple[Scenario, list[Indicator]]]:
    """Return every scenario by its name, with all that is read off it.

    Raises `Fault` for two of one name, and for two wars that are the same.
    """
    wanted: dict[str, tuple[Scenario, dict[Indicator, None]]] = {}
    for one in counterfactuals:
        if described(one.first) == described(one.second):
            raise Fault(None, 0, f"both wars of {one.name} are the same", "give two scenarios that differ")
        for scenario in (one.first, one.second):
            known, indicators = wanted.setdefault(scenario.name, (scenario, {}))
            if described(known) != described(scenario):
                raise Fault(None, 0, f"two scenarios are called {scenario.name}", "give one of the files another name")
            indicators |= dict.fromkeys(indicators_of(one))
    return {name: (scenario, list(indicators)) for name, (scenario, indicators) in wanted.items()}


def _figures(
    one: Counterfactual, found: Mapping[str, Mapping[Indicator, np.ndarray]], draw: np.ndarray
) -> PairedFigures:
    indicators, periods = indicators_of(one), periods_of(one.first)
    shape: tuple[Any, ...] = (draw.size, len(one.quantities), len(one.regions), len(periods))
    both = [np.stack([found[s.name][r] for r in indicators], axis=1) for s in (one.first, one.second)]
    return PairedFigures(both[0].reshape(shape), both[1].reshape(shape), draw, periods)

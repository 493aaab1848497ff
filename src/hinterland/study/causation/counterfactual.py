"""What becomes otherwise where a cause is taken away: pairs of wars on one seed and one draw, and their differences."""

import math
from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.calendar import date_of, day_of, parse
from hinterland.core.fault import Fault
from hinterland.core.given import function, whole
from hinterland.core.given import place as given_place
from hinterland.core.notebook import card
from hinterland.engine.dataset import about_scenario, chosen_quantities, some, variable, words
from hinterland.engine.scenario import Scenario
from hinterland.evidence.registry import of_victims
from hinterland.files.place import path_of
from hinterland.inference.paired import PairedDifferences, grouped_mean, paired_differences
from hinterland.study.causation import counterfactual_files
from hinterland.study.causation.counterfactual_files import Counterfactual
from hinterland.study.causation.paired_wars import PairedFigures, play_pairs
from hinterland.study.ensembles.draws import MOST_RUNS
from hinterland.study.scenarios.play import regions_of, scenario_of

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

QUANTITIES = ("partisans.strength", "rails.cut", "trains.arrived", "axis.dead", "civilians.killed")
"""What is read off two scenarios where nothing else is asked for."""
REGIONS = ("USSR",)
STATISTICS = ("difference", "error", "low", "high", "same_sign")
COLUMNS = (
    "quantity", "unit", "victims", "region", "period", "from", "to", "first", "first_error", "second", "second_error",
    *STATISTICS, "pairs",
)  # fmt: skip


class Answer(NamedTuple):
    """What pairs of wars answer to a counterfactual.

    `lines` has a line for each quantity, region and period (the whole war, every year, every month): the means of both
    wars with their standard errors, and the mean `difference` of second less first with its standard `error`, its
    interval of 90 % (`low`, `high`), the share of pairs that have its sign, and how many pairs there are. Of victims
    both wars are given and no difference (decision 0024). `dataset` holds the figures of every pair, and the
    differences. `runs`, `seed` and `draws` say what was played.
    """

    asked: Counterfactual
    lines: "pd.DataFrame"
    dataset: "xr.Dataset"
    runs: int
    seed: int
    draws: str

    def __repr__(self) -> str:
        """Say in short what was compared."""
        first, second = self.asked.first, self.asked.second
        return f"<Answer: {second.name} less {first.name}, {self.runs} pairs at resolution {first.resolution}>"

    def _repr_html_(self) -> str:
        """Show in a notebook the means of both wars over all of their days, victims too, and the pairs."""
        whole = self.lines.drop_duplicates(["quantity", "region"]).to_dict("records")
        rows = {f"{row['quantity']}, {row['region']} ({row['unit']})": f"{row['first']:,.5g} and {row['second']:,.5g}"
                for row in whole}  # fmt: skip
        heading = f"{self.runs} pairs of wars: {self.asked.first.name} and {self.asked.second.name}"
        return card(heading, rows, "See .lines for every period and .dataset for every pair")


def counterfactual(
    first: str | PathLike[str],
    second: str | PathLike[str] | None = None,
    runs: int = 20,
    *,
    quantities: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    start: Any = None,
    end: Any = None,
    branch: Any = None,
    seed: int = 1,
    draws: str | None = None,
    resolution: int = 4,
    workers: int = 1,
    scheduler: str | None = None,
    out: str | PathLike[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Answer:
    """Play pairs of wars of two scenarios and return by how much the second differs from the first.

    `first` and `second` are scenarios, by name or as TOML files; `first` alone is a counterfactual of the library, or a
    TOML file of one. Both wars of pair k have the seed `seed + k` and, with `draws` ("hand" or "prior", see
    `hinterland.ensemble`), the same draw of parameters; without it parameters stand at their values. Chance in the
    model belongs to day and unit, so the wars of a pair differ only where the cause reaches. With a date `branch` the
    second war is the first until then, bit for bit, and goes on from a checkpoint of its whole state. With a folder
    `out` runs are kept there by scenario, and those that are there are not played again. Raises `Fault` for anything
    that cannot be meant, before anything is played.

    >>> import hinterland as hl
    >>> answer = hl.counterfactual(
    ...     "history", "mild_winter_1941", 2, quantities=["partisans.strength"], end="1941-11-20", resolution=3
    ... )
    >>> answer
    <Answer: mild_winter_1941 less history, 2 pairs at resolution 3>
    >>> sorted(set(answer.lines["period"]))[:2]
    ['1941', '1941-06']
    >>> dict(answer.dataset["partisans_strength"].sizes)
    {'war': 2, 'pair': 2, 'time': 6, 'region': 1}
    """
    asked = asked_of(first, second, quantities, regions, start, end, resolution, branch)
    (answer,) = answers(
        [asked], runs, seed=seed, draws=draws, workers=workers, scheduler=scheduler, out=out, on_progress=on_progress
    )
    return answer


def asked_of(
    first: str | PathLike[str],
    second: str | PathLike[str] | None = None,
    quantities: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    start: Any = None,
    end: Any = None,
    resolution: int = 4,
    branch: Any = None,
) -> Counterfactual:
    """Return what is asked, checked; see `counterfactual`."""
    if second is None:
        asked = counterfactual_files.load(given_place(first, "the counterfactual"))
        asked = asked._replace(
            first=asked.first._replace(resolution=resolution), second=asked.second._replace(resolution=resolution)
        )
    else:
        one, other = (scenario_of(name, start, end, resolution, None) for name in (first, second))
        asked = Counterfactual(f"{other.name}_against_{one.name}", "", "", one, other, QUANTITIES, REGIONS)
    span = scenario_of("history", start, end, resolution, None)
    places = regions_of(list(asked.regions) if regions is None else some(regions, "regions"), span.resolution)
    if quantities is None:
        read = asked.quantities
    else:
        read = tuple(q.name for q in chosen_quantities(some(quantities, "quantities")))
    earlier, later = (one._replace(start=span.start, end=span.end) for one in (asked.first, asked.second))
    if branch is not None:
        later = _branching(earlier, later, branch)
    return asked._replace(first=earlier, second=later, quantities=read, regions=tuple(places))


def _branching(first: Scenario, second: Scenario, branch: Any) -> Scenario:
    """Return the second scenario as it holds from a date on; before it the first one does.

    Raises `Fault` for a date outside the first.
    """
    day = day_of(parse(branch, what="branch"))
    if not first.start < day <= first.end:
        message = f"{date_of(day)} is not between the first and the last day of the war"
        raise Fault(None, 0, message, f"give a date from {date_of(first.start + 1)} to {date_of(first.end)}")
    return second._replace(name=f"{second.name}_from_{date_of(day)}", since=day, before=first)


def answers(
    asked: Sequence[Counterfactual],
    runs: int,
    *,
    seed: int = 1,
    draws: str | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    out: str | PathLike[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[Answer]:
    """Play pairs for several counterfactuals at once and return what they answer; shared wars are played once.

    Raises `Fault` for a scheduler that is no address.
    """
    runs = whole(runs, "the number of runs", 1, MOST_RUNS)
    seed = whole(seed, "the seed", 0, 2**63 - 1 - runs, "give a whole number from 0 up")
    if scheduler is not None and not isinstance(scheduler, str):
        raise Fault(None, 0, "the scheduler is no address", "give its address as text: tcp://127.0.0.1:8786")
    found = play_pairs(
        asked,
        runs,
        seed=seed,
        draws=draws,
        workers=whole(workers, "the number of workers", 1, 1000),
        scheduler=scheduler,
        out=None if out is None else path_of(out, "the folder"),
        on_progress=function(on_progress, "on_progress"),
    )
    return [
        Answer(one, *_lines_and_dataset(one, figures), runs, seed, draws or "none")
        for one, figures in zip(asked, found, strict=True)
    ]


def _lines_and_dataset(asked: Counterfactual, figures: PairedFigures) -> tuple["pd.DataFrame", "xr.Dataset"]:
    """Return the lines and the dataset of a counterfactual."""
    shape = figures.first.shape[1:]
    flat = [part.reshape(figures.draw.size, -1) for part in (figures.first, figures.second)]
    paired = paired_differences(flat[0], flat[1], figures.draw)
    errors = [np.array([grouped_mean(column, figures.draw)[:2] for column in part.T]) for part in flat]
    return _lines(asked, figures, paired, errors), _dataset(asked, figures, paired, shape)


def _lines(
    asked: Counterfactual, figures: PairedFigures, paired: PairedDifferences, errors: Sequence[np.ndarray]
) -> "pd.DataFrame":
    import pandas as pd

    rows, n = [], 0
    for q in chosen_quantities(list(asked.quantities)):
        for region in asked.regions:
            for period in figures.periods:
                means = (*errors[0][n], *errors[1][n])
                victims = of_victims(q.name)
                statistics = (math.nan if victims else float(part[n]) for part in paired[: len(STATISTICS)])
                dates = date_of(period.first), date_of(period.last)
                rows.append((q.name, q.unit, victims, region, period.name, *dates, *means, *statistics,
                             int(paired.pairs[n])))  # fmt: skip
                n += 1
    return pd.DataFrame(rows, columns=COLUMNS)


def _dataset(
    asked: Counterfactual, figures: PairedFigures, paired: PairedDifferences, shape: tuple[int, ...]
) -> "xr.Dataset":
    """Return the figures by month of both wars, those of the whole war, and the differences by month."""
    import xarray as xr

    months = [n for n, period in enumerate(figures.periods) if len(period.name) > len("1941") and n]
    both = np.stack([figures.first, figures.second])
    statistics = np.stack([part.reshape(shape) for part in paired[: len(STATISTICS)]])
    made: dict[str, Any] = {}
    for k, q in enumerate(chosen_quantities(list(asked.quantities))):
        attributes: Mapping[str, Any] = {"units": q.unit, "long_name": q.doc, "kind": q.kind}
        by_month = both[:, :, k].take(months, axis=-1).swapaxes(-1, -2)
        made[variable(q)] = (("war", "pair", "time", "region"), by_month, attributes)
        made[f"{variable(q)}_whole"] = (("war", "pair", "region"), both[:, :, k, :, 0], attributes)
        changes = statistics[:, k].take(months, axis=-1).swapaxes(-1, -2)
        if not of_victims(q.name):
            made[f"{variable(q)}_difference"] = (("statistic", "time", "region"), changes, attributes)
    coordinates: dict[str, Any] = {
        "war": words([asked.first.name, asked.second.name]),
        "pair": ("pair", np.arange(figures.draw.size), {"long_name": "Number of the pair"}),
        "draw": ("pair", figures.draw, {"long_name": "Number of the draw of the pair"}),
        "time": np.array([date_of(figures.periods[n].first) for n in months], "datetime64[s]"),
        "region": words(list(asked.regions)),
        "statistic": words(list(STATISTICS)),
    }
    return xr.Dataset(made, coordinates, about_scenario(asked.first) | {"second_scenario": asked.second.name})

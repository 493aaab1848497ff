"""Which parameters carry the figures of an ensemble: shares of variance, from the runs that are there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.core.names import Names
from hinterland.core.notebook import card
from hinterland.files.place import path_of
from hinterland.inference.emulators import FEWEST, fitted, normal_scores
from hinterland.inference.observations import numbered
from hinterland.inference.sensitivity import TINY, Effects, effects
from hinterland.study.claims.observed_claims import floor_of
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger
from hinterland.study.ensembles.draws import BLOCK, members, shares_of_block
from hinterland.study.ensembles.ensemble import Jobs, scenario_described
from hinterland.study.ensembles.run_store import described, read_runs
from hinterland.study.fits.fit_claims import parameters_drawn
from hinterland.study.fits.fit_stages import DESCRIPTION, bank_of
from hinterland.study.measurement.indicators import Indicator

if TYPE_CHECKING:
    import pandas as pd

LEADING = 10
"""Parameters that are listed for each figure."""
COLUMNS = ("quantity", "region", "from", "to", "said_by", "take", "unit", "parameter", "first", "first_error", "total",
           "total_error", "stands_out")  # fmt: skip
FIGURES = (*COLUMNS[:7], "all_first", "all_first_error", "chance", "draws")


class Sensitivity(NamedTuple):
    """Shares of the variance of the logarithm of figures.

    `table` has a line for each figure and each of its leading parameters, `figures` one for each figure: what all
    parameters do each alone, and what is chance.
    """

    table: "pd.DataFrame"
    figures: "pd.DataFrame"
    runs: int

    def __repr__(self) -> str:
        """Say of how much it is."""
        return f"<Sensitivity of {len(self.figures)} figures, {self.runs} runs>"

    def _repr_html_(self) -> str:
        """Show in a notebook of each parameter that stands out in how many figures it does."""
        counts = self.table.loc[self.table["stands_out"], "parameter"].value_counts()[:LEADING]
        rows = {str(name): f"stands out in {count}" for name, count in counts.items()}
        heading = f"{len(self.figures)} figures of {self.runs} runs, and the parameters that carry most of them"
        return card(heading, rows, "See .table for shares of variance and .figures for what is chance")


class Bank(NamedTuple):
    """Runs on numbered draws: figures (runs, indicators), the draw of each run, shares of ranges (runs, P)."""

    indicators: tuple[Indicator, ...]
    values: np.ndarray
    draw: np.ndarray
    names: tuple[str, ...]
    shares: np.ndarray
    resolution: int


def sensitivity(
    folder: str | PathLike[str],
    *,
    quantities: Sequence[str] = (),
    on_figure: Callable[[int, int], None] | None = None,
) -> Sensitivity:
    """Return which parameters carry the figures of an ensemble, or of the bank of a fit, that claims are set beside.

    `folder` is that of `hinterland ensemble` or of `hinterland fit`; only runs on numbered draws are taken.
    `quantities` are those that are listed, all where none is given. `first` is the share of the variance over runs that
    a parameter carries alone, `total` alone and in pairs with others, both with standard errors: estimates are right in
    the mean and may be below 0. `stands_out` says whether `first` is more than chance shows among so many parameters.
    Raises `Fault` for a folder without runs, and for runs of another version of the program.

    >>> import hinterland as hl
    >>> hl.sensitivity("out/nowhere")
    Traceback (most recent call last):
    hinterland.core.fault.Fault: out/nowhere: there is no such folder; give the folder of an ensemble
    """
    import pandas as pd

    bank = read_bank(path_of(folder, "the folder"))
    _, questions, _ = asked_of_ledger(bank.resolution)
    units = {one: q.unit for q in questions for one in (q.true, q.said)}
    asked = [n for n, one in enumerate(bank.indicators) if one in units]
    known = Names("quantity", tuple(sorted({bank.indicators[n].name for n in asked})))
    wanted = {known.find(name) for name in quantities}
    asked = [n for n in asked if not wanted or bank.indicators[n].name in wanted]
    lines: list[tuple[Any, ...]] = []
    figures: list[tuple[Any, ...]] = []
    for n, found in _effects(bank, asked, units, on_figure):
        about = _figure(bank.indicators[n])
        out = found.stands_out()
        for p in np.argsort(-found.first)[:LEADING]:
            shown = (float(one[p]) for one in (found.first, found.first_error, found.total, found.total_error))
            lines.append((*about, bank.names[p], *shown, bool(out[p])))
        figures.append((*about, found.all_first, found.all_first_error, found.chance, found.draws))
    return Sensitivity(
        pd.DataFrame(lines, columns=list(COLUMNS)), pd.DataFrame(figures, columns=list(FIGURES)), len(bank.values)
    )


def read_bank(folder: Path) -> Bank:
    """Return the runs of a folder that were played on numbered draws over a range; raise `Fault` where there are none.

    A run is known by its key, so one of a table of draws, or of another version of the program, is left out.
    """
    folder = bank_of(folder) / "runs" if (folder / DESCRIPTION).is_file() else folder
    about = described(folder)
    spread, seed = about["drawn"].get("spread", 0.0), about["drawn"].get("seed", 0)
    if not spread:
        raise Fault(
            folder, 0, "holds runs of one set of parameters, or of a table", "give one of --draws prior or hand"
        )
    indicators = tuple(about["indicators"])
    runs = read_runs(folder, len(indicators)).values()
    if not runs:
        raise Fault(folder, 0, "holds no runs yet", "repeat the command that plays them")
    scenario = scenario_described(about)
    drawn = members(max(one.run for one in runs) + 1, seed, spread, scenario.parameters)
    jobs = Jobs(scenario, drawn, indicators)
    kept = sorted((one for one in runs if one.key == jobs.key(one.run)), key=lambda one: one.run)
    if len(kept) < FEWEST:
        message = f"holds {len(kept)} runs of this version on numbered draws, and {FEWEST} are needed"
        raise Fault(folder, 0, message, "play the ensemble again, to another folder")
    draw = np.array([one.draw for one in kept])
    names = parameters_drawn(tuple(scenario.parameters))
    lies = np.stack([shares_of_block(seed, block, names) for block in range(int(draw.max()) // BLOCK + 1)])
    values = np.stack([one.figures for one in kept])
    return Bank(indicators, values, draw, names, lies.reshape(-1, len(names))[draw], scenario.resolution)


def _effects(
    bank: Bank,
    asked: Sequence[int],
    units: Mapping[Indicator, str],
    on_figure: Callable[[int, int], None] | None,
) -> Iterator[tuple[int, Effects]]:
    """Yield the effects on every figure that varies and that at least half of the runs hold."""
    floors = np.array([floor_of(units[bank.indicators[n]]) for n in asked])
    logarithms = np.log(np.maximum(bank.values[:, list(asked)], floors)).T
    known = np.isfinite(logarithms)
    varies = [k for k, mask in enumerate(known) if mask.sum() >= max(FEWEST, mask.size / 2)
              and logarithms[k, mask].var() > TINY]  # fmt: skip
    if not varies:
        return
    family = numbered([bank.indicators[asked[k]].name.partition(".")[0] for k in varies])
    missed = fitted(normal_scores(bank.shares), logarithms[varies], bank.draw, family).errors
    cube = bank.draw // BLOCK
    for count, (k, errors) in enumerate(zip(varies, missed, strict=True), 1):
        mask = known[k]
        yield asked[k], effects(bank.shares[mask], logarithms[k, mask], errors[mask], bank.draw[mask], cube[mask])
        if on_figure is not None:
            on_figure(count, len(varies))


def _figure(one: Indicator) -> tuple[str, ...]:
    """Return the first columns of the tables: quantity, region, dates, speaker, take, unit."""
    first, last = (str(date_of(day)) for day in (one.first, one.last))
    return one.name, one.region, first, last, one.said_by or "what was so", one.take, one.unit

"""An ensemble that is read for the claims of the ledger, so that it can be scored beside them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.given import whole
from hinterland.engine.scenario import Scenario
from hinterland.evidence.ledger import Ledger
from hinterland.files.place import path_of
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, of_ledger
from hinterland.study.claims.related import HERE, indicators_of
from hinterland.study.ensembles.drawn_table import drawn_members
from hinterland.study.ensembles.draws import MOST_RUNS
from hinterland.study.ensembles.ensemble import OnProgress, indicator_values
from hinterland.study.ensembles.followed import months_followed
from hinterland.study.ensembles.run_store import described, read_runs
from hinterland.study.measurement.indicators import Indicator
from hinterland.study.scenarios.scenario_files import scenario_at
from hinterland.theatre.assemble import load as theatre


class ClaimsEnsemble(NamedTuple):
    """What runs say to the claims of the ledger that they can be asked.

    `values` are the figures of each run (runs, indicators), `draw` the number of the draw of each run, and `about` says
    of what war the runs are and how parameters were drawn.
    """

    ledger: Ledger
    questions: tuple[Question, ...]
    indicators: tuple[Indicator, ...]
    values: np.ndarray
    draw: np.ndarray
    about: Mapping[str, Any]

    def __repr__(self) -> str:
        """Say how much there is."""
        return f"<ClaimsEnsemble: {len(self.values)} runs of {self.about['scenario']}, {len(self.questions)} claims>"

    def said(self) -> np.ndarray:
        """Return what would be said to each claim, of shape (claims, runs), in the units of the model."""
        return self._figures([q.said for q in self.questions])

    def true(self) -> np.ndarray:
        """Return what was so of each claim, of shape (claims, runs), in the units of the model."""
        return self._figures([q.true for q in self.questions])

    def _figures(self, wanted: Sequence[Indicator]) -> np.ndarray:
        row = {indicator: n for n, indicator in enumerate(self.indicators)}
        return self.values[:, [row[one] for one in wanted]].T


def play_for_claims(
    scenario: str | PathLike[str] | Scenario,
    runs: int,
    draws: str,
    *,
    seed: int = 1,
    resolution: int = 4,
    workers: int = 1,
    scheduler: str | None = None,
    out: str | PathLike[str] | None = None,
    table: str | PathLike[str] | None = None,
    by_month: bool = False,
    on_progress: OnProgress | None = None,
) -> ClaimsEnsemble:
    """Play runs of a scenario, read for the claims of the ledger; see `hinterland.ensemble` for what is given.

    `by_month` reads also the months of what `courses` follows. Posterior draws are rows of a `table`, which
    `hinterland fit` writes; that of the package if left out.
    Raises `Fault` for anything that cannot be meant, before anything is played.
    """
    chosen = scenario_at(scenario, resolution)
    resolution = chosen.resolution
    runs = whole(runs, "the number of runs", 1, MOST_RUNS)
    rows = None if table is None else path_of(table, "the table of draws")
    played = drawn_members(draws, runs, seed, chosen.parameters, rows)
    ledger, questions, indicators = asked_of_ledger(resolution)
    if by_month:
        months = months_followed(questions, chosen, theatre(resolution))
        indicators = tuple(dict.fromkeys((*indicators, *months)))
    folder = None if out is None else path_of(out, "the folder")
    values = indicator_values(chosen, played, indicators, workers, on_progress, scheduler=scheduler, out=folder)
    about = {"scenario": chosen.name, "draws": draws, "seed": seed, "resolution": resolution}
    return ClaimsEnsemble(ledger, questions, indicators, values, played.draws(), about)


def read_for_claims(folder: Path) -> ClaimsEnsemble:
    """Return the runs of a folder that was read for claims; those that only a newer ledger asks for are left out.

    Raises `Fault` where the folder holds no runs, where they were read for something else, and for a damaged file.
    """
    about = described(folder)
    indicators = tuple(about.pop("indicators"))
    ledger, questions, _ = asked_of_ledger(int(about["resolution"]))
    answered = tuple(q for q in questions if {q.said, q.true} <= set(indicators))
    if not answered:
        remedy = "give a folder that hinterland ensemble wrote"
        raise Fault(folder, 0, "holds runs that were read for no claim of the ledger", remedy)
    runs = sorted(read_runs(folder, len(indicators)).values(), key=lambda one: one.run)
    if not runs:
        raise Fault(folder, 0, "holds no runs yet", "repeat the command that plays them")
    values, draw = np.stack([one.figures for one in runs]), np.array([one.draw for one in runs])
    return ClaimsEnsemble(ledger, answered, indicators, values, draw, about)


@lru_cache(maxsize=4)
def asked_of_ledger(resolution: int) -> tuple[Ledger, tuple[Question, ...], tuple[Indicator, ...]]:
    """Return the ledger, its claims that runs can be asked, and what is read for them: all of one war."""
    ledger = ledger_of_package()
    asked = of_ledger(ledger, theatre(resolution))
    questions = tuple(one for one in asked if isinstance(one, Question) and not one.unfit)
    return ledger, questions, tuple(indicators_of(questions)[HERE])

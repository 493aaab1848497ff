"""A fit: which parameters, and which biases of speakers, agree with the claims that are not held out."""

from collections.abc import Callable, Sequence
from os import PathLike

import numpy as np

from hinterland.core.given import whole
from hinterland.files.place import path_of
from hinterland.inference.conditioning import model_of
from hinterland.inference.emulators import shares_of
from hinterland.study.claims_ensemble import asked_of_ledger
from hinterland.study.drawn_table import TableMembers, table_of
from hinterland.study.draws import SPREADS, Member, members
from hinterland.study.ensemble import MOST_WORKERS, OnProgress, indicator_values
from hinterland.study.fit_claims import claims_of, parameters_drawn, scores_of
from hinterland.study.fit_file import read_fit_file
from hinterland.study.fit_results import Fit, write_results
from hinterland.study.fit_score import write_scores
from hinterland.study.fit_stages import FitFolder
from hinterland.study.fit_steps import emulators_of, posterior_of, region_of
from hinterland.theatre.assemble import load as theatre

OnStage = Callable[[str], None]
"""Called with what begins, in words."""


def fit(
    file: str | PathLike[str],
    *,
    workers: int = 1,
    scheduler: str | None = None,
    on_progress: OnProgress | None = None,
    on_stage: OnStage = lambda _: None,
) -> Fit:
    """Fit the parameters of a war, and the biases of speakers, to the claims of the ledger that are not held out.

    `file` is a TOML file (docs/how_to_fit.md). Runs on draws of the prior serve emulators; history matching says which
    parameters are left; a second wave is played there; and exact conditioning on the emulators gives the posterior. All
    is kept in the folder that the file names: the same call goes on where it was, and any number of workers finds the
    same. Raises `Fault` for anything that cannot be meant, before anything is played.

    >>> fit("nowhere.toml")
    Traceback (most recent call last):
    hinterland.core.fault.Fault: nowhere.toml: the file does not exist; give a TOML file (UTF-8)
    """
    asked = read_fit_file(path_of(file, "the file of the fit"))
    workers = whole(workers, "the number of workers", 1, MOST_WORKERS)
    folder = FitFolder(asked.out)
    folder.describe({"file": asked._asdict() | {"scenario": asked.scenario.name, "out": str(asked.out)}})
    _, questions, indicators = asked_of_ledger(asked.resolution)

    def play(runs: Sequence[Member]) -> np.ndarray:
        return indicator_values(
            asked.scenario, runs, indicators, workers, on_progress, scheduler=scheduler, out=folder.runs
        )

    on_stage(f"bank of {asked.bank_runs} runs")
    kept = asked.scenario.parameters
    spread = SPREADS[asked.draws]
    bank = members(asked.bank_runs, asked.seed, spread, kept)
    played = play(bank)
    claims = claims_of(questions, indicators, played, theatre(asked.resolution))
    names = parameters_drawn(tuple(kept))
    on_stage("emulators and the region that is left")
    first = emulators_of(folder, "emulators_of_bank", claims, played, scores_of(bank, names, spread), bank.draws())
    region = region_of(folder, first, claims, asked)
    emulators = first
    if asked.second_runs:
        on_stage(f"second wave of {asked.second_runs} runs")
        table = table_of(shares_of(region.points), names, spread)
        folder.put("second_wave.csv", table.text().encode())
        both = TableMembers(table, asked.second_runs, asked.seed, kept, asked.bank_runs, spread)
        played = play(both)
        on_stage("emulators of both waves")
        emulators = emulators_of(folder, "emulators", claims, played, scores_of(both, names, spread), both.draws())
    on_stage("posterior and its checks")
    sizes, posterior, checks = posterior_of(folder, emulators, claims, asked)
    model = model_of(emulators, claims.claimed.labels, sizes)
    explained = emulators.explained(claims.values(played))
    found = Fit(asked, claims, names, emulators, sizes, model, region, posterior, checks, explained)
    write_results(folder, found)
    on_stage("scores on claims held out")
    return write_scores(folder, found, claims.values(played[: asked.bank_runs]))

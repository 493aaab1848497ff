"""A fit: which parameters, and which biases of speakers, agree with the claims that are not held out."""

from collections.abc import Callable
from os import PathLike

from hinterland.core.given import whole
from hinterland.files.place import path_of
from hinterland.inference.conditioning import model_of
from hinterland.study.ensembles.ensemble import MOST_WORKERS, OnProgress
from hinterland.study.fits.fit_claims import claims_of
from hinterland.study.fits.fit_file import read_fit_file
from hinterland.study.fits.fit_results import Fit, write_results
from hinterland.study.fits.fit_runs import EarlierRuns, FitRuns, NewRuns
from hinterland.study.fits.fit_score import write_scores
from hinterland.study.fits.fit_stages import FitFolder
from hinterland.study.fits.fit_steps import emulators_of, posterior_of, region_of
from hinterland.theatre.assemble import load as theatre

OnStage = Callable[[str], None]
"""Called with what begins, in words."""


def fit(
    file: str | PathLike[str],
    *,
    bank: str | PathLike[str] | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    on_progress: OnProgress | None = None,
    on_stage: OnStage = lambda _: None,
) -> Fit:
    """Fit the parameters of a war, and the biases of speakers, to the claims of the ledger that are not held out.

    `file` is a TOML file (docs/how_to_fit.md). Runs on draws of the prior serve emulators; history matching says which
    parameters are left; a second wave is played there; and exact conditioning on the emulators gives the posterior. All
    is kept in the folder that the file names: the same call goes on where it was, and any number of workers finds the
    same. With `bank`, the folder of an earlier fit of the same war, its runs are taken and none is played. Raises
    `Fault` for anything that cannot be meant, before anything is played.

    >>> fit("nowhere.toml")
    Traceback (most recent call last):
    hinterland.core.fault.Fault: nowhere.toml: the file does not exist; give a TOML file (UTF-8)
    """
    asked = read_fit_file(path_of(file, "the file of the fit"))
    workers = whole(workers, "the number of workers", 1, MOST_WORKERS)
    earlier = None if bank is None else EarlierRuns(asked, path_of(bank, "the folder of an earlier fit"))
    folder = FitFolder(asked.out)
    taken = {"bank": str(earlier.folder)} if earlier else {}
    folder.describe({"file": asked._asdict() | {"scenario": asked.scenario.name, "out": str(asked.out)}, **taken})
    for note in earlier.notes if earlier else ():
        on_stage(note)
    runs: FitRuns = earlier or NewRuns(asked, folder, workers, scheduler, on_progress)
    on_stage(f"bank of {asked.bank_runs} runs")
    played = runs.bank()
    claims = claims_of(runs.questions, runs.indicators, played.figures, theatre(asked.resolution))
    on_stage("emulators and the region that is left")
    first = emulators_of(folder, "emulators_of_bank", claims, *played)
    region = region_of(folder, first, claims, asked)
    emulators = first
    if asked.second_runs:
        on_stage(f"second wave of {asked.second_runs} runs")
        played = runs.both(region.points)
        on_stage("emulators of both waves")
        emulators = emulators_of(folder, "emulators", claims, *played)
    on_stage("posterior and its checks")
    sizes, posterior, checks = posterior_of(folder, emulators, claims, asked)
    model = model_of(emulators, claims.claimed.labels, sizes)
    explained = emulators.explained(claims.values(played.figures))
    found = Fit(asked, claims, runs.names, emulators, sizes, model, region, posterior, checks, explained)
    write_results(folder, found)
    on_stage("scores on claims held out")
    return write_scores(folder, found, claims.values(played.figures[: asked.bank_runs]))

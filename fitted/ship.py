"""Make what this folder ships of a fit: `python fitted/ship.py scenarios/fits/shipped.toml out/fit`.

Copies the tables of the fit and, into `bank/`, the runs that it rests on; and plays `RUNS` runs of its war on the draws
of its posterior, read for the claims and by month, into `runs/`; `runs_score.csv` says how near these come.
What stood here is replaced when all has been played.
"""

import argparse
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hinterland.cli.score import DIGITS
from hinterland.study.ensembles.claims_ensemble import play_for_claims
from hinterland.study.ensembles.ensemble import fill_cache
from hinterland.study.ensembles.run_store import open_store
from hinterland.study.fits.fit_file import FitFile, read_fit_file
from hinterland.study.fits.fit_runs import GROUNDS, SECOND_WAVE, WINDOWS, EarlierRuns
from hinterland.study.fits.fit_runs import RUNS as OF_FIT
from hinterland.study.fits.fit_stages import DESCRIPTION
from hinterland.study.scores.score import score

HERE = Path(__file__).parent
TABLES = ("posterior", "parameters", "speakers", "claims", "misfits", "checks", "score")
RUNS = 100


def main() -> None:
    """Take the file of a fit, its folder, and the number of workers."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("file", type=Path, help="file of a fit")
    ask.add_argument("fit", type=Path, help="folder of this fit, which is done")
    ask.add_argument("--workers", type=int, default=2)
    chosen = ask.parse_args()
    asked = read_fit_file(chosen.file)
    fill_cache(asked.resolution)
    with TemporaryDirectory(dir=HERE) as made:
        keep_bank(asked, chosen.fit, Path(made) / "bank")
        played = Path(made) / "runs"
        play_for_claims(
            asked.scenario,
            RUNS,
            "posterior",
            resolution=asked.resolution,
            workers=chosen.workers,
            out=played,
            table=chosen.fit / "posterior.csv",
            by_month=True,
        )
        for name in ("bank", "runs"):
            shutil.rmtree(HERE / name, ignore_errors=True)
            shutil.move(Path(made) / name, HERE / name)
    for name in TABLES:
        shutil.copyfile(chosen.fit / f"{name}.csv", HERE / f"{name}.csv")
    score(HERE / "runs").table.to_csv(HERE / "runs_score.csv", index=False, lineterminator="\n", float_format=DIGITS)


def keep_bank(asked: FitFile, fit: Path, bank: Path) -> None:
    """Write the runs of a fit into a folder from which another fit can take them, and no run that it does not need."""
    earlier = EarlierRuns(asked, fit)
    bank.mkdir()
    for name in (DESCRIPTION, SECOND_WAVE, WINDOWS, GROUNDS):
        shutil.copyfile(earlier.folder / name, bank / name)
    with open_store(bank / OF_FIT, earlier.about, earlier.indicators) as store:
        for run in earlier.runs:
            store.add(run)


if __name__ == "__main__":
    main()

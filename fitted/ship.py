"""Make what this folder ships of a fit: `python fitted/ship.py out/fit`.

Copies the tables of the fit, and plays `RUNS` runs of its war on the draws of its posterior, read for the claims and
by month, into `runs/`. What stood here is replaced when all of it has been played.
"""

import argparse
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hinterland.study.claims_ensemble import play_for_claims
from hinterland.study.ensemble import fill_cache

HERE = Path(__file__).parent
TABLES = ("posterior", "parameters", "speakers", "claims", "misfits", "checks", "score")
RUNS = 100


def main() -> None:
    """Take the folder of a fit and the number of workers."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("fit", type=Path, help="folder of a fit that is done")
    ask.add_argument("--workers", type=int, default=2)
    chosen = ask.parse_args()
    asked = json.loads((chosen.fit / "fit.json").read_bytes())["file"]
    fill_cache(asked["resolution"])
    with TemporaryDirectory(dir=HERE) as made:
        played = Path(made) / "runs"
        play_for_claims(
            asked["scenario"],
            RUNS,
            "posterior",
            resolution=asked["resolution"],
            workers=chosen.workers,
            out=played,
            table=chosen.fit / "posterior.csv",
            by_month=True,
        )
        shutil.rmtree(HERE / "runs", ignore_errors=True)
        shutil.move(played, HERE / "runs")
    for name in TABLES:
        shutil.copyfile(chosen.fit / f"{name}.csv", HERE / f"{name}.csv")


if __name__ == "__main__":
    main()

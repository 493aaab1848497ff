"""The file of a fit: which war, how many runs, where to."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hinterland.core.fault import Fault
from hinterland.core.given import whole
from hinterland.engine.scenario import Scenario
from hinterland.files.text import TOML, read_text
from hinterland.study.ensembles.draws import MOST_RUNS, PRIOR, SPREADS
from hinterland.study.scenarios.scenario_files import load as load_scenario
from hinterland.study.scenarios.toml_document import Document, parsed

FORM = "see scenarios/fits/history.toml for the form"
WHOLE: Mapping[str, tuple[int, int, int]] = {
    "resolution": (4, 3, 5),
    "seed": (1, 0, 2**62),
    "bank_runs": (2000, 16, MOST_RUNS),
    "second_runs": (1000, 0, MOST_RUNS),
    "posterior_draws": (200, 10, MOST_RUNS),
    "ledgers": (40, 0, MOST_RUNS),
}
"""Whole numbers of the file: what each is where it is left out, the least and the most."""
TEXTS = ("title", "text", "scenario", "draws", "out")


class FitFile(NamedTuple):
    """What a fit is to do: `scenario` is what is played, `out` the folder of all that is made.

    The prior is even over the windows from which `draws` ("prior" or "hand") draw every parameter. The bank has
    `bank_runs` on such draws, the second wave `second_runs` in the region that is left;
    `posterior_draws` are written, and `ledgers` made up for the check of the calibration (0: no check).
    """

    scenario: Scenario
    draws: str
    resolution: int
    seed: int
    bank_runs: int
    second_runs: int
    posterior_draws: int
    ledgers: int
    out: Path


def read_fit_file(path: Path) -> FitFile:
    """Read the file of a fit; raise `Fault` with file, line and remedy for what is none."""
    text = read_text(path, TOML)
    table, document = parsed(path, text, "a fit", FORM), Document(path, text)
    document.refuse_unknown(table, (*TEXTS, *WHOLE))
    for key, value in table.items():
        if key in TEXTS and not (isinstance(value, str) and value.strip()):
            raise document.fault(key, f"{key} is not text", f'write {key} = "..."')
    numbers = {key: _whole(document, table, key, *limits) for key, limits in WHOLE.items()}
    if numbers["bank_runs"] + numbers["second_runs"] > MOST_RUNS:
        raise document.fault("second_runs", "there are too many runs", f"ask for {MOST_RUNS} in all at most")
    if "out" not in table:
        raise Fault(path, 0, "out is lacking", 'write out = "out/fit"')
    try:
        scenario = load_scenario(table.get("scenario", "history"))
    except Fault as fault:
        raise document.fault("scenario", fault.message, fault.remedy) if fault.path is None else fault from None
    draws = table.get("draws", PRIOR)
    if draws not in SPREADS:
        raise document.fault("draws", f"draws is {draws!r}", f"write one of {', '.join(SPREADS)}")
    return FitFile(scenario._replace(resolution=numbers["resolution"]), draws, **numbers, out=Path(table["out"]))


def _whole(document: Document, table: Mapping[str, Any], key: str, default: int, low: int, high: int) -> int:
    try:
        return whole(table.get(key, default), key, low, high)
    except Fault as fault:
        raise document.fault(key, fault.message, fault.remedy) from None

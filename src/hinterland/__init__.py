"""Hinterland: the war behind the Eastern Front, 1941-45, as a model to be run, mapped and tested against the record.

run         play the war of a scenario
open        open a run that `hinterland run` has saved
ensemble    play many runs and keep the quantities that are asked for
compare     compare a run with every claim of the ledger
confront    confront claims with an ensemble
score       score an ensemble beside the claims and beside baselines
counterfactual   pairs of wars with and without a cause
explanations   set rival explanations beside each other on the same claims
sensitivity which parameters carry the figures of an ensemble
claims      list claims of the ledger
documented_events   list documented crimes and other dated events of named places
scenarios, parameters, quantities   list what can be played, set and asked for

Wrong input raises `Fault`, a `ValueError` of one line that says what to give instead, or `Faults` with several of them.
Each function is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hinterland.core.fault import Fault, Faults
from hinterland.core.version import VERSION

if TYPE_CHECKING:
    from hinterland.engine.result import Run
    from hinterland.study.catalogue.listing import claims, documented_events, parameters, quantities, scenarios
    from hinterland.study.causation.counterfactual import counterfactual
    from hinterland.study.causation.explanations import explanations
    from hinterland.study.confrontation.compare import compare
    from hinterland.study.confrontation.confront import confront
    from hinterland.study.ensembles.ensemble_dataset import ensemble
    from hinterland.study.fits.sensitivity import sensitivity
    from hinterland.study.saved_runs.saved import open
    from hinterland.study.scenarios.play import run
    from hinterland.study.scores.score import score

__version__ = VERSION
__all__ = [
    "Fault",
    "Faults",
    "Run",
    "claims",
    "compare",
    "confront",
    "counterfactual",
    "documented_events",
    "ensemble",
    "explanations",
    "open",
    "parameters",
    "quantities",
    "run",
    "scenarios",
    "score",
    "sensitivity",
]
_HOMES = {
    "Run": "engine.result",
    "claims": "study.catalogue.listing",
    "compare": "study.confrontation.compare",
    "confront": "study.confrontation.confront",
    "counterfactual": "study.causation.counterfactual",
    "documented_events": "study.catalogue.listing",
    "ensemble": "study.ensembles.ensemble_dataset",
    "explanations": "study.causation.explanations",
    "open": "study.saved_runs.saved",
    "parameters": "study.catalogue.listing",
    "quantities": "study.catalogue.listing",
    "run": "study.scenarios.play",
    "scenarios": "study.catalogue.listing",
    "score": "study.scores.score",
    "sensitivity": "study.fits.sensitivity",
}
"""The module in which each public name is defined."""


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: numba, pandas and xarray take a second.

    Raises `AttributeError` for any other name.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names beside those that are imported already."""
    return sorted({*globals(), *__all__})

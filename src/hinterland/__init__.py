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
    from hinterland.study.compare import compare
    from hinterland.study.confront import confront
    from hinterland.study.counterfactual import counterfactual
    from hinterland.study.ensemble_dataset import ensemble
    from hinterland.study.explanations import explanations
    from hinterland.study.listing import claims, documented_events, parameters, quantities, scenarios
    from hinterland.study.play import run
    from hinterland.study.saved import open
    from hinterland.study.score import score
    from hinterland.study.sensitivity import sensitivity

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
    "claims": "study.listing",
    "compare": "study.compare",
    "confront": "study.confront",
    "counterfactual": "study.counterfactual",
    "documented_events": "study.listing",
    "ensemble": "study.ensemble_dataset",
    "explanations": "study.explanations",
    "open": "study.saved",
    "parameters": "study.listing",
    "quantities": "study.listing",
    "run": "study.play",
    "scenarios": "study.listing",
    "score": "study.score",
    "sensitivity": "study.sensitivity",
}
"""The module in which each public name is defined."""


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: numba, pandas and xarray take a second."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names beside those that are imported already."""
    return sorted({*globals(), *__all__})

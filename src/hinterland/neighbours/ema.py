"""EMA workbench beside the war: a model of the workbench that plays a scenario for every experiment.

    from ema_workbench import SequentialEvaluator
    from hinterland.neighbours.ema import model_of
    from hinterland.neighbours.experiment import experiment

    tried = experiment("history", ["rail.guards_half", "airlift.enabled"], ["rails.cut"], end="1942-12-31")
    with SequentialEvaluator(model_of(tried, levers=["airlift.enabled"])) as evaluator:
        experiments, outcomes = evaluator.perform_experiments(scenarios=10, policies=2)

The workbench is not among the dependencies: it is BSD-3, and imports Platypus, which is GPL-3. Install it where its
licence fits your use.
"""

from collections.abc import Sequence
from typing import Any

from hinterland.core.declare import SWITCH, Param
from hinterland.core.fault import Fault
from hinterland.core.names import Names
from hinterland.neighbours.experiment import Experiment, plain
from hinterland.neighbours.optional import needed


class Played:
    """What the workbench calls for every experiment: it can be sent to processes of the workbench."""

    def __init__(self, tried: Experiment, runs: int) -> None:
        """Take an experiment, and the number of seeds of which each figure is the mean."""
        self.tried, self.runs = tried, runs
        self.__name__ = "hinterland"

    def __call__(self, **values: float) -> dict[str, float]:
        """Play the war with values of parameters by their plain names, and return its figures by theirs."""
        row = [float(values[plain(name)]) for name in self.tried.varied]
        (figures,) = self.tried.figures([row], runs=self.runs).tolist()
        return dict(zip(map(plain, self.tried.outcomes), figures, strict=True))


def model_of(tried: Experiment, levers: Sequence[str] = (), runs: int = 1) -> Any:
    """Return a `Model` of EMA workbench: parameters as uncertainties, those named in `levers` as levers.

    Its names are those of the project with `__` for a point. Outcomes are of the kind INFO: the workbench does not seek
    the least or the most of them, and of those that count victims none is to be sought. Raises `Fault` where the
    workbench is not installed, and for a lever that is not varied.
    """
    ema = needed("ema_workbench", "ema_workbench", "a model for EMA workbench")
    known = Names("varied parameter", tried.varied)
    pulled = [known.find(name) for name in levers]
    if not tried.varied:
        raise Fault(None, 0, "the experiment varies nothing", "name parameters to vary")
    model = ema.Model("hinterland", function=Played(tried, runs))
    model.uncertainties = [_parameter(ema, n, p) for n, p in tried.varied.items() if n not in pulled]
    model.levers = [_parameter(ema, n, p) for n, p in tried.varied.items() if n in pulled]
    model.outcomes = [ema.ScalarOutcome(plain(name)) for name in tried.outcomes]
    return model


def _parameter(ema: Any, name: str, declared: Param) -> Any:
    """Return a parameter of the workbench with its declared range; a switch is a Boolean."""
    if declared.unit == SWITCH:
        return ema.BooleanParameter(plain(name), default=bool(declared.default))
    low, high, scale = declared.span
    if scale == "log":
        from scipy.stats import loguniform

        return ema.RealParameter.from_dist(plain(name), loguniform(low, high), default=declared.default, pff=False)
    return ema.RealParameter(plain(name), low, high, default=declared.default)

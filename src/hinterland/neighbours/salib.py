"""SALib beside the war: the problem of an experiment as SALib has it, and the figures of its samples.

    from SALib.sample import sobol as sampling
    from SALib.analyze import sobol

    tried = experiment("history", ["rail.guards_half", "radio.range"], ["rails.cut"], end="1942-12-31")
    problem = problem_of(tried)
    sample = sampling.sample(problem, 64)
    found = sobol.analyze(problem, tried.figures(sample, workers=2)[:, 0])

SALib (MIT) comes with `pip install hinterland[sensitivity]`; a problem is a plain dictionary and needs no package.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.names import Names
from hinterland.neighbours.experiment import Experiment
from hinterland.neighbours.optional import needed

DISTRIBUTIONS = {"linear": "unif", "log": "logunif"}
METHODS = {"sobol": ("sobol", "sobol"), "morris": ("morris", "morris"), "fast": ("fast_sampler", "fast")}
"""Methods by name: the module that samples, and the one that analyses."""


def problem_of(tried: Experiment) -> dict[str, Any]:
    """Return the problem of an experiment as SALib takes it: `num_vars`, `names`, `bounds`, `dists`, `outputs`.

    Bounds are the declared ranges in the units of the parameters, even in logarithms where the range is.
    """
    spans = [one.span for one in tried.varied.values()]
    return {
        "num_vars": len(spans),
        "names": list(tried.varied),
        "bounds": [[span.low, span.high] for span in spans],
        "dists": [DISTRIBUTIONS[span.scale] for span in spans],
        "outputs": list(tried.outcomes),
    }


def analyse(
    tried: Experiment,
    size: int,
    method: str = "sobol",
    *,
    seed: int = 1,
    runs: int = 1,
    workers: int = 1,
    on_sample: Callable[[int], None] = lambda rows: None,
) -> dict[str, Any]:
    """Sample an experiment, play the sample and return what SALib says of each figure, by its name.

    `method` is sobol (`size` rows times parameters and two), morris (`size` ways) or fast (`size` rows for each
    parameter). `on_sample` is called with the number of rows before anything is played. Figures that do not vary, or
    that a run does not hold, have no entry. Raises `Fault` where SALib is not installed or refuses the size.
    """
    sampler, analyser = METHODS[Names("method", METHODS).find(method)]
    problem = problem_of(tried)
    sampling = needed(f"SALib.sample.{sampler}", "SALib", "the analysis of an experiment")
    analysis = needed(f"SALib.analyze.{analyser}", "SALib", "the analysis of an experiment")
    one_by_one = {"calc_second_order": False} if analyser == "sobol" else {}
    try:
        sample = sampling.sample(problem, size, seed=seed, **one_by_one)
    except ValueError as refused:
        raise Fault(None, 0, f"SALib refuses a sample of {size} ({refused})", "give another size") from None
    on_sample(len(sample))
    figures = tried.figures(sample, runs=runs, workers=workers)
    found = {}
    for name, column in zip(tried.outcomes, figures.T, strict=True):
        if np.isfinite(column).all() and np.ptp(column) > 0:
            given = (sample, column) if analyser == "morris" else (column,)
            found[name] = analysis.analyze(problem, *given, seed=seed, **one_by_one)
    return found

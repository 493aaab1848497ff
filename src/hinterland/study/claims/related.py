"""Figures of an ensemble for questions: read off the war itself, over a larger region, or beside another scenario.

What a claim says was prevented is what happens in a scenario that lacks the cause, less what happens in the war, on the
same seeds and draws.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.scenario import Scenario
from hinterland.study.claims.question import Question, Unanswered
from hinterland.study.measurement.indicators import Indicator, reports, withheld
from hinterland.study.measurement.measure import find as measure
from hinterland.study.scenarios.scenario_files import load
from hinterland.theatre.assemble import Theatre

HERE = ""
"""Stands for the scenario that is confronted, beside the names of others."""
Figures = Mapping[tuple[str, Indicator], np.ndarray]
"""What each member says, by scenario and indicator."""


def indicators_of(asked: Sequence[Question | Unanswered]) -> dict[str, list[Indicator]]:
    """Return by scenario the indicators that questions need from its runs, each once."""
    wanted: dict[str, dict[Indicator, None]] = {}
    for q in asked:
        if isinstance(q, Question):
            wanted.setdefault(HERE, {}).update(dict.fromkeys((q.true, q.said)))
            if q.other is not None:
                wanted.setdefault(q.scenario, {}).update(dict.fromkeys(q.other))
    return {name: list(indicators) for name, indicators in wanted.items()}


def by_side(q: Question, theatre: Theatre) -> dict[str, Indicator]:
    """Return the figure of a question as each side would report it, by side; of sides that do not, there is none.

    What relates two figures, and what is read off one unit, is not asked of the sides.
    """
    m = measure(q.claim.quantity)
    if m is None or q.other is not None or q.true.unit:
        return {}
    said = {side: q.true._replace(said_by=side) for side in SIDES if reports(m, side)}
    return {side: one for side, one in said.items() if not withheld(one, theatre)}


def scenario_named(name: str, base: Scenario) -> Scenario:
    """Return the scenario of this name, on the days and cells of `base`; `base` itself for `HERE`."""
    if name == HERE:
        return base
    return load(name)._replace(resolution=base.resolution, start=base.start, end=base.end)


def figures_of(q: Question, figures: Figures) -> tuple[np.ndarray, np.ndarray]:
    """Return what each member says of a question: as its speaker would have said it, and as it was."""
    said, true = figures[HERE, q.said], figures[HERE, q.true]
    if q.other is None:
        return said, true
    true_other, said_other = (figures[q.scenario, one] for one in q.other)
    if q.relation == "without":
        return said_other - said, true_other - true
    return _over(said, said_other), _over(true, true_other)


def _over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)

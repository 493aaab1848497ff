"""The runs that come with the package: history on the draws of the posterior; `fitted/README.md` says how made."""

from hinterland.core.paths import FITTED
from hinterland.engine.scenario import Scenario
from hinterland.study.ensembles.ensemble import described
from hinterland.study.ensembles.run_store import described as description_of
from hinterland.study.ensembles.run_store import other_than

RUNS = FITTED / "runs"


def are_of(scenario: Scenario, resolution: int | None = None) -> bool:
    """Return whether they are of the war of a scenario, over the same days, and of a resolution where one is given."""
    theirs = description_of(RUNS)
    wanted = described(scenario) | {"resolution": theirs["resolution"] if resolution is None else resolution}
    return not other_than(theirs, wanted)

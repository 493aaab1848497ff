"""What a saved run rests on: the program, the ledger, and the works behind its parameters and what is given to it."""

from typing import TYPE_CHECKING, Any

from hinterland.evidence.cite_works import cite_ledger_with_events, cite_program, cite_works
from hinterland.evidence.ledger import Ledger
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.ensembles.code_version import code_version
from hinterland.study.saved_runs.saved import SavedRun

if TYPE_CHECKING:
    import pandas as pd

HOUSE = "house"
"""The source of assumptions of ours."""
GIVEN = "murder_of_the_jews.enabled"
"""The switch of what the accounts of regions (`evidence/jews_by_region.csv`) give to a run."""


def cited(run: SavedRun, ledger: Ledger | None = None) -> list[dict[str, Any]]:
    """Return what a saved run rests on as items of CSL JSON: the program, the ledger, and every work of a claim.

    The program is the one that asks: a run does not keep the state of the code that played it.
    """
    return rests_on(run.parameters, ledger)


def rests_on(parameters: "pd.DataFrame", ledger: Ledger | None = None) -> list[dict[str, Any]]:
    """Return what a run with such parameters (`store.parameters`) rests on: the program, the ledger, and every work.

    The claims are those that parameters of the run cite, and the accounts of the murder of the Jews by region unless
    the run leaves it out. Assumptions of ours are part of the program.
    """
    ledger = ledger or ledger_of_package()
    ids = [name for cell in parameters["cites"] for name in cell.split()]
    ids = [name for name in ids if name in ledger.by_id and ledger.by_id[name].source != HOUSE]
    switch = parameters.loc[parameters["name"] == GIVEN, "value"]
    if bool((switch.astype(float) > 0.0).any()):
        ids += list(ledger.jews_by_region)
    return [cite_program(code_version()), cite_ledger_with_events(ledger), *cite_works(ledger, ids)]

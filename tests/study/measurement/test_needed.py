"""What is recorded for some figures is all that is needed, and no more."""

import ast
from pathlib import Path

import numpy as np
import pytest

from hinterland.engine.recorded_series import recorded_series
from hinterland.engine.result import Run
from hinterland.engine.run import play
from hinterland.engine.scenario import Scenario
from hinterland.study.ensembles import code_version
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger
from hinterland.study.ensembles.draws import Member
from hinterland.study.ensembles.ensemble import Job, figures
from hinterland.study.measurement.indicators import Indicator, IndicatorReader
from hinterland.study.measurement.needed import needed_for

END = 200
SOURCE = Path(code_version.__file__).parents[2]


def test_that_a_figure_records_its_own_series_and_nothing_else():
    need = needed_for((Indicator("partisans.strength", "Belarus", 0, 9, "soviet"),))
    (name,) = need.recording.series
    assert "soviet" in name or "report" in name or "return" in name
    assert (need.recording.events, need.recording.maps, need.regions) == (False, False, ("Belarus",))
    assert not needed_for((Indicator("nothing.known", "Belarus", 0, 9),)).recording.series


def test_that_a_figure_of_a_unit_records_the_journal():
    need = needed_for((Indicator("rails.cut", "", 0, 9, None, "unit", unit="kovpak"),))
    assert need.recording.events
    assert need.regions == ()


def test_that_the_ledger_asks_for_less_than_half_of_what_can_be_recorded():
    assert len(needed_for(asked_of_ledger(3)[2]).recording.series) < 0.5 * len(recorded_series())


@pytest.fixture(scope="module")
def asked() -> tuple[Indicator, ...]:
    """What the ledger asks of the first months, the days that lie after them left out."""
    return tuple(r._replace(last=END) for r in asked_of_ledger(3)[2] if r.first <= END <= r.last or r.last <= END)


def test_that_a_run_that_records_what_is_asked_tells_what_a_whole_one_tells(asked):
    scenario = Scenario(resolution=3, end=END)
    need = needed_for(asked)
    whole = IndicatorReader(Run(play(scenario, 1, regions=need.regions)))
    found = figures(Job(scenario, Member(1, {}), asked))
    assert len(asked) > 20
    for indicator, figure in zip(asked, found, strict=True):
        np.testing.assert_allclose(figure, whole.read(indicator), rtol=1e-12, err_msg=str(indicator))


def test_that_the_version_of_the_code_counts_every_module_that_a_figure_depends_on():
    counted = {path.resolve() for _, path in code_version._files()}
    todo, seen = (
        {
            SOURCE / "study" / f"{name}.py"
            for name in ("measurement/indicators", "measurement/needed", "ensembles/draws")
        },
        set[Path](),
    )
    while todo:
        path = todo.pop()
        seen.add(path)
        todo |= imported_by(path) - seen
    assert {str(path.relative_to(SOURCE)) for path in seen - counted} == set()
    assert len(seen) > 100


def imported_by(path: Path) -> set[Path]:
    """Return the files of the package that a file imports when it is imported."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("hinterland."):
            place = SOURCE.joinpath(*node.module.split(".")[1:])
            inside = {place / f"{one.name}.py" for one in node.names}
            found |= {file for file in (place.with_suffix(".py"), *inside) if file.is_file()}
    return found

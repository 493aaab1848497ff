"""The page of the systems is what the last count and the catalogue make of it."""

from pathlib import Path

from hinterland.report.systems import COUNT, PAGE, page, read, read_drawn
from hinterland.study.scenarios.scenario_files import load
from hinterland.study.systems.works import read_systems, read_works
from hinterland.theatre.assemble import load as theatre

DOCS = Path(__file__).parents[2] / "docs"


def test_that_the_page_is_current():
    assert (DOCS / PAGE).read_text(encoding="utf-8") == page(read(DOCS), read_drawn(DOCS))


def test_that_every_system_is_there_with_lines_that_run_and_a_way_to_leave_it_out():
    systems, works = read_systems(), read_works(theatre(4))
    assert list(systems) == [f"Y{n:02}" for n in range(30)]
    assert {w.system for w in works if w.kind == "works"} == set(systems)
    assert [w.pattern.claim for w in works if w.pattern.status != "runs"] == []
    for s in systems.values():
        assert not s.off or load(s.off).name == s.off
    assert (DOCS / COUNT).is_file()

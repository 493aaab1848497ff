"""Every system of the war is found in the report, with its charts and its claims beside it."""

import re
from pathlib import Path

import pytest

from hinterland.core.fault import Faults
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.report.claim_rows import rows
from hinterland.report.drawing import number
from hinterland.report.phrasing import ground
from hinterland.report.system_figures import figure_of, names_by_quantity
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.confrontation.compare import compare
from hinterland.study.saved_runs import months
from hinterland.study.systems.system_charts import TABLE, read_charts
from hinterland.study.systems.works import read_systems

SYSTEMS = read_systems()


@pytest.fixture(scope="module")
def parts(page: str) -> dict[str, str]:
    """The part of the page on each system."""
    found = re.findall(r'<article class="system" id="(Y\d\d)">(.*?)</article>', page, re.DOTALL)
    return dict(found)


def test_that_each_of_the_thirty_systems_has_a_section_with_a_chart(parts):
    assert set(parts) == set(SYSTEMS)
    for name, part in parts.items():
        assert SYSTEMS[name].what in re.sub("&#39;", "'", part)
        assert 'class="chart"' in part, name


def test_that_the_command_that_plays_the_war_without_a_system_is_one_that_can_be_typed(parts):
    for system in read_systems().values():
        command = re.search(r"The war without it: <code>(.*?)</code>", parts[system.id])
        assert bool(command) == bool(system.off), system.id
        assert not command or command[1] == f"hinterland run --scenario {system.off}"


def test_that_the_claims_of_a_system_stand_beside_its_charts(parts):
    wanted = {
        name: {c.id for c in ledger_of_package().judged if name in c.system.split() and c.said_by != "house"}
        for name in parts
    }
    for name, part in parts.items():
        assert set(re.findall(r'class="id">([A-Z]\w+)', part)) == wanted[name], name
        assert wanted[name] or "The ledger holds no claim of it" in part


def test_that_the_list_of_contents_leads_to_every_system_by_name(page, parts):
    contents = re.search(r'<nav class="contents".*?</nav>', page, re.DOTALL)[0]
    linked = dict(re.findall(r'<a href="#(Y\d\d)">([^<]+)</a>', contents))
    assert set(linked) == set(parts)
    assert page.index('class="contents"') < page.index('<section id="maps">')
    assert {name: words.replace("&#39;", "'") for name, words in linked.items()} == {
        name: system.name for name, system in SYSTEMS.items()
    }


def test_that_a_claim_beside_a_system_shows_what_was_claimed_and_what_the_run_has(parts, coarse: Run):
    row = next(row for row in parts["Y10"].split("<tr>") if 'class="id">R062' in row)
    asked = ("rails.cut", "AGC_area", "1943-08-03", "1943-09-16")
    assert f'class="n true">{number(coarse.sum(*asked))}<' in row
    assert number(coarse.sum(*asked, "german")) in row


def test_that_below_every_verdict_on_a_claim_in_words_stands_what_was_asked(parts, coarse: Run):
    words = {"holds", "does not hold", "so in the model", "not so in the model"}
    found = [row for row in rows(coarse, ledger_of_package(), compare(coarse)).values() if row.verdict in words]
    assert len(found) > 100
    assert all(row.why.startswith("asked: ") for row in found)
    shown = next(row for row in parts["Y24"].split("<tr>") if 'class="id">S560' in row)
    assert "Robbery or death from partisans as the reason is not asked" in shown


def test_that_no_map_of_a_system_goes_below_an_oblast(page, coarse: Run):
    maps = re.findall(r'<svg class="map oblast".*?</svg>', page, re.DOTALL)
    assert len(maps) == sum(chart.form == "map" for chart in read_charts())
    oblasts = {f"{ground(o)}, in the model" for o in coarse.theatre.ground.oblasts}
    for drawn in maps:
        named = re.findall(r"<use[^>]*><title>([^<:]+):", drawn)
        assert set(named) <= oblasts
        assert 'class="town"' not in drawn


def test_that_no_chart_or_map_of_a_system_shows_people_killed_at_a_place_finer_than_a_region():
    killed = [c for c in read_charts() for one in c.shows if "killed" in one.quantity or "murdered" in one.quantity]
    assert killed
    assert {c.form for c in killed} <= {"said", "lines", "parts"}
    assert {c.region for c in killed} <= {"USSR"}


@pytest.mark.parametrize("chart", read_charts(), ids=lambda chart: chart.id)
def test_that_what_a_chart_shows_is_counted_in_its_region_and_has_columns_by_month(chart, coarse: Run):
    columns = months.columns()
    for one in chart.shows:
        assert coarse.values(one.quantity, chart.region, one.said_by).size == coarse.days
        assert one.quantity + (f":{one.said_by}" if one.said_by else "") in columns


def test_that_a_chart_of_every_system_shows_what_a_side_said_beside_what_was():
    compared = {
        chart.system
        for chart in read_charts()
        for one in chart.shows
        if any(find(one.quantity).sources(side) for side in SIDES)
    }
    assert set(SYSTEMS) - compared == {"Y00", "Y08"}, "the frame is given by date, and no side counted what people want"


def test_that_a_mark_on_a_chart_is_a_claim_of_what_the_chart_shows():
    known = ledger_of_package()
    names = names_by_quantity(known.judged)
    assert "partisans.strength_max" in names["partisans.strength"]
    chart = next(c for c in read_charts() if c.id == "Y19-4")
    marked = figure_of(chart, names)
    assert marked.claim_unit == find("partisans.strength").unit
    assert ("partisans.strength", "Crimea") in marked.claims
    assert {region for _, region in marked.claims} == {"Crimea"}


def test_that_claims_are_marked_on_every_line_and_on_no_whole_of_parts():
    names = names_by_quantity(ledger_of_package().judged)
    for chart in read_charts():
        marked = {name for name, _ in figure_of(chart, names).claims}
        for one in chart.shows:
            spoken_of = names.get(one.quantity, {one.quantity})
            assert marked.isdisjoint(spoken_of) if chart.form == "parts" else spoken_of <= marked, chart.id


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Y99-1,Y99,A chart,said,rails.cut,USSR,", "is no chart of a system"),
        ("Y01-9,Y01,A chart,pie,rails.cut,USSR,", "is no chart of a system"),
        ("Y01-9,Y01,A chart,said,rails.cutt,USSR,", "rails.cut"),
        ("Y01-9,Y01,A chart,lines,rails.cut,USSR,", "cannot be shown"),
        ("Y01-9,Y01,A chart,lines,rails.cut rails; partisans.dead dead,USSR,", "several units"),
        ("Y01-9,Y01,A chart,lines,partisans.joined@german joined,USSR,", "cannot be shown"),
    ],
)
def test_that_a_chart_that_cannot_be_drawn_is_told_with_its_line(tmp_path: Path, line, word):
    path = tmp_path / "system_charts.csv"
    path.write_text(TABLE.read_text(encoding="utf-8").splitlines()[0] + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(Faults) as caught:
        read_charts(path)
    assert word in str(caught.value)
    assert caught.value.faults[0].line == 2

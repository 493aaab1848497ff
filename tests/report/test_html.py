"""The report is one file that asks for nothing, can be read by everybody, and says what the run says."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.report import html
from hinterland.report.claim_rows import VERDICTS
from hinterland.report.drawing import number
from hinterland.study.confrontation import compare

VOID = {"meta", "link", "br", "hr", "img", "input"}


class Outline(HTMLParser):
    """Reads a page strictly: every element that is opened is closed, in order."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, opened."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element without anything in it."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the element opened last."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


@pytest.fixture(scope="module", params=["page", "short_page"])
def any_page(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(request.param)


def test_that_a_report_asks_for_nothing_from_anywhere(any_page):
    for forbidden in ("http:", "https:", "//cdn", "<script", " src=", "@import", "<link", "<iframe"):
        assert forbidden not in any_page, forbidden
    assert set(re.findall(r"url\(([^)]*)\)", any_page)) <= {"#shore"}


def test_that_a_report_is_well_formed(any_page):
    outline = Outline(any_page)
    assert outline.wrong == []
    assert outline.open == []


def test_that_what_a_report_points_to_is_in_it(any_page):
    elements = Outline(any_page).elements
    named = [attributes["id"] for _, attributes in elements if attributes.get("id")]
    pointed = {a["href"] for _, a in elements if "href" in a}
    assert len(named) == len(set(named))
    assert {p[0] for p in pointed} == {"#"}
    assert {p[1:] for p in pointed} <= set(named)


def test_that_every_drawing_is_put_into_words_or_hidden_from_readers(any_page):
    drawings = [attributes for tag, attributes in Outline(any_page).elements if tag == "svg"]
    assert len(drawings) > 25
    for attributes in drawings:
        in_words = attributes.get("role") == "img" and len(attributes.get("aria-label") or "") > 10
        assert in_words or attributes.get("aria-hidden") == "true", attributes


def test_that_every_chart_names_its_unit_and_its_lines(page):
    bands, rest = page.partition('<section id="sure">')[2].partition("</section>")[::2]
    assert bands.count('class="band light"') >= 10
    page = page.partition('<section id="sure">')[0] + rest  # the keys of bands stand once, above all of them
    charts = re.findall(r'<figure class="plot">.*?</figure>', page, re.DOTALL)
    assert len(charts) >= 18
    for chart in charts:
        assert re.search(r'class="unit">[^<]+<', chart)
        assert re.search(r"<h\d>[^<]+</h\d>", chart)
        assert chart.count('class="key"') >= 1


def test_that_no_figure_is_printed_as_a_failed_sum(any_page):
    # A claim may say "None of".
    assert (
        re.search(r"\b(nan|inf|None(?! of\b)|NaT)\b", re.sub(r"<style>.*?</style>", "", any_page, flags=re.DOTALL))
        is None
    )


def test_that_the_whole_war_has_eight_maps_and_one_of_the_dead(page):
    assert page.count('class="map dated"') == 8
    assert page.count('class="map deaths"') == 1


def test_that_the_civilians_dead_stand_before_every_other_figure(page, coarse: Run):
    figures = re.findall(r'class="figure">([^<]+)<', page)
    assert figures[0] == number(coarse.sum("civilians.killed"))


@pytest.mark.parametrize(
    ("claim", "column", "quantity", "region", "dates", "said_by"),
    [
        ("S287", "true", "civilians.killed", "Belarus", ("1941-06-22", "1944-12-31"), None),
        ("R062", "true", "rails.cut", "AGC_area", ("1943-08-03", "1943-09-16"), None),
        ("R062", "said", "rails.cut", "AGC_area", ("1943-08-03", "1943-09-16"), "german"),
        ("R061", "said", "rails.cut", "AGC_area", ("1943-08-03", "1943-09-16"), "soviet"),
        ("R127", "said", "partisans.strength", "Belarus", ("1944-01-01", "1944-01-01"), "soviet"),
    ],
)
def test_that_the_table_says_what_the_run_says(page, coarse, claim, column, quantity, region, dates, said_by):
    row = next(r for r in page.split("<tr>") if re.search(rf'class="id">{claim}\b', r))
    printed = re.search(rf'class="n {column}"[^>]*>([^<]*)<', row)[1]
    take = coarse.sum if find(quantity).kind == "flow" else coarse.mean
    assert printed == number(take(quantity, region, *dates, said_by))


def test_that_claims_from_memory_are_marked(page):
    row = next(r for r in page.split("<tr>") if 'class="id">R016 ' in r)
    assert "from memory" in row
    assert "not verified" not in page
    assert 'class="mark german unsure"' in page


def test_that_every_verdict_has_a_sign_beside_its_word(coarse: Run):
    words = set(compare.compare(coarse)["verdict"]) - {"not modelled"}
    assert words <= set(VERDICTS) | {"overlap"}


def test_that_a_scenario_says_how_it_departs_from_history(summer: Run):
    changed = summer.scenario._replace(without=frozenset({"airlift"}), parameters={"rail.guards_half": 9.0})

    class Other:
        scenario = changed

    assert html.changes(summer) == []
    assert html.changes(Other()) == ["without airlift", "rail.guards_half = 9"]


def test_that_a_run_writes_the_same_page_twice(summer: Run, short_page: str, tmp_path: Path):
    path = html.write(summer, tmp_path)
    assert path == tmp_path / "report.html"
    assert path.read_text(encoding="utf-8") == short_page
    assert 1 <= short_page.count('class="map dated"') <= 8

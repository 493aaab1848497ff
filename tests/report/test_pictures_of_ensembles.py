"""Fan charts: bands in their order, claims at their figures and dates, and no word of fit beside the dead."""

import re
from datetime import date
from itertools import product

import numpy as np
import pytest
from tests.report import made_up_folders
from tests.report.made_up_folders import QUESTIONS, RUNS

from hinterland.cli import main
from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.engine.scenario import Scenario
from hinterland.evidence.registry import of_victims
from hinterland.report import charts, fans
from hinterland.report.inference import html_of
from hinterland.study.claims.holdout import held_out
from hinterland.study.ensembles.courses import BANDS, Courses, read_courses
from hinterland.study.ensembles.followed import HEADLINES, LANDS, THE_DEAD, followed, months_followed
from hinterland.theatre.assemble import load as theatre

STRENGTH = ("partisans.strength", "Belarus", "soviet")


@pytest.fixture(scope="module")
def found(kept_ensemble) -> Courses:
    return read_courses(kept_ensemble)


def course(found: Courses, followed_: tuple[str, str, str | None]):
    return next(one for one in found.courses if tuple(one.followed) == followed_)


def panel(found: Courses, followed_: tuple[str, str, str | None]) -> fans.Panel:
    (one,) = fans.fans(found._replace(courses=(course(found, followed_),)), theatre(3))
    return one.panels[0]


def test_that_an_ensemble_follows_headlines_in_every_land_and_what_much_is_claimed_of():
    asked = followed(QUESTIONS)
    assert {tuple(one) for one in asked} >= {(*one, None) for one in product(HEADLINES, LANDS)}
    assert {tuple(one[:2]) for one in asked} >= {*THE_DEAD, STRENGTH[:2], ("rails.cut", "AGC_area")}
    assert {one.said_by for one in asked if one[:2] == ("rails.cut", "AGC_area")} == {"soviet", "german"}
    assert len(set(asked)) == len(asked) < len(HEADLINES) * len(LANDS) + 60


def test_that_reports_draw_what_is_claimed_and_the_dead_alone(found):
    drawn = {tuple(one.followed[:2]) for one in found.courses if one.claims} | {*THE_DEAD}
    assert len(fans.fans(found, theatre(3))) == len(drawn) < len({one.followed[:2] for one in found.courses})


def test_that_every_month_of_what_is_followed_is_read(found):
    months = months_followed(QUESTIONS, Scenario(resolution=3), theatre(3))
    assert len(months) == 48 * len(found.courses)
    assert {tuple(one.followed) for one in found.courses} == {(m.name, m.region, m.said_by) for m in months}
    first, last = course(found, STRENGTH).periods[0], course(found, STRENGTH).periods[-1]
    assert (date_of(first[0]), date_of(last[1])) == (date(1941, 6, 22), date(1945, 5, 9))


def test_that_bands_are_quantiles_of_the_runs_and_in_order(found):
    for one in found.courses:
        bands = one.bands()
        assert (np.diff(bands, axis=0) >= 0).all()
        np.testing.assert_allclose(bands[:, 5], np.quantile(1000.0 * np.arange(1, RUNS + 1), BANDS))


def test_that_bands_and_median_stand_at_their_values_on_the_chart(found):
    one = course(found, STRENGTH)
    drawn = panel(found, STRENGTH).svg
    top = re.findall(r'class="tick end">([^<]+)<', drawn)
    assert len(top) > 2
    frame = charts.Frame(date(1941, 6, 22), 1418, 1.06 * fans.highest(one))
    middle = float(re.search(r'class="line true" d="M[\d.]+ ([\d.]+)', drawn)[1])
    assert middle == pytest.approx(float(frame.y(one.bands()[2, 0])), abs=0.1)
    light, dark = (re.search(rf'class="band {kind}" d="M[\d.]+ ([\d.]+)', drawn)[1] for kind in ("light", "dark"))
    assert float(light) == pytest.approx(float(frame.y(one.bands()[4, 0])), abs=0.1)
    assert float(light) < float(dark) < middle


def test_that_marks_of_claims_stand_at_their_figures_and_dates(found):
    one = course(found, STRENGTH)
    drawn = panel(found, STRENGTH).svg
    frame = charts.Frame(date(1941, 6, 22), 1418, 1.06 * fans.highest(one))
    shapes = re.findall(
        r'<g class="mark soviet([^"]*)"><title>[^<]*\[(\w+)[^<]*</title>.*?class="shape" d="M([\d.]+) ([\d.]+)', drawn
    )
    assert {id_ for _, id_, *_ in shapes} == {q.claim.id for q in one.claims if q.claim.said_by == "soviet"}
    by_id = {q.claim.id: q.claim for q in one.claims}
    for kind, id_, x, y in shapes:
        claim = by_id[id_]
        days = [(when - date(1941, 6, 22)).days for when in (claim.date_from, claim.date_to or claim.date_from)]
        middle = sum(float(frame.x(day)) for day in days) / 2
        assert float(x) + 4.0 == pytest.approx(middle, abs=0.11)
        assert (" held" in kind) is held_out(claim)
        if claim.best is not None and claim.best <= frame.top:
            assert float(y) == pytest.approx(float(frame.y(claim.best)), abs=0.11)


def test_that_claims_stand_beside_what_their_own_speaker_says(found):
    for one in found.courses:
        for q in one.claims:
            assert (q.claim.quantity, q.said.said_by) == (one.followed.name, one.followed.said_by)
    assert sum(len(one.claims) for one in found.courses) > 40


def test_that_a_claim_within_the_runs_is_reached_and_one_beyond_them_is_not(found):
    one = course(found, STRENGTH)
    reached = dict(zip([q.claim.id for q in one.claims], one.reached(theatre(3)), strict=True))
    for q in one.claims:
        if q.claim.best is not None and q.claim.low is None:
            assert reached[q.claim.id] is (1_950 <= q.claim.best <= 19_050)
    assert {True, False} == set(reached.values())
    kept = [reached[q.claim.id] for q in one.claims if held_out(q.claim)]
    assert f"reaches {sum(kept)} of {len(kept)} held-out claims at" in panel(found, STRENGTH).words


def test_that_no_word_says_how_well_claims_of_the_dead_fit(found):
    charts_ = fans.fans(found, theatre(3))
    dead = [one for one in charts_ if one.victims]
    assert charts_[: len(dead)] == dead, "the dead stand first"
    words = "Civilians killed by Axis action against partisans"
    assert [one.name for one in charts_[:2]] == [f"{words}, Occupied Soviet Union", f"{words}, Belarus"]
    assert {one.followed[:2] for one in found.courses if of_victims(one.followed.name)} >= {*THE_DEAD}
    for one in dead:
        for p in one.panels:
            assert "nothing is made of the difference" in p.words
            assert "reach" not in p.words
            assert "reached" not in p.claim_columns
            assert all(len(row) == len(p.claim_columns) for row in p.claims)


def test_that_a_first_month_of_nine_days_is_raised_where_flows_are_drawn(found):
    flow = course(found, ("rails.cut", "AGC_area", "soviet"))
    raised = fans.monthly(flow) / flow.bands()
    assert raised[0, 0] == pytest.approx(charts.MONTH / 9)
    assert (raised[:, 1:-1] == 1.0).all()
    assert (fans.monthly(course(found, STRENGTH)) == course(found, STRENGTH).bands()).all()


def test_that_a_chart_has_its_figures_as_a_table(found):
    p = panel(found, STRENGTH)
    assert [len(row) for row in p.rows] == [len(p.columns)] * 48
    assert p.rows[0][0] == "June 1941"
    assert {row[0].split()[0] for row in p.claims} == {q.claim.id for q in course(found, STRENGTH).claims}


def test_that_a_command_writes_the_page_and_replaces_its_own_only(kept_ensemble, tmp_path, capsys):
    assert main.answer(["report", str(kept_ensemble), "--out", str(tmp_path / "page")]) == 0
    text = (tmp_path / "page" / "report.html").read_text(encoding="utf-8")
    drawn = fans.fans(read_courses(kept_ensemble), theatre(3))
    assert text.count("<figure") == sum(len(one.panels) for one in drawn)
    assert main.answer(["report", str(kept_ensemble), "--out", str(tmp_path / "page")]) == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "text.txt").write_text("mine")
    capsys.readouterr()
    assert main.answer(["report", str(kept_ensemble), "--out", str(tmp_path / "mine")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_that_a_folder_with_nothing_to_show_is_refused_in_one_line(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(Fault, match="holds no ensemble and no fit; give what hinterland ensemble"):
        html_of(tmp_path / "empty")
    with pytest.raises(Fault, match="there is no such folder"):
        html_of(tmp_path / "nowhere")
    made_up_folders.ensemble(tmp_path / "old", runs=1, by_month=False)
    with pytest.raises(Fault, match="were not read by month; play them anew"):
        html_of(tmp_path / "old")
    for batch in (tmp_path / "old" / "runs").iterdir():
        batch.unlink()
    with pytest.raises(Fault, match="holds no runs yet"):
        html_of(tmp_path / "old")

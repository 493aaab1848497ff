"""Pictures of a fit: ridges, the matrix of speakers, the map of misfits, from the folder of a made-up fit."""

import re
from pathlib import Path

import numpy as np
import pytest
from scipy.integrate import trapezoid
from tests.report.made_up_folders import DEAD, FIT, NAMES, OTHER, QUESTIONS, RUNS, SEVERAL

from hinterland.cli import main
from hinterland.core.declare import Span
from hinterland.core.fault import Fault
from hinterland.report import bias_matrix, misfit_map, ridges
from hinterland.report.inference import html_of
from hinterland.study.claims.holdout import held_out
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.fits.kept_fit import Bias, FittedParameter, KeptFit, read_fit
from hinterland.theatre.assemble import load as theatre


@pytest.fixture(scope="module")
def found(kept_fit) -> KeptFit:
    return read_fit(kept_fit, ledger_of_package())


def changed(folder: Path, tmp_path: Path, name: str, text: str) -> Path:
    """Return a fit with another table in the place of one."""
    other = tmp_path / "fit"
    other.mkdir()
    for path in folder.iterdir():
        (other / path.name).symlink_to(path)
    (other / name).unlink()
    (other / "fit.json").unlink()
    (other / "fit.json").write_bytes((folder / "fit.json").read_bytes())
    if text:
        (other / name).write_text(text, encoding="utf-8")
    return other


def test_that_a_fit_is_read_as_it_was_written(found):
    assert len(found.parameters) == len(NAMES)
    assert found.parameters[3].mean == pytest.approx(-0.15)
    assert [(one.speaker, one.about, one.claims) for one in found.biases][2] == ("soviet", "red_army", 0)
    assert found.shown == 2


def test_that_claims_of_victims_are_no_misfits(found, kept_fit):
    assert [one.claim.id for one in found.misfits] == [SEVERAL.claim.id, OTHER.claim.id]
    assert DEAD.claim.id not in html_of(kept_fit)


def test_that_a_density_is_one_and_that_of_the_prior_is_even():
    share = np.linspace(0, 1, 20_003)[1:-1]
    even = FittedParameter("a.b", "1", Span(0.0, 1.0), 0.0, 1.0)
    np.testing.assert_allclose(ridges.density(even, share), 1.0)
    moved = FittedParameter("a.b", "1", Span(0.0, 1.0), 0.6, 0.4)
    assert trapezoid(ridges.density(moved, share), share) == pytest.approx(1.0, abs=0.01)
    assert even.moved == 0 < moved.moved


def test_that_the_parameters_of_which_most_is_said_stand_first(found):
    chosen = ridges.most_moved(found.parameters, 5)
    assert [one.name for one in chosen] == list(reversed(NAMES[-5:]))


def test_that_the_bar_of_a_ridge_lies_between_the_ends_of_its_posterior(found):
    drawn = ridges.ridges(found.parameters)
    bars = re.findall(r'class="reach" d="M([\d.]+) [\d.]+H([\d.]+)M([\d.]+)', drawn.svg)
    assert len(bars) == len(drawn.rows) == ridges.SHOWN
    for one, bar in zip(ridges.most_moved(found.parameters), bars, strict=True):
        low, middle, high = ridges.along(np.array(ridges.quantiles(one)))
        assert [float(end) for end in bar] == pytest.approx([low, high, middle], abs=0.06)
        assert low < middle < high
        share = np.linspace(0, 1, 20_003)[1:-1]
        below = trapezoid(np.where(share <= ridges.quantiles(one)[0], ridges.density(one, share), 0.0), share)
        assert below == pytest.approx(0.05, abs=0.005)


def test_that_a_cell_has_its_factor_its_band_and_a_sign_only_where_the_band_leaves_out_one(found):
    drawn = bias_matrix.bias_matrix(found.biases)
    cells = dict(re.findall(r"<title>(\w+ of \w+): [^<]*</title>(.*?)</g>", drawn.svg))
    assert ">2.2 ▲<" in cells["german of axis"]
    assert ">1.2<" in cells["soviet of axis"]
    assert ">0.50 ▼<" in cells["soviet of red_army"]
    assert "url(#no-claim)" in cells["soviet of red_army"]
    assert "url(#no-claim)" not in cells["soviet of axis"]
    places = {who: float(re.search(r'x="([\d.]+)"', inside)[1]) for who, inside in cells.items()}
    assert places["german of axis"] == places["soviet of axis"] < places["soviet of red_army"]
    assert len(drawn.rows) == 3


@pytest.mark.parametrize(("factor", "colours"), [(2.5, bias_matrix.MORE), (0.4, bias_matrix.LESS)])
def test_that_colours_darken_with_the_factor_alike_on_both_sides(factor, colours):
    assert bias_matrix.colour(factor) == colours[-1]
    assert bias_matrix.colour(factor ** (1 / 5)) == colours[0]
    assert bias_matrix.colour(1.01) == bias_matrix.EVEN == bias_matrix.colour(0.99)
    assert bias_matrix.sign(Bias("a", "b", 1, 0.9, factor, 3.0)) == ""


def test_that_a_region_is_drawn_as_a_whole_with_a_hatching_by_how_far_off_it_is(found):
    ground = theatre(3)
    drawn = misfit_map.misfit_map(found.misfits, found.shown, ground, ledger_of_package())
    shapes = re.findall(r'class="misfit" fill="url\(#misfit-(\d)\)" d="([^"]+)"', drawn.svg)
    assert sorted(level for level, _ in shapes) == ["0", "2"]
    whole = next(d for level, d in shapes if level == "2")
    assert len(re.findall("M", whole)) <= 2, "one outline, and not one for each oblast or cell"
    assert len({ground.ground.oblast[k] for k in ground.regions.cells("Belarus")}) > 1
    assert [line.number for line in drawn.lines] == [1, 2]
    assert drawn.svg.count('class="number"') == 2


def test_that_hatchings_differ_in_their_lines_and_not_only_in_colour():
    assert len(set(misfit_map.HATCHINGS)) == len(misfit_map.COLOURS) == len(misfit_map.BOUNDS) - 1
    assert [misfit_map.step(away) for away in (3.0, 3.9, 4.0, 6.1, 99.0)] == [0, 0, 1, 2, 2]


def test_that_the_list_says_what_runs_say_and_what_people_wrote(found, kept_fit):
    lines = misfit_map.misfit_map(found.misfits, found.shown, theatre(3), ledger_of_package()).lines
    middle = np.median(1000.0 * np.arange(1, RUNS + 1)) / SEVERAL.scale
    assert found.misfits[0].in_runs[1] == pytest.approx(middle)
    higher = middle >= SEVERAL.claim.best
    assert lines[0].way == ("▲ runs higher" if higher else "▼ runs lower")
    text = html_of(kept_fit)
    assert "units that &lt;hide&gt;" in text
    assert text.count("nothing is written yet") == 1


def test_that_the_page_of_a_fit_tells_no_figure_of_claims_held_out(kept_fit):
    text = html_of(kept_fit)
    hidden = {q.claim.id for q in QUESTIONS if held_out(q.claim)} & set(re.findall(r"\b[A-Z]\d{3}\b", text))
    assert hidden == set()


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("parameters.csv", "", "parameters.csv: cannot be read: there is no such file"),
        ("parameters.csv", "parameter,mean_score,sd_score\npeople.luck,0,1\n", "parameters.csv:2: cannot be read as"),
        ("parameters.csv", f"parameter,mean_score,sd_score\n{NAMES[0]},0,0\n", "parameters.csv:2: cannot be read as"),
        ("speakers.csv", "speaker,shown_claims\ngerman of axis,2\n", "speakers.csv:2: cannot be read as"),
        ("misfits.csv", FIT["misfits.csv"].replace("7.9", "far"), "misfits.csv:2: cannot be read as"),
        ("runs", "", "runs: there is no such folder"),
    ],
)
def test_that_what_is_lacking_or_spoiled_is_told_in_one_line(kept_fit, tmp_path, capsys, name, text, words):
    assert main.answer(["report", str(changed(kept_fit, tmp_path, name, text))]) == 2
    printed = capsys.readouterr().err
    assert words in printed
    assert printed.count("\n") == 1


def test_that_a_description_that_was_changed_is_refused(kept_fit, tmp_path):
    other = changed(kept_fit, tmp_path, "claims.csv", FIT["claims.csv"])
    (other / "fit.json").write_text("{}")
    with pytest.raises(Fault, match="holds no fit, or its description was changed"):
        html_of(other)

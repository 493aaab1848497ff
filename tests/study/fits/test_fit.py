"""A fit from its file to its folder: with runs made up, so that no war is played."""

import shutil
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from hinterland.cli import main
from hinterland.core.fault import Fault
from hinterland.evidence.registry import of_victims
from hinterland.study.claims.holdout import held_out
from hinterland.study.claims.related import HERE, indicators_of
from hinterland.study.claims.verdict import span
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger, play_for_claims
from hinterland.study.ensembles.drawn_table import DrawnTable
from hinterland.study.ensembles.draws import spans_drawn
from hinterland.study.ensembles.ensemble import Job
from hinterland.study.fits import fit as fits
from hinterland.study.fits.fit_claims import scores_of
from hinterland.study.fits.fit_file import WHOLE, read_fit_file
from hinterland.study.fits.fit_results import MECHANISM
from hinterland.study.fits.fit_runs import SECOND_WAVE, WINDOWS, EarlierRuns, NewRuns
from hinterland.study.fits.fit_score import POSTERIOR, PRIOR, RUNS
from hinterland.study.fits.fit_stages import FitFolder
from hinterland.study.fits.kept_fit import read_fit

LEDGER, EVERY, _ = asked_of_ledger(3)
QUESTIONS = tuple(q for n, q in enumerate(EVERY) if n % 4 == 0 or (held_out(q.claim) and n % 2 == 0))
"""A part of what the ledger can be asked, since a fit takes the longer the more it is asked."""
INDICATORS = tuple(indicators_of(QUESTIONS)[HERE])
NAMES = tuple(spans_drawn())
FILE = 'resolution = 3\nbank_runs = 24\nsecond_runs = 8\nposterior_draws = 12\nledgers = 1\nout = "{}"\n'
WEIGHTS = np.random.default_rng(8).standard_normal((len(INDICATORS), len(NAMES))) / np.sqrt(len(NAMES))
LEVEL = np.full(len(INDICATORS), 100.0)
for one in QUESTIONS:
    LEVEL[INDICATORS.index(one.said)] = 1.3 * max(span(one.claim, one.scale).best, 1.0)
BEYOND = next(q for q in QUESTIONS if not held_out(q.claim) and not of_victims(q.claim.quantity) and q.claim.best)
LEVEL[INDICATORS.index(BEYOND.said)] *= 1e6  # no parameters reach what is claimed of it
TABLES = ("posterior.csv", "speakers.csv", "claims.csv", "misfits.csv", "checks.csv", SECOND_WAVE)
played: list[int] = []


def figures(job: Job) -> np.ndarray:
    """Return the figures of a made-up war: lines in the scores of its parameters."""
    played.append(job.member.seed)
    scores = scores_of([job.member], NAMES)[0]
    chance = np.random.default_rng(job.member.seed).standard_normal(len(INDICATORS))
    return LEVEL * np.exp(WEIGHTS @ scores + 0.2 * chance)


def make_up(patch: pytest.MonkeyPatch) -> None:
    """Let wars be made up, and a part of the ledger be asked."""
    patch.setattr("hinterland.study.ensembles.ensemble.figures", figures)
    patch.setattr("hinterland.study.ensembles.ensemble.fill_cache", lambda _: None)
    for module in ("fits.fit_runs", "ensembles.claims_ensemble"):
        patch.setattr(f"hinterland.study.{module}.asked_of_ledger", lambda _: (LEDGER, QUESTIONS, INDICATORS))


@pytest.fixture(autouse=True)
def no_war(monkeypatch):
    make_up(monkeypatch)
    played.clear()


def written(tmp_path, text: str = FILE):
    path = tmp_path / "fit.toml"
    path.write_text(text.format(tmp_path / "fit"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A fit that is done: its folder."""
    with pytest.MonkeyPatch.context() as patch:
        make_up(patch)
        path = written(tmp_path_factory.mktemp("fit"))
        fits.fit(path)
    return path.parent


def contents(folder) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in TABLES}


def test_that_a_fit_takes_all_that_the_ledger_can_be_asked(tmp_path, monkeypatch):
    monkeypatch.setattr("hinterland.study.fits.fit_runs.asked_of_ledger", asked_of_ledger)
    asked = read_fit_file(written(tmp_path))
    assert NewRuns(asked, FitFolder(asked.out), 1, None, None).questions == EVERY


def test_that_a_fit_goes_on_where_it_was_and_finds_the_same(first, tmp_path):
    shutil.copytree(first / "fit", tmp_path / "fit")
    (tmp_path / "fit" / "posterior.npz").unlink()
    (tmp_path / "fit" / "region.npz").write_bytes(b"torn")
    shutil.rmtree(tmp_path / "fit" / "posterior.zarr")
    fits.fit(written(tmp_path))
    assert played == []
    assert contents(tmp_path / "fit") == contents(first / "fit")


def test_that_no_run_is_lost_and_none_doubled_by_an_interruption(first, tmp_path, monkeypatch):
    def torn(job: Job) -> np.ndarray:
        if len(played) == 29:
            raise KeyboardInterrupt
        return figures(job)

    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", torn)
    with pytest.raises(KeyboardInterrupt):
        fits.fit(written(tmp_path))
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", figures)
    fits.fit(written(tmp_path))
    assert sorted(played) == list(range(1, 33))
    assert contents(tmp_path / "fit") == contents(first / "fit")


@pytest.mark.slow
def test_that_any_number_of_workers_finds_the_same(first, tmp_path, monkeypatch):
    fits.fit(written(tmp_path), workers=2)
    assert played == []  # all in other processes
    assert contents(tmp_path / "fit") == contents(first / "fit")


def test_that_scores_are_of_claims_held_out_alone_and_of_no_victims(first):
    lines = pd.read_csv(first / "fit" / "score-claims.csv")
    ledger = {q.claim.id: q.claim for q in QUESTIONS}
    assert set(lines["part"]) == {"held out"}
    assert all(held_out(ledger[one]) and not of_victims(ledger[one].quantity) for one in lines["claim"])
    table = pd.read_csv(first / "fit" / "score.csv")
    assert {POSTERIOR, PRIOR, RUNS, "Gaussian process"} <= set(table["method"])
    shown = pd.read_csv(first / "fit" / "claims.csv").query("part == 'calibration'")["claim"]
    assert not any(held_out(ledger[one]) for one in shown)
    assert not set(shown) & set(lines["claim"])


def test_that_claims_held_out_change_nothing_of_a_posterior(first, tmp_path, monkeypatch):
    def changed(q):
        if not held_out(q.claim):
            return q
        ends = {end: None if (n := getattr(q.claim, end)) is None else 7.0 * n + 1.0 for end in ("low", "best", "high")}
        return q._replace(claim=replace(q.claim, **ends))

    other = LEDGER, tuple(changed(q) for q in QUESTIONS), INDICATORS
    monkeypatch.setattr("hinterland.study.fits.fit_runs.asked_of_ledger", lambda _: other)
    shutil.copytree(first / "fit" / "runs", tmp_path / "fit" / "runs")
    shutil.copy(first / "fit" / "fit.json", tmp_path / "fit")
    fits.fit(written(tmp_path))
    assert contents(tmp_path / "fit") == contents(first / "fit")


def test_that_shown_claims_do_change_it(first, tmp_path, monkeypatch):
    other = tuple(q._replace(scale=q.scale * (1 if held_out(q.claim) else 3)) for q in QUESTIONS)
    monkeypatch.setattr("hinterland.study.fits.fit_runs.asked_of_ledger", lambda _: (LEDGER, other, INDICATORS))
    fits.fit(written(tmp_path))
    assert (tmp_path / "fit" / "posterior.csv").read_bytes() != (first / "fit" / "posterior.csv").read_bytes()


def test_that_runs_of_an_earlier_fit_give_the_same_and_none_is_played(first, tmp_path):
    said: list[str] = []
    fits.fit(written(tmp_path), bank=first / "fit", on_stage=said.append)
    assert played == []
    assert not (tmp_path / "fit" / "runs").exists()
    named = [name for name in TABLES if name != SECOND_WAVE]
    for name in named:
        assert (tmp_path / "fit" / name).read_bytes() == (first / "fit" / name).read_bytes()
    assert said[0].startswith("bank of")
    taken = read_fit(tmp_path / "fit", LEDGER)
    assert taken.misfits == read_fit(first / "fit", LEDGER).misfits  # with what the runs of the bank say
    again = EarlierRuns(read_fit_file(written(tmp_path)), tmp_path / "fit")
    assert again.folder == first / "fit"


def test_that_what_is_newer_than_the_runs_is_left_out_and_said(first, tmp_path, monkeypatch):
    bank = shutil.copytree(first / "fit", tmp_path / "bank")
    lines = (bank / WINDOWS).read_text(encoding="utf-8").splitlines()
    other = [line.rpartition(",")[0] + ",log" if n == 2 else line for n, line in enumerate(lines) if n != 1]
    (bank / WINDOWS).write_text("\n".join(other) + "\n", encoding="utf-8")
    newer = QUESTIONS[0]._replace(said=QUESTIONS[0].said._replace(region="a region that no run was read for"))
    monkeypatch.setattr(
        "hinterland.study.fits.fit_runs.asked_of_ledger", lambda _: (LEDGER, (newer, *QUESTIONS), INDICATORS)
    )
    monkeypatch.setattr("hinterland.study.fits.fit_runs.code_version", lambda: "another")
    said: list[str] = []
    found = fits.fit(written(tmp_path), bank=bank, on_stage=said.append)
    assert found.names == NAMES[2:]
    assert newer not in found.claims.questions
    assert [text.split()[0] for text in said[:3]] == ["the", "1", "2"]


@pytest.mark.parametrize(
    ("text", "harm", "told"),
    [
        (FILE, lambda bank: shutil.rmtree(bank), "there is no such folder"),
        (FILE, lambda bank: (bank / "fit.json").write_bytes(b"{}"), "holds no fit"),
        (FILE.replace("24", "25"), lambda _: None, "bank_runs = 24, and 25 is asked for"),
        (FILE, lambda bank: (bank / WINDOWS).write_text("parameter,low\n"), "has not the columns"),
        (FILE, lambda bank: next((bank / "runs" / "runs").iterdir()).unlink(), "not all of 32 runs"),
    ],
)
def test_that_a_folder_of_no_such_fit_is_refused_before_anything_is_written(text, harm, told, first, tmp_path):
    bank = shutil.copytree(first / "fit", tmp_path / "bank")
    harm(bank)
    with pytest.raises(Fault, match=told):
        fits.fit(written(tmp_path, text), bank=bank)
    assert not (tmp_path / "fit").exists()


def test_that_groups_have_the_names_of_arviz_and_no_figure_of_a_claim_held_out(first):
    import xarray as xr

    store = first / "fit" / "posterior.zarr"
    opened = {
        name: xr.open_zarr(store, group=name, consolidated=False).load()
        for name in (
            "prior", "posterior", "prior_predictive", "posterior_predictive", "observed_data", "log_likelihood",
        )
    }  # fmt: skip
    assert dict(opened["posterior"]["share"].sizes) == {"chain": 1, "draw": 12, "parameter": len(NAMES)}
    assert 0 <= float(opened["posterior"]["share"].min()) <= float(opened["posterior"]["share"].max()) <= 1
    hidden = {q.claim.id for q in QUESTIONS if held_out(q.claim)}
    observed = opened["observed_data"]
    secret = [str(one) in hidden for one in observed["claim_id"].values]
    assert np.isnan(observed["best"].values[secret]).all()
    assert any(secret)
    assert not hidden & {str(one) for one in opened["log_likelihood"]["claim_id"].values}


def test_that_what_people_write_beside_a_misfit_stays(first, tmp_path):
    shutil.copytree(first / "fit", tmp_path / "fit")
    path = tmp_path / "fit" / "misfits.csv"
    head, line, *rest = path.read_text(encoding="utf-8").splitlines()
    assert head.endswith(MECHANISM)
    path.write_text("\n".join([head, line + "units that hide", *rest]) + "\n", encoding="utf-8")
    fits.fit(written(tmp_path))
    assert path.read_text(encoding="utf-8").splitlines()[1] == line + "units that hide"


def test_that_an_ensemble_plays_the_draws_of_a_fit(first, tmp_path):
    table = first / "fit" / "posterior.csv"
    asked = {"resolution": 3, "seed": 5, "out": tmp_path / "e"}
    found = play_for_claims("history", 14, "posterior", table=table, **asked)
    assert found.draw.tolist() == [*range(12), 0, 1]
    assert played == list(range(5, 19))
    play_for_claims("history", 14, "posterior", table=table, **asked)
    assert len(played) == 14


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("seed = 1\n", "fit.toml: out is lacking"),
        ('out = "x"\nbank = 3\n', "fit.toml:2: unknown key 'bank'; perhaps you mean bank_runs"),
        ('out = "x"\nbank_runs = 3\n', "fit.toml:2: bank_runs 3 is out of range; give a whole number from 16"),
        ('out = "x"\nseed = 1.5\n', "fit.toml:2: seed is 1.5, which is no whole number"),
        ('out = "x"\nscenario = "nowhere"\n', "fit.toml:2: there is no scenario 'nowhere'"),
        ('out = ""\n', "fit.toml:1: out is not text"),
        ('out = "x"\nbank_runs = 9000\nsecond_runs = 2000\n', "fit.toml:3: there are too many runs"),
        ("out = \n", "fit.toml:1: is not TOML"),
    ],
)
def test_that_a_file_that_cannot_be_meant_is_refused_in_one_line(tmp_path, capsys, monkeypatch, text, words):
    monkeypatch.setattr("hinterland.engine.compile_ahead.is_needed", lambda: False)
    path = tmp_path / "fit.toml"
    path.write_text(text, encoding="utf-8")
    assert main.answer(["fit", str(path)]) == 2
    printed = capsys.readouterr().err
    assert words in printed
    assert printed.count("\n") == 1
    assert played == []


def test_that_a_folder_of_the_users_own_is_refused(tmp_path):
    (tmp_path / "fit").mkdir()
    (tmp_path / "fit" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Fault, match="holds what is no fit, or was changed"):
        fits.fit(written(tmp_path))
    assert [one.name for one in (tmp_path / "fit").iterdir()] == ["mine.txt"]


def test_that_the_file_that_comes_with_the_package_says_what_is_usual():
    from hinterland.core.paths import SCENARIOS

    asked = read_fit_file(SCENARIOS / "fits" / "history.toml")
    assert {key: getattr(asked, key) for key in WHOLE} == {key: usual for key, (usual, *_) in WHOLE.items()}
    assert DrawnTable(("a",), np.ones((1, 1))).row(0) == {"a": 1.0}

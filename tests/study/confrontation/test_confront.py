"""Confronting: where a claim falls in what an ensemble would have had its speaker say."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.study.made_up import claim, theatre

from hinterland.core.fault import Faults
from hinterland.files.caution import Caution
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question, ask
from hinterland.study.claims.related import HERE
from hinterland.study.confrontation import confront as confronting
from hinterland.study.confrontation.confront import confront, judge, score

LEDGER = ledger_of_package()
HEAD = "id,quantity,region,date_from,date_to,low,best,high,unit,said_by\n"


def lines(said: np.ndarray, true: np.ndarray | None = None, **given: object) -> dict[str, object]:
    """Return the line of one claim beside figures that are given instead of played."""
    one = ask(claim(**given), LEDGER, theatre())
    assert isinstance(one, Question)
    figures = {(HERE, one.true): said if true is None else true, (HERE, one.said): said}
    return judge([one], figures, LEDGER).to_dict("records")[0]


EVEN = np.linspace(100, 200, 101)


@pytest.mark.parametrize(
    ("best", "verdict", "rank"),
    [(150.0, "agrees", 0.5), (300.0, "claim higher", 1.0), (50.0, "model higher", 0.0), (120.0, "agrees", 0.2)],
)
def test_that_a_claim_is_judged_by_where_it_falls(best: float, verdict: str, rank: float) -> None:
    line = lines(EVEN, best=best)
    assert line["verdict"] == verdict
    assert line["rank"] == pytest.approx(rank, abs=0.011)
    assert line["predicted_05"] == pytest.approx(105)
    assert line["predicted_95"] == pytest.approx(195)


def test_that_runs_that_say_just_what_was_claimed_lie_half_below_it() -> None:
    assert lines(np.full(20, 150.0), best=150.0)["rank"] == 0.5


def test_that_exaggeration_is_measured_by_the_truth_and_not_by_the_report() -> None:
    line = lines(EVEN, EVEN / 10, best=150.0)
    assert line["verdict"] == "agrees"
    assert line["exaggeration_50"] == pytest.approx(10.0)
    assert line["exaggeration_05"] < 8 < 13 < line["exaggeration_95"]


def test_that_bounds_alone_are_kept_as_bounds() -> None:
    assert lines(EVEN, low=50.0, best=None)["verdict"] == "agrees"
    assert lines(EVEN, low=250.0, best=None)["verdict"] == "claim higher"
    assert lines(EVEN, high=50.0, best=None)["verdict"] == "model higher"
    assert lines(EVEN, low=50.0, best=None)["bound"]


def test_that_a_band_as_wide_as_the_sky_tells_nothing() -> None:
    assert lines(np.geomspace(1, 1e5, 50), best=300.0)["verdict"] == "cannot tell"
    assert lines(np.full(20, np.nan), best=300.0)["verdict"] == "cannot tell"


def test_that_an_ensemble_from_the_same_source_as_the_claims_covers_nine_in_ten() -> None:
    rng = np.random.default_rng(5)
    rows = []
    for _ in range(300):
        middle = rng.lognormal(6, 1)
        runs = middle * rng.lognormal(0, 0.3, 60)
        rows.append(lines(runs, best=float(middle * rng.lognormal(0, 0.3))))
    fared = score(pd.DataFrame(rows))
    assert 0.82 < fared.covered < 0.96
    assert min(fared.ranks) > 12
    assert fared.error < 1.5


def test_that_claims_that_lie_above_every_run_show_in_coverage_and_ranks() -> None:
    fared = score(pd.DataFrame([lines(EVEN, best=400.0) for _ in range(10)]))
    assert fared.covered == 0.0
    assert fared.ranks[-1] == 10
    assert fared.error == pytest.approx(400 / 150)


def test_that_every_fault_of_a_file_is_told_before_anything_is_played(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confronting, "indicator_values", lambda *_: pytest.fail("a war was played"))
    path = tmp_path / "mine.csv"
    path.write_text(
        HEAD
        + "a,partisans.strength,Belarus,1943-02-30,1943-03-01,,5,,persons,soviet\n"
        + "b,partisans.strength,Belarus,1943-03-01,1943-03-01,,five,,persons,soviet\n"
        + "c,partisans.strength,Belarus,1943-03-01,1943-03-01,,5,,persons,martian\n"
    )
    with pytest.raises(Faults) as caught:
        confront(path, 2, resolution=3)
    message = str(caught.value).splitlines()
    assert [f":{n}:" in line for n, line in zip((2, 3, 4), message, strict=True)] == [True] * 3


def test_that_a_file_of_ones_own_is_confronted_and_what_is_not_held_gets_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        HEAD
        + "a,partisans.strength,Belarus,1941-09,1941-09,,9000,,persons,soviet\n"
        + "b,civilians.killed,oblast:minsk,1941-07-01,1941-12-31,,1e9,,persons,german\n"
        + "c,honours.righteous,Belarus,1941-09,1941-09,,9000,,persons,soviet\n"
        + "d,partisans.strength,Nowhere,1941-09,1941-09,,9000,,persons,soviet\n"
    )
    before = path.read_bytes()
    with pytest.warns(Caution) as cautions:
        found = confront(path, 1, resolution=3, workers=1)
    assert [str(one.message).partition(":")[2][:1] for one in cautions] == ["4", "5"]
    table = found.lines.set_index("claim")
    assert table.loc["a", "verdict"] in ("agrees", "claim higher", "model higher")
    assert table.loc["b", "verdict"] == "claim higher"
    assert "does not hold" in table.loc["c", "reason"]
    assert "Nowhere" in table.loc["d", "reason"]
    every = found.scores["all"]
    assert (every.claims, every.asked, every.victims) == (4, 1, 1)
    assert set(found.scores) == {"all"}
    assert set(found.lines["part"]) == {"own"}
    assert path.read_bytes() == before


def test_that_the_days_that_are_told_are_those_that_were_read() -> None:
    line = lines(EVEN, best=150.0, date_from=date(1941, 1, 1), date_to=date(1941, 7, 1))
    assert str(line["from"]) == "1941-06-22"


def test_that_a_claim_of_victims_is_set_beside_the_runs_and_not_scored() -> None:
    line = lines(
        EVEN, quantity="civilians.killed", unit="person", counts="total all", date_to=date(1943, 3, 31), best=150.0
    )
    assert line["verdict"] == "overlap"
    assert line["predicted_50"] == pytest.approx(150)
    assert {"rank", "log_error", "exaggeration_50"}.isdisjoint(k for k, v in line.items() if v == v)
    higher = lines(
        EVEN, quantity="civilians.killed", unit="person", counts="total all", date_to=date(1943, 3, 31), best=300.0
    )
    assert higher["verdict"] == "claim higher"
    fared = score(pd.DataFrame([line, lines(EVEN, best=150.0)]))
    assert (fared.claims, fared.asked, fared.victims) == (2, 1, 1)

"""Comparing: what is read off a run is reckoned right, in the unit of the claim, by the right side."""

from datetime import date

import numpy as np
import pytest
from tests.study.made_up import MadeUp, claim

from hinterland.engine.result import Run
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.confrontation import compare

SAID = {None: 1000.0, "soviet": 3000.0, "german": 250.0}


def line(run: object, **given: object) -> dict[str, object]:
    return compare.compare(run, [claim(**given)], ledger_of_package()).to_dict("records")[0]


def flat(_name: str, _region: str | None, said_by: str | None) -> float:
    return SAID[said_by]


@pytest.mark.parametrize(("speaker", "said"), [("soviet", 3000.0), ("german", 250.0), ("historian", 1000.0)])
def test_that_a_claim_meets_what_its_own_side_would_have_said(speaker: str, said: float) -> None:
    row = line(MadeUp(flat), said_by=speaker, best=3000.0)
    assert row["model_true"] == 1000.0
    assert row["model_said"] == said
    assert row["factor"] == pytest.approx(3.0)


def test_that_a_month_is_summed_and_a_rate_is_not() -> None:
    given = {"quantity": "trains.derailed", "said_by": "historian", "date_to": date(1943, 3, 31)}
    run = MadeUp(lambda *_: 2.0)
    assert line(run, unit="trains", **given)["model_true"] == pytest.approx(180.0)
    assert line(run, unit="trains/day", **given)["model_true"] == pytest.approx(2.0)
    assert line(run, unit="trains/month", **given)["model_true"] == pytest.approx(60.875)


def test_that_units_of_the_claim_are_kept() -> None:
    run = MadeUp(lambda *_: 10.0)
    assert line(run, unit="thousand persons", said_by="historian")["model_true"] == pytest.approx(0.01)
    freight = line(run, quantity="airlift.tonnes", unit="kg", said_by="historian")
    assert freight["model_true"] == pytest.approx(10_000.0)


def test_that_a_share_is_pooled_over_the_days_and_not_averaged() -> None:
    def growing(name: str, _region: str | None, _said_by: str | None) -> np.ndarray:
        over = np.zeros(1418)
        over[558] = 90.0
        return over if name == "zones.area" else np.where(np.arange(1418) == 558, 100.0, 900.0)

    row = line(
        MadeUp(growing), quantity="zones.area_share", unit="percent", said_by="historian",
        date_from=date(1943, 1, 1), date_to=date(1943, 1, 2), best=9.0,
    )  # fmt: skip
    assert row["model_true"] == pytest.approx(9.0)


def test_that_a_joined_region_is_asked_for_as_a_whole() -> None:
    asked = []

    def listen(_name: str, region: str | None, _said_by: str | None) -> float:
        asked.append(region)
        return 1.0

    line(MadeUp(listen), region="Leningrad+Kalinin")
    assert set(asked) == {"Leningrad+Kalinin"}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({"best": 1400.0}, "agrees"),
        ({"best": 1600.0}, "claim higher"),
        ({"best": 600.0}, "model higher"),
        ({"low": 900.0, "best": None, "high": None}, "agrees"),
        ({"low": None, "best": None, "high": 500.0}, "model higher"),
        ({"low": 1600.0, "best": None, "high": 4000.0}, "claim higher"),
    ],
)
def test_that_the_verdict_follows_from_factor_and_bounds(given: dict[str, object], verdict: str) -> None:
    assert line(MadeUp(flat), said_by="historian", **given)["verdict"] == verdict


def test_that_days_that_were_not_recorded_are_a_reason() -> None:
    row = line(MadeUp(flat, first=0, days=100))
    assert row["verdict"] == "not modelled"
    assert "not recorded" in str(row["reason"])


def test_that_a_whole_war_answers_at_least_150_claims_and_none_without_a_reason(coarse: Run) -> None:
    table = compare.compare(coarse)
    assert len(table) == len(ledger_of_package().confrontable())
    modelled = table[table["verdict"] != "not modelled"]
    assert len(modelled) >= 150
    assert modelled["model_true"].notna().sum() > 140
    assert (table.loc[table["verdict"] == "not modelled", "reason"].str.len() > 5).all()


def test_that_a_level_on_a_day_is_the_series_on_that_day(coarse: Run) -> None:
    table = compare.compare(coarse).set_index("claim")
    for name in ("R123", "R127"):
        one = ledger_of_package().by_id[name]
        series = coarse.series(one.quantity, one.region, "soviet")
        assert table.loc[name, "model_said"] == pytest.approx(series[str(one.date_from)])

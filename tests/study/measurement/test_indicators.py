"""Readings: the days of a period taken together, and measures that are made of others."""

import numpy as np
import pytest
from tests.study.made_up import MadeUp, theatre

from hinterland.core.fault import Fault
from hinterland.study.measurement.indicators import Indicator, IndicatorReader, rank_correlation
from hinterland.study.measurement.measure import convert, find

DAYS = np.arange(1418.0)


def read(say: object, name: str, first: int, last: int, take: str, region: str = "Belarus") -> float:
    return IndicatorReader(MadeUp(say)).read(Indicator(name, region, first, last, take=take))


@pytest.mark.parametrize(
    ("take", "figure"),
    [("mean", 15.0), ("max", 20.0), ("first", 10.0), ("last", 20.0), ("sum", 165.0), ("rate", 15.0)],
)
def test_that_days_are_taken_together_as_asked(take: str, figure: float) -> None:
    assert read(lambda *_: DAYS, "partisans.strength", 10, 20, take) == pytest.approx(figure)


def test_that_the_peak_of_a_hill_is_found_on_its_day() -> None:
    hill = np.exp(-(((DAYS - 700) / 50) ** 2))
    assert read(lambda *_: hill, "rails.cut", 0, 1417, "peak") == pytest.approx(700, abs=2)


def test_that_growth_shows_in_thirds() -> None:
    assert read(lambda *_: DAYS + 1, "partisans.strength", 0, 299, "thirds") == pytest.approx(250.5 / 50.5)
    assert read(lambda *_: np.where(DAYS < 200, 0, 3), "rails.cut", 0, 299, "thirds") == np.inf


def test_that_a_written_out_quantity_is_pooled() -> None:
    amounts = {"police.dead": 3.0, "axis.dead": 6.0, "partisans.strength": 90.0}
    name = "police.dead + axis.dead / partisans.strength"
    assert read(lambda n, *_: amounts[n], name, 0, 9, "ratio") == pytest.approx(0.1)


def test_that_lost_capacity_is_what_is_missing_from_the_whole() -> None:
    amounts = {"line.capacity": 60.0, "line.capacity_whole": 80.0}
    assert read(lambda n, *_: amounts[n], "railway.capacity_loss", 0, 9, "ratio") == pytest.approx(25.0)


def test_that_east_over_west_asks_for_each_part_of_the_region() -> None:
    amounts = {("partisans.strength", True): 40.0, ("partisans.strength", False): 5.0}

    def say(name: str, region: str, _said_by: str | None) -> float:
        return amounts.get((name, "pre1939" in region), 1000.0)

    assert read(say, "partisans.density_ratio_adjusted", 560, 590, "ratio") == pytest.approx(8.0)


def test_that_measures_rise_together_over_oblasts_only_where_they_do() -> None:
    names = [o.id for o in theatre().ground.oblasts]

    def say(name: str, region: str, _said_by: str | None) -> float:
        k = float(names.index(region.removeprefix("oblast:")))
        return {"rails.cut": k, "axis.dead": 2 * k + 5, "police.dead": -k}[name]

    assert read(say, "rails.cut | axis.dead", 0, 30, "across", "USSR") == pytest.approx(1.0)
    assert read(say, "rails.cut | police.dead", 0, 30, "across", "USSR") == pytest.approx(-1.0)


def test_that_measures_rise_together_over_months_only_where_they_do() -> None:
    wave = np.sin(DAYS / 60)
    waves = {"rails.cut": wave + 1, "axis.dead": wave + 2, "police.dead": 3 - wave}
    assert read(lambda n, *_: waves[n], "rails.cut | axis.dead", 0, 500, "along") == pytest.approx(1.0)
    assert read(lambda n, *_: waves[n], "rails.cut | police.dead", 0, 500, "along") == pytest.approx(-1.0)


def test_that_ranks_with_ties_agree_with_a_reckoning_by_hand() -> None:
    a, b = np.array([1.0, 2, 2, 4]), np.array([1.0, 3, 2, 4])
    assert rank_correlation(a, b) == pytest.approx(4.5 / np.sqrt(4.5 * 5.0))
    assert np.isnan(rank_correlation(np.ones(4), b))


def test_that_what_is_not_held_and_days_not_recorded_are_faults() -> None:
    with pytest.raises(Fault, match="does not hold nothing"):
        read(lambda *_: 1.0, "nothing.at_all", 0, 3, "mean")
    with pytest.raises(Fault, match="not recorded"):
        IndicatorReader(MadeUp(lambda *_: 1.0, days=10)).read(Indicator("rails.cut", "Belarus", 5, 20))


def test_that_every_measure_that_is_made_is_made_of_what_the_engine_holds() -> None:
    from hinterland.study.measurement.measure import MADE

    assert [m.name for m in MADE if find(m.name) is None] == []


@pytest.mark.parametrize(
    ("unit", "to", "factor"),
    [
        ("persons", "person", (1.0, "")),
        ("tonnes", "t", (1.0, "")),
        ("kg", "t", (0.001, "")),
        ("hours", "h", (1.0, "")),
        ("million persons", "person", (1e6, "")),
        ("persons/month", "person", (1.0, "month")),
        ("trains/day", "train/day", (1.0, "")),
        ("trains/month", "train/day", (1.0, "?")),
        ("percent", "percent", (1.0, "")),
        ("persons", "rail", None),
    ],
)
def test_that_units_compare_as_they_should(unit: str, to: str, factor: tuple[float, str] | None) -> None:
    found = convert(unit, to)
    assert found == factor if factor is None or factor[1] != "?" else found is None

"""Units as people write them: what they are worth, and which are asked about."""

import pytest

from hinterland.evidence.units import near, unit_of, unsure


@pytest.mark.parametrize(
    ("text", "thing", "times"),
    [
        *((text, "km2", 1.0) for text in ("km2", "km²", "sq km", "sq. km", "km^2", "square kilometres", "KM2", "qkm")),
        *((text, "percent", 1.0) for text in ("percent", "per cent", "%", "pct", "Pct.", "percentage")),
        *((text, "person", 1.0) for text in ("persons", "Fighters", "men", "people", "partisans", "soldiers")),
        *((text, "t", 1.0) for text in ("t", "tonnes", "tonne", "metric tons", "metric tonnes")),
        *((text, "h", 1.0) for text in ("h", "hours", "hrs", "hour")),
        ("Rails", "rail", 1.0),
        ("share", "percent", 100.0),
        ("fraction", "percent", 100.0),
        ("per mille", "percent", 0.1),
        ("thousand men", "person", 1000.0),
        ("thousands of men", "person", 1000.0),
        ("million persons", "person", 1e6),
        ("hectares", "km2", 0.01),
        ("kg", "t", 0.001),
        ("short tons", "t", 0.90718474),
        ("long tons", "t", 1.0160469088),
        ("families", "family", 1.0),
        ("clashes", "clash", 1.0),
    ],
)
def test_that_a_unit_is_known_by_each_of_its_names(text: str, thing: str, times: float) -> None:
    unit = unit_of(text)
    assert (unit.thing, unit.times, unit.every) == (thing, times, "")
    assert not unsure(text)


@pytest.mark.parametrize("text", ["trains/day", "trains a day", "trains per day", "trains daily", "Trains / day"])
def test_that_a_rate_is_known_by_each_of_its_names(text: str) -> None:
    assert unit_of(text) == ("train", 1.0, "day")


@pytest.mark.parametrize("text", ["tons", "ton", "thousand tons", "tons/month", "centners", "cwt", "k", "m"])
def test_that_a_unit_of_several_meanings_is_asked_about(text: str) -> None:
    assert "write" in unsure(text)


def test_that_what_is_counted_is_told_from_what_is_measured() -> None:
    assert all(unit_of(text).counts for text in ("rails", "persons", "attacks", "thousand men"))
    assert not any(unit_of(text).counts for text in ("km2", "percent", "tonnes", "hours", "trains/day", "ratio"))


def test_that_a_slip_in_a_unit_gets_the_unit() -> None:
    assert near("tonnse", "t") == "tonne"
    assert near("garisons", "garrison") == "garrison"
    assert near("USD", "km2") == ""

"""What is recorded is what happened: the journal and the series agree, whatever part of the war is asked for."""

import numpy as np
import pytest

import hinterland
from hinterland.core.fault import Fault
from hinterland.engine.quantities import NAMES

ADDS_UP = {
    "rail_cut": ("true", "rails.cut", None),
    "derailment": ("true", "trains.derailed", None),
    "bridge": ("true", "bridges.down", None),
    "reprisal": ("true", "civilians.killed_in_reprisals", None),
    "garrison_attack": ("other", "garrisons.destroyed", None),
    "liberation": ("true", "partisans.to_army", None),
}
"""Kind of event, column of the journal, quantity and speaker."""
EVERYWHERE = "group:north|group:centre|group:south|group:finland|group:romania"


@pytest.mark.parametrize("kind", ADDS_UP)
def test_that_the_journal_adds_up_to_the_series(coarse, kind):
    column, name, said_by = ADDS_UP[kind]
    happened = coarse.events[coarse.events["kind"] == kind]
    assert len(happened) > 5
    by_day = happened.groupby("date")[column].sum()
    series = coarse.simulated(name, EVERYWHERE, said_by)["value"]
    assert by_day.sum() == pytest.approx(series.sum(), rel=1e-6)
    np.testing.assert_allclose(series.reindex(by_day.index), by_day, rtol=1e-6, atol=1e-6)


def test_that_every_action_against_a_railway_is_in_the_journal(coarse):
    kinds = ("rail_cut", "derailment", "bridge", "foiled", "station", "telegraph")
    assert coarse.events["kind"].isin(kinds).sum() == coarse.values("railway.attacks", EVERYWHERE).sum()


def test_that_detachments_founded_and_dissolved_leave_those_that_are(coarse):
    born = coarse.values("detachments.founded", EVERYWHERE).sum()
    gone = coarse.values("detachments.dissolved", EVERYWHERE).sum()
    assert coarse.values("detachments.count", EVERYWHERE)[-1] == born - gone


def test_that_the_dead_of_the_series_are_the_dead_of_the_world(coarse):
    assert (
        coarse.every_day("civilians.killed", EVERYWHERE).sum() == coarse.played.world.population.civilians_killed.sum()
    )
    assert coarse.values("partisans.dead", EVERYWHERE).sum() == coarse.played.world.population.partisans_dead.sum()


def test_that_oblasts_add_up_to_their_republic(coarse):
    oblasts = [o.id for o in coarse.theatre.ground.oblasts if o.republic == "BSSR"]
    parts = sum(coarse.values("partisans.strength", o) for o in oblasts)
    np.testing.assert_allclose(parts, coarse.values("partisans.strength", "Belarus"))


def test_that_a_part_of_the_war_is_what_the_whole_war_holds_on_those_days(coarse):
    part = hinterland.run("history", seed=1, resolution=3, start="1942-02-01", end="1942-03-15")
    assert part.days == 43
    first = (np.datetime64("1942-02-01") - np.datetime64("1941-06-22")).astype(int)
    np.testing.assert_array_equal(part._table.whole(), coarse._table.whole()[:, first : first + 43])
    whole = coarse.events[coarse.events["date"].between("1942-02-01", "1942-03-15")].reset_index(drop=True)
    assert part.events.equals(whole)


def test_that_maps_add_up_to_the_series_of_their_day(coarse):
    strength = coarse.series("partisans.strength")
    soviet = coarse.theatre.regions.mask("USSR")
    for when, cells in zip(coarse.map_dates, coarse.maps["strength"], strict=True):
        assert cells[soviet].sum() == pytest.approx(strength[str(when)], rel=1e-5, abs=0.5)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_quantity_can_be_asked_for(coarse, name):
    values = coarse.values(name, "Belarus")
    assert values.shape == (coarse.days,)
    assert not np.isnan(values).all()


def test_that_means_and_shares_stay_within_their_bounds(coarse):
    for name in ("loyalty.soviet", "loyalty.german", "people.fear"):
        values = coarse.values(name, "Belarus")
        assert values.min() >= 0.0
        assert values.max() <= 1.0
    for name in ("zones.area_share", "railway.capacity_share", "radio.contact_share", "food.forced_share"):
        values = coarse.values(name, "Belarus")
        assert np.nanmin(values) >= 0.0, name
        assert np.nanmax(values) <= 100.0 + 1e-6, name


def test_that_staffs_claim_at_least_the_rails_that_were_cut(coarse):
    days = ("1943-08-03", "1943-09-15")
    claimed, true = (coarse.sum("rails.cut", None, *days, said_by) for said_by in ("soviet", None))
    assert claimed >= true > 0
    assert coarse.sum("rails.cut", None, *days, "german") <= true


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (lambda run: run.series("partisans.strenght"), "partisans.strength"),
        (lambda run: run.series("partisans.strength", "Belarsu"), "Belarus"),
        (lambda run: run.series("partisans.strength", said_by="finnish"), "soviet or german"),
        (lambda run: run.series("camps.guarded"), "there is no quantity"),
        (lambda run: run.series("people.fear", said_by="german"), "says nothing"),
        (lambda run: run.sum("rails.cut", start="1940-01-01"), "outside the war"),
        (lambda run: run.sum("rails.cut", start="1943-02-01", end="1943-01-01"), "exchange the dates"),
        (lambda run: run.sum("rails.cut", start="1943-02-30"), "not a day of the calendar"),
    ],
)
def test_that_a_question_that_cannot_be_answered_says_what_to_ask(coarse, question, words):
    with pytest.raises(Fault, match=words):
        question(coarse)


def test_that_a_share_of_flows_over_a_span_is_of_what_they_come_to(coarse):
    forced, given = (coarse.sum(name, EVERYWHERE) for name in ("food.forced", "food.given"))
    assert coarse.ratio("food.forced_share", EVERYWHERE) == pytest.approx(100.0 * forced / (forced + given))

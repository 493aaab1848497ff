"""Figures of a journal that was written by hand: one unit, one event, who took part, who came."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tests.study.made_up import theatre

from hinterland.core.calendar import day_of, parse
from hinterland.core.fault import Fault
from hinterland.core.geometry import distance_km
from hinterland.core.journal import Kind
from hinterland.study.measurement.journal_indicators import JournalReader
from hinterland.theatre.inputs import read_units

KOVPAK = next(k for k, unit in enumerate(read_units()) if unit.id == "putivl_detachment_kovpak")
SUMY = next(k for k, unit in enumerate(read_units()) if unit.id == "sumy_formation_kovpak")
EAST, WEST = (int(np.flatnonzero(theatre().regions.mask(name))[0]) for name in ("E_Belarus", "W_Belarus"))
SPEAKERS = (None, "soviet", "german")
COLUMNS = ["kind", "cell", "who", "other", "true", "second", "claimed", "found"]
LINES: list[tuple[Any, ...]] = [
    ("1941-09-22", "formation", EAST, 0, KOVPAK, 73, 1, 73, 0),
    ("1941-09-23", "formation", EAST, 1, -1, 20, 0, 20, 0),
    ("1941-10-01", "formation", EAST, 2, 0, 30, 2, 30, 0),
    ("1941-10-02", "formation", EAST, 3, -1, 25, 0, 25, 0),
    ("1941-10-05", "garrison_attack", EAST, 0, 1, 8, 2, 72, 8),
    ("1941-10-06", "garrison_attack", EAST, 2, 0, 1, 3, 9, 1),
    ("1941-10-07", "derailment", EAST, 1, 5, 1, 0, 3, 1),
    ("1941-10-08", "derailment", EAST, 2, 5, 1, 0, 2, 1),
    ("1942-05-01", "brigade", EAST, 0, 0, 2, 0, 2, 0),
    ("1942-06-01", "order", EAST, 0, WEST, 70, 0, 70, 0),
    ("1942-06-20", "march", WEST, 0, -1, 65, 0, 65, 0),
    ("1942-06-25", "order", WEST, 1, EAST, 20, 0, 20, 0),
    ("1942-07-01", "march", WEST, 1, -1, 20, 0, 20, 0),
    ("1943-07-20", "order", EAST, 2, -1, 40, 0, 40, 0),
    ("1943-08-03", "rail_cut", EAST, 2, 5, 50, 60, 58, 30),
    ("1943-08-03", "rail_cut", EAST, 3, 5, 15, 20, 14, 7),
    ("1943-08-03", "rail_cut", EAST, 3, 6, 20, 20, 20, 12),
    ("1943-08-04", "rail_cut", EAST, 1, 5, 10, 0, 15, 8),
    ("1943-09-01", "derailment", EAST, 3, 5, 1, 0, 4, 1),
    ("1943-09-02", "named", EAST, 3, SUMY, 90, 0, 90, 0),
    ("1943-09-03", "derailment", EAST, 3, 5, 1, 0, 7, 1),
    ("1943-10-01", "derailment", EAST, -1, 5, 1, 0, 2, 1),
    ("1943-10-01", "foiled", EAST, -1, 5, 0, 0, 0, 1),
    ("1943-10-02", "foiled", EAST, -1, 6, 0, 0, 0, 1),
    ("1943-02-01", "defection", EAST, 1, 9, 300, 200, 0, 0),
    ("1943-02-02", "defection", EAST, 1, 9, 500, 200, 0, 0),
]


def reader() -> JournalReader:
    events = [(day_of(parse(when)), dict(zip(COLUMNS, map(column, told), strict=True))) for when, *told in LINES]
    rail = SimpleNamespace(wreck_closure_h=12.0, miss_closure_h=3.0)
    record, parameters = SimpleNamespace(events=events), SimpleNamespace(rail=rail)
    run: Any = SimpleNamespace(theatre=theatre(), played=SimpleNamespace(parameters=parameters, record=record))
    return JournalReader(run)


def column(told: Any) -> np.ndarray:
    return np.array([Kind[told] if isinstance(told, str) else told])


def deeds(name: str, said_by: str | None = None, days: tuple[int, int] = (0, 1417)) -> float:
    return reader().read("unit", name, "", days, said_by, "putivl_detachment_kovpak")


def test_that_a_unit_is_its_own_life_and_those_that_divided_from_it() -> None:
    assert deeds("trains.derailed", None, (0, 700)) == 1
    assert deeds("trains.derailed", "soviet", (0, 700)) == 2
    assert deeds("axis.dead_with_police") == 9
    assert deeds("axis.dead_with_police", "soviet") == 81
    assert deeds("rails.cut") == 50


def test_that_a_detachment_is_of_the_unit_from_the_day_on_which_the_staff_of_its_commander_takes_it_over() -> None:
    assert deeds("trains.derailed") == 2
    assert deeds("trains.derailed", "soviet") == 9


def test_that_only_posts_that_were_taken_are_destroyed() -> None:
    assert deeds("garrisons.destroyed") == 1


def test_that_deeds_of_other_days_are_left_out() -> None:
    assert deeds("trains.derailed", None, (0, 100)) == 0


def test_that_the_way_of_a_unit_leads_from_each_place_of_its_detachment_to_the_next() -> None:
    # Those that divided from it, and detachments that take its name later, stay where they are.
    assert deeds("raids.distance") == pytest.approx(distance_km(theatre().land, EAST, WEST))
    assert deeds("raids.distance", None, (0, 200)) == 0


def test_that_one_event_is_the_largest_of_its_kind_and_nothing_where_there_is_none() -> None:
    assert reader().read("event", "defectors.count", "E_Belarus", (0, 1417), None) == 500
    assert reader().read("event", "defectors.count", "W_Belarus", (0, 1417), None) == 0


def test_that_one_action_on_a_railway_is_all_that_explodes_on_one_line_in_one_night() -> None:
    figures = [reader().read("event", "railway.charges_exploded", "E_Belarus", (760, 800), by) for by in SPEAKERS]
    assert figures == [65, 72, 37]
    assert reader().read("event", "railway.charges_exploded", "W_Belarus", (760, 800), None) == 0


def test_that_mines_for_ten_days_are_those_whose_hours_of_closure_fill_them() -> None:
    # One derails a train (12 h) and two do not (3 h each): 18 h for three mines, 240 h for forty.
    assert reader().read("mines for ten days", "line.mines_to_close", "E_Belarus", (820, 900), None) == 40
    assert np.isnan(reader().read("mines for ten days", "line.mines_to_close", "E_Belarus", (0, 800), None))


def test_that_those_took_part_in_a_campaign_who_had_heard_its_order_and_cut_rails() -> None:
    assert reader().read("took part", "campaigns.partisans", "E_Belarus", (760, 800), None) == 40


def test_that_those_came_whose_march_began_elsewhere() -> None:
    assert reader().read("came", "detachments.relocated", "W_Belarus", (0, 1417), None) == 1
    assert reader().read("people came", "partisans.relocated", "W_Belarus", (0, 1417), None) == 65
    assert reader().read("brigades came", "brigades.relocated", "W_Belarus", (0, 1417), None) == 1


def test_that_an_unknown_unit_and_an_untold_deed_are_refused() -> None:
    with pytest.raises(Fault, match="no named unit"):
        reader().bearers("nobody")
    with pytest.raises(Fault, match="does not hold"):
        deeds("papers.printed")

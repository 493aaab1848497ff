"""Maps lie flat without lying: areas hold, lines join, and a short run shows the days that it has."""

import h3
import numpy as np
import pandas as pd
import pytest

from hinterland.engine.result import Run
from hinterland.report import maps, outlines
from hinterland.theatre.front import front_line


def test_that_the_projection_keeps_areas(coarse: Run):
    for cell in coarse.theatre.ground.h3[::17]:
        x, y = outlines.project(*np.array(h3.cell_to_boundary(cell)).T).T
        flat = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
        assert flat == pytest.approx(h3.cell_area(cell, "km^2"), rel=0.01)


def test_that_north_is_up_and_east_is_right():
    sheet = outlines.Sheet(300.0, *maps.VIEW)
    (minsk, leningrad, moscow) = sheet.place([53.9, 59.9, 55.75], [27.6, 30.3, 37.6])
    assert leningrad[1] < minsk[1]
    assert moscow[0] > minsk[0]
    assert sheet.on(np.array([minsk, leningrad, moscow])).all()


def test_that_the_front_is_joined_to_lines_without_losing_an_edge(coarse: Run):
    ground, held = coarse.theatre.ground, coarse.theatre.front.occupied[700]
    segments = front_line(held, ground.h3)
    lines = outlines.chains(segments)
    assert sum(len(line) - 1 for line in lines) == sum(len(s) - 1 for s in segments)
    assert len(lines) < len(segments) / 8


def test_that_smoothing_leaves_the_ends_of_a_line_where_they_are():
    line = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 0.0], [3.0, 1.0]])
    smooth = outlines.smooth(line)
    assert (smooth[[0, -1]] == line[[0, -1]]).all()
    assert np.abs(np.diff(smooth[:, 1])).max() < 1.0


def test_that_the_coast_has_land_and_the_great_lakes():
    kinds = [kind for kind, _ in outlines.rings()]
    assert kinds.count("lake") == 5
    assert kinds.count("land") > 5
    assert all(len(points) >= 3 for _, points in outlines.rings())


def test_that_the_whole_war_is_shown_at_the_chosen_dates(coarse: Run):
    assert [maps.run_date(coarse, k).isoformat() for k in maps.dates(coarse)] == list(maps.DATES)


def test_that_a_short_run_is_shown_at_the_dates_that_it_has(summer: Run):
    rows = maps.dates(summer)
    assert rows == sorted(set(rows))
    assert rows[0] == 0
    assert maps.run_date(summer, rows[-1]).isoformat() == "1941-08-01"


def test_that_no_two_names_of_towns_stand_in_each_others_way(summer: Run):
    for chosen in maps.Atlas(summer).named:
        places = [(x, y) for _, x, y in chosen]
        for k, (x, y) in enumerate(places):
            assert all(abs(x - a) > 20 or abs(y - b) > 8 for a, b in places[:k])


def test_that_a_map_tells_the_ground_that_is_held_as_the_series_do(coarse: Run):
    for row in maps.dates(coarse):
        when = pd.Timestamp(maps.run_date(coarse, row))
        held = float(coarse.series("zones.area")[when])
        assert f"who hold {maps.number(held)} km²" in maps.Atlas(coarse).dated(row)


def test_that_a_map_says_in_words_how_many_partisans_it_shows(coarse: Run):
    row = maps.dates(coarse)[4]
    drawn = maps.Atlas(coarse).dated(row)
    strength = float(coarse.maps["strength"][row].sum())
    assert f"{maps.number(strength)} partisans" in drawn
    assert drawn.count('class="front"') == 1

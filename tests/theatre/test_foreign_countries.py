"""Lands abroad: who was held there, how strong the resistance was, and from when they were free."""

import shutil

import pytest

from hinterland.core.calendar import day_of, parse
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.assemble import load
from hinterland.theatre.foreign_countries import lands_abroad, read_on_map
from hinterland.theatre.land import FINLAND, POLAND_GG, SLOVAKIA


@pytest.fixture(scope="module")
def foreign():
    return load(4).foreign


def test_that_every_land_abroad_on_the_map_has_a_row(foreign):
    assert (foreign.on_map.people[POLAND_GG:] > 0).all()
    assert (foreign.on_map.people[:POLAND_GG] == 0).all()
    assert len(foreign.there.people) == len(foreign.id)


def test_that_nobody_is_held_in_a_land_that_is_free(foreign):
    before, after = (lands_abroad(foreign, day_of(parse(d))) for d in ("1944-08-20", "1944-09-20"))
    france = foreign.id.index("France")
    assert before["held_beyond"][france] > 0
    assert after["held_beyond"][france] == 0
    assert after["held"][FINLAND] == 0
    assert after["held"][SLOVAKIA] > 0


def test_that_resistance_grows_by_the_year_and_stays_in_1945(foreign):
    years = [lands_abroad(foreign, day_of(parse(d)))["resistance"] for d in ("1941-12-31", "1944-01-01", "1945-05-01")]
    assert years[0][SLOVAKIA] < years[1][SLOVAKIA]
    assert (years[1] == years[2]).all()


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("Slovakia,Slovakia,15000,60000", "BSSR,Slovakia,15000,60000", "'BSSR' is not known"),
        ("Slovakia,Slovakia,15000,60000", "Slovakia,Slovakia,15000,600", "held_high 600 is out of range"),
    ],
)
def test_that_a_row_that_cannot_be_meant_is_a_fault(tmp_path, wrong, right, said):
    shutil.copy(THEATRE / "lands_abroad.csv", tmp_path)
    path = tmp_path / "lands_abroad.csv"
    text = path.read_text(encoding="utf-8")
    assert wrong in text
    path.write_text(text.replace(wrong, right), encoding="utf-8")
    with pytest.raises(Fault, match=said):
        read_on_map(tmp_path)

"""Tables are read line by line, and whatever cannot be meant is told with its line."""

import pytest

from hinterland.core.fault import Fault, Faults
from hinterland.theatre.csv_table import collect, read, refuse


@pytest.fixture
def sheet(tmp_path):
    """Return a reader of a table with these rows."""

    def written(*rows, **asked):
        (tmp_path / "wells.csv").write_text("\n".join(("id,depth,dug,people", *rows)) + "\n", encoding="utf-8")
        return read(tmp_path, "wells.csv", "id depth dug people", **asked)

    return written


def test_that_blanks_around_a_field_do_not_count(sheet):
    (line,) = sheet(" old , 12.5 ,1938-05-01,")
    assert (line.text("id"), line.number("depth", 0, 50), line.when("dug").year, line.people("people")) == (
        *("old", 12.5, 1938, 0),
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("new,3,1938-05-01", "as many fields"),
        ("new,3,1938-05-01,7,8", "as many fields"),
        ("old,3,1938-05-01,7", "id 'old' is empty or stands twice"),
        (" old,3,1938-05-01,7", "id 'old' is empty or stands twice"),
        (",3,1938-05-01,7", "id '' is empty or stands twice"),
    ],
)
def test_that_a_row_without_its_fields_or_an_id_of_its_own_is_told(sheet, row, words):
    with pytest.raises(Fault, match=words) as caught:
        sheet("old,3,1938-05-01,7", row)
    assert caught.value.line == 3
    faults = []
    assert [line.at for line in sheet("old,3,1938-05-01,7", row, "last,3,1938-05-01,7", faults=faults)] == [2, 4]
    assert [fault.line for fault in faults] == [3]


def test_that_another_column_can_be_the_key(sheet):
    with pytest.raises(Fault, match="depth '3' is empty or stands twice"):
        sheet("old,3,1938-05-01,7", "new,3,1938-05-01,7", key="depth")


@pytest.mark.parametrize("people", ["-1", "2.5", "nan", "inf", "many"])
def test_that_people_are_whole_and_none_are_less_than_none(sheet, people):
    (line,) = sheet(f"old,3,1938-05-01,{people}")
    with pytest.raises(Fault, match=f"people '?{people}'? is"):
        line.people("people")


@pytest.mark.parametrize(("lat", "lon"), [("90.5", "0"), ("0", "-181"), ("nan", "0"), ("0", "east")])
def test_that_a_place_lies_on_earth(sheet, lat, lon):
    (line,) = sheet(f"old,{lat},{lon},7")
    with pytest.raises(Fault, match=r"from -90 to 90|from -180 to 180"):
        line.anywhere("depth", "dug")


def test_that_all_faults_can_be_told_together(sheet):
    faults = []
    lines = sheet("a,deep,then,7", "a,1,1938-05-01,7", "b,2,1938-05-01,7", faults=faults)
    assert collect(lines, lambda line: line.number("depth", 0, 50), faults) == [2.0]
    collect(lines, lambda line: line.when("dug"), faults)
    with pytest.raises(Faults) as caught:
        refuse(faults)
    assert [fault.line for fault in caught.value.faults] == [2, 2, 3]
    with pytest.raises(Fault, match="depth 'deep'"):
        refuse(faults[:1])
    refuse([])


def test_that_a_table_or_column_that_is_missing_is_raised_at_once(sheet, tmp_path):
    with pytest.raises(Fault, match="the table is missing"):
        read(tmp_path, "wells.csv", "id", faults=[])
    sheet()
    with pytest.raises(Fault, match="the header lacks owner, price") as caught:
        read(tmp_path, "wells.csv", "id price owner", faults=[])
    assert caught.value.line == 1

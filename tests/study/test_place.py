"""A folder of a run appears whole or not at all."""

import pytest

from hinterland.core.fault import Fault
from hinterland.study.place import whole_or_nothing


def test_that_a_finished_run_stands_in_its_place_alone(tmp_path):
    place = tmp_path / "out" / "history-1"
    with whole_or_nothing(place) as folder:
        (folder / "report.html").write_text("a", encoding="utf-8")
        assert not place.exists()
    assert (place / "report.html").read_text(encoding="utf-8") == "a"
    assert list(place.parent.iterdir()) == [place]


def test_that_a_later_run_replaces_an_earlier_one(tmp_path):
    place = tmp_path / "history-1"
    for text in ("first", "second"):
        with whole_or_nothing(place) as folder:
            (folder / "report.html").write_text(text, encoding="utf-8")
    assert (place / "report.html").read_text(encoding="utf-8") == "second"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, ValueError])
def test_that_a_broken_run_leaves_the_earlier_one_as_it_was(tmp_path, trouble):
    place = tmp_path / "history-1"
    with whole_or_nothing(place) as folder:
        (folder / "report.html").write_text("first", encoding="utf-8")

    def break_off() -> None:
        with whole_or_nothing(place) as half:
            (half / "report.html").write_text("half", encoding="utf-8")
            raise trouble

    with pytest.raises(trouble):
        break_off()
    assert (place / "report.html").read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [place]


def test_that_a_folder_of_something_else_is_not_touched(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(Fault, match="not a run"), whole_or_nothing(tmp_path / "letters"):
        pytest.fail("nothing is written there")
    assert (tmp_path / "letters" / "one.txt").read_text(encoding="utf-8") == "dear"

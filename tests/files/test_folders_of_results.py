"""A folder of results appears whole or not at all, is marked, and replaces nothing but an earlier one."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.files.seeds import look

from hinterland.core.fault import Fault
from hinterland.files import exchange, output


def write(place: Path, text: str = "first", *inputs: Path) -> None:
    with output.folder(place, "run", inputs) as made:
        (made / "report.html").write_text(text, encoding="utf-8")
        (made / "run.zarr" / "c").mkdir(parents=True)
        (made / "run.zarr" / "c" / "0").write_text(text, encoding="utf-8")


def write_while(place: Path, happens: Callable[[], object]) -> None:
    with output.folder(place, "run") as made:
        (made / "report.html").write_text("second", encoding="utf-8")
        happens()


def fault(place: Path, *inputs: Path) -> str:
    before = look(place.parent)
    with pytest.raises(Fault) as caught, output.folder(place, "run", inputs):
        pytest.fail("nothing is written there")
    assert look(place.parent) == before
    return str(caught.value)


def test_that_a_finished_result_stands_in_its_place_alone_with_its_mark(tmp_path):
    place = tmp_path / "out" / "history-1"
    write(place)
    assert sorted(p.name for p in place.iterdir()) == [".hinterland.json", "report.html", "run.zarr"]
    assert list(place.parent.iterdir()) == [place]
    described = json.loads((place / ".hinterland.json").read_text(encoding="utf-8"))["hinterland:written"]
    assert (described["program"], described["command"]) == ("hinterland", "run")
    assert sorted(described["files"]) == ["report.html", "run.zarr/", "run.zarr/c/", "run.zarr/c/0"]


@pytest.mark.usefixtures("steps")
def test_that_a_later_result_replaces_an_earlier_one(tmp_path):
    place = tmp_path / "history-1"
    for text in ("first", "second"):
        write(place, text)
    assert (place / "report.html").read_text(encoding="utf-8") == "second"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("trouble", [KeyboardInterrupt, ValueError])
def test_that_a_broken_run_leaves_the_earlier_one_as_it_was(tmp_path, trouble):
    place = tmp_path / "history-1"
    write(place)
    before = look(tmp_path)

    def break_off() -> None:
        with output.folder(place, "run") as half:
            (half / "report.html").write_text("half", encoding="utf-8")
            raise trouble

    with pytest.raises(trouble):
        break_off()
    assert look(tmp_path) == before


def test_that_an_empty_folder_is_used_and_keeps_its_mode(tmp_path):
    place = tmp_path / "mine"
    place.mkdir(mode=0o700)
    write(place)
    assert place.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("lay", "words"),
    [
        (lambda p: (p / "notes.md").write_text("mine"), "notes.md (not of hinterland)"),
        (lambda p: (p / "run.zarr" / "c" / "1").write_text("mine"), "run.zarr/c/1 (not of hinterland)"),
        (lambda p: (p / "report.html").write_text("second"), "report.html (changed since)"),
        (lambda p: os.mkfifo(p / "pipe"), "pipe (not of hinterland)"),
        (
            lambda p: ((p / "report.html").unlink(), os.mkfifo(p / "report.html")),
            "report.html (not of hinterland)",
        ),
        (lambda p: (p / "plots").mkdir(), "plots (not of hinterland)"),
        (lambda p: (p / "link").symlink_to("report.html"), "link (a link)"),
        (
            lambda p: ((p / "report.html").unlink(), (p / "report.html").symlink_to("run.zarr/c/0")),
            "report.html (a link)",
        ),
        (lambda p: (p / "report.html").chmod(0o444), "report.html (read-only)"),
        (lambda p: (p / ".hinterland.json").unlink(), "report.html (not of hinterland) and 3 more"),
        (lambda p: (p / ".hinterland.json").write_text("{}"), ".hinterland.json (not of hinterland) and"),
        (lambda p: (p / "r\udce9sum\udce9").write_text("mine"), "(not of hinterland)"),
    ],
)
def test_that_whatever_is_not_of_the_program_is_named_and_kept(tmp_path, lay, words):
    place = tmp_path / "history-1"
    write(place)
    lay(place)
    assert words in fault(place)


def test_that_a_mark_to_which_a_user_has_added_is_not_taken_for_ours(tmp_path):
    place = tmp_path / "history-1"
    write(place)
    path = place / ".hinterland.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**whole, "my note": "do not lose"}), encoding="utf-8")
    assert "not of hinterland" in fault(place)


@pytest.mark.usefixtures("steps")
def test_that_a_file_laid_in_during_the_run_survives(tmp_path):
    place = tmp_path / "history-1"
    write(place)
    with pytest.raises(Fault, match=r"notes\.md"):
        write_while(place, lambda: (place / "notes.md").write_text("mine", encoding="utf-8"))
    assert (place / "notes.md").read_text(encoding="utf-8") == "mine"
    assert (place / "report.html").read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.usefixtures("steps")
def test_that_a_file_laid_in_at_the_last_moment_survives(tmp_path, monkeypatch):
    place = tmp_path / "history-1"
    write(place)
    like = exchange._like

    def late(made: Path, there: Path) -> None:
        like(made, there)
        (place / "notes.md").write_text("mine", encoding="utf-8")

    monkeypatch.setattr(exchange, "_like", late)
    with pytest.raises(Fault, match=r"notes\.md"):
        write(place, "second")
    assert (place / "notes.md").read_text(encoding="utf-8") == "mine"
    assert (place / "report.html").read_text(encoding="utf-8") == "first"
    assert list(tmp_path.iterdir()) == [place]


def test_that_a_folder_made_by_another_during_the_run_is_kept(tmp_path):
    place = tmp_path / "history-1"
    with pytest.raises(Fault, match=r"notes\.md"):
        write_while(place, lambda: (place.mkdir(), (place / "notes.md").write_text("mine", encoding="utf-8")))
    assert [p.name for p in place.iterdir()] == ["notes.md"]


def test_that_a_link_is_followed_and_stays(tmp_path):
    (tmp_path / "disk" / "real").mkdir(parents=True)
    link = tmp_path / "link"
    link.symlink_to("disk/real")
    for text in ("first", "second"):
        write(link, text)
    assert link.is_symlink()
    assert (tmp_path / "disk" / "real" / "report.html").read_text(encoding="utf-8") == "second"
    assert [p.name for p in (tmp_path / "disk").iterdir()] == ["real"]


@pytest.mark.parametrize("place", ["link", "link/inner"])
def test_that_a_link_to_nothing_is_refused(tmp_path, place):
    (tmp_path / "link").symlink_to("absent")
    with pytest.raises(Fault, match="link to nothing"):
        write(tmp_path / place)
    assert [p.name for p in tmp_path.iterdir()] == ["link"]


def test_that_a_ring_of_links_is_refused(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(Fault, match=r"link to nothing|cannot be written"):
        write(tmp_path / "a")


@pytest.mark.parametrize("place", [".", "..", "../here", "../../top/here", ""])
def test_that_the_folder_in_which_one_works_is_refused(tmp_path, monkeypatch, place):
    here = tmp_path / "top" / "here"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    with pytest.raises(Fault, match="in which you work"):
        write(Path(place))
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["slash/", "in/../plain", "Свод 1943 года", "n" * 250, "two  spaces", "-dash", "new\nline"]
)
def test_that_any_name_that_the_system_knows_can_be_given(tmp_path, name):
    (tmp_path / "in").mkdir()
    for text in ("first", "second"):
        write(tmp_path / name, text)
    assert (tmp_path / name / "report.html").read_text(encoding="utf-8") == "second"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted({"in", (tmp_path / name).resolve().name})


def test_that_a_name_too_long_for_the_system_is_refused_at_once(tmp_path):
    assert "cannot be written (File name too long)" in fault(tmp_path / ("n" * 300))


def test_that_a_file_in_the_place_or_above_it_is_refused(tmp_path):
    (tmp_path / "taken").write_text("a letter", encoding="utf-8")
    assert "is a file, not a folder" in fault(tmp_path / "taken")
    with pytest.raises(Fault, match="cannot be written"):
        write(tmp_path / "taken" / "run")


def test_that_a_read_only_folder_is_refused_before_anything_is_made(tmp_path):
    (tmp_path / "mine").mkdir(mode=0o555)
    assert "read-only" in fault(tmp_path / "mine")


def test_that_the_top_of_a_file_system_is_refused():
    with pytest.raises(Fault, match="a disk is mounted"):
        write(Path("/"))


@pytest.mark.parametrize("how", ["plain", "link", "hard link", "folder link"])
def test_that_a_folder_that_holds_an_input_is_refused(tmp_path, how):
    place = tmp_path / "history-1"
    write(place)
    given = place / "report.html"
    if how == "link":
        given = tmp_path / "mine.toml"
        given.symlink_to(place / "report.html")
    elif how == "hard link":
        given = tmp_path / "mine.toml"
        given.hardlink_to(place / "report.html")
    elif how == "folder link":
        (tmp_path / "again").symlink_to(place)
        given = tmp_path / "again" / "report.html"
    assert "which this command reads" in fault(place, given)

"""A folder of results is written by one process at a time, and what a killed process left harms no later one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.files.test_folders_of_results import write

from hinterland.core.fault import Fault
from hinterland.files import exchange, manifest, output
from hinterland.files.stage import hidden


def test_that_two_processes_do_not_write_one_place_at_once(tmp_path):
    place = tmp_path / "history-1"
    program = (
        "import sys; from pathlib import Path; from hinterland.files import output\n"
        "with output.folder(Path(sys.argv[1]), 'run') as made:\n"
        "    (made / 'report.html').write_text('theirs'); print('ready', flush=True); sys.stdin.read()\n"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    with pytest.raises(Fault, match="is being written by another process"):
        write(place, "ours")
    write(tmp_path / "history-2")
    other.communicate("")
    assert other.returncode == 0
    assert (place / "report.html").read_text(encoding="utf-8") == "theirs"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["history-1", "history-2"]


def test_that_a_hidden_folder_with_files_of_the_user_is_not_removed(tmp_path):
    place = tmp_path / "history-1"
    strange = hidden(place)
    strange.mkdir()
    (strange / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Fault, match=r"mine\.txt"):
        write(place)
    assert (strange / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_that_a_process_killed_while_it_removes_what_it_had_begun_stops_no_later_one(tmp_path, monkeypatch):
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    place = tmp_path / "history-1"
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            break_off(place)
    assert hidden(place).exists()
    write(place)
    assert [p.name for p in tmp_path.iterdir()] == ["history-1"]


def break_off(place: Path) -> None:
    with output.folder(place, "run") as half:
        (half / "run.zarr").mkdir()
        (half / "report.html").write_text("half", encoding="utf-8")
        raise ValueError


@pytest.mark.parametrize("new", [True, False])
def test_that_a_process_killed_between_two_renames_loses_nothing(tmp_path, new):
    place = tmp_path / "history-1"
    write(place, "first")
    made = hidden(place)
    place.rename(exchange.aside(made))
    made.mkdir()
    (made / "report.html").write_text("second", encoding="utf-8")
    manifest.seal(made, "run")
    if new:
        made.rename(place)
    with pytest.raises(KeyboardInterrupt), output.folder(place, "run"):
        raise KeyboardInterrupt
    assert (place / "report.html").read_text(encoding="utf-8") == ("second" if new else "first")
    assert os.listdir(tmp_path) == ["history-1"]  # noqa: PTH208
